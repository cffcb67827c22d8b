"""Reads 部门整体绩效目标表: goals and indicators as a project's sheet has them, and its 年度主要任务.

Its money is that of the budget: a book computes it, so that a printed figure is no value of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.book.fields import replace as replace_fields
from models.book.records import DEPARTMENT, PlannedTask, Project
from models.incoming.blocks import Document
from models.incoming.recognised.headings import heading_key
from models.incoming.sheets import words
from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.reading import read_rows
from models.incoming.sheets.rows import rows_of_document
from models.incoming.sheets.wording import Wording, plain, unit_of, wording_of
from models.pack.forms.sheet import DEPARTMENT_MONEY, SheetForm
from models.values.money import MoneyUnit, Unread, fen, read_amount, show_exact
from models.values.unit_words import NamedUnit, amount_in, unit_beside, why_unread

_FEWEST: Final = 3
_HEADINGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("任务名称", "主要任务", "任务", "年度主要任务名称", "工作任务", "重点任务", "任务事项"), "name"),
    **dict.fromkeys(("主要内容", "任务内容", "工作内容", "内容", "具体内容"), "text"),
    **dict.fromkeys(("预算总额", "总额", "预算金额", "金额", "预算数", "预算资金总额", "小计", "合计"), "total"),
    **dict.fromkeys(("财政拨款", "财政资金", "财政拨款金额"), "fiscal"),
    **dict.fromkeys(("其他资金", "非财政拨款", "其他", "其他资金金额"), "other"),
}
"""Heading of the tasks → what stands below it."""

_MONEY: Final = ("total", "fiscal", "other")
_OWN: Final = frozenset({"code", "name", "budget"})


class OverallReading(NamedTuple):
    """The sheet, with the ids from 1 on; None where there is none. ``notes`` as of any sheet."""

    project: Project | None
    notes: tuple[SheetNote, ...]


def read_overall(document: Document, form: SheetForm) -> OverallReading:
    """Read the sheet of a whole department; of several the first."""
    wording = wording_of(form)
    tasks, rows, notes = _parted(rows_of_document(document), form, wording)
    reading = read_rows(rows, form, wording)
    if not reading.projects:
        return OverallReading(None, (*reading.notes, *notes))
    if len(reading.projects) > 1:
        notes.append(SheetNote(0, 0, "有几张部门整体绩效目标表，用了第一张"))
    sheet = reading.projects[0]
    cells = tuple((name, value) for name, value in sheet.cells if name not in DEPARTMENT_MONEY)
    lines = tuple(replace_fields(task, id=10_000 + number) for number, task in enumerate(tasks))
    project = replace_fields(
        sheet, scope=DEPARTMENT, code="", name="", plan=(), plan_label="", funding=(), tasks=lines, cells=cells
    )
    missing = {f"没有“{wording.words[key]}”一栏" for key in _OWN}
    kept = [
        note for note in reading.notes if not (_is_of_money(note) or any(note.words.startswith(told) for told in missing))
    ]  # fmt: skip
    return OverallReading(project, (*kept, *notes))


def _is_of_money(note: SheetNote) -> bool:
    """Whether a note is on an amount of the head, which is no value of this sheet."""
    return not note.place and isinstance(read_amount(note.source), int)


class _Tasks(NamedTuple):
    """What stands below which heading, from column ``first`` on; ``unit`` None: nothing says in which unit."""

    columns: Mapping[int, str]
    first: int
    unit: NamedUnit | None


def _parted(rows: Sequence[TextRow], form: SheetForm, wording: Wording) -> tuple[list[PlannedTask], list[TextRow], list[SheetNote]]:
    """The tasks, the other rows, and notes."""
    tasks: list[PlannedTask] = []
    rest: list[TextRow] = []
    notes: list[SheetNote] = []
    unit: NamedUnit | None = None
    below: _Tasks | None = None
    for row in rows:
        unit = unit_of(row.filled) or unit
        heading = _task_heading(row, unit)
        if heading is not None:
            below = heading
            if below.unit is None:
                notes.append(SheetNote(1, row.line, "年度主要任务的金额没有写单位，按万元", row.quote, row.place))
        elif below is not None and row.filled and not _ends(row, below, wording):
            tasks.extend(_task(row, below, form, tasks, notes))
        else:
            below = None if row.filled else below
            rest.append(row)
    return tasks, rest, notes


def _task_heading(row: TextRow, unit: NamedUnit | None) -> _Tasks | None:
    """The columns of the tasks where a row heads them: name, and two more; a unit in a heading is that of all."""
    named = {column: text for column, text in row.starts if row.height(column) == 1 and heading_key(text) in _HEADINGS}
    found = {column: _HEADINGS[heading_key(text)] for column, text in named.items()}
    names = [*found.values()]
    if len(names) < _FEWEST or "name" not in names or len(set(names)) < len(names):
        return None
    own = next((said for text in named.values() if (said := unit_beside(text)) is not None), unit)
    flat = [column for column, _ in row.starts if row.height(column) == 1] if row.is_exact else [*found]
    return _Tasks(found, min(flat, default=0), own)


def _ends(row: TextRow, heading: _Tasks, wording: Wording) -> bool:
    """Whether a row is no task: it begins left of their columns, with another label, or has 一级指标."""
    column, text = row.starts[0]
    return column < heading.first or wording.label(text) is not None or wording.is_level(text)


def _task(
    row: TextRow, heading: _Tasks, form: SheetForm, above: Sequence[PlannedTask], notes: list[SheetNote]
) -> Iterator[PlannedTask]:
    def note(told: str) -> None:
        notes.append(SheetNote(1, row.line, told, row.quote, row.place))

    cells = {heading.columns[column]: text for column, text in row.starts if column in heading.columns}
    for text in (text for column, text in row.starts if column not in heading.columns):
        note(f"“{shortened(text)}”上面没有任务的表头，没有读")
    known: dict[str, int] = {}
    for name in _MONEY:
        amount = amount_in(cells.get(name, ""), heading.unit or MoneyUnit.WAN)
        if isinstance(amount, Unread):
            note(f"“{shortened(cells[name])}”{why_unread(heading.unit)}，没有读")
        elif amount is not None:
            known[name] = amount
    if _is_sum(cells, form):
        total = sum(fen(task.fiscal) + fen(task.other) for task in above)
        if known.get("total", total) != total:
            note(f"合计和各项任务加起来不一样，加起来是 {show_exact(total)} 万元")
        return
    fiscal, other = known.get("fiscal"), known.get("other")
    if not cells.get("fiscal") and not cells.get("other") and "total" in known:
        fiscal = known["total"]
        note("没有分财政拨款和其他资金，放在财政拨款")
    elif "total" in known and known["total"] != (fiscal or 0) + (other or 0):
        note("预算总额不是财政拨款和其他资金的和，总额没有放")
    yield PlannedTask(0, cells.get("name", ""), cells.get("text", ""), fiscal, other)


def _is_sum(cells: Mapping[str, str], form: SheetForm) -> bool:
    total = plain(form.tasks.total) if form.tasks is not None else ""
    name = plain(cells.get("name", ""))
    return name in words.SUMS or name.endswith("合计") or (bool(total) and name == total)
