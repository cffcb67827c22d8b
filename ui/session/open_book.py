"""The open book: the one way an edit takes, undo and redo, and what follows from the book."""

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
"""The first line of a history, unless the book was made in another way."""


class HistoryEntry:
    """A state of the book and the words for what led to it, which are looked for when they are first read."""

    def __init__(self, book: Book, words: Callable[[], str]) -> None:
        self.book = book
        self._words = words

    @cached_property
    def label(self) -> str:
        """What led to it."""
        return self._words()


class _Derived:
    """What follows from one book, computed when first asked for. Without a checker nothing was found yet."""

    def __init__(self, context: Context, checker: Checker | None) -> None:
        self.context = context
        self._checker = checker

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return self._checker.run(self.context) if self._checker is not None else ()


def _nothing() -> None:
    """No book of the year before."""


def _none_used() -> Sequence[UsedIndicator]:
    """No other book."""
    return ()


class OpenBook(QObject):
    """The book on the screen. What is on the screen is on disk: ``save`` has returned before ``changed`` is emitted."""

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
        """``checked`` False: it can be shown before it is checked; ``check`` comes soon, or the first edit."""
        super().__init__(parent)
        self._year_before = year_before
        self._used_elsewhere = used_elsewhere
        self._pack = pack
        self._codes = codes
        self._save = save
        self.ways = EntrySettings(self)
        """How it is typed into while it is open."""
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
        """The form of the book."""
        return self._pack

    @property
    def codes(self) -> Codes:
        """The code tables of the book."""
        return self._codes

    @property
    def context(self) -> Context:
        """The book in the light of its pack and codes."""
        return self._derived.context

    @property
    def is_checked(self) -> bool:
        """Whether the book was looked at; until then it has no findings and no marks."""
        return self._is_checked

    def check(self) -> None:
        """Look at the book if nobody did yet."""
        if not self._is_checked:
            self._move_to(self._step, self.book)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, 错误 first."""
        return self._derived.findings

    @property
    def marks(self) -> Marks:
        """The findings by page and by cell."""
        if self._marks is None or self._marks.book is not self.book or self._marks.findings is not self.findings:
            self._marks = Marks(self.book, self.findings, self._marks)
        return self._marks

    @property
    def tables(self) -> Mapping[str, Table]:
        """The official tables by id."""
        return self.context.tables

    @cached_property
    def last_year(self) -> LastYear | None:
        """The unit's book of the year before, read when it is first asked for; None where there is none."""
        try:
            book = self._year_before()
        except StorageError:  # a help that is missing is no reason to stop
            return None
        from models.years.last_year import LastYear  # noqa: PLC0415 - a start does without

        return LastYear(book, self._pack, self._codes) if book is not None else None

    @cached_property
    def used_elsewhere(self) -> Sequence[UsedIndicator]:
        """The indicators of the other books of the database, read when they are first asked for."""
        try:
            return self._used_elsewhere()
        except StorageError:  # a help that is missing is no reason to stop
            return ()

    def suspects(self, finding: Finding) -> tuple[Suspect, ...]:
        """What would explain that the sums of a finding differ, the likeliest first. Looked for when asked, not at every edit."""
        if finding.balance is None:
            return ()
        from models.checks.suspects import suspects  # noqa: PLC0415 - a start does without

        return suspects(self.context, finding.balance, self.last_year, self._steps[0].book)

    @property
    def history(self) -> tuple[str, ...]:
        """The labels of all steps, the opening first; those after ``step`` can be redone."""
        return tuple(step.label for step in self._steps)

    @property
    def step(self) -> int:
        """The position in the history."""
        return self._step

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._step > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to bring back."""
        return self._step + 1 < len(self._steps)

    @property
    def undo_label(self) -> str:
        """What undo would take back, or ""."""
        return self._steps[self._step].label if self.can_undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would bring back, or ""."""
        return self._steps[self._step + 1].label if self.can_redo else ""

    @property
    def refusals(self) -> int:
        """How many steps the disk has refused so far: who asks before and after an edit knows whether it was kept."""
        return self._refusals

    def edit(self, edit: Edit) -> bool:
        """Apply an edit as one step. False when it changed nothing or could not be saved."""
        old, new = self.book, edit(self.book)
        if new is old or new == old:
            return False
        if not self._saved(old, new):
            return False
        self._steps[self._step + 1 :] = [HistoryEntry(new, partial(self._label, edit.label, old, new))]
        self._move_to(self._step + 1, old)
        return True

    def _label(self, said: str, old: Book, new: Book) -> str:
        from models.words.steps import StepWords  # noqa: PLC0415 - a start does without

        return StepWords(self._pack, self._codes).label(said, old, new)

    def undo(self) -> bool:
        """Take the last step back."""
        return self.go_to(self._step - 1)

    def redo(self) -> bool:
        """Bring the next step back."""
        return self.go_to(self._step + 1)

    def go_to(self, step: int) -> bool:
        """Put the book of a step of the history back, through the same door. False when there is none such."""
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
        from models.checks.checker import Checker  # noqa: PLC0415 - the first picture does without

        return Checker(self._pack, self._codes)
