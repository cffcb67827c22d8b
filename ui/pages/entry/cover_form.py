"""The form of 封面: labels and fields, two pairs per row; a field emits its text when it loses the focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from models.book.places import Place
from models.checks.findings import Finding
from ui.theme.following import follow_theme
from ui.theme.icons import Icons, Mark
from ui.theme.theme import CHARACTER, Theme
from ui.widgets.kept_field import STATES, KeptField
from ui.widgets.keys import ENTER
from ui.widgets.small_controls import ChoiceBox

_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_PAIRS: Final = 2
_OPENING: Final = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_F2, Qt.Key.Key_F4,
})  # fmt: skip
_LABEL_WIDTH: Final = 8.6
_UNSAVED: Final = "没有存上，文字还在：按 Enter 再存一次，按 Esc 放弃"
_STYLE: Final = """
QWidget#coverForm {{ background: {border}; }}
QLabel {{ background: {header}; padding: 0 {label}px; }}
QLabel#blank {{ background: {window}; }}
QLineEdit, QComboBox {{
  background: {base}; border: 0; border-left: {bar}px solid transparent; border-radius: 0; padding: 0 {pad}px; min-height: {row}px;
}}
QComboBox {{ padding-left: {choice}px; }}
QLineEdit:read-only {{ background: {computed}; }}
QLineEdit[state="error"] {{ background: {error_ground}; border-left-color: {error}; }}
QLineEdit[state="verify"] {{ background: {verify_ground}; border-left-color: {verify}; }}
QLineEdit[state="hint"] {{ background: {hint_ground}; border-left-color: {hint}; }}
QLineEdit:focus, QComboBox:focus {{
  border: {frame}px solid {accent}; padding: 0 {pad}px 0 {pad_focus}px; min-height: {row_focus}px;
}}
QComboBox:focus {{ padding-left: {choice_focus}px; }}
"""


class FieldEdit(KeptField, QLineEdit):
    """A text field. ``committed`` carries field and text once per change, on Enter or when the focus is lost; Esc undoes typing."""

    committed = Signal(str, str)
    entered = Signal(str)
    mark_clicked = Signal(object)

    def __init__(self, field: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(label)
        self.field = field
        self._kept = ""
        self._mark: QAction | None = None
        self.editingFinished.connect(self._commit)

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the book's."""
        return self.text() != self._kept

    def show_text(self, text: str) -> None:
        """Take over the book's text. Text that is being typed or could not be saved stays."""
        typing = self.is_changed
        self._kept = text
        if not typing:
            self.setText(text)

    def hold(self, kept: str) -> None:
        """Keep and mark text that could not be saved; ``kept`` is what the book still holds."""
        self._kept = kept
        self.setProperty("unsaved", True)
        self.show_state("error", _UNSAVED)

    def show_mark(self, mark: Mark, message: str, icons: Icons) -> None:
        """Show the mark of the worst finding, or none. Unsaved text keeps its own mark."""
        if self.property("unsaved") and self.is_changed:
            return
        self.setProperty("unsaved", False)
        if self._mark is not None:
            self.removeAction(self._mark)
            self._mark.deleteLater()
            self._mark = None
        if mark:
            self._mark = self.addAction(icons.mark_icon(mark.value), QLineEdit.ActionPosition.TrailingPosition)
            self._mark.setToolTip(message)
            self._mark.triggered.connect(self._emit_mark)
        self.show_state(STATES.get(mark, ""), message)

    @Slot()
    def _emit_mark(self) -> None:
        self.mark_clicked.emit(Place("cover", field=self.field))

    @Slot()
    def _commit(self) -> None:
        text = self.text()
        if text != self._kept:
            self._kept = text
            self.committed.emit(self.field, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves to the next field unless saving failed, Esc undoes typing, Ctrl+; enters today's date."""
        if event.key() == Qt.Key.Key_Escape and self.is_changed:
            self.setText(self._kept)
            self.committed.emit(self.field, self._kept)  # an edit without change: the page shows the marks again
            return
        if self.field in {"date", "approved"} and event.key() == Qt.Key.Key_Semicolon and event.modifiers() == _CONTROL:
            self.setText(QDate.currentDate().toString(Qt.DateFormat.ISODate))
            return
        super().keyPressEvent(event)
        if event.key() in ENTER:
            event.accept()
            if not self.property("unsaved"):
                self.focusNextChild()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Emit ``entered``."""
        super().focusInEvent(event)
        self.entered.emit(self.field)


class StageBox(ChoiceBox):
    """The choice of 预算阶段. Only a choice in its open list changes it: letters, arrows and the wheel do not."""

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, stages: Sequence[str], label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(label)
        self._stages = tuple(stages)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.textActivated.connect(self.chosen)

    def show_text(self, stage: str) -> None:
        """Select the book's stage; one that the pack does not know is added to the list."""
        wanted = self._stages if stage in self._stages else (stage, *self._stages)
        if tuple(self.itemText(i) for i in range(self.count())) != wanted:
            self.clear()
            self.addItems(wanted)
        self.setCurrentText(stage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves to the next field; keys that would change the stage open the list."""
        if event.key() in ENTER:
            self.focusNextChild()
        elif event.key() in _OPENING or (event.text() and event.text().isprintable()):
            self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Emit ``entered``."""
        super().focusInEvent(event)
        self.entered.emit("stage")


class CoverFields(QWidget):
    """The form's fields; ``lines`` must include ``stage``. ``typed`` carries field and text, ``entered`` the focused field."""

    stage: StageBox

    typed = Signal(str, str)
    entered = Signal(str)
    mark_clicked = Signal(object)

    def __init__(
        self, lines: Sequence[tuple[str, str]], stages: Sequence[str], theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.labels: Mapping[str, str] = {field: label for label, field in lines}
        self.fields: dict[str, FieldEdit] = {}
        self._stages = tuple(stages)
        self._label_cells: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setSpacing(1)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self.setObjectName("coverForm")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for at, (label, field) in enumerate(lines):
            row, pair = divmod(at, _PAIRS)
            self._add(label, field, row, 2 * pair)
        if len(lines) % _PAIRS:  # else the colour of the lines would fill the rest of the last row
            blank = QLabel()
            blank.setObjectName("blank")
            self._grid.addWidget(blank, len(lines) // _PAIRS, _PAIRS, 1, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        follow_theme(self, theme, self._restyle)
        self._restyle()

    def _add(self, label: str, field: str, row: int, column: int) -> None:
        cell = QLabel(label)
        self._label_cells.append(cell)
        self._grid.addWidget(cell, row, column)
        if field == "stage":
            self.stage = StageBox(self._stages, label, self)
            self.stage.chosen.connect(self._emit_stage)
            self.stage.entered.connect(self.entered)
            self._grid.addWidget(self.stage, row, column + 1)
            return
        edit = FieldEdit(field, label, self)
        edit.committed.connect(self.typed)
        edit.entered.connect(self.entered)
        edit.mark_clicked.connect(self.mark_clicked)
        edit.setReadOnly(field == "year")
        if edit.isReadOnly():
            edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.fields[field] = edit
        self._grid.addWidget(edit, row, column + 1)

    @Slot(str)
    def _emit_stage(self, stage: str) -> None:
        self.typed.emit("stage", stage)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show the book's texts, by field."""
        for field, edit in self.fields.items():
            edit.show_text(texts[field])
        self.stage.show_text(texts["stage"])

    def show_findings(self, found: Mapping[str, tuple[Mark, Sequence[Finding]]]) -> None:
        """Show the worst mark and the findings of each field."""
        for field, edit in self.fields.items():
            mark, findings = found.get(field, (Mark.NONE, ()))
            edit.show_mark(mark, "\n".join(finding.message for finding in findings), self._icons)

    def focus_field(self, field: str) -> bool:
        """Focus a field. False when the form does not have it."""
        target = self.stage if field == "stage" else self.fields.get(field)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target is not None

    @Slot()
    def _restyle(self) -> None:
        theme = self._theme
        for cell in self._label_cells:
            cell.setFixedWidth(theme.px(_LABEL_WIDTH * CHARACTER))
        bar, frame, pad = theme.px(3), theme.px(2), theme.px(4)
        measures = {
            "row": theme.height("button"), "row_focus": theme.height("button") - 2 * frame, "bar": bar, "frame": frame,
            "pad": pad, "pad_focus": pad + bar - frame, "label": theme.px(6),
            "choice": pad + theme.px(2), "choice_focus": pad + theme.px(2) + bar - frame,
        }  # fmt: skip
        self.setStyleSheet(_STYLE.format(**theme.colors, **measures))
