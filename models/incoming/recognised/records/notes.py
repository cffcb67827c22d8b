"""What is said while lists become lines: what was assumed, and what found no place."""

from __future__ import annotations

from msgspec import Struct, field

from models.incoming.blocks import Place


class LineNotes(Struct):
    """Sentences: what was ``assumed`` and has to be checked, and what was ``left_out``."""

    assumed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def assume(self, place: Place, words: str) -> None:
        """Say what was assumed of something."""
        self.assumed.append(f"{place.words()}：{words}")

    def leave(self, place: Place, words: str) -> None:
        """Say what has no place."""
        self.left_out.append(f"{place.words()}：{words}")
