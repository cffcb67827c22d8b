"""What the navigation says of each page, read from the open book: the pages themselves need not be there."""

from __future__ import annotations

from msgspec import Struct

from models.book.records import cover_texts
from models.checks.findings import EXPLAINED, Severity, explanation_state
from models.pack.narrative_form import RULES
from ui.session.open_book import OpenBook


class Summary(Struct, frozen=True):
    """What the navigation says of a page without findings: a quiet word (「空表」, 「0 / 10」), or ✓ where it was compared."""

    text: str = ""
    holds: bool = False


EMPTY = Summary("空表")


def nothing_to_say(open_book: OpenBook) -> Summary:  # noqa: ARG001 - the signature of a summary
    """The summary of a page that has none."""
    return Summary()


def cover(open_book: OpenBook) -> Summary:
    """How many lines of the cover are still blank; ✓ when none is and the year is the form's."""
    texts, pack = cover_texts(open_book.book), open_book.pack
    blank = sum(1 for _, field in pack.cover.lines if field != "date" and not texts[field].strip())
    return Summary(f"空 {blank} 项" if blank else "", holds=not blank and open_book.book.year == pack.year)


def basic(open_book: OpenBook) -> Summary:
    """空表 while there is no line."""
    return Summary() if open_book.book.basic else EMPTY


def projects(open_book: OpenBook) -> Summary:
    """空表 while there is no project."""
    return Summary() if open_book.book.projects else EMPTY


def others(open_book: OpenBook) -> Summary:
    """空表 while there is no line."""
    return Summary() if open_book.book.others or open_book.book.withheld else EMPTY


def income(open_book: OpenBook) -> Summary:
    """✓ where every typed figure equals what the lines need."""
    needs = open_book.context.needs
    if not needs and not open_book.book.income and not open_book.book.carry_forward:
        return EMPTY
    typed = [need for need in needs if need.typed is not None]
    return Summary(holds=bool(typed) and all(need.typed == need.needed for need in typed))


def three_public(open_book: OpenBook) -> Summary:
    """空表 while there is no amount."""
    return Summary() if any(line.amount is not None for line in open_book.book.three_public) else EMPTY


def procurement(open_book: OpenBook) -> Summary:
    """空表 while there is no line."""
    return Summary() if open_book.book.procurement else EMPTY


def assets(open_book: OpenBook) -> Summary:
    """空表 without lines; ✓ where a part was compared with its whole and nothing was found."""
    book, marks = open_book.book, open_book.marks
    if not book.assets:
        return EMPTY
    parts = {row.id for row in open_book.pack.assets.rows if row.part_of}
    compared = any(line.item in parts for line in book.assets)
    return Summary(holds=compared and not marks.of_page("assets"))


def narrative(open_book: OpenBook) -> Summary:
    """How many parts are asked for and are not there: what the checks of 情况说明 found."""
    marks = open_book.marks
    lacking = sum(finding.code in RULES for page in ("texts", "agencies") for finding in marks.of_page(page))
    return Summary(f"缺 {lacking} 项" if lacking else "")


def explanations(open_book: OpenBook) -> Summary:
    """「3 / 10」: how many of the 核实 findings have a reason that applies."""
    asked = [finding for finding in open_book.findings if finding.severity is Severity.VERIFY]
    done = sum(1 for finding in asked if explanation_state(open_book.book, finding) == EXPLAINED)
    return Summary(f"{done} / {len(asked)}") if asked else Summary()
