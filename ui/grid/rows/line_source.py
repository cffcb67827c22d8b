"""The grid source for the lines of a collection of the book or of a project, and how typed text is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from models.book import edits
from models.book.edits import ELEMENTS, INNER_ELEMENTS, Edit
from models.book.places import Place
from models.book.records import Book, all_lines
from models.pack.forms.pack import partner_of, usual_codes
from models.published.context import Context
from models.values.codes import CodeTable
from models.values.text import plain_name
from models.words.places import PAGE_NAMES, line_name
from ui.grid.rows.amount_cells import amount_cell
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.source import Cell, GridRow, Totals

_NUMBERED: Final = re.compile(r"^\d+ (?=\S)")
_MOST_NAMED: Final = 10
"""With more choices than this a message shows the hint of the column instead, or how many a text may mean."""

_YES_OR_NO: Final = {"是": "1", "√": "1", "✓": "1", "否": "0", "×": "0"}
"""What stands below 是否结转 in other programs."""


class LineSource:
    """A ``GridSource`` for ``book.<collection>``, or for that of the ``project`` (or 部门整体绩效目标表) with this id."""

    takes_new_rows = True

    def __init__(
        self,
        page: str,
        columns: Sequence[GridColumn],
        *,
        collection: str = "",
        project: int = 0,
        totals: Callable[[Context], Totals] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self._page = page
        self._collection = collection or page
        self._project = project
        self._totals = totals
        self._element = (INNER_ELEMENTS if project else ELEMENTS)[self._collection]

    @property
    def topic(self) -> str:
        """The name of the collection."""
        return self._collection

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The lines of the collection; none if the project is gone."""
        owner: Any = context.book
        if self._project:
            owner = next((p for p in (*context.book.projects, *context.book.overall) if p.id == self._project), None)
        if owner is None:
            return ()
        return context.memory.each(("rows", self._collection, self._project), getattr(owner, self._collection), _row)

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """The field of the line, or the text that a COMPUTED column shows for it."""
        if column.kind is ColumnKind.COMPUTED:
            text = column.show(row.value, context) if column.show else ""
            return Cell(text, "", text, column.origin, editable=False, computed=True)
        value = getattr(row.value, column.key)
        if column.kind is ColumnKind.AMOUNT:
            return amount_cell(value, editable=column.editable)
        text = shown_text(column, value)
        if column.is_code and not text:
            return _empty_code(column, row.value, context)
        return Cell(text, text, _named(column, text, context), editable=column.editable)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The page, line and field of a cell."""
        return Place(self._page, row.value.id, column.key)

    def row_name(self, number: int) -> str:
        """``基本支出 第 6 行``; rows of a project are named after its page."""
        return line_name(self._page, number) if not self._project else f"{PAGE_NAMES[self._page]} 第 {number} 行"

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """The reason if the text is none of the choices."""
        return misfit(column, text, context)

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the field to the value of the typed text."""
        value = meant(column, text, context)
        return None if value is None else edits.set_field(row.value.id, column.key, value)

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:
        """Insert a line with the typed fields."""
        return self._new_line(self._typed(values, context), before)

    def _typed(self, values: Mapping[str, str], context: Context) -> dict[str, Any]:
        """Typed texts by column as values of the line's fields; without those that are not valid."""
        fields: dict[str, Any] = {}
        by_key = {column.key: column for column in self.columns if column.typed}
        for key, text in values.items():
            value = meant(by_key[key], text, context) if key in by_key else None
            if value is not None and self._element is not None:
                fields[key] = edits.read_field(self._element, key, value)
        return fields

    def _new_line(self, fields: Mapping[str, Any], before: GridRow | None) -> Edit:
        return edits.insert_line(self._collection, fields, before=before.value.id if before else 0, project=self._project)

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:
        """Delete the lines by their ids; None without any."""
        return edits.delete_lines([row.value.id for row in rows]) if rows else None

    def totals(self, context: Context) -> Totals | None:
        """The ∑ row as declared by the page."""
        return self._totals(context) if self._totals else None


def _row(line: Any) -> GridRow:
    return GridRow(line.id, line)


def _empty_code(column: GridColumn, line: Any, context: Context) -> Cell:
    """The cell of a missing code; it offers the codes usual with the line's other code."""
    partner = partner_of(line, column.key)
    cell = Cell(editable=column.editable, offers=usual_codes(context.pack, column.key, partner))
    table = code_table(column, context)
    if not cell.offer or table is None:
        return cell
    return replace(cell, origin=f"{partner} 一般用 {cell.offer} {table.name(cell.offer)}：Alt+1 填入")


def shown_text(column: GridColumn, value: Any) -> str:
    """The value of a field as a cell shows it and as it is typed."""
    if column.kind is ColumnKind.FLAG:
        return column.choices["1" if value else "0"]
    if column.kind is ColumnKind.CHOICE:
        return column.choices.get(value, value)
    return str(value)


def _named(column: GridColumn, text: str, context: Context) -> str:
    """For the content line: a code with its path of names, any other text unchanged."""
    table = code_table(column, context)
    return f"{text}  {table.path(text)}" if table is not None and table.get(text) else text


def code_table(column: GridColumn, context: Context) -> CodeTable | None:
    """The code table of a code column; None for other columns."""
    if not column.is_code:
        return None
    return context.codes.function if column.kind is ColumnKind.CODE_FUNCTION else context.codes.economic


def used_codes(book: Book, field: str) -> Counter[str]:
    """How many lines of the book carry each code in a field (function, economic)."""
    return Counter(code for line in all_lines(book) if (code := getattr(line, field, "")))


def meant(column: GridColumn, text: str, context: Context) -> str | None:
    """Typed or pasted text as a value for ``edits.set_field``; None when it is not valid in the column."""
    if column.reads is not None:
        return column.reads(text, context)
    if column.accepts_others:
        return offered(column, text) or text.strip()
    if column.choices:
        if column.blank and not text.strip():
            return ""
        found = _chosen(column, text)
        return found[0] if len(found) == 1 else None
    table = code_table(column, context)
    return table.read(text) if table is not None else text


def offered(column: GridColumn, text: str) -> str:
    """The choice that a text is, whatever its spaces and width; "" where it is none of them."""
    wanted = plain_name(text)
    return next((key for key, word in column.choices.items() if plain_name(word) == wanted), "") if wanted else ""


def _chosen(column: GridColumn, text: str) -> Sequence[str]:
    """The keys of the choices that a text may mean: by exact match, then prefix, then part; the first choice for blank text."""
    wanted = plain_name(text).replace("财政拨款", "拨款")
    if not wanted:
        return [next(iter(column.choices))]
    if column.kind is ColumnKind.FLAG and wanted in _YES_OR_NO:
        return [_YES_OR_NO[wanted]]
    for key, word in column.choices.items():
        if wanted in {key, plain_name(word)}:
            return [key]
    if column.means is not None and (key := column.means(text)) in column.choices:
        return [key]
    starting = [key for key, word in column.choices.items() if plain_name(word).startswith(wanted)]
    return starting or [key for key, word in column.choices.items() if plain_name(word) in wanted]


def may_mean(column: GridColumn, text: str) -> Sequence[str]:
    """The choices that a text which is not valid in a column may stand for; none where it stands for nothing."""
    if column.reads is None:
        return [column.choices[key] for key in _chosen(column, text)]
    wanted, words = plain_name(text), column.choices.values()
    same = [word for word in words if plain_name(without_number(word)) == wanted]
    return same or [word for word in words if wanted and wanted in plain_name(word)]


def without_number(word: str) -> str:
    """A choice of a numbered list without its number: ``村组织活动经费`` of ``4 村组织活动经费``."""
    return _NUMBERED.sub("", word)


def misfit(column: GridColumn, text: str, context: Context) -> str:
    """Why a text is not valid in a column and what is; "" when it is valid."""
    if meant(column, text, context) is not None:
        return ""
    if several := may_mean(column, text):
        named = "、".join(several) if len(several) <= _MOST_NAMED else f" {len(several)} 项里的一项"
        return f"“{text}”可以是{named}，写全一点"
    words = list(column.choices.values())
    allowed = f"可以填：{'、'.join(words)}" if len(words) <= _MOST_NAMED else column.hint
    return f"“{text}”不在{column.title}的可选内容里，{allowed}"
