"""What becomes of a book on another pack, told before it moves: tables, cells and texts, and what no longer has a place.

Nothing is dropped by a move: what has no place stays in the book, and is back when the book moves back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.book.list_lines import lines_of
from models.book.records import Book
from models.pack.forms.last_year import code_of, item_name
from models.pack.forms.pack import Pack
from models.pack.forms.tables import TOTAL_ROW, TableSpec
from models.published.context import Context
from models.published.tables import NO_CODE, NO_COLUMN, NO_ROW, Table, Unplaced
from models.values.codes import Codes
from models.values.money import Unread, fen
from models.values.text import listed, shorten
from models.words.places import place_name
from models.years.code_effects import code_effects

_REASONS: Final = {NO_ROW: "没有它的行", NO_COLUMN: "没有它的栏", NO_CODE: "科目不全"}
_TEXT: Final = 60
"""Characters of a text that a sentence quotes."""


class PackMove(Struct, frozen=True):
    """One sentence for each difference: what of the book has no place any more, and what the tables look like then."""

    homeless: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The numbers in a sentence."""
        lost = f"有 {len(self.homeless)} 处没有地方放（不删，留在预算里，换回来还在）" if self.homeless else "录入的内容都有地方放"
        return f"{lost}；表和文字有 {len(self.changed)} 处不同。" if self.changed else f"{lost}，表和文字没有不同。"

    @property
    def details(self) -> tuple[str, ...]:
        """All of them, what has no place first."""
        return (*(f"没有地方放：{words}" for words in self.homeless), *self.changed)


def pack_move(context: Context, pack: Pack, codes: Codes) -> PackMove:
    """The book of ``context`` on ``pack`` with its ``codes``."""
    moved = Context(context.book, pack, codes)
    homeless = (
        *_unplaced(context, moved),
        *_lines_without_a_place(context.book, context.pack, pack),
        *_records_without_a_place(context.book, context.pack, pack),
    )
    changed = (*_stage(context, pack), *_tables(context, moved), *_texts(context.pack, pack), *code_effects(
        context.book, context.codes, codes
    ))  # fmt: skip
    return PackMove(tuple(homeless), changed)


# --- what has no place


def _unplaced(context: Context, moved: Context) -> Iterator[str]:
    """Money that the new tables cannot hold and the old ones could, a sentence for a table and a reason."""
    known = {_slot(item) for table in context.tables.values() for item in table.unplaced}
    for table in moved.tables.values():
        groups: dict[str, list[Unplaced]] = {}
        for item in table.unplaced:
            if _slot(item) not in known:
                groups.setdefault(item.reason, []).append(item)
        for reason, items in groups.items():
            lines = [line for item in items for line in item.tally.lines]
            yield f"“{table.spec.name}”{_REASONS[reason]}：{_money(moved, lines)}"


def _slot(item: Unplaced) -> tuple[object, ...]:
    return item.table, item.tally.stream, item.tally.key


def _money(context: Context, lines: Sequence[int]) -> str:
    """The lines by name with their sum; of 不予公开 neither a name nor an amount."""
    told = [line for line in dict.fromkeys(lines) if context.parts[line].place.page != "withheld"]
    hidden = ["不予公开的一笔钱"] if len(told) < len(set(lines)) else []
    names = list(dict.fromkeys(place_name(context.book, line)[1] for line in told))
    added = sum(context.parts[line].amount for line in told)
    total = [f"共 {context.amounts.figure(added)} {context.amounts.unit}"] if told else []
    return "，".join([listed([*names, *hidden]), *total])


def _lines_without_a_place(book: Book, old: Pack, new: Pack) -> Iterator[str]:
    """Texts, figures of last year, assets and typed figures whose item the new pack does not have, with what they hold."""
    for text in book.texts:
        if old.narrative.has_place_for(text.item) and not new.narrative.has_place_for(text.item):
            yield f"情况说明的“{old.narrative.label(text.item)}”：{shorten(text.text, _TEXT)}"
    for figure in book.last_year:
        if _asks_last_year(old, figure.item) and not _asks_last_year(new, figure.item):
            name = old.last_year.get(figure.item) or item_name(figure.item)
            yield f"上年数的“{name}”：{_amount(figure.amount, new)}{_after(figure.reason)}"
    rows = {row.id for row in new.asset_rows}
    for asset in book.assets:
        if asset.item not in rows and old.asset_label(asset.item):
            label = old.asset_label(asset.item)
            yield f"固定资产的“{label}”：数量 {asset.quantity or '空白'}，价值 {_amount(asset.value, new)}"
    for typed in book.typed:
        if new.typed.row(typed.item) is None and old.typed.row(typed.item) is not None:
            whose = f"{typed.agency} " if typed.agency else ""
            yield f"{whose}“{old.typed.label(typed.item)}”：{typed.count or _amount(typed.amount, new)}"


def _records_without_a_place(book: Book, old: Pack, new: Pack) -> Iterator[str]:
    """Purchases, and the records and cells of lists, that the new pack has no form or no column for."""
    if book.procurement and old.procurement is not None and new.procurement is None:
        yield f"政府采购 {len(book.procurement)} 行"
    forms = {form.page: form for form in new.lists}
    for form in old.lists:
        lines, kept = lines_of(book, form.page), forms.get(form.page)
        if lines and kept is None:
            yield f"{form.name} {len(lines)} 行"
        for column in form.columns if kept is not None else ():
            filled = sum(column.id == known for line in lines for known, _ in line.cells)
            if filled and kept is not None and column.id not in {other.id for other in kept.columns}:
                yield f"{form.name}的“{column.name}” {filled} 格"


def _asks_last_year(pack: Pack, item: str) -> bool:
    """Whether a pack has a place for a figure of last year: an item of its list, or of a code (``executed:2010507``)."""
    if not code_of(item):
        return item in pack.last_year
    return item.partition(":")[0] in pack.narrative.bases


def _amount(amount: int | Unread | None, pack: Pack) -> str:
    if isinstance(amount, Unread):
        return f"“{shorten(amount.text)}”"
    return "空白" if amount is None else f"{pack.entry_amounts.figure(fen(amount))} {pack.entry_unit}"


def _after(reason: str) -> str:
    return f"，{shorten(reason, _TEXT)}" if reason else ""


# --- what the documents look like


def _stage(context: Context, pack: Pack) -> Iterator[str]:
    stage = context.book.stage
    if stage in context.pack.stages and stage not in pack.stages:
        yield f"没有“{stage}”这个阶段，有的是{'、'.join(pack.stages)}：这一本的阶段不变，在封面页改"


def _tables(context: Context, moved: Context) -> Iterator[str]:
    old, new = ({spec.id: spec for spec in pack.tables} for pack in (context.pack, moved.pack))
    yield from _come_and_gone("公开表", {key: spec.title for key, spec in old.items()}, {key: s.title for key, s in new.items()})
    for key, spec in new.items():
        if key not in old:
            continue
        for words, was, now in (("行", _lines(old[key]), _lines(spec)), ("栏", _columns(old[key]), _columns(spec))):
            yield from (f"“{spec.name}”{sentence}" for sentence in _come_and_gone(words, was, now))
        if old[key].amounts != spec.amounts:
            yield f"“{spec.name}”的金额按{spec.amounts.unit}、{spec.amounts.decimals} 位小数印"
        yield from _cells(context.tables[key], moved.tables[key])


def _come_and_gone(words: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """The things of one kind (id → name) that are gone, new or named otherwise."""
    gone = [name for key, name in was.items() if key not in now]
    new = [name for key, name in now.items() if key not in was]
    if gone:
        yield f"少了 {len(gone)} 个{words}：{listed(gone)}"
    if new:
        yield f"多了 {len(new)} 个{words}：{listed(new)}"
    for key, name in now.items():
        if key in was and was[key] != name:
            yield f"{words}“{was[key]}”改叫“{name}”"


def _lines(spec: TableSpec) -> Mapping[str, str]:
    return {line.id: line.label.strip() for side in spec.sides for line in side.lines}


def _columns(spec: TableSpec) -> Mapping[str, str]:
    return {column.id: "／".join(column.heading) for side in spec.sides for column in side.columns}


def _cells(was: Table, now: Table) -> Iterator[str]:
    """The figures that differ in cells that both tables have."""
    before = dict(_figures(was))
    for (row, column), (name, amount) in _figures(now):
        figure = before.get((row, column))
        if figure is not None and figure[1] != amount:
            before_move, after = now.spec.amounts.pair(figure[1], amount)
            yield f"“{now.spec.name}”{name}：{before_move} → {after} {now.spec.amounts.unit}"


def _figures(table: Table) -> Iterable[tuple[tuple[str, str], tuple[str, int]]]:
    """(row id, column id), (row and column in words, fen)."""
    for side in table.sides:
        for row in side.rows:
            label = row.labels[-1].strip() if row.labels else "合计" if row.id == TOTAL_ROW else row.id
            for column, value in zip(side.side.columns, row.values, strict=True):
                yield (row.id, column.id), (f"{label} {'／'.join(column.heading)}", value)


def _texts(old: Pack, new: Pack) -> Iterator[str]:
    """What 情况说明 asks for, and the other sheets' rows."""
    slots = ({slot.id: slot.label for slot in pack.narrative.slots} for pack in (old, new))
    yield from (f"情况说明{words}" for words in _come_and_gone("要写的", *slots))
    yield from (f"上年数{words}" for words in _come_and_gone("数", old.last_year, new.last_year))
    assets = ({row.id: row.label for row in pack.asset_rows} for pack in (old, new))
    yield from (f"固定资产{words}" for words in _come_and_gone("行", *assets))
    typed = ({row.id: row.label for row in pack.typed.rows} for pack in (old, new))
    yield from (f"另填的数{words}" for words in _come_and_gone("数", *typed))
    indicators = ({name: name for names in pack.sheet.dimensions.values() for name in names} for pack in (old, new))
    yield from (f"绩效目标表{words}" for words in _come_and_gone("二级指标", *indicators))
    if old.sheet.months != new.sheet.months:
        yield f"绩效目标表的计划写到{'、'.join(new.sheet.months)}"
