"""转入下一年: makes the book of the next year from this year's, which stays unchanged.

Texts are copied as they are, including years in them, and what is of the whole 实施期; other amounts only on request, and
never those of 上年结转, because what will be left of them is not known yet. Always set: last year's figures from this book,
and 上年结转 from its 年终结转.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace as struct_replace

from models.book.fields import Cells, FieldKind, record_fields, replace
from models.book.list_lines import CellLine, ListLine
from models.book.records import (
    PROJECT_COLLECTIONS,
    AssetLine,
    Book,
    FundingLine,
    IncomeLine,
    LastYearFigure,
    PlanPoint,
    ProcurementLine,
    Project,
    TypedFigure,
    WrittenText,
)
from models.book.sheet_fields import TYPED_MONEY
from models.pack.forms.last_year import BUDGET, code_of, item_of
from models.pack.forms.lists import KEEP
from models.pack.forms.pack import Pack
from models.projects.project_code import code_year
from models.published.context import Context
from models.published.figures import book_figures
from models.published.texts.repeated import spent_by_code
from models.values.money import LARGEST, fen

R = TypeVar("R")
CONTINUED: Final = "延续"
CANCELLED: Final = "取消"


class RollOverOptions(Struct, frozen=True):
    """The clerk's choices: the stage, the projects (ids) that continue, whether amounts and 政府采购 are copied."""

    stage: str
    projects: frozenset[int]
    amounts: bool = False
    procurement: bool = False


def goes_on(project: Project) -> bool:
    """Whether a project probably continues: it is not cancelled and not funded by 上年结转 alone."""
    return project.status != CANCELLED and not uses_old_money_alone(project)


def uses_old_money_alone(project: Project) -> bool:
    """Whether all of its money is 上年结转."""
    return bool(project.funding) and all(part.carried for part in project.funding)


def keeps_its_code(project: Project, year: int) -> bool:
    """Whether a project of a budget of ``year`` keeps its 项目编码 (PROJECT_CODE: characters 7 and 8 are the year of entry).

    This year's money has a code of this year and 上年结转 an older one (32 of 32 published codes): a project that goes on
    with new money gets a new code, one that uses up old money keeps its own. A code of an earlier year that has new
    money already, or that cannot be read, is left alone.
    """
    return code_year(project.code) != year or uses_old_money_alone(project)


def roll_over(context: Context, pack: Pack, wanted: RollOverOptions) -> Book:
    """The book of the next year on the form ``pack``. All its lines get new ids."""
    old, ids = context.book, count(1)
    new_ids = {project.id: next(ids) for project in old.projects if project.id in wanted.projects}
    line = partial(_line, ids=ids, amounts=wanted.amounts)
    book = Book(
        pack=pack.id,
        year=old.year + 1,
        stage=wanted.stage,
        unit=struct_replace(old.unit, date="", approved=""),
        basic=tuple(map(line, old.basic)),
        others=tuple(map(line, old.others)),
        projects=tuple(
            _project(project, new_ids[project.id], old.year, _plan(project, pack, amounts=wanted.amounts), line)
            for project in old.projects
            if project.id in new_ids
        ),
        overall=tuple(_sheet(overall, next(ids), line) for overall in old.overall),
        income=_carried_income(old, ids),
        three_public=tuple(map(line, old.three_public)) if wanted.amounts else (),
        procurement=_procurement(old, new_ids, line) if wanted.procurement else (),
        assets=_assets(old.assets, ids) if wanted.amounts else (),
        typed=tuple(map(line, kept_figures(old, pack))) if wanted.amounts else (),
        last_year=_last_year(context, pack, ids),
        agencies=tuple(map(line, old.agencies)),
        texts=tuple(map(line, kept_texts(old, pack))),
        withheld=tuple(map(line, old.withheld)),
        lists=tuple(map(line, kept_records(old, pack))),
    )
    return struct_replace(book, next_id=next(ids))


def _line(line: R, own: int = 0, *, ids: Iterator[int], amounts: bool) -> R:
    """The line with a new id, or ``own``; its amounts are blank where they are not wanted or are 上年结转."""
    changes: dict[str, Any] = {"id": own or next(ids)}
    if not amounts or getattr(line, "carried", False):
        changes |= {field.name: None for field in record_fields(type(line)) if field.kind is FieldKind.AMOUNT}
        if isinstance(line, FundingLine):
            changes["typed"] = ""
    if isinstance(line, CellLine):
        changes["cells"] = _cells(line, amounts=amounts)
    return replace(line, **changes)


def _cells(line: Any, *, amounts: bool) -> Cells:
    return tuple(cell for cell in line.cells if amounts or isinstance(cell[1], str) or cell[0] in TYPED_MONEY)


def _project(project: Project, new_id: int, year: int, plan: tuple[str, Sequence[PlanPoint]], line: Any) -> Project:
    """The project with its whole sheet and this plan (label and points)."""
    label, points = plan
    planned = struct_replace(project, plan_label=label, plan=tuple(points), status=CONTINUED)
    return struct_replace(_sheet(planned, new_id, line), code=project.code if keeps_its_code(project, year) else "")


def _sheet(project: Project, new_id: int, line: Any) -> Project:
    """The project, or 部门整体绩效目标, with all the lines of its sheet."""
    lines = {name: tuple(map(line, getattr(project, name))) for name in PROJECT_COLLECTIONS}
    copy: Project = line(project, new_id)
    return replace(copy, **lines)


def _plan(project: Project, pack: Pack, *, amounts: bool) -> tuple[str, Sequence[PlanPoint]]:
    """The project's own plan where its whole 预算数 is copied, else the form's months with blank values."""
    if amounts and not any(part.carried and fen(part.amount) for part in project.funding):
        return project.plan_label, project.plan
    return pack.sheet.plan_label, [PlanPoint(0, month) for month in pack.sheet.months]


def carried_forward(book: Book) -> Mapping[tuple[str, str], int]:
    """年终结转 (fen) by function code and source: the next year's 上年结转 income. Lines without a function code are left out."""
    sums: dict[tuple[str, str], int] = {}
    for line in book.carry_forward:
        if line.function:
            slot = (line.function, line.source)
            sums[slot] = sums.get(slot, 0) + fen(line.amount)
    return {slot: amount for slot, amount in sums.items() if 0 < abs(amount) <= LARGEST}


def _carried_income(old: Book, ids: Iterator[int]) -> tuple[IncomeLine, ...]:
    return tuple(
        IncomeLine(next(ids), function, source, carried=True, amount=amount)
        for (function, source), amount in carried_forward(old).items()
    )


def _procurement(old: Book, new_ids: Mapping[int, int], line: Any) -> tuple[ProcurementLine, ...]:
    """The purchases. Where the project does not continue, ``origin`` keeps its name as text."""
    names = {project.id: project.name for project in old.projects}

    def linked(purchase: ProcurementLine) -> ProcurementLine:
        origin = purchase.origin if purchase.project in new_ids else purchase.origin or names.get(purchase.project, "")
        return struct_replace(purchase, project=new_ids.get(purchase.project, 0), origin=origin)

    return tuple(line(linked(purchase)) for purchase in old.procurement)


def _assets(assets: Iterable[AssetLine], ids: Iterator[int]) -> tuple[AssetLine, ...]:
    """The form asks for the stock at the end of the year before; this book's figures are a year older, a start for the count."""
    return tuple(struct_replace(line, id=next(ids)) for line in assets)


def kept_texts(old: Book, pack: Pack) -> Sequence[WrittenText]:
    """The written texts of 情况说明 that the form asks for and that are not rewritten every year."""
    lasting = {slot.id for slot in pack.narrative.slots if not slot.yearly}
    return [line for line in old.texts if line.item in lasting or (code_of(line.item) and pack.narrative.has_place_for(line.item))]


def kept_figures(old: Book, pack: Pack) -> Sequence[TypedFigure]:
    """The typed figures that the form has and that are not counted anew every year."""
    lasting = {row.id for row in pack.typed.rows if not row.yearly}
    return [figure for figure in old.typed if figure.item in lasting]


def kept_records(old: Book, pack: Pack) -> Sequence[ListLine]:
    """The records of the lists that the form keeps from year to year."""
    kept = {form.id for form in pack.lists if form.next_year == KEEP}
    return [line for line in old.lists if line.form in kept]


def _last_year(context: Context, pack: Pack, ids: Iterator[int]) -> tuple[LastYearFigure, ...]:
    return tuple(LastYearFigure(next(ids), item, amount) for item, amount in last_year_figures(context, pack).items())


def last_year_figures(context: Context, pack: Pack) -> Mapping[str, int]:
    """Last year's figures in fen by item: those of the old book as the new form ``pack`` defines them; 执行数 are not known yet."""
    old = context if pack is context.pack else Context(context.book, pack, context.codes)
    figures = {**book_figures(old).this_year, **_budgets(old)}
    return {item: amount for item, amount in figures.items() if abs(amount) <= LARGEST}


def _budgets(context: Context) -> Mapping[str, int]:
    """The budget (fen) of each function code that a text compares with, by item."""
    forms = (part.repeat for part in context.pack.narrative.by_code if part.repeat is not None)
    asked = (form.facts for form in forms if form.against == BUDGET and form.facts is not None)
    return {item_of(BUDGET, code): amount for facts in asked for code, amount in spent_by_code(context, facts).items()}
