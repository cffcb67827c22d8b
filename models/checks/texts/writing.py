"""Typing slips in the texts of project sheets and of 情况说明: widths, spaces, doubled words, unpaired marks (R-9 … R-12, R-22)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from models.book.edits import Fix
from models.book.places import Place
from models.book.records import DEPARTMENT, OVERALL
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, every_sheet, sheets
from models.checks.prose.marks import Slip, SlipKind, slips
from models.checks.texts.handwritten import PAGES, handwritten, sentence_around
from models.checks.wording import in_projects, remembered
from models.published.context import Context

_AROUND: Final = 4

_Text = tuple[Place, str]
_Faulty = tuple[str, tuple[_Text, ...]]
"""A label for messages and the texts with slips under it."""


@remembered
def _faulty_sheets(context: Context) -> tuple[_Faulty, ...]:
    """The sheets with slips."""
    faulty = ((sheet.label, tuple(text for text in _texts(sheet) if slips(text[1]))) for sheet in sheets(context))
    return tuple((label, texts) for label, texts in faulty if texts)


def _faulty_whole(context: Context) -> Iterator[_Faulty]:
    """The sheet of the whole department, if it has slips."""
    for sheet in every_sheet(context):
        if sheet.project.scope == DEPARTMENT:
            places = ((replace(place, page=OVERALL), text) for place, text in _texts(sheet) if slips(text))
            if texts := tuple(places):
                yield sheet.label, texts


def _texts(sheet: CheckedSheet) -> Iterator[_Text]:
    project = sheet.project
    yield in_projects(project.id, "name"), project.name
    yield in_projects(project.id, "use"), project.use
    for goal in project.goals:
        yield in_projects(goal.id, "text"), goal.text
    for task in project.tasks:
        yield in_projects(task.id, "name"), task.name
        yield in_projects(task.id, "text"), task.text
    for row in sheet.rows:
        line = row.line
        yield in_projects(line.id, "name"), line.name
        yield in_projects(line.id, "description"), line.description
        yield in_projects(line.id, "basis"), line.basis


def _faulty_texts(context: Context) -> Iterator[_Faulty]:
    yield from _faulty_sheets(context)
    yield from _faulty_whole(context)
    for written in handwritten(context):
        if slips(written.text):
            yield written.label, ((written.place, written.text),)


def widths_are_uniform(context: Context) -> Iterator[CheckResult]:
    """R-9: no full-width digits, no half-width punctuation between 汉字, no （…) (EMP: three sheets of the seeds)."""
    yield from _found(context, SlipKind.WIDTH, "全角半角混用", "数字用半角，汉字之间的标点用全角")


def no_stray_spaces(context: Context) -> Iterator[CheckResult]:
    """R-10: no spaces between 汉字 or inside 文号 (EMP)."""
    yield from _found(context, SlipKind.SPACE, "中间有多余的空格", "删掉空格")


def no_doubled_words(context: Context) -> Iterator[CheckResult]:
    """R-11: no word is written twice in a row (EMP: 工作中中央补助, 正常正常调整)."""
    yield from _found(context, SlipKind.DOUBLE, "写重了", "重复的删掉；本来就要写两遍的，不用改")


def brackets_have_both_halves(context: Context) -> Iterator[CheckResult]:
    """R-12: brackets and quotation marks have both halves (EMP: 《工会章程》程》)."""
    yield from _found(context, SlipKind.SINGLE, "少了另一半", "补上另一半，或者删掉多出的一个")


def numbers_are_whole(context: Context) -> Iterator[CheckResult]:
    """R-22: money and percentages in figures are numbers: no 12,34万元, no 100元万元 (ARITH)."""
    yield from _found(context, SlipKind.NUMBER, "不成一个数", "逗号每三位一个，小数点、单位各一个")


def _found(context: Context, kind: SlipKind, problem: str, remedy: str) -> Iterator[CheckResult]:
    """One finding per different slip of a sheet or text, with the number of places; the fix corrects the first of them.

    Different slips of one place are one finding: an explanation belongs to a check and a place.
    """
    for label, texts in _faulty_texts(context):
        found: dict[str, list[tuple[_Text, Slip]]] = {}
        for text in texts:
            for slip in slips(text[1]).get(kind, ()):
                found.setdefault(_excerpt(text[1], slip), []).append((text, slip))
        by_place: dict[Place, list[str]] = {}
        for excerpt, places in found.items():
            by_place.setdefault(places[0][0][0], []).append(excerpt)
        for place, (excerpt, *others) in by_place.items():
            (_, whole), slip = found[excerpt][0]
            count = sum(len(found[one]) for one in (excerpt, *others))
            yield CheckResult(
                message=f"{label}：“{excerpt}”{problem}" + (f"（{'共 ' if others else ''}{count} 处）" if count > 1 else ""),
                place=place,
                values=(("原文", sentence_around(whole, slip.start, slip.end)), *(("还有", f"“{one}”") for one in others)),
                remedy=remedy,
                fix=_fix(place, whole, slip),
            )


def _excerpt(text: str, slip: Slip) -> str:
    """The slip with a few characters of its line around it."""
    before = text[max(0, slip.start - _AROUND) : slip.start].rpartition("\n")[2]
    after = text[slip.end : slip.end + _AROUND].partition("\n")[0]
    return f"{before}{text[slip.start : slip.end]}{after}".replace("\n", " ").strip()


def _fix(place: Place, text: str, slip: Slip) -> Fix | None:
    if slip.right is None:
        return None
    mended = text[: slip.start] + slip.right + text[slip.end :]
    after = _excerpt(mended, Slip(slip.start, slip.start + len(slip.right), None))
    return Fix(f"改为“{after}”", place.line, place.field, mended)


_WHERE: Final = ("projects", OVERALL, *PAGES)

CHECKS: Final = (
    Check("R-9", widths_are_uniform, each=_WHERE),
    Check("R-10", no_stray_spaces, each=_WHERE),
    Check("R-11", no_doubled_words, each=_WHERE),
    Check("R-12", brackets_have_both_halves, each=_WHERE),
    Check("R-22", numbers_are_whole, each=_WHERE),
)
