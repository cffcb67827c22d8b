"""In which unit the amounts of a table are: what the lines beside it, its title and the name of its sheet say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from models.incoming.blocks import Place
from models.incoming.recognised.lines import SourceLine, plain
from models.incoming.recognised.table import Leftover
from models.values.money import MoneyUnit
from models.values.unit_words import is_caption, unit_beside, word_of

OTHER_UNIT: Final = "金额的单位不是元，也不是万元，金额没有读"
_NOTE: Final = ("注:", "备注:", "说明:", "填报说明:")
_LONGEST: Final = 60
"""Characters of a text that may tell the unit of a table; a longer one is a text of its own, but for a note."""

_SHOWN: Final = 20


class SaidUnit(NamedTuple):
    """A unit, and where it is said."""

    unit: MoneyUnit
    where: str


def is_note(text: str) -> bool:
    """Whether a text that stands alone in a row is none of the table's: 注：…… or 单位：万元."""
    return plain(text).startswith(_NOTE) or is_caption(text)


def hint_of_name(file_name: str) -> str:
    """What the name of a file says of the unit: shown beside a unit that nothing in the file says, and never taken for it.

    A file is renamed and copied more easily than what stands in it.
    """
    unit = unit_beside(file_name.rpartition(".")[0])
    return f"文件名写着“{word_of(unit)}”" if unit is not None else ""


def unit_around(lines: Iterable[SourceLine], title: str, place: Place) -> tuple[SaidUnit | None, Leftover | None]:
    """The unit that is said first, and a unit in which no amount is read (千元); None where there is none.

    ``lines`` stand beside the table, ``title`` above it; ``place`` is where it begins.
    """
    said, strange = None, None
    for text, at, where in _texts(lines, title, place):
        unit = unit_beside(text)
        if isinstance(unit, MoneyUnit):
            said = said or SaidUnit(unit, f"{where}“{''.join(text.split())[:_SHOWN]}”")
        elif unit is not None:
            strange = strange or Leftover(text, at, OTHER_UNIT)
    return said, strange


def _texts(lines: Iterable[SourceLine], title: str, place: Place) -> Iterator[tuple[str, Place, str]]:
    for line in lines:
        for cell in line.cells:
            if len(cell.text) <= _LONGEST or is_note(cell.text):
                yield cell.text, cell.place, line.place.words()
    yield title, place, "标题"
    yield place.sheet, place, "工作表的名称"


def unit_of_columns(units: Mapping[str, MoneyUnit], words: Mapping[str, str], columns: Iterable[str]) -> SaidUnit | None:
    """The unit that the headings of all columns of amounts name; None where one names none, or another."""
    named = {units.get(column) for column in columns}
    unit = named.pop() if len(named) == 1 else None
    if unit is None:
        return None
    column = next(iter(units))
    return SaidUnit(unit, f"表头“{words.get(column, '')[:_SHOWN]}”")
