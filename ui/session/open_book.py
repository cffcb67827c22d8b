"""The open book: every edit is applied, saved and recorded for undo here; findings and marks follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from models.book.edits import Edit
from models.book.records import Book
from models.checks.findings import Finding
from models.memory import Memory
from models.pack.forms import Pack
from models.published.context import Context
from models.published.tables import Table
from models.values.codes import Codes
from storage.errors import StorageError
from ui.session.entry_settings import EntrySettings
from ui.session.marks import Marks

if TYPE_CHECKING:
    from models.checks.checker import Checker
    from models.checks.suspects import Suspect
    from models.pack.forms import UsedIndicator
    from models.years.last_year import LastYear

BEGINNING: Final = "打开"
"""The label of the first history entry, unless the book was created rather than opened."""


class HistoryEntry:
    """A state of the book, and the label of the step that led to it, computed on first use."""

    def __init__(self, book: Book, words: Callable[[], str]) -> None:
        self.book = book
        self._words = words

    @cached_property
    def label(self) -> str:
        """The words for the step, for 撤销 and the history list."""
        return self._words()


class _Derived:
    """The context and the findings of one state of the book. No findings without a checker."""

    def __init__(self, context: Context, checker: Checker | None) -> None:
        self.context = context
        self._checker = checker

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return self._checker.run(self.context) if self._checker is not None else ()


def _nothing() -> None:
    """The default ``year_before``: there is none."""


def _none_used() -> Sequence[UsedIndicator]:
    """The default ``used_elsewhere``: there are none."""
    return ()


class OpenBook(QObject):
    """The book being edited. Every edit is on disk before it is on the screen: ``save`` returns before ``changed``.

    ``changed`` carries the old and the new book, ``failed`` the message of an edit that could not be saved.
    """

    changed = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self,
        book: Book,
        pack: Pack,
        codes: Codes,
        save: Callable[[Book, Book], object],
        parent: QObject | None = None,
        *,
        year_before: Callable[[], Book | None] = _nothing,
        used_elsewhere: Callable[[], Sequence[UsedIndicator]] = _none_used,
        beginning: str = BEGINNING,
        checked: bool = True,
    ) -> None:
        """``save(old, new)`` raises ``StorageError``. ``checked`` False: without findings until ``check`` or the first edit."""
        super().__init__(parent)
        self._year_before = year_before
        self._used_elsewhere = used_elsewhere
        self._pack = pack
        self._codes = codes
        self._save = save
        self.entry_settings = EntrySettings(self)
        """The unit of amounts and the direction of Enter."""
        self._steps = [HistoryEntry(book, lambda: beginning)]
        self._step = 0
        self._refusals = 0
        self._memory = Memory()
        self._is_checked = checked
        self._derived = self._derive()
        self._marks: Marks | None = None

    @property
    def book(self) -> Book:
        """The book as it is now."""
        return self._steps[self._step].book

    @property
    def pack(self) -> Pack:
        """The form pack of the book."""
        return self._pack

    @property
    def codes(self) -> Codes:
        """The code tables of the book."""
        return self._codes

    @property
    def context(self) -> Context:
        """The book with its pack and codes, and what is computed from them."""
        return self._derived.context

    @property
    def is_checked(self) -> bool:
        """Whether the checks have run; until then there are no findings and no marks."""
        return self._is_checked

    def check(self) -> None:
        """Run the checks, and emit ``changed``, if they have not run yet."""
        if not self._is_checked:
            self._move_to(self._step, self.book)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, 错误 first."""
        return self._derived.findings

    @property
    def marks(self) -> Marks:
        """The findings by page, line and cell."""
        if self._marks is None or self._marks.book is not self.book or self._marks.findings is not self.findings:
            self._marks = Marks(self.book, self.findings, self._marks)
        return self._marks

    @property
    def tables(self) -> Mapping[str, Table]:
        """The official tables by id."""
        return self.context.tables

    @cached_property
    def last_year(self) -> LastYear | None:
        """The unit's book of last year, read on first use; None without one or if it cannot be read."""
        try:
            book = self._year_before()
        except StorageError:  # only a help: go on without it
            return None
        from models.years.last_year import LastYear  # noqa: PLC0415 - not needed at start

        return LastYear(book, self._pack, self._codes) if book is not None else None

    @cached_property
    def used_elsewhere(self) -> Sequence[UsedIndicator]:
        """The indicators in the other books of the database, read on first use; empty if they cannot be read."""
        try:
            return self._used_elsewhere()
        except StorageError:  # only a help: go on without it
            return ()

    def suspects(self, finding: Finding) -> tuple[Suspect, ...]:
        """The likely causes of a difference between two sums, likeliest first. Slow: call for one finding, on demand."""
        if finding.balance is None:
            return ()
        from models.checks.suspects import suspects  # noqa: PLC0415 - not needed at start

        return suspects(self.context, finding.balance, self.last_year, self._steps[0].book)

    @property
    def history(self) -> tuple[str, ...]:
        """The labels of all steps, the opening first; the steps after ``step`` can be redone."""
        return tuple(step.label for step in self._steps)

    @property
    def step(self) -> int:
        """The position in the history."""
        return self._step

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._step > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self._step + 1 < len(self._steps)

    @property
    def undo_label(self) -> str:
        """The label of the step that undo takes back; "" without one."""
        return self._steps[self._step].label if self.can_undo else ""

    @property
    def redo_label(self) -> str:
        """The label of the step that redo brings back; "" without one."""
        return self._steps[self._step + 1].label if self.can_redo else ""

    @property
    def refusals(self) -> int:
        """How many saves have failed so far; compare before and after an edit to see whether it was saved."""
        return self._refusals

    def edit(self, edit: Edit) -> bool:
        """Apply and save an edit as one undo step. False when it changes nothing or cannot be saved."""
        old, new = self.book, edit(self.book)
        if new is old or new == old:
            return False
        if not self._saved(old, new):
            return False
        self._steps[self._step + 1 :] = [HistoryEntry(new, partial(self._label, edit.label, old, new))]
        self._move_to(self._step + 1, old)
        return True

    def _label(self, own: str, old: Book, new: Book) -> str:
        from models.words.steps import StepWords  # noqa: PLC0415 - not needed at start

        return StepWords(self._pack, self._codes).label(own, old, new)

    def undo(self) -> bool:
        """Undo the last step. False when there is none or it cannot be saved."""
        return self.go_to(self._step - 1)

    def redo(self) -> bool:
        """Redo the next step. False when there is none or it cannot be saved."""
        return self.go_to(self._step + 1)

    def go_to(self, step: int) -> bool:
        """Return to a step of the history and save. False when there is no such step or it cannot be saved."""
        if step == self._step or not 0 <= step < len(self._steps):
            return False
        old, new = self.book, self._steps[step].book
        if not self._saved(old, new):
            return False
        self._move_to(step, old)
        return True

    def _saved(self, old: Book, new: Book) -> bool:
        try:
            self._save(old, new)
        except StorageError as error:
            self._refusals += 1
            self.failed.emit(str(error))
            return False
        return True

    def _move_to(self, step: int, old: Book) -> None:
        self._step = step
        self._is_checked = True
        self._derived = self._derive()
        self.changed.emit(old, self.book)

    def _derive(self) -> _Derived:
        return _Derived(Context(self.book, self._pack, self._codes, self._memory), self._checker if self._is_checked else None)

    @cached_property
    def _checker(self) -> Checker:
        from models.checks.checker import Checker  # noqa: PLC0415 - not needed for the first paint

        return Checker(self._pack, self._codes)
