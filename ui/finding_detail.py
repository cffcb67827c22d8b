"""One finding in full: its values, both places, the remedy, the one-key fix and the field for its explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models import edits
from models.findings import LAPSED, Finding, Place, Severity, explanation_of, explanation_state
from ui.findings_list import place_words
from ui.icons import Icons
from ui.marks import Mark
from ui.open_book import OpenBook
from ui.theme import Theme

_EXAMPLE = "确实如此时，在这里写明原因"


class FindingDetail(QScrollArea):
    """``place_wanted`` carries the place of a link that was followed."""

    place_wanted = Signal(object)

    def __init__(self, open_book: OpenBook, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_book, self._theme, self._icons = open_book, theme, icons
        self._finding: Finding | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName("问题详情")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = _Body(objectName="findingDetail")
        self._mark, self._message = QLabel(), self._text(bold=True)
        self._values = QGridLayout()
        self._links = QHBoxLayout()
        self._remedy = self._text(wrap=True)
        self.fix = QPushButton(accessibleName="改正")
        self.fix.setShortcut("Alt+1")
        self.reason = QLineEdit(accessibleName="情况说明", placeholderText=_EXAMPLE)
        self.save = QPushButton("保存说明  Ctrl+Enter", accessibleName="保存说明")
        keys = QShortcut(self)  # a button's own shortcut waits for its animation, and may meet the next finding
        keys.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        keys.activated.connect(self._save_reason)
        self._lapsed = self._text(wrap=True)
        self._build()
        self.fix.clicked.connect(self._apply_fix)
        self.save.clicked.connect(self._save_reason)
        self.show_finding(None)

    def _text(self, *, bold: bool = False, wrap: bool = False) -> QLabel:
        label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=wrap or bold)
        label.setProperty("bold", bold)
        return label

    def _build(self) -> None:
        layout = QVBoxLayout(self._body)
        px = self._theme.px
        layout.setContentsMargins(px(12), px(6), px(12), px(6))
        layout.setSpacing(px(4))
        head = QHBoxLayout()
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._message, 1)
        head.addLayout(self._links)
        self._values.setColumnStretch(0, 1)
        self._values.setVerticalSpacing(px(2))
        last = QHBoxLayout()
        last.addWidget(self._remedy, 1)
        last.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignTop)
        reason = QHBoxLayout()
        reason.addWidget(self.reason, 1)
        reason.addWidget(self.save)
        for part in (head, self._values, last):
            layout.addLayout(part)
        layout.addWidget(self._lapsed)
        layout.addLayout(reason)
        layout.addStretch(1)
        self.setWidget(self._body)

    def show_finding(self, finding: Finding | None) -> None:
        """Another finding, or none."""
        same = finding is not None and self._finding is not None and finding.place == self._finding.place
        self._finding = finding
        self._clear(self._values)
        self._clear(self._links)
        for part in (self._mark, self._message, self._remedy, self.fix, self.reason, self.save, self._lapsed):
            part.setVisible(False)
        if finding is not None:
            self._show(finding, keep_typing=same and self.reason.isModified())
        self._body.fit()

    def _show(self, finding: Finding, *, keep_typing: bool) -> None:
        mark = self._open_book.marks.mark(finding)
        self._mark.setPixmap(self._icons.mark(mark.value or Mark.HINT.value, self.devicePixelRatioF()))
        self._message.setText(finding.message)
        self._remedy.setText(finding.remedy)
        for part in (self._mark, self._message, self._remedy):
            part.setVisible(True)
        self._show_links(finding)
        self._show_values(finding)
        if finding.fix is not None:
            self.fix.setText(f"{finding.fix.label}  Alt+1")
            self.fix.setVisible(True)
        if finding.severity is Severity.VERIFY:
            self._show_reason(finding, keep_typing=keep_typing)

    def _show_links(self, finding: Finding) -> None:
        for place in (finding.place, finding.other_place):
            if place is not None:
                self._links.addWidget(_PlaceLink(place, place_words(self._open_book.book, place), self))

    def _show_values(self, finding: Finding) -> None:
        for row, (name, value) in enumerate(finding.values):
            caption, figure = self._text(wrap=True), self._text()
            caption.setText(name)
            figure.setText(value)
            caption.setMinimumHeight(self._theme.line_height)
            is_gap = name in {"相差", "差额"}
            figure.setProperty("error" if is_gap and finding.severity is Severity.ERROR else "bold", is_gap)
            rule = QFrame()
            rule.setProperty("rule", True)
            self._values.addWidget(caption, 2 * row, 0)
            self._values.addWidget(figure, 2 * row, 1, Qt.AlignmentFlag.AlignRight)
            self._values.addWidget(rule, 2 * row + 1, 0, 1, 2)
            for widget in (caption, figure, rule):  # shown at once, so that the layout counts it at once
                widget.show()

    def _show_reason(self, finding: Finding, *, keep_typing: bool) -> None:
        written = explanation_of(self._open_book.book, finding)
        if not keep_typing:
            self.reason.setText(written.text if written else "")
        self.reason.setVisible(True)
        self.save.setVisible(True)
        if explanation_state(self._open_book.book, finding) == LAPSED:
            self._lapsed.setText("数变了，原来的说明不再适用，核对后再保存一次")
            self._lapsed.setVisible(True)

    def _clear(self, layout: QGridLayout | QHBoxLayout) -> None:
        while layout.count():
            widget = layout.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def _apply_fix(self) -> None:
        fix = self._finding.fix if self._finding else None
        if fix is not None:
            self._open_book.edit(edits.Edit(fix.label, edits.set_field(fix.line, fix.field, fix.value).apply))

    @Slot()
    def _save_reason(self) -> None:
        if self._finding is not None and self.save.isVisible():
            self.reason.setModified(False)
            finding = self._finding
            self._open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, self.reason.text()))


class _Body(QWidget):
    """As high as its wrapped words need at its width; the scroll area does not ask for that by itself."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width may need another height."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that is needed."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))


class _PlaceLink(QPushButton):
    """A place as a link."""

    def __init__(self, place: Place, words: str, detail: FindingDetail) -> None:
        super().__init__(words, detail)
        self._place, self._detail = place, detail
        self.setProperty("link", True)
        self.setAccessibleName(f"到{words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        self._detail.place_wanted.emit(self._place)
