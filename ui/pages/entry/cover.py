"""The page 封面: unit, year and stage as a form, with last year's figures and what is said of each function code below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from models.book import edits
from models.book.fields import record_fields
from models.book.places import Place
from models.book.records import Book, Unit, cover_texts
from models.pack.forms.pack import Pack
from models.words.fields import COVER_NAMES
from ui.grid.rows.model import GridModel
from ui.grid.view.view import GridView
from ui.pages.common.page import HelpWanted, PageServices
from ui.pages.common.stacked_grids import FullHeightGrid, Margins, SectionHeading, StackedGrids
from ui.pages.entry import by_code, last_year
from ui.pages.entry.cover_form import CoverFields

KEY: Final = "cover"
TITLE: Final = "封面"
SENTENCE: Final = "单位、阶段和负责人，印在封面和每张表的表头。"
_HINTS: Final = {
    "year": "建账时定下，不能改",
    "stage": "Alt+↓ 列出全部阶段",
    "region": "财政用的 6 位区划代码",
    "date": "签字那天再填也可以；Ctrl+; 填今天",
    "approved": "财政局（单位预算：主管部门）批复的日期，20 日内要公开；首页写着最迟哪一天",
}


def cover_lines(pack: Pack) -> Sequence[tuple[str, str]]:
    """(label, field) of each line: those printed on the cover in its order, then the unit's other fields."""
    printed = {field for _, field in pack.cover.lines}
    known = (*(field.name for field in record_fields(Unit)), "year", "stage")
    return [*pack.cover.lines, *((COVER_NAMES[field], field) for field in known if field not in printed)]


class CoverPage(StackedGrids):
    """The form of the cover and the grid 上年数."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        pack = services.open_book.pack
        self.form = CoverFields(cover_lines(pack), pack.stages, services.theme, services.icons, self)
        self.model = GridModel(last_year.LastYearSource(), services.open_book, self)
        self.last_year = FullHeightGrid(self.model, services.theme, services.icons, self)
        self.add_view(self.last_year, last_year.TITLE)
        heading = SectionHeading(last_year.TITLE, last_year.SENTENCE, services.theme)
        parts = [Margins(self.form, services.theme), heading, self.last_year]
        self.by_code: FullHeightGrid | None = None
        """各功能科目, where the text of the pack asks for it."""
        if by_code.is_asked(pack):
            model = GridModel(by_code.CodeSource(pack), services.open_book, self)
            self.by_code = FullHeightGrid(model, services.theme, services.icons, self)
            self.add_view(self.by_code, by_code.TITLE)
            parts += [SectionHeading(by_code.TITLE, by_code.SENTENCE, services.theme), self.by_code]
        self._area = self.scrolled(parts)
        self._column.addWidget(self._area, 1)
        self.form.typed.connect(self._save)
        self.form.entered.connect(self._describe)
        self.form.mark_clicked.connect(self.finding_wanted)
        services.theme.changed.connect(self._show)
        self._show()
        self.form.setFocusProxy(self.form.fields[next(iter(self.form.fields))])
        self.setFocusProxy(self.form)

    @property
    def parts(self) -> Sequence[QWidget]:
        """The form and the grids."""
        return (self.form, *self.views)

    @property
    def grid(self) -> GridView | None:
        """The active grid while it has a current cell: grid commands do not apply to the form."""
        grid = super().grid
        return grid if grid is not None and grid.currentIndex().isValid() else None

    def help_wanted(self) -> HelpWanted:
        """The focused field of the form, else as for any page."""
        field = self._focused
        if not field:
            return super().help_wanted()
        edit = self.form.stage if field == "stage" else self.form.fields[field]
        return self.help_with_field(edit, self.form.labels[field], f"{KEY}.{field}")

    @property
    def _focused(self) -> str:
        """The key of the focused field of the form, or ""."""
        fields = (*self.form.fields.items(), ("stage", self.form.stage))
        return next((key for key, edit in fields if edit.hasFocus()), "")

    @property
    def current_place(self) -> Place | None:
        """The focused field of the form, else as on any page."""
        return Place(KEY, field=self._focused) if self._focused else super().current_place

    def refresh(self, old: Book, new: Book) -> None:
        """Update texts and marks of the form."""
        super().refresh(old, new)
        self._show()

    def go_to(self, place: Place) -> bool:
        """Focus a field of the form or a cell of a grid."""
        if place.page != KEY:
            return super().go_to(by_code.kept_place(self.services.open_book.book, place))
        done = self.form.focus_field(place.field) or not place.field
        target = self.form.fields.get(place.field)
        if target is not None:
            self._area.ensureWidgetVisible(target)
        return done

    @Slot(str, str)
    def _save(self, field: str, text: str) -> None:
        book = self.services.open_book
        edit, refusals = edits.set_stage(text) if field == "stage" else edits.set_unit(field, text), book.refusals
        if book.edit(edit):
            return
        if book.refusals > refusals and field in self.form.fields:
            self.form.fields[field].hold(cover_texts(book.book)[field])
        else:
            self._show()  # only spaces differ: show the stored text again

    @Slot(str)
    def _describe(self, field: str) -> None:
        self.leave_grids()
        findings = self.services.open_book.marks.at(Place(KEY, field=field))
        hint = "；".join(finding.message for finding in findings) or _HINTS.get(field, "")
        self.content_line.show_cell(self.form.labels.get(field, ""), cover_texts(self.services.open_book.book)[field], hint)

    @Slot()
    def _show(self) -> None:
        open_book = self.services.open_book
        self.form.show_texts(cover_texts(open_book.book))
        found = {field: open_book.marks.at(Place(KEY, field=field)) for field in self.form.fields}
        self.form.show_findings({field: (open_book.marks.worst(at), at) for field, at in found.items()})


def make_page(services: PageServices) -> CoverPage:
    """Build the page."""
    return CoverPage(services)
