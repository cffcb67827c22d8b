"""The parts of a document: missing ones, titles of another year, headings with nothing below, pages that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from models.checks.prose.paragraphs import figures, paragraphs
from models.incoming.blocks import Block, Paragraph, Place
from models.incoming.recognised.lines import SourceLine, plain
from models.incoming.recognised.recognise import COVER, RecognisedBlock
from models.incoming.recognised.titles import CONTENTS, SHEET, TABLE, TEXT, title_key
from models.pack.forms.narrative import AtomKind, SectionForm
from models.pack.forms.pack import Pack
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import MISSING_PART, NO_MONEY, TWICE, UNREADABLE, severity_of
from models.publication.review.reading import ReadDocument

_YEAR: Final = re.compile(r"(?<![\d.])(20\d\d)年")
_HEADING: Final = re.compile(r"([一二三四五六七八九十]{1,3})[、.](.{2,40})")
_LABEL: Final = re.compile(r"[\u4e00-\u9fff]{2,10}:")
_NUMERALS: Final = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_WHOLE: Final = 0.6
"""The part of a form's tables from which a document is a whole publication, of which something may be missing."""

_TITLE_OF_THE_YEAR: Final = "P-11i"
_EMPTY_PART: Final = "P-7"
_PICTURES: Final = "只有图片"
_MONEY_HEADING: Final = "年度预算安排"
_LONG_PAGE: Final = 200
_ALIKE: Final = 0.8


def part_findings(read: ReadDocument) -> Iterator[ReviewFinding]:
    """What is wrong with the parts."""
    yield from _missing(read)
    yield from _titles(read)
    yield from _empty_headings(read)
    yield from _without_money(read)
    yield from _pages_alike(read)
    severity = severity_of(UNREADABLE, read.pack)
    for note in read.document.notes:
        if severity is not None and _PICTURES in note:
            yield ReviewFinding(UNREADABLE, severity, note, Place(), remedy="换成文字能选中、能复制的，公开以后才能检索")


# --- missing parts


def missing_parts(read: ReadDocument) -> Sequence[str]:
    """The tables and texts of the form that are not there, by name; () where no form is known."""
    return [name for name, _ in _missing_names(read)]


def _missing_names(read: ReadDocument) -> Iterator[tuple[str, bool]]:
    """(name, whether it is a table) of each."""
    pack = read.found.pack
    if pack is None:
        return
    tables, texts = ({block.id for block in read.found.blocks if block.kind == kind} for kind in (TABLE, TEXT))
    yield from ((spec.name, True) for spec in pack.tables if spec.id not in tables)
    titled = (form for form in pack.narrative.documents if form.title)
    yield from ((form.name, False) for form in titled if form.name not in texts)


def _missing(read: ReadDocument) -> Iterator[ReviewFinding]:
    """P-8, P-7: the tables and texts of the form; told of a whole publication only."""
    pack = read.found.pack
    if pack is None or len({table.id for table in read.found.tables}) < _WHOLE * len(pack.tables):
        return
    named = plain(
        "".join(text for block in read.found.blocks if block.kind == CONTENTS for line in block.lines for text in line.texts)
    )
    for name, is_table in _missing_names(read):
        if not is_table and plain(name) in named:
            continue  # the contents name it: said there
        code = MISSING_PART if is_table else _EMPTY_PART
        severity = severity_of(code, pack)
        if severity is not None:
            what = "没有的，列出空表并注明" if is_table else "没有这项内容的，写明没有"
            yield ReviewFinding(code, severity, f"没有找到“{name}”", Place(), remedy=f"补上；{what}")


# --- years of titles


def _titles(read: ReadDocument) -> Iterator[ReviewFinding]:
    """P-11i: the titles of the parts, and what stands on the cover, are of the budget year."""
    severity = severity_of(_TITLE_OF_THE_YEAR, read.pack)
    if severity is None or not read.year:
        return
    for title, place in _named(read):
        years = [int(year) for year in _YEAR.findall(plain(title))]
        if years and read.year not in years:
            yield ReviewFinding(
                _TITLE_OF_THE_YEAR, severity, f"标题“{title}”写的是 {years[0]} 年，别处是 {read.year} 年", place, title,
                values=(("标题", title), ("别处", str(read.year))), remedy=f"改成 {read.year} 年",
            )  # fmt: skip


def _named(read: ReadDocument) -> Iterator[tuple[str, Place]]:
    for block in read.found.blocks:
        if block.kind not in {SHEET, CONTENTS}:
            yield block.title, block.place
        if block.kind == COVER:
            yield from (("".join(line.texts), line.place) for line in block.lines if "预算" in "".join(line.texts))


# --- headings


def _empty_headings(read: ReadDocument) -> Iterator[ReviewFinding]:
    """P-4, P-7: a numbered heading that the next one follows directly."""
    for block in read.found.blocks:
        if block.kind in {TABLE, CONTENTS, COVER}:
            continue
        for line, after in pairwise((*block.lines, None)):
            if line is not None and _is_empty(line, after):
                yield from _of_heading(read, block, line)


def _is_empty(line: SourceLine, after: SourceLine | None) -> bool:
    if after is not None and _is_label(line) and _is_label(after) and after.part == line.part + 1:
        return True
    own, following = _heading(line), _heading(after) if after is not None else None
    if own is None or after is None or following is None:
        return False
    if line.is_paragraph and after.part != line.part + 1:  # what stands between is no text
        return False
    return following[0] == own[0] + 1


def _is_label(line: SourceLine) -> bool:
    """部门职责： as a line of its own."""
    return line.is_paragraph and bool(_LABEL.fullmatch(plain(line.lone)))


def _heading(line: SourceLine) -> tuple[int, str] | None:
    """Number and words of a line that is a heading only (三、机关运行经费安排情况)."""
    found = _HEADING.fullmatch(plain(line.lone))
    if found is None or found[2][-1] in "。;:,.":
        return None
    return _number(found[1]), found[2]


def _number(numeral: str) -> int:
    tens, is_ten, ones = numeral.rpartition("十")
    if not is_ten:
        return _NUMERALS.get(numeral, 0)
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


def _of_heading(read: ReadDocument, block: RecognisedBlock, line: SourceLine) -> Iterator[ReviewFinding]:
    words = "".join(line.texts).strip()
    code = _rule_of(read.found.pack, block, words) or _EMPTY_PART
    severity = severity_of(code, read.pack)
    if severity is not None:
        yield ReviewFinding(
            code, severity, f"“{words}”下面没有内容", line.place, block.title, remedy="写上；没有这项内容的，写明没有"
        )


def _rule_of(pack: Pack | None, block: RecognisedBlock, words: str) -> str:
    """The rule that the form gives the section of this heading."""
    for form in pack.narrative.documents if pack is not None else ():
        for section in form.sections if form.name == block.id or not form.title else ():
            if section.rule and title_key(words) == title_key(_words(section)):
                return section.rule
    return ""


def _words(section: SectionForm) -> str:
    return "".join(atom.name for atom in section.heading if atom.kind is AtomKind.WORDS)


def _without_money(read: ReadDocument) -> Iterator[ReviewFinding]:
    """The text on a project that names no sum below 年度预算安排."""
    severity = severity_of(NO_MONEY, read.pack)
    for block in read.found.blocks if severity is not None else ():
        lines = list(block.lines)
        for at, line in enumerate(lines):
            found = _heading(line)
            if severity is None or found is None or found[1] != _MONEY_HEADING:
                continue
            after = next((n for n in range(at + 1, len(lines)) if _heading(lines[n]) is not None), len(lines))
            below = "\n".join("".join(one.texts) for one in lines[at + 1 : after])
            if below.strip() and not any(figures(paragraph.plain) for paragraph in paragraphs(below)):
                words = "".join(line.texts).strip()
                yield ReviewFinding(
                    NO_MONEY, severity, f"“{words}”下面没有金额", line.place, block.title, remedy="写明本年安排多少"
                )


# --- pages


def _pages_alike(read: ReadDocument) -> Iterator[ReviewFinding]:
    """A page whose text is that of the page before: pasted twice, or hidden behind the edge of the paper."""
    severity = severity_of(TWICE, read.pack)
    pages: dict[int, list[str]] = {}
    for part in read.document.parts:
        if isinstance(part, Paragraph) and part.place.page:
            pages.setdefault(part.place.page, []).append(plain(part.text))
        elif isinstance(part, Block) and part.place.page:
            pages.setdefault(part.place.page, [])
    for before, number in pairwise(sorted(pages)):
        texts, others = pages[number], set(pages[before])
        length = sum(map(len, texts))
        same = sum(len(text) for text in texts if text in others)
        if severity is not None and length >= _LONG_PAGE and same >= _ALIKE * length:
            yield ReviewFinding(
                TWICE, severity, f"第 {number} 页的文字和第 {before} 页的一样", Place(page=number), other=Place(page=before),
                remedy="印了两遍的，删掉一遍；看着不一样的，是有文字藏在页面外面，复制、检索时会重复",
            )  # fmt: skip
