"""The figures of any sheet in the preview: those of the official tables, and those of lists that the program fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.book.places import Place
from models.pack.forms.views import ViewForm, view_at
from models.pack.lists.rows import ListRow, ListRows, rows_of_view
from models.paper.beside.list_figures import figures_of_list
from models.paper.figures import PrintedFigure, Spot, figures_of
from models.paper.sheet import PrintedSheet
from models.published.context import Context
from models.published.head import page_text
from models.values.amount_style import AmountStyle
from models.words.places import place_name
from ui.pages.review.preview_lines import FigureOrigin, OriginLine, origin_of


def figures_on(context: Context, key: str, sheet: PrintedSheet) -> Mapping[Spot, PrintedFigure]:
    """The figures of the sheet with this key that can be framed; none for a sheet without."""
    table = context.tables.get(key)
    if table is not None:
        return figures_of(table, sheet)
    form = view_at(context.pack.views, key)
    return figures_of_list(form, _listed(context, form), sheet) if form is not None else {}


def style_of(context: Context, figure: PrintedFigure) -> AmountStyle:
    """How the form of a figure prints its amounts."""
    form = view_at(context.pack.views, figure.table)
    return form.amounts if form is not None else context.tables[figure.table].spec.amounts


def lines_behind(context: Context, figure: PrintedFigure) -> FigureOrigin:
    """The lines that a figure adds up; of a list its records."""
    form = view_at(context.pack.views, figure.table)
    if form is None:
        return origin_of(context, figure)
    rows = _listed(context, form).rows
    lines = tuple(_records(context, form, figure.column, rows[figure.at - 1 : figure.at] or rows))
    return FigureOrigin(lines, sum(line.amount or 0 for line in lines))


def figure_words(context: Context, figure: PrintedFigure) -> str:
    """``第 31 行 · 2130705 · 项目支出（栏次 5）``; without what the form has not: row number, label, 栏次."""
    form = view_at(context.pack.views, figure.table)
    if form is not None:
        rows = _listed(context, form).rows
        named = [f"第 {figure.at} 行", rows[figure.at - 1].name] if figure.at <= len(rows) else [form.total]
        column = next(column for column in form.columns if column.id == figure.column)
        return " · ".join(filter(None, (*named, page_text(context.book, column.heading[-1], form.amounts))))
    table = context.tables[figure.table]
    side = table.sides[figure.side]
    row = side.row(figure.row)
    heading = page_text(context.book, side.side.column(figure.column).heading[-1], table.spec.amounts)
    label = next((text for text in row.labels if text), "") if row else figure.row
    words = {**context.pack.head, **table.spec.head}
    number = f"（{words['columns']} {figure.number}）" if figure.number else ""
    return " · ".join(filter(None, (f"第 {figure.at} 行" if figure.at else "", label.strip(), heading + number)))


def _listed(context: Context, form: ViewForm) -> ListRows:
    return rows_of_view(form, context.book, context.codes)


def _records(context: Context, form: ViewForm, column_id: str, rows: tuple[ListRow, ...]) -> Iterator[OriginLine]:
    """The records whose money a column has in these rows, each once, with the place of its first line there."""
    at = next(position for position, column in enumerate(form.columns) if column.id == column_id)
    amounts: dict[int, int] = {}
    first: dict[int, tuple[str, int]] = {}
    for row in rows:
        value = row.values[at]
        if row.parts[at] and isinstance(value, int):
            amounts[row.record] = amounts.get(row.record, 0) + value
            first.setdefault(row.record, (row.name, row.parts[at][0]))
    for record, amount in amounts.items():
        name, line = first[record]
        words = name.replace("\n", " ") or place_name(context.book, record, context.pack)[1]
        yield OriginLine(words, amount, Place(form.lines, line, form.columns[at].field))
