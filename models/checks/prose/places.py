"""Another county's or district's name in a text: it was copied from there (R-20).

Names are matched whole against the counties and districts of the provinces that have a form (GB/T 2260, as of 2024), so that
开发区, 全区 and 社区 are none. Names of two characters (赵县) are left out: they may be the end of another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.checks.prose.paragraphs import paragraphs, sentences
from models.checks.prose.remark import Remark

_NAMES: Final[Mapping[str, str]] = {
    "1301": (
        "长安区 桥西区 新华区 井陉矿区 裕华区 藁城区 鹿泉区 栾城区 井陉县 正定县 行唐县 灵寿县 高邑县 "
        "深泽县 赞皇县 无极县 平山县 元氏县 辛集市 晋州市 新乐市"
    ),
    "1302": (
        "路南区 路北区 古冶区 开平区 丰南区 丰润区 曹妃甸区 滦南县 乐亭县 迁西县 玉田县 遵化市 迁安市 "
        "滦州市"
    ),
    "1303": "海港区 山海关区 北戴河区 抚宁区 青龙满族自治县 昌黎县 卢龙县",
    "1304": (
        "邯山区 丛台区 复兴区 峰峰矿区 肥乡区 永年区 临漳县 成安县 大名县 鸡泽县 广平县 馆陶县 曲周县 "
        "武安市"
    ),
    "1305": (
        "襄都区 信都区 任泽区 南和区 临城县 内丘县 柏乡县 隆尧县 宁晋县 巨鹿县 新河县 广宗县 平乡县 "
        "清河县 临西县 南宫市 沙河市"
    ),
    "1306": (
        "竞秀区 莲池区 满城区 清苑区 徐水区 涞水县 阜平县 定兴县 高阳县 容城县 涞源县 望都县 安新县 "
        "曲阳县 顺平县 博野县 涿州市 定州市 安国市 高碑店市"
    ),
    "1307": (
        "桥东区 桥西区 宣化区 下花园区 万全区 崇礼区 张北县 康保县 沽源县 尚义县 阳原县 怀安县 怀来县 "
        "涿鹿县 赤城县"
    ),
    "1308": (
        "双桥区 双滦区 鹰手营子矿区 承德县 兴隆县 滦平县 隆化县 丰宁满族自治县 宽城满族自治县 "
        "围场满族蒙古族自治县 平泉市"
    ),
    "1309": (
        "新华区 运河区 东光县 海兴县 盐山县 肃宁县 南皮县 吴桥县 孟村回族自治县 泊头市 任丘市 黄骅市 "
        "河间市"
    ),
    "1310": "安次区 广阳区 固安县 永清县 香河县 大城县 文安县 大厂回族自治县 霸州市 三河市",
    "1311": "桃城区 冀州区 枣强县 武邑县 武强县 饶阳县 安平县 故城县 阜城县 深州市",
    "310101": "黄浦区", "310104": "徐汇区", "310105": "长宁区", "310106": "静安区", "310107": "普陀区", "310109": "虹口区",
    "310110": "杨浦区", "310112": "闵行区", "310113": "宝山区", "310114": "嘉定区", "310115": "浦东新区", "310116": "金山区",
    "310117": "松江区", "310118": "青浦区", "310120": "奉贤区", "310151": "崇明区",
}  # fmt: skip
"""Names by the first digits of their 区划代码: a 市, or a district of a 直辖市. Neighbours within a 市 are told of each other."""

_ALL: Final = sorted({name for names in _NAMES.values() for name in names.split()}, key=len, reverse=True)
_PLACE: Final = re.compile(f"(?:{'|'.join(_ALL)})(?![域间块位别段路街道镇乡村])")
_TITLED: Final = re.compile("《[^》]*》|“[^”]*”")
_ABOUT_THERE: Final = re.compile(
    "对口|帮扶|支援|援建|协作|合作|学习|考察|毗邻|相邻|接壤|交界|途经|位于|坐落|通往|联合|等地|周边|迁|赴|前往|籍"
    "|流域|上游|下游|公路|铁路"
)
"""Words of a sentence that may well name another place."""


def other_places(text: str, regions: Sequence[str], unit: str = "") -> Iterator[Remark]:
    """Names of counties and districts elsewhere: 新华区将…. ``regions`` are the first digits of the own 区划代码.

    Nothing is said where the own region is not known, of a place that the name of the ``unit`` contains, and of a sentence that
    may well speak of another place.
    """
    if not any(regions):
        return
    for paragraph in paragraphs(text):
        titled = [match.span() for match in _TITLED.finditer(paragraph.plain)]
        for start, sentence in sentences(paragraph.plain):
            if _ABOUT_THERE.search(sentence):
                continue
            for match in _PLACE.finditer(sentence):
                first, last = start + match.start(), start + match.end()
                is_titled = any(begin <= first < end for begin, end in titled)
                if not (is_titled or match[0] in unit or _is_near(match[0], regions)):
                    problem, remedy = f"“{match[0]}”不是本地", "从那里的材料抄来的，改成本地；说的就是那里的，不用改"
                    yield Remark(*paragraph.span(first, last), problem, remedy)


def _is_near(name: str, regions: Sequence[str]) -> bool:
    """Whether a place of this name lies in the own 市 (or is the own district of a 直辖市)."""
    homes = [prefix for prefix, names in _NAMES.items() if name in names.split()]
    return any(home.startswith(region) or region.startswith(home) for home in homes for region in regions if region)
