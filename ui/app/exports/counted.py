"""Asks before figures leave in which 不予公开 amounts are counted: which they are, and from which they could be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.dialogs.answer import Answer
from ui.dialogs.question import Question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.published.context import Context
    from ui.theme.theme import Theme

_TITLE: Final = "不予公开的金额"
_SENTENCE: Final = (
    "这个版式的公开表合计含不予公开的金额。金额本身、它的科目和来源不写进文件，但下面这些数含着它，有的能算出来。"
    "不该这样的，先和财政局核对，或者换一个不计入的版式。"
)


def may_leave(window: QWidget, theme: Theme, context: Context) -> bool:
    """Whether to go on; asks only where the pack counts 不予公开 amounts and the book has any."""
    if not (context.pack.withheld_counts and context.book.withheld):
        return True
    from models.paper.submission.counted import counted_words

    words = counted_words(context)
    answers = (Answer("leave", "不导出", "N"), Answer("go", "知道了，照样导出", "E"))
    return not words or Question.ask(window, theme, _TITLE, _SENTENCE, answers, details=words) == "go"
