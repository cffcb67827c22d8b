"""情况说明: builds the sentences of a book from the book, its tables and the pack's text form.

Figures are read from the tables, so that they cannot differ from them. A clause that lacks what only the clerk knows
(a reason, last year's figure, written text) does not print, so that no sentence has gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.places import Place
from models.book.purchases import purchase_money
from models.book.records import LastYearFigure, WrittenText
from models.pack.filters import CellRef
from models.pack.forms.narrative import (
    AssetValue,
    Atom,
    AtomKind,
    Clause,
    DocumentForm,
    FigureForm,
    PartForm,
    PartKind,
    SectionForm,
    SumOfFacts,
    SumOfPurchases,
    TypedAmount,
)
from models.pack.phrases import fill
from models.published.context import Context
from models.published.draft import marked_title
from models.published.figures import asset_values, this_year
from models.published.typed_figures import typed_amount, typed_place, typed_words
from models.values.money import rounded_wan, show_wan

TEXTS: Final = "texts"
AGENCIES: Final = "agencies"
_LAST_YEAR: Final = "last_year"
_STOP: Final = "。"
_BEFORE_NO_STOP: Final = ("。", "：", "")
ENDS: Final = "。．；;，,、 \n"
"""Stripped from the end of a reason: the sentence around it has its own punctuation."""


class Piece(Struct, frozen=True):
    """A run of text in a paragraph; ``place`` is where it comes from. Not ``printed``: its clause still lacks input."""

    kind: AtomKind
    text: str
    place: Place | None = None
    item: str = ""
    printed: bool = True


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
    """A section with its blocks; ``rule`` is the rule (P-4, P-7) that requires it, or ""."""

    heading: str
    title: str
    blocks: tuple[TextBlock, ...]
    rule: str = ""

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
    """The documents of 情况说明, in the pack's order."""
    writer = _Writer(context)
    return tuple(writer.document(form) for form in context.pack.narrative.documents)


def sections_under(context: Context, rule: str) -> Iterator[TextSection]:
    """The sections that a rule requires, whole or in parts; parts that it does not require are left out."""
    writer = _Writer(context)
    for document in context.pack.narrative.documents:
        for form in document.sections:
            asked = form.parts if form.rule == rule else tuple(part for part in form.parts if part.rule == rule)
            if asked:
                yield writer.section(replace(form, parts=asked))


def plain_text(document: Document, *, draft: bool) -> str:
    """A document as plain text: one line per heading and paragraph, the cells of a list separated by tabs."""
    lines = [marked_title(document.title, draft=draft)]
    for section in document.sections:
        lines += ["", section.heading] if section.heading else [""]
        for block in section.blocks:
            lines += block.paragraphs
            lines += ["\t".join(row) for row in block.rows if not block.is_empty]
    return "\n".join(lines) + "\n"


class Change(Struct, frozen=True):
    """A figure of the budget year and the same of last year, both in fen."""

    now: int
    before: int

    @property
    def wan(self) -> str:
        """The absolute difference in 万元, two decimals."""
        return show_wan(abs(self.now - self.before))

    @property
    def is_zero(self) -> bool:
        """Whether the difference shows as 0.00 万元."""
        return not rounded_wan(self.now - self.before)


class Figures:
    """The figures of a book that its text can name, by the names of the pack's text form."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def last_year(self) -> Mapping[str, LastYearFigure]:
        """Last year's figures by item."""
        return {line.item: line for line in self._context.book.last_year}

    @cached_property
    def _this_year(self) -> Mapping[str, int]:
        return this_year(self._context)

    def amount(self, name: str) -> int:
        """The figure in fen. Raises ``KeyError`` for a name that the pack does not define."""
        return sum(self._term(term) for term in self._form(name).terms)

    def _form(self, name: str) -> FigureForm:
        return self._context.pack.narrative.figures[name]

    def _term(self, term: CellRef | SumOfFacts | SumOfPurchases | AssetValue | TypedAmount) -> int:
        context = self._context
        match term:
            case CellRef():
                return context.tables[term.table].amount(term.row, term.column)
            case SumOfFacts():
                return sum(t.amount for t in context.tallies if t.stream == term.stream and term.where.takes(t.key))
            case SumOfPurchases():
                bought = (line for line in context.book.procurement if line.catalogue.strip().startswith(term.catalogue))
                return sum(purchase_money(line, term.field) for line in bought)
            case TypedAmount():
                return typed_amount(context.book, context.pack.typed, term.item)
        return asset_values(context.book, context.pack)[term.row]

    def place(self, name: str) -> Place | None:
        """The page or table cell that shows the figure (its first term); None where the form names none."""
        term = self._form(name).terms[0]
        match term:
            case SumOfPurchases():
                return Place("procurement")
            case AssetValue():
                return Place("assets")
            case TypedAmount():
                return typed_place(self._context.book, self._context.pack.typed, term.item)
            case SumOfFacts():
                return term.at.place if term.at else None
        return term.place

    def change(self, item: str) -> Change | None:
        """The change of a figure against last year's; None where last year's is not known."""
        line = self.last_year.get(item)
        if line is None or not isinstance(line.amount, int):
            return None
        return Change(self._this_year[item], line.amount)


class _Writer:
    """Builds the sentences of one book."""

    def __init__(self, context: Context) -> None:
        book = context.book
        self._context, self._form = context, context.pack.narrative
        self._figures = Figures(context)
        self._facts = {"unit": book.unit.name.strip(), "year": str(book.year), "last_year": str(book.year - 1)}
        self._texts: Mapping[str, WrittenText] = {line.item: line for line in book.texts}
        self._agencies = book.agencies

    def document(self, form: DocumentForm) -> Document:
        title = "".join(self._piece(atom).text for atom in form.title)
        sections = tuple(map(self.section, form.sections))
        return Document(form.name, title, sections, form.before_tables, form.orientation)

    def section(self, form: SectionForm) -> TextSection:
        return TextSection(form.heading, form.title, tuple(map(self._block, form.parts)), form.rule)

    def _block(self, form: PartForm) -> TextBlock:
        if form.kind is PartKind.AGENCIES:
            rows = ((line.name, line.nature, line.rank, line.support) for line in self._agencies)
            return TextBlock(form.kind, rows=(form.headings, *(row for row in rows if any(row))), rule=form.rule)
        if form.kind is PartKind.WRITTEN:
            return TextBlock(form.kind, (self._written(form.clauses[0].atoms[0].name),), rule=form.rule)
        return TextBlock(form.kind, tuple(self._pieces(form.clauses)), rule=form.rule)

    def _pieces(self, clauses: Sequence[Clause]) -> Iterator[Piece]:
        """The pieces of a paragraph; a full stop after another one, after ： or at the start is left out."""
        last = ""
        for clause in clauses:
            if not self._holds(clause):
                continue
            pieces = [self._piece(atom) for atom in clause.atoms]
            complete = all(piece.text for piece in pieces)
            words = "".join(piece.text for piece in pieces)
            if words == _STOP and last in _BEFORE_NO_STOP:
                continue
            for piece in pieces:
                yield piece if complete else Piece(piece.kind, piece.text, piece.place, piece.item, printed=False)
            last = words[-1:] if complete else last

    def _holds(self, clause: Clause) -> bool:
        return all(self._is_zero(atom) is False for atom in clause.when) and all(map(self._is_zero, clause.unless))

    def _is_zero(self, atom: Atom) -> bool | None:
        """Whether a figure or change is 0; None where last year's figure is not known."""
        if atom.kind is AtomKind.FIGURE:
            return not self._figures.amount(atom.name)
        change = self._figures.change(atom.name)
        return None if change is None else change.is_zero

    def _piece(self, atom: Atom) -> Piece:
        kind, name = atom.kind, atom.name
        match kind:
            case AtomKind.FACT:
                return Piece(kind, self._facts[name])
            case AtomKind.FIGURE:
                return Piece(kind, show_wan(self._figures.amount(name)), self._figures.place(name), name)
            case AtomKind.CHANGE | AtomKind.REASON:
                return self._against_last_year(kind, name)
            case AtomKind.TYPED:
                book, form = self._context.book, self._context.pack.typed
                return Piece(kind, typed_words(book, form, name, show_wan), typed_place(book, form, name), name)
            case AtomKind.WRITTEN:
                written = self._written(name)
                return Piece(kind, written.text.rstrip(ENDS), written.place, name)
        return Piece(kind, name)

    def _written(self, item: str) -> Piece:
        line = self._texts.get(item)
        place = Place(TEXTS, line.id, "text") if line else Place(TEXTS, field=item)
        return Piece(AtomKind.WRITTEN, line.text if line else "", place, item)

    def _against_last_year(self, kind: AtomKind, item: str) -> Piece:
        line, change = self._figures.last_year.get(item), self._figures.change(item)
        own = line.id if line else 0
        if kind is AtomKind.REASON:
            return Piece(kind, line.reason.strip().rstrip(ENDS) if line else "", Place(_LAST_YEAR, own, "reason"), item)
        return Piece(kind, self._change_words(change) if change else "", Place(_LAST_YEAR, own, "amount"), item)

    def _change_words(self, change: Change) -> str:
        words = self._form.words
        if change.is_zero:
            return words.same
        return fill(words.more if change.now > change.before else words.less, amount=change.wan)


def html_text(documents: Sequence[Document], *, draft: bool) -> str:
    """All documents one after another, as HTML for the clipboard."""
    return "".join(line for document in documents for line in _lines(document, draft=draft))


def _lines(document: Document, *, draft: bool) -> Iterator[str]:
    yield f"<h1>{escape(marked_title(document.title, draft=draft))}</h1>"
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
