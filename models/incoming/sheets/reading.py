"""Reads 绩效目标表 from a text or a table into projects and notes. Never raises, never guesses; in linear time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from msgspec import Struct, field

from models.book.list_lines import with_values
from models.book.records import INDICATOR_TEXTS, FundingLine, Goal, Indicator, PlanPoint, Project
from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.sheets.head import SheetHead
from models.incoming.sheets.indicator_grid import IndicatorGrid
from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.rows import rows_of_block, rows_of_text
from models.incoming.sheets.wording import PLAN, Wording, plain, wording_of
from models.pack.forms.sheet import SheetForm
from models.values.money import Amount, MoneyUnit, Unread, fen, read_amount, show_exact


class SheetReading(Struct, frozen=True):
    """The projects in the order of the text, ids from 1; ``lines`` are the first lines of the sheets."""

    projects: tuple[Project, ...]
    notes: tuple[SheetNote, ...]
    lines: tuple[int, ...] = ()

    def notes_of(self, number: int) -> tuple[SheetNote, ...]:
        """The notes on the ``number``th sheet, from 1; 0: on what stands outside of the sheets."""
        return tuple(note for note in self.notes if note.sheet == number)


def read_sheets(text: str, form: SheetForm) -> SheetReading:
    """Read a text: lines of cells with tabs between, one cell a line, or HTML."""
    wording = wording_of(form)
    return _read(rows_of_text(text, wording), form, wording)


def read_sheet_block(block: ClipboardBlock, form: SheetForm) -> SheetReading:
    """Read a block of the clipboard."""
    return _read(rows_of_block(block), form, wording_of(form))


class _Part(Struct):
    """The rows of one sheet, or (without ``title``) rows that belong to none."""

    line: int
    title: str | None
    rows: list[TextRow] = field(default_factory=list)


def _read(rows: Iterable[TextRow], form: SheetForm, wording: Wording) -> SheetReading:
    ids = count(1)
    projects: list[Project] = []
    notes: list[SheetNote] = []
    lines: list[int] = []
    for part in _parts(rows, wording):
        if part.title is None:
            notes.append(_outside(part, wording))
            continue
        project, own = _SheetReader(len(projects) + 1, form, wording).read(part, ids)
        if project is not None:
            projects.append(project)
            lines.append(part.line)
        notes.extend(own)
    if not projects:
        notes.append(SheetNote(0, 0, f"没有找到{wording.title_end}"))
    return SheetReading(tuple(projects), tuple(notes), tuple(lines))


def _outside(part: _Part, wording: Wording) -> SheetNote:
    last = part.rows[-1].line
    reach = "这一行" if last == part.line else f"这里到第 {last} 行"
    return SheetNote(0, part.line, f"{reach}不在{wording.title_end}里，没有读", shortened(part.rows[0].filled[0]))


# --- where sheets begin and end


def _parts(rows: Iterable[TextRow], wording: Wording) -> Iterator[_Part]:
    part = _Part(1, None)
    seen: set[str] = set()
    for row in rows:
        if not row.filled:
            continue
        title, keys = wording.title_of(row.cells), _keys(row, wording)
        inside = part.title is not None
        begins = title is not None or ("code" in keys and "code" in seen) or (not inside and _opens(keys))
        if begins or (inside and "grid" in seen and _is_beside(row, wording)):
            if part.rows or inside:
                yield part
            part, seen = _Part(row.line, (title or "") if begins else None), set()
        seen |= keys
        if title is None:
            part.rows.append(row)
    if part.rows or part.title is not None:
        yield part


def _keys(row: TextRow, wording: Wording) -> set[str]:
    """The labels of a row, and ``grid`` for the headings of the indicators."""
    keys = {wording.label(cell) for cell in row.filled} - {""}
    return keys | {"grid"} if wording.heading_columns(row.cells) is not None else keys


def _opens(keys: set[str]) -> bool:
    """Whether these labels certainly begin a sheet without a title; other tables have names and amounts too."""
    return keys >= {"code", "name"} or bool(keys & {"scale", "goals", PLAN, "grid"})


def _is_beside(row: TextRow, wording: Wording) -> bool:
    """Whether a row below a grid does not belong to it: one text alone at the left."""
    return len(row.filled) == 1 and bool(row.cells[0]) and plain(row.cells[0]) not in wording.dimensions | wording.categories


# --- one sheet


class _SheetReader:
    """Reads one sheet into a project."""

    def __init__(self, number: int, form: SheetForm, wording: Wording) -> None:
        self._number, self._form, self._wording = number, form, wording
        self._notes: list[SheetNote] = []

    def read(self, part: _Part, ids: Iterator[int]) -> tuple[Project | None, Sequence[SheetNote]]:
        """The project, None when the sheet has nothing but a title; and the notes in the order of the text."""
        head, grid = self._take(part)
        if not part.rows:
            return None, (SheetNote(0, part.line, "只有标题，下面没有表", shortened(part.title or "")),)
        funding = self._funding(head)
        self._note_missing(head, grid, part)
        own = next(ids)
        project = Project(
            id=own,
            code="".join(head.texts.get("code", "").split()),
            name=head.texts.get("name", part.title or ""),
            use=head.texts.get("use", ""),
            plan_label=head.plan_label or self._form.plan_label,
            funding=tuple(FundingLine(next(ids), source=source, amount=amount, typed=typed) for source, amount, typed in funding),
            plan=tuple(PlanPoint(next(ids), month, value) for month, value in head.plan.items()),
            goals=tuple(Goal(next(ids), label, text) for label, text in head.goals),
            indicators=tuple(_indicator(next(ids), texts) for texts in grid.indicators),
        )
        notes = [*head.notes, *grid.notes, *self._notes]
        return project, sorted(notes, key=lambda note: note.line or part.line)

    def _take(self, part: _Part) -> tuple[SheetHead, IndicatorGrid]:
        head = SheetHead(self._number, self._wording, MoneyUnit.WAN)
        grid = IndicatorGrid(self._number, self._wording)
        in_grid = False
        for row in part.rows:
            if row.remark:
                self._note(row.line, row.remark, row.quote)
            columns = self._wording.heading_columns(row.cells)
            if columns is not None:
                in_grid = True
                head.seen.add("grid")
                grid.take_headings(columns, row)
            elif in_grid:
                grid.take(row)
            else:
                head.take(row)
        head.finish()
        return head, grid

    def _funding(self, head: SheetHead) -> list[tuple[str, Amount, str]]:
        """财政资金 and 其他资金 as funding lines; the sheet does not say more about the source."""
        amounts = {key: read_amount(text, head.unit) for key, text in head.texts.items() if key in {"budget", "fiscal", "other"}}
        for key, amount in amounts.items():
            if isinstance(amount, Unread):
                self._note(head.lines[key], f"{self._wording.words[key]}“{shortened(amount.text)}”不是金额", "")
        typed = self._form.typed_amounts
        lines = [
            (source, amounts[key], head.texts[key] if typed else "")
            for key, source in (("fiscal", "general"), ("other", "other_income"))
            if amounts.get(key) is not None
        ]
        budget, total = amounts.get("budget"), sum(fen(amount) for _, amount, _ in lines)
        if isinstance(budget, int) and budget != total:
            stated = f"{self._wording.words['budget']}写着 {show_exact(budget)} 万元"
            words = f"{stated}，下面的资金合计是 {show_exact(total)} 万元，按资金填"
            self._note(head.lines["budget"], words, head.texts["budget"])
        if amounts.get("other"):
            self._note(head.lines["other"], f"{self._wording.words['other']}没有写明来源，先放在“其他收入”", head.texts["other"])
        return lines

    def _note_missing(self, head: SheetHead, grid: IndicatorGrid, part: _Part) -> None:
        words = self._wording.words
        for key in ("code", "name", "budget", "goals"):
            if key not in head.seen:
                taken = "，取自标题" if key == "name" and part.title else ""
                self._note(0, f"没有“{words[key]}”一栏{taken}")
        if "grid" not in head.seen:
            self._note(0, "没有指标表的表头，指标没有读")
        elif not grid.indicators:
            self._note(0, "指标表里没有指标")
        if PLAN not in head.seen:
            self._note(0, f"没有“{self._form.plan_label}”一栏")
        elif len(head.plan) < len(self._form.months):
            lost = [month for month in self._form.months if plain(month) not in head.plan]
            self._note(head.lines[PLAN], f"“{head.plan_label}”没有 {'、'.join(lost)}，照空着", head.texts[PLAN])

    def _note(self, line: int, words: str, source: str = "") -> None:
        self._notes.append(SheetNote(self._number, line, words, source))


def _indicator(own: int, texts: Sequence[str]) -> Indicator:
    return with_values(Indicator(own), dict(zip(INDICATOR_TEXTS, texts, strict=True)))  # type: ignore[no-any-return]
