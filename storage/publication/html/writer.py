"""Writes the published document as one web page: no script, nothing from elsewhere, its style in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final

from models.pack.forms.narrative import PartKind
from models.pack.forms.publication import BODY, HEADING, SUBHEADING, TITLE
from models.paper.sheet import PrintedCell, PrintedRow, PrintedSheet, Style
from models.publication.document import ContentsPart, Heading, Part, Publication, SheetPart, TextPart
from models.publication.flowing import flowing
from models.published.draft import DRAFT
from models.published.texts.narrative import TextBlock, TextSection
from models.values.text import clean_text
from storage.files.progress import Report, no_report
from storage.paths import RESOURCES
from storage.publication.html.contents import nested
from storage.publication.html.table import plain, sheet_table, table
from storage.publication.outline import Outline
from storage.replace_file import replace_file

_STYLE: Final = RESOURCES / "publication" / "page.css"
_SAFE: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing but the style that is in it."""

_DEEPEST: Final = 6
_LETTERS: Final = {TITLE: ".title", HEADING: ".group, .section", SUBHEADING: ".below", BODY: ".text p"}
"""What prints in which letters."""


def write_html(publication: Publication, target: Path, report: Report = no_report) -> None:
    """Write the page to ``target``. An existing file stays whole until the new one is complete.

    Raises ``StorageError``, and whatever ``report`` raises.
    """
    replace_file(target, html_page(publication, report).encode("utf-8"))


def html_page(publication: Publication, report: Report = no_report) -> str:
    """The page as text."""
    style = _STYLE.read_text(encoding="utf-8") + _print_style(publication)
    mark = f'<p class="draft">{DRAFT}</p>\n' if publication.draft else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{publication.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_SAFE}">\n'
        f"<title>{escape(clean_text(publication.title))}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{mark}{''.join(_Page(publication, report).parts())}</body>\n</html>\n"
    )


def _print_style(publication: Publication) -> str:
    """The letters of the pack, in which the page prints."""
    form = publication.form
    rules = []
    for name, selector in _LETTERS.items():
        letters = form.lettering[name]
        weight = "bold" if letters.bold else "normal"
        rules.append(f'  {selector} {{ font: {weight} {letters.size:g}pt/{form.line_height:g}pt "{letters.face}", serif; }}\n')
    return f"@media print {{\n{''.join(rules)}}}\n"


class _Levels:
    """Finds the elements of headings: one deeper than the heading that it belongs to, whatever levels the pack leaves out."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def tag(self, level: int) -> str:
        """The element of the next heading."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return f"h{min(1 + len(self._open), _DEEPEST)}"


class _Page:
    """Writes the parts of one document."""

    def __init__(self, publication: Publication, report: Report) -> None:
        self._publication, self._report = publication, report
        self._outline, self._levels = Outline(publication), _Levels()
        keys = dict.fromkeys(heading.key for heading in publication.headings if heading.key)
        self._names = {key: f"part-{number}" for number, key in enumerate(keys, 1)}
        self._placed: set[str] = set()
        self._count = 0

    def parts(self) -> Iterator[str]:
        """The elements of the body."""
        parts = self._publication.parts
        last = max((at for at, part in enumerate(parts) if _is_front(part)), default=-1) + 1
        if not any(isinstance(part, SheetPart) for part in parts[:last]):
            yield f"<header><h1>{plain(self._publication.title)}</h1></header>\n"
        for number, part in enumerate(parts):
            self._report(number + 1, len(parts))
            if number == last:
                yield "<main>\n"
            if isinstance(part, ContentsPart):
                yield self._contents(part)
            elif isinstance(part, TextPart):
                yield from self._text(part)
            elif part.is_cover:
                yield _cover(self._publication.sheet(part))
            else:
                yield from self._sheet(part)
        yield "</main>\n"

    # --- 目录 and headings

    def _contents(self, part: ContentsPart) -> str:
        lines = nested(self._publication.listed, self._names)
        return f'<nav aria-labelledby="contents">\n<h2 id="contents">{plain(part.title)}</h2>\n{lines}</nav>\n'

    def _above(self, key: str, title: str) -> tuple[str, Heading]:
        """The headings of the groups that begin with a part, and the part's own heading."""
        groups, own = self._outline.above(key, title)
        return "".join(f"{self._heading(group, 'group')[0]}\n" for group in groups), own

    def _heading(self, heading: Heading, kind: str) -> tuple[str, str]:
        """The element of a heading, and its id. A link of 目录 leads to the first one with its key."""
        self._count += 1
        name = f"heading-{self._count}"
        if heading.key in self._names and heading.key not in self._placed:
            self._placed.add(heading.key)
            name = self._names[heading.key]
        tag = self._levels.tag(heading.level)
        return f'<{tag} id="{name}" class="{kind}">{plain(heading.text)}</{tag}>', name

    # --- sheets

    def _sheet(self, part: SheetPart) -> Iterator[str]:
        printed = self._publication.sheet(part)
        sheet = flowing(printed)
        groups, own = self._above(part.key, sheet.title)
        heading, _ = self._heading(own, "name")
        across = " across" if printed.orientation != "portrait" else ""
        yield f'<div class="sheet{across}">\n{groups}'
        yield from _lines(sheet.above, "above")
        if sheet.rows:
            yield f'<div class="wide" tabindex="0">{sheet_table(sheet, heading)}</div>\n'
        else:
            yield f"{heading}\n"
        yield from _lines(sheet.below, "note")
        yield "</div>\n"

    # --- texts

    def _text(self, part: TextPart) -> Iterator[str]:
        yield '<div class="text">\n'
        if part.title:
            groups, own = self._above(part.key, part.title)
            yield f"{groups}{self._heading(own, 'title')[0]}\n"
        for section in part.sections:
            yield from self._section(section.key, section.section)
        yield "</div>\n"

    def _section(self, key: str, section: TextSection) -> Iterator[str]:
        _, own = self._outline.above(key, section.heading)
        name = ""
        if section.heading:
            element, name = self._heading(own, "section")
            yield f"{element}\n"
        for block in section.blocks:
            if block.kind is PartKind.AGENCIES:
                yield "" if block.is_empty else f"{_listing(block, name)}\n"
                continue
            for text in map(clean_text, block.paragraphs):
                if block.kind is PartKind.HEADING:
                    element, name = self._heading(Heading(text, "", own.level + 1), "below")
                    yield f"{element}\n"
                else:
                    yield f"<p>{plain(text)}</p>\n"


def _is_front(part: Part) -> bool:
    """Whether a part stands before the main part of the page."""
    return isinstance(part, ContentsPart) or (isinstance(part, SheetPart) and part.is_cover)


def _cover(printed: PrintedSheet) -> str:
    """The cover: its title is that of the page; labels and values are a list."""
    cells = [cell for _, cell in printed.placed_cells()]
    title = "".join(f"<h1>{plain(cell.text)}</h1>\n" for cell in cells if cell.style is Style.COVER_TITLE)
    pairs = [pair for pair in pairwise(cells) if pair[0].style is Style.COVER_LABEL and pair[1].style is Style.COVER_VALUE]
    listed = "".join(f"<div><dt>{plain(label.text)}</dt> <dd>{plain(value.text)}</dd></div>\n" for label, value in pairs)
    rest = "".join(f"<p>{plain(cell.text)}</p>\n" for cell in cells if cell.style is Style.SEAL and cell.text)
    return f'<header class="cover">\n{title}{f"<dl>{listed}</dl>" if listed else ""}\n{rest}</header>\n'


def _lines(cells: Sequence[PrintedCell], kind: str) -> Iterator[str]:
    return (f'<p class="{kind}">{plain(cell.text)}</p>\n' for cell in cells if cell.text)


def _listing(block: TextBlock, name: str) -> str:
    """The list of 机构设置, named by the heading above it."""
    rows = []
    for number, texts in enumerate(block.rows):
        style = Style.TEXT_CENTRE if number else Style.HEADING
        rows.append(PrintedRow(0, tuple(PrintedCell(at, text, style) for at, text in enumerate(texts, 1))))
    return f'<div class="wide">{table(rows, 1, name=name)}</div>'
