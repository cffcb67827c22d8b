"""Changes in the sheet of one project: the sheet is read as printed and as changed, and what differs are its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from models.book import terms
from models.book.edits import Edit, combined, delete_lines, insert_line, set_field
from models.book.list_lines import fields_of
from models.book.places import Place
from models.book.records import PROJECT_COLLECTIONS, Project
from models.incoming.blocks import Block, Cell, Document
from models.incoming.own.cells import CellChange
from models.incoming.own.printed import PrintedBook, block_of, says_same, text_at
from models.incoming.own.result import Left, Outcome, Taken
from models.incoming.sheets.reading import read_sheet_document
from models.values.money import Unread, show_exact
from models.words.fields import field_name

_PAGE: Final = "projects"
_SKIPPED: Final = frozenset({"id", "typed", "function", "source", "carried", "level", "sub_unit"})
_KEY: Final = ("dimension", "category", "name", "description", "target", "basis")


class _Difference(NamedTuple):
    """A field that differs; ``collection`` "" for one of the project itself, ``at`` the position in the collection as read."""

    collection: str
    at: int
    field: str
    old: Any
    new: Any


class ProjectSheet:
    """The sheet of the project with the id ``project`` as it was exported."""

    def __init__(self, printed: PrintedBook, name: str) -> None:
        entry = printed.plans[name].entry
        self._printed, self._key = printed, entry.key
        self._form, self._pack = printed.context.pack.sheet, printed.context.pack
        self._book = printed.context.book
        self._project = next(project for project in self._book.projects if project.id == entry.project)
        self._block = block_of(printed.sheet(name))
        self._base = self._read(self._block)

    @property
    def is_readable(self) -> bool:
        """Whether the sheet as printed is read as one project, so that changes can be told from it."""
        return self._base is not None

    def outcomes(self, changes: Sequence[CellChange], found: Block | None) -> Iterator[Outcome]:
        """What becomes of each change; ``found`` is the sheet as it came back, for rows that were added or removed."""
        taken: list[Taken] = []
        for change in changes:
            if change.is_cell:
                outcome = self._of_cell(change)
                taken += [outcome] if isinstance(outcome, Taken) else []
                yield outcome
        rows = [change for change in changes if not change.is_cell]
        if rows:
            yield from self._of_rows(rows, taken, found)

    def _read(self, block: Block) -> Project | None:
        projects = read_sheet_document(Document("xlsx", (block,)), self._form).projects
        return projects[0] if len(projects) == 1 else None

    # --- one cell

    def _of_cell(self, change: CellChange) -> Outcome:
        block = _with_cell(self._block, change)
        read = self._read(block) if block is not None else None
        if read is None or self._base is None:
            return Left(change, "不是填写的地方")
        differences = list(_differences(self._base, read))
        edits = [self._edit(difference) for difference in differences]
        if not edits or None in edits:
            several = any(difference.collection == "funding" for difference in differences)
            return Left(change, "由几笔钱加起来，分不清改哪一笔" if several else "不是填写的内容，或者看不出是哪一项")
        known = [each for each in edits if each is not None]
        edit = combined("", [each for _, each in known])
        sheet = self._printed.sheet_of(edit(self._book), self._key)
        if not says_same(text_at(sheet, change.was_row, change.column), change.new):
            return Left(change, "改了以后印出来还不是这样")
        place = known[0][0]
        where = "、".join(self._where(each) for each, _ in known)
        old, new = ("；".join(_words(getattr(difference, side)) for difference in differences) for side in ("old", "new"))
        return Taken(change, place, where, old, new, edit)

    def _edit(self, difference: _Difference) -> tuple[Place, Edit] | None:
        """The place of a field and the edit that sets it; None where it cannot be told which line it is."""
        line = self._line(difference)
        field = difference.field
        if line is None or not field:
            return None
        text = _typed(difference.new)
        return Place(_PAGE, line.id, field), set_field(line.id, field, text)

    def _line(self, difference: _Difference) -> Any:
        """The line of the book that a line as read is; None where several may be it."""
        if not difference.collection:
            return self._project
        if difference.at < 0:
            return None
        own: Sequence[Any] = getattr(self._project, difference.collection)
        read: Sequence[Any] = getattr(self._base, difference.collection)
        line = read[difference.at]
        match difference.collection:
            case "plan":
                found = [each for each in own if _plain(each.month) == _plain(line.month)]
            case "goals":
                found = [each for each in own if _plain(each.text) == _plain(line.text)]
            case "funding":
                fiscal = line.source in terms.FISCAL_SOURCES
                found = [each for each in own if (each.source in terms.FISCAL_SOURCES) == fiscal]
            case _:
                found = [own[difference.at]] if len(own) == len(read) else []
        return found[0] if len(found) == 1 else None

    def _where(self, place: Place) -> str:
        line = self._project
        for name in PROJECT_COLLECTIONS:
            line = next((each for each in getattr(self._project, name) if each.id == place.line), line)
        label = field_name(line, place.field, self._pack, _PAGE) or ""
        return f"“{self._project.name}” {label}".strip()

    # --- rows

    def _of_rows(self, rows: Sequence[CellChange], taken: Sequence[Taken], found: Block | None) -> Iterator[Outcome]:
        wanted = self._read(found) if found is not None else None
        book = combined("", [each.edit for each in taken])(self._book)
        sheet = self._printed.sheet_of(book, self._key)
        base = self._read(block_of(sheet)) if sheet is not None else None
        own = next(project for project in book.projects if project.id == self._project.id)
        edit = None
        if wanted is not None and base is not None and len(base.indicators) == len(own.indicators):
            edit = _row_edit(base, wanted, own)
        after = self._printed.sheet_of(edit(book), self._key) if edit is not None else None
        same = after is not None and wanted is not None and _says(self._read(block_of(after))) == _says(wanted)
        for change in rows:
            if same and edit is not None:
                place = Place(_PAGE, self._project.id)
                where = f"“{self._project.name}” 绩效指标"
                yield Taken(change, place, where, change.old, change.new, edit if change is rows[0] else Edit("", lambda b: b))
            else:
                yield Left(change, "增加、减少的行看不出是哪些指标")


def _row_edit(base: Project, wanted: Project, own: Project) -> Edit | None:
    """The indicators that were added and removed; None where others were changed beside them."""
    old, new = ([tuple(_plain(getattr(line, name)) for name in _KEY) for line in each.indicators] for each in (base, wanted))
    steps: list[Edit] = []
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "replace":
            return None
        if change == "delete":
            steps.append(delete_lines(own.indicators[i].id for i in range(a, b)))
        before = own.indicators[a].id if a < len(own.indicators) else 0
        for line in wanted.indicators[c:d] if change == "insert" else ():
            values = {field.name: getattr(line, field.name) for field in fields_of(line) if field.name != "id"}
            steps.append(insert_line("indicators", values, before=before, project=own.id))
    return combined("", steps)


def _with_cell(block: Block, change: CellChange) -> Block | None:
    """The block with another text in a cell; None where none is there."""
    rows = [list(row) for row in block.rows]
    if change.was_row > len(rows):
        return None
    row, column = change.was_row - 1, change.column - 1
    for at, cell in enumerate(rows[row]):
        if cell.column == column:
            rows[row][at] = replace(cell, text=change.new)
            return replace(block, rows=tuple(map(tuple, rows)))
    covering = next((c for c in block.cells() if c.row <= row < c.row + c.rows and c.column <= column < c.column + c.columns), None)
    if covering is not None:
        return None
    blank = Cell(change.new, row, column)
    rows[row] = sorted([*rows[row], blank], key=lambda cell: cell.column)
    return replace(block, rows=tuple(map(tuple, rows)))


def _differences(old: Project, new: Project) -> Iterator[_Difference]:
    """The fields that differ; a collection with another number of lines as one difference without a place."""
    yield from _of_line("", 0, old, new)
    for name in PROJECT_COLLECTIONS:
        before, after = getattr(old, name), getattr(new, name)
        if len(before) != len(after):
            yield _Difference(name, -1, "", "", "")
            continue
        for at, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _of_line(name, at, one, other)


def _of_line(collection: str, at: int, old: Any, new: Any) -> Iterator[_Difference]:
    names = dict.fromkeys(field.name for line in (old, new) for field in fields_of(line))
    for name in names:
        if name in _SKIPPED or name in PROJECT_COLLECTIONS:
            continue
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            typed = getattr(new, "typed", "") if name == "amount" else ""
            yield _Difference(collection, at, name, one, typed or other)


def _says(project: Project | None) -> Mapping[str, Any] | None:
    """What a sheet says, without ids and blanks."""
    if project is None:
        return None
    said: dict[str, Any] = {field.name: _plain(getattr(project, field.name)) for field in fields_of(project) if field.name != "id"}
    for name in PROJECT_COLLECTIONS:
        lines = getattr(project, name)
        said[name] = [{f.name: _plain(getattr(line, f.name)) for f in fields_of(line) if f.name != "id"} for line in lines]
    return said


def _plain(value: Any) -> Any:
    return "".join(value.split()) if isinstance(value, str) else value


def _typed(value: Any) -> str:
    return show_exact(value) if isinstance(value, int) and not isinstance(value, bool) else _words(value)


def _words(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return show_exact(value)
    return value.text if isinstance(value, Unread) else str(value or "")
