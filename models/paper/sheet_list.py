"""Lists the sheets of a book in order: cover, contents, then the forms as the pack orders them.

One list for workbook, preview and printer. A sheet is only planned here; it is laid out when it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.records import Book, Project
from models.pack.forms.contents import ASSETS, EXPLANATIONS, OVERALL, PROCUREMENT, PROJECTS, TEXT
from models.pack.forms.lists import ListForm, list_at
from models.pack.forms.sheet import TABLE, SheetForm
from models.pack.forms.views import ViewForm, view_at
from models.pack.lists.rows import rows_of
from models.paper.beside.contents_layout import ContentsLine, contents_lines, contents_sheet
from models.paper.beside.list_layout import list_sheet
from models.paper.form_layout import assets_sheet, cover_sheet, procurement_sheet
from models.paper.narrative_layout import narrative_sheet
from models.paper.project_sheets.sheet import project_sheet, sheet_title
from models.paper.project_sheets.table import projects_table, table_title
from models.paper.sheet import PrintedSheet
from models.paper.submission.explained import EXPLANATIONS as EXPLANATIONS_NAME
from models.paper.submission.explained import explained_findings, explanations_sheet
from models.paper.table_layout import table_sheet
from models.projects.amounts import project_budget
from models.published.context import Context
from models.published.figures import department_sheet
from models.published.head import page_text
from models.published.tables import Table
from models.published.texts.narrative import Document, narrative
from models.values.text import clean_text

COVER: Final = "封面"
CONTENTS: Final = "目录"
DATA: Final = "_ysgk"
"""The hidden sheet that carries the book."""

COVER_KEY: Final = "cover"
CONTENTS_KEY: Final = "contents"

_TABLE: Final = "绩效目标表"
_OVERALL: Final = "部门整体绩效目标表"
_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\s]+")


class SheetEntry(Struct, frozen=True):
    """What is known of a sheet before it is laid out.

    ``name`` is the name in the workbook, ``label`` the one in a list, ``title`` the line in 目录 ("": not listed there).
    ``page`` is where the sheet is entered, ``table`` the id of an official table, ``project`` the id of a project.
    """

    key: str
    name: str
    label: str
    title: str = ""
    empty: bool = False
    page: str = ""
    table: str = ""
    project: int = 0


class SheetPlan(Struct, frozen=True):
    """A sheet that is not laid out yet: ``lay_out(draft=…)`` does it. Equal ``parts`` give the same sheet."""

    entry: SheetEntry
    parts: tuple[Any, ...]
    lay_out: Callable[..., PrintedSheet]


def sheet_plans(context: Context) -> tuple[SheetPlan, ...]:
    """Every visible sheet of the book in order."""
    planner, cover = _Planner(context), context.pack.cover
    front = [planner.cover()] if cover.title else []
    contents = planner.contents_name() if cover.contents_title else ""
    groups = [(group, [(form, planner.form(form)) for form in group.forms]) for group in context.pack.contents]
    plans = [plan for _, forms in groups for _, planned in forms for plan in planned]
    if contents and cover.contents_pages:  # 目录 lays out all of them to count their pages
        plans = [replace(plan, lay_out=cache(plan.lay_out)) for plan in plans]
    if contents:
        lines = contents_lines((group, [[plan.entry for plan in planned] for _, planned in forms]) for group, forms in groups)
        front.append(planner.contents(contents, lines, tuple(front), plans))
    return (*front, *plans)


def plans_of_projects(context: Context, chosen: Collection[int]) -> tuple[SheetPlan, ...]:
    """The sheets of some projects (ids), named and numbered as among all; where one table prints all, it has only these."""
    if context.pack.sheet.layout != TABLE:
        return tuple(plan for plan in sheet_plans(context) if plan.entry.project in chosen)
    return tuple(_Planner(context).projects(chosen))


class _Planner:
    """Plans one sheet after another, so that each takes the nearest name that is free."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._book, self._pack = context.book, context.pack
        self._names = SheetNames()
        self._documents = {f"{TEXT}{document.name}": document for document in narrative(context)}
        self._of_form = {
            PROCUREMENT: self.procurement, ASSETS: self.assets, OVERALL: self.overall, PROJECTS: self.projects,
            EXPLANATIONS: self.explanations,
        }  # fmt: skip

    def form(self, name: str) -> tuple[SheetPlan, ...]:
        """The sheets of a form by its name in the contents: one, or for the projects one each."""
        if name in self._documents:
            return (self.text(self._documents[name]),)
        if name in self._of_form:
            return tuple(self._of_form[name]())
        listed = list_at(self._pack.lists, name) or view_at(self._pack.views, name)
        return (self.record_list(listed) if listed is not None else self.table(self._context.tables[name]),)

    def _form(self, layout: Callable[..., PrintedSheet], entry: SheetEntry, *parts: Any) -> SheetPlan:
        book = self._book
        return SheetPlan(entry, (book.unit, book.year, entry.name, *parts), partial(layout, book, self._pack, entry.name))

    def cover(self) -> SheetPlan:
        name = self._names.take(COVER)
        return self._form(cover_sheet, SheetEntry(COVER_KEY, name, name, page="cover"), self._book.stage)

    def contents_name(self) -> str:
        """Reserve the name of 目录 before those of the sheets that it lists."""
        return self._names.take(CONTENTS)

    def contents(
        self, name: str, lines: Sequence[ContentsLine], front: Sequence[SheetPlan], plans: Sequence[SheetPlan]
    ) -> SheetPlan:
        """目录, between the sheets in front of it and those that it lists."""
        pages = partial(_page_counts, front, plans) if self._pack.cover.contents_pages else None
        lay_out = partial(contents_sheet, self._book, self._pack, name, lines, pages)
        others = tuple(plan.parts for plan in (*front, *plans)) if pages else ()
        return SheetPlan(SheetEntry(CONTENTS_KEY, name, name), (self._book.year, name, lines, others), lay_out)

    def text(self, document: Document) -> SheetPlan:
        name = self._names.take(document.name)
        entry = SheetEntry(f"{TEXT}{document.name}", name, document.name, clean_text(document.title), page="texts")
        return SheetPlan(entry, (name, document), partial(narrative_sheet, document, name))

    def table(self, table: Table) -> SheetPlan:
        spec = table.spec
        label = spec.name
        empty = not any(any(row.values) for side in table.sides for row in side.rows)
        entry = SheetEntry(spec.id, self._names.take(label), label, page_text(self._book, spec.title), empty, table=spec.id)
        lay_out = partial(table_sheet, self._book, self._pack, table, entry.name)
        return SheetPlan(entry, (self._book.unit, self._book.year, entry.name, table), lay_out)

    def procurement(self) -> Iterator[SheetPlan]:
        form, bought = self._pack.procurement, self._book.procurement
        if form is not None:
            title = page_text(self._book, form.title)
            payers = tuple((project.id, project.name, project_budget(project)) for project in self._book.projects)
            entry = SheetEntry(PROCUREMENT, self._names.take(title), title, title, not bought, PROCUREMENT)
            yield self._form(partial(procurement_sheet, form), entry, bought, payers)

    def assets(self) -> Iterator[SheetPlan]:
        form, owned = self._pack.assets, self._book.assets
        if form is not None:
            title = page_text(self._book, form.title)
            empty = not any(line.quantity or line.value for line in owned)
            entry = SheetEntry(ASSETS, self._names.take(title), title, title, empty, ASSETS)
            yield self._form(partial(assets_sheet, form), entry, owned)

    def record_list(self, form: ListForm | ViewForm) -> SheetPlan:
        listed, title = rows_of(form, self._book, self._context.codes), page_text(self._book, form.title)
        page = form.lines if isinstance(form, ViewForm) else form.page
        entry = SheetEntry(form.page, self._names.take(form.name), form.name, title, not listed.rows, page)
        return self._form(partial(list_sheet, form, listed), entry, listed)

    def overall(self) -> Iterator[SheetPlan]:
        """The sheet of the whole department; none while nothing of it is filled in, or for one of its bodies."""
        book, form = self._book, self._pack.overall
        if book.overall:
            sheet = department_sheet(self._context)
            title = sheet_title(form, book, sheet, 1)
            entry = SheetEntry(OVERALL, self._names.take(_OVERALL), _OVERALL, title, page=OVERALL)
            lay_out = partial(project_sheet, form, book, sheet, 1, entry.name)
            yield SheetPlan(entry, (entry.name, sheet, book.unit, book.year), lay_out)

    def explanations(self) -> Iterator[SheetPlan]:
        """核实说明, of the findings as they are when it is laid out."""
        context, name = self._context, self._names.take(EXPLANATIONS_NAME)
        entry = SheetEntry(EXPLANATIONS, name, name, name, not self._book.explanations, EXPLANATIONS)
        yield SheetPlan(entry, (name, self._book), partial(_explanations_sheet, context, name))

    def projects(self, chosen: Collection[int] | None = None) -> Iterator[SheetPlan]:
        """A sheet for each project, or one table of all or the ``chosen`` ones."""
        book, form = self._book, self._pack.sheet
        if form.layout == TABLE:
            projects = tuple(each for each in book.projects if chosen is None or each.id in chosen)
            yield from self._table_of(form, projects)
            return
        digits = max(2, len(str(len(book.projects))))
        for number, project in enumerate(book.projects, 1):
            name = self._names.take(f"{number:0{digits}d} {clean_text(project.name)}")
            title = _listed_title(form, book, project, number)
            entry = SheetEntry(f"project:{project.id}", name, name, title, page=PROJECTS, project=project.id)
            lay_out = partial(project_sheet, form, book, project, number, name)
            yield SheetPlan(entry, (name, number, project, book.unit, book.year), lay_out)

    def _table_of(self, form: SheetForm, projects: Sequence[Project]) -> Iterator[SheetPlan]:
        """One sheet for the projects; none without any."""
        book = self._book
        if projects:
            title = table_title(form, book)
            entry = SheetEntry(PROJECTS, self._names.take(_TABLE), _TABLE, title, page=PROJECTS)
            lay_out = partial(projects_table, form, book, projects, entry.name)
            yield SheetPlan(entry, (entry.name, projects, book.unit, book.year), lay_out)


def _explanations_sheet(context: Context, name: str, *, draft: bool) -> PrintedSheet:
    from models.checks.checker import run_checks  # noqa: PLC0415 - all checks, which few forms ask for here

    return explanations_sheet(context, explained_findings(context, run_checks(context)), name, draft=draft)


def _page_counts(front: Sequence[SheetPlan], plans: Sequence[SheetPlan], *, draft: bool) -> tuple[int, Mapping[str, int]]:
    """How many pages stand before the contents, and by sheet name how many each of the others takes."""
    before = sum(plan.lay_out(draft=draft).page_count for plan in front)
    return before, {plan.entry.name: plan.lay_out(draft=draft).page_count for plan in plans}


def _listed_title(form: SheetForm, book: Book, project: Project, number: int) -> str:
    """How 目录 names a project's sheet: by its title, or by the project where all sheets have the same title."""
    title = sheet_title(form, book, project, number)
    return title if "{name}" in form.title else f"{number}、{clean_text(project.name)}"


class SheetNames:
    """Gives out sheet names that Excel accepts: unique without regard to case, no brackets, slashes, ``:*?``, at most 31 long."""

    def __init__(self) -> None:
        self._taken = {DATA.casefold(), "history"}

    def take(self, wanted: str) -> str:
        """The nearest name to ``wanted`` that is free."""
        plain = _FORBIDDEN.sub(" ", wanted).strip(" '") or "表"
        name, count = _shortened(plain, ""), 1
        while name.casefold() in self._taken:
            count += 1
            name = _shortened(plain, f"（{count}）")
        self._taken.add(name.casefold())
        return name


def _shortened(text: str, ending: str) -> str:
    """The text with its ending in at most 31 UTF-16 units, as Excel counts."""
    while len((text + ending).encode("utf-16-le")) > 2 * _LONGEST_NAME:
        text = text[:-1]
    return text.rstrip(" '") + ending


class SheetCache:
    """The sheets of the open book, laid out on demand and cached."""

    def __init__(self, context: Context, *, draft: bool) -> None:
        self._made: dict[str, tuple[tuple[Any, ...], PrintedSheet]] = {}
        self._plans: dict[str, SheetPlan] = {}
        self.update(context, draft=draft)

    def update(self, context: Context, *, draft: bool) -> None:
        """Plan the sheets of the changed book, each marked where it is a ``draft``; nothing is laid out yet."""
        self._draft = draft
        self._plans = {plan.entry.key: plan for plan in sheet_plans(context)}
        self._made = {key: made for key, made in self._made.items() if key in self._plans}

    @property
    def entries(self) -> Sequence[SheetEntry]:
        """Every sheet, in order."""
        return [plan.entry for plan in self._plans.values()]

    def entry(self, key: str) -> SheetEntry | None:
        """The entry of a sheet, or None."""
        plan = self._plans.get(key)
        return plan.entry if plan else None

    def sheet(self, key: str) -> PrintedSheet:
        """A sheet, laid out now if it was not yet or its parts differ. Raises ``KeyError``."""
        plan = self._plans[key]
        made = self._made.get(key)
        parts = (self._draft, *plan.parts)
        if made is None or made[0] != parts:
            made = (parts, plan.lay_out(draft=self._draft))
            self._made[key] = made
        return made[1]
