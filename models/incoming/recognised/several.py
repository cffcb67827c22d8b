"""Several files of one budget as one: the same form and year; a table that two of them have is taken from the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.incoming.recognised.recognise import Recognised
from models.incoming.recognised.table import ReadTable


class NamedFile(NamedTuple):
    """A file by its name, and what was recognised in it."""

    name: str
    found: Recognised


class Joined(NamedTuple):
    """All files as one, with sentences about what was not taken; ``refused`` says why they are no one budget."""

    found: Recognised
    notes: tuple[str, ...] = ()
    refused: str = ""


def join_files(files: Sequence[NamedFile]) -> Joined:
    """Join the tables of several files."""
    main = next((file for file in files if file.found.tables), files[0])
    tables: dict[str, tuple[str, ReadTable]] = {}
    notes: list[str] = []
    for name, found in files:
        if found.tables and found.year and main.found.year and found.year != main.found.year:
            refused = f"“{name}”是 {found.year} 年的，“{main.name}”是 {main.found.year} 年的，分开读"
            return Joined(main.found, refused=refused)
        for table in found.tables:
            first = tables.setdefault(table.id, (name, table))
            if first[1] is not table:
                notes.append(f"“{table.title}”有两张，用了“{first[0]}”里的，“{name}”里的没有用")
    kept = {id(table) for _, table in tables.values()}
    blocks = tuple(block for file in files for block in file.found.blocks if block.table is None or id(block.table) in kept)
    found = main.found
    year = found.year or next((file.found.year for file in files if file.found.year), 0)
    unit = found.unit or next((file.found.unit for file in files if file.found.unit), "")
    return Joined(Recognised(found.pack, year, unit, blocks, found.also), tuple(notes))
