"""The open book: every edit is applied, saved and recorded for undo here; findings and marks follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from models.book.edits import Edit
from models.book.records import Book
from models.checks.findings import Finding, Severity, is_draft
from models.memory import Memory
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.published.tables import Table
from models.values.amount_style import UNITS
from models.values.codes import Codes
from models.values.days import Day
from storage.errors import ConflictError, LostError, StorageError
from ui.session.entry_settings import EntrySettings
from ui.session.faults import NOT_SAVED, report
from ui.session.history import BEGINNING, TAKEN_IN, HistoryEntry, Past
from ui.session.marks import Marks

if TYPE_CHECKING:
    from models.checks.checker import Checker
    from models.checks.suspects import Suspect
    from models.pack.forms.sheet import UsedIndicator
    from models.words.edit_log import LoggedStep
    from models.words.steps import StepWords
    from models.years.last_year import LastYear

_LINE_GONE: Final = "这一行在另一个窗口里删掉了，没有存上；要用的文字先复制，再按 Esc"
_OTHER_FORM: Final = "另一个窗口给这本预算换了版式，这一步没有存上；关掉它重新打开再改"
_STEPS_GONE: Final = "已读进另一个窗口改的；在那以前的步骤不能再撤销，要改就直接改"


class _Derived:
    """The context and the findings of one state of the book. No findings without a checker."""

    def __init__(self, context: Context, checker: Checker | None) -> None:
        self.context = context
        self._checker = checker

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return self._checker.run(self.context) if self._checker is not None else ()


def _nothing() -> None:
    """The default of what may be unknown: there is none."""


def _none_used() -> Sequence[UsedIndicator]:
    """The default ``used_elsewhere``: there are none."""
    return ()


class OpenBook(QObject):
    """The book being edited. Every edit is on disk before it is on the screen: ``save`` returns before ``changed``.

    ``changed`` carries the old and the new book, ``failed`` the sentence about an edit that could not be saved.
    """

    changed = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self,
        book: Book,
        pack: Pack,
        codes: Codes,
        save: Callable[[Book, Book, LoggedStep], int],
        parent: QObject | None = None,
        *,
        load: Callable[[], Book] | None = None,
        year_before: Callable[[], Book | None] = _nothing,
        used_elsewhere: Callable[[], Sequence[UsedIndicator]] = _none_used,
        today: Callable[[], Day | None] = _nothing,
        checked: bool = True,
    ) -> None:
        """``save(old, new, step)`` returns the step's id in the edit log and raises ``StorageError``.

        ``load`` reads the book again after a ``ConflictError``, with later saves checked against what it read.
        ``checked`` False: without findings until ``check`` or the first edit.
        """
        super().__init__(parent)
        self._year_before = year_before
        self._used_elsewhere = used_elsewhere
        self._today = today
        self._pack = pack
        self._codes = codes
        self._save, self._load = save, load
        self.entry_settings = EntrySettings(UNITS[pack.entry_unit], self)
        """The unit of amounts and the direction of Enter."""
        self._steps = [HistoryEntry(book, BEGINNING)]
        self._step = 0
        self.first_logged = 0
        """The id in the edit log of the first step since the opening; 0 before there is one."""
        self._refusals = 0
        self.is_lost = False
        """Whether the last save failed because the database is gone: then the book is only here."""
        self._is_outdated = False
        """Whether another window has saved the book since it was read here."""
        self._again: Callable[[], bool] | None = None
        """The step that could not be saved, to be tried again."""
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
        """Run the checks, and emit ``changed``, if they have not run yet or one of them was not finished."""
        if not self._is_checked or any(finding.severity is Severity.UNFINISHED for finding in self.findings):
            self._move_to(self._step, self.book)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, 错误 first."""
        return self._derived.findings

    @property
    def is_draft(self) -> bool:
        """Whether what leaves now is marked 草稿. A book that is not checked yet counts as a draft."""
        return not self._is_checked or is_draft(self.book, self.findings)

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
    def logged_steps(self) -> Mapping[int, int]:
        """Id in the edit log → position in the history, of the steps that can be returned to."""
        return {entry.logged: position for position, entry in enumerate(self._steps) if entry.logged}

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
        self._again = partial(self.edit, edit)
        shown = self.book
        try:
            old, new = self._applied(edit)
            if new is old or new == old:
                self._take_in(old)
                return False
            label = self._words.label(edit.label, old, new)
        except StorageError as error:
            self._refuse(f"没有保存：{error}", error)
            return False
        except Exception as error:  # noqa: BLE001 - a fault of the program must not take what was typed
            self._refuse(NOT_SAVED, error)
            return False
        logged = self._saved(label, old, new)
        if logged is None:
            return False
        if old is not shown:
            self._begin_with(old)
        self.first_logged = self.first_logged or logged
        self._steps[self._step + 1 :] = [HistoryEntry(new, label, logged)]
        self._move_to(self._step + 1, shown)
        return True

    def _applied(self, edit: Edit) -> tuple[Book, Book]:
        """The book to edit, and as the edit makes it."""
        newest = self._newest()
        try:
            return newest, edit(newest)
        except KeyError as error:
            if newest is self.book:
                raise
            raise StorageError(_LINE_GONE) from error

    def _newest(self) -> Book:
        """The book to edit: as it is here, or as another window has saved it. Raises ``StorageError``."""
        if not self._is_outdated or self._load is None:
            return self.book
        newest = self._load()
        if newest.pack != self.book.pack:
            raise StorageError(_OTHER_FORM)
        return newest

    def _begin_with(self, newest: Book) -> None:
        """Begin a new history: a step of the former one would take back what the other window did."""
        self._steps, self._step, self.first_logged = [HistoryEntry(newest, TAKEN_IN)], 0, 0
        self._is_outdated = False

    def _take_in(self, newest: Book) -> None:
        """Show what another window has saved, if it did."""
        shown = self.book
        if newest is not shown:
            self._begin_with(newest)
            self._move_to(0, shown)

    @property
    def can_try_again(self) -> bool:
        """Whether there is a step that could not be saved."""
        return self._again is not None

    def try_again(self) -> bool:
        """Repeat the edit that could not be saved (再试). False when there is none or it fails again."""
        return self._again is not None and self._again()

    def _refuse(self, sentence: str, error: Exception) -> None:
        """Say that an edit was not saved; a fault that nobody foresaw goes to the log."""
        self._refusals += 1
        self.is_lost = isinstance(error, LostError)
        self._is_outdated = self._is_outdated or isinstance(error, ConflictError)
        if not isinstance(error, StorageError):
            report(error)
        self.failed.emit(sentence)

    @cached_property
    def _words(self) -> StepWords:
        from models.words.steps import StepWords  # noqa: PLC0415 - not needed at start

        return StepWords(self._pack, self._codes)

    @property
    def past(self) -> Past:
        """What ``go_on_from`` needs."""
        return Past(tuple(self._steps), self._step, self.first_logged)

    def go_on_from(self, past: Past) -> None:
        """Take over the history of the same book, opened before with other forms, so that its steps can still be undone."""
        if past.steps[past.step].book == self.book:
            self._steps, self._step, self.first_logged = list(past.steps), past.step, past.first_logged
            self.changed.emit(self.book, self.book)

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
        self._again = partial(self.go_to, step)
        if self._is_outdated:
            return self._give_up_steps()
        old, new = self.book, self._steps[step].book
        logged = self._saved(self._return_label(step), old, new)
        if logged is None:
            return False
        self.first_logged = self.first_logged or logged
        self._move_to(step, old)
        return True

    def _give_up_steps(self) -> bool:
        """Show what another window has saved, instead of a step that would take it back."""
        try:
            self._take_in(self._newest())
        except StorageError as error:
            self._refuse(f"没有保存：{error}", error)
        else:
            self.failed.emit(_STEPS_GONE)
        return False

    def _return_label(self, step: int) -> str:
        """What the edit log calls a return to a step of the history."""
        if step == self._step - 1:
            return f"撤销：{self.undo_label}"
        return f"重做：{self.redo_label}" if step == self._step + 1 else f"回到：{self._steps[step].label}"

    def _saved(self, label: str, old: Book, new: Book) -> int | None:
        """Save and log an edit. Returns its id in the log; None when it cannot be saved."""
        from models.words.log_words import logged_step  # noqa: PLC0415 - not needed at start

        try:
            logged = self._save(old, new, logged_step(self._words, label, old, new))
        except StorageError as error:
            self._refuse(f"没有保存：{error}", error)
            return None
        except Exception as error:  # noqa: BLE001 - 「已保存」 stands only where the database has said so
            self._refuse(NOT_SAVED, error)
            return None
        return logged

    def _move_to(self, step: int, old: Book) -> None:
        self._again = None
        self._step = step
        self._is_checked = True
        self._derived = self._derive()
        self.changed.emit(old, self.book)

    def _derive(self) -> _Derived:
        context = Context(self.book, self._pack, self._codes, self._memory, today=self._today())
        return _Derived(context, self._checker if self._is_checked else None)

    @cached_property
    def _checker(self) -> Checker:
        from models.checks.checker import Checker  # noqa: PLC0415 - not needed for the first paint

        return Checker(self._pack, self._codes, report)
