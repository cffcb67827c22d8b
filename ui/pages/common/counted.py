"""Asks before figures leave in which 不予公开 amounts are counted: which they are, and from which they could be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ui.dialogs.answer import Answer
from ui.dialogs.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from models.published.context import Context
    from ui.theme.theme import Theme

_TITLE: Final = "不予公开的金额"
_SENTENCE: Final = (
    "这个版式的公开表合计含不予公开的金额。金额本身、它的科目和来源不{leaves}，但下面这些数含着它，有的能算出来。"
    "不该这样的，先和财政局核对，或者换一个不计入的版式。"
)


class WayOut(NamedTuple):
    """How figures leave: what does not happen to the amounts themselves, the verb of the buttons and the letter of the last."""

    leaves: str
    verb: str
    letter: str


EXPORT: Final = WayOut("写进文件", "导出", "E")
PRINT: Final = WayOut("印出来", "打印", "P")
COPY: Final = WayOut("复制出去", "复制", "C")


def may_leave(
    window: QWidget,
    theme: Theme,
    context: Context,
    way: WayOut = EXPORT,
    told: Callable[[Context], Sequence[str]] | None = None,
) -> bool:
    """Whether to go on; asks only where the pack counts 不予公开 amounts and the book has any.

    ``told`` gives the sentences about what leaves, where that is not the whole document.
    """
    if not (context.pack.withheld_counts and context.book.withheld):
        return True
    from models.paper.submission.counted import counted_words  # noqa: PLC0415 - few books have such amounts

    words = (told or counted_words)(context)
    answers = (Answer("leave", f"不{way.verb}", "N"), Answer("go", f"知道了，照样{way.verb}", way.letter))
    return not words or Question.ask(window, theme, _TITLE, _SENTENCE.format(leaves=way.leaves), answers, details=words) == "go"
