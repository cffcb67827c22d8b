"""The head of a sheet as parts of the window: which fields stand side by side, in the order of the printed form, as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from models.book import terms
from models.book.sheet_fields import TYPED_MONEY
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import BOOK_FIELDS, DEPARTMENT_MONEY, MONEY, OWN_FIELDS, SheetField, SheetForm
from models.projects.amounts import AMOUNTS
from models.projects.sheet_values import is_money
from models.published.context import Context
from models.values.amount_style import UNITS, AmountStyle
from models.values.days import is_date
from ui.grid.rows.amount_cells import names_unit
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.pages.projects.shared.cells import label_column
from ui.session.amounts import GROUPED_WAN, window_amounts

HEAD: Final = "head"
"""The part with 项目编码, 项目名称 and 状态, which every project has."""

LABEL_WIDTH: Final = 8.6
"""Width of the label column at the left of every part, in characters."""

_STATUSES: Final = {status: status for status in terms.PROJECT_STATUSES}
STATUS: Final = GridColumn("status", "状态", ColumnKind.CHOICE, 4.8, choices=_STATUSES, blank=True)
_OF_HEAD: Final = ("code", "name")
_WIDEST_LABEL: Final = 9.0
"""A longer label has two lines."""

_LEAST_FIELD: Final = 6.5
_ALONE: Final = 50.0
_PAIR: Final = 2
DATE_HINT: Final = "写成 2025-01-01 或 2025年1月"
_ROOM: Final = 48.0
"""Width in characters that the fields of a part have at least; a longer row of the form becomes two parts."""


def head_rows(form: SheetForm, *, of_department: bool = False) -> Mapping[str, tuple[str, ...]]:
    """Part → the ids that it shows side by side; a part is named by its first id, that with code and name is HEAD.

    The sheet of the whole department (``of_department``) has none. A place without 绩效目标表 has the amounts alone.
    """
    rows: dict[str, tuple[str, ...]] = {} if of_department else {HEAD: _OF_HEAD}
    for shown in _joined(form):
        for group in _fitting([show for show in shown if form.is_printed or show in AMOUNTS], form):
            rows[group[0]] = tuple(group)
    return rows


def _joined(form: SheetForm) -> list[list[str]]:
    """What the rows of the form show; rows below each other with one sum of the money each are one row here."""
    rows: list[list[str]] = []
    continues = False
    for row in form.rows:
        shown = [cell.show for _, cell in row.cells if cell.show and cell.show not in _OF_HEAD]
        is_single = len(shown) == 1 and shown[0] in MONEY and shown[0] not in TYPED_MONEY
        if continues and is_single:
            rows[-1] += shown
        elif shown:
            rows.append(shown)
        continues = is_single
    return rows


def _fitting(shown: Sequence[str], form: SheetForm) -> Iterator[Sequence[str]]:
    """The ids in runs that fit side by side; none without any."""
    groups = 1
    while groups < len(shown) and max(_width(group, form) for group in _split(shown, groups)) > _ROOM:
        groups += 1
    yield from _split(shown, groups) if shown else ()


def _split(shown: Sequence[str], groups: int) -> list[Sequence[str]]:
    """The ids in runs as even as possible."""
    size = -(-len(shown) // groups)
    return [shown[at : at + size] for at in range(0, len(shown), size)]


def _width(shown: Sequence[str], form: SheetForm) -> float:
    """The least width of fields with their labels, in characters."""
    labels = LABEL_WIDTH + sum(LABEL_WIDTH if len(shown) == _PAIR else label_width(form.label(show)) for show in shown[1:])
    return labels + len(shown) * _LEAST_FIELD


def label_width(words: str) -> float:
    """The width of a label between fields, in characters."""
    return min(len(words) * 1.2 + 0.6, _WIDEST_LABEL)


def first_part_of_money(rows: Mapping[str, Sequence[str]]) -> str:
    """The first part with an amount, above which the money is typed; "" without any."""
    return next((part for part, shown in rows.items() if any(show in MONEY for show in shown)), "")


def sheet_amounts(form: SheetForm, pack: Pack) -> AmountStyle:
    """How the amounts of a sheet are shown: in the unit that it prints, in that of the window where the place prints no sheets."""
    if not form.is_printed:
        return window_amounts(pack)
    return GROUPED_WAN if form.amounts.unit == GROUPED_WAN.unit else AmountStyle(form.amounts.unit, grouping=True)


def own_columns(form: SheetForm) -> tuple[GridColumn, ...]:
    """项目编码, 项目名称 and 状态 in one row."""
    return (
        label_column("code", form.labels["code"], LABEL_WIDTH),
        GridColumn("code", form.labels["code"], ColumnKind.TEXT, 14.2),
        label_column("name", form.labels["name"], 5.0),
        GridColumn("name", form.labels["name"], ColumnKind.LONG_TEXT, 21.0),
        label_column("status", STATUS.title, 3.2),
        STATUS,
    )


def row_columns(shown: Sequence[str], form: SheetForm, pack: Pack, *, first_of_money: bool) -> tuple[GridColumn, ...]:
    """Fields and amounts side by side, each behind its label; ``first_of_money``: the first amount names the unit of all."""
    columns: list[GridColumn] = []
    amounts = [show for show in shown if is_money(show, form) and first_of_money and not form.typed_amounts]
    for show in shown:
        column = field_column(show, form, pack)
        title = column.title
        if show in amounts[:1] and not names_unit(column):
            title = f"{title}（{sheet_amounts(form, pack).unit}）"
        in_line = not columns or len(shown) == _PAIR  # labels stand below each other
        columns.append(label_column(show, title, LABEL_WIDTH if in_line else label_width(column.title)))
        columns.append(replace(column, width=_ALONE) if len(shown) == 1 else column)
    return tuple(columns)


def field_column(show: str, form: SheetForm, pack: Pack) -> GridColumn:
    """The column of a field or an amount. Sums of the money above, and what the cover says, are not typed."""
    label, declared = form.label(show), next((field for field in form.fields if field.id == show), None)
    if is_money(show, form):
        typed = show in TYPED_MONEY or show not in {**MONEY, **DEPARTMENT_MONEY}
        key, unit = f"amount:{show}" if typed else show, sheet_amounts(form, pack).unit
        return GridColumn(
            key,
            label,
            ColumnKind.AMOUNT,
            10.0,
            editable=typed,
            fixed_unit=UNITS[unit] if typed else None,
            hint=f"按{unit}输入，和这张表一样",
        )
    if show in BOOK_FIELDS:
        return GridColumn(show, label, ColumnKind.COMPUTED, 10.0, editable=False, origin="封面上填的")
    if show in OWN_FIELDS:
        return GridColumn(show, label, ColumnKind.LONG_TEXT, 10.0)
    return _declared_column(declared or SheetField(show, label), label)


def _declared_column(field: SheetField, label: str) -> GridColumn:
    """The column of a text that only some forms ask for."""
    if field.kind == "choice":
        choices = {word: word for word in field.choices}
        return GridColumn(field.field, label, ColumnKind.CHOICE, 10.0, choices=choices, blank=True, hint="Alt+↓ 列出可选的")
    if field.kind == "date":
        return GridColumn(field.field, label, ColumnKind.TEXT, 10.0, reads=_date, hint=DATE_HINT)
    return GridColumn(field.field, label, ColumnKind.LONG_TEXT, 10.0)


def _date(text: str, context: Context) -> str | None:  # noqa: ARG001 - the signature of ``reads``
    """A date as it is typed; None for a text that is none."""
    return text.strip() if not text.strip() or is_date(text) else None
