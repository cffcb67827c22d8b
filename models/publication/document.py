"""The published document of a book: cover, 目录, sheets and texts in the order of the pack, from which every kind of file is made.

A part is a sheet (planned, laid out when it is needed) or a run of sections of a text: sheets may stand inside a text.
Every part and every section has a key, to which 目录 and bookmarks lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.pack.forms.contents import PROJECTS, TEXT, numbered
from models.pack.forms.publication import PublicationForm, PublishedGroup
from models.paper.sheet import PrintedSheet
from models.paper.sheet_list import CONTENTS_KEY, COVER_KEY, SheetPlan, sheet_plans
from models.published.context import Context
from models.published.draft import marked_title
from models.published.head import page_text
from models.published.texts.narrative import Document, TextSection, narrative
from models.values.text import clean_text

LANGUAGE: Final = "zh-CN"


class SheetPart(Struct, frozen=True):
    """A sheet: the cover, a table, a list or the sheet of a project. Its title is the first row of what is laid out.

    ``inside``: it stands inside a text, after the section that tells of it.
    """

    key: str
    plan: SheetPlan
    inside: bool = False

    @property
    def is_cover(self) -> bool:
        """Whether it is the cover: no page number, no running head."""
        return self.key == COVER_KEY


class ContentsPart(Struct, frozen=True):
    """目录: its title; its lines are the listed headings of the publication."""

    key: str
    title: str
    orientation: str = "portrait"


class PublishedSection(Struct, frozen=True):
    """A section of a text with its key."""

    key: str
    section: TextSection


class TextPart(Struct, frozen=True):
    """A run of sections of a text. ``title`` is "" where it goes on after sheets that stand inside it."""

    key: str
    title: str
    sections: tuple[PublishedSection, ...]
    orientation: str = "portrait"


Part = SheetPart | ContentsPart | TextPart


class Heading(Struct, frozen=True):
    """A line of the bookmarks, and of 目录 if it is ``listed``: its ``text`` with its number, its ``level`` from 1.

    ``key`` is the part or section that it leads to; "": nowhere, as a heading of 目录 above nothing.
    """

    text: str
    key: str
    level: int
    listed: bool = True


class Publication(Struct, frozen=True):
    """The document: what it says of itself, its parts in order, its headings, and how its pages look.

    ``head`` is the running head ("": none). A ``draft`` is marked on every page of every kind of file.
    """

    title: str
    unit: str
    year: int
    stage: str
    head: str
    draft: bool
    parts: tuple[Part, ...]
    headings: tuple[Heading, ...]
    form: PublicationForm
    language: str = LANGUAGE

    @property
    def listed(self) -> tuple[Heading, ...]:
        """The lines of 目录."""
        return tuple(heading for heading in self.headings if heading.listed)

    def sheet(self, part: SheetPart) -> PrintedSheet:
        """A sheet of the document, laid out now."""
        return part.plan.lay_out(draft=self.draft)

    def level(self, key: str) -> int:
        """The level of the heading of a part or section itself, not of a group that begins with it; 0: it has none."""
        return max((heading.level for heading in self.headings if heading.key == key), default=0)


def publication(context: Context, *, draft: bool) -> Publication:
    """The published document of a book."""
    return _Builder(context, draft=draft).publication()


class _Builder:
    """Puts the parts in order and collects their headings."""

    def __init__(self, context: Context, *, draft: bool) -> None:
        self._context, self._draft = context, draft
        self._form = context.pack.publication
        self._plans: dict[str, list[SheetPlan]] = {}
        for plan in sheet_plans(context):
            self._plans.setdefault(_form_of(plan), []).append(plan)
        self._documents = {f"{TEXT}{document.name}": document for document in narrative(context)}
        self._headings: list[Heading] = []

    def publication(self) -> Publication:
        book, form = self._context.book, self._form
        front = list(self._front())
        parts = tuple(part for group in form.groups for part in self._group(group))
        title = page_text(book, form.title or self._context.pack.cover.title) or book.unit.name
        return Publication(
            title=clean_text(title),
            unit=book.unit.name,
            year=book.year,
            stage=book.stage,
            head=clean_text(page_text(book, form.head)),
            draft=self._draft,
            parts=(*front, *parts),
            headings=tuple(self._headings),
            form=form,
        )

    def _front(self) -> Iterator[Part]:
        """Cover and 目录, where the pack has them."""
        for plan in self._plans.pop(COVER_KEY, ()):
            yield SheetPart(COVER_KEY, plan)
        cover = self._context.pack.cover
        for plan in self._plans.pop(CONTENTS_KEY, ()):
            title = self._marked(page_text(self._context.book, cover.contents_title))
            yield ContentsPart(plan.entry.key, title, cover.contents_orientation)

    def _marked(self, title: str) -> str:
        return marked_title(clean_text(title), draft=self._draft)

    def _group(self, group: PublishedGroup) -> Iterator[Part]:
        """The parts of a group; its heading leads to the first of them."""
        above = len(self._headings)
        if group.heading:
            self._headings.append(Heading(page_text(self._context.book, group.heading), "", 1))
        level, first, number = (2 if group.heading else 1), "", 0
        for form in group.forms:
            if form in self._documents:
                parts: Iterable[Part] = self._text(group, self._documents[form], level)
            else:
                sheets = list(self._sheets(form))
                for sheet in sheets:
                    number += 1
                    words = numbered(group.numbers, number) if group.listed else ""
                    title = f"{words}{sheet.plan.entry.title}"
                    self._headings.append(Heading(title, sheet.key, level, listed=group.listed))
                parts = sheets
            for part in parts:
                first = first or part.key
                yield part
        if group.heading:
            self._headings[above] = replace(self._headings[above], key=first)

    def _sheets(self, form: str) -> Iterator[SheetPart]:
        for plan in self._plans.get(form, ()):
            yield SheetPart(plan.entry.key, plan)

    def _text(self, group: PublishedGroup, document: Document, level: int) -> Iterator[Part]:
        """A text, divided where sheets stand inside it. Where the heading of its group stands for it, it has no line itself."""
        key, title, inner = f"{TEXT}{document.name}", clean_text(document.title), level
        if title and (not group.heading or (group.listed and not group.sections)):
            self._headings.append(Heading(title, key, level, listed=group.listed))
            inner += 1
        run: list[PublishedSection] = []
        runs = 0
        for number, section in enumerate(document.sections, 1):
            run.append(PublishedSection(f"{key}#{number}", section))
            if section.heading:
                self._headings.append(Heading(section.heading, f"{key}#{number}", inner, listed=group.sections))
            sheets = [part for form in section.forms for part in self._sheets(form)]
            if sheets:
                yield self._run(key, runs, document, run)
                self._headings += [Heading(sheet.plan.entry.title, sheet.key, inner + 1, listed=False) for sheet in sheets]
                yield from (replace(sheet, inside=True) for sheet in sheets)
                runs, run = runs + 1, []
        if run:
            yield self._run(key, runs, document, run)

    def _run(self, key: str, before: int, document: Document, sections: Sequence[PublishedSection]) -> TextPart:
        """The sections of a text up to where sheets stand inside it; only the first run (none ``before``) has the title."""
        title = self._marked(document.title) if not before and clean_text(document.title) else ""
        return TextPart(f"{key}/{before + 1}" if before else key, title, tuple(sections), document.orientation)


def _form_of(plan: SheetPlan) -> str:
    """The form of a sheet as the pack names it."""
    return PROJECTS if plan.entry.project else plan.entry.key
