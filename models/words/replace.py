"""Find and replace across the pages of a book: every hit with its text before and after, and the edit for the chosen ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book import terms
from models.book.edits import Edit, combined, delete_lines, set_field, set_unit
from models.book.fields import FieldKind
from models.book.places import Place
from models.book.records import Book
from models.book.slots import SLOT_KEYS, blank_slot
from models.values.codes import Codes
from models.values.money import MoneyUnit, Unread, as_wan, read_amount
from models.words.changes import REASON_NAMES, VALUE_NAMES, excerpt, one_line
from models.words.search import Entry

_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    **VALUE_NAMES,
    "kind": {kind: terms.KINDS[kind] for kind in terms.OTHER_KINDS},
    "status": {word: word for word in terms.PROJECT_STATUSES},
}
"""Field → value → word, for the fields that hold one of a list."""

_MAY_BE_BLANK: Final = frozenset({"status", "level"})
"""Of those fields the ones that may say nothing."""

_FIXED: Final = frozenset({("three_public", "source"), ("three_public", "sub_unit"), ("typed", "agency")})
"""Fields that the page gives, not the clerk."""

_UNIT_NAMES: Final = {MoneyUnit.WAN: " 万元", MoneyUnit.YUAN: " 元"}
_NAMES_ITS_UNIT: Final = ("元", "万")

_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")

Span = tuple[int, int]
"""Start and end of a part of a text."""


class Pattern(Struct, frozen=True):
    """What to find: ``whole`` only where the field has nothing else; ``exact`` with the same case and width (Ａ is not a)."""

    text: str
    whole: bool = False
    exact: bool = False

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the pattern occurs, without overlaps."""
        wanted = _folded(self.text, self.exact)[0]
        folded, origins = _folded(text, self.exact)
        if not wanted or wanted not in folded:
            return ()
        if self.whole:
            return ((0, len(text)),) if folded.strip() == wanted.strip() else ()
        return tuple(_spans(folded, origins, wanted))


def _spans(folded: str, origins: Sequence[int], wanted: str) -> Iterator[Span]:
    at, done = folded.find(wanted), 0
    while at >= 0:
        start, end = origins[at], origins[at + len(wanted) - 1] + 1
        if start >= done:  # one character may fold to several: ㎡ is m2
            yield start, end
            done = end
        at = folded.find(wanted, at + len(wanted))


@lru_cache(maxsize=16384)
def _folded(text: str, exact: bool) -> tuple[str, tuple[int, ...]]:  # noqa: FBT001 - part of the key
    """The text as it is compared, and for each of its characters the one of ``text`` it came from."""
    if exact:
        return text, tuple(range(len(text)))
    parts = [unicodedata.normalize("NFKC", character).lower() for character in text]
    return "".join(parts), tuple(at for at, part in enumerate(parts) for _ in part)


class Hit(Struct, frozen=True):
    """One hit: in the field at ``place`` the ``spans`` of the text ``old`` become ``instead``.

    ``unit`` is the unit in which an amount is typed; ``problem`` says why the result cannot be read, or "";
    ``refused``: the field takes only the words of a list; ``is_part``: it is only a part of an amount, a code or another number,
    as 2023 is of 12023.50: what the clerk means by it cannot be known.
    """

    place: Place
    where: str
    old: str
    spans: tuple[Span, ...]
    instead: str
    kind: FieldKind = FieldKind.TEXT
    unit: MoneyUnit = MoneyUnit.WAN
    problem: str = ""
    refused: bool = False
    is_part: bool = False

    @property
    def new(self) -> str:
        """The text of the field if only this hit is replaced."""
        return _with(self.old, self.spans, self.instead)

    @property
    def texts(self) -> tuple[str, str]:
        """The old and the new text around the hit in one line each."""
        around = self.spans[0][0]
        return self._shown(self.old, around), self._shown(self.new, around)

    def _shown(self, text: str, around: int) -> str:
        unit = _UNIT_NAMES[self.unit] if self.kind is FieldKind.AMOUNT and text and not text.endswith(_NAMES_ITS_UNIT) else ""
        return f"{excerpt(one_line(text), around)}{unit}"


def hits(entries: Iterable[Entry], pattern: Pattern, instead: str, codes: Codes) -> Iterator[Hit]:
    """The hits in order. A text has one for each occurrence; an amount, a code and a word of a list change as a whole."""
    for entry in entries:
        spans = _spans_in(entry, pattern)
        if not spans or (entry.place.page, entry.place.field) in _FIXED:
            continue
        is_text = entry.kind is FieldKind.TEXT and entry.place.field not in _CHOICES and codes.table(entry.place.field) is None
        for part in [(span,) for span in spans] if is_text else [spans]:
            is_part = _cuts_a_number(entry.typed, part[0]) if is_text else _is_part(entry, part)
            hit = Hit(entry.place, entry.where, entry.typed, part, instead, entry.kind, entry.unit, is_part=is_part)
            if hit.new != hit.old:
                yield hit if is_text else _judged(hit, codes)


def _is_part(entry: Entry, spans: Sequence[Span]) -> bool:
    """Whether the hit leaves something of an amount or a code standing; of what is no number, a part may have to be mended."""
    if entry.kind is FieldKind.AMOUNT and isinstance(read_amount(entry.typed, entry.unit), Unread):
        return False
    if entry.place.field in _CHOICES:
        return False
    return sum(end - start for start, end in spans) < len(entry.typed.strip())


def _cuts_a_number(text: str, span: Span) -> bool:
    """Whether a number of the text begins before the hit or goes on behind it. A year is followed by its month: 2023.12.31."""
    number = _DIGITS if _YEAR.fullmatch(text, *span) else _NUMBER
    return any(found.start() < edge < found.end() for found in number.finditer(text) for edge in span)


def _spans_in(entry: Entry, pattern: Pattern) -> tuple[Span, ...]:
    """Where the pattern occurs; an amount that is the same number, written in another way, is found as a whole."""
    spans = pattern.spans(entry.typed)
    if spans or not entry.figures:
        return spans
    wanted = read_amount(pattern.text, entry.unit)
    return ((0, len(entry.typed)),) if wanted is not None and wanted == read_amount(entry.typed, entry.unit) else ()


def _judged(hit: Hit, codes: Codes) -> Hit:
    """The hit with what is wrong with its result."""
    new, field, table = hit.new.strip(), hit.place.field, codes.table(hit.place.field)
    problem, refused = "", False
    if hit.kind is FieldKind.AMOUNT:
        problem = f"“{new}”不是数字" if isinstance(read_amount(new, hit.unit), Unread) else ""
    elif field in _CHOICES:
        refused = new not in _CHOICES[field].values() and not (field in _MAY_BE_BLANK and not new)
        problem = f"只能是{'、'.join(_CHOICES[field].values())}" if refused else ""
    elif table is not None and new and table.get(new) is None:
        other = codes.other_years(new)
        problem = f"科目表里没有 {new}{f'（{other}）' if other else ''}"
    return replace(hit, problem=problem, refused=refused)


def _with(text: str, spans: Iterable[Span], instead: str) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{instead}{text[end:]}"
    return text


def replace_hits(chosen: Sequence[Hit]) -> Edit:
    """Replace the chosen hits as one step. Refused ones are left out; a result that cannot be read is kept as typed."""
    fields: dict[Place, list[Hit]] = {}
    taken = [hit for hit in chosen if not hit.refused]
    for hit in taken:
        fields.setdefault(hit.place, []).append(hit)
    steps = [_set(place, _all_replaced(found)) for place, found in fields.items()]
    touched = frozenset(place.line for place in fields if place.page in {*SLOT_KEYS, *REASON_NAMES})
    change = combined("", steps)
    return Edit(f"替换 {len(taken)} 处", lambda book: _without_blank(change(book), touched))


def _all_replaced(found: Sequence[Hit]) -> str:
    """The text of one field with all its hits replaced, as it is stored."""
    text = _with(found[0].old, [span for hit in found for span in hit.spans], found[0].instead)
    return as_wan(text, found[0].unit) if found[0].kind is FieldKind.AMOUNT else text


def _set(place: Place, text: str) -> Edit:
    """Set the field at a place to a text."""
    if place.page == "cover":
        return set_unit(place.field, text)
    values = {word: value for value, word in _CHOICES.get(place.field, {}).items()}
    return set_field(place.line, place.field, values.get(text.strip(), text))


def _without_blank(book: Book, touched: frozenset[int]) -> Book:
    """The book without touched lines of ``SLOT_KEYS`` that have lost their figure or text, and without reasons that say nothing."""
    lines = ((page, line) for page in SLOT_KEYS for line in getattr(book, page) if line.id in touched)
    gone = [line.id for page, line in lines if line == blank_slot(page, line)]
    reasons = (reason for page in REASON_NAMES for reason in getattr(book, page))
    gone += [reason.id for reason in reasons if reason.id in touched and not reason.text.strip()]
    return delete_lines(gone)(book) if gone else book
