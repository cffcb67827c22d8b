"""Finds the heading row of a block and matches its headings with the titles and usual names of the columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from models.incoming.clipboard.block import ClipboardBlock
from models.values.money import MoneyUnit

FUNCTION: Final = "function"
ECONOMIC: Final = "economic"
_CODE_WORDS: Final = ("科目", "科目编码", "科目代码", "编码", "代码")
_NAME_WORDS: Final = ("科目名称", "名称")
_FUNCTION_WORDS: Final = ("功能", "功能分类", "支出功能分类", "功能科目", "支出功能")
_ECONOMIC_WORDS: Final = (
    "经济", "经济分类", "支出经济分类", "部门经济分类", "支出部门经济分类", "部门预算支出经济分类", "经济科目", "部门预算经济分类",
)  # fmt: skip


def _joined(stems: Sequence[str], endings: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem.removesuffix("科目") + ending for stem in stems for ending in endings)


VARIANTS: Final[Mapping[str, tuple[str, ...]]] = {
    FUNCTION: (*_FUNCTION_WORDS, *_joined(_FUNCTION_WORDS, _CODE_WORDS)),
    "function_name": _joined(_FUNCTION_WORDS, _NAME_WORDS),
    ECONOMIC: (*_ECONOMIC_WORDS, *_joined(_ECONOMIC_WORDS, _CODE_WORDS)),
    "economic_name": _joined(_ECONOMIC_WORDS, _NAME_WORDS),
    "source": ("资金性质", "来源", "经费来源", "资金类别", "资金来源性质"),
    "carried": ("是否结转", "资金年度", "结转", "本年或结转"),
    "amount": (
        "金额", "预算数", "预算金额", "本年预算数", "年初预算数", "预算", "支出金额", "批复数", "本年预算", "采购金额", "总价",
        "合计",
    ),
    "note": ("备注", "说明"),
    "kind": ("支出类型", "类别"),
    "name": ("采购项目名称", "采购品目名称", "品目名称", "物品名称", "货物名称", "指标名称"),
    "catalogue": ("采购目录序号", "采购目录", "品目编码", "采购品目编码", "采购目录编码"),
    "measure": ("计量单位",),
    "quantity": ("采购数量",),
    "price": ("采购单价",),
    "small_firms": ("预留中小微企业金额", "面向中小企业预留", "面向中小企业预留金额", "中小企业预留"),
    "project": ("项目名称", "所属项目"),
    "target": ("目标值",),
    "description": ("指标描述", "指标说明"),
    "basis": ("指标值依据", "确定依据", "设定依据"),
}  # fmt: skip
"""Names that the columns of other programs and of published tables usually have, by field."""

_EITHER: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(_CODE_WORDS, (FUNCTION, ECONOMIC)),
    **dict.fromkeys(_NAME_WORDS, ("economic_name", "function_name")),
}
"""Headings that do not say which classification they mean: the cells below decide."""

_UNIT: Final = re.compile(r"[(:](?:单位:?)?(?:人民币)?(万元|元)\)?$")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_CAPTION: Final = re.compile(r"单位[::]?\(?(?:人民币)?(万元|元)")
_UNITS: Final = {"万元": MoneyUnit.WAN, "元": MoneyUnit.YUAN}
_DEEPEST: Final = 8
"""Rows from the top in which headings are searched."""

_EXAMINED: Final = 20


class ColumnTitle(Struct, frozen=True):
    """A column that takes pasted cells: its field, its title and the title of its group."""

    key: str
    title: str
    group: str = ""


class Headings(Struct, frozen=True):
    """The heading row of a block.

    ``first`` is the first row of data; ``fields`` maps columns to fields; ``unmatched`` are headings without a field;
    ``units`` are the units that headings name, ``words`` the headings unchanged.
    """

    first: int
    fields: Mapping[int, str]
    unmatched: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[int, MoneyUnit] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)


def plain_heading(text: str) -> str:
    """``金额（万元）`` → ``金额``: in NFKC form, without blanks, brackets and what follows a colon."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return _BRACKETS.sub("", plain).split(":")[0].strip("*")


def heading_unit(text: str) -> MoneyUnit | None:
    """The unit that a heading names: ``预算数(元)``, ``金额：万元``."""
    found = _UNIT.search("".join(unicodedata.normalize("NFKC", text).split()))
    return _UNITS[found[1]] if found else None


def caption_unit(block: ClipboardBlock, rows: int) -> tuple[MoneyUnit, str] | None:
    """The unit in a caption (``单位：万元``) of the first ``rows`` rows, and its words; None without one."""
    for row in block.rows[:rows]:
        for text in row:
            plain = "".join(unicodedata.normalize("NFKC", text).split()) if len(text) < 200 else ""
            found = _CAPTION.search(plain)
            if found:
                return _UNITS[found[1]], f"单位：{found[1]}"
    return None


def find_headings(block: ClipboardBlock, columns: Sequence[ColumnTitle], is_code: Callable[[str, str], bool]) -> Headings | None:
    """The best heading row among the first rows, or None.

    ``is_code(field, text)``: whether a text is a code or name of a code field; it decides which classification
    a heading such as 科目编码 means.
    """
    names = _names(columns)
    best: Headings | None = None
    for row in range(min(_DEEPEST, block.height - 1)):
        found = _match_row(block, row, names, is_code)
        if found is not None and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def _names(columns: Sequence[ColumnTitle]) -> dict[str, str]:
    """Plain heading → field. A title wins over a usual name, a name with its group over one without."""
    known = {column.key for column in columns}
    names: dict[str, str] = {}
    for column in columns:
        if column.group:
            names.setdefault(plain_heading(column.group + column.title), column.key)
        names.setdefault(plain_heading(column.title), column.key)
    for key, variants in VARIANTS.items():
        if key in known:
            for variant in variants:
                names.setdefault(variant, key)
    return {name: key for name, key in names.items() if name}


def _match_row(block: ClipboardBlock, row: int, names: Mapping[str, str], is_code: Callable[[str, str], bool]) -> Headings | None:
    fields: dict[int, str] = {}
    unmatched: dict[int, str] = {}
    words = {column: text for column in range(len(block.rows[row])) if (text := _heading(block, row, column))}
    for column, text in words.items():
        key = next((k for candidate in _candidates(block, row, column) if (k := _field(candidate, names))), "")
        if plain_heading(text) in _EITHER and set(_EITHER[plain_heading(text)]) & set(names.values()):
            key = _by_content(block, row, column, _EITHER[plain_heading(text)], is_code) or key
        taken = next((other for other, k in fields.items() if k == key), None)
        if taken is not None and plain_heading(words[taken]) == plain_heading(text):
            del fields[taken]  # a label and its field have one heading: the field stands right of its label
            taken = None
        if key and taken is None:
            fields[column] = key
        else:
            unmatched[column] = text
    if not fields or (len(fields) < 2 and unmatched):
        return None
    units = {column: unit for column, text in words.items() if (unit := heading_unit(text))}
    return Headings(row + 1, fields, unmatched, units, words)


def _heading(block: ClipboardBlock, row: int, column: int) -> str:
    return block.text(row, column) or block.merged.get((row, column), "")


def _candidates(block: ClipboardBlock, row: int, column: int) -> Sequence[str]:
    """The heading joined with the one above it (功能科目 over 编码), then alone."""
    text = _heading(block, row, column)
    above = next((t for c in range(column, -1, -1) if (t := _heading(block, row - 1, c))), "") if row else ""
    return (above + text, text) if above and above != text else (text,)


def _field(text: str, names: Mapping[str, str]) -> str:
    return names.get(plain_heading(text), "") if len(text) < 60 else ""


def _by_content(block: ClipboardBlock, row: int, column: int, fields: Sequence[str], is_code: Callable[[str, str], bool]) -> str:
    """The field to which most of the first cells below belong, or ""."""
    cells = [text for r in range(row + 1, min(block.height, row + 1 + _EXAMINED)) if (text := block.text(r, column))]
    counts = {key: sum(is_code(key.removesuffix("_name"), text) for text in cells) for key in fields}
    best = max(fields, key=lambda key: counts[key])
    return best if counts[best] else ""
