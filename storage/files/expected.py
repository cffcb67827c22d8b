"""Reads the known budgets of a pack (``expected/NAME``) and compares them with what the pack prints.

A folder holds ``book.ysbook``, a CSV file per table (``T1.csv``: the printed rows with labels, without headings),
``texts/NAME.txt`` where a text is known, and ``slips.csv`` (file, row, column, reason) with the cells that the source itself
contradicts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
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
from storage.packs.pack_import import PackOffer
from storage.packs.source_files import read_csv_list

FOLDER: Final = "expected"
BOOK: Final = "book.ysbook"
SLIPS: Final = "slips.csv"
_SLIP_COLUMNS: Final = ("file", "row", "column", "reason")


class KnownBudget(Struct, frozen=True):
    """A budget of which it is known what was printed: the rows of each file, and the slips of the source."""

    name: str
    context: Context
    files: dict[str, Rows]
    slips: tuple[Slip, ...]

    def compare(self) -> Comparison:
        """What comes out otherwise."""
        return compare_printed(self.files, printed_files(self.context, self.files.keys()), self.slips)


def known_budgets(folder: Path, pack: Pack) -> Iterator[KnownBudget]:
    """The known budgets in the folder of a pack. Raises ``PackError`` or ``StorageError``."""
    for home in sorted(path for path in (folder / FOLDER).glob("*") if path.is_dir()):
        book = read_book_file(home / BOOK)
        context = Context(book, pack, codes_of_pack(pack, book.year, None))
        tables = [path for path in sorted(home.glob("*.csv")) if path.name != SLIPS]
        files = {path.name: _read_rows(path) for path in tables}
        files |= {f"{TEXTS}/{path.name}": _read_lines(path) for path in sorted((home / TEXTS).glob("*.txt"))}
        yield KnownBudget(home.name, context, files, _read_slips(home, files))


def _read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _read_lines(path: Path) -> Rows:
    return [[line] for line in path.read_text(encoding="utf-8-sig").splitlines()]


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
    if not (row["row"].isdecimal() and row["column"].isdecimal()):
        raise PackError(name, (), "row、column 应当是从 1 数起的数", line)
    if not row["reason"].strip():
        raise PackError(name, (), "要写明原因", line)
    return Slip(row["file"], int(row["row"]), int(row["column"]), row["reason"])


def refuse_unexpected(offer: PackOffer) -> None:
    """Raise ``StorageError`` if a pack that is about to be imported prints one of its known budgets otherwise than expected."""
    with TemporaryDirectory(prefix="ysgk-") as name:
        for file, data in offer.files.items():
            target = Path(name) / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        wrong = [(each.name, result) for each in known_budgets(Path(name), offer.pack) if not (result := each.compare()).is_right]
    if wrong:
        first, result = wrong[0]
        sentences = [*result.sentences][:3]
        raise StorageError(f"“{offer.pack.name}”印出来的和它自己带的“{first}”不一样，没有导入：{'；'.join(sentences)}")
