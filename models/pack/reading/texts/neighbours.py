"""Refuses sentences whose own words contradict the number beside them, whatever it is: its unit, or its direction.

A sentence that says 增加 is false in the year in which the figure goes down; 「{income}」 without 万元 or with % is no amount.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final

from msgspec import Struct

from models.pack.forms.last_year import BASES
from models.pack.forms.narrative import FACTS, PartKind
from models.pack.phrases import UnpairedBraceError, pieces
from models.pack.reading.toml_table import TomlTable

Steps = tuple[str | int, ...]


class _Role(Enum):
    """What a place prints, as far as the words beside it are concerned."""

    WORDS = "words"
    MONEY = "money"
    COUNT = "count"
    CHANGE = "change"
    PERCENT = "percent"
    DIRECTION = "direction"
    BEFORE = "before"
    REASON = "reason"
    OTHER = "other"
    UNKNOWN = "unknown"


class _Piece(Struct, frozen=True):
    """Words, or a place (``item``: what is compared), with where they stand and whether they print only without a change."""

    text: str
    role: _Role
    steps: Steps = ()
    item: str = ""
    without_change: bool = False


_OF_PREFIX: Final = {
    "change": _Role.CHANGE,
    "percent": _Role.PERCENT,
    "direction": _Role.DIRECTION,
    "before": _Role.BEFORE,
    "reason": _Role.REASON,
    "count": _Role.COUNT,
    "quantity": _Role.COUNT,
    "typed": _Role.COUNT,
    "write": _Role.OTHER,
}
_WORDS_OF_EACH: Final = frozenset({"n", "code", "class", "group", "item", "name", "use", "nature", "rank", "support"})
_COMPARED: Final = frozenset({_Role.CHANGE, _Role.PERCENT, _Role.DIRECTION, _Role.BEFORE})
_WAYS: Final = frozenset({_Role.CHANGE, _Role.DIRECTION})

_UNIT: Final = re.compile(r"\s*[（(]?\s*(?:人民币)?[亿千百十万]*元")
_MEASURE: Final = re.compile(r"\s*[（(]?\s*(?:[%％‰]|个?百分点|(?:人民币)?[亿千百十万]*元|[亿万])")
_JOINED: Final = re.compile(r"\s*[、和与及/]\s*")
_SENTENCE: Final = re.compile(r"[。；;！!？?\n]")
_WAY: Final = re.compile("增加|增长|增多|上升|上涨|升高|减少|下降|降低|下滑|缩减|压减|持平")
_LEVEL: Final = "持平"


def refuse_contradictions(document: TomlTable, unit: str, amounts: Collection[str]) -> None:
    """Refuse them in all parts of a document that prints in ``unit``; ``amounts`` are the typed items that are money."""
    for at, section in enumerate(_tables(document.raw.get("section")), 1):
        for number, part in enumerate(_tables(section.get("part")), 1):
            path: Steps = ("section", at, "part", number)
            _refuse_in(document, list(_pieces(part, path, amounts)), unit)
            _refuse_in_words(document, part.get("words"), (*path, "words"), unit)
    _refuse_in_words(document, document.raw.get("words"), ("words",), unit)


def refuse_contradictions_in_words(section: TomlTable, unit: str) -> None:
    """Refuse wrong units in the words of a change that a document takes from the top of the file."""
    _refuse_in_words(section, section.raw.get("words"), ("words",), unit)


def _refuse_in_words(section: TomlTable, words: Any, path: Steps, unit: str) -> None:
    for key, text in words.items() if isinstance(words, Mapping) else ():
        run = [_role_in_words(piece) for piece in _split(text, (*path, key))] if isinstance(text, str) else []
        _refuse_units(section, run, unit)


def _role_in_words(piece: _Piece) -> _Piece:
    roles = {"amount": _Role.MONEY, "percent": _Role.PERCENT}
    return _Piece(piece.text, roles.get(piece.text, piece.role), piece.steps) if piece.role is _Role.OTHER else piece


def _refuse_in(section: TomlTable, run: Sequence[_Piece], unit: str) -> None:
    if any(piece.role is _Role.UNKNOWN for piece in run):
        return  # refused: what it was meant to be is not known
    _refuse_units(section, run, unit)
    for sentence in _sentences(run):
        _refuse_fixed_way(section, sentence)
        _refuse_other_item(section, sentence)


# --- the unit behind a number ----------------------------------------------------------------------------------------


def _refuse_units(section: TomlTable, run: Sequence[_Piece], unit: str) -> None:
    for at, piece in enumerate(run):
        after = _words_after(run, at)
        if piece.role in {_Role.MONEY, _Role.BEFORE}:
            if not (_UNIT.match(after) or _shares_unit(run, at) or _declared(run[:at], unit)):
                section.refuse(f"“{{{piece.text}}}”是金额，后面要写“{unit}”", *piece.steps)
            elif (found := _UNIT.match(after)) and _UNIT.match(after[found.end() :]):
                section.refuse(f"“{{{piece.text}}}”后面的单位写了两次", *piece.steps)
        elif piece.role in {_Role.CHANGE, _Role.PERCENT} and (found := _MEASURE.match(after)):
            section.refuse(f"“{{{piece.text}}}”自己带着单位，后面的“{found[0].strip()}”会多出来；去掉它", *piece.steps)
        elif piece.role is _Role.COUNT and (found := _MEASURE.match(after)):
            section.refuse(f"“{{{piece.text}}}”是数量，不是金额，后面不能写“{found[0].strip()}”", *piece.steps)


def _words_after(run: Sequence[_Piece], at: int) -> str:
    """The words up to the next place, or up to the end."""
    words = []
    for piece in run[at + 1 :]:
        if piece.role is not _Role.WORDS:
            break
        words.append(piece.text)
    return "".join(words)


def _shares_unit(run: Sequence[_Piece], at: int) -> bool:
    """Whether another amount follows at once, behind whose unit this one counts too: 「{a}、{b}万元」."""
    following = next((piece for piece in run[at + 1 :] if piece.role is not _Role.WORDS), None)
    return following is not None and following.role is _Role.MONEY and bool(_JOINED.fullmatch(_words_after(run, at)))


def _declared(run: Sequence[_Piece], unit: str) -> bool:
    """Whether the words before say the unit for all: 「（单位：万元）」, 「（万元）」."""
    words = "".join(piece.text for piece in run if piece.role is _Role.WORDS)
    return bool(re.search(rf"单位[:：]\s*{unit}|[（(]{unit}[）)]", words))


# --- the direction of a change ---------------------------------------------------------------------------------------


def _refuse_fixed_way(section: TomlTable, sentence: Sequence[_Piece]) -> None:
    """Refuse 增加 or 减少 as words of a sentence that compares, and a percentage without its direction."""
    compared = [piece for piece in sentence if piece.role in _COMPARED]
    if not compared:
        return
    for piece in sentence:
        found = _WAY.search(piece.text) if piece.role is _Role.WORDS else None
        if found is not None and not (piece.without_change and found[0] == _LEVEL):
            told = f"“{found[0]}”是写死的，数变了就是假话：增减由 {{change:项}} 或 {{direction:项}} 写，原因由 {{reason:项}} 写"
            section.refuse(told, *piece.steps)
            return
    ways = {piece.item for piece in sentence if piece.role is _Role.DIRECTION}
    for piece in compared:
        if piece.role is _Role.PERCENT and piece.item not in ways:
            way = piece.text.replace("percent", "direction")
            section.refuse(f"“{{{piece.text}}}”没有说是增加还是减少，前面要写 {{{way}}}", *piece.steps)


def _refuse_other_item(section: TomlTable, sentence: Sequence[_Piece]) -> None:
    """Refuse last year's figure or the reason of one item beside the change of another."""
    changed = {piece.item for piece in sentence if piece.role in _WAYS}
    for piece in sentence:
        if changed and piece.role in {_Role.BEFORE, _Role.REASON} and piece.item not in changed:
            others = "、".join(sorted(changed))
            section.refuse(f"“{{{piece.text}}}”和这句话里的增减（{others}）不是同一项", *piece.steps)


def _sentences(run: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    sentence: list[_Piece] = []
    for piece in run:
        first, *rest = _SENTENCE.split(piece.text) if piece.role is _Role.WORDS else [piece.text]
        sentence.append(_Piece(first, piece.role, piece.steps, piece.item, piece.without_change))
        for words in rest:
            yield sentence
            sentence = [_Piece(words, piece.role, piece.steps, "", piece.without_change)]
    yield sentence


# --- the pieces of a part --------------------------------------------------------------------------------------------


def _tables(value: Any) -> Iterator[Mapping[str, Any]]:
    """The tables of a list as it was written; an empty one for what is none, so that the places count right."""
    for each in value if isinstance(value, list) else ():
        yield each if isinstance(each, Mapping) else {}


def _pieces(part: Mapping[str, Any], path: Steps, amounts: Collection[str]) -> Iterator[_Piece]:
    key = PartKind.TEXT.value
    value = part.get(key)
    for position, clause in enumerate([value] if isinstance(value, str) else value if isinstance(value, list) else [], 1):
        inner = clause if isinstance(clause, Mapping) else {}
        text = inner.get("text") if inner else clause
        steps: Steps = (*path, key, position, "text") if inner else (*path, key, position)
        unless = inner.get("unless", ())
        level = any(str(name).startswith("change") for name in ([unless] if isinstance(unless, str) else unless))
        for piece in _split(text, steps) if isinstance(text, str) else ():
            role, item = (_Role.WORDS, "") if piece.role is _Role.WORDS else _role(piece.text, amounts, is_repeated="each" in part)
            yield _Piece(piece.text, role, steps, item, level)


def _split(text: str, steps: Steps) -> Iterator[_Piece]:
    """Words and places; nothing of a text that is refused for its braces."""
    try:
        for piece, is_place in tuple(pieces(text)):
            yield _Piece(piece, _Role.OTHER if is_place else _Role.WORDS, steps)
    except UnpairedBraceError:
        return


def _role(place: str, amounts: Collection[str], *, is_repeated: bool) -> tuple[_Role, str]:
    prefix, colon, item = place.partition(":")
    if colon:
        role = _OF_PREFIX.get(prefix, _Role.UNKNOWN)
        return (_Role.MONEY if prefix == "typed" and item in amounts else role), item
    if is_repeated and place in _OF_PREFIX:
        return _OF_PREFIX[place], ""
    if is_repeated and place in BASES:
        return _Role.BEFORE, ""
    is_words = place in FACTS or (is_repeated and place in _WORDS_OF_EACH)
    return (_Role.OTHER if is_words else _Role.MONEY), ""
