"""The frames of a template's texts (「收入预算x,xxx万元」), each answered by the one paragraph of 情况说明 that says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from models.incoming.blocks import Block, Cell
from models.published.draft import marked_title
from models.published.texts.narrative import Document, TextSection
from models.templates.records import SheetPlan, Slot
from models.templates.sentences import by_sentences
from models.templates.wording import GAP, has_gap, heading_of, indent_of, instead_of, is_placeholder, skeleton, without_number
from models.values.text import clean_text, plain_name

_ALIKE: Final = 0.5
"""How much two sentences must have in common, of both together; a clause that has nothing to say does not print."""

_CONTAINED: Final = 0.75
"""How much of our sentence the frame must hold."""

_HOLLOW: Final = 8
"""Words of a frame (「XX是…。」「主要职能包括：」) that only say where the clerk's own text goes."""

_ITEM: Final = 3
"""Words of an item of a list that is a frame altogether (「1. XX本部」)."""

_CLAUSE: Final = re.compile(r"[，。；;：]|,(?![xX\d]{3})")
_HINT: Final = re.compile(r"（若无[^）]*）")
_INDENT: Final = "    "


class TextSpot(NamedTuple):
    """A text of the template: the cell of its title, and the cells below it."""

    document: Document
    block: Block
    title: Cell
    body: Sequence[Cell]


class _Line(NamedTuple):
    cell: Cell
    text: str


class TextResult(NamedTuple):
    """How many paragraphs were written; ``unsaid`` are clauses of frames that were answered but for them, with their cells."""

    written: int
    unsaid: Sequence[tuple[Cell, str]] = ()


def find_texts(blocks: Sequence[Block], documents: Sequence[Document]) -> Iterator[TextSpot]:
    """Where each text of 情况说明 stands, by its title, in which the template may have a gap (「XX（部门）主要职能」).

    The title may stand in 目录 too: that is its place where it comes first on the sheet.
    """
    for document in documents:
        found: list[tuple[int, TextSpot]] = []
        for block in blocks:
            cells = [cell for cell in block.cells() if cell.text.strip()]
            at = next((at for at, cell in enumerate(cells) if _is_title(cell.text, document)), -1)
            if at >= 0 and len(cells) > 1:
                found.append((at, TextSpot(document, block, cells[at], [cell for cell in cells if cell.row > cells[at].row])))
        if found:
            yield min(found, key=lambda one: one[0])[1]


def _is_title(text: str, document: Document) -> bool:
    wanted, own = heading_of(document.title or document.name), heading_of(text)
    pattern = ".*".join(map(re.escape, GAP.split(own)))
    return bool(own) and "\n" not in text.strip() and len(GAP.sub("", own)) > 1 and re.fullmatch(pattern, wanted) is not None


def fill_text(spot: TextSpot, plan: SheetPlan, unit: str, *, draft: bool) -> TextResult:
    """Write a text into its frames; a frame that no paragraph of ours answers stays."""
    title = spot.document.title if has_gap(spot.title.text) and spot.document.title else spot.title.text
    if title != spot.title.text and len(plain_name(title)) <= len(plain_name(spot.title.text)):
        title = spot.title.text  # 「XX项目经费情况说明」: XX is no unit, and ours has nothing for it
    if draft or title != spot.title.text:
        plan.write(Slot(spot.title.row + 1), spot.title.column + 1, marked_title(title, draft=draft))
    ours = [clean_text(text) for section in spot.document.sections for text in _paragraphs(section)]
    lines = [_Line(cell, text) for cell in spot.body for text in cell.text.split("\n")]
    if not ours or not any(has_gap(line.text) for line in lines):
        return TextResult(0)
    if all(_is_hollow(line.text) for line in lines):
        _write_whole(spot.body, ours, plan)
        return TextResult(len(ours))
    answers = _answers(lines, ours, unit)
    _write(lines, answers, plan)
    unsaid = [(lines[at].cell, clause) for at, texts in answers.items() for clause in _unsaid(lines[at].text, texts)]
    return TextResult(sum(map(len, answers.values())), unsaid)


def _paragraphs(section: TextSection) -> Iterator[str]:
    if section.heading:
        yield section.heading
    for block in section.blocks:
        yield from block.paragraphs


def _is_hollow(line: str) -> bool:
    words, numbered = without_number(line)
    return not line.strip() or (numbered and not words.strip()) or len(skeleton(words)) <= _HOLLOW


def _write_whole(body: Sequence[Cell], ours: Sequence[str], plan: SheetPlan) -> None:
    """Our text in place of a frame that has no words of its own."""
    for number, cell in enumerate(body):
        text = "\n".join(_INDENT + paragraph for paragraph in ours) if not number else ""
        plan.write(Slot(cell.row + 1), cell.column + 1, text)


def _unsaid(frame: str, texts: Sequence[str]) -> Iterator[str]:
    """The clauses of a frame that the one paragraph in its place does not have: last year's figure or a reason is not typed."""
    if len(texts) != 1 or instead_of(frame):
        return
    said = {skeleton(clause) for clause in _CLAUSE.split(texts[0])}
    for clause in _CLAUSE.split(_HINT.sub("", frame)):
        words = skeleton(clause)
        if has_gap(clause) and words and not any(_contains(own, words) for own in said):
            yield clause.strip()


def _contains(own: str, words: str) -> bool:
    common = sum(block.size for block in SequenceMatcher(None, words, own, autojunk=False).get_matching_blocks())
    return common >= _CONTAINED * len(words)


def _either_or(lines: Sequence[_Line], answers: Mapping[int, Sequence[str]]) -> Iterator[int]:
    """The lines that go where the template offers two wordings (「若无，作下述说明：…」) and one of them was written."""
    for at, line in enumerate(lines):
        if not instead_of(line.text):
            continue
        first = at
        while first and has_gap(lines[first - 1].text) and not instead_of(lines[first - 1].text):
            first -= 1
        above = range(first, at)
        if at in answers:
            yield from above
        elif any(other in answers for other in above):
            yield at


def _answers(lines: Sequence[_Line], ours: Sequence[str], unit: str) -> Mapping[int, Sequence[str]]:
    """For each line of the template that is answered the paragraphs that stand in its place."""
    alike = _pairs([line.text for line in lines], ours, unit)
    answers: dict[int, Sequence[str]] = {at: [ours[number]] for at, number in alike.items() if has_gap(lines[at].text)}
    answers |= by_sentences([line.text for line in lines], ours, lambda left, right: _pairs(left, right, unit))
    for first, last in _lists(lines):
        start = alike.get(first - 1, -2) + 1
        items = _numbered_from(ours, start) if start >= 0 else []
        if items:
            answers |= {first: items, **dict.fromkeys(range(first + 1, last + 1), ())}
    return answers | {at: () for at in _either_or(lines, answers) if at not in answers}


def _pairs(frames: Sequence[str], ours: Sequence[str], unit: str) -> dict[int, int]:
    """Frame → paragraph where each is the best of the other, and alike enough; in the order of both."""
    left = [skeleton(instead_of(frame) or frame) for frame in frames]
    right = [skeleton(text.replace(unit, "")) if unit else skeleton(text) for text in ours]
    scores = {(i, j): score for i, a in enumerate(left) for j, b in enumerate(right) if (score := _likeness(a, b))}
    pairs: dict[int, int] = {}
    for (i, j), score in scores.items():
        rivals = [other for (k, m), other in scores.items() if (k == i) != (m == j)]
        if score > max(rivals, default=0.0):
            pairs[i] = j
    return pairs


def _likeness(frame: str, own: str) -> float:
    """How alike two sentences are, from 0 to 1; 0 where one has words that the other lacks."""
    if not frame or not own or 2 * min(len(frame), len(own)) < _ALIKE * (len(frame) + len(own)):
        return 0.0
    common = sum(block.size for block in SequenceMatcher(None, frame, own, autojunk=False).get_matching_blocks())
    likeness = 2 * common / (len(frame) + len(own))
    return likeness if likeness >= _ALIKE and common >= _CONTAINED * len(own) else 0.0


def _lists(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """First and last line of each numbered list of frames: the same sentence over and over, or gaps alone."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_item(lines[end].text, lines[at].text):
            end += 1
        if end - at > 1:
            yield at, end - 1
        at = max(end, at + 1)


def _is_item(line: str, first: str) -> bool:
    words, numbered = without_number(line)
    if not numbered or not (has_gap(words) or not words.strip() or is_placeholder(words)):
        return False
    return skeleton(words) == skeleton(without_number(first)[0]) or max(len(skeleton(words)), len(skeleton(first))) <= _ITEM


def _numbered_from(ours: Sequence[str], start: int) -> Sequence[str]:
    """The numbered paragraphs from ``start`` on."""
    end = start
    while end < len(ours) and without_number(ours[end])[1]:
        end += 1
    return ours[start:end]


def _write(lines: Sequence[_Line], answers: Mapping[int, Sequence[str]], plan: SheetPlan) -> None:
    """Write every cell that changes; a list whose items have cells of their own gets rows, one in a single cell gets lines."""
    cells: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        cells.setdefault(id(line.cell), []).append(at)
    spread: set[int] = set()
    for first, last in _lists(lines):
        if answers.get(first) and _is_spread(lines, first, last):
            spread.update(range(first, last + 1))
            _write_rows(lines[first : last + 1], answers[first], plan)
    for numbers in cells.values():
        if not spread.isdisjoint(numbers) or not any(at in answers for at in numbers):
            continue
        texts = [text for at in numbers for text in _filled(lines[at].text, answers.get(at))]
        cell = lines[numbers[0]].cell
        plan.write(Slot(cell.row + 1), cell.column + 1, "\n".join(texts))


def _filled(line: str, answer: Sequence[str] | None) -> Sequence[str]:
    return [line] if answer is None else [indent_of(line) + text for text in answer]


def _is_spread(lines: Sequence[_Line], first: int, last: int) -> bool:
    """Whether every item of a list has a row of its own."""
    rows = [line.cell.row for line in lines[first : last + 1]]
    return rows == list(range(rows[0], rows[0] + len(rows)))


def _write_rows(lines: Sequence[_Line], answer: Sequence[str], plan: SheetPlan) -> None:
    first, last, column = lines[0].cell.row + 1, lines[-1].cell.row + 1, lines[0].cell.column + 1
    plan.reserve(first, last, len(answer))
    for number, slot in enumerate(plan.slots(first, last)):
        text = indent_of(lines[0].text) + answer[number] if number < len(answer) else ""
        plan.write(slot, column, text)
