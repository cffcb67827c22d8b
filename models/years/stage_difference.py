"""What differs between two stages of one budget (调了什么): a row a difference, grouped by page, with sums.

Amounts are in fen. 不予公开 amounts are left out on both sides, of rows and of sums. The order of lines is no difference, nor are
stage and 填报日期, in which two stages always differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.exchange import publishable
from models.book.fields import FieldKind, RecordField, field_defaults
from models.book.list_lines import PAGE as LIST_PAGE
from models.book.list_lines import ListLine, lines_of
from models.book.places import Place
from models.book.records import (
    OVERALL,
    PROJECT_COLLECTIONS,
    Book,
    FundingLine,
    Goal,
    IncomeLine,
    Indicator,
    PlanPoint,
    Project,
    TypedFigure,
    Unit,
    WrittenText,
    pages_of,
)
from models.book.slots import slot_key
from models.book.terms import SOURCES
from models.pack.forms.last_year import TOTAL
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.published.figures import built_in_figures
from models.values.amount_style import AmountStyle
from models.values.codes import Codes
from models.values.money import Amount, Unread, fen
from models.words.changes import VALUE_NAMES, ValueWords, contents, differing_fields, excerpt, one_line, value_pair
from models.words.fields import INNER_NAMES
from models.words.lines import line_title
from models.words.places import PAGE_NAMES, page_name
from models.years.matching import matched_lines

ADDED: Final = "新增"
REMOVED: Final = "删除"
CHANGED: Final = "改动"

SPENT: Final = ("basic", "projects", "others", "carry_forward")
"""The pages whose amounts add up to 支出总计."""

_SUMMED: Final = frozenset({*SPENT, "income", "three_public", "procurement"})
"""Pages whose lines add up; those of the others contain one another or are no money."""

_PAGES: Final = (
    "basic", "projects", "overall", "others", "income", "carry_forward", "three_public", "procurement", "assets", "typed",
    "last_year", "agencies", "texts",
)  # fmt: skip
_SKIPPED: Final = frozenset({"date", "approved", "stage"})
_NO_NAME: Final = "没有名称"
_LONGEST: Final = 60
_SAID: Final[Mapping[type[Any], str]] = {WrittenText: "text", Goal: "text", PlanPoint: "value", Indicator: "target"}
"""Record class → the field that says it all of a line whose title names it."""

_PLACES: Final = frozenset({"function", "economic", "kind", "source", "carried", "sub_unit", "project"})
"""Fields that say where a line's money belongs."""

_SOURCED: Final = frozenset({"basic", "others", "three_public", "procurement"})
"""Pages whose line titles do not name the source of the money."""


class DifferenceRow(Struct, frozen=True):
    """One difference. ``was`` and ``now`` are the values in words, amounts in ``style``, long texts around their first difference.

    ``key`` identifies it in its comparison, whatever the values; ``state`` is ADDED, REMOVED or CHANGED. ``amounts`` are the values
    in fen where they are money, else None; only amounts that count are part of the page's sum.
    """

    key: str
    title: str
    was: str
    now: str
    state: str
    place: Place
    style: AmountStyle
    amounts: tuple[int, int] | None = None
    counts: bool = False
    moved: int = 0
    """Fen that went with the change, in a row of a field that says where the line's money belongs: its code, source or project."""

    @property
    def gap(self) -> str:
        """The difference in words: 「多 3.60」, 「新增，多 3.60」, 「改动」, 「改动，涉及 5.00」."""
        if self.moved:
            return f"{self.moved_words} {self.style.told(self.moved)}"
        if self.amounts is None or self.amounts[0] == self.amounts[1]:
            return self.state
        words = gap_words(self.amounts, self.style)
        return words if self.state == CHANGED else f"{self.state}，{words}"

    @property
    def moved_words(self) -> str:
        """What stands before the amount that moved."""
        return f"{self.state}，涉及"


class PageDifference(Struct, frozen=True):
    """The differences of one page; ``sums`` (fen, of all its lines) where its lines add up, else None. ``title``: of a list."""

    page: str
    rows: tuple[DifferenceRow, ...]
    sums: tuple[int, int] | None = None
    title: str = ""

    @property
    def name(self) -> str:
        """The page's name."""
        return self.title or PAGE_NAMES[self.page]


class StageDifference(Struct, frozen=True):
    """All differences between the unit's book at the stage ``old`` and at the stage ``new``, page by page.

    Sums are in fen, told in ``style``.
    """

    old: str
    new: str
    pages: tuple[PageDifference, ...]
    spending: tuple[int, int]
    income: tuple[int, int]
    style: AmountStyle

    @property
    def count(self) -> int:
        """How many differences there are."""
        return sum(len(page.rows) for page in self.pages)


def gap_words(sums: tuple[int, int], style: AmountStyle) -> str:
    """How the second amount differs from the first: 「多 3.60」, 「少 0.004」, 「相同」."""
    was, now = sums
    return style.more_or_less(now, was) if was != now else "相同"


def change_reasons(book: Book, stage: str) -> Mapping[str, str]:
    """Key of a difference → the reason that the clerk wrote for it, of the comparison with ``stage``."""
    return {reason.place: reason.text for reason in book.change_reasons if reason.stage == stage}


def stage_difference(old: Book, new: Book, pack: Pack, codes: Codes) -> StageDifference:
    """Compare two books of one budget. ``pack`` and ``codes`` are those of ``new``; they name codes, items and sums of both."""
    before, after = (Context(publishable(book), pack, codes) for book in (old, new))
    differ = _Differ(before, after)
    lists = [page for page in pages_of(differ.old, differ.new) if page.startswith(LIST_PAGE)]
    of_lists = (replace(differ.page(page), title=page_name(page, pack)) for page in lists)
    pages = (differ.cover(), *map(differ.page, _PAGES), *of_lists)
    sums = [(built_in_figures(context)[TOTAL], sum(need.income for need in context.needs)) for context in (before, after)]
    spending, income = zip(*sums, strict=True)
    return StageDifference(old.stage, new.stage, tuple(page for page in pages if page.rows), spending, income, pack.entry_amounts)


class _Differ:
    """Makes the rows of two books."""

    def __init__(self, before: Context, after: Context) -> None:
        self._before, self._after = before, after
        self.old, self.new = before.book, after.book
        self._words = ValueWords.between(self.old, self.new, after.pack)
        self._style = after.amounts

    def cover(self) -> PageDifference:
        return PageDifference("cover", tuple(self._fields("cover", "", self.old.unit, self.new.unit)))

    def page(self, page: str) -> PageDifference:
        """The differences of one collection."""
        if page == "income":
            return self._income()
        before, after = lines_of(self.old, page), lines_of(self.new, page)
        sums = (_sum(before), _sum(after)) if page in _SUMMED else None
        if before is after:
            return PageDifference(page, (), sums)
        one = partial(self._project if page in {"projects", OVERALL} else self._line, page)
        rows = (row for was, now in matched_lines(before, after) if was != now for row in one(was, now))
        return PageDifference(page, tuple(rows), sums)

    # --- lines

    def _line(self, page: str, was: Any, now: Any, title: str = "") -> Iterator[DifferenceRow]:
        """The rows of a line that is on one side only or differs: its money first, then its other fields."""
        line = was if now is None else now
        if was is None or now is None:
            if not _is_blank(line):
                yield self._lone(page, was, now, title or self._title(page, line))
            return
        title = title or self._title(page, now)
        money = _money_field(now)
        if money and getattr(was, money) != getattr(now, money):
            yield self._money_row(page, money, title, was, now)
        yield from self._fields(page, title, was, now)

    def _lone(self, page: str, was: Any, now: Any, title: str) -> DifferenceRow:
        """The row of a line that only one of the books has."""
        line, removed = (was, True) if now is None else (now, False)
        if _money_field(line):
            return self._money_row(page, _money_field(line), title, was, now)
        both = self._words.of_page(page)
        words = both.was if removed else both.now
        said = _SAID.get(type(line))
        text = excerpt(one_line(getattr(line, said)) if said else contents(words, line), 0, _LONGEST)
        key, place = _spot(page, line, "", removed=removed)
        texts = (text, "") if removed else ("", text)
        return DifferenceRow(key, title, *texts, REMOVED if removed else ADDED, place, self._style)

    def _money_row(self, page: str, field: str, title: str, was: Any, now: Any) -> DifferenceRow:
        """The row of a line's money; ``was`` or ``now`` is None for a line that only one of the books has."""
        style, amounts = self._style, (getattr(was, field, None), getattr(now, field, None))
        pair = fen(amounts[0]), fen(amounts[1])
        shown = style.pair(*pair) if pair[0] != pair[1] else (style.told(pair[0]), style.told(pair[1]))
        before, after = (_amount_text(value, text) for value, text in zip(amounts, shown, strict=True))
        state = ADDED if was is None else REMOVED if now is None else CHANGED
        key, place = _spot(page, was if now is None else now, field, removed=now is None)
        return DifferenceRow(key, title, before, after, state, place, style, pair, counts=True)

    def _fields(self, page: str, title: str, was: Any, now: Any) -> Iterator[DifferenceRow]:
        """The fields that differ beside the line's money."""
        skipped = _SKIPPED | {"id", _money_field(now)}
        moved = _unchanged_money(was, now)
        for field in differing_fields(was, now):
            texts = self._texts(field, was, now)
            if field.name in skipped or (field.name == "project" and texts[0] == texts[1]):
                continue  # the same project may have another id in a book that was typed independently
            name = self._words.of_page(page).now.field_name(now, field.name)
            key, place = _spot(page, now, field.name)
            yield DifferenceRow(
                key,
                f"{title} · {name}" if title else name or "",
                *texts,
                CHANGED,
                place,
                self._style,
                _field_amounts(field, was, now),
                moved=moved if field.name in _PLACES else 0,
            )

    def _texts(self, field: RecordField, was: Any, now: Any) -> tuple[str, str]:
        """Both values in words, codes with their names; a blank stays blank, unless it says something (a goal of no period)."""
        table = self._after.codes.table(field.name)
        pairs = zip((was, now), value_pair(self._words, field, was, now, _LONGEST), strict=True)
        blank = VALUE_NAMES.get(field.name, {}).get("", "")
        before, after = (blank if getattr(line, field.name) in {"", None} else text for line, text in pairs)
        return (table.with_name(before), table.with_name(after)) if table is not None else (before, after)

    def _title(self, page: str, line: Any) -> str:
        """The title of a line with all that tells it apart: its source, whether it is carried over, its sub-unit."""
        words = line_title(line, self._after.codes, self._after.pack)
        source = getattr(line, "source", "general") if page in _SOURCED else "general"
        marks = [SOURCES.get(source, source)] if source != "general" else []
        if page in _SOURCED and getattr(line, "carried", False):
            marks.append("上年结转")
        return " ".join(filter(None, (words, *marks, getattr(line, "sub_unit", "")))) or _NO_NAME

    # --- projects

    def _project(self, page: str, was: Project | None, now: Project | None) -> Iterator[DifferenceRow]:
        """The money of a project by its funding lines; of one in both books also its fields and its whole sheet."""
        project = now or was
        if project is None:
            return
        name = one_line(project.name) or project.code or (PAGE_NAMES[page] if page == OVERALL else _NO_NAME)
        if was is None or now is None:
            if not project.funding:
                key, place = _spot(page, project, "", removed=now is None)
                yield DifferenceRow(key, name, "", "", REMOVED if now is None else ADDED, place, self._style)
            for part in project.funding:
                before, after = (part, None) if now is None else (None, part)
                yield self._lone("funding", before, after, self._funding_title(name, part, len(project.funding)))
            return
        parts = max(len(was.funding), len(now.funding))
        for before, after in matched_lines(was.funding, now.funding):
            if before != after:
                yield from self._line("funding", before, after, self._funding_title(name, after or before, parts))
        yield from self._fields(page, name, was, now)
        for inner in PROJECT_COLLECTIONS[1:]:
            for before, after in matched_lines(getattr(was, inner), getattr(now, inner)):
                if before != after:
                    line = after or before
                    words = line_title(line, self._after.codes, self._after.pack)
                    inside = inner if page == "projects" else f"{page}.{inner}"
                    yield from self._line(inside, before, after, f"{name} {INNER_NAMES[inner]} {words}".strip())

    def _funding_title(self, name: str, part: FundingLine, count: int) -> str:
        """The project's name; of several funding lines, with the line's own title."""
        return name if count < 2 else f"{name} {self._title('funding', part)}"

    # --- income

    def _income(self) -> PageDifference:
        """The figures of income that count, typed or following from the lines, and the notes on them."""
        figures = [
            {(need.function, need.source, need.carried): need.income for need in context.needs}
            for context in (self._before, self._after)
        ]
        was, now = figures
        rows = []
        for slot in (*now, *(slot for slot in was if slot not in now)):
            pair = was.get(slot, 0), now.get(slot, 0)
            if pair[0] != pair[1]:
                rows.append(self._income_row(slot, pair, slot in was, slot in now))
        for before, after in matched_lines(self.old.income, self.new.income):
            if before is not None and after is not None and before.note != after.note:
                rows += [row for row in self._fields("income", self._title("income", after), before, after) if row.amounts is None]
        return PageDifference("income", tuple(rows), (sum(was.values()), sum(now.values())))

    def _income_row(self, slot: tuple[str, str, bool], pair: tuple[int, int], *known: bool) -> DifferenceRow:
        function, source, carried = slot
        line = IncomeLine(0, function, source, carried)
        field = slot_key("income", line)
        state = CHANGED if all(known) else ADDED if known[1] else REMOVED
        was, now = (text if there else "" for text, there in zip(self._style.pair(*pair), known, strict=True))
        title = self._title("income", line)
        place = Place("income", 0, field)
        return DifferenceRow(f"income:{field}", title, was, now, state, place, self._style, pair, counts=True)


def _money_field(line: Any) -> str:
    """The field with the line's own money; "" where it has none."""
    if isinstance(line, TypedFigure) and line.amount is None:  # it is a count
        return ""
    return next((name for name in ("amount", "value") if name in type(line).__struct_fields__ and not _is_text(line, name)), "")


def _unchanged_money(was: Any, now: Any) -> int:
    """The money of a line in fen where it is the same in both books; where it differs, a row of its own tells it."""
    field = _money_field(now)
    return fen(getattr(now, field)) if field and getattr(was, field) == getattr(now, field) else 0


def _is_text(line: Any, name: str) -> bool:
    """Whether the value of a field is text: that of a point of 支出计划 is as typed."""
    return isinstance(getattr(line, name), str)


def _amount_text(value: Amount, shown: str) -> str:
    return f"“{one_line(value.text)}”" if isinstance(value, Unread) else "" if value is None else shown


def _field_amounts(field: RecordField, was: Any, now: Any) -> tuple[int, int] | None:
    if field.kind is not FieldKind.AMOUNT:
        return None
    return fen(getattr(was, field.name)), fen(getattr(now, field.name))


def _spot(page: str, line: Any, field: str, *, removed: bool = False) -> tuple[str, Place]:
    """The key of a difference, and its place in the new book; a removed line has only its page there."""
    shown = "projects" if page in PROJECT_COLLECTIONS else page.partition(".")[0]
    if isinstance(line, Unit):
        return f"{page}:{field}", Place(page, 0, field)
    if removed:
        return f"{page}:-{line.id}:{field}", Place(shown)
    return f"{page}:{line.id}:{field}", Place(shown, line.id, field)


def _is_blank(line: Any) -> bool:
    if isinstance(line, ListLine):
        return not line.cells
    return {name: getattr(line, name) for name in type(line).__struct_fields__ if name != "id"} == field_defaults(type(line))


def _sum(lines: Sequence[Any]) -> int:
    """The money of lines in fen; of a project, that of its funding."""
    return sum(_sum(line.funding) if isinstance(line, Project) else fen(line.amount) for line in lines)
