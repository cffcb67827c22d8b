"""The equations of the pack (勾稽关系) over the figures of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from models.checks.findings import Severity
from models.incoming.recognised.table import ReadTable
from models.pack.filters import CellRef
from models.pack.forms.checks import Equation
from models.pack.forms.narrative import Term, TypedAmount
from models.pack.forms.pack import Pack
from models.publication.review.figures.relation import TEXT, Node, Relation
from models.publication.review.kinds import severity_of

_CUSTOM: Final = "S-"


def equations_of(pack: Pack, tables: Mapping[str, ReadTable], typed: Mapping[str, Node]) -> Iterator[Relation]:
    """The equations whose tables were all read, once per row for those with ``*``.

    ``typed`` are the typed figures that were read from the text. What a document does not print cannot be held against it.
    """
    for equation in pack.equations:
        severity = _severity(equation, pack)
        terms = (*equation.left, *equation.right)
        if severity is None or not all(_is_read(term, tables, typed) for term in terms):
            continue
        for row in _rows(equation, tables):
            yield Relation(
                equation.code, severity, equation.rule, _nodes(equation.left, row, typed), _nodes(equation.right, row, typed),
                equation.relation, equation.left_name, equation.right_name,
            )  # fmt: skip


def _severity(equation: Equation, pack: Pack) -> Severity | None:
    """That of the equation; custom (RULES S-1 … S-5) is a 提示: no text demands it of others."""
    severity = severity_of(equation.code, pack, Severity(equation.severity))
    return Severity.HINT if severity is not None and equation.code.startswith(_CUSTOM) else severity


def _is_read(term: Term, tables: Mapping[str, ReadTable], typed: Mapping[str, Node]) -> bool:
    if isinstance(term, TypedAmount):
        return term.item in typed
    return isinstance(term, CellRef) and term.table in tables


def _rows(equation: Equation, tables: Mapping[str, ReadTable]) -> Iterable[str]:
    wild = [term.table for term in (*equation.left, *equation.right) if isinstance(term, CellRef) and term.row == "*"]
    if not wild:
        return ("",)
    rows = dict.fromkeys(cell.row for name in wild for cell in tables[name].cells)
    return [row for row in rows if row.isdecimal() and (not equation.level or len(row) == equation.level)]


def _nodes(terms: Sequence[Term], row: str, typed: Mapping[str, Node]) -> tuple[Node, ...]:
    nodes = []
    for term in terms:
        if isinstance(term, CellRef):
            nodes.append(Node(term.table, row if term.row == "*" else term.row, term.column))
        elif isinstance(term, TypedAmount):
            nodes.append(typed.get(term.item, Node(TEXT, "")))
    return tuple(nodes)
