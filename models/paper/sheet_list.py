"""The sheets of a workbook in their order and by their names: cover, contents, texts, tables, lists, projects."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec import Struct

from models.book.records import Book, Project
from models.pack.forms import Pack
from models.paper.form_layout import assets_sheet, contents_sheet, cover_sheet, procurement_sheet
from models.paper.narrative_layout import narrative_sheet
from models.paper.project_layout import project_sheet, project_title
from models.paper.sheet import Sheet
from models.paper.table_layout import table_sheet
from models.projects.amounts import project_budget
from models.published.context import Context
from models.published.narrative import Document, narrative
from models.published.tables import Table
from models.values.text import clean_text

COVER: Final = "封面"
CONTENTS: Final = "目录"
DATA: Final = "_ysgk"
"""The hidden sheet that carries the book."""

_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\s]+")


def workbook_sheets(context: Context, *, draft: bool = False) -> tuple[Sheet, ...]:
    """Every visible sheet of the book's workbook."""
    book, pack = context.book, context.pack
    names = SheetNames()
    cover = names.take(COVER)
    contents = names.take(CONTENTS)
    documents = narrative(context)
    sheets = _texts(documents, names, draft=draft, before=True)
    sheets += [
        table_sheet(book, pack, table, names.take(table.spec.short_title or table.spec.title), draft=draft)
        for table in context.tables.values()
    ]
    sheets += _texts(documents, names, draft=draft, before=False)
    sheets.append(procurement_sheet(book, pack, names.take(pack.procurement.title), draft=draft))
    sheets.append(assets_sheet(book, pack, names.take(pack.assets.title), draft=draft))
    entries = [(sheet.title, sheet.name) for sheet in sheets]
    for number, (project, name) in enumerate(zip(book.projects, project_names(book, names), strict=True), 1):
        sheets.append(project_sheet(pack, project, number, name, draft=draft))
        entries.append((_project_entry(pack, book, number), name))
    front = (
        cover_sheet(book, pack, cover, draft=draft),
        contents_sheet(book, pack, contents, entries, draft=draft),
    )
    return (*front, *sheets)


def _texts(documents: Sequence[Document], names: SheetNames, *, draft: bool, before: bool) -> list[Sheet]:
    """The texts that stand before the tables, or those behind them."""
    return [narrative_sheet(d, names.take(d.name), draft=draft) for d in documents if d.before_tables is before]


def project_names(book: Book, names: SheetNames | None = None) -> list[str]:
    """The sheet names of the projects: 「01 短名」."""
    names = names or SheetNames()
    digits = max(2, len(str(len(book.projects))))
    return [names.take(f"{number:0{digits}d} {clean_text(project.name)}") for number, project in enumerate(book.projects, 1)]


def _project_entry(pack: Pack, book: Book, number: int) -> str:
    """How the contents name a project's sheet: by its title, or by the project where all sheets have the same title."""
    project = book.projects[number - 1]
    title = project_title(pack, project, number)
    return title if "{name}" in pack.sheet.title else f"{number}、{clean_text(project.name)}"


class SheetNames:
    """Hands out sheet names that Excel takes: unique without regard to case, no brackets, slashes, ``:*?``, at most 31 long."""

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
