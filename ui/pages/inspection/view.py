"""The three panes of 核对公开稿: findings, the page with the spot framed, and one finding in detail; with the head line above."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from models.incoming.blocks import Block, Document, Paragraph, Place
from models.publication.review.finding import Review, ReviewFinding
from models.publication.review.report.words import coverage_words, place_words
from models.publication.review.rounds import KeptFinding, NextRound
from storage.files.page_image import PageImages
from ui.pages.incoming.original import OriginalView
from ui.pages.incoming.panes import FilePanes, PaneWidths
from ui.pages.inspection.head import HeadLine
from ui.pages.inspection.lists import ListOfFindings
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme

KEY: Final = "inspection"
NOTHING: Final = (
    "还没有选文件。点“选文件…”，选一份做好的公开文本：PDF、Word、网页、Excel 都可以，本程序做的、别处做的都可以。"
    "核对的是合计、表和表、表和文字、比例和增减、年份、目录、漏下的“XX”；打开着预算的，还可以逐个数和预算比。文件不会改动。"
)
_WIDTHS: Final = PaneWidths((380, 340), (300, 260), 440)
_AROUND: Final = 1
"""Pages of a PDF that are shown before and after that of a finding."""


class InspectionView(FilePanes):
    """``comparison_wanted``: with the open book or without; ``dismissed`` carries a finding's fingerprint and the reason."""

    comparison_wanted = Signal(bool)
    report_wanted = Signal()
    dismissed = Signal(str, str)

    def __init__(self, theme: Theme, icons: Icons, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, settings, KEY, _WIDTHS, NOTHING, parent)
        self.review: Review | None = None
        self.path: Path | None = None
        self._document: Document | None = None
        self._images: PageImages | None = None
        self._shown: tuple[int, ...] = ()
        self._rows: tuple[ReviewFinding | KeptFinding, ...] = ()
        self._reasons: dict[str, str] = {}
        self._read_words: tuple[str, ...] = ()
        self._has_before = False
        self.head = HeadLine(theme, self)
        self.findings = ListOfFindings(theme, icons, self)
        self.original = OriginalView(theme, icons, self)
        self.detail = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.detail.setAccessibleName("这一处问题")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("不用改的原因")
        self.reason.setPlaceholderText("不用改的，写上原因，按 Enter")
        self.reason.returnPressed.connect(self._dismiss)
        self.add_panes(self.head, (self.findings, self.original, self._beside()), (self.findings, self.original, self.reason))
        self._connect()
        self.show_nothing()

    def _beside(self) -> QWidget:
        """The right pane: one finding, and below it the reason why it need not be mended."""
        shown = QScrollArea(widgetResizable=True)
        shown.setFrameShape(QScrollArea.Shape.NoFrame)
        shown.setWidget(self.detail)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(shown, 1)
        column.addWidget(self.reason)
        return beside

    def fit_detail(self) -> None:
        """Keep the text off the edges of its pane."""
        self.detail.setMargin(self._theme.px(10))

    def _connect(self) -> None:
        self.findings.changed.connect(self._show_row)
        self.head.compare.toggled.connect(self.comparison_wanted)
        self.head.report.clicked.connect(self.report_wanted)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, self.leave, context=within)

    # --- what is shown

    def show_nothing(self, sentence: str = "") -> None:
        """Show no file, and why."""
        self.review = self.path = self._document = self._images = None
        super().show_nothing(sentence)

    def show_review(self, review: Review, document: Document, path: Path, found: NextRound, *, can_compare: bool) -> None:
        """Show what was found. ``can_compare``: a book is open, with which the document can be compared."""
        self.review, self._document, self.path, self._shown = review, document, path, ()
        self._images = PageImages(path) if document.kind == "pdf" else None
        self.show_panes()
        first, *more = coverage_words(path.name, review.coverage)
        self.head.show_review(review, first, more, can_compare=can_compare)
        self._has_before = bool(found.again or found.dismissed or found.mended)
        self._read_words = tuple(more)
        self.show_round(found)
        self.findings.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_round(self, found: NextRound) -> None:
        """Show what is open, dismissed and mended; the same row stays the current one."""
        row = max(self.findings.currentIndex().row(), 0)
        self._rows = (*found.open, *(finding for finding, _ in found.dismissed), *found.mended)
        self._reasons = {finding.fingerprint: reason for finding, reason in found.dismissed}
        self.findings.show_round(found, has_before=self._has_before)
        if self._rows:
            self.findings.selectRow(min(row, len(self._rows) - 1))
            self._show_row(min(row, len(self._rows) - 1))
            return
        self._show_around(Place(page=1))
        self.reason.setEnabled(False)
        self.detail.setText("\n".join(("没有发现问题。", *self._read_words)))

    def step(self, by: int) -> None:
        """Go to the next (1, F8) or previous (-1, Shift+F8) finding."""
        self.findings.step(by)

    @Slot(int)
    def _show_row(self, number: int) -> None:
        if not 0 <= number < len(self._rows):
            return
        finding = self._rows[number]
        self.reason.setEnabled(isinstance(finding, ReviewFinding))
        if not isinstance(finding, ReviewFinding):
            self.reason.clear()
            self.detail.setText(f"改好了：{finding.message}\n\n{finding.part}")
            return
        self.reason.setText(self._reasons.get(finding.fingerprint, ""))
        self._show_around(finding.place)
        self.original.frame(self._spot_of(finding.place))
        self.detail.setText(detail_words(finding))

    @Slot()
    def _dismiss(self) -> None:
        """Keep why the current finding need not be mended."""
        row = self.findings.currentIndex().row()
        finding = self._rows[row] if 0 <= row < len(self._rows) else None
        if isinstance(finding, ReviewFinding):
            self.dismissed.emit(finding.fingerprint, self.reason.text().strip())
            self.findings.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_around(self, place: Place) -> None:
        """Show the parts of the document around a place: of a PDF the pages beside it, elsewhere the whole sheet or text."""
        document = self._document
        if document is None:
            return
        parts = tuple(_parts_around(document, place))
        if parts and parts != self._shown:
            self._shown = parts
            self.original.show_parts(document, parts, (place,), self._images)

    def _spot_of(self, place: Place) -> Place:
        """The place that is drawn for one that names a part of a cell or paragraph; ``Place()`` where there is none."""
        spots = self.original.drawing.spots
        if any(spot.place == place for spot in spots):
            return place
        return next((spot.place for spot in spots if _is_at(spot.place, place)), Place())


def detail_words(finding: ReviewFinding) -> str:
    """A finding in full: the sentence, both figures and the difference, where it stands, what would be right."""
    values = [f"{name}：{value}" for name, value in finding.values]
    other = [f"对照的地方：{finding.other.words()}"] if finding.other is not None and finding.other != Place() else []
    remedy = [f"怎样才对：{finding.remedy}"] if finding.remedy else []
    parts = (f"{finding.severity.value}  {finding.code}", finding.message, *values, "", place_words(finding), *other, *remedy)
    return "\n".join(parts)


def _parts_around(document: Document, place: Place) -> Sequence[int]:
    """The positions of the parts of a document that are shown for a place."""
    at = [_place_of(part) for part in document.parts]
    if place.page:
        return [
            i for i, one in enumerate(at) if one.page <= place.page + _AROUND and (one.until or one.page) >= place.page - _AROUND
        ]
    if place.sheet:
        return [i for i, one in enumerate(at) if one.sheet == place.sheet]
    return range(len(at))


def _place_of(part: Block | Paragraph) -> Place:
    return part.place


def _is_at(drawn: Place, wanted: Place) -> bool:
    """Whether a drawn cell or paragraph is the one in which a place lies, or the first of its row or table."""
    said = [name for name in ("sheet", "page", "paragraph", "table", "row", "column") if getattr(wanted, name)]
    return bool(said) and all(getattr(drawn, name) == getattr(wanted, name) for name in said)
