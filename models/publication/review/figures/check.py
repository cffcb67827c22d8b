"""All figures of a document against each other."""

from __future__ import annotations

from collections.abc import Sequence

from models.incoming.blocks import Block
from models.publication.review.figures.equations import equations_of
from models.publication.review.figures.relation import Node, PrintedFigure, Relation
from models.publication.review.figures.sentences import relations_of, sentence_figures, typed_nodes
from models.publication.review.figures.tables import NamedCells
from models.publication.review.figures.unknown import unknown_sums
from models.publication.review.figures.verdict import Verdict
from models.publication.review.finding import ReviewFinding
from models.publication.review.reading import ReadDocument


def figure_findings(read: ReadDocument) -> tuple[Sequence[ReviewFinding], int]:
    """The findings about figures that do not agree, and how many relations were computed."""
    context = read.context()
    if context is None or not read.known:
        return _of_no_form(read)
    cells = NamedCells(read.found.tables, context)
    figures: dict[Node, PrintedFigure] = dict(cells.figures())
    typed = {item: node for item, node, figure in typed_nodes(read) if figures.setdefault(node, figure)}
    said = list(sentence_figures(read, cells, context))
    figures |= {sentence.node: sentence.figure for sentence in said}
    amounts = {node: figure.amount for node, figure in figures.items()}
    relations: list[Relation] = [
        *cells.sums(),
        *equations_of(context.pack, cells.tables, typed),
        *relations_of(said, context.pack, amounts),
    ]
    for node in (node for relation in relations for node in relation.nodes if node not in figures):
        absent = cells.absent(node)
        if absent is not None:
            figures[node] = absent
    return tuple(Verdict(figures, relations).findings()), len(relations)


def _of_no_form(read: ReadDocument) -> tuple[Sequence[ReviewFinding], int]:
    """The sums that hold in the tables of any place."""
    figures, relations = unknown_sums([part for part in read.document.parts if isinstance(part, Block) and not part.hidden])
    return tuple(Verdict(figures, relations).findings()), len(relations)
