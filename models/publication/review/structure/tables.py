"""The official tables as parts of a document: notes of empty ones, their rows by code, the unit and years above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from models.incoming.blocks import Place
from models.incoming.recognised.lines import plain
from models.incoming.recognised.recognise import RecognisedBlock, units_above
from models.incoming.recognised.table import ReadTable
from models.pack.forms.tables import TableSpec
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import (
    CODES,
    EMPTY_TABLE,
    NAME_OF_CODE,
    NOTE_OF_FIGURES,
    OTHER_UNIT,
    TITLE_YEAR,
    UNREAD,
    severity_of,
)
from models.publication.review.reading import ReadDocument
from models.published.tables import code_table
from models.values.codes import Codes
from models.values.text import plain_name

_NOTE: Final = re.compile(r"空表|^(?:注|备注|说明)[:：].*(?:无|没有)")
_EMPTY: Final = re.compile("空表")
_YEAR: Final = re.compile(r"(?<![\d.])(20\d\d)年")
_CAPTION_YEAR: Final = re.compile(r"(?:预算年度|年度)[:：]?(20\d\d)(?:年度?)?")
_TWICE: Final = "上面同一格是"
_NO_UNIT: Final = "R-5"
_UNSURE: Final = "看看原件，核对这里的数"


def table_findings(read: ReadDocument) -> Iterator[ReviewFinding]:
    """What is wrong with the tables apart from their sums."""
    for block in read.found.blocks:
        if block.table is not None and read.pack is not None and read.codes is not None:
            spec = read.pack.table(block.table.id)
            yield from _notes(read, block, block.table, spec)
            yield from _rows(read, block.table, spec, read.codes)
            yield from _years(read, block)
            yield from _unread(read, block.table)
    yield from _names(read)
    yield from _units(read)


def _found(
    read: ReadDocument, code: str, message: str, place: Place, part: str, remedy: str = "", *values: tuple[str, str]
) -> Iterator[ReviewFinding]:
    severity = severity_of(code, read.pack)
    if severity is not None:
        yield ReviewFinding(code, severity, message, place, part, values=values, remedy=remedy)


# --- P-5


def _notes(read: ReadDocument, block: RecognisedBlock, table: ReadTable, spec: TableSpec) -> Iterator[ReviewFinding]:
    """P-5: a table without figures has a note that says so; one with figures has none."""
    texts = [(plain(text), line.place) for line in block.lines for text in line.texts]
    filled = any(cell.amount for cell in table.cells)
    if filled:
        for text, place in texts:
            if _EMPTY.search(text):
                message = f"{spec.name}有数，下面却注明是空表"
                remedy = "删掉这个注；表应当是空的，删掉数"
                yield from _found(read, NOTE_OF_FIGURES, message, place, table.title, remedy, ("原文", text))
    elif spec.empty_note and not any(_NOTE.search(text) for text, _ in texts):
        yield from _found(
            read, EMPTY_TABLE, f"{spec.name}没有数，也没有注明是空表", table.place, table.title,
            "表下面注明没有这项预算，所以是空表；应当有数的，补上",
        )  # fmt: skip


# --- rows


def _rows(read: ReadDocument, table: ReadTable, spec: TableSpec, codes: Codes) -> Iterator[ReviewFinding]:
    """P-2, X-10: the names of the codes, 类 and 款 above their 项, ascending, each once."""
    places = {cell.row: cell.place for cell in reversed(table.cells)}
    for side in spec.sides:
        if side.rows is None:
            continue
        known = code_table(side.rows.by, codes)
        rows = [row for row in dict.fromkeys(cell.row for cell in table.cells) if row.isdecimal()]
        for row in rows:
            name = table.names.get(row, "")
            conflict = known.conflict(f"{row} {name}") if name else ""
            if conflict:
                yield from _found(
                    read, NAME_OF_CODE, f"{spec.name}“{row} {name}”：{conflict}", places[row], table.title, "改编码，或者改名称"
                )
            missing = [row[:length] for length in known.levels if length < len(row) and row[:length] not in rows]
            if missing:
                above = "、".join(known.with_name(code) for code in missing)
                message = f"{spec.name}“{row} {name}”上面没有 {above}"
                yield from _found(read, CODES, message, places[row], table.title, "补上这一级的行；编码错的，改编码")
        for before, row in pairwise(rows):
            if row < before and not before.startswith(row):
                yield from _found(
                    read, CODES, f"{spec.name}“{row} {table.names.get(row, '')}”排在 {before} 后面，编码不是从小到大",
                    places[row], table.title, "按编码排；编码错的，改编码",
                )  # fmt: skip


def _names(read: ReadDocument) -> Iterator[ReviewFinding]:
    """C-2: a code has one name in all tables; the one that fewer tables print is told."""
    names: dict[str, Counter[str]] = {}
    for table in read.found.tables:
        for code, name in table.names.items():
            names.setdefault(_key(table, code, read), Counter())[plain_name(name)] += 1
    for table in read.found.tables:
        for code, name in table.names.items():
            counted = names[_key(table, code, read)]
            usual, times = counted.most_common(1)[0]
            if plain_name(name) != usual and counted[plain_name(name)] < times:
                place = next(cell.place for cell in table.cells if cell.row == code)
                yield from _found(
                    read,
                    NAME_OF_CODE,
                    f"{code} 在这张表里叫“{name}”，别的 {times} 张表里叫“{usual}”",
                    place,
                    table.title,
                    "改成一样的名称",
                )


def _key(table: ReadTable, code: str, read: ReadDocument) -> str:
    rows = read.pack.table(table.id).sides[0].rows if read.pack is not None else None
    return f"{rows.by if rows else ''}:{code}"


# --- unit, years, what was not read


def _unnamed(read: ReadDocument) -> Iterator[ReviewFinding]:
    """R-5: 编制部门： with nothing behind it."""
    pack = read.found.pack
    label = plain(pack.head["left"].partition("{")[0]) if pack is not None else ""
    for block in read.found.blocks:
        if label and block.table is not None:
            for line in block.lines:
                if any(plain(text) == label for text in line.texts):
                    yield from _found(read, _NO_UNIT, f"“{label}”后面空着", line.place, block.title, "写上单位名称")


def _units(read: ReadDocument) -> Iterator[ReviewFinding]:
    """The tables of a document are of one unit."""
    own = plain_name(read.unit)
    yield from _unnamed(read)
    for block in read.found.blocks:
        if block.table is not None and read.found.pack is not None:
            for name, place in units_above(read.found.pack, block):
                if own and plain_name(name) != own:
                    yield from _found(
                        read,
                        OTHER_UNIT,
                        f"这张表是“{name.strip()}”的，别的表是“{read.unit}”的",
                        place,
                        block.title,
                        "改成一样的名称",
                    )


def _years(read: ReadDocument, block: RecognisedBlock) -> Iterator[ReviewFinding]:
    """The year above a table, and in the note below it, is the budget year."""
    for line in block.lines:
        for text in map(plain, line.texts):
            caption, note = _CAPTION_YEAR.fullmatch(text), _NOTE.search(text) and _YEAR.search(text)
            named = caption or note
            if named and read.year and int(named[1]) != read.year:
                yield from _found(
                    read, TITLE_YEAR, f"“{text[:40]}”写的是 {named[1]} 年，别处是 {read.year} 年", line.place, block.title,
                    f"改成 {read.year} 年",
                )  # fmt: skip


def _unread(read: ReadDocument, table: ReadTable) -> Iterator[ReviewFinding]:
    for left in table.leftovers:
        code = CODES if left.reason.startswith(_TWICE) else UNREAD
        yield from _found(read, code, f"“{left.text}”{left.reason}", left.place, table.title, _UNSURE)
    for healed in table.healed:
        if healed.words.startswith("编码"):
            yield from _found(read, CODES, healed.words, healed.place, table.title, "编码写全：款、项各两位")
