"""Workspace: navigation, open page and findings panel of one book; opens pages and refreshes them.

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from models.book import edits
from models.book.places import Place
from models.book.records import Book
from ui.findings.panel import FindingsPanel
from ui.pages.common.extras import OptionalPart
from ui.pages.common.page import Page, PageServices, PageSpec
from ui.session.settings import Cell, Sizes, kept
from ui.theme.widget_state import parent_of
from ui.widgets.small_controls import PageStack
from ui.window.navigation import Navigation
from ui.window.page_head import PageHead

if TYPE_CHECKING:
    from ui.dialogs.help.help_card import HelpCard
    from ui.pages.projects.page import ProjectsPage
    from ui.pages.review.preview import PreviewPage
    from ui.window.search.find import Finder

_NARROW: Final = 1100
_COMPACT: Final = 54  # pixels at 100 %: below a width of _NARROW the navigation shrinks to it

_NO_LIMIT: Final = 16777215  # Qt's QWIDGETSIZE_MAX, which PySide does not export

_SPLIT: Final = "workspace/split"
_WIDTHS: Final = "workspace/navigation"
_PAGE: Final = "workspace/page"
_CELL: Final = "workspace/cell"
_OPEN: Final = "workspace/findings_open"


class Workspace(QWidget):
    """Builds pages when first opened. ``page_changed``: update the commands; ``command_wanted`` carries a command's key."""

    page_changed = Signal()
    command_wanted = Signal(str)

    def __init__(self, pages: Sequence[PageSpec], services: PageServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, Book] = {}
        """By key of a hidden page the book it still shows; it is refreshed when opened."""
        self._services = services
        self.navigation = Navigation(pages, services.open_book, services.theme, services.icons, self)
        self.head = PageHead(services.theme, self)
        self._stack = PageStack()
        self.findings = FindingsPanel(services.open_book, services.settings, services.theme, services.icons, self._cursor, self)
        self._navigation_splitter = QSplitter(Qt.Orientation.Horizontal)
        self._findings_splitter = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._finder: Finder | None = None
        self._help: HelpCard | None = None
        self.navigation.chosen.connect(self.open_page)
        self.navigation.entered.connect(self._enter_page)
        self.navigation.bar_changed.connect(self._make_room_for_bar)
        self.findings.place_wanted.connect(self.go_to)
        self.findings.opened.connect(self._fit_findings)
        self.findings.left.connect(self._enter_current)
        services.open_book.changed.connect(self._refresh)
        services.theme.changed.connect(self._scale)
        self._navigation_splitter.splitterMoved.connect(self._keep_width)
        self._findings_splitter.splitterMoved.connect(self._keep_height)
        self._scaled_for = services.theme.px(1000)
        self._navigation_width = services.theme.px(190)
        self._restore()

    def _lay_out(self) -> None:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self._findings_splitter.addWidget(upper)
        self._findings_splitter.addWidget(self.findings)
        self._findings_splitter.setStretchFactor(0, 1)
        self._navigation_splitter.addWidget(self.navigation)
        self._navigation_splitter.addWidget(self._findings_splitter)
        self._navigation_splitter.setStretchFactor(1, 1)
        for splitter in (self._findings_splitter, self._navigation_splitter):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._navigation_splitter)

    # --- pages

    @property
    def preview(self) -> PreviewPage:
        """The page 公开表预览, refreshed; it does the printing."""
        page = self.page_of("preview")
        self._bring_up_to_date("preview")
        return cast("PreviewPage", page)

    @property
    def page(self) -> Page:
        """The open page."""
        return cast("Page", self._stack.currentWidget())

    def page_of(self, key: str) -> Page:
        """The page of this key; built on first use."""
        if key not in self._pages:
            page = self._specs[key].load()(self._services)
            page.place_wanted.connect(self.go_to)
            page.finding_wanted.connect(self.findings.show_place)
            page.command_wanted.connect(self.command_wanted)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def _bring_up_to_date(self, key: str) -> None:
        shown, book = self._stale.pop(key, None), self._services.open_book.book
        if shown is not None and shown is not book:
            self._pages[key].refresh(shown, book)

    @Slot(str)
    def open_page(self, key: str) -> None:
        """Show a page. Moves the focus into it if the old page had it."""
        page = self.page_of(key)
        if self._stack.currentWidget() is page and self.head.isVisible():
            return
        had_keyboard = self._stack.isAncestorOf(self.window().focusWidget() or self)
        self._stack.setCurrentWidget(page)
        self._bring_up_to_date(key)
        self.head.show_page(page)
        self.navigation.select(key)
        self.findings.set_page(self._specs[key].places)
        if had_keyboard:  # Qt would move the focus to the next widget in the window
            self._enter_current()
        self.page_changed.emit()

    def _cursor(self) -> Place:
        """Where the clerk works: the current cell, else the first place of the page."""
        return self.page.current_place or Place(next(iter(self._specs[self.page.key].places), ""))

    @Slot(object)
    def go_to(self, place: Place) -> bool:
        """Open the page of a place and go to its cell. False when there is none."""
        spec = next((spec for spec in self._specs.values() if place.page in spec.places), None)
        if spec is None:
            return False
        self.open_page(spec.key)
        return self.page.go_to(place)

    def _commit_editor(self) -> QWidget | None:
        """Commit the cell editor of any grid, which is deleted then: its grid gets the focus. Returns what has the focus."""
        from ui.grid.editing.editors import EditorBase

        focus = self.focusWidget()
        if isinstance(focus, EditorBase):
            parent_of(parent_of(focus)).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.focusWidget()

    def ask_where_to_go(self) -> None:
        """转到: open the input line."""
        from ui.window.search.go_to import GoTo

        self._commit_editor()
        services = self._services
        asked = GoTo(tuple(self._specs.values()), services.open_book.book, services.theme, services.icons, self.window())
        asked.page_chosen.connect(self._enter_page)
        asked.project_chosen.connect(self._enter_project)
        asked.start()

    def open_find(self, text: str = "") -> None:
        """查找: open the search line, with ``text`` or the last one."""
        self._commit_editor()
        self._get_finder().ask(text)

    def open_replace(self) -> None:
        """替换: across the pages, or in the projects chosen on the open page. Not while some text cannot be stored."""
        if self.finish_typing():
            before = self.window().focusWidget() or self.page
            chosen = cast("ProjectsPage", self.page).chosen_projects if self.page.key == "projects" else ()
            self._get_finder().replace(chosen)
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_on(self, by: int) -> None:
        """查找下一处 (1) or 上一处 (-1)."""
        self._get_finder().step(by)

    def _get_finder(self) -> Finder:
        from ui.window.search.find import Finder

        if self._finder is None:
            services = self._services
            self._finder = Finder(services.open_book, services.theme, services.icons, self)
            self._finder.place_wanted.connect(self.go_to)
        return self._finder

    def show_help(self) -> bool:
        """F1: show the help card of the cell or page, or close it. False when there is no help text."""
        from models.words.help import first_text
        from storage.help_texts import help_texts
        from ui.dialogs.help.help_card import HelpCard

        if self._help is not None:
            self._help.close_card()
            return True
        wanted = self.page.help_wanted()
        text = first_text(help_texts(), wanted.topics)
        if text is None:
            return False
        self._help = HelpCard(wanted.title, text, self._services.open_book.pack, self._services.theme, self.window())
        self._help.closed.connect(self._forget_help)
        self._help.guide_wanted.connect(self._want_guide)
        self._help.show_beside(wanted.at)
        return True

    @Slot()
    def _want_guide(self) -> None:
        self.command_wanted.emit("guide")

    @property
    def chapter(self) -> str:
        """The chapter of the guide for the current cell or page."""
        from models.words.help import guide_chapter
        from storage.help_texts import help_texts

        return guide_chapter(help_texts(), (*self.page.help_wanted().topics, self.page.key))

    @Slot()
    def _forget_help(self) -> None:
        self._help = None

    @Slot(str)
    def _enter_page(self, key: str) -> None:
        self.open_page(key)
        self._enter_current()

    @Slot()
    def _enter_current(self) -> None:
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _enter_project(self, project: int) -> None:
        self.go_to(Place("projects", project, "name"))

    def add_project(self) -> None:
        """新建项目 on the page of projects."""
        self._open_projects().add_project()

    def paste_sheets(self) -> None:
        """粘贴绩效目标表 on the page of projects."""
        self._open_projects().paste_sheets()

    def show_chosen_projects(self) -> tuple[int, ...]:
        """The ids of the projects chosen on the open page; from another page it only opens theirs, to choose there."""
        was_open, page = self.page.key == "projects", self._open_projects()
        return page.chosen_projects if was_open else ()

    def _open_projects(self) -> ProjectsPage:
        self.open_page("projects")
        return cast("ProjectsPage", self.page)

    def remedy(self) -> bool:
        """Alt+1: accept the cell's offer or fix its finding; shows the finding when there are several fixes. False without any."""
        grid = self.page.grid
        if grid is not None and grid.open_editor is not None:
            return False
        if grid is not None and grid.hasFocus() and grid.block.take_offer():
            return True
        found = grid.current_findings if grid is not None and grid.hasFocus() else ()
        if any(self.findings.shows(finding) for finding in found) or not found:
            return self.findings.remedy()
        fix = next((finding.fix for finding in found if finding.fix is not None and finding.balance is None), None)
        if fix is not None:
            return self._services.open_book.edit(edits.apply_fix(fix))
        self.findings.show_place(found[0].place)
        return True

    def choose_extra(self, extra: OptionalPart, *, wanted: bool) -> None:
        """Show or hide an optional column or part on all pages; go to a part that was not shown before."""
        is_new = wanted and not extra.is_shown(self._services.open_book.book, self._services.settings)
        extra.choose(self._services.settings, wanted=wanted)
        for page in self._pages.values():
            page.show_extras()
        if is_new and extra.place is not None:
            self.go_to(extra.place)

    def finish_typing(self) -> bool:
        """Commit what is being typed. False when some of it could not be saved: it is shown then."""
        if (before := self._commit_editor()) is not None:
            before.clearFocus()
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        unsaved = next((widget for widget in self.findChildren(QWidget) if widget.property("unsaved")), None)
        if unsaved is not None:
            self.open_page(next(key for key, page in self._pages.items() if page.isAncestorOf(unsaved)))
            unsaved.setFocus(Qt.FocusReason.OtherFocusReason)
        return unsaved is None

    @Slot()
    def focus_next_area(self) -> None:
        """F6: move the focus from navigation to page to findings and round."""
        areas: list[QWidget] = [self.navigation, self.page] + ([self.findings.list] if self.findings.is_open else [])
        focus = self.window().focusWidget()
        inside = [i for i, area in enumerate(areas) if focus is area or (focus is not None and area.isAncestorOf(focus))]
        target = areas[(inside[-1] + 1) % len(areas)] if inside else areas[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object, object)
    def _refresh(self, old: Book, new: Book) -> None:
        for key, page in self._pages.items():
            if page is self.page:
                page.refresh(old, new)
            else:
                self._stale.setdefault(key, old)
        self.head.show_sentence(self.page.sentence)

    @Slot()
    def _scale(self) -> None:
        """Scale the navigation's width with the text."""
        unit = self._services.theme.px(1000)
        self._navigation_width = round(self._navigation_width * unit / self._scaled_for)
        self._scaled_for = unit
        self._fit_navigation(force=True)
        if not self.findings.is_open:
            self._fit_findings(False)

    @Slot()
    def _keep_width(self) -> None:
        """Remember the width dragged by the user; the compact width is fixed."""
        if not self.navigation.is_compact:
            self._navigation_width = self._navigation_splitter.sizes()[0]

    @Slot()
    def _keep_height(self) -> None:
        """Remember how high the user dragged the findings, for when they open again."""
        self._services.settings.set(_SPLIT, self._findings_splitter.sizes())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the navigation in a narrow window."""
        super().resizeEvent(event)
        self._fit_navigation(force=False)

    def _fit_navigation(self, *, force: bool) -> None:
        px = self._services.theme.px
        narrow = self.width() < px(_NARROW)
        if narrow == self.navigation.is_compact and not force:
            return
        self.navigation.set_compact(compact=narrow)
        width = px(_COMPACT) if narrow else self._navigation_width
        width += self.navigation.bar_width
        self.navigation.setMaximumWidth(width if narrow else _NO_LIMIT)
        self._navigation_splitter.setSizes([width, max(self.width() - width, 1)])

    @Slot()
    def _make_room_for_bar(self) -> None:
        self._fit_navigation(force=True)

    # --- settings

    def _restore(self) -> None:
        settings, px = self._services.settings, self._services.theme.px
        widths = kept(settings, _WIDTHS, [px(190), px(1176)], Sizes)
        self._navigation_width = widths[0]
        self._navigation_splitter.setSizes(widths)
        self.findings.set_open(kept(settings, _OPEN, default=False))
        key = kept(settings, _PAGE, "")
        self.open_page(key if key in self._specs else next(iter(self._specs)))
        cell, grid = kept(settings, _CELL, None, Cell), self.page.grid
        if cell and grid is not None:
            grid.setCurrentIndex(grid.grid_model.index(*cell))

    def remember(self) -> None:
        """Store widths, open page and current cell in the settings, before the window closes."""
        settings = self._services.settings
        settings.set(_WIDTHS, [self._navigation_width, max(self.width() - self._navigation_width, 1)])
        settings.set(_OPEN, self.findings.is_wanted)
        settings.set(_PAGE, self.page.key)
        if self.page.grid is not None and self.page.grid.currentIndex().isValid():
            index = self.page.grid.currentIndex()
            settings.set(_CELL, [index.row(), index.column()])

    @Slot(bool)
    def _fit_findings(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        px = self._services.theme.px
        if wanted:
            self.findings.setMaximumHeight(_NO_LIMIT)
            self._findings_splitter.setSizes(kept(self._services.settings, _SPLIT, [px(468), px(180)], Sizes))
        else:
            line = self.findings.head_height
            self.findings.setMaximumHeight(line)
            self._findings_splitter.setSizes([max(self._findings_splitter.height() - line, 1), line])
