"""Lays out cover (封面), 政府采购 and 固定资产."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from models.book.purchases import purchase_money
from models.book.records import AssetLine, Book, ProcurementLine
from models.pack.forms.pack import Pack
from models.pack.forms.records import AssetForm, RecordColumn, RecordForm
from models.paper.page_room import page_height, page_width
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import add_head_line, add_headings, add_note, amount_cell, amount_width, fit_widths, price_cell
from models.paper.text_measure import text_width
from models.projects.amounts import project_budget
from models.published.draft import draft_mark
from models.published.figures import asset_values
from models.published.head import head_texts, page_text
from models.values.amount_style import AmountStyle
from models.values.money import fen
from models.values.text import clean_text

_COVER_WIDTHS: Final = (13.0, 18.0, 40.0, 13.0)
_COVER_LINE: Final = 33.0
_COVER_GAPS: Final = (120.0, 350.0)
"""Points that title, seal and the gaps around them take, at least and where there is room."""

_ASSET_WIDTHS: Final = (40.0, 20.0, 24.0)
_TEXT_WIDTH: Final = 11.0


def cover_sheet(book: Book, pack: Pack, name: str, *, draft: bool) -> PrintedSheet:
    """封面: the title, the pack's lines and room for the seal, on one page; closer together where that takes it."""
    title = page_text(book, pack.cover.title)
    orientation = pack.cover.orientation
    room = page_height(orientation, _COVER_WIDTHS) - _COVER_LINE * len(pack.cover.lines)
    gap = min(1.0, max(_COVER_GAPS[0], room) / _COVER_GAPS[1])
    builder = SheetBuilder(name, title, orientation, _COVER_WIDTHS, draft)
    builder.add(PrintedCell(1, draft_mark(draft=draft), Style.SEAL, columns=len(_COVER_WIDTHS)), height=90 * gap)
    builder.add(PrintedCell(1, title, Style.COVER_TITLE, columns=len(_COVER_WIDTHS)), height=90 * gap)
    builder.add(height=50 * gap)
    for label, field in pack.cover.lines:
        value = clean_text(str(getattr(book, field) if field in {"year", "stage"} else getattr(book.unit, field)))
        builder.add(PrintedCell(2, label, Style.COVER_LABEL), PrintedCell(3, value, Style.COVER_VALUE), height=_COVER_LINE)
    builder.add(height=60 * gap)
    builder.add(PrintedCell(3, pack.cover.seal, Style.SEAL), height=60 * gap)
    return builder.finish()


# --- 政府采购 -----------------------------------------------------------------------------------------------------


def procurement_sheet(form: RecordForm, book: Book, pack: Pack, name: str, *, draft: bool) -> PrintedSheet:
    """政府采购预算表: one row per purchase under a 合计 row; without purchases its headings and notes."""
    rows = _procurement_rows(book, form)
    title = page_text(book, form.title)
    builder = SheetBuilder(name, title, form.orientation, _procurement_widths(form, rows), draft)
    builder.add_title(title)
    left, _, right = head_texts(book, pack, form.amounts)
    add_head_line(builder, (left, "", right))
    headings = [tuple(page_text(book, text, form.amounts) for text in column.heading) for column in form.columns]
    add_headings(builder, headings)
    builder.repeat = (2, 2 + max(map(len, headings)))
    builder.freeze = builder.repeat[1]
    for row in rows:
        builder.add(*row)
    for note in (*form.notes, *([] if rows else [form.empty_note])):
        add_note(builder, page_text(book, note, form.amounts))
    return builder.finish()


def _procurement_rows(book: Book, form: RecordForm) -> list[list[PrintedCell]]:
    projects = {project.id: project for project in book.projects}
    names = {number: project.name for number, project in projects.items()}
    budgets = {number: project_budget(project) for number, project in projects.items()}
    rows = [
        [
            _procurement_cell(line, column, names, budgets, form.amounts)._replace(column=i)
            for i, column in enumerate(form.columns, 1)
        ]
        for line in book.procurement
    ]
    if rows and form.total:
        rows.insert(0, _procurement_total(book.procurement, form))
    return rows


def _procurement_cell(
    line: ProcurementLine, column: RecordColumn, names: Mapping[int, str], budgets: Mapping[int, int], shown_as: AmountStyle
) -> PrintedCell:
    match column.show:
        case "project":
            return PrintedCell(0, clean_text(names.get(line.project, line.origin)), Style.NAME)
        case "project_budget":
            return amount_cell(0, budgets.get(line.project, 0), shown_as)
        case "amount":
            return amount_cell(0, _taken(line, column), shown_as)
        case "price":
            return price_cell(0, fen(getattr(line, column.field)), shown_as)
    return PrintedCell(0, clean_text(str(getattr(line, column.field))), Style.TEXT_CENTRE)


def _taken(line: ProcurementLine, column: RecordColumn) -> int:
    """The line's amount in this column, in fen."""
    return purchase_money(line, column.field) if column.source is None or line.source in column.source else 0


def _procurement_total(lines: Sequence[ProcurementLine], form: RecordForm) -> list[PrintedCell]:
    cells = [PrintedCell(1, form.total, Style.TOTAL_NAME)]
    for i, column in enumerate(form.columns[1:], 2):
        if column.show == "amount":
            cells.append(amount_cell(i, sum(_taken(line, column) for line in lines), form.amounts, bold=True))
        else:
            cells.append(PrintedCell(i, "", Style.TEXT))
    return cells


def _procurement_widths(form: RecordForm, rows: Sequence[Sequence[PrintedCell]]) -> tuple[float, ...]:
    widths = []
    for i, column in enumerate(form.columns):
        if column.show in {"amount", "price", "project_budget"}:
            needed = max([amount_width(()), *(text_width(row[i].text) + 2.5 for row in rows)])
        else:
            needed = _TEXT_WIDTH
        widths.append(max(column.width, needed) if column.show != "text" else column.width or needed)
    names = [i for i, column in enumerate(form.columns) if column.show == "project"]
    amounts = [i for i, column in enumerate(form.columns) if column.show == "amount" and not column.width]
    return fit_widths(widths, amounts, names, page_width(form.orientation))


# --- 固定资产 -----------------------------------------------------------------------------------------------------


def assets_sheet(form: AssetForm, book: Book, pack: Pack, name: str, *, draft: bool) -> PrintedSheet:
    """固定资产占用情况表: the pack's rows with quantity and value."""
    title = page_text(book, form.title)
    builder = SheetBuilder(name, title, form.orientation, _ASSET_WIDTHS, draft)
    builder.add_title(title)
    left, _, _ = head_texts(book, pack, form.amounts)
    add_head_line(builder, (left, "", page_text(book, form.head, form.amounts)))
    add_headings(builder, [(page_text(book, heading, form.amounts),) for heading in form.headings])
    builder.repeat = (2, 3)
    builder.freeze = 3
    values = asset_values(book, pack)
    quantities = {row.id: _quantity(line for line in book.assets if line.item == row.id) for row in form.rows}
    for row in form.rows:
        quantity = PrintedCell(2, quantities[row.id], Style.TEXT_CENTRE)
        builder.add(PrintedCell(1, row.label, Style.NAME), quantity, amount_cell(3, values[row.id], form.amounts), height=24)
    return builder.finish()


def _quantity(lines: Iterable[AssetLine]) -> str:
    """The quantities of a row's lines as typed, joined by 、."""
    return "、".join(clean_text(line.quantity) for line in lines if line.quantity)
