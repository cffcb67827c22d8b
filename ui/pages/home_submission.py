"""What changed since the last 报送, for the clerk who submits a second time."""

from __future__ import annotations

from collections.abc import Sequence

from models.book.records import Book
from models.pack.forms import Pack
from models.words.changes import changes_between, item_words
from storage.errors import StorageError
from ui.pages.page import Submissions


def changes_since_last(submissions: Submissions | None, book: Book, pack: Pack) -> tuple[str, Sequence[str]]:
    """A sentence about the last 报送, "" without one, and one sentence a change since."""
    try:
        submission = submissions.last_submission() if submissions else None
    except StorageError as error:
        return str(error), ()
    if submission is None:
        return "", ()
    told = changes_between(submission.book, book, item_words(pack))
    name = f"（{submission.file_name}）" if submission.file_name else ""
    words = f"有 {len(told)} 处改动" if told else "没有改动"
    return f"{submission.submitted:%Y-%m-%d %H:%M} 报送{name}以来{words}", told
