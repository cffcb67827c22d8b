"""Which row of an official table a line is: by its code, else by its label; never by its position alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from models.incoming.recognised.lines import plain
from models.incoming.recognised.raw_rows import RawRow
from models.pack.forms.tables import TOTAL_ROW, FixedLine, TableSide, TableSpec
from models.published.tables import code_table
from models.values.codes import Codes, CodeTable

_NUMBERING: Final = re.compile(r"^(?:\([一二三四五六七八九十0-9]+\)[、.]?|[一二三四五六七八九十]+[、.]|[0-9]+[、.])")
_BEFORE: Final = re.compile(r"^(?:其中[:：]?|加[:：]|减[:：])")
_CODE: Final = re.compile(r"\d{3,7}")
_CODE_AND_NAME: Final = re.compile(r"[\[(]?(\d{3,7})[\])]?[-—]?(\D.*)")


class RowName(NamedTuple):
    """The id of a row and its name as printed. ``doubt``: why it is not certain; ``healed``: what was put right of its code."""

    id: str
    name: str = ""
    doubt: str = ""
    healed: str = ""


class RowNames:
    """Finds the rows of one table; labels that stand there several times are taken in their order."""

    def __init__(self, spec: TableSpec, codes: Codes) -> None:
        self._spec = spec
        self._codes = codes
        self._labels = [_labels_of(side) for side in spec.sides]
        self._taken: dict[int, set[str]] = {}
        self._of_names: dict[str, Mapping[str, list[str]]] = {}

    def is_label(self, row: RawRow) -> bool:
        """Whether a row without amounts is one of the table by its code or label."""
        side = self._spec.sides[row.side]
        if side.rows is not None:
            return bool(_CODE.fullmatch(self._code(row)[0]) and row.name) or self._is_total(row)
        return any(line.id not in self._taken.get(row.side, ()) for line in self._labels[row.side].get(label_key(row.name), ()))

    def find(self, row: RawRow) -> RowName | None:
        """The row; None where neither code nor label is one of the table."""
        side = self._spec.sides[row.side]
        if side.rows is not None:
            return self._coded(row, code_table(side.rows.by, self._codes))
        if not side.label_heading:
            return RowName(TOTAL_ROW)
        found = self._line(row, side)
        if found is not None:
            self._taken.setdefault(row.side, set()).add(found.id)
        return found

    # --- coded rows

    def _is_total(self, row: RawRow) -> bool:
        form = self._spec.sides[row.side].rows
        words = label_key(row.texts)
        return form is not None and words in {label_key(form.total), "合计", "总计"}

    def _code(self, row: RawRow) -> tuple[str, str, str]:
        """The code, the name, and what was put right of the code."""
        form = self._spec.sides[row.side].rows
        parts = [plain(row.codes.get(level, "")) for level in range(max(row.codes, default=-1) + 1)]
        if form is None or not parts:
            return "", row.name, ""
        if not form.split:
            found = _CODE_AND_NAME.fullmatch(parts[0])
            return (found[1], row.name or found[2], "") if found else (parts[0], row.name, "")
        code, healed = parts[0], ""
        for part in parts[1:]:
            whole = part.startswith(code) and len(part) > len(code)
            if part.isdigit() and len(part) == 1:
                healed = f"编码的“{part}”按“0{part}”读"
            code = part if whole else code + (part.zfill(2) if part.isdigit() else part)
        return code, row.name, healed

    def _coded(self, row: RawRow, table: CodeTable) -> RowName | None:
        if self._is_total(row):
            return RowName(TOTAL_ROW)
        code, name, healed = self._code(row)
        if _CODE.fullmatch(code):
            doubt = table.conflict(f"{code} {name}") if name else ""
            if healed and plain(table.name(code)) == plain(name):
                healed += f"，{code} 的名称也是{name}"
            return RowName(code, name, doubt, healed)
        return None

    # --- fixed lines

    def _line(self, row: RawRow, side: TableSide) -> RowName | None:
        taken = self._taken.get(row.side, set())
        for key in (label_key(row.name), label_key(row.name, numbered=False)):
            free = [line for line in self._labels[row.side].get(key, ()) if line.id not in taken]
            if key and free:
                return RowName(free[0].id, row.name)
        present = side.present
        if present is None:
            return None
        found = self._classes(present.present).get(label_key(row.name, numbered=False), ())
        return RowName(found[0], row.name) if len(found) == 1 else None

    def _classes(self, by: str) -> Mapping[str, list[str]]:
        """Name → codes of the 类 of a classification."""
        if by not in self._of_names:
            table = code_table(by, self._codes)
            names: dict[str, list[str]] = {}
            for code in table:
                if len(code.code) == min(table.levels):
                    names.setdefault(label_key(code.name, numbered=False), []).append(code.code)
            self._of_names[by] = names
        return self._of_names[by]


def label_key(text: str, *, numbered: bool = True) -> str:
    """A label for comparison; ``numbered``: with the number before it."""
    words = _BEFORE.sub("", plain(text))
    return (words if numbered else _NUMBERING.sub("", words)).replace("(", "").replace(")", "")


def _labels_of(side: TableSide) -> Mapping[str, list[FixedLine]]:
    labels: dict[str, list[FixedLine]] = {}
    for line in side.lines:
        for key in dict.fromkeys((label_key(line.label), label_key(line.label, numbered=False))):
            if key:
                labels.setdefault(key, []).append(line)
    return labels
