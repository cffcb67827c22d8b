"""The texts of a document by themselves and against each other, by the checks that read a text without a book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from models.checks.prose.items import two_figures
from models.checks.prose.leftovers import broken_sentences, contradicting_reasons, contradictions, missing_stops
from models.checks.prose.marks import Slip, SlipKind, slips
from models.checks.prose.names import departments, former_names, misspelt_words
from models.checks.prose.placeholders import alternatives, placeholders
from models.checks.prose.places import other_places
from models.checks.prose.portions import changes_and_shares, wrong_parts
from models.checks.prose.remark import Remark
from models.checks.prose.years import accounts_in_a_budget, budgets_of_other_years, compared_with_itself
from models.checks.texts.residues import spoilt
from models.checks.texts.standard_words import lost_characters, standard_words
from models.pack.forms.narrative import AtomKind
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import severity_of
from models.publication.review.reading import ReadDocument, TextLine

_OF_A_UNIT: Final = "单位预算"
_SENTENCE: Final = re.compile(r"[^。；\n]*[。；]?")
_AROUND: Final = 6
_QUOTED: Final = 120
_SLIPS: Final = (
    (SlipKind.WIDTH, "R-9", "全角半角混用", "数字用半角，汉字之间的标点用全角"),
    (SlipKind.SPACE, "R-10", "中间有多余的空格", "删掉空格"),
    (SlipKind.DOUBLE, "R-11", "写重了", "重复的删掉；本来就要写两遍的，不用改"),
    (SlipKind.SINGLE, "R-12", "少了另一半", "补上另一半，或者删掉多出的一个"),
    (SlipKind.NUMBER, "R-22", "不成一个数", "逗号每三位一个，小数点、单位各一个"),
)

Find = Callable[[str], Iterable[Remark]]


def prose_findings(read: ReadDocument) -> Iterator[ReviewFinding]:
    """What is wrong with the texts; a sentence that stands in the document twice is told of once."""
    told: set[tuple[str, str]] = set()
    checks = tuple(_checks(read))
    for lines in read.texts:
        for found in (*_of_lines(read, lines, checks), *_slips(read, lines)):
            quoted = next((value for name, value in found.values if name == "原文"), "")
            if (found.code + found.message, quoted) not in told:
                told.add((found.code + found.message, quoted))
                yield found


def _checks(read: ReadDocument) -> Iterator[tuple[str, Find]]:
    year = read.year or None
    yield "X-27d", lambda text: changes_and_shares(text, year)
    yield "X-27e", lambda text: two_figures(text, year)
    yield "X-27f", wrong_parts
    yield "P-10a", contradicting_reasons
    yield "P-11", placeholders
    yield "P-11c", alternatives
    yield "P-11d", broken_sentences
    yield "P-11e", contradictions
    yield "P-11f", lambda text: compared_with_itself(text, year)
    yield "P-11g", lambda text: accounts_in_a_budget(text, year)
    if year is not None:
        yield "P-11h", lambda text: budgets_of_other_years(text, year)
    yield "C-4a", former_names
    yield "R-21", spoilt
    yield "R-14", missing_stops
    yield "R-15", misspelt_words
    if _is_of_a_unit(read):
        yield "R-16", departments
    if read.pack is not None:
        standard = standard_words(read.pack.narrative)
        yield "R-23", lambda text: lost_characters(text, standard)
        regions, unit = read.pack.regions, read.unit
        yield "R-20", lambda text: other_places(text, regions, unit)


def _is_of_a_unit(read: ReadDocument) -> bool:
    """Whether the document calls itself a 单位预算."""
    if any(_OF_A_UNIT in block.title for block in read.found.blocks):
        return True
    forms = read.found.pack.narrative.documents if read.found.pack is not None else ()
    return any(_OF_A_UNIT in atom.name for form in forms for atom in form.title if atom.kind is AtomKind.WORDS)


def _of_lines(read: ReadDocument, lines: Sequence[TextLine], checks: Iterable[tuple[str, Find]]) -> Iterator[ReviewFinding]:
    """The remarks on the paragraphs of a part, read together: a list may go on in the next one."""
    starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
    text = "\n".join(line.text for line in lines)
    for code, find in checks:
        severity = severity_of(code, read.pack)
        if severity is None:
            continue
        for remark in find(text):
            at = next(n for n in range(len(lines)) if remark.start < starts[n + 1])
            line = lines[at]
            yield ReviewFinding(
                code, severity, remark.problem, line.place, line.part,
                values=(*remark.values, ("原文", _quoted(line.text, remark.start - starts[at], remark.end - starts[at]))),
                remedy=remark.remedy,
            )  # fmt: skip


def _quoted(text: str, start: int, end: int) -> str:
    """The sentences around a place, cut to a readable length."""
    found = [match for match in _SENTENCE.finditer(text) if match.end() > start and match.start() < max(end, start + 1)]
    first, last = (found[0].start(), found[-1].end()) if found else (0, len(text))
    if last - first > _QUOTED:
        first, last = max(first, start - _QUOTED // 2), min(last, end + _QUOTED // 2)
    return text[first:last].strip()


def _slips(read: ReadDocument, lines: Sequence[TextLine]) -> Iterator[ReviewFinding]:
    """Slips of a part: one finding for each kind, which names the first and counts the others."""
    for kind, code, problem, remedy in _SLIPS:
        severity = severity_of(code, read.pack)
        found = [(line, slip) for line in lines for slip in slips(line.text).get(kind, ())]
        if severity is None or not found:
            continue
        line, slip = found[0]
        shown = list(dict.fromkeys(_excerpt(one.text, other) for one, other in found))
        more = tuple(("还有", text) for text in shown[1:])
        times = f"（共 {len(found)} 处）" if len(found) > 1 else ""
        quoted = ("原文", _quoted(line.text, slip.start, slip.end))
        yield ReviewFinding(
            code, severity, f"“{shown[0]}”{problem}{times}", line.place, line.part, values=(quoted, *more), remedy=remedy
        )


def _excerpt(text: str, slip: Slip) -> str:
    return text[max(0, slip.start - _AROUND) : slip.end + _AROUND].replace("\n", " ").strip()
