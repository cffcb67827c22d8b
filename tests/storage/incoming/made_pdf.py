"""Writes small PDF files: texts in a Chinese font that no file brings, lines, rectangles, pictures; objects are plain."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.storage.incoming.made import Rows, Spans

Ruled = Callable[[float, float, float, float], str]

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor<</Type"
    b"/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"
    b"/StemV 80>>>>]>>"
)
PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream"
WIDTH, HEIGHT = 595, 842


def text(x: float, y: float, words: str, size: float = 10) -> str:
    """Text with its baseline at ``y`` from above."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1} {HEIGHT - y1} m {x2} {HEIGHT - y2} l S\n"


def filled(x: float, y: float, width: float, height: float, gray: float = 0) -> str:
    return f"{gray} g {x} {HEIGHT - y - height} {width} {height} re f 0 g\n"


def picture() -> str:
    return "q 100 0 0 100 0 0 cm /P Do Q\n"


def table(
    rows: Rows,
    spans: Spans | None = None,
    *,
    left: float = 50,
    top: float = 100,
    width: float = 90,
    height: float = 30,
    ruled: Ruled = line,
) -> str:
    """A ruled table; a line in a cell begins a line of text."""
    out = []
    spans = spans or {}
    covered = {(r + i, c + j): (r, c) for (r, c), (d, a) in spans.items() for i in range(d) for j in range(a)}

    def owner(i: int, j: int) -> tuple[int, int] | None:
        return covered.get((i, j), (i, j)) if 0 <= i < len(rows) and 0 <= j < len(rows[0]) else None

    for i in range(len(rows) + 1):
        for j in range(len(rows[0]) + 1):
            x, y = left + j * width, top + i * height
            if j < len(rows[0]) and owner(i, j) != owner(i - 1, j):
                out.append(ruled(x, y, x + width, y))
            if i < len(rows) and owner(i, j) != owner(i, j - 1):
                out.append(ruled(x, y, x, y + height))
            if i < len(rows) and j < len(rows[0]) and owner(i, j) == (i, j):
                lines = enumerate(rows[i][j].split("\n"))
                out.extend(text(x + 5, y + 12 + 13 * n, words) for n, words in lines if words)
    return "".join(out)


def bars(x1: float, y1: float, x2: float, y2: float) -> str:
    """A border as WPS draws it: a thin filled rectangle."""
    return filled(min(x1, x2) - 0.5, min(y1, y2) - 0.5, abs(x2 - x1) + 1, abs(y2 - y1) + 1)


def pdf(*pages: str, page_more: str = "", trailer: str = "", extra: Sequence[str] = ()) -> bytes:
    """A file of pages, each the text of its content."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 {WIDTH} {HEIGHT}]>>".encode(),
        3: FONT,
        4: PICTURE,
        5: stream(extra[0], "/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F 3 0 R>>>>") if extra else b"null",
    }
    for n, content in enumerate(pages):
        resources = "/Resources<</Font<</F 3 0 R>>/XObject<</P 4 0 R/X 5 0 R>>>>"
        objects[10 + 2 * n] = f"<</Type/Page/Parent 2 0 R{resources}/Contents {11 + 2 * n} 0 R{page_more}>>".encode()
        objects[11 + 2 * n] = stream(content)
    out, places = b"%PDF-1.4\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = [b"%d 1\n%010d 00000 n \n" % item for item in sorted(places.items())]
    start = len(out)
    tail = f"trailer<</Size {max(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF"
    return out + b"xref\n0 1\n0000000000 65535 f \n" + b"".join(rows) + tail.encode()


def stream(content: str, more: str = "") -> bytes:
    data = content.encode()
    return f"<</Length {len(data)}{more}>>stream\n".encode() + data + b"\nendstream"
