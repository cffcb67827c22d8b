"""The state of a book in the list of the start page: form, income, and errors left or exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from models.book.exchange import handed_in
from models.book.facts import INCOME
from models.book.records import Book
from models.checks.checker import run_checks
from models.checks.findings import Finding, blocking, count_blocking
from models.pack.errors import PackError
from models.published.context import Context
from storage.database.books import BookStore
from storage.diagnostics.fault_log import log_fault
from storage.errors import BusyError, StorageError
from ui.pages.common.page_states import is_blank
from ui.session.amounts import grouped_wan
from ui.theme.icons import Mark

ContextOf = Callable[[Book], Context]


class BookState(NamedTuple):
    """Texts of the columns 版式, 收入总计 (万元) and 状态; ``mark`` is the icon before ``words``."""

    pack: str = ""
    income: str = ""
    mark: Mark | str = Mark.NONE
    words: str = ""


def state_of(store: BookStore, book_id: int, context_of: ContextOf) -> BookState:
    """Read, check and summarise a book. One that cannot be read gets the error as its words; ``BusyError`` passes through."""
    try:
        book = store.look(book_id)
        context = context_of(book)
        submission = store.last_submission(book_id)
    except BusyError:
        raise
    except (StorageError, PackError) as error:
        return BookState(words=str(error), mark=Mark.ERROR)
    income = grouped_wan(sum(fact.amount for fact in context.facts if fact.stream == INCOME))
    if is_blank(book):
        return BookState(context.pack.title, words="还没有填")
    in_the_way = blocking(book, run_checks(context, log_fault))
    if in_the_way:
        return BookState(context.pack.title, income, *_to_do(in_the_way))
    if submission is None:
        return BookState(context.pack.title, income, words="可以导出")
    same = handed_in(submission.book) == handed_in(book)
    return BookState(context.pack.title, income, "ok" if same else Mark.HINT, "已导出" if same else "导出后改过")


def _to_do(in_the_way: Sequence[Finding]) -> tuple[Mark, str]:
    """The mark and the words of what stands before a submission."""
    errors, asked = count_blocking(in_the_way)
    if len(in_the_way) > errors + asked:
        return Mark.ERROR, "检查没有做完"
    return (Mark.ERROR, f"错误 {errors} 处") if errors else (Mark.VERIFY, f"核实 {asked} 处")
