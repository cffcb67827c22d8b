"""Reads the head of 绩效目标表: the fields that the place asks for, and the rows in which they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from models.book.sheet_fields import STANDARD_FIELDS
from models.pack.forms.sheet import (
    BOOK_FIELDS,
    DEPARTMENT_MONEY,
    FIELD_KINDS,
    MONEY,
    OWN_FIELDS,
    TABLE,
    USUAL_LABELS,
    HeadCell,
    HeadRow,
    SheetField,
    usual_rows,
)
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.pack.source.proposals import did_you_mean

ABOVE: Final = "^"
"""A cell of a row into which the cell above goes on."""

_PLACE: Final = re.compile(r"\{(\w*)\}")
_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
_LEAST_COLUMNS: Final = 6
_MOST_SPAN: Final = 40


def read_fields(section: TomlTable) -> tuple[SheetField, ...]:
    """The declared fields. Raises ``PackError``."""
    fields = section.each("fields", _read_field, required=False)
    refuse_duplicates(section, "fields", [field.id for field in fields])
    return fields


def _read_field(section: TomlTable) -> SheetField:
    name, own = section.text("id"), section.flag("own")
    if not _ID.fullmatch(name):
        section.refuse("编号用小写英文字母、数字和 _，字母开头", "id")
    elif own and name in (*STANDARD_FIELDS, *OWN_FIELDS, *MONEY, *DEPARTMENT_MONEY, *BOOK_FIELDS):
        section.refuse(f"“{name}”是程序认识的栏，不写 own", "own")
    elif not own and name not in STANDARD_FIELDS:
        words = f"不认识“{name}”{did_you_mean(name, tuple(STANDARD_FIELDS))}；本地自己的栏，写 own = true"
        section.refuse(words, "id", allowed=tuple(STANDARD_FIELDS))
    kind, choices = section.choice("kind", FIELD_KINDS, "text"), section.texts("choices", required=False)
    if (kind == "choice") != bool(choices):
        section.refuse('kind = "choice" 的栏要写 choices，别的不写', "choices")
    field = SheetField(name, section.text("label"), kind, choices, section.flag("required"))
    section.close()
    return field


def read_rows(
    section: TomlTable, fields: Sequence[SheetField], width: int, layout: str, *, department: bool = False
) -> tuple[HeadRow, ...]:
    """The rows of the head, ``width`` columns wide; those of a usual head where the form prints none. Raises ``PackError``.

    Those above a table for all projects are for the window alone, and as wide as the first of them. The sheet of a whole
    ``department`` has no usual head: it names no project, and its money is that of the whole budget.
    """
    own = (*BOOK_FIELDS, *DEPARTMENT_MONEY) if department else (*OWN_FIELDS, *BOOK_FIELDS, *MONEY)
    known = (*own, *(field.id for field in fields))
    of_table = _width_of_first(section) if layout == TABLE else 0
    written = section.each("rows", partial(_read_row, known=known, width=of_table or width), required=False)
    if lacking := _lacking(written, width, layout, department=department):
        section.refuse(lacking, "rows")
    if not written:
        return usual_rows(USUAL_LABELS, max(width, _LEAST_COLUMNS))
    rows: list[HeadRow] = []
    for number, row in enumerate(written, 1):
        rows.append(HeadRow(tuple((at, cell) for at, cell in row.cells if cell.label != ABOVE)))
        for at, cell in row.cells:
            if cell.label == ABOVE and not _goes_on(rows, at, cell.columns):
                section.refuse("^ 的上面没有一样宽的格", "rows", number, "cells")
    shown = [cell.show for row in rows for _, cell in row.cells if cell.show]
    for name in sorted({name for name in shown if shown.count(name) > 1}):
        section.refuse(f"{{{name}}} 写了两次", "rows")
    for number, field in enumerate(fields, 1):
        if field.id not in shown:
            section.refuse(f"“{field.label}”没有位置：在 rows 里写 {{{field.id}}}", "fields", number, "id")
    return tuple(rows)


def _lacking(written: Sequence[HeadRow], width: int, layout: str, *, department: bool) -> str:
    """What a head must have and has not, in Chinese; "" for one that has it."""
    if department:
        return "" if written else "要有指标表上面的各行：在 rows 里写 {unit}（部门名称）和金额，如 {budget}"
    named = any(map(_shows_name, written)) if written else width >= _LEAST_COLUMNS
    return "" if named or layout == TABLE else "要有项目名称的位置：在 rows 里写 {name}"


def _width_of_first(section: TomlTable) -> int:
    """How many columns the first row takes; 0 where that cannot be told."""
    rows = section.raw.get("rows")
    first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
    spans = first.get("spans", [1] * len(first.get("cells", ())))
    return sum(spans) if isinstance(spans, list) and all(type(span) is int for span in spans) else 0


def _shows_name(row: HeadRow) -> bool:
    return any(cell.show == "name" for _, cell in row.cells)


def _goes_on(rows: list[HeadRow], at: int, columns: int) -> bool:
    """Let the cell above go on into the last of ``rows``. False where there is none of this width."""
    for i in range(len(rows) - 2, -1, -1):
        cells = list(rows[i].cells)
        for k, (column, cell) in enumerate(cells):
            if column == at:
                if cell.columns != columns or i + cell.rows != len(rows) - 1:
                    return False
                cells[k] = (column, HeadCell(cell.label, cell.show, cell.columns, cell.rows + 1))
                rows[i] = HeadRow(tuple(cells))
                return True
    return False


def _read_row(section: TomlTable, known: Sequence[str], width: int) -> HeadRow:
    texts = section.get("cells", "一列文字")
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        raise section.fail("应当是一列文字：标签照写，内容写 {name} 这样的编号，上面的格往下接写 ^", "cells")
    spans = _read_spans(section, len(texts), width)
    at, cells = 1, []
    for number, (text, span) in enumerate(zip(texts, spans, strict=True), 1):
        cells.append((at, _cell(section, text, span, known, number)))
        at += span
    section.close()
    return HeadRow(tuple(cells))


def _read_spans(section: TomlTable, count: int, width: int) -> list[int]:
    spans = section.get("spans", "一列整数", None) or [1] * count
    fits = isinstance(spans, list) and all(type(span) is int and 0 < span <= _MOST_SPAN for span in spans)
    if not fits or len(spans) != count or sum(spans) != width:
        raise section.fail(f"这一行有 {count} 格，要在 spans 里说每格占几栏，加起来是 {width} 栏", "spans")
    return list(spans)


def _cell(section: TomlTable, text: str, span: int, known: Sequence[str], number: int) -> HeadCell:
    place = _PLACE.fullmatch(text.strip())
    if place is None:
        if "{" in text or "}" in text:
            section.refuse("一格要么是字，要么只是一个 {编号}", "cells", number)
        return HeadCell(label=text.strip(), columns=span)
    if place[1] not in known:
        section.refuse(f"不认识 {{{place[1]}}}{did_you_mean(place[1], known)}", "cells", number, allowed=known)
        return HeadCell(columns=span)
    return HeadCell(show=place[1], columns=span)


def labels_of(written: Mapping[str, str], rows: Sequence[HeadRow], fields: Sequence[SheetField]) -> dict[str, str]:
    """The names of fields and amounts: as declared, or the label before them in their row, else the usual one."""
    found: dict[str, str] = {}
    for row in rows:
        before = ""
        for _, cell in row.cells:
            if cell.show and before:
                found.setdefault(cell.show, before.rstrip("：:"))
            before = cell.label
    return {**USUAL_LABELS, **found, **{field.id: field.label for field in fields}, **written}
