"""情况说明: builds the sentences of a book from the book, its tables and the pack's text form.

Figures are read from the tables, so that they cannot differ from them. A clause that lacks what only the clerk knows
(a reason, last year's figure, written text) does not print, so that no sentence has gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.places import Place
from models.book.records import Book, WrittenText
from models.pack.forms.narrative import (
    Atom,
    AtomKind,
    Clause,
    DocumentForm,
    PartForm,
    PartKind,
    RepeatForm,
    SectionForm,
)
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.published.draft import marked_title
from models.published.figures import Figures, book_figures
from models.published.texts import repeated
from models.published.texts.changes import Change
from models.published.texts.counts import count, quantity
from models.published.texts.repeated import ENDS, LAST_YEAR, TEXTS
from models.published.typed_figures import typed_place, typed_words

AGENCIES: Final = "agencies"
_FACTS: Final[Mapping[str, Callable[[Book], str]]] = {
    "unit": lambda book: book.unit.name.strip(),
    "year": lambda book: str(book.year),
    "last_year": lambda book: str(book.year - 1),
}
_Wanted = Callable[[SectionForm, PartForm], bool]
"""Whether a part of a section is to be written."""

_STOP: Final = "。"
_BEFORE_NO_STOP: Final = ("。", "：", "")


class Piece(Struct, frozen=True):
    """A run of text in a paragraph; ``place`` is where it comes from. Not ``printed``: its clause still lacks input.

    ``gap`` says what is missing where ``text`` is blank.
    """

    kind: AtomKind
    text: str
    place: Place | None = None
    item: str = ""
    printed: bool = True
    gap: str = ""


class TextBlock(Struct, frozen=True):
    """A heading, a paragraph, the clerk's own text, or the list of 机构设置 (``rows``, the headings first)."""

    kind: PartKind
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    rule: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as it prints, paragraph by paragraph."""
        printed = "".join(piece.text for piece in self.pieces if piece.printed)
        return tuple(line.strip() for line in printed.split("\n") if line.strip())

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it prints."""
        return not self.paragraphs and len(self.rows) <= 1


class TextSection(Struct, frozen=True):
    """A section with its blocks; ``rule`` is the rule (P-4, P-7) that requires it, or "".

    ``forms`` stand after it in the published document.
    """

    heading: str
    title: str
    blocks: tuple[TextBlock, ...]
    rule: str = ""
    forms: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing but headings prints."""
        return all(block.is_empty for block in self.blocks if block.kind is not PartKind.HEADING)

    @property
    def unmet(self) -> tuple[tuple[str, TextBlock | None], ...]:
        """Each unmet rule with the empty block; the block is None where the whole section is empty."""
        blocks = tuple((block.rule, block) for block in self.blocks if block.rule and block.is_empty)
        return blocks or (((self.rule, None),) if self.rule and self.is_empty else ())


class Document(Struct, frozen=True):
    """A text that prints on its own sheet, after the tables unless ``before_tables``."""

    name: str
    title: str
    sections: tuple[TextSection, ...]
    before_tables: bool = False
    orientation: str = "portrait"


def narrative(context: Context) -> tuple[Document, ...]:
    """The documents of 情况说明, in the pack's order; made once for a state of the book."""
    return context.memory.recall("narrative", (context.book, context.pack, context.codes), lambda: _documents(context))


def _documents(context: Context) -> tuple[Document, ...]:
    figures = book_figures(context)
    return tuple(_Writer(context, form, figures).document() for form in context.pack.narrative.documents)


def titles(context: Context) -> tuple[str, ...]:
    """The titles of the documents of 情况说明, in the pack's order."""
    return tuple(_told(context.book, form.title) for form in context.pack.narrative.documents)


def sections_under(context: Context, rule: str) -> Iterator[TextSection]:
    """The sections that a rule requires, whole or in parts; parts that it does not require are left out."""
    return _some_sections(context, rule, lambda section, part: rule in {section.rule, part.rule})


def blocks_with(context: Context, kind: AtomKind) -> Iterator[TextBlock]:
    """The paragraphs in whose sentences something of this kind stands: the others need not be written to find it."""

    def wanted(_: SectionForm, part: PartForm) -> bool:
        return any(atom.kind is kind for clause in part.clauses for atom in clause.atoms)

    for section in _some_sections(context, kind, wanted):
        yield from section.blocks


def _some_sections(context: Context, key: Hashable, wanted: _Wanted) -> Iterator[TextSection]:
    """The sections with only the wanted parts; those without any are left out. Which parts these are is found once for a pack."""
    forms = context.memory.recall(("parts", key), (context.pack,), lambda: tuple(_with_parts(context.pack, wanted)))
    figures = book_figures(context)
    for document, sections in forms:
        yield from map(_Writer(context, document, figures).section, sections)


def _with_parts(pack: Pack, wanted: _Wanted) -> Iterator[tuple[DocumentForm, Sequence[SectionForm]]]:
    for document in pack.narrative.documents:
        chosen = (replace(form, parts=tuple(part for part in form.parts if wanted(form, part))) for form in document.sections)
        sections = [form for form in chosen if form.parts]
        if sections:
            yield document, sections


def plain_text(document: Document, *, draft: bool) -> str:
    """A document as plain text: one line per heading and paragraph, the cells of a list separated by tabs."""
    title = marked_title(document.title, draft=draft)
    lines = [title] if title else []
    for section in document.sections:
        lines += ["", section.heading] if section.heading else [""]
        for block in section.blocks:
            lines += block.paragraphs
            lines += ["\t".join(row) for row in block.rows if not block.is_empty]
    return "\n".join(lines).lstrip("\n") + "\n"


def standard_text(book: Book, pack: Pack, item: str) -> str:
    """What a form prints in a part while the clerk has written nothing for it; "" where it has no such text."""
    slot = next((slot for slot in pack.narrative.slots if slot.id == item), None)
    return _told(book, slot.standard) if slot is not None else ""


def _told(book: Book, atoms: Sequence[Atom]) -> str:
    """Words and facts of the book."""
    return "".join(_FACTS[atom.name](book) if atom.kind is AtomKind.FACT else atom.name for atom in atoms)


class _Writer:
    """Builds the sentences of one document of a book."""

    def __init__(self, context: Context, form: DocumentForm, figures: Figures) -> None:
        book = context.book
        self._context, self._form, self._figures = context, form, figures
        self._changes: dict[str, Change | None] = {}
        self._texts: Mapping[str, WrittenText] = {line.item: line for line in book.texts}

    def document(self) -> Document:
        form = self._form
        sections = tuple(map(self.section, form.sections))
        return Document(form.name, self._words(form.title), sections, form.before_tables, form.orientation)

    def section(self, form: SectionForm) -> TextSection:
        return TextSection(self._words(form.heading), form.title, tuple(map(self._block, form.parts)), form.rule, form.forms)

    def _words(self, atoms: Sequence[Atom]) -> str:
        return _told(self._context.book, atoms)

    def _block(self, form: PartForm) -> TextBlock:
        if form.kind is PartKind.AGENCIES:
            rows = ((line.name, line.nature, line.rank, line.support) for line in self._context.book.agencies)
            return TextBlock(form.kind, rows=(form.headings, *(row for row in rows if any(row))), rule=form.rule)
        if form.kind is PartKind.WRITTEN:
            return TextBlock(form.kind, (self._written(form.clauses[0].atoms[0].name),), rule=form.rule)
        pieces = self._pieces(form.clauses, {}) if form.repeat is None else self._repeated(form, form.repeat)
        return TextBlock(form.kind, tuple(pieces), rule=form.rule)

    def _repeated(self, form: PartForm, repeat: RepeatForm) -> Iterator[Piece]:
        """One paragraph for each repetition."""
        for number, row in enumerate(repeated.rows(repeat, self._context, self._form.amounts), 1):
            if number > 1:
                yield Piece(AtomKind.WORDS, "\n")
            yield from self._pieces(form.clauses, {**row, "n": repeated.Told(str(number))})

    def _pieces(self, clauses: Sequence[Clause], row: repeated.Row) -> Iterator[Piece]:
        """The pieces of a paragraph; a full stop after another one, after ： or at the start is left out."""
        last = ""
        for clause in clauses:
            if not self._holds(clause, row):
                continue
            pieces = [self._piece(atom, row) for atom in clause.atoms]
            complete = all(piece.text for piece in pieces)
            words = "".join(piece.text for piece in pieces)
            if words == _STOP and last in _BEFORE_NO_STOP:
                continue
            for piece in pieces:
                yield piece if complete else replace(piece, printed=False)
            last = words[-1:] if complete else last

    def _holds(self, clause: Clause, row: repeated.Row) -> bool:
        zeros = [self._is_zero(atom, row) for atom in clause.when]
        return all(zero is False for zero in zeros) and all(self._is_zero(atom, row) for atom in clause.unless)

    def _is_zero(self, atom: Atom, row: repeated.Row) -> bool | None:
        """Whether a number or change is 0; None where it is not known."""
        match atom.kind:
            case AtomKind.EACH:
                return row[atom.name].is_zero
            case AtomKind.FIGURE:
                return not self._figures.amount(atom.name)
            case AtomKind.COUNT | AtomKind.QUANTITY | AtomKind.TYPED:
                text = self._counted(atom.kind, atom.name).text
                return not any(digit in text for digit in "123456789") if text else None
            case AtomKind.BEFORE:
                line = self._figures.last_year.get(atom.name)
                return not line.amount if line is not None and isinstance(line.amount, int) else None
        change = self._change(atom.name)
        return None if change is None else change.is_zero

    def _piece(self, atom: Atom, row: repeated.Row) -> Piece:
        kind, name, figures = atom.kind, atom.name, self._figures
        match kind:
            case AtomKind.WORDS:
                return Piece(kind, name)
            case AtomKind.FACT:
                return Piece(kind, _FACTS[name](self._context.book))
            case AtomKind.FIGURE:
                return Piece(kind, self._form.amounts.in_text(figures.amount(name)), figures.place(name), name)
            case AtomKind.WRITTEN:
                written = self._written(name)
                return Piece(kind, written.text.rstrip(ENDS), written.place, name)
            case AtomKind.COUNT | AtomKind.QUANTITY | AtomKind.TYPED | AtomKind.EACH:
                told = row[name] if kind is AtomKind.EACH else self._counted(kind, name)
                return Piece(kind, told.text, told.place, told.item, gap=told.gap)
        return self._against_last_year(kind, name)

    def _counted(self, kind: AtomKind, name: str) -> repeated.Told:
        book, pack = self._context.book, self._context.pack
        if kind is AtomKind.TYPED:
            text = typed_words(book, pack.typed, name, self._form.amounts.in_text)
            return repeated.Told(text, typed_place(book, pack.typed, name), name, f"{pack.typed.label(name)}没有填")
        if kind is AtomKind.QUANTITY:
            text = quantity(book, pack, name) or ""
            return repeated.Told(text, Place("assets"), name, f"{pack.asset_label(name)}的数量没有填")
        number, page = count(book, name), AGENCIES if name.startswith(AGENCIES) else "projects"
        return repeated.Told("" if number is None else str(number), Place(page), name, "机构设置没有填")

    def _written(self, item: str) -> Piece:
        line = self._texts.get(item)
        place = Place(TEXTS, line.id, "text") if line else Place(TEXTS, field=item)
        text = line.text if line and line.text.strip() else standard_text(self._context.book, self._context.pack, item)
        return Piece(AtomKind.WRITTEN, text, place, item)

    def _change(self, item: str) -> Change | None:
        """The change of a figure against last year's; None where last year's is not known."""
        if item not in self._changes:
            self._changes[item] = self._compared(item)
        return self._changes[item]

    def _compared(self, item: str) -> Change | None:
        line, form = self._figures.last_year.get(item), self._form
        if line is None or not isinstance(line.amount, int):
            return None
        return Change(self._figures.this_year[item], line.amount, form.words, form.amounts, self._context.book.year)

    def _against_last_year(self, kind: AtomKind, item: str) -> Piece:
        line, change = self._figures.last_year.get(item), self._change(item)
        field = "reason" if kind is AtomKind.REASON else "amount"
        place = Place(LAST_YEAR, line.id, field) if line else Place(LAST_YEAR, field=f"{item}/{field}")
        if kind is AtomKind.REASON:
            reason = line.reason.strip().rstrip(ENDS) if line is not None and change is not None else ""
            return Piece(kind, reason, place, item)
        text = "" if change is None else _TOLD[kind](change)
        return Piece(kind, text, place, item, gap=f"{self._context.book.year - 1} 年的数没有填")


_TOLD: Final[Mapping[AtomKind, Callable[[Change], str]]] = {
    AtomKind.CHANGE: lambda change: change.told,
    AtomKind.PERCENT: lambda change: change.percent,
    AtomKind.DIRECTION: lambda change: change.direction,
    AtomKind.BEFORE: lambda change: change.style.in_text(change.before),
}


def html_text(documents: Sequence[Document], *, draft: bool) -> str:
    """All documents one after another, as HTML for the clipboard."""
    return "".join(line for document in documents for line in _lines(document, draft=draft))


def _lines(document: Document, *, draft: bool) -> Iterator[str]:
    title = marked_title(document.title, draft=draft)
    if title:
        yield f"<h1>{escape(title)}</h1>"
    for section in document.sections:
        if section.heading:
            yield f"<h2>{escape(section.heading)}</h2>"
        for block in section.blocks:
            yield from _block(block)


def _block(block: TextBlock) -> Iterator[str]:
    tag = "h3" if block.kind is PartKind.HEADING else "p"
    for paragraph in block.paragraphs:
        yield f"<{tag}>{escape(paragraph)}</{tag}>"
    if block.rows and not block.is_empty:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block.rows)
        yield f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
