"""Says in plain words what a handover package brings and what was taken in, the same in the window and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from models.words.books import book_name_of
from storage.database.take_books import IncomingBook
from storage.files.whole_data.handover import PACKS
from storage.files.whole_data.take_in import TakeInPlan
from storage.packs.code_lists import ANY_YEAR, pack_home

_CODES = {"function": "功能科目", "economic": "经济科目"}


def book_words(incoming: IncomingBook) -> str:
    """One book, and what becomes of it."""
    entry = incoming.entry
    name = book_name_of(entry.unit_code, entry.unit_name, entry.year, entry.stage)
    if incoming.is_here:
        return f"{name}：这里已经有，一样的，不重复"
    if incoming.is_aside:
        return f"{name}：这里也有，不一样，两本都留，交接来的阶段写成“{incoming.book.stage}”"
    return f"{name}：收进来"


def unit_words(plan: TakeInPlan) -> Iterator[str]:
    """The packs, code lists, templates and records that are not the same here."""
    for names, words in ((plan.new, "收进来"), (plan.other, "这里也有，内容不一样")):
        yield from (f"{_unit_name(name)}：{words}" for name in names)


def _unit_name(name: str) -> str:
    """What a pack's folder or a file of a data folder is to the clerk."""
    home, _, rest = name.partition("/")
    stem = PurePosixPath(rest).stem
    if home == PACKS:
        return f"版式 {rest}"
    if home == "codes":
        scope = rest.partition("/")[0]
        books = (
            "所有预算" if scope == ANY_YEAR else f"{scope} 年" if scope.isdecimal() else f"版式 {scope.removeprefix(pack_home(''))}"
        )
        return f"财政局的{_CODES.get(stem, stem)}（{books}）"
    return f"记下的模板“{stem}”" if home == "templates" else "核对公开稿的记录"


def done_words(plan: TakeInPlan, *, replaced: bool) -> str:
    """What was taken in, in one sentence."""
    taken = [incoming for incoming in plan.books if not incoming.is_here]
    aside = sum(incoming.is_aside for incoming in taken)
    parts = [f"收进 {len(taken)} 本预算"]
    if aside:
        parts.append(f"其中 {aside} 本和这里的不一样，阶段后面写着“交接”，两本都留着")
    if len(taken) < len(plan.books):
        parts.append(f"{len(plan.books) - len(taken)} 本这里已经有，没有重复")
    if plan.new:
        parts.append(f"{len(plan.new)} 样版式、科目表和模板也收进来了")
    if plan.other:
        parts.append(f"{len(plan.other)} 样这里也有的，{'换成了交接来的' if replaced else '留的是这里的'}")
    return f"{'；'.join(parts)}。"
