"""Published project sheets as text, and our own sheets as a spreadsheet puts them on the clipboard."""

from __future__ import annotations

from html import escape

from msgspec.structs import replace

from models.book.records import PROJECT_COLLECTIONS, Book, Project
from models.incoming.clipboard.tsv import to_tsv
from models.paper.project_sheets.sheet import project_sheet
from storage.packs.catalogue import load_pack
from tests.folders import DATA

SHEETS = DATA / "sheets"
XINGTAI = load_pack("hebei-xingtai-2024")
LUTAI = load_pack("hebei-lutai-2024")


def published(name: str) -> str:
    """The sheets of a published budget as they came out of its PDF or Word file."""
    return (SHEETS / f"{name}.txt").read_text(encoding="utf-8")


def without_ids(project: Project) -> Project:
    """What a sheet says of a project: neither ids nor the function code, which no sheet prints."""
    lines = {name: tuple(replace(line, id=0) for line in getattr(project, name)) for name in PROJECT_COLLECTIONS}
    funding = tuple(replace(line, function="", carried=False) for line in lines.pop("funding"))
    return replace(project, id=0, status="", note="", funding=funding, **lines)


def as_grid(pack, project: Project, number: int = 1) -> list[list[str]]:
    """Every cell of the printed sheet; merged cells say their text once."""
    sheet = project_sheet(pack.sheet, Book(pack.id, 2024), project, number, "表", draft=False)
    grid = [[""] * len(sheet.widths) for _ in sheet.rows]
    for row, cell in sheet.placed_cells():
        grid[row - 1][cell.column - 1] = cell.text
    return grid


def as_tsv(pack, *projects: Project) -> str:
    """The sheets below each other, as a spreadsheet copies cells: tabs, and quotes where a cell has lines."""
    return "\n".join(to_tsv(as_grid(pack, project, number)) for number, project in enumerate(projects, 1)) + "\n"


def as_html(pack, project: Project) -> str:
    """The sheet as a table of a web page, merged cells and all."""
    rows = []
    for row in project_sheet(pack.sheet, Book(pack.id, 2024), project, 1, "表", draft=False).rows:
        cells = (
            f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{escape(cell.text).replace(chr(10), "<br>")}</td>'
            for cell in row.cells
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def as_page_text(pack, project: Project) -> str:
    """What a browser gives as plain text of such a table: the cells that are there, with tabs between (lines in quotes)."""
    rows = project_sheet(pack.sheet, Book(pack.id, 2024), project, 1, "表", draft=False).rows
    return to_tsv([[cell.text for cell in row.cells] for row in rows])
