"""目录 as a field: its lines are there before anybody updates it, and each leads to its part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.publication.document import Heading
from storage.publication.docx.markup import field, field_end, field_start, paragraph, run
from storage.publication.docx.styles import LEVELS, contents_style


def contents_field(lines: Sequence[Heading], anchors: Mapping[str, str], pages: Mapping[str, int]) -> str:
    """The lines of 目录; ``anchors`` are the bookmarks by key, ``pages`` where they are.

    Word, WPS and LibreOffice find a content control of this kind and offer to update it.
    """
    deepest = max((min(line.level, LEVELS) for line in lines), default=1)
    texts = list(_lines(lines, anchors, pages)) or [("", 1)]
    start, end = field_start(f'TOC \\o "1-{deepest}" \\h \\z'), field_end()
    last = len(texts) - 1
    inside = "".join(
        paragraph(f"{'' if at else start}{text}{end if at == last else ''}", contents_style(level))
        for at, (text, level) in enumerate(texts)
    )
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _lines(lines: Sequence[Heading], anchors: Mapping[str, str], pages: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for line in lines:
        anchor = anchors.get(line.key)
        if anchor is None:
            yield run(line.text), line.level
            continue
        page = field(f"PAGEREF {anchor} \\h", str(pages[line.key]))
        yield f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(line.text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>', line.level
