"""A document as its review reads it: recognised parts, the texts between the tables, its year, the projects of its sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.records import Book, Unit
from models.incoming.blocks import Document, Place, texts_of
from models.incoming.recognised.lines import SourceLine, plain
from models.incoming.recognised.recognise import COVER, UNKNOWN, Recognised, RecognisedBlock, recognise, sheets_of
from models.incoming.recognised.titles import CONTENTS, SHEET, TABLE, TEXT
from models.incoming.sheets.reading import SheetReading, read_sheet_document, read_sheets
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.values.codes import Codes

_NO_TEXTS: Final = frozenset({CONTENTS, TABLE})
"""Parts whose paragraphs are titles, captions and notes."""

_TEXTS: Final = frozenset({TEXT, UNKNOWN})
_YEAR_OF_A_BUDGET: Final = re.compile(r"(20\d\d)年(?:度)?[^,。;:]{0,8}?(?:预算|安排|应偿还)")
_LONG: Final = 25
_BEGINS: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.、．)]|第[一二三四五六七八九十]+|[一二三四五六七八九十]是|目标\d|注)"
)
_STOPS: Final = "。；：！？…，、;:"


class TextLine(Struct, frozen=True):
    """A paragraph of the document: its text, its place, and the title above it."""

    text: str
    place: Place
    part: str


class ReadDocument(Struct, frozen=True, dict=True):
    """A document with its parts. ``texts`` are the paragraphs of each part; ``year`` is that of most statements, 0: none.

    ``pack`` and ``codes`` are those of the form it has, else of the one whose 绩效目标表 fit; None where no form fits.
    ``known``: the tables are those of ``pack``.
    """

    document: Document
    found: Recognised
    texts: tuple[tuple[TextLine, ...], ...]
    year: int
    pack: Pack | None
    codes: Codes | None
    sheets: SheetReading
    sheet_places: tuple[Place, ...]

    @property
    def known(self) -> bool:
        """Whether its official tables were recognised."""
        return self.found.pack is not None

    @property
    def unit(self) -> str:
        """The unit that stands above the tables; "" where none does."""
        return self.found.unit

    def context(self) -> Context | None:
        """A book of what the document says of itself (unit, year, projects), for checks that read books."""
        if self.pack is None or self.codes is None:
            return None
        year = self.year or self.pack.year
        book = Book(self.pack.id, year, unit=Unit(name=self.unit), projects=self.sheets.projects)
        return Context(book, self.pack, self.codes)


def read_for_review(document: Document, packs: Sequence[Pack], codes_of: Callable[[Pack], Codes]) -> ReadDocument:
    """Recognise a document and read its texts and sheets; the pack that fits its tables, else its sheets, else None."""
    found = recognise(document, packs, codes_of)
    texts = tuple(lines for block in found.blocks if (lines := texts_of_block(block, document.kind)))
    sheets, places, sheet_pack = _sheets(document, found, packs)
    pack = found.pack or sheet_pack
    year = found.year if found.pack is not None and found.year else _year(texts, found.year)
    return ReadDocument(document, found, texts, year, pack, codes_of(pack) if pack else None, sheets, places)


def _year(texts: Iterable[Iterable[TextLine]], otherwise: int) -> int:
    """The year that most sentences say their budget is of."""
    lines = (plain(line.text) for lines in texts for line in lines)
    counted = Counter(int(found[1]) for line in lines for found in _YEAR_OF_A_BUDGET.finditer(line))
    return counted.most_common(1)[0][0] if counted else otherwise


# --- texts


def texts_of_block(block: RecognisedBlock, kind: str) -> tuple[TextLine, ...]:
    """The paragraphs of a part with its title; () for one that has only captions. ``kind`` is that of the document."""
    return tuple(_texts(block, kind)) if block.kind not in _NO_TEXTS else ()


def _texts(block: RecognisedBlock, kind: str) -> Iterator[TextLine]:
    title = TextLine(block.title, block.place, block.title)
    lines = [TextLine("".join(line.texts), line.place, block.title) for line in block.lines if _is_text(line, block)]
    whole = [line for line in (title, *lines) if line.text.strip()]
    yield from _joined(whole) if kind == "pdf" else whole


def _is_text(line: SourceLine, block: RecognisedBlock) -> bool:
    """Whether a line is a paragraph, or a row of a text on a sheet; no cell of 绩效目标表, no name on a cover."""
    if block.kind in {SHEET, COVER}:
        return line.is_paragraph and "。" in "".join(line.texts)
    words = bool(line.lone) or "。" in "".join(line.texts)  # several cells are a caption: unit, year, unit of money
    return words and (line.is_paragraph or block.kind in _TEXTS)


def _joined(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines of a PDF with those joined that are parts of one paragraph: a frame on the page may break one anywhere."""
    open_line: TextLine | None = None
    for line in lines:
        if open_line is not None and _is_open(open_line.text) and not _BEGINS.match(line.text):
            open_line = replace(open_line, text=open_line.text + line.text)
            continue
        if open_line is not None:
            yield open_line
        open_line = line
    if open_line is not None:
        yield open_line


def _is_open(text: str) -> bool:
    return len(text) >= _LONG and text[-1] not in _STOPS and ("，" in text or "。" in text)


# --- 绩效目标表


def _sheets(document: Document, found: Recognised, packs: Sequence[Pack]) -> tuple[SheetReading, tuple[Place, ...], Pack | None]:
    """The projects of the 绩效目标表, where each begins, and the pack whose form was read."""
    none = SheetReading((), ())
    parts = sheets_of(document, found.blocks)
    forms = (found.pack,) if found.pack is not None else packs
    printing = [pack for pack in forms if pack.sheet.is_printed]
    if parts is None or not printing:
        return none, (), None
    readings = [(pack, read_sheet_document(parts, pack.sheet)) for pack in printing]
    if document.kind == "text":  # one cell a line is no table, and its lines say more than its paragraphs
        loose = "\n".join(texts_of(parts.parts))
        readings += [(pack, read_sheets(loose, pack.sheet)) for pack in printing]
    pack, reading = min(readings, key=lambda one: _misfit(*one))
    return reading, tuple(_sheet_places(found, reading)), pack


def _misfit(pack: Pack, reading: SheetReading) -> tuple[int, int, int]:
    months = sum(point.month not in pack.sheet.months for project in reading.projects for point in project.plan)
    return -len(reading.projects), len(reading.notes), months


def _sheet_places(found: Recognised, reading: SheetReading) -> Iterator[Place]:
    """Where the name of each project stands, each behind the one before; the first sheet's place where it is not found."""
    lines = [line for block in found.blocks if block.kind == SHEET for line in block.lines]
    at, last = 0, next((block.place for block in found.blocks if block.kind == SHEET), Place())
    for project in reading.projects:
        name = plain(project.name)
        after = next((n for n in range(at, len(lines)) if name and any(plain(text) == name for text in lines[n].texts)), None)
        if after is not None:
            at, last = after + 1, lines[after].place
        yield last
