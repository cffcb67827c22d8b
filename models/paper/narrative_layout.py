"""Lays out a text of 情况说明: headings, paragraphs and the list of 机构设置."""

from __future__ import annotations

from typing import Final

from models.pack.forms.narrative import PartKind
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.published.draft import marked_title
from models.published.texts.narrative import Document, TextBlock
from models.values.text import clean_text

_WIDTHS: Final = (34.0, 14.0, 17.0, 19.0)
"""The columns of the list of 机构设置; headings and paragraphs lie across all of them."""

_WIDE: Final = 1.5
"""How much wider the columns of a landscape page are."""

_LAST: Final = len(_WIDTHS)
_SECTION_HEIGHT: Final = 30.0
"""Points: leaves a gap above the section."""

_INDENT: Final = "\u3000\u3000"
"""A paragraph is indented by two characters."""


def narrative_sheet(document: Document, name: str, *, draft: bool) -> PrintedSheet:
    """Lay out one text on the sheet ``name``; an empty list of 机构设置 is left out."""
    title = clean_text(document.title)
    wider = 1.0 if document.orientation == "portrait" else _WIDE
    builder = SheetBuilder(name, title, document.orientation, [width * wider for width in _WIDTHS], draft)
    if marked_title(title, draft=draft):
        builder.add_title(title)
    for section in document.sections:
        if section.heading:
            builder.add(PrintedCell(1, section.heading, Style.SECTION, columns=_LAST), height=_SECTION_HEIGHT, keep=True)
        for block in section.blocks:
            _add_block(builder, block)
    return builder.finish()


def _add_block(builder: SheetBuilder, block: TextBlock) -> None:
    if block.kind is PartKind.AGENCIES:
        if not block.is_empty:
            _add_list(builder, block)
        return
    for paragraph in map(clean_text, block.paragraphs):
        if block.kind is PartKind.HEADING:
            builder.add(PrintedCell(1, _INDENT + paragraph, Style.SUBHEADING, columns=_LAST), keep=True)
        else:
            builder.add(PrintedCell(1, _INDENT + paragraph, Style.PARAGRAPH, columns=_LAST))


def _add_list(builder: SheetBuilder, block: TextBlock) -> None:
    headings, *rows = block.rows
    builder.add(*(PrintedCell(column, text, Style.HEADING) for column, text in enumerate(headings, 1)))
    for row in rows:
        cells = (PrintedCell(column, clean_text(text), Style.TEXT_CENTRE) for column, text in enumerate(row, 1))
        builder.add(*cells)
