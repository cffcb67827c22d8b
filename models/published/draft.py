"""The mark of a draft (草稿): what a document carries while 错误 or unexplained 核实 stand."""

from __future__ import annotations

from typing import Final

DRAFT: Final = "草稿"
_MARK: Final = "（草稿）"


def draft_mark(*, draft: bool) -> str:
    """「（草稿）」 on a draft, else "": stands where a document without a title carries the mark."""
    return _MARK if draft else ""


def marked_title(title: str, *, draft: bool) -> str:
    """The title of a document; on a draft it ends in 「（草稿）」."""
    return title + draft_mark(draft=draft)


def unmarked_title(title: str) -> tuple[str, bool]:
    """A printed title without the mark, and whether it carried one."""
    return title.removesuffix(_MARK), title.endswith(_MARK)
