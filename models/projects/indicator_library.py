"""The indicator library: suggestions from this book, earlier books and the form's starter set while an indicator is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct, field

from models.book.records import Book, Indicator
from models.pack.forms.sheet import OfferOrigin, UsedIndicator
from models.values.target import TargetKind, read_target
from models.values.text import plain_name


class Offer(Struct, frozen=True):
    """A suggested text for a field; ``fills`` are texts for other fields of the line (name → text) that are still empty.

    ``by_initials``: it was found by pinyin initials. ``times`` is how many sheets have it.
    """

    text: str
    origin: OfferOrigin
    times: int
    by_initials: bool = False
    fills: Mapping[str, str] = field(default_factory=dict)


FIELDS: Final = ("name", "description", "target", "basis")
"""The fields of an indicator that the library offers texts for."""

MOST_OFFERS: Final = 40
_FILLED: Final = ("category", "description", "target", "basis")
_EXACT, _BEGINS, _INSIDE, _INITIALS, _INITIALS_INSIDE = range(5)
_AMOUNT: Final = re.compile(r"([<>=≤≥＜＞＝≦≧]*\s*\d[\d,.]*)\s*(.*)", re.DOTALL)
_COMMON: Final = frozenset({TargetKind.PERCENT, TargetKind.GRADE})
"""Targets that are the same in many sheets; a quantity belongs to one."""

_LONGEST_UNIT: Final = 8
_SIMILAR: Final = 0.5
"""From this ``likeness`` of names on, projects are the same work in another year or part."""


def used_in(book: Book, without: int = 0) -> list[UsedIndicator]:
    """The indicators of a book, except the line with the id ``without``."""
    return [
        UsedIndicator(line.category, line.name, line.description, line.target, line.basis, project.name)
        for project in (*book.projects, *book.overall)
        for line in project.indicators
        if line.id != without
    ]


class _Score(NamedTuple):
    """How well an entry fits; the smallest is the best."""

    closeness: int
    other_name: bool
    other_category: bool
    unlike: float
    origin: OfferOrigin
    times: int


class IndicatorLibrary:
    """Suggests indicator texts out of ``entries``; ``readings`` returns the pinyin initials of a text, in every way to read it."""

    def __init__(self, entries: Iterable[UsedIndicator], readings: Callable[[str], Iterable[str]]) -> None:
        self._entries = tuple(entries)
        self._readings = readings

    def offers(self, wanted: str, typed: str, line: Indicator, project: str) -> Sequence[Offer]:
        """Suggestions for the field ``wanted`` (one of FIELDS) of a line in the project named ``project``, best first.

        Prefix matches before matches inside before pinyin initials; then entries with the line's name, its category, a
        similar project name; then this book before earlier ones before the starter set. A number typed as 指标值 is
        suggested with the units that such indicators have.
        """
        best: dict[str, tuple[_Score, str, UsedIndicator]] = {}
        times: dict[str, int] = {}
        plain = plain_name(typed).lower()
        for entry in self._entries:
            text = _text(entry, wanted, typed)
            closeness = self._closeness(plain, text) if text.strip() and text != typed else None
            if closeness is None:
                continue
            key, score = plain_name(text), self._score(closeness, entry, wanted, line, project)
            times[key] = times.get(key, 0) + (entry.times if entry.origin is not OfferOrigin.STARTER else 0)
            if key not in best or score < best[key][0]:
                best[key] = (score, text, entry)
        ranked = sorted(best.items(), key=lambda item: (item[1][0]._replace(times=-times[item[0]]), item[0]))
        return [
            Offer(
                text,
                entry.origin,
                times[key],
                score.closeness >= _INITIALS,
                _fills(entry, -score.unlike) if wanted == "name" else {},
            )
            for key, (score, text, entry) in ranked[:MOST_OFFERS]
        ]

    def _closeness(self, typed: str, text: str) -> int | None:
        if not typed:
            return _EXACT
        plain = plain_name(text).lower()
        if typed in plain:
            return _EXACT if plain == typed else _BEGINS if plain.startswith(typed) else _INSIDE
        if not typed.isascii():
            return None
        readings = self._readings(text)
        if any(reading.startswith(typed) for reading in readings):
            return _INITIALS
        return _INITIALS_INSIDE if len(typed) > 1 and any(typed in reading for reading in readings) else None

    def _score(self, closeness: int, entry: UsedIndicator, wanted: str, line: Indicator, project: str) -> _Score:
        other_name = wanted != "name" and plain_name(entry.name) != plain_name(line.name)
        other_category = bool(line.category) and plain_name(entry.category) != plain_name(line.category)
        unlike = -round(likeness(entry.project, project), 2)
        if wanted == "basis":  # the 依据 of the project's other indicators fits better than that of the same name elsewhere
            return _Score(closeness, unlike > -1, other_name, unlike, entry.origin, -entry.times)
        return _Score(closeness, other_name, other_category, unlike, entry.origin, -entry.times)


def _text(entry: UsedIndicator, wanted: str, typed: str) -> str:
    """The text that an entry suggests. A typed number gets its unit; quantities of the starter set give only their unit."""
    if wanted == "target" and _AMOUNT.fullmatch(typed.strip()):
        return _with_unit(typed, entry.target)
    if wanted == "target" and entry.origin is OfferOrigin.STARTER and not _is_common(entry):
        return ""
    return str(getattr(entry, wanted))


def _with_unit(typed: str, target: str) -> str:
    """A typed number with the unit of another target: ``3700`` beside ``≥55人`` is ``3700人``; "" where there is none."""
    own, other = _AMOUNT.fullmatch(typed.strip()), _AMOUNT.fullmatch(target.strip())
    if own is None or other is None or not other[2] or len(other[2]) > _LONGEST_UNIT or not other[2].startswith(own[2]):
        return ""
    return own[1] + other[2]


def _fills(entry: UsedIndicator, similarity: float) -> dict[str, str]:
    """The texts that an indicator fills in besides its name.

    Not a quantity, which belongs to one project: its unit is suggested when the number is typed. Not the 依据 of a project whose
    name is not similar.
    """
    fields = {name: getattr(entry, name) for name in _FILLED}
    if not _is_common(entry):
        fields["target"] = ""
    if entry.origin is not OfferOrigin.STARTER and similarity < _SIMILAR:
        fields["basis"] = ""
    return {name: text for name, text in fields.items() if text.strip()}


def _is_common(entry: UsedIndicator) -> bool:
    """Whether a target is the same in many sheets."""
    return read_target(entry.target).kind in _COMMON


@lru_cache(maxsize=4096)
def _pairs(name: str) -> frozenset[str]:
    plain = "".join(letter for letter in plain_name(name) if not letter.isdigit() and letter != "年")
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def likeness(a: str, b: str) -> float:
    """How much two names of projects have in common, 0 to 1: shared pairs of characters, without digits and 年."""
    first, second = _pairs(a), _pairs(b)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0
