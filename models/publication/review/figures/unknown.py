"""Sums within the tables of a document that no form of this computer fits: by codes, and by the heading 合计 over 基本 and 项目.

Only what every place prints alike is taken for a rule; a table that is not wholly understood is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from models.checks.findings import Severity
from models.incoming.blocks import Block, Cell
from models.pack.forms.tables import TOTAL_ROW
from models.publication.review.figures.relation import Node, PrintedFigure, Relation
from models.publication.review.figures.tables import coded_families
from models.publication.review.kinds import COLUMN_SUM, ROW_SUM
from models.values.amount_style import WAN

_CODE: Final = re.compile(r"\d{3}(?:\d{2}(?:\d{2})?)?")
_FIGURE: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,4}))?")
_TOTALS: Final = frozenset({"合计", "总计", "合计:", "本年支出合计", "本年收入合计"})
_WHOLE: Final = "合计"
_HALVES: Final = ("基本支出", "项目支出")
_LEAST_CODES: Final = 4
_PER_UNIT: Final = 1_000_000
"""Fen of one 万元: the unit does not matter for sums, and 万元 is what most documents print."""


class _Rows(Struct):
    """The coded rows of a table, the total and the columns of figures; rows by their code, cells by their column."""

    cells: dict[str, dict[int, Cell | None]]
    columns: list[int]
    headings: Mapping[int, str]


def unknown_sums(tables: Sequence[Block]) -> tuple[Mapping[Node, PrintedFigure], Sequence[Relation]]:
    """The figures and sums of tables with codes; 核实 at most, for nobody has said what the form asks for."""
    figures: dict[Node, PrintedFigure] = {}
    relations: list[Relation] = []
    for number, block in enumerate(tables, 1):
        rows = _rows_of(block)
        if rows is not None:
            name = f"unknown {number}"
            figures |= dict(_figures(name, block, rows))
            relations += _relations(name, rows)
    return figures, relations


def _rows_of(block: Block) -> _Rows | None:
    """A table whose codes stand in one column, each once; None for any other."""
    grid = block.grid()
    column = _code_column(grid)
    if column is None:
        return None
    first = next(at for at, row in enumerate(grid) if _code(row[column]))
    cells: dict[str, dict[int, Cell | None]] = {}
    figures = [at for at in range(block.width) if at != column and _is_of_figures(grid, first, at, column)]
    if not figures:
        return None
    for row in grid:
        code = _code(row[column]) or (TOTAL_ROW if any(_text(cell) in _TOTALS for cell in row) and not _code(row[column]) else "")
        if not code or not any(_FIGURE.fullmatch(_text(row[at])) for at in figures):
            continue
        if code in cells:
            return None  # several years or bodies below each other: which rows belong together is not known
        if any(cell is not None and (cell.columns > 1 or cell.rows > 1) for cell in (row[at] for at in figures)):
            return None  # a figure over several rows or columns
        cells[code] = {at: row[at] for at in figures}
    head = grid[: next(at for at, row in enumerate(grid) if any("." in _text(row[column]) for column in figures))]
    headings = {at: _heading(head, at) for at in figures}
    return _Rows(cells, figures, headings) if len(cells) >= _LEAST_CODES else None


def _code_column(grid: Sequence[Sequence[Cell | None]]) -> int | None:
    counts = [(sum(bool(_code(row[at])) for row in grid), -at) for at in range(len(grid[0]) if grid else 0)]
    most = max(counts, default=(0, 0))
    return -most[1] if most[0] >= _LEAST_CODES else None


def _is_of_figures(grid: Sequence[Sequence[Cell | None]], first: int, column: int, codes: int) -> bool:
    """Whether the coded rows have only figures or blanks in a column, and some of them have decimals."""
    texts = [_text(row[column]) for row in grid[first:] if _code(row[codes])]
    written = [text for text in texts if text]
    return bool(written) and all(_FIGURE.fullmatch(text) for text in written) and any("." in text for text in written)


def _heading(head: Sequence[Sequence[Cell | None]], column: int) -> str:
    return next((text for row in reversed(head) if (text := _text(row[column])) and not text.isdecimal()), "")


def _figures(table: str, block: Block, rows: _Rows) -> Iterator[tuple[Node, PrintedFigure]]:
    title = block.title or "这张表"
    for code, cells in rows.cells.items():
        for column, cell in cells.items():
            found = _FIGURE.fullmatch(_text(cell))
            if found is None and _text(cell):
                continue
            amount = int(Decimal(_text(cell).replace(",", "") or "0") * _PER_UNIT)
            step = _PER_UNIT // 10 ** len(found[1] or "") if found is not None else 0
            name = f"{title}“{'合计' if code == TOTAL_ROW else code}”的“{rows.headings[column]}”"
            place = block.place_of(cell) if cell is not None else block.place
            yield Node(table, code, str(column)), PrintedFigure(amount, step, _text(cell), name, place, title, WAN)


def _relations(table: str, rows: _Rows) -> Iterator[Relation]:
    for whole, parts in coded_families(list(rows.cells)):
        for column in rows.columns if whole in rows.cells else ():
            nodes = tuple(Node(table, part, str(column)) for part in parts)
            yield Relation(
                COLUMN_SUM, Severity.VERIFY, "一栏的合计等于下面各行之和", (Node(table, whole, str(column)),), nodes,
                right_name="下面各行之和", remedy="改录错的一行，或者改合计；漏了一行的，补上",
            )  # fmt: skip
    across = _whole_and_halves(rows)
    for code in rows.cells if across is not None else ():
        whole_column, *halves = across or ()
        yield Relation(
            ROW_SUM, Severity.VERIFY, "一行的合计等于各栏之和", (Node(table, code, str(whole_column)),),
            tuple(Node(table, code, str(half)) for half in halves), right_name="各栏之和", remedy="改录错的一栏，或者改合计",
        )  # fmt: skip


def _whole_and_halves(rows: _Rows) -> tuple[int, ...] | None:
    """The columns 合计, 基本支出, 项目支出 where the table has just these beside each other; None for any other."""
    named = [rows.headings[at] for at in rows.columns]
    return tuple(rows.columns) if named == [_WHOLE, *_HALVES] else None


def _code(cell: Cell | None) -> str:
    text = _text(cell)
    return text if _CODE.fullmatch(text) else ""


def _text(cell: Cell | None) -> str:
    return "".join(cell.text.split()) if cell is not None else ""
