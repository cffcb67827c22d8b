"""Compares what a pack prints of a known budget with what is known to have been printed, cell by cell.

A cell that its source itself contradicts is named in a list of slips with the reason; it is excused, and only it. A slip that
agrees after all is told: the list would otherwise excuse a later fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

Rows = Sequence[Sequence[str]]


class Slip(Struct, frozen=True):
    """A cell (row and column from 1) of a file that its source contradicts."""

    file: str
    row: int
    column: int
    reason: str


class Difference(Struct, frozen=True):
    """A cell that prints otherwise than expected; ``reason`` says why it may ("": it may not)."""

    file: str
    row: int
    column: int
    expected: str
    printed: str
    reason: str = ""

    @property
    def sentence(self) -> str:
        """The difference in words."""
        cell = f"{self.file} 第 {self.row} 行第 {self.column} 栏"
        words = f"{cell}：应当是{_shown(self.expected)}，印出来是{_shown(self.printed)}"
        return f"{words}（已说明：{self.reason}）" if self.reason else words


class Comparison(Struct, frozen=True):
    """``equal`` counts the cells that print as expected, blank ones too.

    ``missing`` are files that name nothing that is printed.
    """

    equal: int
    differences: tuple[Difference, ...]
    excused: tuple[Difference, ...]
    agreeing_slips: tuple[Slip, ...]
    missing: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether everything came out as expected."""
        return not (self.differences or self.agreeing_slips or self.missing)

    @property
    def sentences(self) -> Iterator[str]:
        """What is not as expected, in words."""
        yield from (f"{file}：印出来的没有这一张；表的文件名是它的编号，如 T1.csv，文字的是它的名称" for file in self.missing)
        yield from (each.sentence for each in self.differences if each.file not in self.missing)
        for slip in self.agreeing_slips:
            yield f"slips.csv：{slip.file} 第 {slip.row} 行第 {slip.column} 栏其实一样，从 slips.csv 里拿掉"


def compare_printed(expected: Mapping[str, Rows], printed: Mapping[str, Rows], slips: Sequence[Slip]) -> Comparison:
    """Compare the files of a known budget with what is printed under their names."""
    reasons = {(slip.file, slip.row, slip.column): slip.reason for slip in slips}
    equal, differing = 0, []
    for file, rows in expected.items():
        for row, cells in enumerate(zip_longest(rows, printed.get(file, ()), fillvalue=()), 1):
            for column, (wanted, found) in enumerate(zip_longest(*cells, fillvalue=""), 1):
                if wanted != found:
                    differing.append(Difference(file, row, column, wanted, found, reasons.get((file, row, column), "")))
                elif column <= len(cells[0]):
                    equal += 1
    used = {(each.file, each.row, each.column) for each in differing}
    return Comparison(
        equal,
        tuple(each for each in differing if not each.reason),
        tuple(each for each in differing if each.reason),
        tuple(slip for slip in slips if (slip.file, slip.row, slip.column) not in used),
        tuple(file for file in expected if file not in printed),
    )


def _shown(text: str) -> str:
    return f"“{text}”" if text else "空的"
