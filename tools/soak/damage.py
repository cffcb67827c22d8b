"""Ways in which a data folder can be damaged: those by name that the tests know one by one, and any number by a seed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Final

from storage.database.books import BookStore
from storage.database.file import open_database
from storage.database.holding import lock, requests
from storage.files.book_file import sample_book

Damage = Callable[[Path], None]
"""Changes what lies in a data folder."""

DATABASE: Final = "books.db"
SETTINGS_FILE: Final = "settings.json"
LAST_BOOK: Final = "desk/last_book"
"""The setting that names the open book, as the program writes it."""

SETTINGS: Final = (
    "desk/last_book", "entry/enter_in_order", "entry/unit", "export/folder", "extras/sub_unit", "income/closed", "income/split",
    "paste/basic",
    "preview/sheet", "preview/zoom", "projects/list", "projects/sums", "texts/split", "widths/basic", "window/geometry",
    "window/theme", "window/zoom", "workspace/cell", "workspace/findings_open", "workspace/navigation", "workspace/page",
    "workspace/split",
)  # fmt: skip

_PAGE: Final = 4096
"""Bytes of a page of the database."""


def fill_folder(folder: Path) -> int:
    """Put the example's book into the folder, handed in once, as the book that was open last. Returns its id."""
    book = sample_book()
    with open_database(folder / DATABASE, create=True) as database:
        store = BookStore(database)
        book_id = store.create(book)
        store.record_submission(book_id, book, "公开表.xlsx", "0" * 64)
    settings({LAST_BOOK: book_id})(folder)
    return book_id


# --- kinds of damage


def sql(text: str) -> Damage:
    """Run statements on the database; foreign keys are not looked at."""

    def damage(folder: Path) -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as connection:
            connection.executescript(f"PRAGMA foreign_keys = 0; {text}")
            connection.commit()

    return damage


def put(name: str, content: bytes) -> Damage:
    """Write a file into the folder."""

    def damage(folder: Path) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    return damage


def cut(size: int) -> Damage:
    """Leave the first ``size`` bytes of the database; less than 0: all but as many."""

    def damage(folder: Path) -> None:
        file = folder / DATABASE
        file.write_bytes(file.read_bytes()[:size])

    return damage


def over(share: float, content: bytes) -> Damage:
    """Write ``content`` over the database, beginning at a ``share`` (0 to 1) of its length."""

    def damage(folder: Path) -> None:
        file = folder / DATABASE
        data = bytearray(file.read_bytes())
        at = int(share * len(data))
        data[at : at + len(content)] = content
        file.write_bytes(data)

    return damage


def folder_instead(name: str) -> Damage:
    """A folder where the program has a file."""

    def damage(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name / "inner").mkdir(parents=True)

    return damage


def settings(value: object) -> Damage:
    """Other settings."""
    return put(SETTINGS_FILE, json.dumps(value).encode())


def every_setting(value: object) -> Damage:
    """The same value for every setting but the book that was open."""
    return settings({**dict.fromkeys(SETTINGS, value), LAST_BOOK: 1})


WITHOUT_BOOK: Final[dict[str, Damage]] = {
    "empty": put(DATABASE, b""),
    "noise": put(DATABASE, bytes(range(256)) * 40),
    "truncated": cut(5000),
    "half": cut(16384),
    "table missing": sql("DROP TABLE projects"),
    "list missing": sql("DROP TABLE books"),
    "newer": sql("PRAGMA user_version = 999"),
    "foreign": sql("PRAGMA application_id = 5"),
    "no version": sql("PRAGMA user_version = 0"),
    "bad UTF-8": sql("UPDATE books SET unit_name = CAST(X'ffff' AS TEXT)"),
    "altered": sql("UPDATE projects SET name = name || '1'"),
    "settings: no book": settings({LAST_BOOK: 77}),
    "settings: a word": settings({LAST_BOOK: "abc"}),
    "settings: a list": settings([1, 2]),
    "settings: bytes": put(SETTINGS_FILE, b"\xff\xfe{"),
}
"""Those after which the start page comes up; the program says why, but for the settings."""

WITH_BOOK: Final[dict[str, Damage]] = {
    "log missing": sql("DROP TABLE edit_changes; DROP TABLE edit_steps"),
    "submission": sql("UPDATE submissions SET book_json = 'x'"),
    "bad time": sql("UPDATE books SET changed_at = 'x'"),
    "GBK list": put("codes/any/function.csv", "code,name,verified,initials\n2010399,测试,bureau,cs\n".encode("gbk")),
    "pack": put("packs/mine/pack.toml", b"\xff\xfe"),
    "pack of itself": put("packs/mine/pack.toml", b'format = 1\nid = "mine"\nextends = "mine"\n'),
    "packs is a file": put("packs", b""),
    "settings: words": every_setting("abc"),
    "settings: lists": every_setting([1]),
    "settings: tables": every_setting({"a": 1}),
    "settings: huge": every_setting(10**30),
    "settings: nothing": every_setting(None),
    "settings: negative": every_setting(-5),
}
"""Those after which the book comes up all the same."""


# --- any number of them

Make = Callable[[Random], Damage]

_PACK: Final = 'format = 1\nid = "mine"\nextends = "hebei-xingtai-2024"\n'
_WRONG: Final[Sequence[object]] = ("", "x" * 9000, -1, 2**40, 10**30, 1.5, True, None, [], {}, [[1]], {"a": [None]}, "\u0000", "二")


def _columns(connection: sqlite3.Connection) -> Sequence[tuple[str, str]]:
    """Every table of the database with each of its columns."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    names = [str(name) for (name,) in tables.fetchall()]
    return [(name, str(row[1])) for name in names for row in connection.execute(f"PRAGMA table_info({name})").fetchall()]


def _of_a_column(seed: Random, statement: str) -> Damage:
    """A statement about one of the columns: the first, from a place on that the seed says, for which it changes the database."""
    share = seed.random()

    def damage(folder: Path) -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as connection:
            connection.execute("PRAGMA foreign_keys = 0")
            columns = _columns(connection)
            first = int(share * len(columns))
            any(_changes(connection, statement.format(table=t, column=c)) for t, c in (*columns[first:], *columns[:first]))
            connection.commit()

    return damage


def _changes(connection: sqlite3.Connection, statement: str) -> bool:
    """Whether a statement did anything; a type or a constraint may forbid it."""
    try:
        return connection.execute(statement).rowcount != 0
    except sqlite3.IntegrityError:
        return False


def _noise(seed: Random) -> Damage:
    return over(seed.random(), seed.randbytes(seed.choice((1, 8, 300, 5000, 60_000))))


def _blank(seed: Random) -> Damage:
    return over(seed.random(), seed.choice((b"\0", b"\xff")) * _PAGE * seed.randrange(1, 9))


def _cut(seed: Random) -> Damage:
    return cut(-_PAGE * seed.randrange(1, 20) if seed.random() < 0.5 else seed.randrange(1, 40_000))


def _longer(seed: Random) -> Damage:
    return over(1.0, seed.randbytes(seed.choice((3, _PAGE))))


def _side_file(seed: Random) -> Damage:
    names = (*(f"{DATABASE}{ending}" for ending in ("-wal", "-shm", "-journal", ".part")), lock.FILE, requests.FILE)
    return put(seed.choice(names), seed.randbytes(seed.choice((0, 40, 9000))))


def _some_settings(seed: Random) -> Damage:
    chosen = {name: seed.choice(_WRONG) for name in SETTINGS if name != LAST_BOOK and seed.random() < 0.7}
    return settings({**chosen, LAST_BOOK: 1})


def _spoilt_settings(seed: Random) -> Damage:
    text = json.dumps({LAST_BOOK: 1, "window/zoom": 100, "workspace/page": "basic"}).encode()
    return put(SETTINGS_FILE, seed.choice((text[: seed.randrange(len(text))], b"[" * 9000, b"\0" * 80, seed.randbytes(200))))


def _spoilt_pack(seed: Random) -> Damage:
    name = seed.choice(("pack.toml", "tables.toml", "function.csv", "narrative.toml"))
    content = seed.choice((seed.randbytes(300), b"[" * 3000, _PACK.encode()[: seed.randrange(len(_PACK))], b"a = 1\na = 2\n"))

    def damage(folder: Path) -> None:
        put("packs/mine/pack.toml", _PACK.encode())(folder)
        put(f"packs/mine/{name}", content)(folder)

    return damage


def _spoilt_codes(seed: Random) -> Damage:
    name = seed.choice(("function", "economic"))
    content = seed.choice((seed.randbytes(300), b"code,name\n", b'code,name,verified,initials\n"' + b"x" * 5000, b""))
    return put(f"codes/{seed.choice(('any', '2024', 'x'))}/{name}.csv", content)


def _spoilt_cache(seed: Random) -> Damage:
    content = seed.randbytes(seed.randrange(500))

    def damage(folder: Path) -> None:
        for name in ("pack-hebei-xingtai-2024", "codes", "icons"):
            put(f"cache/{name}", content)(folder)

    return damage


def _folder_instead(seed: Random) -> Damage:
    return folder_instead(seed.choice((DATABASE, SETTINGS_FILE, "faults.log", "codes/any/function.csv", lock.FILE, requests.FILE)))


def _file_instead(seed: Random) -> Damage:
    return put(seed.choice(("backups", "packs", "codes", "templates", "cache")), seed.randbytes(9))


def _no_backup(seed: Random) -> Damage:
    return put(
        f"backups/books-备份-20240{seed.randrange(1, 10)}31-{seed.randrange(99):02}0000.db", seed.randbytes(seed.randrange(900))
    )


def _dropped(seed: Random) -> Damage:
    return _of_a_column(seed, "DROP TABLE {table}")


def _emptied(seed: Random) -> Damage:
    return _of_a_column(seed, "DELETE FROM {table}")


def _column_gone(seed: Random) -> Damage:
    return _of_a_column(seed, "ALTER TABLE {table} RENAME COLUMN {column} TO gone")


def _wrong_values(seed: Random) -> Damage:
    value = seed.choice(("'x'", "-1", "4611686018427387904", "''", "'9' || char(0)", "CAST(X'e5ff' AS TEXT)"))
    return _of_a_column(seed, f"UPDATE OR IGNORE {{table}} SET {{column}} = {value} WHERE {{column}} IS NOT {value}")  # noqa: S608 - our own words


KINDS: Final[dict[str, Make]] = {
    "noise": _noise,
    "blank pages": _blank,
    "cut": _cut,
    "longer": _longer,
    "side file": _side_file,
    "table dropped": _dropped,
    "table emptied": _emptied,
    "column renamed": _column_gone,
    "values": _wrong_values,
    "settings": _some_settings,
    "spoilt settings": _spoilt_settings,
    "spoilt pack": _spoilt_pack,
    "spoilt codes": _spoilt_codes,
    "spoilt cache": _spoilt_cache,
    "folder for a file": _folder_instead,
    "file for a folder": _file_instead,
    "no backup": _no_backup,
}
"""What a seed makes one of."""


def damages(seed: int, most: int) -> Iterator[tuple[str, Damage]]:
    """``most`` kinds of damage with a name each: each of KINDS in turn, and between them those that have a name of their own."""
    chosen = Random(seed)  # noqa: S311 - which damage does not matter
    named = list({**WITHOUT_BOOK, **WITH_BOOK}.items())
    chosen.shuffle(named)
    for number in range(most):
        if number % 2 and named:
            yield named.pop()
        else:
            kind = list(KINDS)[number // 2 % len(KINDS)]
            yield f"{kind} ({seed}.{number})", KINDS[kind](chosen)
