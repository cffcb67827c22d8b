"""What the words of a heading say of the money below them, and refuses a heading that contradicts the facts that are taken."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.book import terms
from models.book.facts import CARRY_FORWARD, INCOME, SPENDING, THREE_PUBLIC, TYPED
from models.pack.filters import EVERYTHING, CellRef, Filter
from models.pack.forms.lists import AMOUNT, COUNT
from models.pack.forms.narrative import SumOfFacts
from models.pack.forms.tables import TableSide, TableSpec
from models.pack.reading.parts.filters import DIMENSIONS
from models.pack.reading.toml_table import TomlTable
from models.pack.sums import leaves

_BEYOND_FISCAL: Final = frozenset(terms.SOURCES) - frozenset(terms.FISCAL_SOURCES)
_BOTH_CAR_ITEMS: Final = frozenset({"car_purchase", "car_running"})
_LAST_YEAR, _THIS_YEAR = "上年", "本年"
_TIMES: Final = {_LAST_YEAR: "上年结转", _THIS_YEAR: "本年安排"}
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "source": terms.SOURCES, "kind": terms.KINDS, "cost": terms.COSTS, "item": terms.THREE_PUBLIC_ITEMS, "carried": _TIMES,
}  # fmt: skip
"""The values of each dimension that words can name, with their Chinese names."""

_CLAIMS: Final[Mapping[str, Sequence[tuple[str, frozenset[str]]]]] = {
    "source": (
        ("一般公共预算", frozenset({"general"})),
        ("政府性基金", frozenset({"government_fund"})),
        ("国有资本经营", frozenset({"state_capital"})),
        ("财政专户", frozenset({"fiscal_account"})),
        ("(?<!经营)(?<!非)事业收入", frozenset({"institutional"})),
        ("(?<!资本)经营收入", frozenset({"business"})),
        ("上级补助", frozenset({"superior_grant"})),
        ("附属单位上缴", frozenset({"subordinate_remittance"})),
        ("其他收入", frozenset({"other_income"})),
        ("单位资金", _BEYOND_FISCAL),
        ("(?<!非)(?<!非同级)财政拨款", frozenset(terms.FISCAL_SOURCES)),
    ),
    "kind": (
        ("(?<!非)基本支出", frozenset({terms.BASIC})),
        ("(?<!非)项目支出", frozenset({terms.PROJECT})),
        ("(?<!资本)经营支出", frozenset({"business"})),
        ("上[解缴]上级", frozenset({"remitted_up"})),
        ("对附属单位补助", frozenset({"granted_down"})),
    ),
    "cost": (("(?<!非)人员经费", frozenset({"staff"})), ("公用经费", frozenset({"office"}))),
    "item": (
        ("出国", frozenset({"abroad"})),
        ("接待", frozenset({"reception"})),
        ("购置", frozenset({"car_purchase"})),
        ("(?<!机关)(?:运行|运维)", frozenset({"car_running"})),
        ("公务用车(?!.*(?:购置|运))", _BOTH_CAR_ITEMS),
    ),
}  # fmt: skip
"""The words by which forms of any place name a part of the money, and the part."""

_STRICT: Final = frozenset({
    frozenset({"general"}), frozenset({"government_fund"}), frozenset({"state_capital"}), frozenset(terms.FISCAL_SOURCES),
    frozenset({terms.BASIC}),
})  # fmt: skip
"""What a column may not take more than, once its heading names it: other words are wider in some places (项目支出, 事业收入)."""

_GENERAL_WORDS: Final = frozenset(terms.FISCAL_SOURCES), _BEYOND_FISCAL
"""Words for several sources say nothing beside a word for one of them: 一般公共预算财政拨款."""

_SPENDING_ONLY: Final = frozenset({"kind", "cost"})
_WITHOUT_SPENDING: Final = frozenset({INCOME, CARRY_FORWARD, THREE_PUBLIC})
_LEFT_OUT: Final = re.compile(
    r"除[^，、；（）()]*?外|(?:不含|不包括|扣除|剔除)[^，、；（）()]*|[^，、；（）()]*(?:以外|之外)"
)  # fmt: skip
"""What words name to say that it is not counted: 支出（不含政府性基金）, 财政拨款以外的资金."""

_OF_LAST_YEAR: Final = re.compile(r"(?<![含括])上年|上一年|去年|\{last_year\}")
_OF_THIS_YEAR: Final = re.compile(r"本年|当年|今年|\{year\}")
_CODE_PARTS: Final = ("类", "款", "项")
_MOST_NAMES: Final = 3
_COUNTED: Final = re.compile("数量|人数|[个台辆套件]数")
_MONEY: Final = re.compile(r"金额|总价|(?:价值|单价)(?![在为达]?[\d一二三四五六七八九十百千万])")


_SIDES: Final = {INCOME: "收入", SPENDING: "支出"}
_TOTALS: Final = (
    ("^(?!.*支出).*收入(?:总计|合计)?$", SPENDING, "支出"), ("^(?!.*收入).*支出(?:总计|合计)?$", INCOME, "收入"),
)  # fmt: skip
"""Words for one side that the money of the other contradicts: 支出总计 over the cells of income. 收入支出总计 names both."""


class _Taken(NamedTuple):
    """One filter over the facts of one stream."""

    stream: str
    where: Filter


_Told = tuple[str, frozenset[str], str]
"""Words, values of a dimension, and the dimension."""


def refuse_other_meaning(section: TomlTable, side: TableSide, written_at: Sequence[int]) -> None:
    """Refuse a column or a line of a side whose words name other money than it takes.

    It is told at the entry: a pack that extends another may have written the words of it or the facts.
    ``written_at`` are the positions in ``lines`` of the entries that made the lines.
    """
    columns = {column.id: _within(side, column.facts, column.where) for column in side.columns}
    by_lines = {name for name in _CLAIMS for line in side.lines if line.where and getattr(line.where, name) is not None}
    for at, column in enumerate(side.columns, 1):
        taken = [columns[leaf] for leaf in leaves(side.columns, column.id)]
        if not column.facts:
            _refuse_other_side(section, column.heading, side.facts, "columns", at)
        _refuse(section, column.heading, taken, "这一栏", "columns", at, strict=_CLAIMS.keys() - by_lines)
    _refuse_other_side(section, side.label_heading, side.facts, "label_heading")
    lines = {line.id: _within(side, line.facts, line.where or EVERYTHING) for line in side.lines}
    for at, line in zip(written_at, side.lines, strict=True):
        if line.label and not line.group_of:
            taken = [lines[leaf] for leaf in leaves(side.lines, line.id)]
            _refuse(section, (line.label,), taken, "这一行", "lines", at)


def refuse_other_title(section: TomlTable, words: str, sides: Sequence[TableSide], key: str) -> None:
    """Refuse a title or a note of a table that names money of which no column of the table takes any."""
    taken = [
        _within(side, column.facts, column.where) for side in sides for column in side.columns if not column.sum
    ]  # fmt: skip
    _refuse(section, (words,), taken, "这张表", key, whole=True)


def refuse_exchanged_codes(section: TomlTable, code: Sequence[str], name: Sequence[str], split: Sequence[str]) -> None:
    """Refuse headings of codes and of names that are each other's, and parts of a code in another order than 类, 款, 项."""
    above, below = "".join(code[-1:]), "".join(name[-1:])
    if "名称" in above and "编码" not in above:
        section.refuse(f"编码一栏的标题写的是“{above}”", "code_heading")
    if re.search("编码|代码", below) and "名称" not in below:
        section.refuse(f"名称一栏的标题写的是“{below}”", "name_heading")
    known = [part for part in _CODE_PARTS if part in split]
    if len(known) == len(split) and known != [*split]:
        section.refuse(f"编码从左到右是 {'、'.join(known)}，这里的次序不同", "split")


def refuse_other_figure(
    section: TomlTable, words: str, terms: Sequence[object], specs: Sequence[TableSpec], *steps: str | int
) -> bool:
    """Refuse words for a figure that name money of which it counts none: 人员经费 over the cell of 公用经费. Whether it did."""
    taken = _taken_by(terms, specs)
    if _refuse(section, (words,), taken, "这个数", *steps, whole=True):
        return True
    streams = {each.stream for each in taken}
    other = next((other for said, stream, other in _TOTALS if re.search(said, words) and streams == {stream}), "")
    if other:
        section.refuse(f"“{words}”和它收的钱对不上：这个数收的是{other}；改这里的字，或者改它取的数", *steps)
    return bool(other)


def other_money(
    terms: Sequence[object], others: Sequence[object], specs: Sequence[TableSpec], *, sides: bool = False
) -> tuple[str, str] | None:
    """What two figures count, in words, where no money can be in both; None where some may be.

    ``sides``: neither may one count income and the other spending.
    """
    first, second = _taken_by(terms, specs), _taken_by(others, specs)
    if not first or not second:
        return None
    streams = [{each.stream for each in taken} for taken in (first, second)]
    if sides and all(each <= _SIDES.keys() for each in streams) and streams[0].isdisjoint(streams[1]):
        one, other = ("、".join(_SIDES[each] for each in sorted(stream)) for stream in streams)
        return one, other
    for dimension in (*_CLAIMS, "carried"):
        one_part, other_part = _values(first, dimension), _values(second, dimension)
        if one_part and other_part and one_part.isdisjoint(other_part):
            return "、".join(_named(dimension, one_part)), "、".join(_named(dimension, other_part))
    return None


def _taken_by(terms: Sequence[object], specs: Sequence[TableSpec]) -> list[_Taken]:
    """What the terms of a figure take; nothing where one of them does not tell."""
    taken: list[_Taken] = []
    for term in terms:
        if isinstance(term, SumOfFacts):
            taken.append(_Taken(term.stream, term.where))
        elif isinstance(term, CellRef):
            taken += _in_cell(term, specs)
        else:
            return []
    return taken


def _in_cell(ref: CellRef, specs: Sequence[TableSpec]) -> Iterator[_Taken]:
    """What a cell takes: the filters of its columns and of its lines together; a row of a code is as the whole table."""
    sides = (side for spec in specs if spec.id == ref.table for side in spec.sides)
    side = next(side for side in sides if any(column.id == ref.column for column in side.columns))
    wanted = leaves(side.lines, ref.row)
    lines = [line for line in side.lines if line.id in wanted and line.where is not None]
    for leaf in leaves(side.columns, ref.column):
        column = side.column(leaf)
        whole = _within(side, column.facts, column.where)
        yield from (_both(whole, line.facts, line.where or EVERYTHING) for line in lines)
        if not lines:
            yield whole


def refuse_other_part(section: TomlTable, heading: Sequence[str], stream: str, where: Filter) -> None:
    """Refuse a heading of a list of projects or purchases that names other money than its column takes."""
    _refuse(section, heading, [_Taken(stream, where)], "这一栏", strict=_CLAIMS.keys())


def refuse_other_kind(section: TomlTable, words: str, kind: str, *steps: str | int) -> None:
    """Refuse words for a number of things over amounts of money, and the other way round."""
    counted, money = _COUNTED.search(words), _MONEY.search(words)
    if kind == AMOUNT and counted and not money:
        section.refuse(f"“{words}”说的是数量，这里却是金额；改这里的字，或者改它取的数", *steps)
    elif kind == COUNT and money and not counted:
        section.refuse(f"“{words}”说的是金额，这里却是数量；改这里的字，或者改它取的数", *steps)


def _within(side: TableSide, facts: str, where: Filter) -> _Taken:
    """What a column or line takes within the filter of its side."""
    return _both(_Taken(side.facts, side.where), facts, where)


def _both(outer: _Taken, facts: str, where: Filter) -> _Taken:
    a, b = outer.where, where
    both = Filter(
        source=_shared(a.source, b.source),
        kind=_shared(a.kind, b.kind),
        carried=a.carried if b.carried is None else b.carried,
        cost=_shared(a.cost, b.cost),
        item=_shared(a.item, b.item),
    )
    return _Taken(facts or outer.stream, both)


def _shared(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    return b if a is None else a if b is None else a & b


def _refuse_other_side(section: TomlTable, heading: Sequence[str], stream: str, *steps: str | int) -> None:
    """Refuse 支出 above income, and 收入 above spending."""
    other = {INCOME: "支出", SPENDING: "收入"}.get(stream, "")
    if other and other in heading:
        section.refuse(f"标题写的是“{other}”，下面却是{'收入' if stream == INCOME else '支出'}的数", *steps)


def _refuse(
    section: TomlTable,
    heading: Sequence[str],
    taken: Sequence[_Taken],
    what: str,
    *steps: str | int,
    whole: bool = False,
    strict: Collection[str] = frozenset(),
) -> bool:
    told = _contradiction(heading, taken, strict) or (None if whole else _other_year(heading, taken))
    if told is not None:
        words, values, dimension = told
        names = "、".join(_named(dimension, values)) or "别的钱"
        section.refuse(f"“{words}”和它收的钱对不上：{what}收的是{names}；改这里的字，或者改 where", *steps)
    return told is not None


def _named(dimension: str, values: Iterable[str]) -> list[str]:
    names = [name for value, name in _NAMES[dimension].items() if value in values]
    return names if len(names) <= _MOST_NAMES else [*names[:_MOST_NAMES], "等"]


def _contradiction(heading: Sequence[str], taken: Sequence[_Taken], strict: Collection[str]) -> _Told | None:
    """The words that contradict what is taken, and the values of the dimension that are taken instead; None where none do.

    In the dimensions that are ``strict`` nothing else may be taken either.
    """
    if not taken:
        return None
    for dimension in _CLAIMS:
        words, claim = _claim(heading, dimension)
        values = _values(taken, dimension)
        if claim and values is not None and not (claim >= values if dimension in strict and claim in _STRICT else claim & values):
            return words, values, dimension
    return None


def _other_year(heading: Sequence[str], taken: Sequence[_Taken]) -> _Told | None:
    """As ``_contradiction``, for words that say whether the money is carried over from last year."""
    years = _values(taken, "carried")
    if not years:
        return None
    said = [(words, _LEFT_OUT.sub("", words)) for words in heading]
    last, this = (next((words for words, kept in said if of.search(kept)), "") for of in (_OF_LAST_YEAR, _OF_THIS_YEAR))
    if last and not this and years != {_LAST_YEAR}:
        return last, years, "carried"
    if "本年" in this and not last and years == {_LAST_YEAR}:
        return this, years, "carried"
    return None


def _claim(heading: Sequence[str], dimension: str) -> tuple[str, frozenset[str]]:
    """What the lowest heading that names a part of the dimension names, and its words."""
    for words in reversed(heading):
        found = [part for pattern, part in _CLAIMS[dimension] if re.search(pattern, _LEFT_OUT.sub("", words))]
        found = [part for part in found if part not in _GENERAL_WORDS] or found
        if found:
            return words, frozenset().union(*found)
    return "", frozenset()


def _values(taken: Sequence[_Taken], dimension: str) -> frozenset[str] | None:
    """The values of a dimension that any of the filters lets through; None where one of them cannot tell."""
    known: frozenset[str] = frozenset()
    for stream, where in taken:
        if stream == TYPED:  # its items are the pack's own words
            return None
        if dimension not in DIMENSIONS[stream]:
            if dimension in _SPENDING_ONLY and stream in _WITHOUT_SPENDING:
                continue
            if dimension == "carried" and stream == THREE_PUBLIC:
                known |= {_THIS_YEAR}
                continue
            return None
        known |= _let_through(where, dimension)
    return known


def _let_through(where: Filter, dimension: str) -> frozenset[str]:
    if dimension == "carried":
        both = {True: {_LAST_YEAR}, False: {_THIS_YEAR}, None: {_LAST_YEAR, _THIS_YEAR}}
        return frozenset(both[where.carried])
    values: frozenset[str] | None = getattr(where, dimension)
    return frozenset(_NAMES[dimension]) if values is None else values
