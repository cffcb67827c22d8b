"""Imports the finance bureau's code list (a file of any kind) into the user's folder, where it overrides the shipped codes.

A list is read first (``read_code_list``) and kept only when the clerk has seen what was understood (``keep_code_list``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from models.incoming.code_lists.effects import ListScope
from models.incoming.code_lists.reading import CodeList, read_code_rows
from models.values.codes import ADDED, BUREAU, Code, Codes
from storage.errors import StorageError
from storage.incoming.document import read_document
from storage.packs.code_lists import ANY_YEAR, pack_home, read_kept
from storage.packs.initials import code_initials
from storage.replace_file import replace_file

EVERYWHERE: Final = ListScope()


def read_code_list(source: Path, known: Codes) -> CodeList:
    """The codes of a list in a file of any kind; ``known`` as in ``read_code_rows``. Raises ``StorageError`` for a file without."""
    read = read_code_rows(_sheets_of(source), known)
    if not read.function and not read.economic:
        first = f"（{read.left_out[0]}）" if read.left_out else ""
        raise StorageError(
            f"“{source.name}”里没有找到科目{first}；要有“编码”“名称”两列，编码是 3、5 或 7 位数字，或者分成类、款、项三列"
        )
    return read


def keep_code_list(read: CodeList, folder: Path, scope: ListScope = EVERYWHERE, *, added: bool = False) -> None:
    """Keep a list in ``folder`` for these books, in place of the one that is there; ``added``: beside it.

    Raises ``StorageError``, also for a list with too few codes to be a whole one that is not ``added``.
    """
    if read.partial and not added:
        raise StorageError(f"{read.partial}，不像一份完整的科目表，没有导入；如果只是补充几个科目，作为补充导入")
    home = folder / (pack_home(scope.pack) if scope.pack else str(scope.year) if scope.year else ANY_YEAR)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"科目表没有导入，“{home}”建不了（{error.strerror or error}）；检查磁盘和权限后再导入") from error
    for name, rows in read.tables.items():
        if rows:
            target = home / f"{name}.csv"
            present = {row.code: row for row in read_kept(target)} if added else {}
            _write(target, present | _rows(rows, ADDED if added else BUREAU))


def _rows(names: Mapping[str, str], verified: str) -> dict[str, Code]:
    return {code: Code(code, name, verified, code_initials(name)) for code, name in names.items()}


def _write(target: Path, rows: Mapping[str, Code]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    lines = ((row.code, row.name, row.initials, row.verified) for _, row in sorted(rows.items()))
    writer.writerows([("code", "name", "initials", "verified"), *lines])
    replace_file(target, text.getvalue().encode())


def _sheets_of(source: Path) -> list[tuple[str, list[list[str]]]]:
    """The visible tables of a file of any kind with the names of their sheets, "" where there is only one."""
    tables = [block for block in read_document(source).blocks if not block.hidden]
    return [(block.title if len(tables) > 1 else "", [list(row) for row in block.flat().rows]) for block in tables]
