"""The findings of a review, one line each: severity, page, sentence; new ones first, then dismissed and mended ones."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from models.publication.review.finding import ReviewFinding
from models.publication.review.rounds import KeptFinding, NextRound
from ui.session.marks import SEVERITY_MARKS
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow, PlainTable

_COLUMNS: Final = (PlainColumn("级别", 5), PlainColumn("问题"))


class ListOfFindings(PlainTable):
    """``changed`` carries the position of the current row."""

    changed = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_COLUMNS, theme, icons, parent)
        self.setAccessibleName("文件里的问题")
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_round(self, found: NextRound, *, has_before: bool) -> None:
        """Show what is open, dismissed, mended. ``has_before``: there was a round before, so new ones are named."""
        cells = [_cells(finding, "新　" if has_before else "") for finding in found.new]
        cells += [_cells(finding) for finding in found.again]
        cells += [_quiet_cells(finding, reason) for finding, reason in found.dismissed]
        cells += [_mended_cells(kept) for kept in found.mended]
        self.show_rows([PlainRow(number, row) for number, row in enumerate(cells)])

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, round at the ends."""
        if self.plain.rows:
            self.selectRow((max(self.currentIndex().row(), -1 if by > 0 else 0) + by) % len(self.plain.rows))

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.changed.emit(index.row())


def _cells(finding: ReviewFinding, before: str = "") -> tuple[PlainCell, ...]:
    words = PlainCell(before + _page(finding) + _one_line(finding.message))
    return (PlainCell(finding.severity.value, mark=SEVERITY_MARKS[finding.severity].value), words)


def _quiet_cells(finding: ReviewFinding, reason: str) -> tuple[PlainCell, ...]:
    words = f"{_page(finding)}不用改（{reason}）：{_one_line(finding.message)}"
    return (PlainCell("不用改", quiet=True), PlainCell(words, quiet=True))


def _mended_cells(kept: KeptFinding) -> tuple[PlainCell, ...]:
    return (PlainCell("改好了", mark="ok"), PlainCell(_one_line(kept.message), quiet=True))


def _page(finding: ReviewFinding) -> str:
    return f"{finding.place.page} 页　" if finding.place.page else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
