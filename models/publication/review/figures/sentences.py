"""The figures of the sentences that name one of the tables' figures, or a function code by its 类, 款 and 项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

from models.checks.prose.eras import Era, era
from models.checks.prose.paragraphs import Figure, Paragraph, figures, paragraphs, sentences
from models.checks.texts.typed_figures import figure_names, named_figures
from models.incoming.blocks import Place
from models.incoming.from_texts import read_figures, read_texts
from models.pack.filters import CellRef
from models.pack.forms.narrative import SumOfFacts, Term
from models.pack.forms.pack import Pack
from models.publication.review.figures.relation import TEXT, Node, PrintedFigure, Relation
from models.publication.review.figures.tables import NamedCells
from models.publication.review.kinds import CLASS_FIGURE, severity_of
from models.publication.review.reading import ReadDocument, TextLine
from models.published.context import Context
from models.values.amount_style import WAN
from models.values.codes import Codes
from models.values.text import plain_name

_NAMED: Final = "X-27b"
_REMEDY: Final = "说的是本年全部的，改成表里的数；说的是别的年度或一部分的，不用改"
_CODE: Final = re.compile(
    r"(?P<class>[^“”，。；、]{2,30})（类）(?P<group>[^“”，。；、]{2,40})（款）(?P<item>[^“”，。；、]{2,40})（项）”?"
)
_FIRST: Final = re.compile(r"(?:支出)?(?:预算)?(?:数|总额|金额)?(?:安排|合计|为|是|：|，)*$")
_AGAIN: Final = re.compile(r"(?P<year>20\d\d)年(?:当年)?预算(?:安排|数)(?:为|是)?$")


class Sentence(NamedTuple):
    """A figure of a sentence with what it has to equal: the nodes of each figure that its name may mean."""

    node: Node
    figure: PrintedFigure
    code: str
    meant: Sequence[tuple[Node, ...]]


def sentence_figures(read: ReadDocument, cells: NamedCells, context: Context) -> Iterator[Sentence]:
    """The figures that sentences name, each with the cells that it is made of; those of tables that are not there are left out."""
    told: set[tuple[Place, int]] = set()
    numbers = count(1)
    for sentence in (*_by_names(read, cells, context), *_by_sentences(read, cells, context)):
        key = (sentence.figure.place, sentence.figure.amount)
        if key not in told or sentence.code == CLASS_FIGURE:
            yield sentence._replace(node=Node(TEXT, str(next(numbers))))
        told.add(key)


def _by_names(read: ReadDocument, cells: NamedCells, context: Context) -> Iterator[Sentence]:
    """Behind the names that clerks use, and behind the names of a function code."""
    names, known = figure_names(context.pack), _Codes(context.codes, cells)
    for line in (line for lines in read.texts for line in lines):
        for paragraph in paragraphs(line.text):
            for name, figure in named_figures(paragraph, names, read.unit, read.year):
                meant = [nodes for key in names.figures[name] if (nodes := _cells_of(key, context.pack, cells))]
                if meant:
                    yield _sentence(line, name, figure, _NAMED, meant)
            for name, code, figure in _of_codes(paragraph, known, read.year):
                yield _sentence(line, name, figure, CLASS_FIGURE, known.cells(code))


def _by_sentences(read: ReadDocument, cells: NamedCells, context: Context) -> Iterator[Sentence]:
    """In the sentences of the form, word for word."""
    parts = {line.place: line for lines in read.texts for line in lines}
    for said in read_figures(read.found):
        nodes, line = _cells_of(said.name, context.pack, cells), parts.get(said.place)
        figure = figures(f"{said.value}{said.unit}")
        if nodes and line is not None and figure:
            names = context.pack.narrative.figures[said.name].names
            yield _sentence(line, names[0] if names else said.value, figure[0], _NAMED, [nodes])


def _sentence(line: TextLine, name: str, figure: Figure, code: str, meant: Sequence[tuple[Node, ...]]) -> Sentence:
    shown = figure.number if figure.unit == figure.style.unit else figure.written
    printed = PrintedFigure(figure.fen, figure.step, shown, f"文字里的“{name}”", line.place, line.part, figure.style)
    return Sentence(Node(TEXT, ""), printed, code, meant)


def _cells_of(key: str, pack: Pack, cells: NamedCells) -> tuple[Node, ...]:
    """The cells that a figure of the text form is made of; () where a table does not show it, or is not there."""
    nodes = [_cell(term) for term in pack.narrative.figures[key].terms]
    return tuple(node for node in nodes if node) if all(node and node.table in cells.tables for node in nodes) else ()


def _cell(term: Term) -> Node | None:
    """The cell that shows a term; None for what no table shows."""
    ref = term if isinstance(term, CellRef) else term.at if isinstance(term, SumOfFacts) else None
    return Node(ref.table, ref.row, ref.column) if ref is not None else None


def relations_of(found: Sequence[Sentence], pack: Pack, amounts: Mapping[Node, int]) -> Iterator[Relation]:
    """Each figure of a sentence equals the cells it names; of several that its name may mean, the one that is nearest."""
    for sentence in found:
        severity = severity_of(sentence.code, pack)
        if severity is not None:
            nearest = min(sentence.meant, key=lambda nodes: abs(sum(amounts.get(n, 0) for n in nodes) - sentence.figure.amount))
            yield Relation(sentence.code, severity, "文字里的数和表里的一样", (sentence.node,), nearest, remedy=_REMEDY)


def typed_nodes(read: ReadDocument) -> Iterator[tuple[str, Node, PrintedFigure]]:
    """The typed figures (其他数据) that the sentences of the form give: item, node and figure."""
    pack = read.found.pack
    for field in read_texts(read.found):
        if field.amount is not None and pack is not None:
            printed = PrintedFigure(field.amount, 0, field.value, f"“{pack.typed.label(field.item)}”", field.place, "", WAN)
            yield field.item, Node(TEXT, field.item), printed


# --- figures of a function code


class _Codes:
    """Function codes by the names of 类, 款 and 项, and the cells that show the money of a code."""

    def __init__(self, codes: Codes, cells: NamedCells) -> None:
        self._cells = cells
        self._tables = [table for table in reversed([*cells.tables.values()]) if any(len(row) == _ITEM for row in table.names)]
        names: dict[tuple[str, str, str], str] = {}
        for table in self._tables:
            for code in table.names:
                if len(code) == _ITEM:
                    path = (code[:3], code[:5], code)
                    printed = (table.names.get(part) or codes.function.name(part) for part in path)
                    standard = (codes.function.name(part) for part in path)
                    names.setdefault(_path(*printed), code)
                    names.setdefault(_path(*standard), code)
        self._names = names

    def find(self, *path: str) -> str:
        """The code of these names; "" where no table that was read has it."""
        return self._names.get(_path(*path), "")

    def cells(self, code: str) -> Sequence[tuple[Node, ...]]:
        """The cell of the code in every column 合计 of the tables that have it."""
        return [(Node(table.id, code, "total"),) for table in self._tables if code in table.names]


_ITEM: Final = 7


def _path(*names: str) -> tuple[str, str, str]:
    one, two, three = (plain_name(name) for name in names)
    return one, two, three


def _of_codes(paragraph: Paragraph, known: _Codes, year: int) -> Iterator[tuple[str, str, Figure]]:
    """The figure right behind a code's names, and those that its sentences give as this year's."""
    plain = paragraph.plain
    match = _CODE.search(plain)
    if match is None or _CODE.search(plain, match.end()):
        return
    code = known.find(re.sub(r"^\d+[.、]", "", match["class"]), match["group"], match["item"])
    if not code:
        return
    name, last = f"{code} {match['item']}", match.end()
    for start, sentence in sentences(plain):
        for figure in figures(sentence):
            before = sentence[: figure.start]
            again = _AGAIN.search(before)
            first = start + figure.start >= last and _FIRST.fullmatch(plain[last : start + figure.start])
            if (first and era(plain[: match.start()], year) in {None, Era.NOW}) or (
                again is not None and int(again["year"]) == year
            ):
                yield name, code, figure
