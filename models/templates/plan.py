"""Plans how a template is filled from a book: which cell gets what, which rows are inserted, what has no place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.book.records import Book
from models.incoming.blocks import Block, Cell, Document
from models.pack.forms.contents import TEXT
from models.pack.forms.pack import Pack
from models.paper.sheet_list import CONTENTS_KEY, COVER, COVER_KEY, sheet_plans
from models.published.context import Context
from models.published.draft import marked_title
from models.published.head import head_texts, page_text
from models.published.texts.narrative import narrative
from models.templates.fields import UnknownField, fill_document, unknown_words
from models.templates.layout import TableSpot, find_tables
from models.templates.parts import found_in_table, text_key
from models.templates.points import Point, pointed
from models.templates.records import Filling, Found, Placed, SheetPlan, Slot, Value
from models.templates.table_cells import TableFiller
from models.templates.texts import fill_text, find_texts
from models.templates.values import NamedValues
from models.templates.wording import GAP, is_placeholder, waits, without_year
from models.values.text import clean_text, listed, plain_name, shorten

_UNIT_LABEL: Final = re.compile(r"(?:编制|填报|编报|预算)?(?:部门|单位)(?:名称|\(盖章\))?:")
_UP_TO_COLON: Final = re.compile(r"^[^:：]*[:：]")
_PROJECTS: Final = "绩效目标表"
_LONGEST: Final = 30


def plan_filling(document: Document, context: Context, points: Sequence[Point] = (), *, draft: bool) -> Filling:
    """Plan how the template ``document`` is filled from a book; titles of a ``draft`` are marked.

    ``points`` say what single cells stand for.

    A value goes where title, heading and code or label say so; everything else of the template stays as it is.
    """
    planner = _Planner(pointed(document, points), context, draft=draft)
    planner.printed = document
    planner.fields()
    planner.tables()
    planner.texts()
    planner.cover()
    planner.others()
    return planner.finish()


class _Planner:
    def __init__(self, document: Document, context: Context, *, draft: bool) -> None:
        self._document, self._context, self._draft = document, context, draft
        self._book: Book = context.book
        self._pack: Pack = context.pack
        self._plans = {block.title: SheetPlan(block.title) for block in document.blocks}
        self._placed: list[Placed] = []
        self._left: list[str] = []
        self._found: list[Found] = []
        self._values = NamedValues(context)
        self._texts: Mapping[tuple[str, int, int], str] = {}
        self._unknown: tuple[UnknownField, ...] = ()
        self.printed = document
        """The template with its own words."""

    def fields(self) -> None:
        """Write the values whose names stand in braces; what is looked for then has them."""
        result = fill_document(self._document, self._values, self._plans)
        self._document, self._texts, self._unknown = result.document, result.texts, result.unknown
        self._placed.extend(result.placed)
        self._found.extend(result.found)

    def tables(self) -> None:
        """Write every official table that the template has."""
        spots = find_tables(self._document, self._context)
        for key, table in self._context.tables.items():
            title = page_text(self._book, table.spec.title)
            if key not in spots:
                self._left.append(f"“{title}”在模板里找不到（标题或者栏目不一样），没有填")
                continue
            spot = spots[key]
            plan = self._plans[spot.block.title]
            before = plan.inserted
            result = TableFiller(spot, plan, self._book).fill()
            self._head(spot, plan)
            self._left.extend(result.left)
            self._found.extend(found_in_table(key, spot, result.rows))
            self._placed.append(Placed(title, spot.block.title, result.written, plan.inserted - before))
            if spot.other_year and spot.title is not None:
                self._left.append(f"“{spot.title.text.strip()}”是别的年度的模板，标题没有改；这本预算是 {self._book.year} 年的")

    def _head(self, spot: TableSpot, plan: SheetPlan) -> None:
        """The name of the unit above a table, and the mark in its title."""
        if spot.title is not None:
            self._title(spot.title, plan)
        texts = head_texts(self._book, self._pack, spot.table.spec.amounts, spot.table.spec.head)
        start = spot.title.row if spot.title is not None else 0
        for row in spot.block.rows[start : spot.top - 1]:
            for cell in row:
                text = self._head_text(cell, texts)
                if text:
                    plan.write(Slot(cell.row + 1), cell.column + 1, text)

    def _head_text(self, cell: Cell, texts: Sequence[str]) -> str:
        """What stands in a cell of the line above a table: its own label with what it asks for; "" where it asks for nothing."""
        own = plain_name(cell.text)
        if not own.endswith(":"):
            return ""
        whole = next((text for text in texts if plain_name(text).startswith(own)), "")
        if whole:
            return cell.text.rstrip() + clean_text(whole[_length_of(own, whole) :])
        return cell.text.rstrip() + clean_text(self._book.unit.name) if _UNIT_LABEL.fullmatch(own) and own != "单位:" else ""

    def _title(self, cell: Cell, plan: SheetPlan) -> None:
        if self._draft:
            block = next(block for block in self.printed.blocks if block.title == plan.sheet)
            own = next(other for other in block.rows[cell.row] if other.column == cell.column)
            text = self._texts.get((plan.sheet, cell.row, cell.column), own.text)
            plan.write(Slot(cell.row + 1), cell.column + 1, marked_title(text, draft=True))

    def texts(self) -> None:
        """Write 情况说明 into its frames."""
        documents = narrative(self._context)
        found = {spot.document.name: spot for spot in find_texts(self._document.blocks, documents)}
        for document in documents:
            name = document.title or document.name
            if document.name not in found:
                if any(block.paragraphs for section in document.sections for block in section.blocks):
                    self._left.append(f"“{name}”在模板里找不到标题，没有填")
                continue
            spot = found[document.name]
            plan = self._plans[spot.block.title]
            self._found.append(Found(text_key(document.name), spot.block.title, spot.title.row + 1, spot.title.column + 1))
            before = plan.inserted
            result = fill_text(spot, plan, self._book.unit.name.strip(), draft=self._draft)
            for cell in dict.fromkeys(cell for cell, _ in result.unsaid):
                clauses = [clause for other, clause in result.unsaid if other is cell]
                self._left.append(
                    f"{spot.block.place_of(cell).words()}：{_first_of(clauses)}没有写，情况说明里还没有；多半是没有填上年数或原因"
                )
            if result.written:
                self._placed.append(Placed(name, spot.block.title, result.written, plan.inserted - before, "段"))

    def cover(self) -> None:
        """Write the lines of 封面 behind their labels, or into the cell beside, where the template has a gap or nothing."""
        fields = {plain_name(label): field for label, field in self._pack.cover.lines}
        for block in self._document.blocks:
            is_cover = self._is_cover(block)
            for cell in block.cells():
                label, colon, tail = plain_name(cell.text).partition(":")
                if label not in fields or (tail and not GAP.search(tail)) or not (colon or is_cover):
                    continue
                beside = _free_cell_beside(block, cell) if is_cover and not tail else 0
                value = self._cover_value(fields[label])
                if value and (beside or colon):
                    text = value if beside else f"{_UP_TO_COLON.findall(cell.text)[0]}{value}"
                    self._plans[block.title].write(Slot(cell.row + 1), beside or cell.column + 1, text)
                    self._placed.append(Placed(label, block.title, 1, unit="处"))

    def _is_cover(self, block: Block) -> bool:
        title = without_year(page_text(self._book, self._pack.cover.title))
        return block.title == COVER or any(without_year(cell.text) == title for cell in block.cells() if cell.text)

    def _cover_value(self, field: str) -> str:
        of = self._book if field in {"year", "stage"} else self._book.unit
        return clean_text(str(getattr(of, field)))

    def others(self) -> None:
        """Name the sheets of the book that are neither tables nor texts: they are not filled."""
        known = {*self._context.tables, COVER_KEY, CONTENTS_KEY}
        entries = [plan.entry for plan in sheet_plans(self._context) if plan.entry.key not in known and not plan.entry.empty]
        names = dict.fromkeys(
            _PROJECTS if entry.project or entry.page == "projects" else entry.label
            for entry in entries
            if not entry.key.startswith(TEXT)
        )
        if names:
            self._left.append(f"{listed(names)}不填进模板；模板里有的，从导出的工作簿里复制过去")

    def _is_overwritten(self, unknown: UnknownField) -> bool:
        """Whether a table has written over a cell whose name there is not."""
        slot = Slot(unknown.cell.row + 1)
        return not unknown.is_partly_filled and self._plans[unknown.block.title].writes(slot, unknown.cell.column + 1)

    def finish(self) -> Filling:
        """The plan, with what of the template is still to be written by hand."""
        self._left.extend(unknown_words(unknown, self._values) for unknown in self._unknown if not self._is_overwritten(unknown))
        sheets = [plan.finish() for plan in self._plans.values()]
        written = {sheet.sheet: {(cell.row, cell.column): cell.value for cell in sheet.cells} for sheet in sheets}
        for block, plan in zip(self._document.blocks, sheets, strict=True):
            if not block.hidden:
                self._left.extend(_gaps(block, dict(plan.inserts), written[block.title]))
        changed = tuple(sheet for sheet in sheets if sheet.cells or sheet.inserts)
        return Filling(changed, tuple(self._placed), tuple(self._left), tuple(self._found))


def _free_cell_beside(block: Block, cell: Cell) -> int:
    """The column (from 1) of the cell at the right of another, if it has nothing but a gap; else 0."""
    column = cell.column + cell.columns
    beside = next((other for other in block.rows[cell.row] if other.column == column), None)
    return column + 1 if beside is None or not beside.text.strip() or is_placeholder(beside.text) else 0


def _length_of(plain: str, text: str) -> int:
    """How many characters of a text have the comparable form ``plain``."""
    return next((end for end in range(len(text) + 1) if plain_name(text[:end]) == plain), 0)


def _gaps(block: Block, inserts: Mapping[int, int], written: Mapping[tuple[int, int], Value]) -> Iterator[str]:
    """A sentence for each cell of the filled sheet that still has a gap."""
    for cell in block.cells():
        row = cell.row + 1 + sum(count for below, count in inserts.items() if below <= cell.row)
        text = written.get((row, cell.column + 1), cell.text)
        lines = [line for line in str(text).split("\n") if waits(line)]
        if lines:
            place = block.place_of(Cell(cell.text, row - 1, cell.column))
            yield f"{place.words()}：{_first_of(lines)}没有填，自己补"


def _first_of(texts: Sequence[str]) -> str:
    """The first text, shortened, and how many there are."""
    return f"“{shorten(texts[0], _LONGEST)}”" + (f"等 {len(texts)} 处" if len(texts) > 1 else "")
