"""The columns of the indicator grid: those of the form, and on demand those of other forms that hold something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from models.book.records import INDICATOR_TEXTS
from models.book.sheet_fields import COLUMN_WORDS, TARGET_PARTS
from models.pack.forms.sheet import IndicatorColumn, SheetForm
from models.published.context import Context
from models.values.target_parts import QUALITATIVE, SYMBOLS, read_sign, split_target
from models.values.text import plain_name
from ui.grid.rows.column import Align, ColumnKind, GridColumn

PART: Final = "target:"
"""Begins the key of a column that shows a part of the one text 指标值: ``target:sign``."""

DIRECTION: Final = "text:direction"
_DIRECTIONS: Final = {"正向": "正向", "反向": "反向"}
_CENTER: Final = Align.CENTER
_LONG: Final = ColumnKind.LONG_TEXT

_USUAL: Final = GridColumn("", "", _LONG, 7.6)
_COLUMNS: Final = {
    "dimension": GridColumn("", "", ColumnKind.CHOICE, 6.1, alignment=_CENTER, spans=True),
    "category": GridColumn("", "", ColumnKind.CHOICE, 7.1, alignment=_CENTER, spans=True),
    "name": GridColumn("", "", _LONG, 11.0),
    "description": GridColumn("", "", _LONG, 14.4, small=True),
    "basis": GridColumn("", "", _LONG, 15.2, small=True),
    "sign": GridColumn("", "", ColumnKind.CHOICE, 4.6, alignment=_CENTER, blank=True, hint="≥、≤、=，定性的选定性；Alt+↓ 列出全部"),
    "unit": GridColumn("", "", _LONG, 4.6, alignment=_CENTER),
    "measure": GridColumn(
        "", "", ColumnKind.COMPUTED, 4.0, editable=False, alignment=_CENTER, of_line=True, origin="由指标值自动判断",
        instead="改指标值", show=lambda line, _: split_target(line.target).measure,
    ),
    "weight": GridColumn("", "", ColumnKind.TEXT, 3.8, alignment=Align.RIGHT, hint="只写数字"),
    "direction": GridColumn(
        "", "", ColumnKind.CHOICE, 4.6, alignment=_CENTER, blank=True, choices=_DIRECTIONS,
        hint="空着的跟符号走：≥ 是正向，≤ 是反向",
    ),
    "standard": GridColumn("", "", _LONG, 9.0, small=True),
    "scoring": GridColumn("", "", _LONG, 10.0, small=True),
    "note": GridColumn("", "", _LONG, 6.0, small=True),
    **dict.fromkeys(("last_year", "year_before", "term_target"), GridColumn("", "", _LONG, 8.8)),
}  # fmt: skip
"""What the columns are like; others hold texts as long as a 指标值."""


def indicator_columns(form: SheetForm, further: Sequence[str] = ()) -> tuple[GridColumn, ...]:
    """The columns with the form's headings, then those with the ids ``further``. 一级 and 二级 offer words and accept others."""
    held = (IndicatorColumn(column, (COLUMN_WORDS.get(column, column),)) for column in further)
    return tuple(_column(column, form) for column in (*form.grid, *held))


def _column(column: IndicatorColumn, form: SheetForm) -> GridColumn:
    made = replace(
        _COLUMNS.get(column.id, _USUAL),
        key=key_of(column.id),
        title=column.title,
        group=_group(column),
        also=(*(word for word, meant in form.also.items() if meant == column.id), COLUMN_WORDS.get(column.id, "")),
    )
    if column.id == "dimension":
        return replace(made, choices={name: name for name in form.dimensions}, reads=_as_typed)
    if column.id == "category":
        return replace(made, choices={name: name for names in form.dimensions.values() for name in names}, reads=_as_typed)
    if column.id == "sign":
        words = {sign: form.signs.get(sign, sign) for sign in (*SYMBOLS, QUALITATIVE)}
        return replace(made, choices=words, reads=_sign_reader(tuple(words.items())))
    return made


def key_of(column: str) -> str:
    """The key of a column of the grid: a field of the indicator, or PART and the part of its 指标值."""
    if column in INDICATOR_TEXTS:
        return column
    return f"{PART}{column}" if column in TARGET_PARTS else f"text:{column}"


def _group(column: IndicatorColumn) -> str:
    """The heading above, unless it goes on into the lowest cell."""
    above = column.heading[-2] if len(column.heading) > 1 else ""
    return above if above != column.title else ""


def _as_typed(text: str, context: Context) -> str:  # noqa: ARG001 - the signature of ``reads``
    """Any text is accepted; the form's words are only offered."""
    return text


@cache
def _sign_reader(words: tuple[tuple[str, str], ...]) -> Callable[[str, Context], str | None]:
    """Reads what is typed as a sign: the form's word for it, or any usual one (>=, 大于等于); one function for equal words."""

    def read(text: str, context: Context) -> str | None:  # noqa: ARG001 - the signature of ``reads``
        plain = plain_name(text)
        named = next((sign for sign, word in words if plain == plain_name(word)), "")
        return named or read_sign(text) or (None if plain else "")

    return read
