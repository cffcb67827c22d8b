"""How a form prints an amount: its unit, decimals, grouping, and what stands for zero."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct

from models.values.money import MoneyUnit

UNITS: Final = {"万元": MoneyUnit.WAN, "元": MoneyUnit.YUAN}
"""The words for a unit in a pack and on a form."""


_FEN: Final = {word: unit.value for word, unit in UNITS.items()}
_LAST_DIGITS: Final = tuple(Decimal(1).scaleb(-decimals) for decimals in range(len(str(MoneyUnit.WAN.value))))


class AmountStyle(Struct, frozen=True):
    """``unit`` is a word of ``UNITS``; ``zero`` is what a zero prints as ("": a blank cell); ``trim``: 25 instead of 25.00.

    An amount that only rounds to zero prints with its decimals: it is not nothing.
    """

    unit: str = "万元"
    decimals: int = 2
    grouping: bool = False
    zero: str = ""
    trim: bool = False

    def number(self, fen: int) -> Decimal:
        """The amount as printed, rounded half up (away from zero); never minus zero."""
        return (Decimal(fen) / _FEN[self.unit]).quantize(_LAST_DIGITS[self.decimals], ROUND_HALF_UP) + 0

    def show(self, fen: int) -> str:
        """The amount as printed in a table."""
        return self.figure(fen) if fen else self.zero

    def figure(self, fen: int) -> str:
        """The amount with its digits, zero included: ``0.00`` or, trimmed, ``0``."""
        return self.digits(self.number(fen))

    def in_text(self, fen: int) -> str:
        """The amount in a sentence of the document: a zero as the form prints it, but never a blank or a dash."""
        return self.zero if not fen and self.zero.strip("-—") else self.figure(fen)

    def digits(self, number: Decimal) -> str:
        """The text of a ``number`` that ``number`` returned."""
        text = f"{number:{self._groups}f}"
        return text.rstrip("0").rstrip(".") if self.trim and "." in text else text

    def exact(self, fen: int) -> str:
        """The amount with every digit, none of them a trailing zero."""
        text = f"{Decimal(fen) / _FEN[self.unit]:{self._groups}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def price(self, fen: int) -> str:
        """The amount with every digit, at least two decimals: a cheap thing must not show as 0.00."""
        whole, _, decimals = self.exact(fen).partition(".")
        return f"{whole}.{decimals:0<2}"

    def told(self, fen: int) -> str:
        """The amount in a sentence: every digit where the decimals alone would show nothing of it."""
        return self.figure(fen) if self.number(fen) or not fen else self.exact(fen)

    def pair(self, left: int, right: int) -> tuple[str, str]:
        """Two different amounts as different text: every digit where the decimals alone would show the same."""
        shown = self.figure(left), self.figure(right)
        return (self.exact(left), self.exact(right)) if shown[0] == shown[1] else shown

    def more_or_less(self, left: int, right: int) -> str:
        """``多 0.20`` or ``少 0.20``: how left differs from right."""
        return f"{'多' if left > right else '少'} {self.told(abs(left - right))}"

    @property
    def _groups(self) -> str:
        return "," if self.grouping else ""


WAN: Final = AmountStyle()
"""万元 with two decimals, blank for zero: what a form prints that says nothing else."""

IN_SENTENCES: Final = {"万元": WAN, "元": AmountStyle("元", 2, grouping=True)}
"""How the window and the findings tell an amount, by the unit in which a pack's amounts are entered."""
