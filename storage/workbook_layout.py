"""The sheets of a workbook in their order and by their names: cover, contents, texts, tables, lists, projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.book.records import Book
from models.pack.forms import Pack
from models.published.context import Context
from models.published.narrative import Document, narrative
from models.values.text import clean_text
from storage.form_layout import assets_sheet, contents_sheet, cover_sheet, procurement_sheet
from storage.narrative_layout import narrative_sheet
from storage.project_layout import project_sheet, project_title
from storage.sheet_layout import Sheet
from storage.table_layout import table_sheet

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
