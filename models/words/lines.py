"""Short titles of lines as the clerk sees them: 「2013201 行政运行 / 30101 基本工资」."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from models.book.list_lines import ListLine, fields_of
from models.book.records import (
    AgencyLine,
    AssetLine,
    BasicLine,
    CarryForwardLine,
    FundingLine,
    Goal,
    IncomeLine,
    Indicator,
    LastYearFigure,
    OtherLine,
    PlannedTask,
    PlanPoint,
    ProcurementLine,
    Project,
    ThreePublicLine,
    TypedFigure,
    WrittenText,
)
from models.book.terms import KINDS, SOURCES, THREE_PUBLIC_ITEMS
from models.pack.forms.last_year import label_of
from models.pack.forms.pack import Pack
from models.values.codes import Codes

_LONGEST: Final = 24


def line_title(line: Any, codes: Codes, pack: Pack) -> str:
    """The codes with their names, the name or the item of a line in one short line; "" when it has none yet."""
    words = _TITLES[type(line)](line, codes, pack) if type(line) in _TITLES else ""
    plain = " ".join(words.split())
    return plain if len(plain) <= 2 * _LONGEST else f"{plain[:_LONGEST]}…{plain[1 - _LONGEST :]}"


def _basic(line: BasicLine, codes: Codes, pack: Pack) -> str:  # noqa: ARG001 - same signature as the others
    return " / ".join(filter(None, (codes.function.with_name(line.function), codes.economic.with_name(line.economic))))


def _other(line: OtherLine, codes: Codes, pack: Pack) -> str:  # noqa: ARG001
    return f"{KINDS[line.kind]} {codes.function.with_name(line.function)}"


def _by_function(line: IncomeLine | CarryForwardLine | FundingLine, codes: Codes, pack: Pack) -> str:  # noqa: ARG001
    marks = (SOURCES.get(line.source, line.source) if line.source != "general" else "", "上年结转" if line.carried else "")
    return " ".join((codes.function.with_name(line.function), *marks))


def _record(line: ListLine, pack: Pack) -> str:
    """What stands in the first column of words that is filled, in the order of the form."""
    form = next((form for form in pack.lists if form.id == line.form), None)
    fields = [column.field for column in form.columns] if form is not None else [field.name for field in fields_of(line)]
    return next((text for text in (getattr(line, name) for name in fields) if isinstance(text, str) and text), "")


_TITLES: Final[Mapping[type[Any], Callable[[Any, Codes, Pack], str]]] = {
    BasicLine: _basic,
    OtherLine: _other,
    FundingLine: _by_function,
    IncomeLine: _by_function,
    CarryForwardLine: _by_function,
    Project: lambda line, _codes, _pack: line.name or line.code,
    Goal: lambda line, _codes, _pack: line.label,
    PlanPoint: lambda line, _codes, _pack: line.month,
    PlannedTask: lambda line, _codes, _pack: line.name or line.text,
    Indicator: lambda line, _codes, _pack: line.name or line.category or line.dimension,
    ThreePublicLine: lambda line, _codes, _pack: THREE_PUBLIC_ITEMS.get(line.item, line.item),
    ProcurementLine: lambda line, _codes, _pack: line.name,
    AssetLine: lambda line, _codes, pack: pack.asset_label(line.item),
    TypedFigure: lambda line, _codes, pack: " ".join(filter(None, (pack.typed.label(line.item), line.agency))),
    LastYearFigure: lambda line, _codes, pack: label_of(pack.last_year, line.item),
    AgencyLine: lambda line, _codes, _pack: line.name,
    ListLine: lambda line, _codes, pack: _record(line, pack),
    WrittenText: lambda line, _codes, pack: pack.narrative.label(line.item),
}
