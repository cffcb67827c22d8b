"""Records of 固定资产, 机构设置 and a pack's lists as lines of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from models.book.list_lines import ListLine, new_line
from models.book.records import AgencyLine, AssetLine
from models.incoming.clipboard.row_labels import row_key
from models.incoming.recognised.lines import plain
from models.incoming.recognised.records.notes import LineNotes
from models.incoming.recognised.records.values import ReadList, ReadRecord, ReadValue
from models.pack.forms import lists
from models.pack.forms.lists import ListForm
from models.pack.forms.records import AssetForm, AssetRow
from models.values.codes import Codes
from models.values.money import show_exact

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_TOTALS: Final = frozenset({"资产总额", "固定资产总额", "合计", "总计", "固定资产合计", "资产合计", "固定资产总计", "总额"})
_AGENCY: Final = ("name", "nature", "rank", "support")


def asset_lines(read: ReadList, form: AssetForm, ids: Iterator[int], notes: LineNotes) -> Iterator[AssetLine]:
    """The lines of 固定资产. A sum is never typed: it is compared with its parts."""
    rows = {row_key(row.label): row for row in form.rows}
    totals = [row for row in form.rows if row_key(row.label) in _TOTALS]
    found: dict[str, ReadRecord] = {}
    for record in read.records:
        label = record.text("item")
        key = row_key(label)
        row = rows.get(key) or (totals[0] if key in _TOTALS and len(totals) == 1 else None)
        if row is None:
            if len(record.values) > 1:
                notes.leave(record.place, f"“{label}”不是“{form.title}”的项目，没有放")
        elif row.id in found:
            notes.leave(record.place, f"“{label}”有两行，用了上面的")
        elif _other_measure(label, row.label):
            notes.leave(record.place, f"“{label}”的计量单位和“{row.label}”不一样，没有放")
        else:
            found[row.id] = record
    for row in form.rows:
        record = found.get(row.id) or ReadRecord((), read.place)
        if row.sum:
            _compare(row, record, found, notes)
        elif len(record.values) > 1:
            yield AssetLine(next(ids), row.id, record.text("quantity"), record.amount("value"))


def _other_measure(label: str, own: str) -> bool:
    said, wanted = _BRACKETS.search(plain(label)), _BRACKETS.search(plain(own))
    if said is None or wanted is None:
        return False
    return not {*re.split("[、,/]", said[1])} & {*re.split("[、,/]", wanted[1])}


def _compare(row: AssetRow, record: ReadRecord, found: dict[str, ReadRecord], notes: LineNotes) -> None:
    total = record.amount("value")
    parts = sum(found[item].amount("value") or 0 for item in row.sum if item in found)
    if total is not None and total != parts:
        told = f"“{row.label}”{show_exact(total)} 万元，各项加起来是 {show_exact(parts)} 万元；合计是算出来的，没有放"
        notes.leave(record.by_field["value"].place, told)
    if record.text("quantity"):
        notes.leave(record.place, f"“{row.label}”的数量“{record.text('quantity')}”没有地方放，合计是算出来的")


def agency_lines(read: ReadList, ids: Iterator[int]) -> Iterator[AgencyLine]:
    """The lines of 机构设置, every cell as printed."""
    for record in read.records:
        yield AgencyLine(next(ids), **{name: record.text(name) for name in _AGENCY})


def list_lines(read: ReadList, form: ListForm, codes: Codes, ids: Iterator[int], notes: LineNotes) -> Iterator[ListLine]:
    """The records of a list of the pack."""
    columns = {column.field: column for column in form.columns}
    for record in read.records:
        values: dict[str, Any] = {"form": form.id}
        for value in record.values:
            column = columns[value.field]
            values[value.field] = _cell(value, column.kind, codes)
            if column.kind == lists.CHOICE and column.choices and value.text not in column.choices:
                notes.assume(value.place, f"“{value.text}”不是“{column.name}”可以选的，照原样放着")
        yield new_line(ListLine, next(ids), values)


def _cell(value: ReadValue, kind: str, codes: Codes) -> str | int | None:
    if kind == lists.AMOUNT:
        return value.amount
    table = codes.table(kind) if kind in {lists.FUNCTION, lists.ECONOMIC} else None
    return table.read(value.text) if table is not None else value.text
