"""The lists inside a project as grid sources: 资金, 绩效目标, 指标."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from models.book import edits, terms
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Indicator, Project
from models.pack.forms.sheet import SheetForm
from models.projects.edits import place_for
from models.projects.sheet_values import grid_text
from models.projects.target_edits import set_target_part, with_target_part
from models.published.context import Context
from models.values.money import fen
from models.values.target_parts import direction_of
from models.values.text import plain_name
from ui.grid.rows.amount_cells import sum_cell
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.line_source import LineSource, meant
from ui.grid.rows.source import Cell, GridRow, Totals
from ui.pages.common import columns
from ui.pages.projects.shared.cells import SPANNED
from ui.pages.projects.shared.lookup import form_of, page_of, project_words
from ui.pages.projects.sheet.indicator_columns import DIRECTION, PART
from ui.session.open_book import OpenBook

_TOTAL: Final = "total"
_TASK_SUM: Final = "右边两格相加"
_WIDEST_PERIOD: Final = 9.6
VALUE: Final = f"{PART}value"
_FOLLOWS: Final = "跟符号走，可以改"
_NAMES: Final = {"funding": "资金", "goals": "绩效目标", "tasks": "主要任务", "indicators": "指标"}
FUNDING_COLUMNS: Final = (columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.YEAR, columns.AMOUNT)
_GOAL_COLUMNS: Final = (
    GridColumn(
        "label", "编号", ColumnKind.LONG_TEXT, 4.6, hint="表上印出来的编号，可以空着", alignment=Align.CENTER, optional=True
    ),
    GridColumn("text", "目标内容", ColumnKind.LONG_TEXT, 46.0),
)


_LEVEL: Final = GridColumn(
    "level", "上级或本级", ColumnKind.CHOICE, 4.2, choices=terms.FUNDING_LEVELS, blank=True, alignment=Align.CENTER, optional=True,
    hint="上级还是本级的钱，其他资金空着",
)  # fmt: skip
_TASK_COLUMNS: Final = (
    GridColumn("name", "主要任务", ColumnKind.LONG_TEXT, 11.0),
    GridColumn("text", "主要内容", ColumnKind.LONG_TEXT, 22.0),
    GridColumn(_TOTAL, "金额", ColumnKind.AMOUNT, 7.0, editable=False),
    GridColumn("fiscal", "财政资金", ColumnKind.AMOUNT, 7.0),
    GridColumn("other", "其他资金", ColumnKind.AMOUNT, 7.0),
)


def funding_columns(project: Project, form: SheetForm, sub_unit: Sequence[GridColumn]) -> tuple[GridColumn, ...]:
    """The columns of 资金: with 级次 where the form prints 上级 and 本级 money, or where a line has one."""
    has_level = form.shows("superior") or form.shows("own") or any(line.level for line in project.funding)
    return (*FUNDING_COLUMNS, *([_LEVEL] if has_level else []), *sub_unit)


def goal_columns(project: Project, form: SheetForm) -> tuple[GridColumn, ...]:
    """The columns of 绩效目标: with 期间 where the form has several blocks, or where a goal is of none of them."""
    blocks = {block.period: block.label for block in form.goals}
    others = {goal.period: terms.GOAL_PERIODS.get(goal.period, goal.period) for goal in project.goals if goal.period not in blocks}
    if len(blocks) == 1 and not others:
        return _GOAL_COLUMNS
    choices = {**blocks, **others}
    width = min(max(map(len, choices.values())) + 1.6, _WIDEST_PERIOD)
    return (GridColumn("period", "期间", ColumnKind.CHOICE, width, choices=choices, hint="Alt+↓ 列出全部"), *_GOAL_COLUMNS)


def task_columns(form: SheetForm) -> tuple[GridColumn, ...]:
    """The columns of 年度主要任务, with the headings of the form."""
    headings = form.tasks.headings if form.tasks is not None else [column.title for column in _TASK_COLUMNS]
    return tuple(replace(column, title=title) for column, title in zip(_TASK_COLUMNS, headings, strict=True))


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


class GoalLines(InnerLines):
    """The goals. A new one is of the same 期间 as its neighbour, unless it says another."""

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:
        """Insert a goal; the first one is of the first block of the form."""
        lines = self.rows(context)
        near = before.value.period if before else lines[-1].value.period if lines else self.form.goals[0].period
        return self._new_line({"period": near, **self._typed(values, context)}, before)


class TaskLines(InnerLines):
    """年度主要任务; the money of a task is the sum of its two amounts."""

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """The field of the task, or the sum of its money."""
        if column.key == _TOTAL:
            return sum_cell(fen(row.value.fiscal) + fen(row.value.other), _TASK_SUM)
        return super().cell(row, column, context)

    def totals(self, context: Context) -> Totals | None:
        """The sums of the three amounts."""
        tasks = [row.value for row in self.rows(context)]
        fiscal, other = (sum(fen(getattr(task, name)) for task in tasks) for name in ("fiscal", "other"))
        words = (self.form.tasks.total if self.form.tasks is not None else "") or "合计"
        return Totals(words, amounts={_TOTAL: fiscal + other, "fiscal": fiscal, "other": other} if tasks else {})


class IndicatorLines(InnerLines):
    """The indicators. A new one takes 一级 and 二级指标 from its neighbour unless it has its own."""

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """一级 and 二级 look computed but can be edited; a part of 指标值 is as the form prints it."""
        if column.key.startswith(PART) and column.typed:
            text = grid_text(row.value, column.key.removeprefix(PART), self.form)
            return Cell(text, text, text)
        if column.key == DIRECTION and not getattr(row.value, DIRECTION):
            follows = direction_of(row.value.target)
            return Cell(follows, "", follows, _FOLLOWS if follows else "", computed=bool(follows), ghost=bool(follows))
        cell = super().cell(row, column, context)
        return replace(cell, computed=True) if column.key in SPANNED else cell

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """Findings of 指标值 are shown at its value."""
        place = super().place(row, column)
        return replace(place, field="target") if column.key == VALUE else place

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the field, or a part of 指标值; 二级指标 also fills a blank 一级指标."""
        if column.key.startswith(PART):
            value = meant(column, text, context)
            return None if value is None else set_target_part(row.value.id, column.key.removeprefix(PART), value, self._apart)
        edit = super().edit(row, column, text, context)
        home = _home(text, self.form) if column.key == "category" and not row.value.dimension.strip() else ""
        if edit is None or not home:
            return edit
        return edits.combined(edit.label, (edit, edits.set_field(row.value.id, "dimension", home)))

    @property
    def _apart(self) -> frozenset[str]:
        """The parts of 指标值 that have a column of their own."""
        return frozenset(column.key.removeprefix(PART) for column in self.columns if column.key.startswith(PART))

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:
        """Insert an indicator into the group at its position; from the ＊ row, into its own group.

        A row with 一级指标 and more (a pasted one) stays where it was put.
        """
        typed = self._texts(values, context)
        lines: list[Indicator] = [row.value for row in self.rows(context)]
        near: Indicator | None = before.value if before else lines[-1] if lines else None
        fields = {**_group(near, typed, self.form), **typed}
        at = before.value.id if before else 0
        if before is None and ("dimension" not in typed or len(typed) == 1):
            at = place_for(lines, fields.get("dimension", ""), fields.get("category", ""), self.form)
        return edits.insert_line(self._collection, fields, before=at, project=self._project)

    def _texts(self, values: Mapping[str, str], context: Context) -> dict[str, str]:
        """The typed texts as values of the fields, the parts of 指标值 joined; without those that are not valid."""
        fields: dict[str, str] = {}
        for column in self.columns:
            text = values.get(column.key, "")
            value = meant(column, text, context) if text.strip() and column.typed else None
            if value is not None and column.key.startswith(PART):
                part = column.key.removeprefix(PART)
                fields["target"] = with_target_part(fields.get("target", ""), part, value, self._apart)
            elif value is not None:
                fields[column.key] = edits.read_field(Indicator, column.key, value)
        return fields


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
