"""One finding in detail: values, both places, likely causes, remedy, and the field for its explanation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.book import edits
from models.book.edits import Fix
from models.book.places import Place
from models.checks.findings import LAPSED, Finding, Severity, explanation_of, explanation_state
from models.values.text import shorten
from models.words.places import place_words
from ui.findings.suspects import FixButton, PlaceLink, SuspectRows
from ui.session.open_book import OpenBook
from ui.theme.icons import Icons, Mark
from ui.theme.theme import MARK_SIZE, Theme
from ui.widgets.key_button import KeyButton

_LEAST_MESSAGE: Final = 30
"""Width in characters that the message keeps beside its links; where it would get less, they go below it."""

_EXAMPLE = "确实如此时，在这里写明原因"


_FIGURE: Final = 16
"""Characters of a value that stands beside its name; a longer one is a sentence, which stands below and wraps."""


class FindingDetail(QScrollArea):
    """``place_wanted`` carries the place of a followed link; ``left``: the focused widget disappears with its finding."""

    place_wanted = Signal(object)
    left = Signal()

    def __init__(self, open_book: OpenBook, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_book, self._theme, self._icons = open_book, theme, icons
        self._finding: Finding | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName("问题详情")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = _Body(theme)
        self._mark, self._message = QLabel(), self._text(bold=True)
        self._values = QGridLayout()
        self._links = self._body.links
        self._remedy = self._text(wrap=True)
        self.suspects = SuspectRows(theme)
        self.fix = FixButton(theme)
        self.reason = _Reason()
        self.save = KeyButton(theme, "保存说明  Ctrl+Enter", accessibleName="保存说明", autoDefault=True)
        keys = QShortcut(self)  # a button's own shortcut waits for its animation; by then another finding may be shown
        keys.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        keys.activated.connect(self._reason_key)
        self._lapsed = self._text(wrap=True)
        self._build()
        self.fix.wanted.connect(self.apply)
        self.suspects.fix_wanted.connect(self.apply)
        self.suspects.place_wanted.connect(self.place_wanted)
        self.save.clicked.connect(self._save_reason)
        self.reason.editingFinished.connect(self._save_typed_reason)
        self.show_finding(None)

    def _text(self, *, bold: bool = False, wrap: bool = False) -> QLabel:
        label = QLabel(wordWrap=wrap or bold)
        label.setProperty("bold", bold)
        return label

    def _build(self) -> None:
        layout = QVBoxLayout(self._body)
        px = self._theme.px
        layout.setContentsMargins(px(12), px(6), px(12), px(6))
        layout.setSpacing(px(4))
        head = QHBoxLayout()
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._body.head.addWidget(self._message, 1)
        self._body.head.addLayout(self._links)
        head.addLayout(self._body.head, 1)
        self._values.setColumnStretch(0, 1)
        self._values.setVerticalSpacing(px(2))
        last = QHBoxLayout()
        last.addWidget(self._remedy, 1)
        last.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignTop)
        reason = QHBoxLayout()
        reason.addWidget(self.reason, 1)
        reason.addWidget(self.save)
        layout.addLayout(head)
        layout.addWidget(self.suspects)
        layout.addLayout(self._values)
        layout.addLayout(last)
        layout.addWidget(self._lapsed)
        layout.addLayout(reason)
        layout.addStretch(1)
        self.setWidget(self._body)

    def show_finding(self, finding: Finding | None) -> None:
        """Show a finding or none, after saving a reason typed for another one."""
        before = self._finding
        same = finding is not None and before is not None and (finding.code, finding.place) == (before.code, before.place)
        if not same:
            self._save_typed_reason()
        self._finding = finding
        explained = (self.reason, self.save)
        to_explain = finding is not None and finding.severity is Severity.VERIFY
        self._release_focus(explained if to_explain else ())
        self._clear(self._values)
        self._clear(self._links)
        self.fix.offer(None, 1)
        self.suspects.show_suspects(())
        for part in (self._mark, self._message, self._remedy, self._lapsed):
            part.setVisible(False)
        for field in explained:
            field.setVisible(to_explain)
        if finding is not None:
            self._show(finding, keep_typing=same and self.reason.isModified())
        self._body.fit()

    def _release_focus(self, staying: Sequence[QWidget]) -> None:
        """Emit ``left`` before Qt moves the focus to the next widget of the window."""
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus) and focus not in staying:
            self.left.emit()

    def _show(self, finding: Finding, *, keep_typing: bool) -> None:
        mark = self._open_book.marks.mark(finding)
        self._mark.setPixmap(self._icons.mark(mark.value or Mark.HINT.value, self.devicePixelRatioF()))
        self._mark.setFixedHeight(self._theme.line_height)
        self._message.setText(finding.message)
        self._remedy.setText(self._remedy_words(finding))
        for part in (self._mark, self._message, self._remedy):
            part.setVisible(True)
        self._show_links(finding)
        self._show_values(finding)
        self.suspects.show_suspects([(s, self._suspect_words(s.place)) for s in self._open_book.suspects(finding)])
        self.fix.offer(finding.fix, len(self.suspects.fixes) + 1)
        if finding.severity is Severity.VERIFY:
            self._show_reason(finding, keep_typing=keep_typing)

    def _remedy_words(self, finding: Finding) -> str:
        """What to do; about a consequence, where its cause is."""
        if finding.follows is None:
            return finding.remedy
        cause = place_words(self._open_book.book, self._open_book.pack, finding.follows.place)
        return f"这一处是连带的：改好“{cause}”的错误，它就没有了"

    def _suspect_words(self, place: Place) -> str:
        """The place in words; an indicator by its name, as the project alone says too little."""
        book = self._open_book.book
        rows = (row for project in book.projects for row in project.indicators if row.id == place.line)
        return next((shorten(row.name) for row in rows), "") or place_words(book, self._open_book.pack, place)

    def _show_links(self, finding: Finding) -> None:
        """Link to both places, or once where their words are the same; from a consequence to its cause first."""
        book, pack = self._open_book.book, self._open_book.pack
        cause = finding.follows.place if finding.follows is not None else None
        places = [place for place in (cause, finding.place, finding.other_place) if place is not None]
        for words, place in {place_words(book, pack, place): place for place in reversed(places)}.items():
            link = PlaceLink(place, words, self)
            link.followed.connect(self.place_wanted)
            self._links.insertWidget(0, link, 0, Qt.AlignmentFlag.AlignLeft)
        self._links.addStretch(1)

    def _show_values(self, finding: Finding) -> None:
        for row, (name, value) in enumerate(finding.values):
            is_sentence = len(value) > _FIGURE or "\n" in value
            caption, figure = self._text(wrap=True), self._text(wrap=is_sentence)
            caption.setText(name)
            figure.setText(value)
            caption.setMinimumHeight(self._theme.line_height)
            is_gap = name in {"相差", "差额"}
            figure.setProperty("error" if is_gap and finding.severity is Severity.ERROR else "bold", is_gap)
            rule = QFrame()
            rule.setProperty("rule", True)
            if is_sentence:
                self._values.addWidget(caption, 3 * row, 0, 1, 2)
                self._values.addWidget(figure, 3 * row + 1, 0, 1, 2)
            else:
                self._values.addWidget(caption, 3 * row, 0)
                self._values.addWidget(figure, 3 * row, 1, Qt.AlignmentFlag.AlignRight)
            self._values.addWidget(rule, 3 * row + 2, 0, 1, 2)
            for widget in (caption, figure, rule):  # now, so that the layout counts it in this pass
                widget.show()

    def _show_reason(self, finding: Finding, *, keep_typing: bool) -> None:
        written = explanation_of(self._open_book.book, finding)
        if not keep_typing:
            self.reason.show_text(written.text if written else "")
        if explanation_state(self._open_book.book, finding) == LAPSED:
            self._lapsed.setText("数变了，原来的说明不再适用，核对后再保存一次")
            self._lapsed.setVisible(True)

    def _clear(self, layout: QGridLayout | QBoxLayout) -> None:
        while layout.count():
            widget = layout.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @property
    def fixes(self) -> list[FixButton]:
        """The remedies in the order of their keys: those of the suspects, then the finding's own."""
        return [*self.suspects.fixes, *([self.fix] if self.fix.fix is not None else [])]

    @Slot(object)
    def apply(self, fix: Fix) -> None:
        """Apply a remedy as one undo step."""
        self._open_book.edit(edits.apply_fix(fix))

    @Slot()
    def _reason_key(self) -> None:
        """Ctrl+Enter moves the focus to the reason; there it saves."""
        if self.reason.isVisible() and not self.reason.hasFocus() and not self.reason.isModified():
            self.ensureWidgetVisible(self.reason)
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.reason.selectAll()
        else:
            self._save_reason()

    @Slot()
    def _save_typed_reason(self) -> None:
        """Save the typed reason (Enter, focus lost, another finding shown) if its finding still exists."""
        if self.reason.isModified() and self._finding in self._open_book.findings:
            self._save_reason()

    @Slot()
    def _save_reason(self) -> None:
        if self._finding is not None and not self.save.isHidden():
            self.reason.setModified(False)
            finding = self._finding
            if not self._open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, self.reason.text())):
                self.reason.setModified(True)  # not stored: still unsaved


class _Reason(QLineEdit):
    """The reason of a 核实 finding; Esc restores the saved text."""

    def __init__(self) -> None:
        super().__init__(placeholderText=_EXAMPLE)
        self.setAccessibleName("核实说明")
        self._saved = ""

    def show_text(self, text: str) -> None:
        """Show the saved text."""
        self._saved = text
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores the saved text."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self._saved)
        else:
            super().keyPressEvent(event)


class _Body(QWidget):
    """As high as its wrapped text needs at its width; QScrollArea does not handle that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("findingDetail")
        self._theme = theme
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """The message and the links: side by side, or one above the other where the message would get too narrow."""
        self.links = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """The links: in a row, or one below the other."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange head and height for the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Arrange the head for its contents, then take the needed height."""
        links = [item.widget() for at in range(self.links.count()) if (item := self.links.itemAt(at)) and item.widget()]
        needed = sum(link.sizeHint().width() + self._theme.px(8) for link in links)
        room = self.width() - self._theme.px(24 + MARK_SIZE)
        row, column = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.head.setDirection(row if room - needed >= _LEAST_MESSAGE * self._theme.em else column)
        self.links.setDirection(row if needed <= room else column)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
