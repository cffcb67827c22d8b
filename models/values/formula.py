"""Exact value of arithmetic typed into an amount cell (``12+3.5*4``), by a small parser; nothing is evaluated as code.

sum     = term {("+" | "-") term}
term    = factor {("*" | "/") factor}
factor  = {"+" | "-"} (number | "(" sum ")")
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from models.values.text import closed_up

LONGEST: Final = 200
"""Characters. Nobody types a longer sum by hand, and the limit bounds the recursion on parentheses."""

_PART: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+|[-+*/()]")
_SIGNS: Final = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", "（": "(", "）": ")"})


class FormulaError(ValueError):
    """The text is not a sum, or divides by zero."""


def evaluate(text: str) -> Fraction:
    """The exact value of a sum without its leading ``=``. Raises ``FormulaError``."""
    if len(text) > LONGEST:
        raise FormulaError(text)
    plain = closed_up(text.translate(_SIGNS))
    parts = _PART.findall(plain)
    if "".join(parts) != plain or not parts:
        raise FormulaError(text)
    reader = _FormulaReader(parts)
    value = reader.sum()
    if reader.upcoming:
        raise FormulaError(text)
    return value


class _FormulaReader:
    """Recursive descent over the parts of a sum."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._parts = parts
        self._position = 0

    @property
    def upcoming(self) -> str:
        """The next part, or "" at the end."""
        return self._parts[self._position] if self._position < len(self._parts) else ""

    def _next(self) -> str:
        part = self.upcoming
        self._position += 1
        return part

    def sum(self) -> Fraction:
        """The value of terms added and subtracted. Raises ``FormulaError``."""
        value = self._term()
        while self.upcoming in {"+", "-"}:
            value = value + self._term() if self._next() == "+" else value - self._term()
        return value

    def _term(self) -> Fraction:
        value = self._factor()
        while self.upcoming in {"*", "/"}:
            if self._next() == "*":
                value *= self._factor()
                continue
            divisor = self._factor()
            if not divisor:
                raise FormulaError("/0")
            value /= divisor
        return value

    def _factor(self) -> Fraction:
        part = self._next()
        if part in {"+", "-"}:
            return self._factor() if part == "+" else -self._factor()
        if part == "(":
            value = self.sum()
            if self._next() != ")":
                raise FormulaError("(")
            return value
        if not part or part in {"*", "/", ")"}:
            raise FormulaError(part)
        return Fraction(part.replace(",", ""))
