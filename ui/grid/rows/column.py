"""The declaration of a grid column: what it shows, how it is edited, how wide it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from models.published.context import Context
from models.values.money import MoneyUnit


class ColumnKind(StrEnum):
    """How a column is shown and edited."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE_FUNCTION = "code_function"
    CODE_ECONOMIC = "code_economic"
    AMOUNT = "amount"
    FLAG = "flag"
    CHOICE = "choice"
    COMPUTED = "computed"


class Align(StrEnum):
    """The horizontal alignment of a column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class GridColumn(Struct, frozen=True):
    """``key`` is the field of the line for every kind but COMPUTED; ``width`` is in Chinese characters.

    ``choices`` (CHOICE, FLAG) maps stored values to shown words; a FLAG stores "0" and "1". ``blank``: empty is allowed too.
    ``reads`` converts typed text to a value for ``edits.set_field`` (None: not valid), instead of choices and codes.
    ``show`` computes the text of a COMPUTED column; ``of_line``: from its line and the code tables alone. ``origin`` says
    where that text comes from, ``instead`` what to edit to change it. ``hint`` is for the content line. ``group`` is the
    upper heading shared by neighbouring columns. ``fixed_unit`` is the unit of an AMOUNT column that ignores the clerk's
    choice. ``least`` is the width in Chinese characters to which the column may shrink in a narrow window; 0: it does not.
    ``optional``: it has a default or may stay blank, so that Enter in entry order passes it by. ``names`` is the key of the
    code column whose names a COMPUTED column shows: typing here types there. ``accepts_others``: the choices are only offered.
    ``holds_amounts``: amounts in the clerk's unit stand among the texts of a column that is no AMOUNT. ``also`` are other words
    for the title, by which a pasted heading is known. ``spans``: equal neighbours are one cell,
    which is blank below its text in other programs. ``slots`` are the sources of money (with: carried over) that share the
    column, ``slot_for`` tells for a code which of them a figure is. ``means`` is the choice that a word of other programs
    stands for. ``always``: a new line has one of the choices by itself.
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
    optional: bool = False
    names: str = ""
    accepts_others: bool = False
    holds_amounts: bool = False
    also: tuple[str, ...] = ()
    spans: bool = False
    slots: frozenset[tuple[str, bool]] = frozenset()
    slot_for: Callable[[str, Context], tuple[str, bool] | None] | None = None
    means: Callable[[str], str] | None = None
    always: bool = False

    @property
    def looks_beyond(self) -> bool:
        """Whether a cell may change though its line does not: through other lines, or choices taken from the book.

        Where other words are accepted, a cell shows what was typed, whatever the choices are.
        """
        from_book = not isinstance(self.choices, dict | MappingProxyType) and not self.accepts_others
        return from_book or (self.kind is ColumnKind.COMPUTED and not self.of_line)

    @property
    def typed(self) -> bool:
        """Whether the column can be edited."""
        return self.editable and self.kind is not ColumnKind.COMPUTED

    @property
    def align(self) -> Align:
        """The declared alignment; by default amounts right, all else left."""
        if self.alignment is not None:
            return self.alignment
        return Align.RIGHT if self.kind is ColumnKind.AMOUNT else Align.LEFT

    @property
    def is_code(self) -> bool:
        """Whether the column holds a code of a code table."""
        return self.kind in {ColumnKind.CODE_FUNCTION, ColumnKind.CODE_ECONOMIC}
