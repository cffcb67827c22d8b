"""Spending by project as the one-system exports it: projects with their money, and lines of 基本支出.

A project has no economic codes here; its rows that differ by them alone are one part of its money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from models.book.fields import replace as replace_fields
from models.book.records import BasicLine, FundingLine, Project
from models.incoming.recognised.records.notes import LineNotes
from models.incoming.recognised.records.purchase_lines import parts_of
from models.incoming.recognised.records.values import ReadList, ReadRecord
from models.projects.amounts import project_budget
from models.projects.incoming import ProjectIndex
from models.values.codes import Codes, CodeTable
from models.values.money import show_exact
from models.values.text import plain_name

_NUMBERED: Final = re.compile(r"^\[?\d+\]?[\s\-_—.]*(?=\D)")
_YES: Final = frozenset({"是", "上年结转", "结转", "结转资金", "上年结转资金", "上年", "1"})
_NO: Final = frozenset({"", "否", "本年", "当年", "本年资金", "当年预算", "年初预算", "本年预算", "0", "无"})
_BASIC: Final = re.compile(r".*(?:人员类|公用经费|基本支出|人员经费).*")
_PROJECT: Final = re.compile(r".*(?:特定目标|其他运转|项目支出|专项).*")
_LEVELS: Final = {"上级": "superior", "上级资金": "superior", "本级": "own", "本级资金": "own"}
_ECONOMIC: Final = frozenset({"economic", "economic_name", "government", "government_name"})
_CODE: Final = re.compile(r"\d{1,20}")


class Money(NamedTuple):
    """Where a part of the money belongs: what a funding line is known by."""

    function: str
    source: str
    carried: bool
    sub_unit: str
    level: str


class Spending(NamedTuple):
    """What an export gives; ``unit`` is the name of the only body in it, "" of several."""

    projects: tuple[Project, ...]
    basic: tuple[BasicLine, ...]
    unit: str = ""


def spending_lines(reads: Sequence[ReadList], codes: Codes, year: int, ids: Iterator[int], notes: LineNotes) -> Spending:
    """The projects and basic lines of exports, in their order."""
    reader = _Reader(codes, year, notes)
    for read in reads:
        for record in read.records:
            reader.take(record)
        reader.tell_columns(read)
    return reader.finish(ids)


def joined_sheets(sheets: Sequence[Project], exported: Sequence[Project], notes: LineNotes) -> tuple[Project, ...]:
    """The exported projects with what their 绩效目标表 say, the money of the export; sheets of no exported project stay behind."""
    index, used = ProjectIndex(sheets), set[int]()
    joined: list[Project] = []
    for project in exported:
        sheet = index.find(project)
        if sheet is None or sheet.id in used:
            joined.append(project)
            continue
        used.add(sheet.id)
        if sheet.funding and project_budget(sheet) != project_budget(project):
            own, other = show_exact(project_budget(sheet)), show_exact(project_budget(project))
            notes.left_out.append(f"“{project.name}”绩效目标表上是 {own} 万元，导出表是 {other} 万元，用了导出表的")
        texts = {"code": project.code or sheet.code, "name": project.name or sheet.name, "use": sheet.use or project.use}
        joined.append(replace_fields(sheet, funding=project.funding, **texts))
    rest = [sheet for sheet in sheets if sheet.id not in used]
    if rest and exported:
        notes.assumed.append(f"导出表里没有的 {len(rest)} 个项目，照绩效目标表放着")
    return (*joined, *rest)


class _Known:
    def __init__(self, code: str, name: str) -> None:
        self.code, self.name, self.use = code, name, ""
        self.money: dict[Money, int] = {}


class _Reader:
    def __init__(self, codes: Codes, year: int, notes: LineNotes) -> None:
        self._codes, self._year, self._notes = codes, year, notes
        self._projects: list[_Known] = []
        self._basic: dict[tuple[Money, str], int] = {}
        self._units: dict[str, None] = {}

    def take(self, record: ReadRecord) -> None:
        parts = [part for part in parts_of(record, "amount", self._notes) if part.amount]
        if not parts:
            self._notes.leave(record.place, f"“{record.text('name') or record.text('code')}”没有金额")
        function = self._code(record, "function", self._codes.function)
        unit = _NUMBERED.sub("", record.text("unit")).strip()
        carried = self._carried(record)
        level = self._level(record)
        if unit:
            self._units.setdefault(unit)
        is_basic = self._is_basic(record)
        known = None if is_basic else self._project(record)
        for part in parts:
            money = Money(function, part.source, carried, unit, level)
            if known is not None:
                known.money[money] = known.money.get(money, 0) + (part.amount or 0)
            else:
                key = money._replace(level=""), self._code(record, "economic", self._codes.economic)
                self._basic[key] = self._basic.get(key, 0) + (part.amount or 0)

    def _project(self, record: ReadRecord) -> _Known:
        """The project of a row: with its code, or with its name where it has none; a code has one name."""
        code, name = "".join(record.text("code").split()), record.text("name")
        same = (known for known in self._projects if (known.code == code if code else known.name == name))
        known = next(same, None)
        if known is None:
            known = _Known(code, name)
            self._projects.append(known)
        elif name and plain_name(known.name) != plain_name(name):
            self._notes.leave(record.by_field["name"].place, f"{code} 上面叫“{known.name}”，这里叫“{name}”，用了上面的")
        use = record.text("use")
        if use and known.use not in {"", use}:
            self._notes.leave(record.by_field["use"].place, f"“{use[:20]}”与这个项目上面写的不同，没有放")
        known.use = known.use or use
        return known

    def _is_basic(self, record: ReadRecord) -> bool:
        value = record.by_field.get("kind")
        if value is None or _BASIC.fullmatch(plain_name(value.text)):
            return value is not None
        if not _PROJECT.fullmatch(plain_name(value.text)):
            self._notes.assume(value.place, f"“{value.text}”看不出是不是基本支出，当作项目支出")
        return False

    def _code(self, record: ReadRecord, field: str, table: CodeTable) -> str:
        """The code of a row: of its code column, else of the name; both have to agree, where the name is known."""
        text, name = record.text(field), record.text(f"{field}_name")
        read = table.read(text or name)
        if text and name and read.isdigit() and table.conflict(f"{read} {name}"):
            self._notes.assume(record.by_field[field].place, f"{table.conflict(f'{read} {name}')}，按编码")
        if read and not _CODE.fullmatch(read):
            place = record.by_field[field if text else f"{field}_name"].place
            self._notes.leave(place, f"“{read}”不是科目，没有放")
            return ""
        return read

    def _carried(self, record: ReadRecord) -> bool:
        text = plain_name(record.text("carried"))
        told = text in _YES or "结转" in record.text("source")
        if text in _YES | _NO:
            return told
        year = text.removesuffix("年度").removesuffix("年")
        if year.isdecimal() and self._year:
            return int(year) < self._year
        self._notes.assume(record.by_field["carried"].place, f"“{record.text('carried')}”看不出是不是上年结转，当作本年的")
        return told

    def _level(self, record: ReadRecord) -> str:
        text = record.text("level")
        if text and plain_name(text) not in _LEVELS:
            self._notes.leave(record.by_field["level"].place, f"“{text}”不是上级，也不是本级，没有放")
        return _LEVELS.get(plain_name(text), "")

    def tell_columns(self, read: ReadList) -> None:
        """Say once of a list that a project's money has no economic code, and that nothing tells 基本支出."""
        values = [value for record in read.records for value in record.values]
        economic = next((value for value in values if value.field in _ECONOMIC), None)
        if economic is not None and self._projects:
            told = f"“{economic.title}”：项目的资金不分经济科目，同一功能科目和资金来源的加在一起"
            self._notes.leave(economic.place, told)
        if values and "项目支出" not in plain_name(read.title) and all(value.field != "kind" for value in values):
            self._notes.assume(read.place, "没有写支出类型，都当作项目支出")

    def finish(self, ids: Iterator[int]) -> Spending:
        """The projects with new ids; a body is named only where there are several."""
        several = len(self._units) > 1
        projects = []
        for known in self._projects:
            own = next(ids)
            lines = (self._funding(next(ids), money, amount, several=several) for money, amount in known.money.items())
            projects.append(Project(own, known.code, known.name, use=known.use, funding=tuple(lines)))
        basic = tuple(
            BasicLine(next(ids), m.function, economic, m.source, m.carried, m.sub_unit if several else "", amount)
            for (m, economic), amount in self._basic.items()
        )
        return Spending(tuple(projects), basic, "" if several else next(iter(self._units), ""))

    def _funding(self, own: int, money: Money, amount: int, *, several: bool) -> FundingLine:
        unit = money.sub_unit if several else ""
        return FundingLine(own, money.function, money.source, money.carried, unit, amount, level=money.level)
