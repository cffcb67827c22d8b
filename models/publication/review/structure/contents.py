"""目录: what it names is there, on the page that it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Paragraph, Place
from models.incoming.recognised.lines import plain
from models.incoming.recognised.recognise import RecognisedBlock
from models.incoming.recognised.titles import CONTENTS as KIND
from models.incoming.recognised.titles import title_key
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import CONTENTS, CONTENTS_PAGE, severity_of
from models.publication.review.reading import ReadDocument

_LONGEST_PAGE: Final = 3
"""Digits of the number of a page."""

_ENTRY: Final = re.compile(r"(?P<words>.*?\D)[.…·．\s\-—]*(?P<page>\d{1,3})?")
_NUMBERING: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）]|表\d{1,2}[:：]?|附件\d*[:：]?)"
)
_GROUP: Final = re.compile(r".{0,6}(?:公开表|预算表|附表|报表)")
"""部门预算公开表: what several tables are called together."""

_LEADERS: Final = ".…·-—"
_LONGEST: Final = 60


class Entry(Struct, frozen=True):
    """A line of the contents: its words, the page it names (0: none), its place."""

    words: str
    page: int
    place: Place


def contents_findings(read: ReadDocument) -> Iterator[ReviewFinding]:
    """What the contents say that the document does not have."""
    blocks = [block for block in read.found.blocks if block.kind == KIND and block.lines]
    entries = [entry for block in blocks for entry in _entries(block)]
    if len(entries) < 2:
        return
    title = blocks[0].title
    yield from _absent(read, entries, title)
    yield from _pages(read, entries, title)


def _entries(block: RecognisedBlock) -> Iterator[Entry]:
    for line in block.lines:
        texts = [text for text in line.texts if text.strip()]
        last = plain(texts[-1]) if len(texts) > 1 else ""
        is_page = last.isdecimal() and len(last) <= _LONGEST_PAGE
        words = "".join(texts[:-1] if is_page else texts)
        found = _ENTRY.fullmatch(plain(words))
        if found is not None:
            page = int(last) if is_page else int(found["page"] or 0)
            yield Entry(found["words"].rstrip(_LEADERS), page, line.place)


def _key(text: str) -> str:
    return title_key(_NUMBERING.sub("", plain(text)).removesuffix(":")).removeprefix("部门").removeprefix("单位")


def _headings(read: ReadDocument) -> dict[str, Place]:
    """Where each title and short paragraph of the document stands first, outside of the contents.

    A heading above the first table of a group follows the last line of the contents: what stands alone a second time is one.
    """
    places: dict[str, Place] = {}
    named: set[str] = set()
    for part in read.document.parts:
        if isinstance(part, Paragraph) and not part.margin and len(part.text) <= _LONGEST:
            found = _ENTRY.fullmatch(plain(part.text))
            key = _key(found["words"].rstrip(_LEADERS)) if found is not None else ""
            if key in named:
                places.setdefault(key, part.place)
            named.add(key)
    for block in read.found.blocks:
        if block.kind != KIND or not block.lines:
            places.setdefault(_key(block.title), block.place)
            for line in block.lines:
                for text in line.texts:
                    if len(text) <= _LONGEST:
                        places.setdefault(_key(text), line.place)
    return places


def _absent(read: ReadDocument, entries: Sequence[Entry], title: str) -> Iterator[ReviewFinding]:
    """What the contents name and nothing has as its heading; groups of parts (部门预算表) are none."""
    severity = severity_of(CONTENTS, read.pack)
    headings, paged = _headings(read), any(entry.page for entry in entries)
    for at, entry in enumerate(entries):
        key = _key(entry.words)
        near = any(key in other or (other and other in key and len(other) > 3) for other in headings)
        if severity is not None and key and not near and not _is_group(entries, at) and (entry.page or not paged):
            yield ReviewFinding(
                CONTENTS, severity, f"目录里有“{entry.words}”，后面没有这个标题", entry.place, title, remedy="补上标题，或者改目录"
            )
    if severity is not None and not paged and read.document.kind in {"pdf", "docx"}:
        yield ReviewFinding(CONTENTS, severity, "目录没有页码", entries[0].place, title, remedy="写上每一部分从第几页开始")


def _is_group(entries: Sequence[Entry], at: int) -> bool:
    """Whether an entry stands above others that are numbered differently."""
    if _GROUP.fullmatch(_key(entries[at].words)):
        return True
    if at + 1 >= len(entries):
        return False
    own, following = (_NUMBERING.match(entries[n].words) for n in (at, at + 1))
    return (own[0][:1].isdigit() if own else None) is not (following[0][:1].isdigit() if following else None)


def _pages(read: ReadDocument, entries: Sequence[Entry], title: str) -> Iterator[ReviewFinding]:
    """The pages that the contents name, against those of the headings: most of them say how the pages are counted."""
    severity = severity_of(CONTENTS_PAGE, read.pack)
    headings = _headings(read)
    found = [(entry, place.page) for entry in entries if entry.page and (place := headings.get(_key(entry.words))) and place.page]
    offsets = Counter(page - entry.page for entry, page in found)
    if severity is None or len(found) < 3:
        return
    offset, times = offsets.most_common(1)[0]
    if times * 2 <= len(found):
        return
    for entry, page in found:
        if page - entry.page != offset:
            actual = page - offset
            yield ReviewFinding(
                CONTENTS_PAGE, severity, f"目录写“{entry.words}”在第 {entry.page} 页，实际在第 {actual} 页", entry.place, title,
                Place(page=page), (("目录写的", str(entry.page)), ("实际", str(actual))), f"改成第 {actual} 页",
            )  # fmt: skip
