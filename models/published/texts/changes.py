"""A figure of this year against the same of last year, in the words of a form: 增加25.00万元, 减少57.14%, 持平."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from msgspec import Struct

from models.pack.forms.narrative import ChangeWords
from models.pack.phrases import fill
from models.values.amount_style import UNITS, AmountStyle


class Change(Struct, frozen=True, dict=True):
    """Two figures in fen, in a form's words and style, for the budget of ``year``.

    With a percentage all follows from the figures as printed, which stand beside it in the sentence: 7.66 against 6.26 is
    22.36 %. Without one the difference is exact, and is rounded last like any figure.
    """

    now: int
    before: int
    words: ChangeWords
    style: AmountStyle
    year: int

    @cached_property
    def _difference(self) -> Decimal:
        """In the unit of the style, as it prints; negative for a decrease."""
        if self.words.in_percent:
            return self.style.number(self.now) - self.style.number(self.before)
        return self.style.number(self.now - self.before)

    @property
    def is_zero(self) -> bool:
        """Whether the figures count as equal: their difference prints as zero."""
        return not self._difference

    @property
    def amount(self) -> str:
        """The size of the difference as it prints."""
        return self.style.figure(int(abs(self._difference) * UNITS[self.style.unit].value))

    @cached_property
    def percent(self) -> str:
        """``57.14%``, half up, with more decimals where those of the form would say nothing; "" against nothing."""
        before = abs(self.style.number(self.before))
        if not before:
            return ""
        exact = 100 * abs(self._difference) / before
        decimals = self.words.percent_decimals
        shown = _rounded(exact, decimals)
        while exact and not shown:
            decimals += 1
            shown = _rounded(exact, decimals)
        text = f"{shown:f}"
        return f"{text.rstrip('0').rstrip('.') if self.words.percent_trim and decimals else text}%"

    @property
    def direction(self) -> str:
        """增加, 减少 or 持平."""
        if self.is_zero:
            return self.words.unchanged
        return self.words.increase if self._difference > 0 else self.words.decrease

    @property
    def told(self) -> str:
        """The whole change in words; "" where it needs a percentage that does not exist: a decrease from nothing."""
        words = self._phrase
        if "{percent}" in words and not self.percent:
            return ""
        return fill(words, amount=self.amount, percent=self.percent, year=self.year, last_year=self.year - 1)

    @property
    def _phrase(self) -> str:
        words = self.words
        if self.is_zero:
            return words.same
        if self._difference < 0:
            return words.less
        return words.new or words.more if not self.style.number(self.before) else words.more


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
