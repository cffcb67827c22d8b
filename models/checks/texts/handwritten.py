"""What the clerk writes for 情况说明: the parts of the text, and the reasons for changes against last year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from models.book.places import Place
from models.published.context import Context

PAGES: Final = ("texts", "last_year")
"""The pages with these texts."""


class Handwritten(Struct, frozen=True):
    """A text with the name of its part for messages; ``is_reason``: the form prints it inside a sentence of its own."""

    label: str
    place: Place
    text: str
    is_reason: bool = False


def handwritten(context: Context) -> Iterator[Handwritten]:
    """The texts that are not blank."""
    for _, line in context.numbered("texts"):
        if line.text.strip():
            yield Handwritten(context.pack.narrative.label(line.item), Place("texts", line.id, "text"), line.text)
    for _, line in context.numbered("last_year"):
        if line.reason.strip():
            label = f"{context.pack.last_year.get(line.item, line.item)}增减原因"
            yield Handwritten(label, Place("last_year", line.id, "reason"), line.reason, is_reason=True)
