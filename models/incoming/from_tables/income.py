"""Income that was published otherwise than the spending needs: typed figures, so that it prints as published and is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.book.facts import INCOME, Key
from models.book.records import IncomeLine
from models.book.terms import SOURCES
from models.incoming.from_tables.margins import FUNCTION, Margin
from models.incoming.from_tables.spending import Share


def typed_income(code: str, margins: Sequence[Margin], shares: Sequence[Share], ids: Iterator[int]) -> Iterator[IncomeLine]:
    """The figures of a function code whose published income is not what its shares need, one for each column of the table."""
    done: set[tuple[str, bool]] = set()
    for margin in margins:
        if margin.stream != INCOME or margin.by != FUNCTION:
            continue
        slots = [(s, old) for s in SOURCES for old in (False, True) if margin.takes(Key(s, "", old, "", "", code))]
        needed = {slot: sum(share.amount for share in shares if (share.source, share.carried) == slot) for slot in slots}
        missing = margin.amount - sum(needed.values())
        first = max(slots, key=lambda slot: needed[slot], default=None)
        if missing and first is not None and first not in done:
            done.add(first)
            source, carried = first
            yield IncomeLine(next(ids), code, source, carried, needed[first] + missing, "按收入表")
