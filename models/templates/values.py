"""Single values by name: what stands in braces in a template ({单位名称}, {收入总计}), or is pointed at as one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Block, Cell
from models.pack.forms.tables import TOTAL_ROW
from models.published.context import Context
from models.published.figures import book_figures
from models.published.head import page_text
from models.published.tables import SideTable, Table, TableRow
from models.published.texts.narrative import narrative
from models.templates.records import Value
from models.templates.wording import STEP, heading_of, label_of, without_year
from models.values.amount_style import UNITS, AmountStyle
from models.values.text import clean_text, plain_name

FIELD: Final = re.compile(r"[{｛]\s*([^{}｛｝\n]{1,80}?)\s*[}｝](?:(?=\s*(万元|元)))?")
"""A name in braces, and the unit of money that stands behind it."""

_UNIT: Final = re.compile(r"单位[:：](万元|元)")
_LAST: Final = "上年"
SYNONYMS: Final = ("部门名称", "填报单位", "编制单位", "编制部门", "预算年度")
"""Names that a template may use beside 单位名称 and 年度."""

_TWO: Final = 2
_THREE: Final = 3


class NamedValue(Struct, frozen=True):
    """A text, or an amount in ``fen`` as its form prints it (``amounts``)."""

    text: str = ""
    fen: int = 0
    amounts: AmountStyle | None = None


class NamedValues:
    """The values of a book by name; blanks and kinds of brackets in it do not matter, nor does a year in the title of a table."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, name: str) -> NamedValue | None:
        """The value of a name: one of ``names``, or 表名＞行＞栏 for a cell of a table; None where there is none, or several."""
        known = self.names.get(plain_name(name))
        return known if known is not None else self._cell([step.strip() for step in re.split(f"[{STEP}>]", name)])

    @cached_property
    def names(self) -> Mapping[str, NamedValue]:
        """Unit, years, lines of 封面, the figures that the pack names, last year's, and whole texts, by comparable name."""
        found: dict[str, set[NamedValue]] = {}
        for name, value in self.spelled():
            found.setdefault(plain_name(name), set()).add(value)
        return {name: values.pop() for name, values in found.items() if len(values) == 1}

    def spelled(self) -> Iterator[tuple[str, NamedValue]]:
        """Every name as it is written, but those of cells of tables."""
        book, pack = self._context.book, self._context.pack
        for name in ("单位名称", *SYNONYMS[:-1]):
            yield name, NamedValue(book.unit.name.strip())
        years = (("年度", book.year), (SYNONYMS[-1], book.year), ("上年度", book.year - 1))
        yield from ((name, NamedValue(str(year))) for name, year in years)
        for label, field in pack.cover.lines:
            of = book if field in {"year", "stage"} else book.unit
            yield label, NamedValue(clean_text(str(getattr(of, field))))
        yield from self._figures()
        yield from self._texts()

    def _figures(self) -> Iterator[tuple[str, NamedValue]]:
        pack = self._context.pack
        figures, amounts = book_figures(self._context), pack.narrative.amounts
        for key, form in pack.narrative.figures.items():
            for name in form.names:
                yield name, NamedValue(fen=figures.amount(key), amounts=amounts)
        for item, label in pack.last_year.items():
            yield label, NamedValue(fen=figures.this_year[item], amounts=amounts)
            line = figures.last_year.get(item)
            if line is not None and isinstance(line.amount, int):
                yield f"{_LAST}{label}", NamedValue(fen=line.amount, amounts=amounts)

    def _texts(self) -> Iterator[tuple[str, NamedValue]]:
        for document in narrative(self._context):
            title = document.title or document.name
            texts = [[text for block in section.blocks for text in block.paragraphs] for section in document.sections]
            if any(texts):
                headed = [text for section, own in zip(document.sections, texts, strict=True) for text in (section.heading, *own)]
                yield title, NamedValue(clean_text("\n".join(filter(None, headed))))
            for section, own in zip(document.sections, texts, strict=True):
                if section.heading and own:
                    yield f"{title}{STEP}{section.heading}", NamedValue(clean_text("\n".join(own)))

    def amounts_of(self, value: NamedValue, unit: str) -> AmountStyle | None:
        """How an amount prints where the unit of money is ``unit`` ("": the own one): as the tables in this unit do."""
        own = value.amounts
        if own is None or unit in {"", own.unit}:
            return own
        styles = (table.spec.amounts for table in self._context.tables.values())
        return next((style for style in styles if style.unit == unit), AmountStyle(unit, _TWO, own.grouping, own.zero))

    def _cell(self, steps: Sequence[str]) -> NamedValue | None:
        """A cell of a table: its title, its row (code, label or name) and its column, or the column alone of a table of one row."""
        if len(steps) not in {_TWO, _THREE}:
            return None
        title, row, column = (steps[0], steps[1], steps[2]) if len(steps) == _THREE else (steps[0], "", steps[1])
        found = [
            NamedValue(fen=line.values[at], amounts=table.spec.amounts)
            for table in self._context.tables.values()
            if without_year(title) in {without_year(self._text(table, name)) for name in (table.spec.title, table.spec.name)}
            for side in table.sides
            for at in self._columns(table, side, column)
            for line in _rows(side, row)
        ]
        return found[0] if len(found) == 1 else None

    def _text(self, table: Table, phrase: str) -> str:
        return page_text(self._context.book, phrase, table.spec.amounts)

    def _columns(self, table: Table, side: SideTable, wanted: str) -> Iterator[int]:
        for at, column in enumerate(side.side.columns):
            if heading_of(self._text(table, column.heading[-1])) == heading_of(wanted):
                yield at


def _rows(side: SideTable, wanted: str) -> Iterator[TableRow]:
    for row in side.rows:
        names = {row.id, *map(plain_name, row.labels), *map(label_of, row.labels)} if wanted else {TOTAL_ROW}
        if (plain_name(wanted) if wanted else TOTAL_ROW) in names and (wanted or row.id == TOTAL_ROW):
            yield row


class FilledFields(Struct, frozen=True):
    """A text with its names replaced: its new ``value``, how many were, and the names that there are not."""

    value: Value
    count: int
    unknown: tuple[str, ...]


def fill_fields(text: str, values: NamedValues, unit: str) -> FilledFields:
    """Replace the names in braces; a text that is one name becomes its value. ``unit`` is the unit of money of the place."""
    unknown: list[str] = []
    count = 0

    def exchange(match: re.Match[str]) -> str:
        nonlocal count
        value = values.find(match[1])
        if value is None:
            unknown.append(match[1])
            return match[0]
        count += 1
        style = values.amounts_of(value, match[2] or unit)
        return value.text if style is None else style.in_text(value.fen)

    alone = FIELD.fullmatch(text.strip())
    value = values.find(alone[1]) if alone is not None else None
    style = values.amounts_of(value, unit) if value is not None else None
    if value is not None and style is not None:
        is_word = not value.fen and not style.zero[:1].isdigit()
        return FilledFields(style.zero if is_word else style.number(value.fen), 1, ())
    return FilledFields(FIELD.sub(exchange, text), count, tuple(unknown))


def unit_above(block: Block, cell: Cell) -> str:
    """The unit of money that stands nearest above a cell, or beside it; "" where none does."""
    for row in reversed(block.rows[: cell.row + 1]):
        for other in row:
            match = _UNIT.search("".join(other.text.split()))
            if match is not None and match[1] in UNITS:
                return match[1]
    return ""
