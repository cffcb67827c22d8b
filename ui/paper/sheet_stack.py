"""The sheets of a book in the order of printing; each is laid out when it is first wanted and kept until its parts change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec import Struct

from models.book.records import Project
from models.projects.amounts import project_budget
from models.published.context import Context
from models.published.narrative import Document, narrative
from models.published.tables import Table
from storage.form_layout import assets_sheet, cover_sheet, procurement_sheet
from storage.narrative_layout import narrative_sheet
from storage.project_layout import project_sheet
from storage.sheet_layout import Sheet
from storage.table_layout import table_sheet
from storage.workbook_layout import CONTENTS, COVER, SheetNames, project_names, workbook_sheets

COVER_KEY: Final = "cover"
CONTENTS_KEY: Final = "contents"
PROCUREMENT_KEY: Final = "procurement"
ASSETS_KEY: Final = "assets"
TEXT_KEY: Final = "text"


class SheetEntry(Struct, frozen=True):
    """A sheet before it is laid out. ``page`` is where it is entered, ``table`` the id of an official table."""

    key: str
    name: str
    empty: bool = False
    page: str = ""
    table: str = ""
    project: int = 0


class _Plan(Struct, frozen=True):
    """How a sheet is laid out; equal ``parts`` give the same sheet."""

    entry: SheetEntry
    parts: tuple[Any, ...]
    lay_out: Callable[[], Sheet]


class SheetStack:
    """All sheets of one book after another. ``follow`` costs no layout; ``sheet`` lays out what it has not yet."""

    def __init__(self, context: Context) -> None:
        self._made: dict[str, tuple[tuple[Any, ...], Sheet]] = {}
        self._plans: dict[str, _Plan] = {}
        self._context = context
        self.follow(context)

    def follow(self, context: Context) -> None:
        """The book as it is now."""
        self._context = context
        names, texts = SheetNames(), narrative(context)
        plans = [self._cover(names.take(COVER)), self._contents(names.take(CONTENTS))]
        plans += [self._text(document, names) for document in texts if document.before_tables]
        plans += [self._table(table, names) for table in context.tables.values()]
        plans += [self._text(document, names) for document in texts if not document.before_tables]
        plans += [self._procurement(names), self._assets(names)]
        sheet_names = project_names(context.book, names)
        plans += [self._project(at, project, sheet_names[at - 1]) for at, project in enumerate(context.book.projects, 1)]
        self._plans = {plan.entry.key: plan for plan in plans}
        self._made = {key: made for key, made in self._made.items() if key in self._plans}

    @property
    def entries(self) -> Sequence[SheetEntry]:
        """Every sheet, in order."""
        return [plan.entry for plan in self._plans.values()]

    def entry(self, key: str) -> SheetEntry | None:
        """One sheet before it is laid out."""
        plan = self._plans.get(key)
        return plan.entry if plan else None

    def sheet(self, key: str) -> Sheet:
        """A sheet, laid out now if it was not yet or its parts differ. Raises ``KeyError``."""
        plan = self._plans[key]
        made = self._made.get(key)
        if made is None or made[0] != plan.parts:
            made = (plan.parts, plan.lay_out())
            self._made[key] = made
        return made[1]

    # --- one sheet each

    def _plan(self, entry: SheetEntry, layout: Callable[..., Sheet], *parts: Any) -> _Plan:
        book, pack = self._context.book, self._context.pack
        name = parts[0]
        return _Plan(entry, (book.unit, book.year, *parts), lambda: layout(book, pack, name, draft=False))

    def _cover(self, name: str) -> _Plan:
        return self._plan(SheetEntry(COVER_KEY, name, page="cover"), cover_sheet, name, self._context.book.stage)

    def _contents(self, name: str) -> _Plan:
        context = self._context
        names = tuple(project.name for project in context.book.projects)
        return _Plan(
            SheetEntry(CONTENTS_KEY, name),
            (context.book.year, context.book.unit.name, names),
            lambda: next(s for s in workbook_sheets(context) if s.name == name),
        )

    def _text(self, document: Document, names: SheetNames) -> _Plan:
        name = names.take(document.name)
        entry = SheetEntry(f"{TEXT_KEY}:{document.name}", document.name, page="texts")
        return _Plan(entry, (name, document), lambda: narrative_sheet(document, name, draft=False))

    def _table(self, table: Table, names: SheetNames) -> _Plan:
        book, pack, spec = self._context.book, self._context.pack, table.spec
        words = spec.short_title or spec.title
        name = names.take(words)
        empty = not any(any(row.values) for side in table.sides for row in side.rows)
        return _Plan(
            SheetEntry(spec.id, words, empty, table=spec.id),
            (book.unit, book.year, name, table),
            lambda: table_sheet(book, pack, table, name, draft=False),
        )

    def _procurement(self, names: SheetNames) -> _Plan:
        book, form = self._context.book, self._context.pack.procurement
        payers = tuple((project.id, project.name, project_budget(project)) for project in book.projects)
        entry = SheetEntry(PROCUREMENT_KEY, form.title, not book.procurement, "procurement")
        return self._plan(entry, procurement_sheet, names.take(form.title), book.procurement, payers)

    def _assets(self, names: SheetNames) -> _Plan:
        book, form = self._context.book, self._context.pack.assets
        empty = not any(line.quantity or line.value for line in book.assets)
        return self._plan(SheetEntry(ASSETS_KEY, form.title, empty, "assets"), assets_sheet, names.take(form.title), book.assets)

    def _project(self, number: int, project: Project, name: str) -> _Plan:
        pack = self._context.pack
        return _Plan(
            SheetEntry(f"project:{project.id}", name, page="projects", project=project.id),
            (name, number, project),
            lambda: project_sheet(pack, project, number, name, draft=False),
        )
