"""The body of the .docx: part after part, in sections of equal pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.pack.forms.narrative import PartKind
from models.pack.forms.publication import HEADING, SUBHEADING, TITLE, Lettering
from models.paper.page_room import CHARACTER
from models.paper.sheet import CELL_FORMATS, FONT, PrintedCell, PrintedRow, PrintedSheet, Style
from models.paper.text_measure import needed_height
from models.publication.document import ContentsPart, Heading, Part, Publication, PublishedSection, SheetPart, TextPart
from models.publication.flowing import FlowingSheet, flowing
from models.published.texts.narrative import TextBlock
from storage.files.progress import Report
from storage.publication.docx.contents import contents_field
from storage.publication.docx.cover import cover
from storage.publication.docx.markup import bookmarked, lettered, paragraph, run, run_properties, twips
from storage.publication.docx.pages import PageCounter, PageLook, heading_height, page_looks
from storage.publication.docx.styles import BODY_TEXT, CONTENTS_TITLE, NOTE, heading_style
from storage.publication.docx.table import sheet_table, table
from storage.publication.outline import Outline

_FIRST_ANCHOR: Final = 100_000_000
_LIST_WIDTHS: Final = (34.0, 14.0, 17.0, 19.0)
"""Of the list of 机构设置, in half-width characters; it is made as wide as the text."""

_LEAST_ROW: Final = 20.0


class Section(Struct, frozen=True):
    """A run of equal pages with what stands on them."""

    look: PageLook
    content: str


class _Laid(Struct, frozen=True):
    """A part with its pages; a sheet is laid out once, for the counting of pages and for the table."""

    part: Part
    look: PageLook
    printed: PrintedSheet | None = None
    sheet: FlowingSheet | None = None


def body_sections(publication: Publication, report: Report) -> list[Section]:
    """The document in sections; each ends with a paragraph that is too small to be seen, or the next one begins a page."""
    return _Body(publication, report).sections()


class _Body:
    """Writes the parts of one document."""

    def __init__(self, publication: Publication, report: Report) -> None:
        self._publication, self._report = publication, report
        self._form, self._outline = publication.form, Outline(publication)
        keys = dict.fromkeys(heading.key for heading in publication.headings if heading.key)
        self._anchors = {key: f"_Toc{_FIRST_ANCHOR + number}" for number, key in enumerate(keys, 1)}
        self._deepest = max((line.level for line in publication.listed), default=0)
        self._placed: set[str] = set()
        self._laid = self._lay_out()
        self._pages = self._first_pages()

    def _lay_out(self) -> Sequence[_Laid]:
        publication = self._publication
        printed = [publication.sheet(part) if isinstance(part, SheetPart) else None for part in publication.parts]
        orientations = [
            sheet.orientation if sheet else part.orientation if isinstance(part, TextPart) else "portrait"
            for part, sheet in zip(publication.parts, printed, strict=True)
        ]
        looks = page_looks(publication, orientations)
        return [
            _Laid(part, look, sheet, flowing(sheet) if sheet else None)
            for part, look, sheet in zip(publication.parts, looks, printed, strict=True)
        ]

    def _first_pages(self) -> Mapping[str, int]:
        counter = PageCounter(self._form)
        for laid in self._laid:
            part, look = laid.part, laid.look
            counter.begin(part, look)
            if isinstance(part, TextPart):
                counter.add_text(part, look)
            elif isinstance(part, ContentsPart):
                counter.add_contents(len(self._publication.listed), look)
            elif laid.sheet is not None and laid.printed is not None:
                groups, _ = self._outline.above(part.key, laid.sheet.title)
                size, scale = self._form.lettering[HEADING].size, laid.printed.scale
                above = len(groups) * heading_height(size) + heading_height(CELL_FORMATS[Style.TITLE].size * scale)
                counter.add_sheet(laid.sheet, look, scale, above)
        return counter.first

    def sections(self) -> list[Section]:
        sections: list[Section] = []
        chunks: list[str] = []
        for at, laid in enumerate(self._laid):
            self._report(at + 1, len(self._laid))
            continues = at > 0 and self._laid[at - 1].look == laid.look
            if at and not continues:
                sections.append(Section(self._laid[at - 1].look, "".join(chunks)))
                chunks = []
            chunks += self._part(laid, new_page=continues)
        if self._laid:
            sections.append(Section(self._laid[-1].look, "".join(chunks)))
        return sections

    def _part(self, laid: _Laid, *, new_page: bool) -> Iterator[str]:
        part = laid.part
        if isinstance(part, ContentsPart):
            letters = self._form.lettering[TITLE]
            yield paragraph(run(part.title, lettered(letters)), CONTENTS_TITLE, new_page=new_page)
            yield paragraph("", CONTENTS_TITLE)
            yield contents_field(self._publication.listed, self._anchors, self._pages)
        elif isinstance(part, TextPart):
            yield from self._text(part, laid.look, new_page=new_page)
        elif laid.printed is not None and laid.sheet is not None:
            if part.is_cover:
                yield from cover(laid.printed)
            else:
                yield from self._sheet(part, laid.sheet, laid.printed.scale, new_page=new_page)

    # --- headings

    def _headings(self, key: str, title: str, own: Lettering, spacing: str, *, new_page: bool) -> Iterator[str]:
        """The headings above a part: those of its group, then its title."""
        groups, heading = self._outline.above(key, title)
        for group in groups:
            letters = self._form.lettering[HEADING]
            yield self._heading(group, group.text, letters, across="center", new_page=new_page)
            new_page = False
        yield self._heading(heading, heading.text, own, across="center", new_page=new_page, spacing=spacing)

    def _heading(
        self, heading: Heading, text: str, letters: Lettering, *, across: str = "", new_page: bool = False, spacing: str = ""
    ) -> str:
        content, anchor = run(text, lettered(letters)), self._anchors.get(heading.key)
        if anchor and heading.key not in self._placed:
            self._placed.add(heading.key)
            content = bookmarked(content, anchor, len(self._placed))
        return paragraph(content, heading_style(self._level(heading)), across=across, new_page=new_page, spacing=spacing)

    def _level(self, heading: Heading) -> int:
        """The level of a heading; what 目录 leaves out lies below all that it lists, or updating its field would take it in."""
        return heading.level if heading.listed else max(heading.level, self._deepest + 1)

    # --- sheets

    def _sheet(self, part: SheetPart, sheet: FlowingSheet, scale: float, *, new_page: bool) -> Iterator[str]:
        letters = Lettering(FONT, CELL_FORMATS[Style.TITLE].size * scale)
        yield from self._headings(part.key, sheet.title, letters, "", new_page=new_page)
        yield from (_line(cell, scale) for cell in sheet.above)
        if sheet.rows:
            yield sheet_table(sheet, sheet.title or part.plan.entry.title, scale)
        yield from (_line(cell, scale) for cell in sheet.below)

    # --- texts

    def _text(self, part: TextPart, look: PageLook, *, new_page: bool) -> Iterator[str]:
        if part.title:
            line = self._spacing(indent=0)
            yield from self._headings(part.key, part.title, self._form.lettering[TITLE], line, new_page=new_page)
            yield paragraph("", BODY_TEXT)
        starts = new_page and not part.title
        for section in part.sections:
            for chunk in self._section(section, look, new_page=starts):
                yield chunk
                starts = False

    def _section(self, published: PublishedSection, look: PageLook, *, new_page: bool) -> Iterator[str]:
        section, letters = published.section, self._form.lettering
        _, heading = self._outline.above(published.key, section.heading)
        level = self._level(heading)
        if section.heading:
            spacing = self._spacing(indent=letters[HEADING].size)
            yield self._heading(heading, section.heading, letters[HEADING], new_page=new_page, spacing=spacing)
            new_page = False
        for block in section.blocks:
            if block.kind is PartKind.AGENCIES:
                if not block.is_empty:
                    yield _listing(block, section.heading, look.width)
                continue
            for text in block.paragraphs:
                if block.kind is PartKind.HEADING:
                    below = Heading(text, "", level + 1, listed=False)
                    spacing = self._spacing(indent=letters[SUBHEADING].size)
                    yield self._heading(below, text, letters[SUBHEADING], new_page=new_page, spacing=spacing)
                else:
                    yield paragraph(run(text), BODY_TEXT, new_page=new_page)
                new_page = False

    def _spacing(self, *, indent: float) -> str:
        line = f'<w:spacing w:line="{twips(self._form.line_height)}" w:lineRule="exact"/>'
        return line + (f'<w:ind w:firstLineChars="200" w:firstLine="{twips(2 * indent)}"/>' if indent else "")


def _line(cell: PrintedCell, scale: float) -> str:
    """A line beside a table: a note, or what stands between title and table."""
    look = CELL_FORMATS[cell.style]
    across = "" if look.across == "left" else look.across
    return paragraph(run(cell.text, run_properties(size=look.size * scale, bold=look.bold)), NOTE, across=across)


def _listing(block: TextBlock, title: str, width: float) -> str:
    """The list of 机构设置, as wide as the text."""
    rows = []
    for number, texts in enumerate(block.rows):
        style = Style.TEXT_CENTRE if number else Style.HEADING
        cells = tuple(PrintedCell(column, text, style) for column, text in enumerate(texts, 1))
        needed = max(needed_height(text, wide) for text, wide in zip(texts, _LIST_WIDTHS, strict=False))
        rows.append(PrintedRow(max(_LEAST_ROW, needed), cells))
    widths = _LIST_WIDTHS[: len(block.rows[0])]
    return table(rows, widths, title, head=1, scale=width / (sum(widths) * CHARACTER))
