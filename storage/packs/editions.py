"""Reads the editions of the national code tables: one whole edition, and what changed in the years after it.

``editions.csv`` lists them; a folder of its year (``2024``) holds a whole edition; ``changes.csv`` holds the rows that an edition
adds to or changes in the one before (a row without a name takes its code away), each with its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS, Code, CodeTable
from storage.packs.initials import pinyin_initials
from storage.packs.source_files import read_csv

FIRST_OF_ECONOMIC = "3"
"""部门经济科目 begin with 3, 支出功能科目 with 2."""

Tables = tuple[CodeTable, CodeTable]
"""Function and economic codes."""


def read_editions(folder: Path) -> dict[str, Tables]:
    """The tables of every edition, the oldest first. Raises ``PackError``."""
    changes = read_csv(folder / "changes.csv")
    tables = CodeTable(FUNCTION_LEVELS, ()), CodeTable(ECONOMIC_LEVELS, ())
    editions = {}
    for edition in sorted(row["edition"] for row in read_csv(folder / "editions.csv")):
        if (folder / edition).is_dir():
            tables = _whole(folder / edition)
        tables = _changed(tables, [row for row in changes if row["edition"] == edition])
        editions[edition] = tables
    return editions


def _whole(folder: Path) -> Tables:
    function, economic = (map(_code, read_csv(folder / f"{name}.csv")) for name in ("function", "economic"))
    return CodeTable(FUNCTION_LEVELS, function), CodeTable(ECONOMIC_LEVELS, economic)


def _changed(tables: Tables, rows: Iterable[Mapping[str, str]]) -> Tables:
    codes = [_code({**row, "initials": pinyin_initials(row["name"])}) for row in rows]
    function, economic = tables
    return (
        function.with_changes(row for row in codes if not row.code.startswith(FIRST_OF_ECONOMIC)),
        economic.with_changes(row for row in codes if row.code.startswith(FIRST_OF_ECONOMIC)),
    )


def _code(row: Mapping[str, str]) -> Code:
    return Code(row["code"], row["name"], row["verified"], row["initials"], row.get("cost", ""), row.get("budget", ""))
