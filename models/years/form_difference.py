"""How the documents of a book look otherwise under another pack: tables, cells, texts, forms beside them, and its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from models.pack.forms.pack import Pack
from models.pack.forms.tables import TOTAL_ROW, TableSpec
from models.published.context import Context
from models.published.head import page_text
from models.published.tables import Table
from models.published.texts.narrative import narrative, plain_text
from models.values.text import listed, shorten
from models.words.differences import come_and_gone
from models.years.code_effects import code_effects
from models.years.form_choice import is_same_place
from models.years.sheet_difference import sheet_differences

_TEXT: Final = 40
"""Characters of a paragraph that a sentence quotes."""

PARTS: Final = {
    "head": "表头", "cover": "封面、目录", "contents": "表的顺序和目录", "procurement": "政府采购", "assets": "固定资产",
    "sheet": "绩效目标表", "overall": "部门整体绩效目标表", "lists": "清单", "views": "程序填的清单",
    "typed": "其他数据", "narrative": "情况说明",
    "last_year": "上年数", "entry_unit": "窗口里的金额单位", "withheld_counts": "不予公开的钱算不算进公开表",
    "publication": "公开文本的次序和字体",
    "equations": "表间的检查",
    "severities": "检查的轻重", "limits": "政府采购的限额", "links": "常用科目", "figures": "检查用的数",
    "compared": "与上年比较的数", "project_codes": "项目编码的区划", "unit_pack": "单位的版式",
}  # fmt: skip
"""The parts of a pack beside its tables in words: told at the end, for not every difference shows in every book."""


def what_differs(context: Context, moved: Context) -> Iterator[str]:
    """A sentence for each difference between the documents of a book on its pack and ``moved``, the same book on another."""
    yield from _frame(context, moved.pack)
    yield from _tables(context, moved)
    yield from _texts(context, moved)
    yield from code_effects(context.book, context.codes, moved.codes)
    yield from _parts(context.pack, moved.pack)


def _frame(context: Context, pack: Pack) -> Iterator[str]:
    book = context.book
    if book.stage in context.pack.stages and book.stage not in pack.stages:
        yield f"没有“{book.stage}”这个阶段，有的是{'、'.join(pack.stages)}：这一本的阶段不变，在封面页改"
    if pack.year not in {book.year, context.pack.year}:
        yield f"版式是 {pack.year} 年的，这一本还是 {book.year} 年的预算：做 {pack.year} 年的，用“转入下一年”"


# --- tables


def _tables(context: Context, moved: Context) -> Iterator[str]:
    """Tables are the same by their ids; those of another place by their titles too, for its ids mean other tables."""
    old, new = ({spec.id: spec for spec in pack.tables} for pack in (context.pack, moved.pack))
    was, now = ({key: page_text(context.book, spec.title) for key, spec in specs.items()} for specs in (old, new))
    is_same = is_same_place(context.pack, moved.pack)
    paired = [key for key in now if key in was and (is_same or was[key] == now[key])]
    yield from come_and_gone("张公开表", {key if key in paired else f"-{key}": title for key, title in was.items()}, now)
    for key in paired:
        sentences = list(_table(context.tables[key], moved.tables[key]))
        yield from sentences
        if not sentences and old[key] != new[key] and was[key] == now[key]:
            yield f"“{new[key].name}”的版面、表头或者注不同"


def _table(was: Table, now: Table) -> Iterator[str]:
    old, new = was.spec, now.spec
    yield from (f"“{new.name}”{sentence}" for sentence in come_and_gone("行", _lines(old), _lines(new)))
    yield from (f"“{new.name}”{sentence}" for sentence in come_and_gone("栏", _columns(old), _columns(new)))
    if old.amounts != new.amounts:
        yield f"“{new.name}”的金额按{new.amounts.unit}、{new.amounts.decimals} 位小数印"
    yield from _cells(was, now)


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


# --- texts and the rest


def _texts(context: Context, moved: Context) -> Iterator[str]:
    """What 情况说明 says and asks for, and the rows of the forms beside the tables."""
    old, new = context.pack, moved.pack
    documents = [
        {each.name: plain_text(each, draft=False).splitlines() for each in narrative(each_way)} for each_way in (context, moved)
    ]
    yield from come_and_gone("份文字", *({name: name for name in each} for each in documents))
    for name, lines in documents[1].items():
        yield from _paragraphs(name, documents[0].get(name, lines), lines)
    slots = ({slot.id: slot.label for slot in pack.narrative.slots} for pack in (old, new))
    yield from (f"情况说明{words}" for words in come_and_gone("处要写的", *slots))
    yield from (f"上年数{words}" for words in come_and_gone("个数", old.last_year, new.last_year))
    assets = ({row.id: row.label for row in pack.asset_rows} for pack in (old, new))
    yield from (f"固定资产{words}" for words in come_and_gone("行", *assets))
    typed = ({row.id: row.label for row in pack.typed.rows} for pack in (old, new))
    yield from (f"其他数据{words}" for words in come_and_gone("个数", *typed))
    lists = ({form.id: form.name for form in pack.lists} | {form.id: form.name for form in pack.views} for pack in (old, new))
    yield from come_and_gone("张清单", *lists)
    for part, (was, now) in {"sheet": (old.sheet, new.sheet), "overall": (old.overall, new.overall)}.items():
        yield from (f"{PARTS[part]}{words}" for words in sheet_differences(was, now))


def _paragraphs(name: str, was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """How many paragraphs of a text differ, and the first of them."""
    steps = [step for step in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if step[0] != "equal"]
    if steps:
        _, start, end, to, last = steps[0]
        first = [shorten("".join(lines), _TEXT) or "（没有）" for lines in (was[start:end], now[to:last])]
        yield f"“{name}”有 {len(steps)} 处不同，第一处：{first[0]} → {first[1]}"


def _parts(old: Pack, new: Pack) -> Iterator[str]:
    """The parts of the pack that are written otherwise, whether or not it shows in this book."""
    names = [name for part, name in PARTS.items() if getattr(old, part) != getattr(new, part)]
    if names:
        yield f"版式里写得不同的部分：{listed(names)}"
