"""Lets the n-th file-changing call of everything that writes fail: one sentence, the old file whole, the source untouched."""

from __future__ import annotations

import errno
import io
import os
import resource
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.records import Book
from storage.database.books import BookStore
from storage.database.file import open_database, restore
from storage.errors import StorageError
from storage.files.book_file import sample_book, write_book_file
from storage.paths import BUILT_IN_PACKS, DATA_FOLDER_VARIABLE
from tools.soak.calls import announced_calls
from tools.soak.children import FAULT, Child, Say
from ui.app.library import Library

ERRORS: Final = (errno.EIO, errno.ENOSPC, errno.EACCES)
OLD: Final = b"what was here before"

_BOOK: Final = "book.ysbook"
_NOW: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_FINE, _REFUSED = 0, 2


class Disk(Struct):
    """What was found; ``wrong`` must stay 0, and ``faults`` empty."""

    failing: int = 0
    sentences: int = 0
    done: int = 0
    """What was done all the same: the failing call did not matter."""
    wrong: int = 0
    faults: list[str] = []


class Action(Struct, frozen=True):
    """Something that writes ``target`` in a prepared folder. ``run`` returns an exit code and prints what went wrong."""

    name: str
    target: str
    run: Callable[[Path], int]
    years: tuple[int, ...] = (2031,)
    """The years of the books in books.db after it has succeeded; before, and after a failure, 2031 alone."""


def _command(name: str, *arguments: str, target: str) -> Action:
    """A command of the command line; a name of a file in the folder begins with ``./``."""

    def run(folder: Path) -> int:
        from main import main  # noqa: PLC0415 - the door itself

        return main([str(folder / word[2:]) if word.startswith("./") else word for word in (name, *arguments)])

    return Action(f"{name} {target}", target, run)


def _of_library(name: str, work: Callable[[Library, Path], object], years: tuple[int, ...] = (2031,)) -> Action:
    """What the menus do with the database, on one with a book."""

    def run(folder: Path) -> int:
        library = Library(folder / "books.db", folder / "backups", lambda: _NOW)
        try:
            work(library, folder)
        except StorageError as error:
            sys.stderr.write(f"{error}\n")
            return _REFUSED
        finally:
            library.close()
        return _FINE

    return Action(name, "", run, years)


def book_of_year(year: int) -> Book:
    """The example as the book of another year."""
    return replace(sample_book(), year=year)


ACTIONS: Final[Sequence[Action]] = (
    _command("sample", "./out.ysbook", target="out.ysbook"),
    _command("convert", "./book.ysbook", "./out.ysbook", target="out.ysbook"),
    _command("roll-over", "./book.ysbook", "./out.ysbook", target="out.ysbook"),
    _command("next-stage", "./book.ysbook", "./out.ysbook", target="out.ysbook"),
    _of_library("back up", lambda library, folder: library.back_up(folder / "backups")),
    _of_library("restore", lambda library, folder: library.restore(folder / "good.db"), (2032,)),
    _of_library("a new book", lambda library, _folder: library.store.create(book_of_year(2033)), (2033, 2031)),
    _of_library("rescue", lambda library, folder: library.rescue(sample_book(), folder)),
    _command("export", "./book.ysbook", "./out.xlsx", "--draft", target="out.xlsx"),
    _command("publish", "./book.ysbook", "./out.docx", "--draft", target="out.docx"),
    _command("publish", "./book.ysbook", "./out.html", "--draft", target="out.html"),
    _command("publish", "./book.ysbook", "./out.pdf", "--draft", target="out.pdf"),
    _command("history", "./books.db", "-o", "./out.xlsx", target="out.xlsx"),
    _command("packs", "import", str(BUILT_IN_PACKS / "hebei-lutai-2024"), target=""),
)
"""Those that take long are the last, so that the short form does without them."""


def fail_often(most: int, seed: int, folder: Path) -> Disk:
    """``most`` failing calls, the same number for each of ACTIONS."""
    result, chosen = Disk(), Random(seed)  # noqa: S311 - which calls does not matter
    _make_whole(folder / "whole disk")
    for number, action in enumerate(ACTIONS):
        share = len(range(number, most, len(ACTIONS)))
        if not share:
            break
        child = Child(partial(_fail, action, share, Random(chosen.random()), folder / "disk", folder / "whole disk"))  # noqa: S311 - as above
        child.wait()
        result.failing += len(child.said("failing"))
        result.sentences += len(child.said("sentence"))
        result.done += len(child.said("done"))
        result.wrong += len(child.said("wrong"))
        result.faults += [f"{action.name}: {words}" for kind in ("wrong", FAULT) for words in child.said(kind)]
    return result


def _fail(action: Action, most: int, seed: Random, folder: Path, whole: Path, say: Say) -> None:
    """In a child: count the calls of an action that works, then let one of them fail, ``most`` times."""
    os.environ[DATA_FOLDER_VARIABLE] = str(folder / "data")
    calls: list[str] = []
    _prepare(folder, whole, action)
    _run(action, folder)  # what only the first call does: caches
    _prepare(folder, whole, action)
    with announced_calls(calls.append):
        status, words = _run(action, folder)
    if status:
        say(f"wrong does not work even on a whole disk: {words}")
        return
    for number in range(most):
        _prepare(folder, whole, action)
        failing, code = _chosen(calls, seed), ERRORS[number % len(ERRORS)]
        with ExitStack() as undo:
            if number % 4 == 3 or not calls:
                what = _limit_files(seed.randrange(60_000), undo)
            else:
                what = f"call {failing + 1} of {len(calls)}, {calls[failing]}, {errno.errorcode[code]}"
                undo.enter_context(announced_calls(_fails_at(failing, code)))
            say(f"failing {what}")
            status, words = _run(action, folder)
        for line in _judged(action, folder, status, words):
            say(f"{line} {what}; exit {status} {words[:200]}".replace("\n", "⏎"))
    shutil.rmtree(folder)


def _chosen(calls: Sequence[str], seed: Random) -> int:
    """One of the calls; each kind is as likely as the others, though a workbook is written in thousands of pieces."""
    kind = seed.choice(sorted(set(calls)) or [""])
    return seed.choice([number for number, name in enumerate(calls) if name == kind] or [0])


def _limit_files(size: int, undo: ExitStack) -> str:
    """From now on no file grows beyond a size: what SQLite and Qt write fails too."""
    free = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, free[1]))
    undo.callback(resource.setrlimit, resource.RLIMIT_FSIZE, free)
    return f"no file beyond {size} bytes"


def _fails_at(failing: int, code: int) -> Callable[[str], None]:
    left = failing

    def before(_name: str) -> None:
        nonlocal left
        left -= 1
        if left == -1:
            raise OSError(code, os.strerror(code))

    return before


def _make_whole(folder: Path) -> None:
    """A folder with a book file, a database with a book, and another with backups."""
    (folder / "data").mkdir(parents=True)
    book = sample_book()
    write_book_file(book, folder / _BOOK)
    for name, year in (("books.db", 2031), ("good.db", 2032)):
        with open_database(folder / name, create=True) as database:
            BookStore(database).create(book_of_year(year))
    restore(folder / "good.db", folder / "backups" / "books-备份-20260302-091000.db")  # one of this hour, which the next replaces


def _prepare(folder: Path, whole: Path, action: Action) -> None:
    """A fresh copy of the whole folder, and where the action writes to an old file."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    if action.target:
        (folder / action.target).write_bytes(OLD)


def _run(action: Action, folder: Path) -> tuple[int, str]:
    """The exit code of an action and what it says about a fault."""
    said = io.StringIO()
    with redirect_stderr(said), redirect_stdout(io.StringIO()):
        status = action.run(folder)
    return status, said.getvalue()


def _judged(action: Action, folder: Path, status: int, words: str) -> Sequence[str]:
    """``done`` or ``sentence``, and ``wrong`` with every promise that was broken."""
    found = ["done"] if status == _FINE else ["sentence"]
    if status == _REFUSED and not (words.count("\n") == 1 and _is_chinese(words) and "意外" not in words):
        found.append(f"wrong says {words[:300]!r}")
    if status not in {_FINE, _REFUSED}:
        found.append(f"wrong exit {status} {words[:300]!r}")
    if action.target and ((folder / action.target).read_bytes() == OLD) == (status == _FINE):
        found.append("wrong the old file is gone" if status else "wrong nothing was written")
    for name, years in (("books.db", (2031,) if status else action.years), ("good.db", (2032,))):
        if (there := _years(folder / name)) != years:
            found.append(f"wrong {name} holds {there}, not {years}")
    return found


def _years(file: Path) -> tuple[int, ...]:
    with open_database(file) as database:
        database.verify()
        store = BookStore(database)
        return tuple(store.load(entry.id).year for entry in store.list_books())


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)
