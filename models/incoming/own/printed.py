"""The book of a returned workbook as it prints: its sheets by name, and whether a changed book prints what a cell shows now."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from models.book.records import Book
from models.incoming.blocks import Block, Place, block_of_rows
from models.incoming.own.cells import Grid, trimmed
from models.paper.sheet import PrintedSheet
from models.paper.sheet_list import SheetPlan, sheet_plans
from models.published.context import Context


class PrintedBook:
    """Lays out the sheets of a book as often as needed; ``draft`` as the export was."""

    def __init__(self, context: Context, *, draft: bool) -> None:
        self.context = context
        self.draft = draft
        self.plans: Mapping[str, SheetPlan] = {plan.entry.name: plan for plan in sheet_plans(context)}
        self._by_key = {plan.entry.key: plan for plan in self.plans.values()}

    @classmethod
    def as_exported(cls, context: Context, shown: Mapping[str, Grid]) -> PrintedBook:
        """The sheets, as a draft where the export was one."""
        printed = cls(context, draft=False)
        first = next(iter(printed.plans), "")
        same = first in shown and trimmed(printed.sheet(first).shown()) == trimmed(shown[first])
        return printed if same else cls(context, draft=True)

    def sheet(self, name: str) -> PrintedSheet:
        """A sheet by its name."""
        return self.plans[name].lay_out(draft=self.draft)

    def sheet_of(self, book: Book, key: str) -> PrintedSheet | None:
        """The same sheet of a changed book, whose name may be another one; None where it has none."""
        plan = self.of(book)._by_key.get(key)  # noqa: SLF001 - of the same class
        return plan.lay_out(draft=self.draft) if plan is not None else None

    def of(self, book: Book) -> PrintedBook:
        """A changed book, printed the same way."""
        context = self.context
        return PrintedBook(Context(book, context.pack, context.codes, context.memory), draft=self.draft)


def block_of(sheet: PrintedSheet) -> Block:
    """A printed sheet as the block that a reader makes of it."""
    rows = [[""] * len(sheet.widths) for _ in sheet.rows]
    spans = {}
    for row, cell in sheet.placed_cells():
        rows[row - 1][cell.column - 1] = cell.text
        if cell.rows > 1 or cell.columns > 1:
            spans[row - 1, cell.column - 1] = (cell.rows, cell.columns)
    return block_of_rows(rows, Place(sheet.name, row=1, column=1), spans)


def text_at(sheet: PrintedSheet | None, row: int, column: int) -> str | None:
    """What a cell prints; None where no cell begins there. Rows and columns count from 1."""
    if sheet is None or not 0 < row <= len(sheet.rows):
        return None
    return next((cell.text for cell in sheet.rows[row - 1].cells if cell.column == column), None)


def says_same(one: str | None, other: str) -> bool:
    """Whether two cells say the same: their texts without blanks, or the numbers."""
    if one is None:
        return False
    first, second = ("".join(text.split()) for text in (one, other))
    return first == second or (_number(first) is not None and _number(first) == _number(second))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "")) if text and len(text) < 40 else None
    except InvalidOperation:
        return None
