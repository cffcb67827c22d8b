"""What becomes of a book on another pack, told before it moves: tables, cells and texts, and what no longer has a place.

Nothing is dropped by a move: what has no place stays in the book, and is back when the book moves back.
"""

from __future__ import annotations

from msgspec import Struct

from models.pack.forms.pack import Pack
from models.published.context import Context
from models.values.codes import Codes
from models.years.form_difference import what_differs
from models.years.no_place import without_a_place


class PackMove(Struct, frozen=True):
    """One sentence for each difference: what of the book has no place any more, and what the tables look like then."""

    homeless: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The numbers in a sentence."""
        lost = f"有 {len(self.homeless)} 处没有地方放（不删，留在预算里，换回来还在）" if self.homeless else "录入的内容都有地方放"
        return f"{lost}；表和文字有 {len(self.changed)} 处不同。" if self.changed else f"{lost}，表和文字没有不同。"

    @property
    def details(self) -> tuple[str, ...]:
        """All of them, what has no place first."""
        return (*(f"没有地方放：{words}" for words in self.homeless), *self.changed)


def pack_move(context: Context, pack: Pack, codes: Codes) -> PackMove:
    """The book of ``context`` on ``pack`` with its ``codes``."""
    moved = Context(context.book, pack, codes)
    return PackMove(tuple(without_a_place(context, moved)), tuple(what_differs(context, moved)))
