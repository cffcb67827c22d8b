"""The line under the indicator grid: findings, confirmations or counts, and buttons for the current row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from models.book.records import Project
from models.checks.findings import Finding
from models.checks.project_sheet.money.costs import confirmations
from models.checks.project_sheet.sheets import read_sheet
from models.checks.project_sheet.weights import WEIGHT, told, weight_of
from models.pack.forms.sheet import SheetForm
from models.values.text import plain_name
from ui.theme.icons import Icons, Mark
from ui.theme.theme import Theme
from ui.widgets.small_controls import ElidedLabel


class IndicatorLine(QWidget):
    """``clicked``: show the finding. The other signals are for the current row."""

    clicked = Signal()
    copy_wanted = Signal()
    up_wanted = Signal()
    down_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._shown = Mark.NONE
        self._drawn = ""
        self._mark = QLabel()
        self._words = ElidedLabel("指标情况")
        self._words.setProperty("quiet", True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._words)
        self._row.addStretch(1)
        for text, keys, signal in (
            ("复制一行", "Ctrl+Shift+D", self.copy_wanted), ("上移", "Alt+Shift+↑", self.up_wanted),
            ("下移", "Alt+Shift+↓", self.down_wanted), ("删除行", "Ctrl+-", self.delete_wanted),
        ):  # fmt: skip
            self._row.addWidget(self._button(text, keys, signal))
        theme.changed.connect(self._measure)
        self._measure()

    def _button(self, text: str, keys: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(f"{text} {keys}")
        button.setAccessibleName(text)
        button.setProperty("quiet", True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(signal)
        return button

    def show_project(self, project: Project, form: SheetForm, findings: Sequence[Finding], mark: Mark) -> None:
        """Show the first finding of the indicators as a whole and the number of others, else what agrees with the 预算数 (✓).

        Else counts by 一级指标. Before them the sum of 权重, where the form has them.
        """
        self._shown = mark
        agreed = () if findings else confirmations(read_sheet(project, "", form))
        self._drawn = mark.value or ("ok" if agreed else "")
        more = f"（另有 {len(findings) - 1} 处）" if len(findings) > 1 else ""
        message = f"{findings[0].message}{more}" if findings else "；".join(agreed)
        self._words.setText("　".join(filter(None, (_weights(project, form), message or _counts(project, form)))))
        self._words.setCursor(Qt.CursorShape.PointingHandCursor if findings else Qt.CursorShape.ArrowCursor)
        self._paint_mark()

    @property
    def drawn(self) -> str:
        """The name of the shown mark: that of a finding, ``ok``, or ""."""
        return self._drawn

    @property
    def words(self) -> str:
        """The shown text."""
        return self._words.text()

    def mousePressEvent(self, event: object) -> None:  # noqa: ARG002
        """Ask for the finding, if there is one."""
        if self._shown:
            self.clicked.emit()

    def _paint_mark(self) -> None:
        self._mark.setVisible(bool(self._drawn))
        if self._drawn:
            self._mark.setPixmap(self._icons.mark(self._drawn, self.devicePixelRatioF()))

    @Slot()
    def _measure(self) -> None:
        self.setFixedHeight(self._theme.height("heading"))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._theme.px(4))
        self._paint_mark()


def _counts(project: Project, form: SheetForm) -> str:
    """How many lines each 一级指标 has, in the form's words."""
    synonyms = {plain_name(name): plain_name(word) for name, word in form.synonyms.items()}
    found = Counter(synonyms.get(plain_name(line.dimension), plain_name(line.dimension)) for line in project.indicators)
    return "　".join(f"{name.removesuffix('指标')} {found[plain_name(name)]}" for name in form.dimensions)


def _weights(project: Project, form: SheetForm) -> str:
    """What the weights add up to and what is missing: 「权重合计 95，还差 5」."""
    if not form.has_column(WEIGHT):
        return ""
    typed = sum((weight_of(line) or Decimal(0) for line in project.indicators), Decimal(0))
    rest = Decimal(str(form.weight_total)) - typed if form.weight_total else Decimal(0)
    missing = f"，还差 {told(rest)}" if rest > 0 else f"，多 {told(-rest)}" if rest < 0 else ""
    return f"{form.heading(WEIGHT)}合计 {told(typed)}{missing}"
