"""Reads the known budgets of a pack (``expected/NAME``) and compares them with what the pack prints.

A folder holds ``book.ysbook``, a CSV file per table (``T1.csv``: the printed rows with labels, without headings),
``texts/NAME.txt`` where a text is known, and ``slips.csv`` (file, row, column, reason) with the cells that the source itself
contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from models.pack.errors import PackError
from models.pack.forms.pack import Pack
from models.paper.printed_files import TEXTS, printed_files
from models.published.context import Context
from models.published.expected import Comparison, Rows, Slip, compare_printed
from storage.errors import StorageError
from storage.files.book_file import read_book_file
from storage.packs.code_lists import codes_of_pack
from storage.packs.pack_import import PackOffer, trial_folder
from storage.packs.source_files import is_left_there, read_csv_list, read_lines, read_rows

FOLDER: Final = "expected"
BOOK: Final = "book.ysbook"
SLIPS: Final = "slips.csv"
_PLACE: Final = re.compile("[1-9][0-9]{0,6}")
_SLIP_COLUMNS: Final = ("file", "row", "column", "reason")


class KnownBudget(Struct, frozen=True):
    """A budget of which it is known what was printed: the rows of each file, and the slips of the source."""

    name: str
    context: Context
    files: dict[str, Rows]
    slips: tuple[Slip, ...]

    @property
    def untested(self) -> tuple[str, ...]:
        """The tables that the pack prints of the budget and of which nothing is known."""
        return tuple(key for key in self.context.tables if f"{key}.csv" not in self.files)

    def compare(self) -> Comparison:
        """What comes out otherwise."""
        return compare_printed(self.files, printed_files(self.context, self.files.keys()), self.slips)


def known_budgets(folder: Path, pack: Pack) -> Iterator[KnownBudget]:
    """The known budgets in the folder of a pack. Raises ``PackError`` or ``StorageError``."""
    for home in _homes(folder / FOLDER):
        shown = f"{FOLDER}/{home.name}"
        names = [path.name for path in _visible(home)]
        if BOOK not in names:
            raise PackError(f"{shown}/{BOOK}", (), "没有这个文件；用程序录入这本预算，“另存为”存到这里")
        if strange := next((name for name in names if not (name in {BOOK, TEXTS} or name.endswith(".csv"))), ""):
            raise PackError(
                f"{shown}/{strange}", (), f"不认识这个文件，只能是 {BOOK}、T1.csv 这样的表（.csv 小写）、{SLIPS} 和 {TEXTS}"
            )
        tables = [name for name in names if name.endswith(".csv") and name != SLIPS]
        files: dict[str, Rows] = {name: read_rows(home / name, f"{shown}/{name}") for name in tables}
        texts = [f"{TEXTS}/{path.name}" for path in _visible(home / TEXTS)]
        files |= {name: [[line] for line in read_lines(home / name, f"{shown}/{name}")] for name in texts}
        if not files:
            raise PackError(shown, (), "没有一张表，什么都没有核对；放进 T1.csv 这样的表，或者去掉这个文件夹")
        book = read_book_file(home / BOOK)
        yield KnownBudget(home.name, Context(book, pack, codes_of_pack(pack, book.year, None)), files, _read_slips(home, files))


def _homes(expected: Path) -> Sequence[Path]:
    """The folder of each known budget; none where the pack has none. Raises ``PackError`` for files that stand beside them."""
    if not expected.is_dir():
        return ()
    found = _visible(expected)
    if loose := next((path.name for path in found if not path.is_dir()), ""):
        raise PackError(f"{FOLDER}/{loose}", (), f"要放在 {FOLDER}/名字/ 里，一本预算一个文件夹")
    if not found:
        raise PackError(FOLDER, (), "是空的，什么都没有核对；每本已知的预算放一个文件夹，或者去掉它")
    return found


def _visible(folder: Path) -> list[Path]:
    """What an author put into a folder, by name; not what a system or a spreadsheet program leaves there."""
    return sorted(path for path in folder.glob("*") if not is_left_there(path.name))


def _read_slips(home: Path, files: dict[str, Rows]) -> tuple[Slip, ...]:
    if not (home / SLIPS).is_file():
        return ()
    name = f"{FOLDER}/{home.name}/{SLIPS}"
    found = read_csv_list(home / SLIPS, name)
    return tuple(_slip(row, name, line, tuple(files)) for row, line in zip(found.rows, found.lines, strict=True))


def _slip(row: Mapping[str, str], name: str, line: int, files: Sequence[str]) -> Slip:
    if tuple(row) != _SLIP_COLUMNS:
        raise PackError(name, (), f"第一行应当是 {','.join(_SLIP_COLUMNS)}", 1)
    if row["file"] not in files:
        raise PackError(name, (), f"没有“{row['file']}”这个文件", line, allowed=files)
    if not all(_PLACE.fullmatch(row[key]) for key in ("row", "column")):
        raise PackError(name, (), "row、column 应当是从 1 数起的数", line)
    if not row["reason"].strip():
        raise PackError(name, (), "要写明原因", line)
    return Slip(row["file"], int(row["row"]), int(row["column"]), row["reason"])


def refuse_unexpected(offer: PackOffer) -> None:
    """Raise ``StorageError`` if a pack that is about to be imported prints one of its known budgets otherwise than expected."""
    with trial_folder() as folder:
        for file, data in offer.files.items():
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        wrong = [(each.name, result) for each in known_budgets(folder, offer.pack) if not (result := each.compare()).is_right]
    if wrong:
        first, result = wrong[0]
        sentences = [*result.sentences][:3]
        raise StorageError(f"“{offer.pack.name}”印出来的和它自己带的“{first}”不一样，没有导入：{'；'.join(sentences)}")
