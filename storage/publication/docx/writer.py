"""Writes the published document as a .docx file.

WordprocessingML of our own, not python-docx: that needs lxml (4 MB of the installer, which nothing else needs), and knows neither
merged cells that span, fields, nor bookmarks, so that most of what stands here would be written through lxml all the same.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from models.paper.sheet import HEADER_SIZE
from models.program import PROGRAM
from models.publication.document import Publication
from models.published.draft import DRAFT
from models.values.text import clean_text
from storage.files.progress import Report, no_report
from storage.publication.docx.body import Section, body_sections
from storage.publication.docx.markup import NAMESPACES, field, paragraph, run, run_properties, twips
from storage.publication.docx.pages import PageLook
from storage.publication.docx.styles import FOOTER, HEADER, SECTION_END, fonts_part, styles_part
from storage.replace_file import replace_file

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_KIND: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_KIND: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_RELATIONS_KIND: Final = "application/vnd.openxmlformats-package.relationships+xml"
_SAVED: Final = "2000-01-01T00:00:00Z"
"""When the file says that it was made, so that the same book gives the same bytes."""

_EDGE: Final = 0.42
"""Where head and foot stand in the margin, as a share of it from the edge of the paper."""


def write_docx(publication: Publication, target: Path, report: Report = no_report) -> None:
    """Write the document to ``target``. An existing file stays whole until the new one is complete.

    Raises ``StorageError``, and whatever ``report`` raises.
    """
    replace_file(target, docx_bytes(publication, report))


def docx_bytes(publication: Publication, report: Report = no_report) -> bytes:
    """The .docx file as bytes, the same for the same content."""
    parts = _parts(publication, report)
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name), (_HEAD + text).encode("utf-8"), ZIP_DEFLATED, compresslevel=6)
    return made.getvalue()


def _parts(publication: Publication, report: Report) -> dict[str, str]:
    """Every part of the package with its text; heads and feet are shared by sections of equal pages."""
    sections = body_sections(publication, report)
    looks = list(dict.fromkeys(section.look for section in sections))
    names = {look: number for number, look in enumerate(looks, 1)}
    widths = [section.look.width for section in sections if section.look.orientation == "portrait"]
    parts = {
        "word/document.xml": _document(sections, names),
        "word/styles.xml": styles_part(publication.form, publication.language, min(widths, default=400.0)),
        "word/fontTable.xml": fonts_part(),
        "word/settings.xml": _settings(publication.language),
        **{f"word/header{number}.xml": _header(publication, look) for look, number in names.items()},
        **{f"word/footer{number}.xml": _footer(publication, look) for look, number in names.items()},
    }
    return {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(publication),
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>{PROGRAM}</Application></Properties>',
        **parts,
        "word/_rels/document.xml.rels": _document_relations(parts),
    }


# --- the text with its sections -----------------------------------------------------------------------------------


def _document(sections: Sequence[Section], names: Mapping[PageLook, int]) -> str:
    first = next((at for at, section in enumerate(sections) if section.look.is_numbered), -1)
    out = []
    for at, section in enumerate(sections):
        properties = _section(section.look, names[section.look], begins=at == first)
        last = at == len(sections) - 1
        out += [section.content, paragraph("", SECTION_END, section="" if last else properties), properties if last else ""]
    return f"<w:document {NAMESPACES}><w:body>{''.join(out)}</w:body></w:document>"


def _section(look: PageLook, number: int, *, begins: bool) -> str:
    """The properties of a section; the numbers of the pages begin with the first that is numbered."""
    (width, height), (top, right, bottom, left) = look.size, look.margins
    turned = ' w:orient="landscape"' if width > height else ""
    return "".join(
        (
            f'<w:sectPr><w:headerReference w:type="default" r:id="header{number}"/>',
            f'<w:footerReference w:type="default" r:id="footer{number}"/><w:type w:val="nextPage"/>',
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>',
            f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}"',
            f' w:header="{twips(top * _EDGE)}" w:footer="{twips(bottom * _EDGE)}" w:gutter="0"/>',
            '<w:pgNumType w:start="1"/>' if begins else "",
            "</w:sectPr>",
        )
    )


def _header(publication: Publication, look: PageLook) -> str:
    """The running head in the middle and the mark of a draft at the right; nothing of both on a cover that is no draft."""
    tabs = f'<w:tab w:val="center" w:pos="{twips(look.width / 2)}"/><w:tab w:val="right" w:pos="{twips(look.width)}"/>'
    head = publication.head if look.has_head else ""
    mark = run(DRAFT, run_properties(size=HEADER_SIZE, bold=True)) if publication.draft else ""
    content = f"{run(chr(9) + head)}{run(chr(9)) + mark if mark else ''}" if head or mark else ""
    return f"<w:hdr {NAMESPACES}>{paragraph(content, HEADER, spacing=f'<w:tabs>{tabs}</w:tabs>')}</w:hdr>"


def _footer(publication: Publication, look: PageLook) -> str:
    before, _, after = publication.form.page_number.partition("{page}")
    content = f"{run(before)}{field('PAGE', '1')}{run(after)}" if look.is_numbered else ""
    return f"<w:ftr {NAMESPACES}>{paragraph(content, FOOTER)}</w:ftr>"


# --- what stands around it ----------------------------------------------------------------------------------------


def _settings(language: str) -> str:
    """word/settings.xml: the rules of Word 2013 and later, without which pages are divided as by Word 2007."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat>{mode}</w:compat><w:themeFontLang w:val="{language}" w:eastAsia="{language}"/></w:settings>'
    )


def _core(publication: Publication) -> str:
    """docProps/core.xml: title and language, for lists of files and for screen readers."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean_text(publication.title))}</dc:title><dc:creator>{escape(clean_text(publication.unit))}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_SAVED}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_SAVED}</dcterms:modified>'
        f"<dc:language>{publication.language}</dc:language></cp:coreProperties>"
    )


def _content_types(parts: Collection[str]) -> str:
    kinds = {"document": "document.main", "styles": "styles", "fontTable": "fontTable", "settings": "settings"}
    own = [(f"/{name}", f"{_KIND}.{kinds.get(_stem(name), _stem(name).rstrip('0123456789'))}+xml") for name in parts]
    own += [("/docProps/core.xml", _CORE_KIND), ("/docProps/app.xml", _APP_KIND)]
    made = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in own)
    usual = f'<Default Extension="rels" ContentType="{_RELATIONS_KIND}"/><Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_TYPES}">{usual}{made}</Types>'


def _package_relations() -> str:
    return _relations(
        {
            "document": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            "core": ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            "app": (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        }
    )


def _document_relations(parts: Collection[str]) -> str:
    """From the text to the parts beside it; each is named like its file."""
    stems = [_stem(name) for name in parts if _stem(name) != "document"]
    return _relations({stem: (f"{_OFFICE}/relationships/{stem.rstrip('0123456789')}", f"{stem}.xml") for stem in stems})


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    made = (f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, (kind, target) in relations.items())
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(made)}</Relationships>'


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".xml")
