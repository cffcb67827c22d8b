"""All lists of a document as lines of a book: each where the form has a page for it, else it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from models.book.list_lines import ListLine
from models.book.records import AgencyLine, AssetLine, ProcurementLine
from models.incoming.recognised.records.notes import LineNotes
from models.incoming.recognised.records.page_lines import agency_lines, asset_lines, list_lines
from models.incoming.recognised.records.purchase_lines import purchase_lines
from models.incoming.recognised.records.reading import UNSAID
from models.incoming.recognised.records.shapes import AGENCIES, SPENDING
from models.incoming.recognised.records.spending_lines import Spending, spending_lines
from models.incoming.recognised.records.values import ReadList
from models.pack.forms.contents import ASSETS, PROCUREMENT
from models.pack.forms.lists import list_at
from models.pack.forms.pack import Pack
from models.pack.lists.entered import purchase_fields
from models.values.codes import Codes
from models.values.money import MoneyUnit

_UNITS = {MoneyUnit.WAN: "万元", MoneyUnit.YUAN: "元"}


class BookLines(Struct):
    """Lines by page, and what an export of spending gives."""

    procurement: tuple[ProcurementLine, ...] = ()
    assets: tuple[AssetLine, ...] = ()
    agencies: tuple[AgencyLine, ...] = ()
    lists: tuple[ListLine, ...] = ()
    spending: Spending = Spending((), ())


def book_lines(
    found: Sequence[tuple[str, ReadList]], pack: Pack, codes: Codes, year: int, ids: Iterator[int], notes: LineNotes
) -> BookLines:
    """The lines of the lists, each with its kind; of two lists of bodies or of assets the first counts, and the other is said."""
    lines = BookLines()
    _tell_units(found, notes)
    for kind, read in found:
        if (kind == ASSETS and lines.assets) or (kind == AGENCIES and lines.agencies):
            notes.leave(read.place, f"“{read.title}”有两张，用了前面的，这一张 {len(read.records)} 行没有放")
            continue
        form = list_at(pack.lists, read.page)
        if kind == PROCUREMENT and purchase_fields(pack):
            lines.procurement += tuple(purchase_lines(read, ids, notes))
        elif kind == ASSETS and pack.assets is not None:
            lines.assets = tuple(asset_lines(read, pack.assets, ids, notes))
        elif kind == AGENCIES:
            lines.agencies = tuple(agency_lines(read, ids))
        elif form is not None:
            lines.lists += tuple(list_lines(read, form, codes, ids, notes))
        elif kind != SPENDING and read.records:
            notes.leave(read.place, f"“{pack.name}”没有“{read.title}”这张表，{len(read.records)} 行没有放")
    lines.spending = spending_lines([read for kind, read in found if kind == SPENDING], codes, year, ids, notes)
    return lines


def _tell_units(found: Sequence[tuple[str, ReadList]], notes: LineNotes) -> None:
    """Say once of each list whose amounts name no unit in which they were read."""
    for _, read in found:
        if any(value.doubt == UNSAID for record in read.records for value in record.values):
            notes.assume(read.place, f"“{read.title}”没有写金额的单位，按{_UNITS[read.unit]}")
