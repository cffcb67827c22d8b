"""The 绩效目标表 against the projects of the book, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from models.book.records import Indicator, Project
from models.checks.findings import Severity
from models.incoming.blocks import Place
from models.projects.amounts import AMOUNTS, project_amount
from models.projects.incoming import ProjectIndex
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import BOOK_FIGURE, BOOK_PART, BOOK_TEXT, severity_of
from models.publication.review.reading import ReadDocument
from models.published.context import Context
from models.values.amount_style import WAN
from models.values.text import clipped, plain_name, short_name

_AMOUNT_NAMES: Final = dict(zip(AMOUNTS, ("预算数", "财政资金", "其他资金"), strict=True))
_FIELDS: Final = {"name": "三级指标", "description": "指标描述", "target": "指标值", "basis": "确定依据"}
_LAST_DIGIT: Final = 10_000
"""The last printed digit of 万元 with two decimals, in fen."""

_MUCH: Final = 4
"""So many notes on one sheet say that it was hardly understood."""

_SHOWN: Final = 80


def project_findings(read: ReadDocument, context: Context) -> Iterator[ReviewFinding]:
    """The fields that differ, and projects that only one of both has."""
    if not read.sheets.projects:
        return
    index, seen = ProjectIndex(context.book.projects), set()
    for number, printed in enumerate(read.sheets.projects):
        own = index.find(printed)
        part = f"{short_name(printed.name) or f'第 {number + 1} 个'}绩效目标表"
        place = read.sheet_places[number] if number < len(read.sheet_places) else Place()
        if own is None:
            yield from _one(
                context, BOOK_PART, f"预算里没有“{short_name(printed.name)}”这个项目", place, part, "删掉，或者在预算里补上"
            )
            continue
        seen.add(own.id)
        hardly = len(read.sheets.notes_of(number + 1)) >= _MUCH
        for found in _differences(context, own, printed, place, part):
            yield ReviewFinding(
                found.code, Severity.HINT if hardly else found.severity, found.message, place, part, values=found.values,
                remedy=found.remedy,
            )  # fmt: skip
    missing = [project for project in context.book.projects if project.id not in seen]
    if missing:
        names = "、".join(short_name(project.name) for project in missing[:3]) + ("等" if len(missing) > 3 else "")
        yield from _one(context, BOOK_PART, f"预算里的 {len(missing)} 个项目没有绩效目标表：{names}", Place(), "", "补上")


def _one(
    context: Context, code: str, message: str, place: Place, part: str, remedy: str, *values: tuple[str, str]
) -> Iterator[ReviewFinding]:
    severity = severity_of(code, context.pack)
    if severity is not None:
        yield ReviewFinding(code, severity, message, place, part, values=values, remedy=remedy)


def _differences(context: Context, own: Project, printed: Project, place: Place, part: str) -> Iterator[ReviewFinding]:
    for amount, name in _AMOUNT_NAMES.items():
        here, there = project_amount(printed, amount), project_amount(own, amount)
        if here != there and abs(here - there) * 2 > _LAST_DIGIT:
            shown = WAN.pair(here, there)
            message = f"{name}公开稿是 {shown[0]}，预算是 {shown[1]}，{WAN.more_or_less(here, there)}"
            values = (("公开稿", shown[0]), ("预算", shown[1]))
            yield from _one(context, BOOK_FIGURE, message, place, part, f"改成 {shown[1]}", *values)
    here_texts, there_texts = dict(_texts(printed)), dict(_texts(own))
    pairs = [(name, here_texts.get(name, ""), there_texts.get(name, "")) for name in dict.fromkeys((*there_texts, *here_texts))]
    for name, here_text, there_text in (*pairs, *_indicator_pairs(printed, own)):
        if plain_name(here_text) != plain_name(there_text):
            values = (("公开稿", clipped(here_text, _SHOWN) or "（空的）"), ("预算", clipped(there_text, _SHOWN) or "（空的）"))
            yield from _one(
                context, BOOK_TEXT, f"{name}和预算的不一样", place, part, "改成和预算一样；有意改的，把预算也改了", *values
            )


def _indicator_pairs(printed: Project, own: Project) -> Iterator[tuple[str, str, str]]:
    """The fields of the indicators in the document and in the book, row beside row; a row that only one has is told once."""
    here, there = _rows(printed), _rows(own)
    matcher = SequenceMatcher(None, [_said(line) for line in here], [_said(line) for line in there], autojunk=False)
    for _, here_from, here_to, there_from, there_to in matcher.get_opcodes():
        both = min(here_to - here_from, there_to - there_from)
        for at in range(both):
            for field, name in _FIELDS.items():
                told = f"第 {here_from + at + 1} 行指标的{name}"
                yield told, getattr(here[here_from + at], field), getattr(there[there_from + at], field)
        for at in range(here_from + both, here_to):
            yield f"第 {at + 1} 行指标", here[at].name, ""
        for at in range(there_from + both, there_to):
            yield f"预算的第 {at + 1} 行指标", "", there[at].name


def _rows(project: Project) -> list[Indicator]:
    return [line for line in project.indicators if any(getattr(line, field).strip() for field in _FIELDS)]


def _said(line: Indicator) -> tuple[str, ...]:
    return tuple(plain_name(getattr(line, field)) for field in _FIELDS)


def _texts(project: Project) -> Iterator[tuple[str, str]]:
    yield "项目编码", project.code
    yield "项目名称", project.name
    yield "资金用途", project.use
    for number, goal in enumerate((goal for goal in project.goals if goal.text.strip()), 1):
        yield f"绩效目标第 {number} 条", goal.text
