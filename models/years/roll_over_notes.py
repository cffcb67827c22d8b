"""Notes for the clerk after a roll-over to the next year: what was left out and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from models.book.edits import add_tasks
from models.book.fields import FieldKind
from models.book.list_lines import fields_of, lines_of
from models.book.records import OVERALL, BasicLine, Book, FundingLine, OtherLine, Project
from models.pack.forms.pack import Pack
from models.pack.lists.entered import entered_lists
from models.projects.sheet_parts import prints_part, unprinted_parts
from models.published.context import Context
from models.values.text import listed, short_name
from models.words.places import PAGE_NAMES
from models.years.roll_over import (
    RollOverOptions,
    carried_forward,
    keeps_its_code,
    kept_figures,
    kept_records,
    kept_texts,
    roll_over,
)
from models.years.sheet_difference import sheet_differences

_NAMED = 3
"""How many projects a sentence names before 等."""


def next_year(context: Context, pack: Pack, wanted: RollOverOptions) -> Book:
    """The book of the next year (``roll_over``) with the notes as its tasks, so that they can be ticked off."""
    return add_tasks(roll_over_notes(context, pack, wanted))(roll_over(context, pack, wanted))


def roll_over_notes(context: Context, pack: Pack, wanted: RollOverOptions) -> tuple[str, ...]:
    """The notes, one Chinese sentence each, the most urgent first. ``context`` is the old book's, ``pack`` the new form."""
    old = context.book
    going = [project for project in old.projects if project.id in wanted.projects]
    return tuple(
        note
        for part in (
            _form_note(old.year + 1, pack),
            _amount_notes(old, pack, going, wanted),
            _carried_notes(old, pack, going),
            _project_notes(old, going),
            _sheet_notes(context.pack, pack, going),
            _last_year_note(old),
            _text_notes(old, pack),
            _left_out_notes(old, pack, wanted),
            _list_notes(old, pack),
        )
        for note in part
    )


def _form_note(year: int, pack: Pack) -> Iterator[str]:
    if pack.year != year:
        yield f"版式还是“{pack.name}”（{pack.year} 年）：表样改过没有，和财政局核对"


def _amount_notes(old: Book, pack: Pack, going: Sequence[Project], wanted: RollOverOptions) -> Iterator[str]:
    if not wanted.amounts:
        yield f"金额都空着：按 {old.year + 1} 年的预算逐行填"
        return
    copied = sum(line.amount is not None and not line.carried for line in _money_lines(old, going))
    three_public = "，还有“三公”经费" if old.three_public else ""
    yield f"照抄了 {copied} 笔金额{three_public}：都是 {old.year} 年的数，逐行改"
    planned = [task for sheet in (*going, *old.overall) for task in sheet.tasks]
    tasks = sum(amount is not None for task in planned for amount in (task.fiscal, task.other))
    if tasks:
        yield f"年度主要任务照抄了 {tasks} 笔金额：都是 {old.year} 年的数，逐个改"
    figures = len(kept_figures(old, pack))
    if old.assets:
        yield f"固定资产照抄了上一本的：现在要填 {old.year} 年底的数，和资产账核对"
    if figures:
        yield f"其他数据照抄了 {figures} 个：都是 {old.year} 年的数，逐个核对"


def _money_lines(old: Book, going: Sequence[Project]) -> Sequence[BasicLine | OtherLine | FundingLine]:
    return [*old.basic, *old.others, *(part for project in going for part in project.funding)]


def _carried_notes(old: Book, pack: Pack, going: Sequence[Project]) -> Iterator[str]:
    carried = sum(line.carried for line in _money_lines(old, going))
    if carried:
        yield f"上年结转的 {carried} 行金额空着：填 {old.year} 年底剩下的数，没有剩的删掉那一行"
    known = carried_forward(old)
    if known:
        total = f"{pack.entry_amounts.figure(sum(known.values()))} {pack.entry_unit}"
        yield f"{old.year} 年的年终结转 {total}填成了上年结转的收入：用这些钱的支出要自己录，数以决算为准"
    unclear = [line for line in old.carry_forward if line.amount and (line.function, line.source) not in known]
    if unclear:
        yield f"{old.year} 年的年终结转有 {len(unclear)} 行没有功能科目，或者金额不是数字：没有转入，在“收入”页的上年结转里补上"


def _project_notes(old: Book, going: Sequence[Project]) -> Iterator[str]:
    left = [project for project in old.projects if project not in going]
    if left:
        yield f"{len(left)} 个项目没有转入：{_named(left)}"
    blank = sum(bool(project.code) and not keeps_its_code(project, old.year) for project in going)
    if blank:
        yield f"{blank} 个项目的编码空着：原来的编码是 {old.year} 年的，{old.year + 1} 年的资金要用新编码，从项目库复制"
    dated = [project for project in going if any(f"{old.year}年" in text for text in _texts(project))]
    if dated:
        yield f"{len(dated)} 个项目的文字里写着 {old.year} 年，没有改：{_named(dated)}"
    if any(f"{old.year}年" in text for overall in old.overall for text in _texts(overall)):
        yield f"{PAGE_NAMES[OVERALL]}的文字里写着 {old.year} 年，没有改"


def _sheet_notes(old: Pack, new: Pack, going: Sequence[Project]) -> Iterator[str]:
    """How the new form's 绩效目标表 differs from that of the book, where projects are carried over into it."""
    differences = [words.removeprefix("的") for words in sheet_differences(old.sheet, new.sheet)] if going else []
    if differences:
        yield f"绩效目标表和上一本的不同：{'；'.join(differences)}"
    left = [part for part in unprinted_parts(going, new.sheet, old.sheet) if prints_part(old.sheet, part.id)]
    if left:
        yield f"绩效目标表不再印的，留在项目里：{listed(f'{part.name}（{part.projects} 个项目）' for part in left)}"


def _named(projects: Sequence[Project]) -> str:
    names = [short_name(project.name) or "没有名称的项目" for project in projects[:_NAMED]]
    return listed(names) + (" 等" if len(projects) > _NAMED else "")


def _texts(project: Project) -> Iterable[str]:
    records: tuple[Any, ...] = (project, *project.goals, *project.indicators, *project.tasks)
    return (
        "".join(getattr(record, field.name).split())
        for record in records
        for field in fields_of(record)
        if field.kind is FieldKind.TEXT
    )


def _last_year_note(old: Book) -> Iterator[str]:
    stage = f"（{old.stage}）" if old.stage else ""
    yield f"上年数已经填好，取自 {old.year} 年{stage}这一本；和公开的数不同的，在封面页改。增减的原因要重新写"


def _text_notes(old: Book, pack: Pack) -> Iterator[str]:
    kept = kept_texts(old, pack)
    if kept:
        yield f"情况说明照抄了 {len(kept)} 段文字：逐段看一遍。各表来的数自动是新的"
    dated = [pack.narrative.label(line.item) for line in kept if f"{old.year}年" in "".join(line.text.split())]
    if dated:
        yield f"情况说明的文字里写着 {old.year} 年，没有改：{listed(dated)}"
    yearly = [slot.label for slot in pack.narrative.slots if slot.yearly and any(line.item == slot.id for line in old.texts)]
    if yearly:
        yield f"情况说明里要重新写的，没有转入：{listed(yearly)}"
    if len(old.texts) > len(kept) + len(yearly):
        yield f"情况说明有 {len(old.texts) - len(kept) - len(yearly)} 段文字，这个版式没有地方放，没有转入"


def _list_notes(old: Book, pack: Pack) -> Iterator[str]:
    kept = {line.form for line in kept_records(old, pack)}
    for form in entered_lists(old, pack):
        count = len(lines_of(old, form.page))
        if count and form.id not in kept:
            yield f"{form.name} {count} 行没有转入"


def _left_out_notes(old: Book, pack: Pack, wanted: RollOverOptions) -> Iterator[str]:
    if old.assets and not wanted.amounts:
        yield f"固定资产没有转入：填 {old.year} 年底的数"
    figures = len(old.typed) - (len(kept_figures(old, pack)) if wanted.amounts else 0)
    if figures:
        yield f"其他数据有 {figures} 个没有转入：按 {old.year + 1} 年的填"
    if old.procurement and not wanted.procurement:
        yield f"政府采购 {len(old.procurement)} 行没有转入"
    typed = sum(line.amount is not None for line in old.income)
    if typed:
        yield f"收入的批复数 {typed} 个没有转入：收入先由支出推算"
    if old.explanations:
        yield f"核实说明 {len(old.explanations)} 条没有转入"
