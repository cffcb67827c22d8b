"""The page 情况说明: the list of sections, and the text as printed with the fields that the clerk fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from models.book import edits
from models.book.places import Place
from models.book.records import AgencyLine, Book
from models.book.terms import NATURES
from models.checks.findings import Finding
from models.pack.forms.last_year import code_of
from models.pack.forms.narrative import AtomKind, PartKind
from models.pack.forms.pack import Pack
from models.published.texts.narrative import AGENCIES, Document, TextSection, html_text, narrative, plain_text, standard_text
from models.published.texts.repeated import ENDS, LAST_YEAR, TEXTS
from models.words.fields import FIELD_NAMES
from models.words.places import place_words
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.model import GridModel
from ui.grid.view.view import GridView
from ui.pages.common.page import HelpWanted, PageServices
from ui.pages.common.stacked_grids import FullHeightGrid, StackedGrids
from ui.pages.narrative.body import NarrativeBody
from ui.pages.narrative.field import WritingField, WrittenPart
from ui.pages.narrative.paragraph import Paragraph
from ui.session.marks import finding_words
from ui.session.settings import Sizes, kept
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow, PlainTable

KEY: Final = TEXTS
TITLE: Final = "情况说明"
SENTENCE: Final = "公开的文字部分。带下划线的数取自各表，自动更新；格子由你写，离开就存。"
_FOLLOW: Final = "回车到那里；方向键到别的数"
_STANDARD: Final = "版式的标准文字：和本地不同的，改掉；清空就恢复"
_SPLIT: Final = "texts/split"
_LIST: Final = 230
"""The width of the list of sections in pixels at a scale of 100 %."""
_DONE: Final = "完成"
_MISSING: Final = "缺"
_EMPTY: Final = "空"
_AGENCY_FIELDS: Final = (("name", 18.0), ("nature", 8.0), ("rank", 9.0), ("support", 10.0))


def agency_columns(pack: Pack) -> tuple[GridColumn, ...]:
    """The columns of 机构设置 with the headings of the form."""
    parts = (part for document in pack.narrative.documents for section in document.sections for part in section.parts)
    usual = tuple(FIELD_NAMES[AgencyLine][field] for field, _ in _AGENCY_FIELDS)
    headings = next((part.headings for part in parts if part.kind is PartKind.AGENCIES), usual)
    hints = {"nature": f"{'、'.join(NATURES)}；本地的叫法也可以"}
    return tuple(
        GridColumn(field, heading, ColumnKind.TEXT, width, hint=hints.get(field, ""))
        for (field, width), heading in zip(_AGENCY_FIELDS, headings, strict=True)
    )


class NarrativePage(StackedGrids):
    """Generates the text again when the book has changed and the page is visible. Each saved field is one undo step."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        pack = services.open_book.pack
        self._documents: Sequence[Document] = ()
        self._stale = True
        self._copy = QAction("复制全文", self)
        self._copy.setToolTip("全文放到剪贴板，可以粘贴到 Word；正式件还不能导出时，标题后面有“草稿”")
        self._copy.triggered.connect(self.copy_all)
        self.model = GridModel(LineSource(AGENCIES, agency_columns(pack)), services.open_book, self)
        self.agencies = FullHeightGrid(self.model, services.theme, services.icons, self)
        self.list = PlainTable((PlainColumn("部分"), PlainColumn("", 3.0)), services.theme, services.icons, self, on_click=True)
        self.body = NarrativeBody(pack, self.agencies, services.theme, services.icons)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add_view(self.agencies, "机构设置")
        self.leave_grids()
        self.agencies.setVisible(self.agencies.parent() is not self)
        self.list.setAccessibleName("情况说明的各部分")
        self.list.horizontalHeader().hide()
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.body)
        for part in (self.list, self._area):
            self._splitter.addWidget(part)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.setStretchFactor(1, 1)
        px = self.services.theme.px
        self._unit = px(1000)
        self._splitter.setSizes(kept(self.services.settings, _SPLIT, [px(_LIST), px(900)], Sizes))
        self._column.addWidget(self._splitter, 1)
        if self.body.stops:
            self.setTabOrder(self.list, self.body.stops[0])
        fields = list(self.body.fields.values())
        if fields:
            self.setFocusProxy(fields[0])

    def _connect(self) -> None:
        self.list.chosen.connect(self._scroll_to)
        self.body.place_wanted.connect(self.place_wanted)
        self.body.figure_changed.connect(self._describe_figure)
        self.body.committed.connect(self._save)
        self.body.entered.connect(self._describe)
        self.body.mark_clicked.connect(self._emit_mark)
        self._splitter.splitterMoved.connect(self._remember_split)
        self.services.theme.changed.connect(self._scale)

    @Slot()
    def _scale(self) -> None:
        """Scale the list of sections with the theme."""
        unit, (width, rest) = self.services.theme.px(1000), self._splitter.sizes()
        wide, self._unit = round(width * unit / self._unit), unit
        self._splitter.setSizes([wide, max(width + rest - wide, 1)])

    # --- the contract of a page

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """复制全文."""
        return (self._copy,)

    @property
    def parts(self) -> Sequence[QWidget]:
        """The list of sections, the fields and the grid from top to bottom. Paragraphs are reached by Tab only."""
        return (self.list, *(stop for stop in self.body.stops if not isinstance(stop, Paragraph)))

    @property
    def grid(self) -> GridView | None:
        """机构设置 while it has a current cell."""
        return self.agencies if self.agencies.currentIndex().isValid() else None

    def help_wanted(self) -> HelpWanted:
        """The focused field, else as for any page."""
        field = self._focused
        if field is None:
            return super().help_wanted()
        topic = f"{KEY}.{field.part.item}" if field.part.kind is AtomKind.WRITTEN else f"{LAST_YEAR}.reason"
        return self.help_with_field(field, field.part.label, topic)

    @property
    def _focused(self) -> WritingField | None:
        return next((field for field in self.body.fields.values() if field.hasFocus()), None)

    @property
    def current_place(self) -> Place | None:
        """The focused field, else as on any page."""
        return self._place(self._focused.part) if self._focused is not None else super().current_place

    def refresh(self, old: Book, new: Book) -> None:
        """Update the text, when hidden not before it is shown."""
        super().refresh(old, new)
        self._stale = True
        if self.isVisible():
            self._refresh_text()

    def showEvent(self, event: QShowEvent) -> None:
        """Update the text if the book has changed."""
        super().showEvent(event)
        self._refresh_text()

    def go_to(self, place: Place) -> bool:
        """Focus the field of a part, or a cell of 机构设置."""
        self._refresh_text()
        if place.page == AGENCIES:
            return super().go_to(place)
        item = next((line.item for line in self.services.open_book.book.texts if line.id == place.line), place.field)
        field = self.body.fields.get((AtomKind.WRITTEN, item))
        if code_of(item) and field is None:
            self.place_wanted.emit(Place(LAST_YEAR, field=item))  # it is typed beside last year's figure of the code
            return True
        if field is None:
            return not place.line and not place.field
        field.setFocus()
        self._area.ensureWidgetVisible(field)
        return True

    # --- what is shown

    def _refresh_text(self) -> None:
        """Show text, fields and marks of the current book if they are out of date."""
        if not self._stale:
            return
        self._stale = False
        book = self.services.open_book
        self._documents = narrative(book.context)
        self.body.show_documents(self._documents, book.book.year)
        self.body.show_strays(book.book.texts)
        reasons = {line.item: line.reason for line in book.book.last_year}
        for (kind, item), field in self.body.fields.items():
            if kind is AtomKind.REASON:
                field.show_text(reasons.get(item, ""))
            found = self._findings(field.part)
            field.show_mark(book.marks.worst(found), "\n".join(map(finding_words, found)))
        self._show_sections()

    def _show_sections(self) -> None:
        sections = [section for document in self._documents for section in document.sections]
        states = [_state(section) for section in sections]
        titles = (PlainCell(section.title) for section in sections)
        rows = zip(titles, map(PlainCell, states), strict=True)
        self.list.show_rows([PlainRow(number, cells) for number, cells in enumerate(rows)])

    def _place(self, part: WrittenPart) -> Place:
        """The place of a field's findings."""
        book = self.services.open_book.book
        if part.kind is AtomKind.REASON:
            own = next((line.id for line in book.last_year if line.item == part.item), 0)
            return Place(LAST_YEAR, own, "reason") if own else Place(LAST_YEAR, field=f"{part.item}/reason")
        own = next((line.id for line in book.texts if line.item == part.item), 0)
        return Place(TEXTS, own, "text") if own else Place(TEXTS, field=part.item)

    def _findings(self, part: WrittenPart) -> Sequence[Finding]:
        return self.services.open_book.marks.at(self._place(part))

    # --- what is done

    @Slot(object, str)
    def _save(self, part: WrittenPart, text: str) -> None:
        book = self.services.open_book
        standard = self._standard(part)
        own = "" if text.rstrip(ENDS) == standard.rstrip(ENDS) else text
        edit = edits.set_last_year(part.item, "reason", text) if part.kind is AtomKind.REASON else edits.set_text(part.item, own)
        refusals = book.refusals
        saved, field = book.edit(edit), self.body.fields[part.kind, part.item]
        if standard and not own and book.refusals == refusals:
            field.show_text(standard, over=True)  # a part that is cleared prints it again
        if saved:
            return
        if book.refusals > refusals:
            field.hold()
        else:
            self._stale = True  # an edit without change: show the stored text again
            self._refresh_text()

    def _standard(self, part: WrittenPart) -> str:
        """The text that the form prints in a part while the clerk has written nothing; "" where it has none."""
        book = self.services.open_book
        return standard_text(book.book, book.pack, part.item).strip() if part.kind is AtomKind.WRITTEN else ""

    @Slot(object)
    def _describe(self, part: WrittenPart) -> None:
        self.leave_grids()
        found = "；".join(finding.message for finding in self._findings(part))
        self.content_line.show_cell(part.label, "", found or part.hint or (_STANDARD if self._standard(part) else ""))

    @Slot(object)
    def _describe_figure(self, paragraph: Paragraph) -> None:
        """Show in the content line where the current figure comes from, and scroll to it."""
        self.leave_grids()
        figure = paragraph.figure
        if figure is None or figure.place is None:
            self.content_line.show_cell(TITLE, "", "")
            return
        book = self.services.open_book
        self.content_line.show_cell(TITLE, figure.text, f"取自 {place_words(book.book, book.pack, figure.place)}，{_FOLLOW}")
        middle = paragraph.mapTo(self.body, paragraph.figure_rect.center())
        self._area.ensureVisible(middle.x(), middle.y(), 0, self.services.theme.px(48))

    @Slot(object)
    def _emit_mark(self, part: WrittenPart) -> None:
        self.finding_wanted.emit(self._place(part))

    @Slot(object)
    def _scroll_to(self, number: int) -> None:
        heading = self.body.headings[number]
        target = heading if heading.text() else self.body
        self._area.verticalScrollBar().setValue(target.mapTo(self.body, QPoint(0, 0)).y() if heading.text() else 0)

    @Slot()
    def copy_all(self) -> None:
        """Copy the whole text to the clipboard, as plain text and HTML; asks where it counts 不予公开 amounts."""
        from models.paper.submission.counted import words_of_texts  # noqa: PLC0415 - few books have such amounts
        from ui.pages.common.counted import COPY, may_leave  # noqa: PLC0415

        self._refresh_text()
        if not may_leave(self.window(), self.services.theme, self.services.open_book.context, COPY, words_of_texts):
            return
        mime, draft = QMimeData(), self.services.open_book.is_draft
        mime.setText("\n".join(plain_text(document, draft=draft) for document in self._documents))
        mime.setHtml(html_text(self._documents, draft=draft))
        QGuiApplication.clipboard().setMimeData(mime)

    @Slot()
    def _remember_split(self) -> None:
        self.services.settings.set(_SPLIT, self._splitter.sizes())


def _state(section: TextSection) -> str:
    """The word for a section in the list; "" for one that is a heading only."""
    if not section.blocks:
        return ""
    return _MISSING if section.unmet else _EMPTY if section.is_empty else _DONE


def make_page(services: PageServices) -> NarrativePage:
    """Build the page."""
    return NarrativePage(services)
