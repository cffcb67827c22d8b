"""Records of 政府采购 as lines of the book: one line a source of money; the price in the unit in which it makes the amount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from models.book.purchases import product
from models.book.records import ProcurementLine, Project
from models.incoming.clipboard.source_words import UNIT_FUNDS, source_named
from models.incoming.recognised.records.notes import LineNotes
from models.incoming.recognised.records.reading import UNSAID
from models.incoming.recognised.records.shapes import OWN, SOURCE
from models.incoming.recognised.records.values import ReadList, ReadRecord
from models.values.money import MoneyUnit, read_amount, show_exact
from models.values.text import plain_name

_NEAR: Final = 10_000
"""Fen by which 数量 × 单价 may differ from a printed amount: both are rounded to 0.01 万元 (RULES X-25)."""


class Part(NamedTuple):
    """Money from one source, in fen."""

    source: str
    amount: int | None


def purchase_lines(read: ReadList, ids: Iterator[int], notes: LineNotes) -> Iterator[ProcurementLine]:
    """The lines of 政府采购; 项目名称 stands in ``origin`` until it is known which project that is."""
    for record in read.records:
        quantity = record.text("quantity")
        parts = parts_of(record, "amount", notes)
        price = _price(record, parts, notes)
        if len(parts) > 1 and (quantity or price is not None):
            told = f"“{record.text('name')}”有 {len(parts)} 种资金，分成 {len(parts)} 行；数量“{quantity}”和单价没有放"
            notes.leave(record.place, told)
            quantity, price = "", None
        for number, part in enumerate(parts):
            yield ProcurementLine(
                next(ids),
                origin=record.text("project"),
                name=record.text("name"),
                catalogue=record.text("catalogue"),
                measure=record.text("measure"),
                quantity=quantity,
                price=price,
                source=part.source,
                amount=part.amount,
                small_firms=record.amount("small_firms") if not number else None,
            )


def linked_purchases(lines: Sequence[ProcurementLine], projects: Sequence[Project]) -> tuple[ProcurementLine, ...]:
    """The lines with their projects: 项目名称 that is the name of exactly one project names it, any other stays as printed."""
    names = Counter(plain_name(project.name) for project in projects)
    ids = {plain_name(project.name): project.id for project in projects if names[plain_name(project.name)] == 1}
    own = {line.id: ids.get(plain_name(line.origin), 0) for line in lines if line.origin and not line.project}
    return tuple(replace(line, project=own[line.id], origin="") if own.get(line.id) else line for line in lines)


def parts_of(record: ReadRecord, total: str, notes: LineNotes) -> Sequence[Part]:
    """The money of a record by source: of its columns of sources, else its total from the source that it names."""
    whole = record.amount(total)
    parts: list[Part] = []
    for value in record.values:
        if value.field.startswith(SOURCE) and value.amount:
            source = value.field.removeprefix(SOURCE)
            if source == OWN:
                notes.assume(value.place, f"“{value.title}”没有分是哪种收入，按其他收入")
            parts.append(Part("other_income" if source == OWN else source, value.amount))
    if parts:
        if whole is not None and whole != sum(part.amount or 0 for part in parts):
            place = record.by_field[total].place
            notes.leave(place, f"合计 {show_exact(whole)} 万元，和各种资金加起来不一样，按各种资金")
        return parts
    return (Part(_source(record, whole, notes), whole),)


def _source(record: ReadRecord, amount: int | None, notes: LineNotes) -> str:
    value = record.by_field.get("source")
    if value is None:
        if amount:
            notes.assume(record.place, "没有写资金来源，按一般公共预算拨款")
        return "general"
    source, doubt = source_of(value.text)
    if doubt:
        notes.assume(value.place, doubt)
    return source


def source_of(text: str) -> tuple[str, str]:
    """The source that a text names (「11-一般公共预算资金」), and what is to be said of it: "" where it is clear."""
    source = source_named(text)
    if source in UNIT_FUNDS:
        return "other_income", f"“{text}”没有分是哪种收入，按其他收入"
    if source:
        return source, ""
    return "general", f"资金来源“{text}”不认识，按一般公共预算拨款"


def _price(record: ReadRecord, parts: Sequence[Part], notes: LineNotes) -> int | None:
    """The price in fen. One without a unit of its own is in the unit in which 数量 × 单价 makes the amount."""
    value = record.by_field.get("price")
    if value is None or value.amount is None:
        return None
    total = sum(part.amount or 0 for part in parts)
    quantity = record.text("quantity")
    if not total or not quantity or _makes(quantity, value.amount, total):
        return value.amount
    if not value.in_own_unit:
        for unit in MoneyUnit:
            other = read_amount(value.text, unit)
            if isinstance(other, int) and _makes(quantity, other, total):
                words = "元" if unit is MoneyUnit.YUAN else "万元"
                notes.assume(value.place, f"单价“{value.text}”没有写单位，数量 × 单价是金额，按{words}")
                return other
    if value.doubt != UNSAID or product(ProcurementLine(0, quantity=quantity, price=value.amount)) is not None:
        notes.assume(value.place, f"数量“{quantity}” × 单价“{value.text}”不是金额 {show_exact(total)} 万元，照原样放着")
    return value.amount


def _makes(quantity: str, price: int, total: int) -> bool:
    made = product(ProcurementLine(0, quantity=quantity, price=price))
    return made is not None and abs(made - total) <= _NEAR
