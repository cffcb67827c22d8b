"""The help texts (F1) of pages and columns, and the titles of the pack's tables that their amounts go to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from models.pack.forms.pack import Pack
from models.pack.forms.tables import TableSide, side_streams


class HelpText(Struct, frozen=True):
    """``what`` belongs here, where it ``goes``, an ``example``, the ``source`` of the rule, the chapter of the ``guide``.

    All but ``what`` may be "".

    ``tables`` selects tables of the pack: by a stream of facts (all its tables) or, after a colon, also by the codes
    that their rows are made from (``spending:function``).
    """

    what: str
    goes: str = ""
    tables: str = ""
    example: str = ""
    source: str = ""
    guide: str = ""


def first_text(texts: Mapping[str, HelpText], topics: Iterable[str]) -> HelpText | None:
    """The text of the first topic that has one, or None; ``topics`` go from the closest to the most general."""
    return next((texts[topic] for topic in topics if topic in texts), None)


def guide_chapter(texts: Mapping[str, HelpText], topics: Iterable[str]) -> str:
    """The chapter of the guide of the first topic that names one, or ""."""
    return next((texts[topic].guide for topic in topics if topic in texts and texts[topic].guide), "")


def where_it_goes(text: HelpText, pack: Pack) -> str:
    """``text.goes``, followed by the titles of the tables that ``text.tables`` selects, as the pack prints them."""
    if not text.tables:
        return text.goes
    stream, _, by = text.tables.partition(":")
    titles = (table.name for table in pack.tables if any(_takes(side, stream, by) for side in table.sides))
    return "".join((text.goes, "、".join(titles)))


def _takes(side: TableSide, stream: str, by: str) -> bool:
    """Whether facts of a stream go to a side, in a line or column of their own too; ``by``: only into rows of these codes."""
    return stream in side_streams(side) and (not by or (side.rows is not None and side.rows.by == by))
