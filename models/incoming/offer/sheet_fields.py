"""The fields of a 绩效目标表: what was read of a project beside what the book has of it, and how one is read from another cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec.structs import replace

from models.book import terms
from models.book.fields import replace as replace_fields
from models.book.list_lines import cell_fields, with_values
from models.book.records import Indicator, Project
from models.incoming.blocks import Place
from models.incoming.offer.block import OfferField, Pointed, state_of
from models.incoming.offer.located import Finder, Row, in_row
from models.incoming.sheets.wording import plain
from models.pack.forms.sheet import MONEY, SheetForm
from models.projects.amounts import project_amount
from models.values.money import MoneyUnit, Unread, number_typed, read_amount, show_exact
from models.values.target_parts import split_target
from models.values.text import clean_text, plain_name

_HEAD: Final = ("code", "name", "use")
_ALWAYS: Final = ("code", "name", "budget")
_SUMS: Final = ("budget", "fiscal", "other", "fiscal_carried", "superior")


class _Value(NamedTuple):
    """A value by the id of its field: its name, and how it is shown. ``row`` is the id of the indicator's row."""

    name: str
    text: str
    row: str = ""
    column: str = ""


def project_fields(project: Project, known: Project | None, form: SheetForm, finder: Finder) -> tuple[OfferField, ...]:
    """The fields of a project that was read; ``known`` is the book's own of the same code or name."""
    own = dict(_head(known, form)) if known is not None else {}
    fields = [_field(id_, value, own, "", _place(project, id_, value, finder)) for id_, value in _head(project, form)]
    before: dict[str, list[Indicator]] = {}
    for line in known.indicators if known is not None else ():
        before.setdefault(plain_name(line.name), []).append(line)
    for number, line in enumerate(project.indicators):
        row = finder.next_row(line.name) or finder.next_row(line.description) or finder.next_row(line.target)
        namesakes = before.get(plain_name(line.name))
        own = dict(_indicator(number, namesakes.pop(0), form)) if namesakes else {}
        for id_, value in _indicator(number, line, form):
            reason = _level_reason(value.column, line, form)
            fields.append(_field(id_, value, own, reason, _place_in_row(row, value)))
    return tuple(fields)


def _field(id_: str, value: _Value, own: Mapping[str, _Value], reason: str, place: Place) -> OfferField:
    now = own[id_].text if id_ in own else ""
    state = state_of(value.text, now, reason)
    return OfferField(id_, value.name, value.text, place, now, state, reason, value.row, value.column)


def _head(project: Project, form: SheetForm) -> Iterator[tuple[str, _Value]]:
    for name in _HEAD:
        text = getattr(project, name)
        if text or name in _ALWAYS or form.shows(name):
            yield name, _Value(form.label(name), text)
    for name in _SUMS:
        if (amount := project_amount(project, name)) or name in _ALWAYS:
            yield f"money:{name}", _Value(form.labels.get(name) or MONEY[name], f"{show_exact(amount)} 万元" if amount else "")
    further = dict.fromkeys([field.field for field in form.fields] + [field.name for field in cell_fields(project)])
    for field in further:
        value = getattr(project, field)
        text = f"{show_exact(value)} 万元" if isinstance(value, int) else value.text if isinstance(value, Unread) else value or ""
        yield field, _Value(form.label(field.partition(":")[2]), text)
    for point in project.plan:
        yield f"plan:{point.month}", _Value(f"{project.plan_label or form.plan_label} {point.month}", point.value)
    for number, goal in enumerate(project.goals, 1):
        period = terms.GOAL_PERIODS[goal.period] if goal.period else ""
        label = f"{period}{form.labels.get('goals', '绩效目标')} {goal.label or number}"
        yield f"goal:{number}", _Value(label, goal.text)


def _indicator(number: int, line: Indicator, form: SheetForm) -> Iterator[tuple[str, _Value]]:
    name = f"指标 {number + 1}"
    columns = dict.fromkeys(("dimension", "category", "name", "description", "target", "basis"), "")
    shown = [column for column in columns if getattr(line, column) or form.has_column(column)]
    for column in shown:
        yield f"{number}:{column}", _Value(f"{name} · {form.heading(column)}", getattr(line, column), str(number), column)
    for field in cell_fields(line):
        column = field.name.partition(":")[2]
        text = str(getattr(line, field.name) or "")
        yield f"{number}:{field.name}", _Value(f"{name} · {form.heading(column)}", text, str(number), field.name)


def _level_reason(column: str, line: Indicator, form: SheetForm) -> str:
    """Why a level is not one of the form, with what the form would have; it stays as printed."""
    if not form.dimensions:
        return ""
    of_category = [first for first, inner in form.dimensions.items() if plain(line.category) in map(plain, inner)]
    if column == "dimension" and line.dimension and plain(line.dimension) not in {*map(plain, form.dimensions)}:
        better = f"；“{line.category}”在版式里属于“{of_category[0]}”" if of_category else ""
        return f"版式没有一级指标“{line.dimension}”，照原样放进去{better}"
    if column == "category" and line.category and not of_category:
        inner = next((inner for first, inner in form.dimensions.items() if plain(first) == plain(line.dimension)), ())
        better = f"；“{line.dimension}”下面版式有{'、'.join(inner)}" if inner else ""
        return f"版式没有二级指标“{line.category}”，照原样放进去{better}"
    return ""


# --- places


def _place(project: Project, id_: str, value: _Value, finder: Finder) -> Place:
    if not value.text:
        return Place()
    if id_.startswith("money:"):
        typed = project.funding[0].typed if len(project.funding) == 1 else ""
        return finder.amount(project_amount(project, id_.partition(":")[2]), typed)
    if id_.startswith("amount:"):
        amount = getattr(project, id_)
        return finder.amount(amount) if isinstance(amount, int) else finder.text(value.text.removesuffix(" 万元"))
    return finder.text(value.text)


def _place_in_row(row: Row, value: _Value) -> Place:
    place = in_row(row, value.text)
    return in_row(row, split_target(value.text).value) if place == Place() and value.column == "target" else place


# --- pointing


def point_value(project: Project, field: str, at: Pointed, unit: MoneyUnit | None) -> Project | str:
    """The project with a field read from another cell; a sentence where that cannot be. ``unit`` is that of its sheet."""
    text = clean_text(at.text).strip()
    kind, _, name = field.partition(":")
    if kind in {"money", "amount"}:
        return _with_amount(project, field, text, unit)
    if field in _HEAD:
        return replace(project, **{field: text})
    if kind in {"plan", "goal"}:
        points = tuple(replace(each, value=text) if field == f"plan:{each.month}" else each for each in project.plan)
        goals = tuple(replace(each, text=text) if field == f"goal:{at_}" else each for at_, each in enumerate(project.goals, 1))
        return replace(project, plan=points, goals=goals)
    if kind == "text":
        made: Project = with_values(project, {field: text})
        return made
    lines = list(project.indicators)
    lines[int(kind)] = with_values(lines[int(kind)], {name: text})
    return replace(project, indicators=tuple(lines))


def _with_amount(project: Project, field: str, text: str, unit: MoneyUnit | None) -> Project | str:
    if unit is None and number_typed(text)[1] is None:
        return f"“{text}”没有写是元还是万元；填入以后在“项目”页改"
    amount = read_amount(text, unit or MoneyUnit.WAN)
    if isinstance(amount, Unread):
        return f"“{text}”不是金额"
    if field.startswith("amount:"):
        made: Project = with_values(project, {field: amount})
        return made
    if field != "money:budget" or len(project.funding) != 1:
        return "这个数由几笔资金加起来，填入以后在“项目”页改"
    typed = text if project.funding[0].typed else ""
    return replace_fields(project, funding=(replace(project.funding[0], amount=amount, typed=typed),))
