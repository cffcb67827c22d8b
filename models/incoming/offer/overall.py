"""部门整体绩效目标表 in an offer: one sheet, beside or instead of that of the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from models.book.records import Book, Project
from models.incoming.blocks import Place
from models.incoming.offer.block import OfferBlock, OfferField, Outcome, Pointed, SourceFile, Target, block_key, state_of
from models.incoming.offer.located import Finder, rows_of
from models.incoming.offer.sheet_fields import point_value, project_fields
from models.incoming.recognised.recognise import sheets_of
from models.incoming.recognised.table import Leftover, sentences
from models.incoming.recognised.titles import OVERALL
from models.incoming.sheets.overall import read_overall
from models.pack.forms.sheet import SheetForm
from models.projects.incoming import numbered, unnumbered
from models.values.money import MoneyUnit, fen, show_exact

_OF_PROJECTS = ("code", "name", "use", "money:")
"""Fields that a sheet of the department does not have: its money is that of the budget."""

_THERE = "预算里已有部门整体绩效目标表，填入就换掉"


class OverallKind:
    """The ``OfferKind`` of 部门整体绩效目标表."""

    def blocks(self, number: int, file: SourceFile, target: Target) -> Sequence[OfferBlock]:
        """The sheet of a file, where the pack has such a form."""
        document = sheets_of(file.document, file.found.blocks, OVERALL)
        form = target.pack.overall
        if document is None or target.year_before or not form.is_printed:
            return ()
        project, notes = read_overall(document, form)
        if project is None:
            return ()
        rows = rows_of(document)
        first = next(block for block in file.found.blocks if block.kind == OVERALL)
        known = next(iter(target.book.overall), None) if target.book is not None else None
        fields = (*_fields(project, known, form, Finder([row for _, row in rows])),)
        parts = {line.part for block in file.found.blocks if block.kind == OVERALL for line in block.lines}
        left = tuple(
            Leftover(note.source, _place(rows[note.line - 1][1]) if 0 < note.line <= len(rows) else Place(), note.words)
            for note in notes
        )  # fmt: skip
        title, notes_on = first.title or form.title, (_THERE,) * (known is not None)
        return (
            OfferBlock(
                block_key(number, OVERALL, 0), OVERALL, title, number, first.place, tuple(sorted(parts)), fields, left, notes_on,
                project, wanted=known is None,
            ),
        )  # fmt: skip

    def owns(self, block: OfferBlock) -> bool:
        """Whether it is such a sheet."""
        return block.kind == OVERALL

    def fill(self, book: Book, blocks: Sequence[OfferBlock], target: Target, *, keeping: bool) -> Outcome:
        """The book with the first sheet."""
        name = target.pack.overall.title
        if book.overall and keeping:
            return Outcome(book, kept=(f"“{name}”预算里已有，文件里的没有放进去",))
        ids = count(book.next_id)
        sheet = numbered(unnumbered(blocks[0].content), next(ids), ids)
        kept = (f"“{name}”有 {len(blocks)} 张，用了第一张",) if len(blocks) > 1 else ()
        left = tuple(sentences(blocks[0].leftovers))
        return Outcome(replace(book, overall=(sheet,), next_id=next(ids)), (f"“{name}”",), kept, left_out=left)

    def point(self, block: OfferBlock, field: str, at: Pointed, target: Target) -> OfferBlock | str:  # noqa: ARG002 - of the protocol
        """A value of the sheet read from another cell."""
        if field.startswith("task:"):
            return "年度主要任务按表头逐行读，不能指；填入以后在它的页上改"
        project = point_value(block.content, field, at, block.unit)
        if isinstance(project, str):
            return project
        fields = (
            replace(each, value=at.text, place=at.place, state=state_of(at.text, each.now)) if each.id == field else each
            for each in block.fields
        )
        return replace(block, content=project, fields=tuple(fields))

    def in_unit(self, block: OfferBlock, unit: MoneyUnit, target: Target) -> OfferBlock:  # noqa: ARG002 - of the protocol
        """The sheet itself: only its tasks have amounts of their own, read in the unit above them."""
        return block


def _place(cells: Sequence[Pointed]) -> Place:
    return cells[0].place if cells else Place()


def _fields(project: Project, known: Project | None, form: SheetForm, finder: Finder) -> Iterator[OfferField]:
    for field in project_fields(project, known, form, finder):
        if not field.id.startswith(_OF_PROJECTS):
            yield field
    before = dict(_tasks(known)) if known is not None else {}
    for key, (name, text) in _tasks(project):
        now = before.get(key, ("", ""))[1]
        number, column = key.split(":")[1:]
        state = state_of(text, now)
        yield OfferField(
            key, name, text, finder.text(text.removesuffix(" 万元")), now, state, row=f"task{number}", column=f"task:{column}"
        )


def _tasks(project: Project) -> Iterator[tuple[str, tuple[str, str]]]:
    """The texts of the tasks by the ids of their fields, each with its name."""
    for number, task in enumerate(project.tasks, 1):
        texts = {"name": ("任务名称", task.name), "text": ("主要内容", task.text)}
        for money, word in (("fiscal", "财政拨款"), ("other", "其他资金")):
            amount = getattr(task, money)
            texts[money] = (word, f"{show_exact(fen(amount))} 万元" if amount is not None else "")
        for column, (word, text) in texts.items():
            yield f"task:{number}:{column}", (f"任务 {number} {task.name[:16]} · {word}", text)
