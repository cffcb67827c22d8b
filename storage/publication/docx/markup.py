"""Pieces of WordprocessingML: runs, paragraphs and their properties, in the order that the schema asks for."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from models.pack.forms.publication import Lettering
from models.values.text import clean_text

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = f'xmlns:w="{W}" xmlns:r="{R}"'

_ACROSS: Final = {"left": "left", "center": "center", "right": "right", "distributed": "distribute"}


def twips(points: float) -> int:
    """Points as the twentieths that WordprocessingML measures in."""
    return round(points * 20)


def attribute(text: str) -> str:
    """A quoted attribute value."""
    return quoteattr(" ".join(clean_text(text).split()))


def fonts(face: str) -> str:
    """One typeface for Chinese and Latin characters and digits."""
    return "<w:rFonts " + " ".join(f'w:{kind}="{face}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"


def run_properties(*, face: str = "", size: float = 0, bold: bool = False) -> str:
    """Typeface, size in points (0: that of the style) and weight of a run."""
    half = round(size * 2)
    weight = "<w:b/><w:bCs/>" if bold else ""
    inner = (fonts(face) if face else "") + weight + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def lettered(letters: Lettering) -> str:
    """Run properties of a lettering; those of a style that is bold are undone where it is not."""
    return run_properties(face=letters.face, size=letters.size, bold=letters.bold)


def run(text: str, properties: str = "") -> str:
    """A run of plain text; line breaks and tabs in it stay, nothing in it becomes a field or a link."""
    pieces = []
    for number, line in enumerate(clean_text(text).split("\n")):
        pieces.append("<w:br/>" if number else "")
        for at, piece in enumerate(line.split("\t")):
            pieces.append("<w:tab/>" if at else "")
            pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "")
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def field(code: str, shown: str, properties: str = "") -> str:
    """A field with the result that it shows until it is updated."""
    return f"{field_start(code, properties)}{run(shown, properties)}{field_end(properties)}"


def field_start(code: str, properties: str = "") -> str:
    """The beginning of a field, up to its result."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str = "") -> str:
    """The end of a field, behind its result."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def paragraph(
    content: str, style: str = "", *, across: str = "", new_page: bool = False, spacing: str = "", section: str = ""
) -> str:
    """A paragraph; ``new_page``: it begins a page; ``spacing``: its line height and indent, where they are not the style's.

    ``section`` holds the properties of the section that ends with it.
    """
    properties = "".join(
        (
            f'<w:pStyle w:val="{style}"/>' if style else "",
            "<w:pageBreakBefore/>" if new_page else "",
            spacing,
            f'<w:jc w:val="{_ACROSS[across]}"/>' if across else "",
            section,
        )
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def bookmarked(content: str, anchor: str, number: int) -> str:
    """Content that a link or a page reference of the document leads to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{anchor}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
