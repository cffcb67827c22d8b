"""Which relations do not hold, and which single figure is wrong where several of them point at one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.checks.findings import Severity
from models.checks.wording import told_side_by_side
from models.incoming.blocks import Place
from models.publication.review.figures.relation import EQUAL, Node, PrintedFigure, Relation, gap_of, holds
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import ONE_FIGURE, ROUNDED
from models.values.amount_style import WAN, AmountStyle

_ORDER: Final = tuple(Severity)
_MOST_SHOWN: Final = 12
"""Figures of a sum that a finding lists."""


class Suspect(NamedTuple):
    """A figure that is wrong, what it should be (fen), and the relations that hold then."""

    node: Node
    right: int
    healed: tuple[Relation, ...]


class Verdict:
    """Judges relations between the figures of a document."""

    def __init__(self, figures: Mapping[Node, PrintedFigure], relations: Sequence[Relation]) -> None:
        self._figures = figures
        self._amounts = {node: figure.amount for node, figure in figures.items()}
        self._relations = [relation for relation in relations if any(node in figures for node in relation.nodes)]
        self._of_node: dict[Node, list[Relation]] = {}
        for relation in self._relations:
            for node in dict.fromkeys(relation.nodes):
                self._of_node.setdefault(node, []).append(relation)

    def findings(self) -> Iterator[ReviewFinding]:
        """One finding for each figure that is wrong, for each relation that is broken otherwise, and for each table's rounding."""
        told: set[int] = set()
        for suspect in self._suspects():
            yield self._of_suspect(suspect)
            told |= {id(relation) for relation in suspect.healed}
        rest: dict[tuple[str, str, tuple[str, ...]], list[Relation]] = {}
        rounded: dict[str, list[Relation]] = {}
        for relation in self._relations:
            if not self._holds(relation):
                if id(relation) not in told:
                    rows = tuple(node.row for node in relation.nodes)
                    rest.setdefault((relation.code, relation.nodes[0].table, rows), []).append(relation)
            elif self._is_rounded(relation):
                rounded.setdefault(relation.left[0].table, []).append(relation)
        for several in rest.values():
            yield self._of_relations(several)
        for several in rounded.values():
            yield self._of_rounding(several)

    # --- which do not hold

    def _blur(self, relation: Relation) -> int:
        """How far rounding may move the difference (fen): half a last digit a figure (RULES §2), nothing between two alike."""
        steps = [self._figures[node].step for node in relation.nodes if node in self._figures]
        if len(relation.nodes) == 2 and len(set(steps)) == 1:
            return 0
        return (sum(steps) + 1) // 2

    def _holds(self, relation: Relation) -> bool:
        return holds(relation, self._amounts, self._blur(relation))

    def _is_rounded(self, relation: Relation) -> bool:
        """Whether a sum within a table holds only because its figures are rounded."""
        tables = {node.table for node in relation.nodes}
        return len(tables) == 1 and relation.sign == EQUAL and len(relation.nodes) > 2 and gap_of(relation, self._amounts) != 0

    def _suspects(self) -> Iterator[Suspect]:
        """The figures that are wrong: changed, at least two relations hold that did not, and more than cease to."""
        right = dict(self._amounts)
        while True:
            broken = [r for r in self._relations if not holds(r, right, self._blur(r))]
            candidates = (self._suspect(node, broken, right) for r in broken for node in r.nodes if node in self._figures)
            best = max((found for found in candidates if found), key=lambda found: found[0], default=None)
            if best is None:
                return
            yield best[1]
            right[best[1].node] = best[1].right

    def _suspect(self, node: Node, broken: Iterable[Relation], right: Mapping[Node, int]) -> tuple[tuple[int, int], Suspect] | None:
        own = [r for r in broken if r.sign == EQUAL and r.nodes.count(node) == 1 and r in self._of_node[node]]
        best: tuple[tuple[int, int], Suspect] | None = None
        for wanted in {_wanted(relation, node, right) for relation in own}:
            changed = {**right, node: wanted}
            healed = tuple(r for r in self._of_node[node] if r in broken and holds(r, changed, self._blur(r)))
            lost = sum(r not in broken and not holds(r, changed, self._blur(r)) for r in self._of_node[node])
            score = len(healed) - lost, len(healed)
            if len(healed) > 1 and score[0] > 0 and (best is None or score > best[0]):
                best = score, Suspect(node, wanted, healed)
        return best

    # --- words

    def _of_suspect(self, suspect: Suspect) -> ReviewFinding:
        figure = self._figures[suspect.node]
        shown, gap = told_side_by_side((figure.amount, figure.style), (suspect.right, figure.style))
        unit, more = figure.style.unit, "多" if figure.amount > suspect.right else "少"
        others = (self._place(node) for relation in suspect.healed for node in relation.nodes if node != suspect.node)
        return ReviewFinding(
            ONE_FIGURE,
            self._severity(suspect.healed),
            f"{figure.name} 印的是 {shown[0]} {unit}，和它有关的 {len(suspect.healed)} 处都要 {shown[1]}，{more} {gap}",
            figure.place,
            figure.part,
            next((place for place in others if place is not None), None),
            (("印的", shown[0]), ("应当是", shown[1]), *(("依据", self._sentence(relation)) for relation in suspect.healed)),
            f"改为 {shown[1]} {unit}；这个数没有错的，改依据里的那几个",
        )

    def _of_relations(self, relations: Sequence[Relation]) -> ReviewFinding:
        first = relations[0]
        places = [place for node in first.nodes if (place := self._place(node)) is not None]
        values = [*self._sides(first), *(("还有", self._sentence(relation)) for relation in relations[1:])]
        return ReviewFinding(
            first.code, self._severity(relations), self._sentence(first), places[0] if places else Place(), self._part(first),
            places[-1] if len(places) > 1 else None, tuple(values), first.remedy or first.words,
        )  # fmt: skip

    def _of_rounding(self, relations: Sequence[Relation]) -> ReviewFinding:
        first = self._of_relations(relations)
        return ReviewFinding(
            ROUNDED, Severity.HINT, f"{first.message}：各数四舍五入，差在最后一位", first.place, first.part, first.other,
            first.values, "可以不改；要改的，改一行的最后一位",
        )  # fmt: skip

    def _severity(self, relations: Iterable[Relation]) -> Severity:
        """The highest; a 提示 where a figure may have been read wrong."""
        several = tuple(relations)
        if all(any(self._figures[n].doubt for n in relation.nodes if n in self._figures) for relation in several):
            return Severity.HINT
        return min((relation.severity for relation in several), key=_ORDER.index)

    def _sentence(self, relation: Relation) -> str:
        left, right = (sum(self._amounts.get(n, 0) for n in nodes) for nodes in (relation.left, relation.right))
        shown, gap = told_side_by_side((left, self._style(relation.left)), (right, self._style(relation.right)))
        left_name = relation.left_name or self._name(relation.left)
        right_name = relation.right_name or self._name(relation.right)
        return f"{left_name} {shown[0]}，{right_name} {shown[1]}，{'多' if left > right else '少'} {gap}"

    def _sides(self, relation: Relation) -> Iterator[tuple[str, str]]:
        """Every figure of a relation that is not nothing."""
        shown = [node for node in relation.nodes if node in self._figures and self._amounts[node]]
        for node in shown[:_MOST_SHOWN]:
            figure = self._figures[node]
            yield figure.name, f"{figure.text or figure.style.told(figure.amount)} {figure.style.unit}"
        if len(shown) > _MOST_SHOWN:
            yield "另外", f"{len(shown) - _MOST_SHOWN} 个数"

    def _name(self, nodes: Sequence[Node]) -> str:
        name = next((self._figures[node].name for node in nodes if node in self._figures), "")
        return name if len(nodes) == 1 else f"{name}等 {len(nodes)} 个数之和"

    def _style(self, nodes: Iterable[Node]) -> AmountStyle:
        return next((self._figures[node].style for node in nodes if node in self._figures), WAN)

    def _place(self, node: Node) -> Place | None:
        return self._figures[node].place if node in self._figures else None

    def _part(self, relation: Relation) -> str:
        return next((self._figures[node].part for node in relation.nodes if node in self._figures), "")


def _wanted(relation: Relation, node: Node, amounts: Mapping[Node, int]) -> int:
    """The amount of a figure with which a relation holds exactly."""
    gap = gap_of(relation, amounts)
    return amounts.get(node, 0) + (-gap if node in relation.left else gap)
