"""What a workbook of the program's own that was changed elsewhere changes in a book: one step, proved by printing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from models.book.edits import Edit, combined
from models.book.list_lines import lines_of
from models.book.places import Place
from models.book.records import PROJECT_COLLECTIONS, Book, Project
from models.incoming.blocks import Block
from models.incoming.own.cells import CellChange, ReturnedWorkbook, trimmed
from models.incoming.own.printed import PrintedBook, says_same, text_at
from models.incoming.own.projects import ProjectSheet
from models.incoming.own.result import Left, Outcome, Taken
from models.incoming.own.tables import table_outcomes
from models.incoming.own.texts import text_outcomes
from models.published.context import Context


class Returned(Struct, frozen=True):
    """The changes that are fields of the book, those that are not, and cells that the fields change beside them.

    ``follows`` are cells that print otherwise after the edit and were left as they were in the workbook: sums, mostly.
    """

    taken: tuple[Taken, ...]
    left: tuple[Left, ...]
    follows: tuple[CellChange, ...] = ()

    def edit(self, name: str) -> Edit:
        """The edit of all that is taken, as one step."""
        return combined(f"读入“{name}”里改过的 {len(self.taken)} 处", [taken.edit for taken in self.taken])

    def into(self, book: Book, exported: Book) -> Returned:
        """The same for a book that has been worked on since: a field that it changed too stays, and is told."""
        taken, left = [], list(self.left)
        for each in self.taken:
            here, there = _standing(book, each.place), _standing(exported, each.place)
            if here == there:
                taken.append(each)
            else:
                left.append(Left(each.change, "预算里这一项后来也改过，没有动" if here is not None else "预算里已经没有这一项"))
        return Returned(tuple(taken), tuple(left), self.follows)


def returned_changes(workbook: ReturnedWorkbook, context: Context, blocks: Mapping[str, Block]) -> Returned:
    """What the changed cells are in the embedded book of ``context``; ``blocks`` are the sheets as they came back, by name."""
    printed = PrintedBook.as_exported(context, workbook.shown)
    outcomes = list(_outcomes(printed, workbook, blocks))
    taken = [outcome for outcome in outcomes if isinstance(outcome, Taken)]
    left = [outcome for outcome in outcomes if isinstance(outcome, Left)]
    if not taken:
        return Returned((), tuple(left))
    after, said = _after(printed, taken), dict[Place, set[str]]()
    for each in taken:
        said.setdefault(each.place, set()).add(each.new if each.change.is_cell else "")
    against = [each for each in taken if len(said[each.place]) > 1 or not _prints(printed, after, each.change, workbook)]
    if against:
        taken = [each for each in taken if each not in against]
        left += [Left(each.change, "和别处改的对不上") for each in against]
        after = _after(printed, taken)
    return Returned(tuple(taken), tuple(left), tuple(_follows(printed, after, workbook)))


def _after(printed: PrintedBook, taken: Sequence[Taken]) -> PrintedBook:
    return printed.of(combined("", [each.edit for each in taken])(printed.context.book))


def _prints(before: PrintedBook, after: PrintedBook, change: CellChange, workbook: ReturnedWorkbook) -> bool:
    """Whether a changed cell prints what it shows also when all other changes are made: two cells may be of one field."""
    rows = any(each.sheet == change.sheet and not each.is_cell for each in workbook.changes)
    if rows or not change.is_cell:
        return True
    sheet = after.sheet_of(after.context.book, before.plans[change.sheet].entry.key)
    return says_same(text_at(sheet, change.was_row, change.column), change.new)


def _outcomes(printed: PrintedBook, workbook: ReturnedWorkbook, blocks: Mapping[str, Block]) -> Iterator[Outcome]:
    for name, group in groupby(workbook.changes, key=lambda change: change.sheet):
        changes = list(group)
        if name not in printed.plans or name not in workbook.found:
            yield from (Left(change, "工作表多了或者少了") for change in changes)
        elif trimmed(printed.sheet(name).shown()) != trimmed(workbook.shown[name]):
            yield from (Left(change, "是另一个版本的程序或版式导出的，对不上各项") for change in changes)
        else:
            yield from _of_sheet(printed, name, changes, blocks.get(name))


def _of_sheet(printed: PrintedBook, name: str, changes: Sequence[CellChange], found: Block | None) -> Iterator[Outcome]:
    entry = printed.plans[name].entry
    if entry.table:
        yield from table_outcomes(printed, name, changes)
        return
    if entry.project and (sheet := ProjectSheet(printed, name)).is_readable:
        yield from sheet.outcomes(changes, found)
        return
    yield from text_outcomes(printed, name, changes)


def _follows(before: PrintedBook, after: PrintedBook, workbook: ReturnedWorkbook) -> Iterator[CellChange]:
    """Cells that print otherwise than before the edit, and that nobody changed in the workbook."""
    changed = {(change.sheet, change.was_row, change.column) for change in workbook.changes}
    names = {plan.entry.key: plan.entry.name for plan in after.plans.values()}
    for name, plan in before.plans.items():
        now = names.get(plan.entry.key)
        if now is None or name not in workbook.found or plan.parts == after.plans[now].parts:
            continue
        old, new = before.sheet(name).shown(), after.sheet(now).shown()
        if len(old) != len(new):
            continue
        for row, (one, other) in enumerate(zip(old, new, strict=True), 1):
            for column in range(max(len(one), len(other))):
                was, is_now = (texts[column] if column < len(texts) else "" for texts in (one, other))
                if not says_same(was, is_now) and (name, row, column + 1) not in changed:
                    yield CellChange(name, row, column + 1, row, was, is_now)


def _standing(book: Book, place: Place) -> object:
    """What has to be the same in two books for an edit of one to go into the other; None where the place is not there.

    The whole line, for two books that were not copied from each other use the same ids for different lines; of a project and what
    it holds also its code and name.
    """
    if place.page == "cover":
        return getattr(book.unit, place.field, None)
    for line in lines_of(book, place.page):
        owner = (line.code, line.name) if isinstance(line, Project) else ()
        inner = [each for name in PROJECT_COLLECTIONS for each in getattr(line, name)] if isinstance(line, Project) else []
        found = next((each for each in (line, *inner) if each.id == place.line), None)
        if isinstance(found, Project):
            return owner, getattr(found, place.field or "indicators")
        if found is not None:
            return owner, found
    return None
