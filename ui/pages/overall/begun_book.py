"""The open book with the sheet of the whole department begun: what is typed into an empty one begins it, in the same step."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot

from models.book.edits import Edit
from models.book.records import OVERALL, Book, Project
from models.checks.findings import Finding
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import NO_SHEET, TaskForm, head_row
from models.projects.edits import add_overall
from models.published.context import Context
from models.published.figures import department_sheet
from models.words.places import PAGE_NAMES
from storage.errors import StorageError
from ui.session.history import BEGINNING, HistoryEntry
from ui.session.open_book import OpenBook


class BegunBook(OpenBook):
    """Shows ``whole`` with its ``overall`` as the form shows it: begun, with the amounts of the head.

    Edits go to ``whole``, which saves them and knows the way back; this book only follows. The ids of what is begun are those
    that ``whole`` gives it with the first edit.
    """

    def __init__(self, whole: OpenBook, parent: QObject | None = None) -> None:
        self._whole = whole
        pack = _with_a_form(whole.pack)
        super().__init__(
            _begun(whole.book, pack, whole), pack, whole.codes, _never_saved, parent,
            year_before=lambda: whole.last_year.book if whole.last_year is not None else None,
            used_elsewhere=lambda: whole.used_elsewhere,
            checked=False,
        )  # fmt: skip
        self.entry_settings = whole.entry_settings
        whole.changed.connect(self._follow)

    @property
    def sheet(self) -> Project:
        """The sheet of the department."""
        return self.book.overall[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the whole book."""
        return self._whole.findings

    @property
    def refusals(self) -> int:
        """Those of the whole book."""
        return self._whole.refusals

    def edit(self, edit: Edit) -> bool:
        """Apply the edit to the whole book, on a sheet that is begun if there was none; an edit without effect begins none."""
        begin = add_overall(self.pack.overall)

        def apply(book: Book) -> Book:
            begun = begin(book)
            new = edit(begun)
            return book if new == begun else new

        return self._whole.edit(Edit(edit.label, apply))

    @Slot()
    def _follow(self) -> None:
        """Show what the whole book has now."""
        old = self.book
        self._steps = [HistoryEntry(_begun(self._whole.book, self.pack, self._whole), BEGINNING)]
        self._move_to(0, old)


def _begun(book: Book, pack: Pack, whole: OpenBook) -> Book:
    """The book with the sheet as it is shown; ids that the sheet begins with are taken."""
    context = whole.context if pack is whole.pack else Context(book, pack, whole.codes)
    shown = department_sheet(context)
    begun: Book = replace(add_overall(pack.overall)(book), overall=(shown,))
    return begun


def _with_a_form(pack: Pack) -> Pack:
    """The pack, with a form of all that such a sheet may hold where it has none: what was typed under another one is seen."""
    if pack.overall.is_printed:
        return pack
    like = pack.sheet if pack.sheet.is_printed else NO_SHEET
    rows = (head_row([("部门名称", ""), ("", "unit")], (1, 1)),)
    tasks = TaskForm("年度主要任务", ("任务名称", "主要内容", "总额", "财政资金", "其他资金"))
    form = replace(
        like, title=PAGE_NAMES[OVERALL], fields=(), rows=rows, months=(), plan_label="", typed_amounts=False, tasks=tasks,
        weight_total=0,
    )  # fmt: skip
    return replace(pack, overall=form)


def _never_saved(old: Book, new: Book, step: object) -> int:
    """Its edits are saved by the whole book."""
    del old, new, step
    raise StorageError(PAGE_NAMES[OVERALL])
