"""The fields of the head that other layouts have, two side by side, and the words that tell of what is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Project
from models.projects.hidden_parts import other_fields
from models.projects.sheet_parts import SheetPart
from models.published.context import Context
from models.values.amount_style import UNITS
from models.values.money import Unread, read_amount
from models.values.text import listed
from models.words.fields import field_name
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.source import Cell, GivenRows, GridRow
from ui.pages.projects.shared.cells import LABEL, LabelCell, is_label, label_column
from ui.pages.projects.shared.lookup import form_of, page_of, project_with, project_words
from ui.pages.projects.sheet.fields import typed_money
from ui.pages.projects.sheet.head import LABEL_WIDTH, sheet_amounts
from ui.session.open_book import OpenBook

_SIDES: Final = ("left", "right")
_MOST_NAMED: Final = 4
_AMOUNT: Final = "amount:"


class OtherFields(GivenRows):
    """A GridSource with two fields a row: all that the form of a project does not show."""

    topic = "project"

    def __init__(self, project: Project, open_book: OpenBook) -> None:
        self.columns = tuple(
            column
            for side in _SIDES
            for column in (label_column(side, "", LABEL_WIDTH), GridColumn(side, "其他版式的栏", ColumnKind.LONG_TEXT, 20.0))
        )
        self._project = project.id
        self._open_book = open_book

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The fields in pairs; none when the project is gone."""
        project = project_with(context.book, self._project)
        if project is None:
            return []
        fields = other_fields(project, form_of(project, context.pack))
        return [GridRow(at, (project, fields[at : at + 2])) for at in range(0, len(fields), 2)]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """The name of a field, or what is typed; a last field may have none beside it."""
        project, field = row.value[0], _field(row, column)
        if is_label(column):
            return LabelCell(_label(project, field, context) if field else "", editable=False, computed=True)
        if not field:
            return Cell(editable=False, computed=True)
        if field.startswith(_AMOUNT):
            return typed_money(getattr(project, field), sheet_amounts(form_of(project, context.pack), context.pack))
        text = getattr(project, field)
        return Cell(text, text, text)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The field of the project."""
        project, field = row.value[0], _field(row, column)
        return Place(page_of(project), project.id if field and not is_label(column) else 0, field or column.key)

    def row_name(self, number: int) -> str:
        """``项目 第 4 个 其他版式的栏 第 2 行``."""
        return f"{project_words(self._open_book.book, self._project)} 其他版式的栏 第 {number} 行"

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:
        """Why a text is no amount; "" for every other field."""
        field = _field(row, column) if row is not None else ""
        if row is None or not field.startswith(_AMOUNT) or not isinstance(read_amount(text), Unread):
            return ""
        return f"“{text}”不是金额。{_label(row.value[0], field, context)}里填数字"

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the field."""
        project, field = row.value[0], _field(row, column)
        unit = UNITS[sheet_amounts(form_of(project, context.pack), context.pack).unit]
        return edits.set_field(project.id, field, text, unit) if field else None


def _field(row: GridRow, column: GridColumn) -> str:
    """The field of a cell or of a label; "" beside a last single one."""
    fields: Sequence[str] = row.value[1]
    at = _SIDES.index(column.key.removeprefix(LABEL))
    return fields[at] if at < len(fields) else ""


def _label(project: Project, field: str, context: Context) -> str:
    unit = f"（{sheet_amounts(form_of(project, context.pack), context.pack).unit}）" if field.startswith(_AMOUNT) else ""
    return f"{field_name(project, field) or field}{unit}"


def words_of(parts: Sequence[SheetPart]) -> str:
    """Which fields, columns and lists of other layouts hold something: 「主管部门、负责人、权重等 5 栏」."""
    names = [part.name for part in parts]
    return listed(names[:_MOST_NAMED]) + (f"等 {len(names)} 栏" if len(names) > _MOST_NAMED else "")
