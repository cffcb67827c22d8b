"""A column of a grid, declared once: what it shows, how it is typed, how wide it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from models.published.context import Context
from models.values.money import MoneyUnit


class ColumnKind(StrEnum):
    """How a column is shown and typed."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE_FUNCTION = "code_function"
    CODE_ECONOMIC = "code_economic"
    AMOUNT = "amount"
    FLAG = "flag"
    CHOICE = "choice"
    COMPUTED = "computed"


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class GridColumn(Struct, frozen=True):
    """``key`` is the field of the line for every kind but COMPUTED; ``width`` is in Chinese characters.

    ``choices`` (CHOICE, FLAG) maps the kept value to the shown word; a FLAG keeps "0" and "1". ``reads`` says what typed text
    means, as ``edits.set_field`` takes it (None: nothing), where choices and codes do not say it by themselves; ``blank`` says
    that a cell without a choice stays so. ``show`` computes
    the text of a COMPUTED column, from its line and the code tables alone where ``of_line`` says so; ``origin`` says where
    it comes from, ``instead`` what to change for another one. ``hint`` stands in the content line while the cell is typed.
    ``group`` is the upper heading that neighbouring columns share. ``fixed_unit`` is that of an AMOUNT column that does not
    follow the unit which the clerk chose. ``least`` is the width, in Chinese characters, to which the column may shrink so that
    the amounts stay in sight in a narrow window; 0: it does not.
    """

    key: str
    title: str
    kind: ColumnKind
    width: float
    editable: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)
    show: Callable[[Any, Context], str] | None = None
    reads: Callable[[str, Context], str | None] | None = None
    origin: str = ""
    instead: str = ""
    blank: bool = False
    hint: str = ""
    group: str = ""
    alignment: Align | None = None
    small: bool = False
    fixed_unit: MoneyUnit | None = None
    of_line: bool = False
    least: float = 0.0

    @property
    def looks_beyond(self) -> bool:
        """Whether a cell may change while its line stays: by other lines, or by choices that the book makes."""
        return (self.kind is ColumnKind.COMPUTED and not self.of_line) or not isinstance(self.choices, dict | MappingProxyType)

    @property
    def typed(self) -> bool:
        """Whether a person types into this column."""
        return self.editable and self.kind is not ColumnKind.COMPUTED

    @property
    def align(self) -> Align:
        """The declared alignment, else figures right and all else left."""
        if self.alignment is not None:
            return self.alignment
        return Align.RIGHT if self.kind is ColumnKind.AMOUNT else Align.LEFT

    @property
    def is_code(self) -> bool:
        """Whether the column holds a code of a code table."""
        return self.kind in {ColumnKind.CODE_FUNCTION, ColumnKind.CODE_ECONOMIC}
