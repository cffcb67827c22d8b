"""The panel of findings below the page: closed, one line with the counts; open, list and detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.book.places import Place
from models.checks.findings import Finding, FindingKey, Severity
from models.checks.listing.lines import count_kinds, finding_lines
from ui.findings.folding_list import FoldingList
from ui.findings.list import FindingDelegate, FindingsModel, ListRow
from ui.findings.tour import FindingTour
from ui.session.marks import SEVERITY_MARKS
from ui.session.open_book import OpenBook
from ui.session.settings import Settings
from ui.theme.brushes import brushes_of
from ui.theme.icons import Icons, Mark, with_gap
from ui.theme.theme import MARK_SIZE, Theme
from ui.theme.widget_state import set_style_property
from ui.widgets.fair_split import FairSplit

if TYPE_CHECKING:
    from ui.findings.detail import FindingDetail

_KEYS_OPEN: Final = "双击到单元格      下一处 F8      上一处 Shift+F8"
_KEYS_CLOSED: Final = "下一处 F8"


def _shares(width: int) -> Sequence[int]:
    """The widths of list and detail."""
    return (14 * width // 25, 11 * width // 25)


class FindingsPanel(QWidget):
    """``place_wanted`` carries the place of a finding, ``opened`` whether list and detail are visible.

    ``left``: they had the focus when they closed.
    """

    place_wanted = Signal(object)
    opened = Signal(bool)
    left = Signal()

    def __init__(
        self,
        open_book: OpenBook,
        settings: Settings,
        theme: Theme,
        icons: Icons,
        cursor: Callable[[], Place],
        parent: QWidget | None = None,
    ) -> None:
        """``cursor`` returns the place where the clerk works; F8 goes on from there."""
        super().__init__(parent)
        self.setObjectName("findingsPanel")
        self.setAccessibleName("问题")
        self._open_book, self._theme, self._icons = open_book, theme, icons
        self._places: Sequence[str] = ()
        self._refreshing = False
        self._placed: FindingKey | None = None
        """The row that became the current one without being chosen in the list."""
        self._filters: dict[Severity, QPushButton] = {}
        self._cursor, self._tour = cursor, FindingTour(open_book)
        self._model = FindingsModel(open_book, self)
        self._delegate = FindingDelegate(brushes_of(theme, icons, self.devicePixelRatioF()), self, folds=True)
        self.list = FoldingList(self._model, self._delegate, self)
        self.body = FairSplit(settings, theme, "findings", _shares)
        self._stale = True
        self._wanted = False
        self._had_findings = bool(open_book.findings)
        self._build()
        self._connect()
        self._restyle()
        self.set_open(False)

    def _build(self) -> None:
        self.body.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head = QWidget()
        self._head.setObjectName("findingsHead")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self._head)
        self._fill_head(self._row)
        layout.addWidget(self._head)
        layout.addWidget(self.body, 1)
        self.body.hide()  # hidden from the start: opening creates the detail

    def _fill_head(self, row: QHBoxLayout) -> None:
        title = QLabel("问题")
        title.setObjectName("sectionTitle")
        row.addWidget(title)
        for severity in Severity:
            self._filters[severity] = self._button(severity.value)
            self._filters[severity].setProperty("closed", True)  # as it begins: to change it later would style each once more
            row.addWidget(self._filters[severity])
        self._bar = QFrame()
        self._bar.setProperty("bar", True)
        row.addWidget(self._bar)
        self.all_pages, self.this_page = self._button("全部页"), self._button("本页")
        self.this_page.setChecked(False)
        row.addWidget(self.all_pages)
        row.addWidget(self.this_page)
        row.addStretch(1)
        self._keys = QLabel()
        self._keys.setProperty("quiet", True)
        self._keys.setMinimumWidth(1)  # _fit_keys hides it when the window is too narrow
        row.addWidget(self._keys)
        self.toggle_button = QPushButton(autoDefault=True)
        self.toggle_button.setAccessibleName("展开或收起问题")
        self.toggle_button.setProperty("quiet", True)
        row.addWidget(self.toggle_button)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, autoDefault=True)
        button.setAccessibleName(text)
        button.setCheckable(True)
        button.setChecked(True)
        button.setProperty("filter", True)
        return button

    def _connect(self) -> None:
        for button in self._filters.values():
            button.clicked.connect(self._filter)
        self.all_pages.clicked.connect(self._show_all_pages)
        self.this_page.clicked.connect(self._show_this_page)
        self.toggle_button.clicked.connect(self.toggle)
        self.list.selectionModel().currentChanged.connect(self._show_detail)
        self.list.doubleClicked.connect(self._go)
        self.list.enter_pressed.connect(self._go)
        self._open_book.changed.connect(self.refresh)
        self._theme.changed.connect(self._restyle)

    @cached_property
    def detail(self) -> FindingDetail:
        """The current finding, beside the list; created when the panel is first opened."""
        from ui.findings.detail import FindingDetail  # noqa: PLC0415 - not needed at the start

        detail = FindingDetail(self._open_book, self._theme, self._icons, self)
        detail.place_wanted.connect(self.place_wanted)
        detail.left.connect(self.list.setFocus)
        return detail

    # --- state

    @property
    def head_height(self) -> int:
        """The height in pixels of the closed panel."""
        return self._head.height()

    @property
    def is_open(self) -> bool:
        """Whether list and detail are visible."""
        return not self.body.isHidden()

    @Slot()
    def toggle(self) -> None:
        """Open or close the panel (F7)."""
        self.set_open(not self.is_open)

    @property
    def is_wanted(self) -> bool:
        """Whether the user left it open. It closes while there are no findings and reopens with the first."""
        return self._wanted

    def set_open(self, wanted: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Show or hide list and detail at the wish of the user."""
        self._wanted = wanted
        self._show_body(wanted)

    def _show_body(self, wanted: bool) -> None:  # noqa: FBT001 - as Qt's setters
        had_keyboard = self.body.isAncestorOf(self.window().focusWidget() or self)
        self.body.setVisible(wanted)
        if had_keyboard and not wanted:
            self.left.emit()
        if wanted and self.body.count() == 1:
            self.body.add(self.detail)
        if wanted and self._stale:
            self.refresh()
        self._keys.setText(_KEYS_OPEN if wanted else _KEYS_CLOSED)
        self.toggle_button.setText("收起 F7" if wanted else "展开 F7")
        for part in (self._bar, self.all_pages, self.this_page):
            part.setVisible(wanted)
        for button in self._filters.values():
            set_style_property(button, "closed", not wanted)
        self._fit_keys()
        self._show_detail()
        self.opened.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the keys in words only where they fit."""
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        self._keys.setVisible(True)
        self._keys.setVisible(self._head.sizeHint().width() <= self.width())

    def set_page(self, places: Sequence[str]) -> None:
        """Set the pages (``Place.page``) that 本页 stands for."""
        self._places = places
        if self.this_page.isChecked():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the findings that pass the filters; the current one stays current."""
        self._show_counts()
        has_findings = bool(self._open_book.findings)
        if has_findings != self._had_findings:
            self._had_findings = has_findings
            if self._wanted and has_findings != self.is_open:
                self._show_body(has_findings)
                return
        if not self.is_open:  # filled when it opens, so that an edit is painted sooner
            self._stale = True
            return
        self._stale = False
        kept, at = self._current_row, self.list.currentIndex().row()
        shown = [finding for finding in self._open_book.findings if self._passes(finding)]
        self._refreshing = True
        self._model.show_lines(finding_lines(self._open_book.book, self._open_book.pack, shown))
        rows = self._model.rows
        following = min(max(at, 0), len(rows) - 1)  # the current finding is gone: take the next one
        same = next((i for i, row in enumerate(rows) if kept is not None and row.stands_for(kept)), following)
        self.list.setCurrentIndex(self._model.index(same) if rows else QModelIndex())
        self._placed = rows[same].finding.key if rows else None
        self._refreshing = False
        self._show_detail()

    @Slot()
    def _filter(self) -> None:
        """Apply the filters; on the closed panel a click on a count only opens it."""
        if self.is_open:
            self.refresh()
            return
        for button in self._filters.values():
            button.setChecked(True)
        self.set_open(True)

    def _passes(self, finding: Finding) -> bool:
        """Whether the filters let a finding through."""
        return self._filters[finding.severity].isChecked() and self._on_page(finding)

    def _on_page(self, finding: Finding) -> bool:
        return self.all_pages.isChecked() or finding.place.page in self._places

    def _show_counts(self, *, force: bool = False) -> None:
        for severity, button in self._filters.items():
            count, words, tip = self._count(severity)
            if severity is Severity.UNFINISHED:
                button.setVisible(bool(count))
            text = f"{severity.value} {words if self._open_book.is_checked else '…'}"
            button.setToolTip(tip)
            if force or button.text() != text:
                button.setText(text)
                self._show_icon(severity, has_any=bool(count) and self._open_book.is_checked)

    def _count(self, severity: Severity) -> tuple[int, str, str]:
        """What is left to do of a severity: how much, in words, and a sentence about what the count leaves out."""
        marks = self._open_book.marks
        found = [finding for finding in marks.findings if finding.severity is severity]
        if severity is Severity.HINT:
            kinds = count_kinds(found)
            return (kinds, f"{kinds} 种", f"{kinds} 种，一共 {len(found)} 处") if kinds < len(found) else (kinds, f"{kinds}", "")
        left = [f for f in found if f.follows is None and marks.mark(f) is not Mark.EXPLAINED]
        rest = len(found) - len(left)
        more = f"另有 {rest} 处{'已写说明' if severity is Severity.VERIFY else '是它们连带的'}" if rest else ""
        return len(left), f"{len(left)}", more

    def _show_icon(self, severity: Severity, *, has_any: bool) -> None:
        mark, button = SEVERITY_MARKS[severity].value, self._filters[severity]
        set_style_property(button, "none", not has_any)
        size, room = self._theme.px(MARK_SIZE), self._theme.px(3)
        icon = self._icons.mark_icon(mark) if has_any else self._icons.icon(mark, "ghost")
        button.setIconSize(QSize(size + room, size))
        button.setIcon(with_gap(icon, size, room, self.devicePixelRatioF()))

    @property
    def _current_row(self) -> ListRow | None:
        """The current row of the list, or None."""
        at = self.list.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    @property
    def current(self) -> Finding | None:
        """The current finding, or None; on the head of a kind the first of its findings."""
        return self._current_row.finding if self._current_row is not None else None

    # --- moving

    def step(self, by: int) -> None:
        """Go to the next (1, F8) or previous (-1, Shift+F8) finding and its cell. A closed panel opens first."""
        current = self.current
        if self.list.hasFocus() and current is not None and current.key != self._placed:  # chosen in the list
            self._tour.arrive(current, self._cursor())
        finding = self._tour.next(by, self._cursor(), self._passes)
        if finding is None:
            return
        if not self.is_open:
            self.set_open(True)
        self._select(finding)
        self._go()

    def show_place(self, place: Place) -> None:
        """Open at the first finding of a place whose mark was clicked."""
        self.set_open(True)
        findings = self._open_book.findings
        found = next((f for f in findings if f.place == place), next((f for f in findings if f.other_place == place), None))
        if found is not None:
            self._select(found)
            self._tour.arrive(found, self._cursor())

    def _select(self, finding: Finding) -> None:
        """Make a finding the current one; filters that hide it are lifted."""
        row = self._model.reveal(finding)
        if row < 0:
            self._filters[finding.severity].setChecked(True)
            self._set_scope(all_pages=self.all_pages.isChecked() or not self._on_page(finding))
            row = self._model.reveal(finding)
        self.list.setCurrentIndex(self._model.index(row))
        self._placed = finding.key

    def shows(self, finding: Finding) -> bool:
        """Whether the open detail shows this finding."""
        return self.is_open and self.current == finding

    def remedy(self) -> bool:
        """Apply the first remedy in the open detail. False when there is none."""
        fixes = self.detail.fixes if self.is_open else ()
        if fixes:
            fixes[0].click()
        return bool(fixes)

    @Slot()
    def _go(self) -> None:
        current = self.current
        if current is not None:
            self.place_wanted.emit(current.place)
            self._tour.arrive(current, self._cursor())

    @Slot()
    def _show_detail(self) -> None:
        if self.is_open and not self._refreshing:  # during a refresh the list holds old findings
            self.detail.show_finding(self.current)

    @Slot()
    def _show_all_pages(self) -> None:
        self._set_scope(all_pages=True)

    @Slot()
    def _show_this_page(self) -> None:
        self._set_scope(all_pages=False)

    def _set_scope(self, *, all_pages: bool) -> None:
        self.all_pages.setChecked(all_pages)
        self.this_page.setChecked(not all_pages)
        self.refresh()

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(12), 0, px(6), 0)
        self._row.setSpacing(px(8))
        self._head.setFixedHeight(round(1.6 * self._theme.line_height))
        self._delegate.brushes = brushes_of(self._theme, self._icons, self.devicePixelRatioF())
        self.list.doItemsLayout()
        self._show_counts(force=True)
        self._fit_keys()
        self._show_detail()
