"""What a sentence of 情况说明 still waits for: figures of last year, counts, and what is given per function code (P-12, P-12a)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from models.book.places import Place
from models.book.records import LastYearFigure
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.pack.forms.last_year import BASES, code_of, item_of
from models.pack.forms.narrative import COMPARISON, COUNTED, AtomKind, Each, PartForm
from models.published.context import Context
from models.published.texts.narrative import Piece, narrative
from models.published.texts.repeated import codes_of, spent_by_code
from models.values.money import fen
from models.values.text import listed, short_name

_COMPARED: Final = frozenset({AtomKind.CHANGE, AtomKind.PERCENT, AtomKind.DIRECTION, AtomKind.BEFORE})


def sentences_are_complete(context: Context) -> Iterator[CheckResult]:
    """P-12: no sentence of the form is left out because a figure or words of it are missing (FORM).

    A reason that is missing for an item of the list is P-10, a part that the form requires is P-4 and P-7.
    """
    forms = context.pack.narrative.documents
    if not context.memory.recall(
        "P-12", (context.pack,), lambda: any(_waits(context, part) for part in context.pack.narrative.parts)
    ):
        return
    told: set[str] = set()
    for form, document in zip(forms, narrative(context), strict=True):
        blocks = (block for section in document.sections for block in section.blocks)
        for part, block in zip(form.parts, blocks, strict=True):
            missing = [piece for piece in block.pieces if not piece.text and piece.gap and not piece.printed]
            if part.repeat is not None:
                yield from _of_rows(context, part.repeat.each, missing)
            else:
                yield from _of_sentence(context, missing, told)


def _waits(context: Context, part: PartForm) -> bool:
    """Whether a part has anything that this check looks at."""
    return part.repeat is not None or any(_is_asked(context, atom.kind, atom.name) for c in part.clauses for atom in c.atoms)


def _is_asked(context: Context, kind: AtomKind, name: str) -> bool:
    return kind in COUNTED or (kind in _COMPARED and name in context.pack.compared)


def _of_sentence(context: Context, missing: list[Piece], told: set[str]) -> Iterator[CheckResult]:
    """One finding for each item or count, however often it is named."""
    for piece in missing:
        label = f"{context.pack.last_year[piece.item]}，" if piece.kind in _COMPARED else ""
        if _is_asked(context, piece.kind, piece.item) and label + piece.gap not in told:
            told.add(label + piece.gap)
            yield CheckResult(
                message=f"情况说明有一句没有印：{label}{piece.gap}",
                place=piece.place or Place("texts"),
                remedy="填上就印；没有的，填 0",
            )


def _of_rows(context: Context, each: Each, missing: list[Piece]) -> Iterator[CheckResult]:
    """One finding for each function code, project or body."""
    rows: dict[str, dict[str, Piece]] = {}
    for piece in missing:
        rows.setdefault(piece.item.partition(":")[2], {}).setdefault(piece.gap, piece)
    for key, gaps in rows.items():
        first = next(iter(gaps.values()))
        yield CheckResult(
            message=f"情况说明 {_name(context, each, key)}：还缺{listed(gaps)}，这几句没有印",
            place=first.place or Place("texts"),
            remedy="填上就印" + "".join(f"；没有{base}的，填 0" for base in BASES.values() if base in gaps),
        )


def _name(context: Context, each: Each, key: str) -> str:
    if each is Each.FUNCTION:
        return context.codes.function.with_name(key)
    lines = context.book.projects if each is Each.PROJECT else context.book.agencies
    return short_name(next((line.name for line in lines if str(line.id) == key), ""))


def figures_of_last_year_are_told(context: Context) -> Iterator[CheckResult]:
    """P-12a: a sentence compares what a function code had last year; most forms take only codes with money this year (FORM)."""
    before = {line.item: line for line in context.book.last_year if code_of(line.item) and fen(line.amount)}
    for base in context.pack.narrative.bases if before else ():
        told = _codes_told(context, base, before)
        spent = {tally.key.function for tally in context.tallies if tally.amount}
        for item, line in before.items():
            code = code_of(item)
            if item != item_of(base, code) or code in told:
                continue
            amount = context.amounts.told(fen(line.amount))
            why = "本年这个科目的钱不归这几句写" if code in spent else "本年没有这个科目的钱"
            yield CheckResult(
                message=f"{context.codes.function.with_name(code)}：{BASES[base]} {amount} 没有写进情况说明，{why}",
                place=Place("last_year", line.id, "amount"),
                remedy="看本年是不是漏了这个科目，编码有没有变；没有漏的，不用改，版式只写本年有钱的科目",
            )


def _codes_told(context: Context, base: str, before: Mapping[str, LastYearFigure]) -> set[str]:
    """The function codes that sentences compare with a base."""
    forms = (part.repeat for part in context.pack.narrative.by_code if part.asks(base, *COMPARISON))
    taken = ((form, form.facts) for form in forms if form is not None and form.against == base)
    return {code for form, facts in taken if facts for code in codes_of(form, spent_by_code(context, facts), before)}


CHECKS: Final = (Check("P-12", sentences_are_complete), Check("P-12a", figures_of_last_year_are_told))
