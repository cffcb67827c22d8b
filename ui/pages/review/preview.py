"""公开表预览: the sheets as they print, and the lines behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.book.places import Place
from models.book.records import Book
from models.pack.filters import CellRef
from models.paper.figures import PrintedFigure, Spot, spot_of
from models.paper.sheet import PrintedSheet
from models.paper.sheet_list import COVER_KEY, SheetCache, SheetEntry
from models.words.books import book_name
from ui.pages.common.page import Page, PageServices
from ui.pages.review.preview_list import PreviewList
from ui.pages.review.preview_origin import OriginPanel
from ui.pages.review.preview_unplaced import UnplacedStrip
from ui.pages.review.preview_views import figure_words, figures_on, style_of
from ui.printing.jobs import PrintDialog, PrintPreview, chosen_pages, print_pages
from ui.printing.sheet_view import SheetView
from ui.session.settings import Percent, kept
from ui.widgets.fair_split import FairSplit
from ui.widgets.keys import MENU_COMMANDS

KEY: Final = "preview"
TITLE: Final = "公开表预览"
SENTENCE: Final = "与导出、打印的一样，只读。双击数字看它由哪些行得来。"
_PLEASANT: Final = (218, 270)
_LEAST: Final = (160, 220)
_PAPER: Final = 560
"""Widths of list and origin (preferred, least) and of the paper, in pixels at 100 %."""

_ZOOM: Final = "preview/zoom"
_SHEET: Final = "preview/sheet"


class PreviewPage(Page):
    """Shows one sheet at a time. It is laid out when shown, and again only where an edit changed it."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self._stack: SheetCache | None = None
        self._stale = True
        self._shown: PrintedSheet | None = None
        self._key = ""
        self.list = PreviewList(services.theme, services.icons, self)
        self.sheet_view = SheetView(services.theme, self._may_copy, self)
        self.strip = UnplacedStrip(services.theme, services.icons, self)
        self.origin = OriginPanel(services.theme, services.icons, self)
        self._splitter = FairSplit(services.settings, services.theme, KEY, self._share)
        self._actions = self._make_actions()
        self._lay_out()
        self._connect()
        self.sheet_view.set_zoom(kept(services.settings, _ZOOM, 0, Percent))
        self._paint_icons()

    def _make_actions(self) -> dict[str, QAction]:
        actions = {}
        for key, words, tip, slot in (
            ("zoom_out", "–", "缩小  –", self.sheet_view.zoom_out),
            ("zoom", "100%", "原大", self._real_size),
            ("zoom_in", "＋", "放大  ＋", self.sheet_view.zoom_in),
            ("fit", "适合宽度", "页面与窗口同宽", self.sheet_view.fit_width),
            ("print", "打印…", "打印这张表或全部表  Ctrl+P", self.print_sheets),
        ):
            actions[key] = QAction(words, self, toolTip=tip)
            actions[key].setObjectName(key)
            actions[key].triggered.connect(slot)
        return actions

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.sheet_view, 1)
        for part in (self.list, middle, self.origin):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
        for part in (self.list, self.sheet_view):
            part.setProperty(MENU_COMMANDS, ("export_sheet", "print", "print_preview"))
        self.setFocusProxy(self.sheet_view)

    @property
    def sheet_key(self) -> str:
        """The chosen sheet."""
        return self.list.key

    def _share(self, width: int) -> list[int]:
        """In a narrow window list and origin shrink before the paper does."""
        px = self.services.theme.px
        beside = _PLEASANT if width >= px(sum(_PLEASANT) + _PAPER) else _LEAST
        listed, origin = (px(part) for part in beside)
        return [listed, max(width - listed - origin, 1), origin]

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.list.left.connect(self.sheet_view.setFocus)
        self.sheet_view.framed.connect(self._show_origin)
        self.sheet_view.opened.connect(self.origin.enter)
        self.origin.left.connect(self.sheet_view.setFocus)
        self.sheet_view.turned.connect(self._turn)
        self.sheet_view.zoomed.connect(self._show_zoom)
        self.origin.place_wanted.connect(self.place_wanted)
        self.strip.place_wanted.connect(self.place_wanted)
        self.services.theme.changed.connect(self._paint_icons)

    # --- the contract of a page

    @property
    def parts(self) -> Sequence[QWidget]:
        """The list of sheets, 未归入, the paper, the lines behind a figure."""
        return (self.list, *([self.strip.table] if self.strip.isVisible() else []), self.sheet_view, self.origin.part)

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """Zoom and print."""
        return [self._actions[key] for key in ("zoom_out", "zoom", "zoom_in", "fit", "print")]

    @property
    def current_place(self) -> Place | None:
        """The framed figure, else the shown table; None on a sheet that is no table."""
        figure = self.sheet_view.figure
        if figure is not None:
            return figure.place
        return CellRef(self._key, "", "").place if self._key in self.services.open_book.context.tables else None

    def refresh(self, old: Book, new: Book) -> None:
        """Update if visible, else when the page is next shown."""
        del old, new
        self._stale = True
        if self.isVisible():
            self._update_if_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Update to the book."""
        super().showEvent(event)
        self._update_if_stale()

    def go_to(self, place: Place) -> bool:
        """Show a table and frame its figure. False for a place that is in no table."""
        if place.page != "table":
            return False
        self._update_if_stale()
        if not self.list.select(CellRef.at(place).table):
            return False
        spot = spot_of(self._figures(), place)
        if spot is not None:
            self.sheet_view.set_frame(spot)
        self.sheet_view.setFocus()
        return True

    # --- what is shown

    @property
    def entry(self) -> SheetEntry | None:
        """The shown sheet, or None."""
        return self._stack.entry(self._key) if self._stack else None

    def _update_if_stale(self) -> None:
        """Update the list and the shown sheet if the book has changed."""
        if not self._stale:
            return
        self._stale = False
        context, draft = self.services.open_book.context, self.services.open_book.is_draft
        if self._stack is None:
            self._stack = SheetCache(context, draft=draft)
        else:
            self._stack.update(context, draft=draft)
        self.list.show_entries(self._stack.entries)
        wanted = next((k for k in (self._key, kept(self.services.settings, _SHEET, "")) if self._stack.entry(k or "")), COVER_KEY)
        if self.list.key != wanted:
            self.list.select(wanted)
        self._show(wanted)

    @Slot(str)
    def _show(self, key: str) -> None:
        """Show a sheet. If it is the shown one, frame and scroll position stay."""
        if self._stack is None or self._stack.entry(key) is None:
            return
        same, sheet = key == self._key, self._stack.sheet(key)
        self._key = key
        if not same or sheet is not self._shown:
            self._shown = sheet
            self.sheet_view.show_sheet(sheet, self._figures(), same=same)
        self._show_origin(self.sheet_view.figure)
        context = self.services.open_book.context
        self.strip.show_table(context, context.tables.get(key))
        self._show_zoom(self.sheet_view.zoom)
        self.services.settings.set(_SHEET, key)

    def _figures(self) -> dict[Spot, PrintedFigure]:
        return dict(figures_on(self.services.open_book.context, self._key, self._shown)) if self._shown is not None else {}

    @Slot(object)
    def _show_origin(self, figure: PrintedFigure | None) -> None:
        entry, context = self.entry, self.services.open_book.context
        if figure is not None:
            self.origin.show_figure(context, figure)
            shown = style_of(context, figure).figure(figure.amount)
            self.sheet_view.setAccessibleDescription(f"{shown}，{figure_words(context, figure)}")
        elif entry is not None:
            self.origin.show_sheet(entry, self.services.open_book.pack, figures=self.sheet_view.has_figures)
            self.sheet_view.setAccessibleDescription(entry.name)

    @Slot(int)
    def _turn(self, by: int) -> None:
        """Show the next sheet from its top, or the previous one from its end."""
        if self.list.step(by) and by < 0:
            self.sheet_view.verticalScrollBar().setValue(self.sheet_view.verticalScrollBar().maximum())

    # --- zoom

    @Slot()
    def _real_size(self) -> None:
        self.sheet_view.set_zoom(100)

    @Slot(int)
    def _show_zoom(self, percent: int) -> None:
        self._actions["zoom"].setText(f"{percent}%")
        self.services.settings.set(_ZOOM, 0 if self.sheet_view.fits_width else percent)

    # --- what leaves

    def _may_copy(self) -> bool:
        """Asks where the shown table counts 不予公开 amounts."""
        from models.paper.submission.counted import words_of_table  # noqa: PLC0415 - few books have such amounts
        from ui.pages.common.counted import COPY, may_leave  # noqa: PLC0415

        told = partial(words_of_table, table=self._key)
        return may_leave(self.window(), self.services.theme, self.services.open_book.context, COPY, told)

    @Slot()
    def print_sheets(self) -> None:
        """Print after the system's dialog: 选定范围 is the shown sheet, 全部 all sheets."""
        self._update_if_stale()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(book_name(self.services.open_book.book))
        if self._may_print() and PrintDialog.ask(self, printer):
            self.print_on(printer)

    @Slot()
    def preview_print(self) -> None:
        """Show Qt's print preview of all sheets."""
        self._update_if_stale()
        if self._may_print():
            PrintPreview.show_pages(self, self.print_on)

    def _may_print(self) -> bool:
        from ui.pages.common.counted import PRINT, may_leave  # noqa: PLC0415 - as above

        return may_leave(self.window(), self.services.theme, self.services.open_book.context, PRINT)

    @Slot(QPrinter)
    def print_on(self, printer: QPrinter) -> bool:
        """Print the range set in ``printer``. False when the printer refuses."""
        if self._stack is None or self._shown is None:
            return False
        everything = (self._stack.sheet(entry.key) for entry in self._stack.entries)
        pages = chosen_pages(printer, self._shown, everything)
        return print_pages(printer, pages, self.services.theme.font(serif=True).family())

    @Slot()
    def _paint_icons(self) -> None:
        self._actions["print"].setIcon(self.services.icons.icon("print"))


def make_page(services: PageServices) -> PreviewPage:
    """Create the page for the workspace."""
    return PreviewPage(services)
