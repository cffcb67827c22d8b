"""A text of a pack with places in braces (``{year}``): taken apart, and filled.

The readers of a pack prove every text, so a place without a value is an error of the program and never prints as a brace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_PLACE: Final = re.compile(r"\{([^{}]*)\}")


class UnpairedBraceError(ValueError):
    """A text has a brace without its other half."""


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Words and places in their order, as (text, whether it is a place). Raises ``UnpairedBraceError``."""
    for number, piece in enumerate(_PLACE.split(text)):
        is_place = number % 2 == 1
        if not is_place and ("{" in piece or "}" in piece):
            raise UnpairedBraceError(text)
        if piece or is_place:
            yield piece, is_place


def places(text: str) -> tuple[str, ...]:
    """The names in braces, in their order. Raises ``UnpairedBraceError``."""
    return tuple(piece for piece, is_place in pieces(text) if is_place)


def fill(phrase: str, **values: object) -> str:
    """The text with its places filled, without blanks at its ends. Raises ``KeyError`` for a place without a value."""
    return "".join(str(values[piece]) if is_place else piece for piece, is_place in pieces(phrase)).strip()
