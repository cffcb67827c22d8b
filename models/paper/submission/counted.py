"""Which printed figures contain 不予公开 amounts, where the pack counts them, and from which they could be worked out.

Nothing here holds such an amount: a figure is named by its table, row and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from models.book.exchange import publishable
from models.book.places import Place
from models.pack.filters import CellRef
from models.published.context import Context
from models.published.head import page_text
from models.published.project_spending import table_without_withheld
from models.published.tables import Table, TableRow
from models.published.texts.narrative import narrative
from models.values.money import fen
from models.values.text import clean_text


class CountedFigure(Struct, frozen=True):
    """A printed figure that contains 不予公开 money. ``alone``: nothing else is in it, so that it is the amount itself.

    ``leaf``: it stands in a row of the amount's own code, so that the amount is what is left when the published lines of that
    code (the sheets of projects, 清单) are taken off.
    """

    title: str
    row: str
    column: str
    place: Place
    alone: bool
    leaf: bool


def counted_figures(context: Context) -> tuple[CountedFigure, ...]:
    """Every cell of the official tables that 不予公开 amounts change; none where the pack does not count them."""
    if not (context.pack.withheld_counts and any(fen(held.amount) for held in context.book.withheld)):
        return ()
    return tuple(found for table in context.tables.values() for found in _of_table(context, table))


def _of_table(context: Context, table: Table) -> Iterator[CountedFigure]:
    codes = {held.function for held in context.book.withheld if fen(held.amount)}
    open_table = table_without_withheld(context, table.spec.id)
    title = page_text(context.book, table.spec.title)
    for side, open_side in zip(table.sides, open_table.sides, strict=True):
        for row in side.rows:
            was = open_side.row(row.id)
            for index, column in enumerate(side.side.columns):
                left = was.values[index] if was is not None else 0
                if row.at and row.values[index] != left:
                    place = CellRef(table.spec.id, row.id, column.id).place
                    heading = page_text(context.book, column.heading[-1], table.spec.amounts) if column.heading else ""
                    leaf = side.side.rows is not None and row.id in codes
                    yield CountedFigure(title, _label(row), heading, place, alone=left == 0, leaf=leaf)


def _label(row: TableRow) -> str:
    return " ".join(filter(None, row.labels)) or row.id


def counted_words(context: Context) -> tuple[str, ...]:
    """A sentence for each table and text with such figures: which they are, and from which the amounts could be worked out."""
    figures = counted_figures(context)
    tables = [_table_words(title, list(group)) for title, group in groupby(figures, lambda figure: figure.title)]
    return (*tables, *words_of_texts(context))


def words_of_table(context: Context, table: str) -> tuple[str, ...]:
    """The sentence of one table, none where it has no such figure."""
    figures = [figure for figure in counted_figures(context) if CellRef.at(figure.place).table == table]
    return (_table_words(figures[0].title, figures),) if figures else ()


def words_of_texts(context: Context) -> tuple[str, ...]:
    """A sentence for each section of 情况说明 with such figures."""
    return tuple(_texts_with_figures(context)) if counted_figures(context) else ()


def _texts_with_figures(context: Context) -> Iterator[str]:
    """One sentence for each section of a text whose sentences are others without the amounts."""
    open_context = Context(publishable(context.book), context.pack, context.codes)
    for document, open_document in zip(narrative(context), narrative(open_context), strict=True):
        for section, other in zip(document.sections, open_document.sections, strict=False):
            if [block.paragraphs for block in section.blocks] != [block.paragraphs for block in other.blocks]:
                yield f"{clean_text(document.title)}：{section.heading or section.title} 里的合计也含不予公开的金额。"


def _table_words(title: str, figures: Sequence[CountedFigure]) -> str:
    cells = "；".join(
        f"{row} 的{'、'.join(figure.column for figure in group)}"
        for row, group in ((row, list(group)) for row, group in groupby(figures, lambda figure: figure.row))
    )
    alone = _rows(figure for figure in figures if figure.alone)
    leaves = _rows(figure for figure in figures if figure.leaf and not figure.alone)
    told = [f"{title}：{len(figures)} 个数含不予公开的金额（{cells}）"]
    if alone:
        told.append(f"{alone} 里没有别的钱，印出来的就是它")
    if leaves:
        told.append(f"{leaves} 减去公开的同一科目的各项，就能算出来")
    return "。".join(told) + "。"


def _rows(figures: Iterable[CountedFigure]) -> str:
    return "、".join(dict.fromkeys(figure.row for figure in figures))
