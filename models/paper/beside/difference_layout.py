"""Lays out 阶段对比: what differs between two stages of a budget, page by page, with the reasons."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from models.book.records import Book
from models.pack.forms.pack import Pack
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import add_head_line, add_headings, add_note
from models.published.head import head_texts
from models.values.amount_style import UNITS, AmountStyle
from models.years.stage_difference import DifferenceRow, PageDifference, StageDifference, change_reasons, gap_words

NAME: Final = "阶段对比"
"""The name of the sheet."""

HEADINGS: Final = ("项目或科目", "原", "现", "差", "说明")
NOTHING: Final = "两个阶段没有不同。"
SPENDING: Final = "支出总计"
INCOME: Final = "收入总计"

_WIDTHS: Final = (42.0, 20.0, 20.0, 18.0, 25.0)


def difference_sheet(
    book: Book, pack: Pack, difference: StageDifference, *, draft: bool, note: str = "", name: str = NAME, title: str = ""
) -> PrintedSheet:
    """Lay out the difference between ``book`` and its older stage; its reasons are those kept with ``book``.

    The ``note`` stands below it. ``name`` and ``title`` are those of another comparison; then the headings name no stages.
    """
    old, new = (f"（{stage or '没有阶段'}）" if not title else "" for stage in (difference.old, difference.new))
    title = title or f"{book.year}年预算{NAME}{old[:-1]} → {new[1:]}"
    builder = SheetBuilder(name, title, "landscape", _WIDTHS, draft)
    builder.add_title(title)
    style = difference.style
    left, centre, _ = head_texts(book, pack, style)
    add_head_line(builder, (left, centre, f"单位：{style.unit}"))
    what, was, now, *rest = HEADINGS
    add_headings(builder, [(text,) for text in (what, f"{was}{old}", f"{now}{new}", *rest)])
    builder.repeat = (2, 3)
    builder.freeze = 3
    for words, sums in ((SPENDING, difference.spending), (INCOME, difference.income)):
        _add_sums(builder, words, sums, style)
    reasons = change_reasons(book, difference.old)
    for page in difference.pages:
        _add_page(builder, page, style)
        for row in page.rows:
            _add_row(builder, row, reasons.get(row.key, ""))
    if not difference.count:
        add_note(builder, NOTHING if name == NAME else "没有不同。")
    if note:
        add_note(builder, note)
    return builder.finish()


def _add_page(builder: SheetBuilder, page: PageDifference, style: AmountStyle) -> None:
    """The heading of a page, with its sums where its lines add up; it stays with its first row."""
    if page.sums is not None:
        _add_sums(builder, page.name, page.sums, style, keep=True)
    else:
        builder.add(PrintedCell(1, page.name, Style.TOTAL_NAME, columns=len(_WIDTHS)), keep=True)


def _add_sums(builder: SheetBuilder, words: str, sums: tuple[int, int], style: AmountStyle, *, keep: bool = False) -> None:
    was, now = (_number_cell(column, style.told(value), Style.TOTAL_AMOUNT, value, style) for column, value in enumerate(sums, 2))
    gap = PrintedCell(4, gap_words(sums, style), Style.TOTAL_NAME)
    builder.add(PrintedCell(1, words, Style.TOTAL_NAME), was, now, gap, PrintedCell(5, "", Style.TEXT), keep=keep)


def _add_row(builder: SheetBuilder, row: DifferenceRow, reason: str) -> None:
    amounts = row.amounts or (None, None)
    was, now = (
        _value_cell(column, text, value, row.style)
        for column, (text, value) in enumerate(zip((row.was, row.now), amounts, strict=True), 2)
    )
    gap = PrintedCell(4, row.gap, Style.TEXT_CENTRE)
    builder.add(PrintedCell(1, row.title, Style.NAME), was, now, gap, PrintedCell(5, reason, Style.TEXT))


def _value_cell(column: int, text: str, value: int | None, style: AmountStyle) -> PrintedCell:
    """A cell of 原 or 现: a number where the text is one, so that a spreadsheet can add it; else text."""
    if value is None or text.startswith("“"):
        return PrintedCell(column, text, Style.TEXT)
    return _number_cell(column, text, Style.PRICE, value, style) if text else PrintedCell(column, "", Style.PRICE)


def _number_cell(column: int, text: str, look: Style, value: int, style: AmountStyle) -> PrintedCell:
    grouped = "#,##0.00" if style.grouping else ""
    return PrintedCell(column, text, look, Decimal(value) / UNITS[style.unit].value, format=grouped)
