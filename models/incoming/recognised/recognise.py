"""What every part of a document is: an official table of a pack, a text, a sheet, or nothing that is known here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Block, Document, Paragraph, Place
from models.incoming.recognised.grids import has_grid
from models.incoming.recognised.lines import SourceLine, lines_of, plain
from models.incoming.recognised.official import headings_found, read_official
from models.incoming.recognised.records.agency_text import agencies_of_text
from models.incoming.recognised.records.finding import CODES, agencies_in, announced, find_list, is_code_list
from models.incoming.recognised.records.shapes import AGENCIES, SPENDING
from models.incoming.recognised.records.values import ReadList
from models.incoming.recognised.sections import Section, sections_of
from models.incoming.recognised.table import ReadTable
from models.incoming.recognised.titles import CONTENTS, OVERALL, SHEET, TABLE, TEXT, Meaning, Titles, looks_like_title, year_in
from models.pack.forms.contents import ASSETS, LIST, PROCUREMENT
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import SheetForm
from models.pack.forms.tables import TableSpec
from models.values.codes import Codes
from models.values.unit_words import declared_unit

COVER: Final = "cover"
UNKNOWN: Final = "unknown"
KINDS: Final = {
    TABLE: "公开表",
    TEXT: "说明文字",
    SHEET: "绩效目标表",
    OVERALL: "部门整体绩效目标表",
    PROCUREMENT: "政府采购",
    ASSETS: "固定资产",
    LIST: "清单",
    AGENCIES: "机构设置",
    SPENDING: "项目支出明细",
    CODES: "科目表",
    CONTENTS: "目录",
    COVER: "封面",
    UNKNOWN: "没有认出来",
}
"""What a part may be, as it is called."""

_LISTS: Final = frozenset({PROCUREMENT, ASSETS, LIST})
LEFT_OUT: Final = frozenset({CONTENTS, COVER})
"""What holds nothing for a book."""

_YEARS: Final = re.compile(r"(?:预算年度[::]?|年度[::])?((?:19|20|21)\d\d)年?度?")


class RecognisedBlock(Struct, frozen=True):
    """A part of a document. ``kind`` is a key of ``KINDS``, ``id`` the table, list or text of the pack.

    ``table`` is what was read of an official table, ``records`` of a list, which may stand in a text (机构设置). ``reason`` is why
    it was recognised so where its title does not say it.
    """

    kind: str
    id: str
    title: str
    place: Place
    lines: tuple[SourceLine, ...]
    table: ReadTable | None = None
    reason: str = ""
    part: int = 0
    """The part of the document in which its title stands."""

    records: ReadList | None = None


def sheets_of(document: Document, blocks: Iterable[RecognisedBlock], kind: str = SHEET) -> Document | None:
    """The 绩效目标表 of a document with their titles, as a document of their own; None where there are none.

    With OVERALL as ``kind`` those of the whole department.
    """
    parts = sheet_parts(document, blocks, kind)
    return Document(document.kind, tuple(part for _, part in parts)) if parts else None


def sheet_parts(
    document: Document, blocks: Iterable[RecognisedBlock], kind: str = SHEET
) -> tuple[tuple[int, Block | Paragraph], ...]:
    """The parts of a document in which 绩效目标表 stand, by their numbers; of a part that holds other tables too, their rows."""
    known = [*blocks]
    others = {line.part for block in known if block.kind != kind for line in block.lines}
    parts: dict[tuple[int, int], tuple[int, Block | Paragraph]] = {}
    for block in known:
        for number in range(block.part, block.lines[-1].part + 1) if block.kind == kind and block.lines else ():
            part = document.parts[number]
            if number in others and isinstance(part, Block):
                rows = [block.place.row, *(line.place.row for line in block.lines if line.part == number)]
                parts[number, min(rows)] = number, part.cut(min(rows), max(rows))
            else:
                parts[number, 0] = number, part
    return tuple(parts.values())


class Recognised(Struct, frozen=True, dict=True):
    """A whole document: the pack whose form it has (None: of none), the year and unit that it names (0, "": none)."""

    pack: Pack | None
    year: int
    unit: str
    blocks: tuple[RecognisedBlock, ...]
    also: tuple[Pack, ...] = ()
    """Other packs whose form it has as much."""

    @cached_property
    def tables(self) -> tuple[ReadTable, ...]:
        """The official tables that were read."""
        return tuple(block.table for block in self.blocks if block.table is not None)

    @cached_property
    def lists(self) -> tuple[tuple[str, ReadList], ...]:
        """The lists that were read, each with its kind; one in a text is 机构设置."""
        return tuple(
            (AGENCIES if block.kind == TEXT else block.kind, block.records) for block in self.blocks if block.records is not None
        )


def recognise(document: Document, packs: Sequence[Pack], codes_of: Callable[[Pack], Codes]) -> Recognised:
    """Recognise the parts of a document as those of the pack that fits best.

    ``codes_of`` gives the code tables of a pack, which tell the rows of its tables.
    """
    lines = list(lines_of(document))
    sections = sections_of(lines, Titles(packs))
    year = _year(sections)
    fitting = _best_packs(sections, packs, year)
    if not fitting:
        asked = packs[0] if len(packs) == 1 else None
        form = next((pack.sheet for pack in packs if pack.sheet.is_printed), None)
        blocks = [_other(section, asked, form, year, first=not at) for at, section in enumerate(sections)]
        holds = any(block.records is not None or block.kind in {SHEET, OVERALL} for block in blocks)
        return Recognised(asked if holds else None, year, "", tuple(blocks))
    pack, codes = fitting[0], codes_of(fitting[0])
    if len(packs) > 1:  # a title of another form is none here
        sections = sections_of(lines, Titles((pack,)))
    taken: set[str] = set()
    blocks = [_block(section, pack, codes, taken, year, first=not at) for at, section in enumerate(sections)]
    return Recognised(pack, year, _unit(pack, blocks), tuple(_without_listed(blocks)), fitting[1:])


def _without_listed(blocks: Iterable[RecognisedBlock]) -> Iterator[RecognisedBlock]:
    """The parts without the titles that a list of contents names: nothing follows those."""
    above = None
    for block in blocks:
        if above is not None and above.kind == CONTENTS and not block.lines:
            continue
        above = block
        yield block


def _year(sections: Sequence[Section]) -> int:
    """The year that most titles name, else the one that stands above the tables (预算年度：2024)."""
    of_titles = Counter(year for section in sections for title in _titles(section) if (year := year_in(title)))
    if of_titles:
        return of_titles.most_common(1)[0][0]
    texts = (plain(text) for section in sections for line in section.lines[:_CAPTIONS] for text in line.texts)
    captions = Counter(int(found[1]) for text in texts if (found := _YEARS.fullmatch(text)))
    return captions.most_common(1)[0][0] if captions else 0


def _titles(section: Section) -> Iterator[str]:
    """The title of a section, and of a sheet that has only a name the titles at its top."""
    yield section.title
    if not section.meanings and section.place.sheet:
        yield from (line.lone for line in section.lines[:_TITLE_LINES] if looks_like_title(line.lone))


_TITLE_LINES: Final = 3
_REGION: Final = 6
_REGION_CODE: Final = re.compile(r"\d{6}(?:\d{2}[0-9A-Z]{13})?")
"""区划代码, alone or at the beginning of a 项目编码."""

_CAPTIONS: Final = 8
"""Lines below a title in which unit and year may stand."""


def _best_packs(sections: Sequence[Section], packs: Sequence[Pack], year: int) -> tuple[Pack, ...]:
    """The pack whose tables are there; of several that have the same, that of the year and of the region of the codes.

    Those that fit as well stand behind it.
    """
    texts = [plain(text) for section in sections for line in section.lines for text in line.texts]
    regions = Counter(text[:_REGION] for text in texts if _REGION_CODE.fullmatch(text))
    scores: dict[str, tuple[int, int, bool, int, int]] = {}
    for pack in packs:
        tables = columns = 0
        for section in sections:
            spec = _spec(section, pack)
            if spec is not None and section.has_table:
                found, strange = headings_found(section.lines, spec)
                tables += found > 0
                columns += found + strange
        if tables:
            own = sum(count for region, count in regions.items() if region.startswith(pack.regions))
            scores[pack.id] = (tables, columns, pack.year == year, -abs(pack.year - year) if year else pack.year, own)
    best = max(scores.values(), default=None)
    return tuple(pack for pack in packs if best is not None and scores.get(pack.id) == best)


def _meaning(section: Section, pack: Pack) -> Meaning | None:
    return next((meaning for meaning in section.meanings if meaning.pack in {"", pack.id}), None)


def _spec(section: Section, pack: Pack) -> TableSpec | None:
    meaning = _meaning(section, pack)
    return pack.table(meaning.id) if meaning is not None and meaning.kind == TABLE else None


def _block(section: Section, pack: Pack, codes: Codes, taken: set[str], year: int, *, first: bool) -> RecognisedBlock:
    meaning = _meaning(section, pack)
    if meaning is not None and meaning.kind != TABLE:
        return _announced(section, meaning, pack, year)
    spec, reason = (pack.table(meaning.id), "") if meaning is not None else (_by_headings(section, pack, taken), "")
    if spec is not None and meaning is None:
        reason = f"标题不认识，表头是“{spec.name}”的"
    table = read_official(section.title, section.lines, spec, codes) if spec is not None and section.has_table else None
    if spec is None or (table is None and section.has_table):
        return _other(section, pack, pack.sheet if pack.sheet.is_printed else None, year, first=first)
    if table is None:
        return RecognisedBlock(CONTENTS, spec.id, section.title, section.place, tuple(section.lines))
    taken.add(spec.id)
    return RecognisedBlock(TABLE, spec.id, section.title, table.place, tuple(section.lines), table, reason)


def _announced(section: Section, meaning: Meaning, pack: Pack | None, year: int) -> RecognisedBlock:
    """A part that its title names; a list is read by its headings."""
    read, reason = None, ""
    if meaning.kind == TEXT:
        read = agencies_in(section.title, section.lines, year) or _bodies(section, meaning, pack)
    elif meaning.kind in _LISTS and pack is not None and section.has_table:
        read = announced(meaning.kind, meaning.id, section.title, section.lines, pack, year)
        reason = "" if read is not None else "下面没有读懂的表头"
    return RecognisedBlock(
        meaning.kind, meaning.id, section.title, section.place, tuple(section.lines), None, reason, section.part, read
    )  # fmt: skip


def _bodies(section: Section, meaning: Meaning, pack: Pack | None) -> ReadList | None:
    """机构设置 that the sentences of a text number."""
    documents = pack.narrative.documents if pack is not None else ()
    form = next((form for form in documents if form.name == meaning.id), None)
    return agencies_of_text(section.title, section.lines, form) if form is not None else None


def _by_headings(section: Section, pack: Pack, taken: set[str]) -> TableSpec | None:
    """The only table that has all headings of an untitled section, and no other ones."""
    if not section.has_table:
        return None
    fitting = [spec for spec in pack.tables if spec.id not in taken and _fits(section, spec)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(section: Section, spec: TableSpec) -> bool:
    columns = sum(len(side.columns) + len(side.label_headings) for side in spec.sides)
    return headings_found(section.lines, spec, whole=True) == (columns, 0)


def _other(section: Section, pack: Pack | None, sheet: SheetForm | None, year: int, *, first: bool) -> RecognisedBlock:
    if section.meanings and section.meanings[0].kind in {*_LISTS, TEXT} and pack is not None:
        return _announced(section, section.meanings[0], pack, year)
    if not section.meanings and sheet is not None and has_grid(section.lines, sheet):
        told = "标题不认识，表头是绩效指标的"
        return RecognisedBlock(SHEET, "", section.title, section.place, tuple(section.lines), None, told, section.part)
    meaning = section.meanings[0].kind if section.meanings else ""
    found = find_list(section.title, section.lines, pack, year) if section.has_table and meaning != SHEET else None
    if found is not None:
        lines = tuple(section.lines)
        return RecognisedBlock(
            found.kind, found.id, found.read.title, section.place, lines, None, found.reason, section.part, found.read
        )  # fmt: skip
    kind = COVER if section.title == KINDS[COVER] or (first and _may_be_cover(section, pack)) else UNKNOWN
    if meaning in {CONTENTS, OVERALL, SHEET}:
        kind = meaning
    if meaning == TABLE and not section.has_table:
        kind = CONTENTS
    if kind == UNKNOWN and is_code_list(section.lines):
        kind = CODES
    return RecognisedBlock(kind, "", section.title, section.place, tuple(section.lines), part=section.part)


def _may_be_cover(section: Section, pack: Pack | None) -> bool:
    """Whether what stands before all titles may be a cover: texts, and tables with the labels of the pack's cover alone."""
    labels = {plain(label) for label, _ in pack.cover.lines} | {plain(pack.cover.seal)} if pack is not None else set()
    return not section.title and all(
        line.is_paragraph or {plain(text) for text in line.texts[:1]} <= labels for line in section.lines
    )


def _unit(pack: Pack, blocks: Sequence[RecognisedBlock]) -> str:
    """The unit as it stands above the tables, where the pack has it."""
    names = Counter(name for block in blocks if block.table is not None for name, _ in units_above(pack, block))
    return names.most_common(1)[0][0].strip() if names else ""


def units_above(pack: Pack, block: RecognisedBlock) -> Iterator[tuple[str, Place]]:
    """The names of units above a table, as the pack's head has them, with their places."""
    pattern = "".join(_part(word) for word in re.split(r"(\{\w+\})", pack.head["left"]))
    for line in filter(_is_caption, block.lines):
        found = (re.fullmatch(pattern, text.strip()) for text in line.texts)
        yield from ((match["name"], line.place) for match in found if match)


def _is_caption(line: SourceLine) -> bool:
    """Whether a line may tell the unit: a paragraph, or a row with the unit of money or the year."""
    return line.is_paragraph or any(declared_unit(text) or _YEARS.fullmatch(plain(text)) for text in line.texts)


def _part(word: str) -> str:
    if word == "{code}":
        return r"\d+"
    if word in {"{name}", "{unit}"}:
        return r"(?P<name>[^\d:：]{2,40})"
    return re.escape(word).replace(r"\ ", r"\s*").replace("：", "[:：]")
