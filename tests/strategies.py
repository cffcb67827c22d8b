"""Hypothesis strategies: whole random books, and random edits of a given book."""

from __future__ import annotations

from functools import cache, partial

from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits, terms
from models.book.fields import FieldKind, RecordField, record_fields
from models.book.list_lines import CellLine
from models.book.records import (
    COLLECTIONS,
    DEPARTMENT,
    OVERALL,
    PROJECT_COLLECTIONS,
    Book,
    FundingLine,
    Goal,
    Project,
    Unit,
    all_lines,
)
from models.pack.forms.sheet import GoalBlock, SheetForm
from models.projects.edits import add_overall, add_project
from models.values.money import LARGEST, Unread
from models.values.text import clean_text

FUNCTION_CODES = ("2013101", "2013150", "2080505", "2101101", "2210201", "20131", "208", "2", "99999999", "甲乙", "")
ECONOMIC_CODES = ("30101", "30103", "30201", "30299", "30305", "301", "3", "3010101", "")
WORDS = ("", "综合管理经费", "≥90%", "=80%", "2024年1月", "第一行\n第二行", " 前后空格 ", "'单引号\"", "\t", "𠮷野", "目标1")

SHEET = SheetForm(
    title="{year}年绩效目标表",
    head="",
    labels={},
    columns=(),
    rows=(),
    widths=(),
    goals=(GoalBlock("year", "绩效目标"),),
    months=("3月底", "6月底", "10月底", "12月底"),
    plan_label="资金支出计划（%）",
    plan_unit="percent",
    goal_label="目标{number}",
    dimensions={},
    synonyms={},
)

texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=12).map(clean_text))
amounts = st.one_of(
    st.none(),
    st.integers(-LARGEST, LARGEST),
    st.sampled_from((0, 1, 400_000, 46_439_600)),
    st.builds(Unread, texts),
)
typed_amounts = st.sampled_from(("", "0", "71.57", "-3.5", "１２．５", "1,234.56", "40元", "约三万", "12.34567891", "—", "0.004"))

_BY_NAME = {
    "function": st.sampled_from(FUNCTION_CODES),
    "economic": st.sampled_from(ECONOMIC_CODES),
    "source": st.sampled_from(tuple(terms.SOURCES)),
    "kind": st.sampled_from(terms.OTHER_KINDS),
    "form": st.sampled_from(("services", "assets_bought")),
    "fingerprint": st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
}
_CELL_IDS = ("item", "amount", "目录", "weight", "term_fiscal")
_cells = st.dictionaries(
    st.sampled_from(_CELL_IDS), st.sampled_from(("综合", "第一行\n第二行", "≥90%", 0, 400_000, -1, Unread("约三万"))), max_size=2
)
_BY_KIND = {
    FieldKind.CELLS: _cells.map(lambda cells: tuple(sorted(cells.items(), key=lambda cell: cell[0]))),
    FieldKind.TEXT: texts,
    FieldKind.INTEGER: st.integers(0, 40),
    FieldKind.FLAG: st.booleans(),
    FieldKind.AMOUNT: amounts,
}


_TERMS = {
    (FundingLine, "level"): ("", *terms.FUNDING_LEVELS),
    (Goal, "period"): tuple(terms.GOAL_PERIODS),
    (Project, "scope"): ("",),
}
"""The words that a field of a record may hold."""


def lines(element, *, max_size=3):
    """Some lines of one class, their ids still 0."""
    return st.lists(_line(element), max_size=max_size).map(tuple)


def _line(element):
    values = {f.name: _field(element, f) for f in record_fields(element) if f.name != "id"}
    return st.builds(element, id=st.just(0), **values)


def _field(element, field):
    if field.kind is FieldKind.LINES:
        return lines(field.element, max_size=2)  # more of them in every project use up what Hypothesis can draw
    if field.name == "item" and element.__name__ == "ThreePublicLine":
        return st.sampled_from(tuple(terms.THREE_PUBLIC_ITEMS))
    if (element, field.name) in _TERMS:
        return st.sampled_from(_TERMS[element, field.name])
    return _BY_NAME.get(field.name, _BY_KIND[field.kind])


units = st.builds(Unit, **{f.name: texts for f in record_fields(Unit)})
stages = st.sampled_from(("", "一上", "二上", "批复"))

# Hypothesis checks a strategy at its first draw, which takes longer than the draw: those of a book are made once.
_COLLECTIONS = {f.name: lines(f.element) for f in record_fields(Book) if f.kind is FieldKind.LINES}
_COLLECTIONS[OVERALL] = lines(Project, max_size=1).map(lambda found: tuple(replace(one, scope=DEPARTMENT) for one in found))
_PACKS = st.sampled_from(("hebei-xingtai-2024", "hebei-lutai-2024"))
_YEARS = st.integers(1990, 2200)
_SPARE_IDS = st.integers(0, 5)
_FEW = st.integers(1, 3)


@st.composite
def books(draw):
    """A whole book: every kind of line, unique ids below ``next_id`` in no particular order."""
    collections = {name: draw(strategy) for name, strategy in _COLLECTIONS.items()}
    book = Book(pack=draw(_PACKS), year=draw(_YEARS), stage=draw(stages), unit=draw(units), **collections)
    count = sum(1 for _ in all_lines(book))
    ids = draw(st.permutations(range(1, count + 3)))
    return _with_ids(replace(book, next_id=count + 3 + draw(_SPARE_IDS)), iter(ids))


def _with_ids(book, ids):
    changes = {name: tuple(_line_with_ids(line, ids) for line in getattr(book, name)) for name in COLLECTIONS}
    return replace(book, **changes)


def _line_with_ids(line, ids):
    changes = {"id": next(ids)}
    if isinstance(line, Project):
        for name in PROJECT_COLLECTIONS:
            changes[name] = tuple(replace(inner, id=next(ids)) for inner in getattr(line, name))
    return replace(line, **changes)


@st.composite
def random_edit(draw, book):
    """An ``Edit`` that a clerk could make to this book. Of the many kinds only the strategies of the drawn one are made."""
    kinds = _kinds(book)
    chosen = draw(st.integers(0, len(kinds)))
    if chosen < len(kinds):
        return _step(draw, kinds[chosen])
    return _as_one([_step(draw, draw(st.sampled_from(kinds))) for _ in range(draw(_FEW))])


def _as_one(steps):
    # Each step is drawn for the book as it is, so a step on a line that an earlier one removed is left out.
    def apply(book):
        for step in steps:
            try:
                book = step(book)
            except (KeyError, StopIteration):
                continue
        return book

    return edits.Edit("几步合成一步", apply)


_SET_UNIT = st.builds(edits.set_unit, st.sampled_from([f.name for f in record_fields(Unit)]), texts)
_SET_STAGE = st.builds(edits.set_stage, stages)
_ADD_PROJECT = st.builds(add_project, texts, st.just(SHEET))
_ADD_OVERALL = st.just(add_overall(SHEET))
_SET_INCOME = st.builds(edits.set_income, _BY_NAME["function"].filter(bool), _BY_NAME["source"], st.booleans(), typed_amounts)
_EXPLAIN = st.builds(
    edits.explain, st.sampled_from(("E-1", "W-2")), st.just("basic:1:amount"), _BY_NAME["fingerprint"], texts
)  # fmt: skip
_INSERT = st.sampled_from(tuple(edits.ELEMENTS)).map(edits.insert_line)
_INNER = st.sampled_from(PROJECT_COLLECTIONS)
_DISTANCES = st.integers(-3, 3)


def _kinds(book):
    """What can be done to this book: a strategy, or a function that is called with ``draw`` if it is its turn."""
    kinds = [_SET_UNIT, _SET_STAGE, _ADD_PROJECT, _ADD_OVERALL, _SET_INCOME, _EXPLAIN, _INSERT]
    lines = list(all_lines(book))
    if lines:
        kinds += [partial(_set_field, lines), partial(_delete, lines), partial(_move, lines)]
    if book.projects or book.overall:
        kinds.append(partial(_insert_inside, [*book.projects, *book.overall]))
    return kinds


def _step(draw, kind):
    return kind(draw) if isinstance(kind, partial) else draw(kind)


def _set_field(lines, draw):
    line = draw(st.sampled_from(lines))
    field = draw(_typed_fields(type(line)))
    return edits.set_field(line.id, field.name, draw(_typed(type(line), field)))


def _delete(lines, draw):
    return edits.delete_lines(draw(st.lists(st.sampled_from([line.id for line in lines]), min_size=1, max_size=4)))


def _move(lines, draw):
    return edits.move_line(draw(st.sampled_from(lines)).id, draw(_DISTANCES))


def _insert_inside(projects, draw):
    own, name = draw(st.sampled_from(projects)).id, draw(_INNER)
    return edits.insert_line(name, {"month": "6月底"} if name == "plan" else None, project=own)


@cache
def _typed_fields(element):
    """The fields that a clerk can type into: an own one, or that of a column."""
    own = [f for f in record_fields(element) if f.name not in {"id", "scope"} and f.kind not in {FieldKind.LINES, FieldKind.CELLS}]
    kinds = ((FieldKind.TEXT, "text"), (FieldKind.AMOUNT, "amount")) if issubclass(element, CellLine) else ()
    return st.sampled_from([*own, *(RecordField(f"{word}:{one}", kind) for kind, word in kinds for one in _CELL_IDS)])


@cache
def _typed(element, field):
    """What a clerk could type into a field."""
    if field.kind is FieldKind.AMOUNT:
        return typed_amounts
    if field.kind is FieldKind.FLAG:
        return st.sampled_from(("是", "否", "1", ""))
    if field.kind is FieldKind.INTEGER:
        return st.integers(0, 40).map(str)
    return _field(element, field)
