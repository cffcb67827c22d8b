"""The labels of undo steps: 「修改 2013201 行政运行 / 30101 基本工资：46.40 → 464.40 万元」.

They are derived from the two books, so every way of editing (typing, paste, fix, import) is labelled alike. A step
that changed several lines keeps the label of its edit (「粘贴 3 行 2 列」) and adds where. 不予公开 amounts are left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from msgspec import Struct

from models.book.fields import FieldKind, RecordField
from models.book.list_lines import lines_of
from models.book.records import OVERALL, PROJECT_COLLECTIONS, Book, ChangeReason, Explanation, PlanPoint, Project, Task, pages_of
from models.book.slots import SLOT_KEYS, blank_slot
from models.pack.forms.pack import Pack
from models.projects.amounts import project_budget
from models.values.codes import Codes
from models.values.money import Amount, fen
from models.words.changes import HIDDEN_COLLECTIONS, REASON_NAMES, ValueWords, differing_fields, excerpt, one_line, value_pair
from models.words.fields import INNER_NAMES
from models.words.lines import line_title
from models.words.places import PAGE_NAMES, line_name, page_name

Reason = Explanation | ChangeReason

_NAMING: Final = frozenset({"function", "economic", "source", "kind", "name", "item", "carried", "code", "label", "month"})
"""Fields that make up the title of a line: when one of them changes, the label gives the line's position instead."""


_AMOUNT: Final = "amount"
_MOST_SPANS: Final = 4
_LONGEST_TEXT: Final = 18


class LineChange(NamedTuple):
    """One line that was added (``old`` None), removed (``new`` None) or changed; ``number`` is its position from 1."""

    page: str
    number: int
    old: Any
    new: Any
    project: Project | None = None
    inner: str = ""


class StepWords(Struct, frozen=True):
    """Makes the labels of undo steps."""

    pack: Pack
    codes: Codes

    def label(self, edit_label: str, old: Book, new: Book) -> str:
        """The label of the step between two books; ``edit_label`` is the label of the edit."""
        header = [(a, b, field) for a, b in ((old, new), (old.unit, new.unit)) for field in differing_fields(a, b)]
        changes = list(line_changes(old, new))
        label = ""
        if old.pack != new.pack and len(header) == 1 and not changes:
            return edit_label  # it names the pack; the book knows no more than its id
        if len(header) == 1 and not changes:
            label = f"修改 {PAGE_NAMES['cover']}{self._value_change(old, new, 'cover', *header[0])}"
        elif len(changes) == 1 and not header:
            label = self._single_change(old, new, changes[0])
        if label:
            return label
        where = [*([PAGE_NAMES["cover"]] if header else []), *_where(changes, self.pack)]
        if not where:
            where = [page_name(page, self.pack) for page in pages_of(old, new) if lines_of(old, page) != lines_of(new, page)]
        verb = edit_label.split("：", 1)[0]
        return f"{verb}：{'，'.join(where)}" if where else edit_label

    def _single_change(self, old: Book, new: Book, change: LineChange) -> str:
        """The label of a step that touched one line; "" where several of its fields changed."""
        before, after = change.old, change.new
        if change.page in HIDDEN_COLLECTIONS:
            return f"修改 {PAGE_NAMES[change.page]}"
        if change.page in REASON_NAMES:
            return _reason_change(REASON_NAMES[change.page], before, after)
        if change.page == "tasks":
            return _task_change(before, after)
        before, after = typed_pair(change)
        if before is None or after is None:
            return f"{'新增' if before is None else '删除'} {change_place(change, self.pack)}{self.summary(after or before)}"
        fields = list(differing_fields(before, after))
        return (
            f"修改 {self._subject(change, before, fields[0])}{self._value_change(old, new, change.page, before, after, fields[0])}"
            if len(fields) == 1
            else ""
        )

    def _subject(self, change: LineChange, line: Any, field: RecordField) -> str:
        """The line by its title, or by its position if its title changed."""
        title = "" if field.name in _NAMING else line_title(line, self.codes, self.pack)
        if change.project is not None:
            owner = self._owner(change, change.project)
            inside = "预算数" if change.inner == "funding" and field.name == _AMOUNT else f"{INNER_NAMES[change.inner]} {title}"
            return f"{owner} {inside}".rstrip()
        page = "" if change.page == "basic" else f"{page_name(change.page, self.pack)} "
        return f"{page}{title}" if title else change_place(change, self.pack)

    def _owner(self, change: LineChange, project: Project) -> str:
        """The project that a line is in, by its name; 部门整体绩效目标 has none."""
        page = PAGE_NAMES[change.page]
        if change.page == OVERALL:
            return page
        return f"{page} {line_title(project, self.codes, self.pack) or change_place(change, self.pack)}"

    def _value_change(self, old: Book, new: Book, page: str, before: Any, after: Any, field: RecordField) -> str:
        """``：46.40 → 464.40 万元``, after the name of the field unless it is the amount."""
        words = ValueWords.between(old, new, self.pack).of_page(page)
        texts = value_pair(words, field, before, after, _LONGEST_TEXT)
        table = self.codes.table(field.name)
        was, now = (table.with_name(text) if table is not None else text for text in texts)
        if field.kind is FieldKind.AMOUNT:
            figures = getattr(before, field.name), getattr(after, field.name)
            unit = self.pack.entry_unit
            was, now = _with_unit(was, unit, *figures), _with_unit(now, unit, figures[1])
        says_itself = field.name == _AMOUNT or isinstance(after, PlanPoint)
        name = "" if says_itself else f" {words.now.field_name(after, field.name)}"
        return f"{name}：{was} → {now}"

    def summary(self, line: Any, *, exact: bool = False) -> str:
        """``：2013201 行政运行 / 30101 基本工资 46.40 万元`` of an added or removed line; ``exact``: with every digit."""
        money = project_budget(line) if isinstance(line, Project) else fen(getattr(line, _AMOUNT, None))
        show = self.pack.entry_amounts.price if exact else self.pack.entry_amounts.figure
        amount = f"{show(money)} {self.pack.entry_unit}" if money else ""
        text = " ".join(word for word in (line_title(line, self.codes, self.pack), amount) if word)
        return f"：{text}" if text else ""


def _with_unit(text: str, unit: str, figure: Amount, other: Amount = None) -> str:
    """The text of a figure with its unit, unless the ``other`` figure that follows has it."""
    return f"{text} {unit}" if isinstance(figure, int) and not isinstance(other, int) else text


def _reason_change(name: str, before: Reason | None, after: Reason | None) -> str:
    if after is None:
        return f"删除 {name}：{excerpt(one_line(before.text))}" if before else f"删除 {name}"
    return f"{'修改' if before else '填写'} {name}：{excerpt(one_line(after.text))}"


def _task_change(before: Task | None, after: Task | None) -> str:
    task = after or before
    verb = "删除" if after is None else "新增" if before is None else "办完" if after.done else "没有办完"
    return f"{verb} {PAGE_NAMES['tasks']}：{excerpt(one_line(task.text))}" if task else verb


def typed_pair(change: LineChange) -> tuple[Any, Any]:
    """The line before and after; on a page with fixed cells a missing one is the line with its typed fields blank."""
    if change.page not in SLOT_KEYS:
        return change.old, change.new
    return change.old or blank_slot(change.page, change.new), change.new or blank_slot(change.page, change.old)


def change_place(change: LineChange, pack: Pack) -> str:
    """``基本支出 第 6 行``, ``项目 第 4 个 绩效指标``."""
    place = line_name(change.page, change.number, pack)
    return place if not change.inner else f"{place} {INNER_NAMES[change.inner]}"


# --- the difference of two books


def line_changes(old: Book, new: Book) -> Iterator[LineChange]:
    """The lines added, removed or changed, in the order of the pages; those inside a project separately."""
    for page in pages_of(old, new):
        for number, before, after in _line_pairs(lines_of(old, page), lines_of(new, page)):
            if not isinstance(before, Project) or not isinstance(after, Project):
                yield LineChange(page, number, before, after)
                continue
            if any(differing_fields(before, after)):
                yield LineChange(page, number, before, after)
            for inner in PROJECT_COLLECTIONS:
                for _, one, other in _line_pairs(getattr(before, inner), getattr(after, inner)):
                    yield LineChange(page, number, one, other, after, inner)


def _line_pairs(before: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[int, Any, Any]]:
    """(number, before, after) of each line that differs, None where it is missing. Explanations are paired by code and place."""
    if before is after:
        return
    pairs = [(number, was, now) for number, (was, now) in enumerate(zip(before, after, strict=False), 1) if was is not now]
    if len(before) == len(after) and all(_key(was) == _key(now) for _, was, now in pairs):
        yield from ((number, was, now) for number, was, now in pairs if was != now)
        return
    known, now = ({_key(line): line for line in lines} for lines in (before, after))
    for number, line in enumerate(before, 1):
        if _key(line) not in now:
            yield number, line, None
    for number, line in enumerate(after, 1):
        was = known.get(_key(line))
        if was is None or (was is not line and was != line):
            yield number, was, line


def _key(line: Any) -> Hashable:
    return (line.code, line.place) if isinstance(line, Explanation) else line.id


def _where(changes: Sequence[LineChange], pack: Pack) -> Iterator[str]:
    """``基本支出 第 4–6、9 行``, page by page."""
    for page, group in groupby(changes, key=lambda change: change.page):
        if page in HIDDEN_COLLECTIONS | SLOT_KEYS.keys() | REASON_NAMES.keys() or page == "tasks":
            yield PAGE_NAMES[page]
            continue
        numbers = sorted({change.number for change in group})
        runs = groupby(enumerate(numbers), key=lambda item: item[1] - item[0])
        spans = [[number for _, number in run] for _, run in runs]
        text = "、".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans[:_MOST_SPANS])
        more = " 等" if len(spans) > _MOST_SPANS else ""
        yield line_name(page, f"{text}{more}", pack)
