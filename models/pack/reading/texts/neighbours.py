"""Refuses sentences whose own words contradict the number beside them, whatever it is: its unit, or its direction.

A sentence that says 增加 is false in the year in which the figure goes down; 「{income}」 without 万元 or with % is no amount.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.pack.forms.narrative import AGAINST_LAST_YEAR, COUNTED, Atom, AtomKind, PartForm, PartKind
from models.pack.phrases import UnpairedBraceError, pieces
from models.pack.reading.texts.atoms import place_of, printed_kind
from models.pack.reading.toml_table import TomlTable

Steps = tuple[str | int, ...]


class _Piece(Struct, frozen=True):
    """Words, or a place (``item``: what is compared), with where they stand and whether they print only without a change."""

    text: str
    kind: AtomKind
    steps: Steps = ()
    item: str = ""
    without_change: bool = False


_COMPARED: Final = AGAINST_LAST_YEAR - {AtomKind.REASON}
_WAYS: Final = frozenset({AtomKind.CHANGE, AtomKind.DIRECTION})
_MONEY: Final = frozenset({AtomKind.FIGURE, AtomKind.BEFORE})
_IN_WORDS: Final = {"amount": AtomKind.FIGURE, "percent": AtomKind.PERCENT}
"""The places in the words of a change; all others are years."""

_UNIT: Final = re.compile(r"\s*[（(]?\s*(?:人民币)?[亿千百十万]*元")
_MEASURE: Final = re.compile(r"\s*[（(]?\s*(?:[%％‰]|个?百分点|(?:人民币)?[亿千百十万]*元|[亿万])")
_JOINED: Final = re.compile(r"\s*[、和与及/]\s*")
_SENTENCE: Final = re.compile(r"[。；;！!？?\n]")
_WAY: Final = re.compile("增加|增长|增多|上升|上涨|升高|减少|下降|降低|下滑|缩减|压减|持平")
_LEVEL: Final = "持平"


def refuse_contradictions(section: TomlTable, part: PartForm, unit: str, amounts: Collection[str]) -> None:
    """Refuse them in a part of a document that prints in ``unit``; ``amounts`` are the typed items that are money."""
    if part.kind is PartKind.TEXT:
        run = list(_pieces(section, part, amounts))
        _refuse_units(section, run, unit)
        for sentence in _sentences(run):
            _refuse_fixed_way(section, sentence)
            _refuse_other_item(section, sentence)


def refuse_contradictions_in_words(section: TomlTable, unit: str) -> None:
    """Refuse wrong units in the words of a change that a file, a document or a part has of its own."""
    for key, text in section.raw.get("words", {}).items():
        if isinstance(text, str):
            _refuse_units(section, list(_pieces_of_words(text, ("words", key))), unit)


# --- the unit behind a number ----------------------------------------------------------------------------------------


def _refuse_units(section: TomlTable, run: Sequence[_Piece], unit: str) -> None:
    for at, piece in enumerate(run):
        after = _words_after(run, at)
        if piece.kind in _MONEY:
            if not (_UNIT.match(after) or _shares_unit(run, at) or _declared(run[:at], unit)):
                section.refuse(f"“{{{piece.text}}}”是金额，后面要写“{unit}”", *piece.steps)
            elif (found := _UNIT.match(after)) and _UNIT.match(after[found.end() :]):
                section.refuse(f"“{{{piece.text}}}”后面的单位写了两次", *piece.steps)
        elif piece.kind in {AtomKind.CHANGE, AtomKind.PERCENT} and (found := _MEASURE.match(after)):
            section.refuse(f"“{{{piece.text}}}”自己带着单位，后面的“{found[0].strip()}”会多出来；去掉它", *piece.steps)
        elif piece.kind in COUNTED and (found := _MEASURE.match(after)):
            section.refuse(f"“{{{piece.text}}}”是数量，不是金额，后面不能写“{found[0].strip()}”", *piece.steps)


def _words_after(run: Sequence[_Piece], at: int) -> str:
    """The words up to the next place, or up to the end."""
    words = []
    for piece in run[at + 1 :]:
        if piece.kind is not AtomKind.WORDS:
            break
        words.append(piece.text)
    return "".join(words)


def _shares_unit(run: Sequence[_Piece], at: int) -> bool:
    """Whether another amount follows at once, behind whose unit this one counts too: 「{a}、{b}万元」."""
    following = next((piece for piece in run[at + 1 :] if piece.kind is not AtomKind.WORDS), None)
    return following is not None and following.kind is AtomKind.FIGURE and bool(_JOINED.fullmatch(_words_after(run, at)))


def _declared(run: Sequence[_Piece], unit: str) -> bool:
    """Whether the words before say the unit for all: 「（单位：万元）」, 「（万元）」."""
    words = "".join(piece.text for piece in run if piece.kind is AtomKind.WORDS)
    return bool(re.search(rf"单位[:：]\s*{unit}|[（(]{unit}[）)]", words))


# --- the direction of a change ---------------------------------------------------------------------------------------


def _refuse_fixed_way(section: TomlTable, sentence: Sequence[_Piece]) -> None:
    """Refuse 增加 or 减少 as words of a sentence that compares, and a percentage without its direction."""
    compared = [piece for piece in sentence if piece.kind in _COMPARED]
    if not compared:
        return
    for piece in sentence:
        found = _WAY.search(piece.text) if piece.kind is AtomKind.WORDS else None
        if found is not None and not (piece.without_change and found[0] == _LEVEL):
            told = f"“{found[0]}”是写死的，数变了就是假话：增减由 {{change:项}} 或 {{direction:项}} 写，原因由 {{reason:项}} 写"
            section.refuse(told, *piece.steps)
            return
    ways = {piece.item for piece in sentence if piece.kind is AtomKind.DIRECTION}
    for piece in compared:
        if piece.kind is AtomKind.PERCENT and piece.item not in ways:
            way = piece.text.replace("percent", "direction")
            section.refuse(f"“{{{piece.text}}}”没有说是增加还是减少，前面要写 {{{way}}}", *piece.steps)


def _refuse_other_item(section: TomlTable, sentence: Sequence[_Piece]) -> None:
    """Refuse last year's figure or the reason of one item beside the change of another."""
    changed = {piece.item for piece in sentence if piece.kind in _WAYS}
    for piece in sentence:
        if changed and piece.kind in {AtomKind.BEFORE, AtomKind.REASON} and piece.item not in changed:
            others = "、".join(sorted(changed))
            section.refuse(f"“{{{piece.text}}}”和这句话里的增减（{others}）不是同一项", *piece.steps)


def _sentences(run: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    sentence: list[_Piece] = []
    for piece in run:
        first, *rest = _SENTENCE.split(piece.text) if piece.kind is AtomKind.WORDS else [piece.text]
        sentence.append(_Piece(first, piece.kind, piece.steps, piece.item, piece.without_change))
        for words in rest:
            yield sentence
            sentence = [_Piece(words, piece.kind, piece.steps, "", piece.without_change)]
    yield sentence


# --- the pieces of a part --------------------------------------------------------------------------------------------


def _pieces(section: TomlTable, part: PartForm, amounts: Collection[str]) -> Iterator[_Piece]:
    key = part.kind.value
    written = section.raw[key]
    for position, clause in enumerate(part.clauses, 1):
        is_table = isinstance(written, list) and isinstance(written[position - 1], Mapping)
        steps: Steps = (key, position, "text") if is_table else (key, position)
        level = any(printed_kind(atom) is AtomKind.CHANGE for atom in clause.unless)
        for atom in clause.atoms:
            item = atom.name if atom.kind in AGAINST_LAST_YEAR else ""
            yield _Piece(place_of(atom), _kind(atom, amounts), steps, item, level)


def _kind(atom: Atom, amounts: Collection[str]) -> AtomKind:
    """What an atom prints, as far as the words beside it are concerned: a typed item may be money."""
    return AtomKind.FIGURE if atom.kind is AtomKind.TYPED and atom.name in amounts else printed_kind(atom)


def _pieces_of_words(text: str, steps: Steps) -> Iterator[_Piece]:
    """Words and places; nothing of a text that is refused for its braces."""
    try:
        for piece, is_place in tuple(pieces(text)):
            yield _Piece(piece, _IN_WORDS.get(piece, AtomKind.FACT) if is_place else AtomKind.WORDS, steps)
    except UnpairedBraceError:
        return
