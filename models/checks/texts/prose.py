"""The texts of 情况说明 by themselves: sums, changes, years, words (X-27d … X-27f, P-10a, P-11c … P-11h, C-4a, R-14 … R-16, R-20).

What is wrong with a text is found by ``models.checks.prose``, which knows no book; here it is said where the text stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct

from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.prose.items import two_figures
from models.checks.prose.leftovers import broken_sentences, contradicting_reasons, contradictions, missing_stops
from models.checks.prose.names import departments, former_names, misspelt_words
from models.checks.prose.placeholders import alternatives
from models.checks.prose.places import other_places
from models.checks.prose.portions import changes_and_shares, wrong_parts
from models.checks.prose.remark import Remark
from models.checks.prose.years import accounts_in_a_budget, budgets_of_other_years, compared_with_itself
from models.checks.texts.handwritten import PAGES, about, handwritten
from models.pack.forms.last_year import label_of
from models.pack.forms.narrative import AtomKind
from models.published.context import Context
from models.published.texts.narrative import Piece, TextBlock, blocks_with
from models.published.texts.repeated import ENDS

_OF_A_UNIT: Final = "单位预算"


def parts_add_up(context: Context) -> Iterator[CheckResult]:
    """X-27f: parts that a text lists, money, counts or changes, add up to the whole that it names (ARITH)."""
    yield from _found(context, wrong_parts)


def changes_follow(context: Context) -> Iterator[CheckResult]:
    """X-27d: percentage, difference and direction of a change follow from the two figures beside it; so does a share (ARITH)."""
    yield from _found(context, lambda text: changes_and_shares(text, context.book.year))


def items_have_one_figure(context: Context) -> Iterator[CheckResult]:
    """X-27e: a paragraph gives an item one figure (ARITH)."""
    yield from _found(context, lambda text: two_figures(text, context.book.year))


def reasons_fit_the_direction(context: Context) -> Iterator[CheckResult]:
    """P-10a: a rise is not explained by something that became less, nor the other way round (practice).

    A reason for a change is read in the sentence in which the form prints it: only that says the direction.
    """
    book = context.book
    by_themselves = context.memory.recall(
        "reasons", (book.texts, book.last_year, context.pack), lambda: tuple(_found(context, contradicting_reasons))
    )
    yield from by_themselves
    told = {result.place for result in by_themselves}
    if not any(line.reason.strip() for line in book.last_year):
        return
    for block in blocks_with(context, AtomKind.REASON):
        for reason, remark in _of_reasons(block):
            if reason.place is not None and reason.place not in told:
                told.add(reason.place)
                yield CheckResult(
                    message=f"{label_of(context.pack.last_year, reason.item)}增减原因：{remark.problem}",
                    place=reason.place,
                    values=(("原文", remark.text),),
                    remedy=remark.remedy,
                )


class _OfReason(Struct, frozen=True):
    problem: str
    remedy: str
    text: str


def _of_reasons(block: TextBlock) -> Iterator[tuple[Piece, _OfReason]]:
    """The reasons in a paragraph that contradict its words."""
    pieces = [piece for piece in block.pieces if piece.printed]
    text = "".join(piece.text for piece in pieces)
    remarks = [*contradicting_reasons(text)]
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        for remark in remarks if piece.kind is AtomKind.REASON else ():
            if remark.start < end and remark.end > at:
                yield piece, _OfReason(remark.problem, remark.remedy, text[remark.start : max(end, remark.end)].strip())
        at = end


def no_alternative_is_left(context: Context) -> Iterator[CheckResult]:
    """P-11c: no choice of a template is left standing: 增加（减少）, X万元 (practice)."""
    yield from _found(context, alternatives)


def no_sentence_breaks_off(context: Context) -> Iterator[CheckResult]:
    """P-11d: no sentence breaks off: 主要原因是。 (practice). A reason may end in any mark: the form drops it."""
    yield from _found(context, broken_sentences)


def directions_agree(context: Context) -> Iterator[CheckResult]:
    """P-11e: no two directions at once: 增加持平, 减少增加 (practice)."""
    yield from _found(context, contradictions)


def years_differ(context: Context) -> Iterator[CheckResult]:
    """P-11f: a year is compared with the year before, not with itself (practice)."""
    yield from _found(context, lambda text: compared_with_itself(text, context.book.year))


def budget_is_no_account(context: Context) -> Iterator[CheckResult]:
    """P-11g: a budget does not speak of itself as 决算 (practice)."""
    yield from _found(context, lambda text: accounts_in_a_budget(text, context.book.year))


def budget_is_of_its_year(context: Context) -> Iterator[CheckResult]:
    """P-11h: a text does not say that its budget is that of another year (practice)."""
    yield from _found(context, lambda text: budgets_of_other_years(text, context.book.year))


def class_names_are_current(context: Context) -> Iterator[CheckResult]:
    """C-4a: no class of the function classification under the name of an earlier year (政府收支分类科目)."""
    yield from _found(context, former_names)


def paragraphs_end_with_a_stop(context: Context) -> Iterator[CheckResult]:
    """R-14: a paragraph of sentences ends with a full stop (practice). The form ends the sentence around a reason."""
    yield from _found(context, missing_stops, reasons=False)


def words_are_right(context: Context) -> Iterator[CheckResult]:
    """R-15: no word that is always wrong: 建立建全 (practice)."""
    yield from _found(context, misspelt_words)


def unit_is_no_department(context: Context) -> Iterator[CheckResult]:
    """R-16: in the form of a 单位预算 (its title says so) nothing speaks of 部门预算 (practice)."""
    titles = (atom.name for form in context.pack.narrative.documents for atom in form.title if atom.kind is AtomKind.WORDS)
    if any(_OF_A_UNIT in title for title in titles):
        yield from _found(context, departments)


def places_are_the_own(context: Context) -> Iterator[CheckResult]:
    """R-20: no county or district elsewhere is named, as in a text that was copied from there (practice)."""
    unit = context.book.unit
    regions = (unit.region.strip(),) if unit.region.strip() else context.pack.regions
    yield from _found(context, lambda text: other_places(text, regions, unit.name))


def _found(context: Context, find: Callable[[str], Iterable[Remark]], *, reasons: bool = True) -> Iterator[CheckResult]:
    """A finding for each text with remarks; ``reasons``: for the reasons for changes too."""
    for written in handwritten(context):
        if reasons or not written.is_reason:
            remarks = tuple(find(written.text.rstrip(ENDS) if written.is_reason else written.text))
            if remarks:
                yield about(written, remarks)


CHECKS: Final = (
    Check("X-27d", changes_follow, reads=("year",), each=PAGES),
    Check("X-27e", items_have_one_figure, reads=("year",), each=PAGES),
    Check("X-27f", parts_add_up, each=PAGES),
    Check("P-10a", reasons_fit_the_direction),
    Check("P-11c", no_alternative_is_left, each=PAGES),
    Check("P-11d", no_sentence_breaks_off, each=PAGES),
    Check("P-11e", directions_agree, each=PAGES),
    Check("P-11f", years_differ, reads=("year",), each=PAGES),
    Check("P-11g", budget_is_no_account, reads=("year",), each=PAGES),
    Check("P-11h", budget_is_of_its_year, reads=("year",), each=PAGES),
    Check("C-4a", class_names_are_current, each=PAGES),
    Check("R-14", paragraphs_end_with_a_stop, each=PAGES),
    Check("R-15", words_are_right, each=PAGES),
    Check("R-16", unit_is_no_department, each=PAGES),
    Check("R-20", places_are_the_own, reads=("unit",), each=PAGES),
)
