"""The texts of 情况说明 against those that the book prints, sentence by sentence, however they are cut into paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct

from models.checks.findings import Severity
from models.incoming.blocks import Place
from models.incoming.recognised.lines import plain
from models.incoming.recognised.recognise import COVER, RecognisedBlock
from models.incoming.recognised.titles import CONTENTS, TABLE, TEXT
from models.pack.forms.contents import TEXT as PREFIX
from models.paper.sheet_list import sheet_plans
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import BOOK_PART, BOOK_TEXT, severity_of
from models.publication.review.reading import ReadDocument, TextLine
from models.published.context import Context
from models.published.texts.narrative import Document, narrative
from models.values.text import clipped

_SENTENCE: Final = re.compile(r"[^。；;]+[。；;]*")
_NO_TEXT: Final = frozenset({CONTENTS, COVER, TABLE})
_SHOWN: Final = 160
_GOES_ON: Final = re.compile(r"\(续\d*\)$")
_DIFFERENT: Final = 40
_BEFORE: Final = 12
_DIGITS: Final = frozenset("0123456789.,")


class _Text(Struct, frozen=True):
    """The sentences of a text without blanks, with the line in which each begins."""

    sentences: tuple[str, ...]
    lines: tuple[int, ...]


def text_findings(read: ReadDocument, context: Context) -> Iterator[ReviewFinding]:
    """Sentences that differ, are missing, or that only the document has."""
    severity = severity_of(BOOK_TEXT, context.pack)
    if severity is None:
        return
    texts = _texts(read, context)
    titles = {plain(block.title) for block in read.found.blocks}
    for document in narrative(context):
        expected = [text for text in _printed(document) if plain(text)]
        if document.name in texts:
            # The title of what stands between two parts of a text is none of its sentences there.
            own = [text for text in expected if text == document.title or plain(text) not in titles]
            yield from _differences(own, texts[document.name], severity)
        elif document.title and len(expected) > 1 and texts:
            missing = severity_of(BOOK_PART, context.pack)
            if missing is not None:
                yield ReviewFinding(BOOK_PART, missing, f"没有找到“{document.title}”，预算里有", Place(), remedy="补上")


def _texts(read: ReadDocument, context: Context) -> Mapping[str, Sequence[TextLine]]:
    """The lines of each text by its name: those below its title, and those behind the sheets that stand inside it."""
    texts: dict[str, list[TextLine]] = {}
    own, name = _texts_of_sheets(context), ""
    for block in read.found.blocks:
        if block.kind == TEXT:
            name = block.id
            texts.setdefault(name, []).extend(_lines(block))
        elif name and block.kind not in _NO_TEXT:
            between = (line for line in block.lines if line.is_paragraph and any(plain(text) not in own for text in line.texts))
            texts[name].extend(TextLine("".join(line.texts), line.place, block.title) for line in between)
    return texts


def _texts_of_sheets(context: Context) -> AbstractSet[str]:
    """Every text that a sheet of the book prints which is no text itself: titles, captions, notes."""
    plans = (plan for plan in sheet_plans(context) if not plan.entry.key.startswith(PREFIX))
    return {plain(cell.text) for plan in plans for _, cell in plan.lay_out(draft=False).placed_cells()}


def _lines(block: RecognisedBlock) -> Iterator[TextLine]:
    """Everything that stands in a text, its lists too; the title of a sheet on which it goes on is no part of it."""
    if not _GOES_ON.search(plain(block.title)):
        yield TextLine(block.title, block.place, block.title)
    yield from (TextLine("".join(line.texts), line.place, block.title) for line in block.lines)


def _printed(document: Document) -> Iterator[str]:
    """What a text prints, from its title on."""
    yield document.title
    for section in document.sections:
        yield section.heading
        for block in section.blocks:
            yield from block.paragraphs
            yield from ("".join(row) for row in block.rows if not block.is_empty)


def _sentences(texts: Sequence[str]) -> _Text:
    starts, whole = [], ""
    for text in texts:
        starts.append(len(whole))
        whole += plain(text)
    found = [(match[0], bisect_right(starts, match.start()) - 1) for match in _SENTENCE.finditer(whole)]
    return _Text(tuple(text for text, _ in found), tuple(line for _, line in found))


def _differences(expected: Sequence[str], lines: Sequence[TextLine], severity: Severity) -> Iterator[ReviewFinding]:
    own, printed = _sentences(expected), _sentences([line.text for line in lines])
    matcher = SequenceMatcher(None, own.sentences, printed.sentences, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal":
            at = printed.lines[min(begin, len(printed.lines) - 1)] if printed.lines else 0
            yield _finding("".join(own.sentences[first:last]), "".join(printed.sentences[begin:end]), lines[at], severity)


def _finding(own: str, printed: str, line: TextLine, severity: Severity) -> ReviewFinding:
    values: tuple[tuple[str, str], ...]
    if not printed:
        message, values = "预算里有的一句，公开稿没有", (("预算", clipped(own, _SHOWN)),)
    elif not own:
        message, values = "公开稿有一句，预算里没有", (("公开稿", clipped(printed, _SHOWN)),)
    else:
        before, here, there = _apart(own, printed)
        message = f"“{before}”后面，公开稿写“{here or '（没有）'}”，预算是“{there or '（没有）'}”"
        values = (("公开稿", clipped(printed, _SHOWN)), ("预算", clipped(own, _SHOWN)))
    return ReviewFinding(
        BOOK_TEXT, severity, message, line.place, line.part, values=values, remedy="改成和预算一样；有意改的，把预算也改了"
    )


def _apart(own: str, printed: str) -> tuple[str, str, str]:
    """The few characters before the first difference, then what stands there in the document and in the book."""
    first = next((at for at, (a, b) in enumerate(zip(own, printed, strict=False)) if a != b), min(len(own), len(printed)))
    last = 0
    while last < min(len(own), len(printed)) - first and own[-1 - last] == printed[-1 - last]:
        last += 1
    first, last = _whole_number(own, first, last)
    here, there = (text[first : len(text) - last] for text in (printed, own))
    return own[max(0, first - _BEFORE) : first], clipped(here, _DIFFERENT), clipped(there, _DIFFERENT)


def _whole_number(text: str, first: int, last: int) -> tuple[int, int]:
    """The bounds moved out to those of a number that they cut."""
    while first and text[first - 1] in _DIGITS:
        first -= 1
    while last and text[len(text) - last] in _DIGITS:
        last -= 1
    return first, last
