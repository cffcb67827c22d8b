"""The rows of 核实说明: one per 核实 finding, with its state and the reason that is typed beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Book
from models.checks.findings import EXPLAINED, LAPSED, Finding, Severity, explanation_of, explanation_state
from models.published.context import Context
from models.words.places import place_words
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.source import Cell, GridRow
from ui.pages.fixed_rows import FixedRows
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark

PAGE: Final = "explanations"
STATE: Final = "state"
REASON: Final = "text"
STATE_WORDS: Final = {EXPLAINED: "已说明", LAPSED: "数变了"}
UNEXPLAINED_WORDS: Final = "待说明"
_HINT: Final = "确实如此时，写明原因；写了才能导出正式件"
_LAPSED_HINT: Final = "数变了，原来的说明不再适用：核对后改一改，或者删了重写"

COLUMNS: Final = (
    GridColumn(STATE, "状态", ColumnKind.COMPUTED, 6),
    GridColumn("place", "位置", ColumnKind.COMPUTED, 12),
    GridColumn("message", "核实什么", ColumnKind.LONG_TEXT, 30, editable=False, least=16),
    GridColumn(REASON, "说明", ColumnKind.LONG_TEXT, 34, hint=_HINT, least=16),
)


class ToExplain(NamedTuple):
    """A 核实 finding with what was written about it."""

    finding: Finding
    state: str
    reason: str


class ExplanationSource(FixedRows):
    """A ``GridSource`` over the 核实 findings; typing a reason keeps it with the fingerprint of the values."""

    page = PAGE
    columns = COLUMNS

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book

    def rows(self, context: Context) -> Sequence[GridRow]:
        """In the order of the findings, so that a row stays where it is while it is explained."""
        items = to_explain(context.book, self._open_book.findings)
        return [GridRow(f"{item.finding.code}/{item.finding.place.key}", item) for item in items]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """State with its mark, place, message, reason."""
        item: ToExplain = row.value
        if column.key == STATE:
            mark = Mark.EXPLAINED if item.state == EXPLAINED else Mark.VERIFY
            words = state_words(item)
            return Cell(words, "", words, item.finding.remedy, editable=False, computed=True, mark=mark)
        if column.key == REASON:
            hint = _LAPSED_HINT if item.state == LAPSED else "" if item.reason else _HINT
            return Cell(item.reason, item.reason, item.reason, hint)
        text = item.finding.message if column.key == "message" else place_words(context.book, context.pack, item.finding.place)
        return Cell(text, text, text, item.finding.remedy, editable=False, computed=column.key != "message")

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The cell of this page; the finding's own place is where Enter leads."""
        return Place(PAGE, 0, f"{row.key}/{column.key}")

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Write, change or, with nothing, take back the reason."""
        if column.key != REASON:
            return None
        finding = row.value.finding
        return edits.explain(finding.code, finding.place.key, finding.fingerprint, text)


def to_explain(book: Book, findings: Sequence[Finding]) -> list[ToExplain]:
    """The 核实 findings of a book."""
    items = []
    for finding in findings:
        if finding.severity is Severity.VERIFY:
            written = explanation_of(book, finding)
            items.append(ToExplain(finding, explanation_state(book, finding), written.text if written else ""))
    return items


def state_words(item: ToExplain) -> str:
    """已说明, 数变了 or 待说明."""
    return STATE_WORDS.get(item.state, UNEXPLAINED_WORDS)
