"""What F1 says of a page or a column, and in which of the pack's tables its money stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from models.pack.forms import Pack


class HelpText(Struct, frozen=True):
    """``what`` belongs here, where it ``goes``, an ``example``, the ``source`` of the rule, the ``guide``'s chapter.

    Any but the first may be "".

    ``tables`` asks for the pack's tables: a stream of facts and, behind a colon, what they list it by
    (``spending:function``), or nothing for every table of the stream.
    """

    what: str
    goes: str = ""
    tables: str = ""
    example: str = ""
    source: str = ""
    guide: str = ""


def first_text(texts: Mapping[str, HelpText], topics: Iterable[str]) -> HelpText | None:
    """The text of the first topic that has one: the closest comes first."""
    return next((texts[topic] for topic in topics if topic in texts), None)


def guide_chapter(texts: Mapping[str, HelpText], topics: Iterable[str]) -> str:
    """The chapter of the guide that tells of the first topic that names one, or ""."""
    return next((texts[topic].guide for topic in topics if topic in texts and texts[topic].guide), "")


def where_it_goes(text: HelpText, pack: Pack) -> str:
    """The words of the text, then the names of the tables that its money stands in, as the pack prints them."""
    if not text.tables:
        return text.goes
    stream, _, by = text.tables.partition(":")
    titles = (
        table.short_title or table.title
        for table in pack.tables
        if any(side.facts == stream and (not by or (side.rows is not None and side.rows.by == by)) for side in table.sides)
    )
    return "".join((text.goes, "、".join(titles)))
