"""Reads 绩效目标表 of any layout into projects and notes. Never raises, never guesses; in linear time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import Struct

from models.book.records import Project
from models.incoming.blocks import Document
from models.incoming.sheets.grid.headings import GridHeading
from models.incoming.sheets.notes import OtherText, SheetNote, TextRow, shortened
from models.incoming.sheets.one_sheet import OneSheet
from models.incoming.sheets.parts import Part, parts_of
from models.incoming.sheets.project_table import ProjectTable
from models.incoming.sheets.rows import rows_of_document, rows_of_text
from models.incoming.sheets.wording import Wording, wording_of
from models.pack.forms.sheet import SheetForm


class SheetReading(Struct, frozen=True):
    """The projects in the order of the text, ids from 1; ``lines`` are the first lines of the sheets.

    ``others`` are the texts under headings that no field has: they are shown beside their indicators and not taken in.
    """

    projects: tuple[Project, ...]
    notes: tuple[SheetNote, ...]
    lines: tuple[int, ...] = ()
    others: tuple[OtherText, ...] = ()

    def notes_of(self, number: int) -> tuple[SheetNote, ...]:
        """The notes on the ``number``th sheet, from 1; 0: on what stands outside of the sheets."""
        return tuple(note for note in self.notes if note.sheet == number)

    def others_of(self, number: int) -> tuple[OtherText, ...]:
        """The texts of the ``number``th sheet that have no field."""
        return tuple(other for other in self.others if other.sheet == number)


def read_sheets(text: str, form: SheetForm) -> SheetReading:
    """Read a text: lines of cells with tabs between, one cell a line, or HTML."""
    wording = wording_of(form)
    return read_rows(rows_of_text(text, wording), form, wording)


def read_sheet_document(document: Document, form: SheetForm) -> SheetReading:
    """Read the blocks and paragraphs of a file; notes name the place in it."""
    return read_rows(rows_of_document(document), form, wording_of(form))


def read_rows(rows: Sequence[TextRow], form: SheetForm, wording: Wording) -> SheetReading:
    """Read rows of cells, by the words of a form."""
    reader = _Reader(form, wording)
    for part in parts_of(rows, wording):
        reader.take(part)
    if not reader.projects:
        reader.notes.append(SheetNote(0, 0, f"没有找到{wording.title_end}"))
    return SheetReading(tuple(reader.projects), tuple(reader.notes), tuple(reader.lines), tuple(reader.others))


class _Reader:
    """Reads the sheets of a text one after the other."""

    def __init__(self, form: SheetForm, wording: Wording) -> None:
        self.projects: list[Project] = []
        self.notes: list[SheetNote] = []
        self.lines: list[int] = []
        self.others: list[OtherText] = []
        self._ids: Iterator[int] = count(1)
        self._form, self._wording = form, wording

    def take(self, part: Part) -> None:
        """Read a part of the text."""
        if part.title is None:
            self.notes.append(self._outside(part))
        elif not part.pieces:
            self.notes.append(SheetNote(0, part.line, "只有标题，下面没有表", shortened(part.title or part.source)))
        elif any(isinstance(piece, GridHeading) and piece.is_of_projects for piece in part.pieces):
            self._take_table(part)
        else:
            sheet = self._sheet(part.line)
            for piece in part.pieces:
                sheet.take(piece)
            if part.source or sheet.is_of_project:
                self._keep(sheet, part.title)
            else:
                self.notes.append(self._outside(part))

    def _take_table(self, part: Part) -> None:
        numbers = count(len(self.projects) + 1)
        table = ProjectTable(self._wording, lambda line: OneSheet(next(numbers), line, self._form, self._wording))
        for piece in part.pieces:
            table.take(piece)
        table.finish()
        for known in table.projects:
            self._keep(known.sheet, "", in_table=True)
        self.notes.extend(table.notes)

    def _sheet(self, line: int) -> OneSheet:
        return OneSheet(len(self.projects) + 1, line, self._form, self._wording)

    def _keep(self, sheet: OneSheet, title: str, *, in_table: bool = False) -> None:
        project, others, notes = sheet.project(self._ids, title, in_table=in_table)
        self.projects.append(project)
        self.lines.append(sheet.line)
        self.others.extend(others)
        self.notes.extend(notes)

    def _outside(self, part: Part) -> SheetNote:
        rows = part.rows
        if not rows:
            return SheetNote(0, part.line, f"这里不在{self._wording.title_end}里，没有读")
        reach = "这一行" if rows[-1].line == part.line else f"这里到第 {rows[-1].line} 行"
        told = f"{reach}不在{self._wording.title_end}里，没有读"
        return SheetNote(0, part.line, told, shortened(rows[0].filled[0]), rows[0].place)
