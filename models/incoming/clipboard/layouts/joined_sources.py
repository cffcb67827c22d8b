"""Joins columns of money from several sources where a page has one column for them: the code of a row tells which source it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from models.book import terms
from models.incoming.clipboard.block import At, ClipboardBlock
from models.incoming.clipboard.headings import Headings
from models.incoming.clipboard.layouts.source_columns import MoneyColumns, data_rows, has_money
from models.values.text import clipped

Slot = tuple[str, bool]
"""A source, and whether the money is carried over."""

_LINES: Final = "点“按来源分行”，再录入到各种资金来源的行里"


def joined_sources(
    block: ClipboardBlock, found: Headings, takes: Mapping[Slot, str], year: int, slot_at: Callable[[int, str], Slot | None]
) -> tuple[ClipboardBlock, Headings] | None:
    """The block with one column for each column of the page; None where no heading names a source.

    ``takes`` is the page's column for a source, ``slot_at(row, field)`` the source of a figure in it for the code of a row. A row
    whose money would be of another source, or of several in one cell, is left out with the reason (``Headings.unread``).
    """
    columns = MoneyColumns(block, found, year)
    money = columns.money
    homes = {at: takes.get((each.source, each.carried), "") for at, each in money.items()}
    taken = set(found.fields.values())
    homes = {at: key for at, key in homes.items() if key and key not in taken}
    if not homes or len(columns.units) > 1:
        return None
    first = {key: min(at for at, own in homes.items() if own == key) for key in homes.values()}
    unread: dict[int, str] = {}
    texts: dict[At, str] = {}
    for row in data_rows(block, found):
        filled = [at for at in money if has_money(block.text(row, at))]
        for key, home in first.items():
            own = [at for at in filled if homes.get(at) == key]
            texts |= dict.fromkeys(((row, at) for at in homes if homes[at] == key), "")
            texts[row, home] = block.text(row, own[0]) if own else ""
            slots = {(money[at].source, money[at].carried) for at in own}
            held = slot_at(row, key) if slots else None
            names = "、".join(found.words[at] for at in own)
            if len(own) > len(slots):
                unread[row] = f"“{names}”在这一页是同一格的数，分不出用哪个"
            elif len(slots) > 1 or (slots and held is None):
                unread[row] = f"“{names}”在这一页是一格；{_LINES}"
            elif slots and held not in slots:
                source = terms.SOURCES[held[0]] if held is not None else ""
                unread[row] = f"这个科目的数记为{source}，“{names}”的 {clipped(texts[row, home], 12)} 不能填；{_LINES}"
        lost = next((at for at in filled if at not in homes), None)
        if lost is not None and row not in unread and money[lost].why:
            unread[row] = f"{money[lost].why}，“{clipped(block.text(row, lost), 12)}”没有填"
    fields = {**found.fields, **{at: key for key, at in first.items()}}
    unmatched = {at: word for at, word in found.unmatched.items() if at not in homes}
    return block.with_texts(texts), replace(found, fields=fields, unmatched=unmatched, unread=unread)
