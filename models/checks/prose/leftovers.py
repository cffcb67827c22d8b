"""Sentences that break off, and words and reasons that contradict each other (P-10a, P-11d, P-11e, R-14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.checks.prose.paragraphs import Paragraph, paragraphs
from models.checks.prose.placeholders import UP_DOWN
from models.checks.prose.remark import Remark

_BROKEN: Final = re.compile(
    r"(?:原因(?:是|为|在于|有)：?|原因：|主要(?:用于|为|是|包括)：?|(?:是|原因)?(?:因为|由于)|其中：?|分别(?:为|是)：?)(?:…+|\.{3,})?(?=[。；]|$)"
    r"|原因(?:是|为)：?(?:无|/|-+|—+)(?=[。；]|$)|[，、](?=$)"
)
_CONTRADICTION: Final = re.compile(
    r"(?P<one>增加|减少|增长|下降|上升|降低|持平)(?P<other>增加|减少|增长|下降|上升|降低|持平)(?=\d|[，。；）]|$)"
)
_LESS_THAN_NOTHING: Final = re.compile(
    r"(?P<word>减少|下降|降低|压减|增加|增长|上升|提高)(?:了|额)?为?(?:[-\u2212－](?=\d)|负(?=\d[\d.,]*(?:[亿万千]?元|%)))"
)
_SAME: Final = "持平"
_SAME_YET: Final = re.compile(rf"{_SAME}[，。；]?(?P<word>增加|减少|增长|下降|上升)的(?:主要)?原因")
_RISES: Final = frozenset({"增加", "增长", "提高", "上升"})
_BECAME: Final = "经费|预算|支出|资金|拨款|投入|收入|人员|人数|编制|项目|任务|数量|次数|批次|车辆|标准|需求"
_BECAUSE: Final = "(?:(?:的?主要|增减(?:变化)?的主要)?原因(?:是|为|：)|主要(?:为|是(?:由于|因为)?))：?"
_REASON: Final = re.compile(
    rf"(?P<word>{UP_DOWN}|{_SAME})(?:了?[\d.,]+(?:[亿万千]?元|%)，?)*的?[，。]?{_BECAUSE}"
    rf"(?P<said>[^，。；、]*?(?:{_BECAME})(?:有所|大幅|略有)?(?P<reason>{UP_DOWN}))(?=[。；]|$)"
)
_SAVED: Final = re.compile(
    rf"(?P<word>增加|增长|上升|提高)(?:了?[\d.,]+(?:[亿万千]?元|%)，?)*的?[，。]?{_BECAUSE}"
    r"(?P<said>[^。；]*?(?:厉行节约|过紧日子|压减|压缩|严格控制|从严控制|严控)[^。；]*)(?=[。；]|$)"
)
_MORE_TOO: Final = re.compile("增加|新增|增长|提高|调整|调增|上升|扩大|但|仍|同时|购置|恢复|保障|集中|补充")
"""What may have made more of something in spite of savings."""

_ANOTHER_YEAR: Final = re.compile("上一?年|去年|年初|20\\d\\d年|基数")
"""What became more last year is a reason for less now."""

_TURNED: Final = re.compile(
    "调出|调离|退休|离休|离职|辞职|减员|去世|死亡|完工|竣工|完成|结束|到期|已|取消|停止|清退|划出|划转|转出|转列|移交|剥离|上划|收回|退回|不|未|非"
    "|自有|自筹|其他资金|单位资金|事业收入|经营收入|上级|社会|结转|结余|替代|节约|直接支付"
)
"""More of what costs nothing any more (退休人员, 完工项目) or is paid from elsewhere (上级资金) is a reason for less."""

_LONG: Final = 20


def broken_sentences(text: str) -> Iterator[Remark]:
    """Sentences that break off: 主要原因是。 or a comma at the end (P-11d). A list may follow 其中： in the next paragraph."""
    whole = paragraphs(text)
    for paragraph in whole:
        for match in _BROKEN.finditer(paragraph.plain):
            at_end = match.end() == len(paragraph.plain)
            if at_end and paragraph is not whole[-1]:
                continue
            if match[0] in {"，", "、"}:
                said = paragraph.plain[max(0, match.start() - 6) : match.end()]
                yield _remark(paragraph, match, f"最后停在“{said}”", "把话写完，或者改成句号")
            else:
                yield _remark(paragraph, match, f"“{match[0]}”后面没有内容", "把话写完，或者删掉这几个字")


def missing_stops(text: str) -> Iterator[Remark]:
    """A paragraph of several sentences without a full stop at its end (R-14); a row of a table is none."""
    for paragraph in paragraphs(text):
        plain = paragraph.plain
        end = plain.rfind("。")
        if end >= 0 and len(plain) > _LONG and _is_prose(plain[-1]) and "\t" not in text[paragraph.at[0] : paragraph.at[-1]]:
            start, stop = paragraph.span(len(plain) - 1, len(plain))
            said = plain[max(end + 1, len(plain) - 8) :]
            yield Remark(start, stop, f"最后一句“{said}”没有句号", "补上句号", f"{text[start:stop]}。")


def _is_prose(last: str) -> bool:
    """Whether a paragraph that ends so is a sentence; a document number (文号) ends a list of them."""
    return "\u3400" <= last <= "\u9fff" and last != "号"


def contradictions(text: str) -> Iterator[Remark]:
    """Two directions at once: 增加持平, 减少增加140.40万元, 减少-5.00万元 (P-11e)."""
    for paragraph in paragraphs(text):
        for match in _CONTRADICTION.finditer(paragraph.plain):
            if match["one"] != match["other"]:
                yield _remark(paragraph, match, f"“{match[0]}”前后矛盾", "留下说得对的一个词")
        for match in _LESS_THAN_NOTHING.finditer(paragraph.plain):
            one, other = ("增加", "减少") if match["word"] in _RISES else ("减少", "增加")
            problem = f"“{match[0]}”后面是负数，{one}负数就是{other}"
            yield _remark(paragraph, match, problem, f"{one}的，去掉负号；{other}的，改成{other}")
        for match in _SAME_YET.finditer(paragraph.plain):
            yield _remark(paragraph, match, f"“{match[0]}”又持平又{match['word']}", "留下说得对的一个词")


def contradicting_reasons(text: str) -> Iterator[Remark]:
    """A rise explained by one thing that became less or by savings, or the other way round; no change by a change (P-10a)."""
    for paragraph in paragraphs(text):
        for match in _REASON.finditer(paragraph.plain):
            same = match["word"] == _SAME
            opposite = same or (match["word"] in _RISES) is not (match["reason"] in _RISES)
            if opposite and not _ANOTHER_YEAR.search(match["said"]) and not _TURNED.search(match["said"]):
                problem = f"说的是{match['word']}，原因却是“…{match['said'][-6:]}”"
                yield _remark(paragraph, match, problem, "核对方向和原因；说得通的，不用改")
        for match in _SAVED.finditer(paragraph.plain):
            if not _MORE_TOO.search(match["said"]) and not _ANOTHER_YEAR.search(match["said"]):
                problem = f"说的是{match['word']}，原因却是“{match['said'][:12]}”"
                yield _remark(paragraph, match, problem, "核对方向和原因；说得通的，不用改")


def _remark(paragraph: Paragraph, match: re.Match[str], problem: str, remedy: str) -> Remark:
    return Remark(*paragraph.span(match.start(), match.end()), problem, remedy)
