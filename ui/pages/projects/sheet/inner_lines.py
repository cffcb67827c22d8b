"""The lists inside a project as grid sources: 资金, 绩效目标, 指标."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from models.book import edits
from models.book.edits import Edit
from models.book.records import Indicator, Project
from models.book.sheet_fields import GRID_TEXTS
from models.pack.forms.sheet import SheetForm
from models.projects.edits import place_for
from models.published.context import Context
from models.values.text import plain_name
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.source import Cell, GridRow
from ui.pages.common import columns
from ui.pages.projects.shared.cells import SPANNED
from ui.pages.projects.shared.lookup import form_of, page_of, project_words
from ui.session.open_book import OpenBook

_NAMES: Final = {"funding": "资金", "goals": "绩效目标", "indicators": "指标"}
FUNDING_COLUMNS: Final = (columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.YEAR, columns.AMOUNT)
GOAL_COLUMNS: Final = (
    GridColumn("label", "编号", ColumnKind.LONG_TEXT, 4.6, hint="表上印出来的编号，可以空着", alignment=Align.CENTER),
    GridColumn("text", "目标内容", ColumnKind.LONG_TEXT, 46.0),
)


def indicator_columns(form: SheetForm) -> tuple[GridColumn, ...]:
    """The six columns with the form's headings. 一级 and 二级 offer the form's words and accept others."""
    headings = tuple(map(form.heading, GRID_TEXTS))
    dimensions = {name: name for name in form.dimensions}
    categories = {name: name for names in form.dimensions.values() for name in names}
    center = Align.CENTER
    return (
        GridColumn("dimension", headings[0], ColumnKind.CHOICE, 6.1, choices=dimensions, reads=_as_typed, alignment=center),
        GridColumn("category", headings[1], ColumnKind.CHOICE, 7.1, choices=categories, reads=_as_typed, alignment=center),
        GridColumn("name", headings[2], ColumnKind.LONG_TEXT, 11.0),
        GridColumn("description", headings[3], ColumnKind.LONG_TEXT, 14.4, small=True),
        GridColumn("target", headings[4], ColumnKind.LONG_TEXT, 7.6),
        GridColumn("basis", headings[5], ColumnKind.LONG_TEXT, 15.2, small=True),
    )


def _as_typed(text: str, context: Context) -> str:  # noqa: ARG001 - the signature of ``reads``
    """Any text is accepted; the form's words are only offered."""
    return text


class InnerLines(LineSource):
    """Lines of one collection of one project."""

    def __init__(self, collection: str, shown: Sequence[GridColumn], project: Project, open_book: OpenBook) -> None:
        super().__init__(page_of(project), shown, collection=collection, project=project.id)
        self.form = form_of(project, open_book.pack)
        self._open_book = open_book

    @property
    def collection(self) -> str:
        """The field of the project that holds the lines."""
        return self._collection

    @property
    def project(self) -> int:
        """The id of the project."""
        return self._project

    def row_name(self, number: int) -> str:
        """``项目 第 4 个 指标 第 2 行``."""
        return f"{project_words(self._open_book.book, self._project)} {_NAMES[self._collection]} 第 {number} 行"

    def copy_row(self, row: GridRow, following: GridRow | None) -> Edit:
        """Insert a copy of a line before ``following``; None: at the end."""
        fields = {name: getattr(row.value, name) for name in type(row.value).__struct_fields__ if name != "id"}
        edit = edits.insert_line(
            self._collection, fields, before=following.value.id if following else 0, project=self._project
        )  # fmt: skip
        return replace(edit, label=f"{project_words(self._open_book.book, self._project)} 复制一行")


class IndicatorLines(InnerLines):
    """The indicators. A new one takes 一级 and 二级指标 from its neighbour unless it has its own."""

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """一级 and 二级 look computed but can be edited."""
        cell = super().cell(row, column, context)
        return replace(cell, computed=True) if column.key in SPANNED else cell

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the field; 二级指标 also fills a blank 一级指标."""
        edit = super().edit(row, column, text, context)
        home = _home(text, self.form) if column.key == "category" and not row.value.dimension.strip() else ""
        if edit is None or not home:
            return edit
        return edits.combined(edit.label, (edit, edits.set_field(row.value.id, "dimension", home)))

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:
        """Insert an indicator into the group at its position; from the ＊ row, into its own group.

        A row with 一级指标 and more (a pasted one) stays where it was put.
        """
        typed = {key: edits.read_field(Indicator, key, text) for key, text in values.items() if text.strip()}
        lines: list[Indicator] = [row.value for row in self.rows(context)]
        near: Indicator | None = before.value if before else lines[-1] if lines else None
        form = self.form
        fields = {**_group(near, typed, form), **typed}
        at = before.value.id if before else 0
        if before is None and ("dimension" not in typed or len(typed) == 1):
            at = place_for(lines, fields.get("dimension", ""), fields.get("category", ""), form)
        return edits.insert_line(self._collection, fields, before=at, project=self._project)


def _group(near: Indicator | None, typed: Mapping[str, str], form: SheetForm) -> dict[str, str]:
    """The 一级 and 二级指标 that a new line takes from its neighbour or from the form."""
    if "dimension" in typed:
        return {}
    category = typed.get("category", "")
    if not plain_name(category):
        return {"dimension": near.dimension, "category": near.category} if near else {}
    return {"dimension": _home(category, form) or (near.dimension if near else "")}


def _home(category: str, form: SheetForm) -> str:
    """The 一级指标 of a 二级指标 in the form; "" for a word that the form does not have."""
    wanted = plain_name(category)
    return next((name for name, inner in form.dimensions.items() if wanted in map(plain_name, inner)), "")
