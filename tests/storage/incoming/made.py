"""Makes small files of every kind for the tests of their readers: the smallest that the formats allow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from models.incoming.blocks import Block, Place, block_of_rows

Rows = Sequence[Sequence[str]]
Spans = Mapping[tuple[int, int], tuple[int, int]]

TEXTS = st.text("甲乙丙ab1.%≥", max_size=5) | st.just("第一行\n第二行")


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[list[str]], Spans]:
    """Rows of texts, and the merged cells among them by their upper left place."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    rows = [[draw(TEXTS) for _ in range(width)] for _ in range(height)]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        down, across = draw(st.integers(1, height - top)), draw(st.integers(1, width - left))
        places = {(top + i, left + j) for i in range(down) for j in range(across)}
        if len(places) > 1 and not places & taken:
            taken |= places
            spans[top, left] = (down, across)
            for row, column in places - {(top, left)}:
                rows[row][column] = ""
    rows[0][0] = rows[0][0] or "甲"
    for top, left in spans:
        rows[top][left] = rows[top][left] or "乙"
    return rows, spans


def cells_of(block: Block) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.rows, c.columns) for c in block.cells()]


def expected(rows: Rows, spans: Spans) -> list[tuple[str, int, int, int, int]]:
    return cells_of(block_of_rows(rows, Place(), dict(spans)))


def xlsx(
    rows: Sequence[Sequence[str | float]], spans: Spans | None = None, *, formats: Mapping[tuple[int, int], str] | None = None
) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row, 1):
            if value not in {"", None}:
                cell = sheet.cell(i, j, value)
                if isinstance(value, str) and not value.startswith("="):
                    cell.data_type = "s"
                cell.number_format = (formats or {}).get((i - 1, j - 1), "General")
    for (top, left), (down, across) in (spans or {}).items():
        first, last = (f"{get_column_letter(c)}{r}" for r, c in ((top + 1, left + 1), (top + down, left + across)))
        sheet.merge_cells(f"{first}:{last}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str) -> bytes:
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def docx_text(text: str, more: str = "") -> str:
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p>{more}<w:r>{runs}</w:r></w:p>"


def docx_table(rows: Rows, spans: Spans | None = None) -> str:
    out = ["<w:tbl>"]
    for i, row in enumerate(rows):
        out.append("<w:tr>")
        j = 0
        while j < len(row):
            origin = next(((r, c) for (r, c), (d, _) in (spans or {}).items() if r <= i < r + d and c == j), (i, j))
            down, across = (spans or {}).get(origin, (1, 1))
            merge = "" if down == 1 else '<w:vMerge w:val="restart"/>' if origin[0] == i else "<w:vMerge/>"
            out.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merge}</w:tcPr>{docx_text(row[j])}</w:tc>')
            j += across
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl>"


def _inner(spans: Spans | None, i: int, j: int) -> bool:
    return any(r <= i < r + d and c <= j < c + a and (i, j) != (r, c) for (r, c), (d, a) in (spans or {}).items())


def html(rows: Rows, spans: Spans | None = None) -> str:
    out = []
    for i, row in enumerate(rows):
        cells = []
        for j, text in enumerate(row):
            if not _inner(spans, i, j):
                down, across = (spans or {}).get((i, j), (1, 1))
                cells.append(f"<td rowspan={down} colspan={across}>{escape(text).replace(chr(10), '<br>')}</td>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(out)}</table>"


ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(body: str, head: str = "") -> bytes:
    content = f"<office:document-content {ODS_NAMES}>{head}<office:body><office:spreadsheet>{body}"
    return zipped({"mimetype": ODS_TYPE, "content.xml": content + "</office:spreadsheet></office:body></office:document-content>"})


def ods_table(rows: Rows, spans: Spans | None = None, name: str = "表1", more: str = "") -> str:
    out = [f"<table:table table:name={quoteattr(name)}{more}>"]
    for i, row in enumerate(rows):
        out.append("<table:table-row>")
        for j, text in enumerate(row):
            down, across = (spans or {}).get((i, j), (1, 1))
            tag = "table:covered-table-cell" if _inner(spans, i, j) else "table:table-cell"
            shape = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if down * across > 1 else ""
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""
            out.append(f"<{tag}{shape}>{lines}</{tag}>")
        out.append("</table:table-row>")
    return "".join(out) + "</table:table>"


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}
