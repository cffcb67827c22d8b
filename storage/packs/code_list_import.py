"""Imports the finance bureau's code list (CSV or Excel) into the user's folder, where it overrides the shipped codes."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS, Code
from storage.errors import StorageError
from storage.packs.code_lists import ANY_YEAR, pinyin_initials
from storage.replace_file import replace_file

_TABLES: Final = {"function": ("2", FUNCTION_LEVELS), "economic": ("3", ECONOMIC_LEVELS)}
_TABLE_NAMES: Final = {"function": "功能科目", "economic": "部门经济科目"}
_CODE_HEADINGS: Final = ("编码", "代码", "code")
_NAME_HEADINGS: Final = ("名称", "name")


class ImportedCodes(Struct, frozen=True):
    """The codes of a list per table, and one sentence for each row that was left out."""

    function: tuple[Code, ...]
    economic: tuple[Code, ...]
    left_out: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The numbers as one sentence."""
        return f"功能科目 {len(self.function)} 个，部门经济科目 {len(self.economic)} 个，没有用的行 {len(self.left_out)} 行"


def import_code_list(source: Path, folder: Path, year: int | None = None) -> ImportedCodes:
    """Read a bureau's list and keep it in ``folder`` for a year (None: any). Raises ``StorageError``."""
    imported = read_code_list(source)
    home = folder / (str(year) if year else ANY_YEAR)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"科目表没有导入，“{home}”建不了（{error.strerror or error}）；检查磁盘和权限后再导入") from error
    for name, rows in (("function", imported.function), ("economic", imported.economic)):
        if rows:
            _keep(home / f"{name}.csv", rows)
    return imported


def _keep(target: Path, rows: Sequence[Code]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("code", "name", "initials"), *((row.code, row.name, row.initials) for row in rows)])
    replace_file(target, text.getvalue().encode())


def read_code_list(source: Path) -> ImportedCodes:
    """The codes of a CSV or Excel list: the columns headed 编码 and 名称, else the first two. Raises ``StorageError``."""
    rows = _rows_of(source)
    start, code_at, name_at = _find_columns(rows)
    tables: dict[str, dict[str, Code]] = {name: {} for name in _TABLES}
    left_out = []
    for number, row in enumerate(rows[start:], start + 1):
        code, name = _cell(row, code_at), _cell(row, name_at)
        if not code and not name:
            continue
        problem = _take(code, name, tables)
        if problem:
            left_out.append(f"第 {number} 行：{problem}")
    if not any(tables.values()):
        raise StorageError(f"“{source.name}”里没有找到科目；要有“编码”“名称”两列，编码是 3、5 或 7 位数字")
    function, economic = (tuple(table[code] for code in sorted(table)) for table in tables.values())
    return ImportedCodes(function, economic, tuple(left_out))


def _take(code: str, name: str, tables: dict[str, dict[str, Code]]) -> str:
    """Put a row into its table; returns what is wrong with it, or ""."""
    if not code.isdecimal() or not code.isascii():
        return f"“{code or name}”不是科目编码"
    if not name:
        return f"{code} 没有名称"
    for table, (first, levels) in _TABLES.items():
        if code.startswith(first) and len(code) in levels:
            present = tables[table].get(code)
            if present and present.name != name:
                return f"{code} 重复，前面是“{present.name}”，这里是“{name}”"
            tables[table][code] = Code(code, name, "bureau", pinyin_initials(name))
            return ""
    return f"{code} 既不是{'，也不是'.join(_TABLE_NAMES.values())}"


def _find_columns(rows: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    """(first data row, code column, name column), from a heading within the first ten rows if there is one."""
    for i, row in enumerate(rows[:10]):
        code_at = next((j for j, cell in enumerate(row) if any(word in cell.lower() for word in _CODE_HEADINGS)), None)
        name_at = next((j for j, cell in enumerate(row) if any(word in cell.lower() for word in _NAME_HEADINGS)), None)
        if code_at is not None and name_at is not None and code_at != name_at:
            return i + 1, code_at, name_at
    return 0, 0, 1


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _rows_of(source: Path) -> list[list[str]]:
    try:
        head = source.read_bytes()[:8] if source.is_file() else b""
        if head.startswith(b"PK"):
            return _excel_rows(source)
        if not head:
            raise StorageError(f"“{source}”不存在或者是空的，选财政局发的科目表")
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(_decode(source)))]
    except (OSError, csv.Error, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        raise StorageError(f"“{source.name}”读不出来；科目表要是 CSV 或 Excel（.xlsx）文件") from None


def _decode(source: Path) -> str:
    data = source.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _excel_rows(source: Path) -> list[list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a bureau's file may lack styles; only its values matter here
        book = load_workbook(source, read_only=True, data_only=True)
    try:
        rows: list[list[str]] = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows.extend([_text(value) for value in row] for row in sheet.iter_rows(values_only=True))
        return rows
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
