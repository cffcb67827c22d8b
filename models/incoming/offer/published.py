"""Published tables, 情况说明 and 绩效目标表: they only make lines of a book together, as ``from_tables.proposal`` joins them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from models.book.facts import CARRY_FORWARD, INCOME, SPENDING, THREE_PUBLIC, TYPED
from models.book.records import Book, Project
from models.incoming.blocks import Place
from models.incoming.from_tables.filling import Filling, fill_book, fill_last_year
from models.incoming.from_tables.proposal import Proposal, propose_book
from models.incoming.from_texts import read_texts
from models.incoming.offer.block import OfferBlock, Outcome, Pointed, SourceFile, Target, block_key, state_of
from models.incoming.offer.list_fields import lines_there, list_fields
from models.incoming.offer.located import Finder, rows_of
from models.incoming.offer.sheet_fields import point_value, project_fields
from models.incoming.offer.table_fields import point_cell, rows_missing, table_fields, table_in_unit, text_fields
from models.incoming.recognised.recognise import Recognised, RecognisedBlock, sheet_parts, sheets_of
from models.incoming.recognised.records.shapes import AGENCIES
from models.incoming.recognised.table import Leftover, sentences
from models.incoming.recognised.titles import SHEET, TABLE, TEXT
from models.incoming.sheets.reading import SheetReading, read_sheet_document
from models.pack.forms.tables import side_streams
from models.projects.amounts import BUDGET, project_amount
from models.projects.incoming import IncomingProject, ProjectIndex, add_incoming, completes
from models.published.context import Context
from models.values.money import MoneyUnit

_PAGES: Final = {
    SPENDING: ("basic", "others", "projects"),
    INCOME: ("income",),
    CARRY_FORWARD: ("carry_forward",),
    THREE_PUBLIC: ("three_public",),
    TYPED: ("typed",),
}
"""Stream of a table → the pages that it fills."""

_MONEY_PAGES: Final = ("basic", "others", "projects", "income", "carry_forward")
_OTHER_YEAR: Final = "文件是 {found} 年的，这本预算是 {own} 年的"


class PublishedKind:
    """The ``OfferKind`` of what a published budget holds: its lists too, for purchases and exported spending belong to projects."""

    def blocks(self, number: int, file: SourceFile, target: Target) -> Sequence[OfferBlock]:
        """The tables, texts and sheets of a file."""
        return (*_recognised(number, file, target), *_sheets(number, file, target))

    def owns(self, block: OfferBlock) -> bool:
        """Whether it is a table, a text or a sheet."""
        return block.kind == SHEET or isinstance(block.content, RecognisedBlock)

    def fill(self, book: Book, blocks: Sequence[OfferBlock], target: Target, *, keeping: bool) -> Outcome:
        """The book with what the blocks give together; lines of a page that has some are replaced, projects are kept."""
        projects = [block.content for block in blocks if block.kind == SHEET]
        found = recognised_of(blocks, target)
        if target.year_before:
            proposal = propose_book(found, target.pack, target.codes, None, projects)
            before = Context(proposal.book, target.pack, target.codes)
            names = "、".join(f"“{target.files[number]}”" for number in sorted({block.file for block in blocks}))
            filling = fill_last_year(book, target.own_pack or target.pack, before, names)
            left_out = (*proposal.left_out, *_said_twice(blocks))
            return Outcome(filling.edit(book), filling.filled, filling.kept, left_out=left_out)
        joined = bool(found.tables) and (keeping or not book.projects)
        proposal = propose_book(found, target.pack, target.codes, book, projects if joined else ())
        filling = fill_book(book, proposal.book, replacing=not keeping)
        outcome = _with_projects(filling, book, () if joined else projects, proposal, keeping=keeping)
        return replace(outcome, left_out=(*outcome.left_out, *_said_twice(blocks)))

    def point(self, block: OfferBlock, field: str, at: Pointed, target: Target) -> OfferBlock | str:
        """A cell of a table or a value of a sheet read from another cell."""
        if block.kind == TEXT:
            return "说明文字里的数按整句读，不能指；在“情况说明”和“其他数据”页改"
        if block.kind not in {TABLE, SHEET}:
            return "清单按表头逐行读，不能指；填入以后在它的页上改"
        if block.kind == SHEET:
            project = point_value(block.content, field, at, block.unit)
            return project if isinstance(project, str) else _pointed_sheet(block, project, field, at)
        table = point_cell(block.content.table, field, at)
        if isinstance(table, str):
            return table
        content = replace(block.content, table=table)
        return replace(block, content=content, fields=table_fields(table, target), leftovers=_without(block.leftovers, at.place))

    def in_unit(self, block: OfferBlock, unit: MoneyUnit, target: Target) -> OfferBlock:
        """A table with its figures in another unit."""
        if block.kind != TABLE:
            return block
        table = table_in_unit(block.content.table, unit)
        content, fields = replace(block.content, table=table), table_fields(table, target)
        return replace(block, content=content, fields=fields, unit=unit, unit_said=table.unit_said)


def _said_twice(blocks: Sequence[OfferBlock]) -> Iterator[str]:
    """What is said of a table or text that another taken block is too: ``recognised_of`` reads the first."""
    seen: set[tuple[str, str]] = set()
    for block in blocks:
        if block.kind in {TABLE, TEXT} and isinstance(block.content, RecognisedBlock):
            once = (block.kind, block.content.id)
            if once in seen:
                yield f"{block.place.words()}“{block.title}”选了不止一张，用的是前面的一张；要用这一张，去掉前面的"
            seen.add(once)


def recognised_of(blocks: Sequence[OfferBlock], target: Target) -> Recognised:
    """The tables and texts among some blocks as one document; a table that two of them have is taken from the first."""
    kept: dict[str, RecognisedBlock] = {}
    for block in blocks:
        if isinstance(block.content, RecognisedBlock):
            once = f"{block.kind}:{block.content.id}" if block.kind in {TABLE, TEXT} else block.key
            kept.setdefault(once, block.content)
    return Recognised(target.pack, target.year, target.unit, tuple(kept.values()))


def sheet_reading(file: SourceFile, target: Target) -> SheetReading | None:
    """The sheets of a file in the form of the pack; None where it has none, or the pack prints none."""
    sheets = sheets_of(file.document, file.found.blocks)
    return read_sheet_document(sheets, target.pack.sheet) if sheets is not None and target.pack.sheet.is_printed else None


# --- tables and texts


def _recognised(number: int, file: SourceFile, target: Target) -> Iterator[OfferBlock]:
    seen: set[str] = set()
    if file.found.pack is None or file.found.pack.id != target.pack.id:
        return
    for at, block in enumerate(file.found.blocks):
        yield from _of_list(number, at, block, file, target)
        if block.kind == TABLE and block.table is not None:
            yield _of_table(number, at, block, file, target)
        elif block.kind == TEXT:
            found = [field for field in read_texts(replace(file.found, blocks=(block,))) if field.item not in seen]
            seen |= {field.item for field in found}
            fields = tuple(text_fields(found, target.pack, None if target.year_before else target.book))
            wanted = not (target.book and (target.book.typed or target.book.texts)) and not _other_year(file, target)
            yield OfferBlock(
                block_key(number, TEXT, at), TEXT, block.title, number, block.place, parts_of(block), fields,
                content=replace(block, records=None) if fields else None, wanted=wanted, notes=_year_note(file, target),
            )  # fmt: skip


def _of_list(number: int, at: int, block: RecognisedBlock, file: SourceFile, target: Target) -> Iterator[OfferBlock]:
    """The block of a list; one in a text is 机构设置, whose sentences are a block of their own."""
    read = block.records
    if read is None:
        return
    kind = AGENCIES if block.kind == TEXT else block.kind
    there = lines_there(read, None if target.year_before else target.book, target.pack)
    notes = (block.reason, there, *_year_note(file, target), *sentences(read.healed))
    content = replace(block, kind=kind, id=block.id if block.kind != TEXT else "")
    fields = tuple(list_fields(read, None if target.year_before else target.book, target.pack))
    yield OfferBlock(
        block_key(number, kind, at), kind, read.title or block.title, number, read.place, parts_of(block), fields,
        read.leftovers, tuple(filter(None, notes)), content, wanted=not (there or target.year_before or _other_year(file, target)),
        unit=read.unit, unit_said=read.unit_said,
    )  # fmt: skip


def _of_table(number: int, at: int, block: RecognisedBlock, file: SourceFile, target: Target) -> OfferBlock:
    table = block.table
    assert table is not None  # noqa: S101 - as its caller has looked
    spec = target.pack.table(table.id)
    pages = {page for side in spec.sides for stream in side_streams(side) for page in _PAGES[stream]}
    taken = [page for page in sorted(pages) if target.book is not None and getattr(target.book, page)]
    in_the_way = bool(taken) or (
        bool(pages & {*_MONEY_PAGES}) and any(getattr(target.book, page) for page in _MONEY_PAGES if target.book is not None)
    )
    notes = (block.reason, *_year_note(file, target), *sentences(table.healed), rows_missing(table, target))
    unit_said = table.unit_said
    return OfferBlock(
        block_key(number, TABLE, at), TABLE, block.title, number, block.place, parts_of(block), table_fields(table, target),
        table.leftovers, tuple(filter(None, notes)), block,
        wanted=target.year_before or not (in_the_way or _other_year(file, target)), unit=table.unit, unit_said=unit_said,
    )  # fmt: skip


def parts_of(block: RecognisedBlock) -> tuple[int, ...]:
    """The parts of the document that a block covers, with that of its title."""
    parts = {line.part for line in block.lines} | ({block.part} if block.part else set())
    return tuple(sorted(parts or {block.part}))


def _other_year(file: SourceFile, target: Target) -> bool:
    book, year = target.book, file.found.year
    return book is not None and not target.year_before and bool(year) and year != book.year


def _year_note(file: SourceFile, target: Target) -> tuple[str, ...]:
    if target.book is None or not _other_year(file, target):
        return ()
    return (_OTHER_YEAR.format(found=file.found.year, own=target.book.year),)


# --- sheets


def _sheets(number: int, file: SourceFile, target: Target) -> Iterator[OfferBlock]:
    sheets, reading = sheets_of(file.document, file.found.blocks), sheet_reading(file, target)
    if sheets is None or reading is None:
        return
    rows = rows_of(sheets)
    parts = [number for number, _ in sheet_parts(file.document, file.found.blocks)]
    known = ProjectIndex(target.book.projects if target.book is not None and not target.year_before else ())
    ends = [*(line - 1 for line in reading.lines[1:]), len(rows)]
    there = ProjectIndex()
    for at, (project, first, end) in enumerate(zip(reading.projects, reading.lines, ends, strict=True)):
        own = known.find(project)
        lines = rows[first - 1 : max(end, first)]
        twice = "上面已有一张同样编码或名称的表" if there.find(project) is not None else ""
        there.add(project)
        finder = Finder([row for _, row in lines])
        fields = project_fields(project, own, target.pack.sheet, finder)
        same = f"预算里有同样编码或名称的项目“{own.name}”" if own is not None else ""
        notes = tuple(filter(None, (twice, same, *_year_note(file, target))))
        yield OfferBlock(
            block_key(number, SHEET, at), SHEET, project.name or project.code, number, lines[0][1][0].place
            if lines[0][1] else Place(), tuple(sorted({parts[part] for part, _ in lines})), fields,
            _sheet_leftovers(reading, at + 1, rows, lines), notes, project,
            wanted=not (twice or (own is not None and not completes(own, project)) or _other_year(file, target)),
            unit=finder.unit(project_amount(project, BUDGET)),
        )  # fmt: skip


_Rows = Sequence[tuple[int, Sequence[Pointed]]]


def _sheet_leftovers(reading: SheetReading, number: int, rows: _Rows, own: _Rows) -> tuple[Leftover, ...]:
    """The notes on a sheet and the texts that no field has, each with its place; a note on a column stands at its first cell."""
    left: dict[tuple[str, Place], Leftover] = {}
    for note in reading.notes_of(number):
        cells = rows[note.line - 1][1] if 0 < note.line <= len(rows) else ()
        searched = cells or (cell for _, row in own for cell in row)
        exact = next((cell.place for cell in searched if note.source and cell.text == note.source), None)
        place = exact or (cells[0].place if cells else Place())
        left[note.source, place] = Leftover(note.source, place, note.words)
    for other in reading.others_of(number):
        place = next((cell.place for _, cells in own for cell in cells if cell.text == other.text), Place())
        left.setdefault((other.text, place), Leftover(other.text, place, f"“{other.heading}”这一栏没有地方放，不填入"))
    return tuple(left.values())


def _pointed_sheet(block: OfferBlock, project: Project, field: str, at: Pointed) -> OfferBlock:
    fields = tuple(
        replace(known, value=at.text, place=at.place, reason="", state=state_of(at.text, known.now)) if known.id == field else known
        for known in block.fields
    )
    title = project.name or project.code
    return replace(block, content=project, fields=fields, title=title, leftovers=_without(block.leftovers, at.place))


def _without(leftovers: Sequence[Leftover], place: Place) -> tuple[Leftover, ...]:
    return tuple(left for left in leftovers if left.place != place)


# --- filling


def _with_projects(filling: Filling, book: Book, projects: Sequence[Project], proposal: Proposal, *, keeping: bool) -> Outcome:
    """The outcome of a filling, with projects that go beside those of the book or, unless ``keeping``, instead of them."""
    known = ProjectIndex(book.projects)
    incoming = [IncomingProject(project, own.id if (own := known.find(project)) is not None else 0) for project in projects]
    kept = [*filling.kept]
    if keeping:
        known_by_id = {project.id: project for project in book.projects}
        there = [one for one in incoming if one.instead_of and not completes(known_by_id[one.instead_of], one.project)]
        kept += [f"项目“{one.project.name or one.project.code}”预算里已有，文件里的没有放进去" for one in there]
        incoming = [one for one in incoming if one not in there]
    after = filling.edit(book)
    filled = [*filling.filled]
    if incoming:
        after = add_incoming(incoming)(after)
        replaced = sum(bool(one.instead_of) for one in incoming)
        how = "补全" if keeping else "替换"
        words = [f"新增 {len(incoming) - replaced} 个"] * (replaced < len(incoming)) + [f"{how} {replaced} 个"] * bool(replaced)
        filled.append(f"“项目”{'、'.join(words)}")
    differences = tuple(each.sentence for each in proposal.differences)
    return Outcome(after, tuple(filled), tuple(kept), proposal.assumed, proposal.left_out, differences)
