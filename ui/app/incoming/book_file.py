"""A book from a file: reading it, finding the stored book of the same unit, year and stage, replacing that one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from models.book.edits import Edit
from models.book.exchange import publishable
from models.book.records import Book
from models.words.books import book_name
from storage.database.books import BookEntry, BookStore
from storage.errors import StorageError
from ui.dialogs.answer import CLOSE, Answer

if TYPE_CHECKING:
    from models.published.context import Context
    from storage.files.open_file import OpenedFile

SAMPLE_STAGE: Final = "示例"


def read_outside(path: Path) -> OpenedFile:
    """Read a .ysbook or .xlsx file. Raises ``StorageError``, also for a database: that is for 从备份恢复."""
    from storage.files.open_file import DATABASE, kind_of, open_file  # a start does without

    if kind_of(path) == DATABASE:
        raise StorageError(f"“{path.name}”是整个数据库，里面可能有几本预算，用“文件”里的“备份和交接 → 从备份恢复”放回来")
    return open_file(path)


def same_identity(store: BookStore, book: Book) -> BookEntry | None:
    """The stored book of the same unit, year and stage."""
    identity = (book.unit.code, book.unit.name, book.year, book.stage)
    entries = store.list_books()
    return next((e for e in entries if (e.unit_code, e.unit_name, e.year, e.stage) == identity), None)


def is_same(here: Book, outside: Book) -> bool:
    """Whether a file holds nothing new; 不予公开 amounts do not count, files never carry them."""
    return publishable(here) == publishable(outside) or _without_counter(here) == _without_counter(outside)


def _without_counter(book: Book) -> Book:
    return replace(publishable(book), next_id=1)


def take_over(outside: Book, name: str) -> Edit:
    """The edit that replaces a book by the content of file ``name``. 不予公开 amounts stay, files never carry them."""

    def apply(book: Book) -> Book:
        following = max(book.next_id, outside.next_id)
        kept = tuple(replace(line, id=following + i) for i, line in enumerate(book.withheld))
        return replace(outside, withheld=kept, next_id=following + len(kept))

    return Edit(f"换成“{name}”的内容", apply)


def duplicate_question(here: Book, outside: Book, name: str) -> tuple[str, Sequence[Answer]]:
    """The sentence and the answers for a file whose book is stored with other content: ``here``, ``replace``, else leave."""
    sentence = f"{book_name(here)}的预算已经有一本，“{name}”的内容和它不同。"
    leave, open_here = Answer("leave", "不打开", "N"), Answer("here", "打开已有的", "O")
    if here.pack != outside.pack:
        return f"{sentence}两本的版式不同，不能替换。", (leave, open_here)
    return f"{sentence}替换以后可以撤销。", (leave, Answer("replace", "替换", "R"), open_here)


def changes_question(path: Path, context: Context, here: Book) -> tuple[Edit, tuple[str, Sequence[Answer], Sequence[str]]]:
    """What was changed in an exported workbook whose book, that of ``context``, is open as ``here``.

    The edit of what goes into fields of it, and the question: sentence, answers (``take``, else leave), each change in words.
    """
    from models.incoming.own.cells import ReturnedWorkbook
    from models.incoming.own.returned import returned_changes  # lays out and reads sheets: a start does without
    from storage.incoming.document import read_document
    from storage.workbook.own_workbook import own_workbook

    try:
        document = read_document(path)
        workbook = own_workbook(document, path.name) or ReturnedWorkbook(context.book, {}, {})
    except StorageError as error:  # the readers of what comes in have limits that opening has not
        return Edit("", lambda book: book), (f"打开的是填报数据；里面的单元格被改过。{error}", CLOSE, ())
    blocks = {block.title: block for block in document.blocks}
    result = returned_changes(workbook, context, blocks).into(here, context.book)
    sentence = f"“{path.name}”里有 {len(workbook.changes)} 处单元格被改过，和填报数据不一致。打开的是填报数据。"
    words = [f"{taken.change.place}，{taken.where}：{taken.old or '空的'} → {taken.new or '空的'}" for taken in result.taken]
    words += [f"{left.change.sentence}；放不进去：{left.reason}" for left in result.left]
    if not result.taken:
        return result.edit(path.name), (sentence, CLOSE, words)
    sentence += f"其中 {len(result.taken)} 处是填报的内容，可以放进来，以后可以撤销。"
    return result.edit(path.name), (sentence, (Answer("take", "放进来", "T"), Answer("leave", "不放", "N")), words)


def sample_copy(sample: Book) -> Book:
    """The sample under its own stage (示例), so that it never clashes with the unit's real book."""
    return replace(sample, stage=SAMPLE_STAGE)


def last_made(entries: Sequence[BookEntry]) -> BookEntry | None:
    """The book changed last, the sample aside; a new book starts with its unit."""
    real = [entry for entry in entries if entry.stage != SAMPLE_STAGE]
    return max(real, key=lambda entry: entry.changed, default=None)
