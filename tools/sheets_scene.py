"""The 绩效目标表 of one project, with everything filled in, in layouts of several places; and what their forms do not show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from models.book.list_lines import with_values
from models.book.places import Place
from models.book.records import Book, FundingLine, Goal, PlannedTask, Project
from models.pack.forms.sheet import SheetForm
from models.projects.edits import add_overall
from models.values.target_parts import split_target
from storage.packs.sheet_layouts import sheet_layout
from tools.painter import Painter
from ui.session.open_book import OpenBook

_LAYOUTS: Final = ("shanghai-2023", "one-system", "ministry-cost")
_NUMBER: Final = 3
"""Position of the project in the example."""

_CATEGORIES: Final = ("数量指标", "质量指标", "时效指标", "成本指标")
_HEAD: Final = {
    "text:department": "某某县农业农村局", "text:agency": "某某镇人民政府", "text:nature": "经常性项目",
    "text:kind": "其他一次性项目", "text:attribute": "延续项目", "text:start": "2024-01-01", "text:end": "2024年12月31日",
    "text:person": "张三", "text:phone": "6221000", "text:ground": "关于加强村级组织运转经费保障工作的通知",
    "amount:term_fiscal": 220_000_000, "amount:term_other": 6_000_000,
}  # fmt: skip


def full_project(project: Project, first_id: int) -> Project:
    """The project with fields, goals, money and columns of every layout; ids from ``first_id`` on."""
    superior = FundingLine(first_id, "2013202", amount=20_000_000, typed="20", level="superior")
    carried = FundingLine(first_id + 1, "2013202", carried=True, amount=3_500_000, typed="3.5", level="own")
    term = Goal(first_id + 2, text="三年内村级组织运转有保障，村干部报酬按时足额发放，村级活动场所全部达到标准。", period="term")
    own = tuple(replace(line, level="own") for line in project.funding)
    indicators = tuple(
        with_values(line, {
            "text:weight": "10", "text:standard": "上级文件规定的标准", "text:last_year": split_target(line.target).value,
            "text:scoring": "每低 1 个百分点扣 1 分，扣完为止", "text:note": "同口径" if number == 1 else "",
            "text:direction": "正向" if number == 0 else "",
        })
        for number, line in enumerate(project.indicators)
    )  # fmt: skip
    changed = replace(project, funding=(*own, superior, carried), goals=(term, *project.goals), indicators=indicators)
    made: Project = with_values(changed, _HEAD)
    return made


def full_book(book: Book) -> Book:
    """The book whose project at _NUMBER has everything."""
    projects = list(book.projects)
    projects[_NUMBER] = full_project(projects[_NUMBER], book.next_id)
    return replace(book, projects=tuple(projects), next_id=book.next_id + 3)


def layouts(painter: Painter) -> None:
    """One project in several layouts, head and grid; then with fields and columns of the others, and in its own form."""
    was = painter.open_book
    book, pack = full_book(was.book), was.pack
    project = book.projects[_NUMBER]
    for layout in _LAYOUTS:
        form = sheet_layout(layout)
        painter.window.show_book(OpenBook(book, replace(pack, sheet=form), was.context.codes, lambda *_: 1))
        painter.workspace.go_to(Place("projects", project.id, "name"))
        painter.take(f"sheet-{layout}")
        painter.workspace.go_to(Place("projects", project.indicators[-1].id, "name"))
        painter.take(f"sheet-{layout}-grid")
    painter.command("show_other_layouts")
    painter.workspace.go_to(Place("projects", project.id, "text:ground"))
    painter.take("sheet-others")
    painter.workspace.go_to(Place("projects", project.indicators[-1].id, "name"))
    painter.take("sheet-others-grid")
    painter.command("show_other_layouts")
    painter.window.show_book(OpenBook(book, pack, was.context.codes, lambda *_: 1))
    painter.workspace.go_to(Place("projects", project.goals[0].id, "text"))
    painter.take("sheet-hebei")
    painter.controller.show_sample()


def department(painter: Painter) -> None:
    """The sheet of the whole department: not begun, filled in, its end; and the same under a form that does not print it."""
    was = painter.open_book
    pack = was.pack
    for layout in ("overall-ministry", "overall-one-system"):
        form = sheet_layout(layout)
        for name, book in (("empty", was.book), ("full", _with_department(was.book, form))):
            painter.window.show_book(OpenBook(book, replace(pack, overall=form), was.context.codes, lambda *_: 1))
            painter.workspace.go_to(Place("overall"))
            painter.take(f"{layout}-{name}")
        painter.workspace.go_to(Place("overall", book.overall[0].indicators[-1].id, "name"))
        painter.take(f"{layout}-grid")
    painter.window.show_book(OpenBook(book, pack, was.context.codes, lambda *_: 1))
    painter.workspace.go_to(Place("overall"))
    painter.take("overall-kept")
    painter.controller.show_sample()


def _with_department(book: Book, form: SheetForm) -> Book:
    """The book with a sheet of the department: two tasks, and the goals and indicators of its first project."""
    begun, like = add_overall(form)(book), book.projects[0]
    lines = [(number, line) for number, line in enumerate(like.indicators, begun.next_id + 2)]
    indicators = tuple(
        with_values(replace(line, id=number), {"text:weight": "10", "text:last_year": "90", "text:year_before": "85"})
        for number, line in lines
    )
    tasks = (
        PlannedTask(begun.next_id, "基层治理", "村级组织运转，综治、信访维稳", fiscal=300_000_000),
        PlannedTask(begun.next_id + 1, "民生保障", "困难群众救助，养老服务", fiscal=150_000_000, other=1_000_000),
    )
    (sheet,) = begun.overall
    goals = tuple(replace(goal, text=like.goals[0].text) for goal in sheet.goals)
    whole = replace(sheet, goals=goals, tasks=tasks, indicators=indicators)
    return replace(begun, overall=(whole,), next_id=begun.next_id + 2 + len(lines))


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {"sheet-layouts": layouts, "department": department}
