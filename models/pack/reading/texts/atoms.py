"""Reads a clause: words and places (``{income}``, ``{change:total}``, ``{count:projects}``); what is not known is refused."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from models.book.agencies import meant_nature
from models.book.terms import NATURES
from models.pack.forms.last_year import BASES
from models.pack.forms.narrative import AGAINST_LAST_YEAR, COMPARISON, FACTS, NUMBERS, Atom, AtomKind, Each
from models.pack.phrases import UnpairedBraceError, pieces
from models.pack.reading import placeholders
from models.pack.reading.toml_table import TomlTable

COUNTS: Final = ("projects", "projects_with_goals", "agencies")
"""What can be counted; ``agencies:行政单位`` counts those of one nature."""

NATURE: Final = "agencies:"

EACH_NAMES: Final = {
    Each.FUNCTION: ("n", "code", "class", "group", "item", "amount", "use", "change", "percent", "direction", "reason"),
    Each.PROJECT: ("n", "code", "name", "amount", "use"),
    Each.AGENCY: ("n", "name", "nature", "rank", "support"),
}
"""What a repeated part may name, beside what every text may; of ``BASES`` the one that it compares with."""

_NUMBERS_OF_EACH: Final = frozenset({"amount", "change", *BASES})
_PREFIXES: Final = {
    kind.value: kind for kind in (*AGAINST_LAST_YEAR, AtomKind.WRITTEN, AtomKind.COUNT, AtomKind.QUANTITY, AtomKind.TYPED)
}


class Names(Struct, frozen=True):
    """The names that places may contain; ``each`` are those of a repeated part."""

    figures: Collection[str]
    items: Collection[str]
    slots: Collection[str]
    quantities: Collection[str]
    typed: Collection[str]
    each: Collection[str] = ()

    def of(self, kind: AtomKind) -> Collection[str]:
        """The names of a kind of place."""
        if kind in AGAINST_LAST_YEAR:
            return self.items
        known = {
            AtomKind.FACT: FACTS,
            AtomKind.FIGURE: (*self.each, *self.figures),
            AtomKind.WRITTEN: self.slots,
            AtomKind.COUNT: COUNTS,
            AtomKind.QUANTITY: self.quantities,
            AtomKind.TYPED: self.typed,
        }
        return known[kind]


def read_atoms(section: TomlTable, steps: tuple[str | int, ...], text: str, names: Names) -> tuple[Atom, ...]:
    """Words and places of a text. Raises ``PackError``."""
    if problem := placeholders.unlike_braces(text):
        raise section.fail(problem, *steps)
    try:
        parts = tuple(pieces(text))
    except UnpairedBraceError:
        raise section.fail(placeholders.unpaired(text), *steps) from None
    return tuple(_read_atom(section, steps, part, names) if is_place else Atom(AtomKind.WORDS, part) for part, is_place in parts)


def read_facts(section: TomlTable, key: str, text: str) -> tuple[Atom, ...]:
    """A text that names facts of the book only, such as a title. Raises ``PackError``."""
    return read_atoms(section, (key,), text, Names((), (), (), (), ()))


def read_condition(section: TomlTable, key: str, text: str, names: Names) -> Atom:
    """What a clause depends on. Raises ``PackError``."""
    atom = _read_atom(section, (key,), text, names)
    is_number = atom.name in _NUMBERS_OF_EACH if atom.kind is AtomKind.EACH else atom.kind in NUMBERS
    if not is_number:
        raise section.fail(f"“{text}”不是数，这里只能写数的名字，或者 change:…", key)
    return atom


def _read_atom(section: TomlTable, steps: tuple[str | int, ...], text: str, names: Names) -> Atom:
    prefix, colon, name = text.partition(":")
    if not colon:
        if text in names.each:
            return Atom(AtomKind.EACH, text)
        kind, name = (AtomKind.FACT if text in FACTS else AtomKind.FIGURE), text
    elif prefix in _PREFIXES:
        kind = _PREFIXES[prefix]
    else:
        raise section.fail(f"不认识“{{{text}}}”", *steps)
    is_nature = kind is AtomKind.COUNT and name.startswith(NATURE)
    if is_nature and not meant_nature(name.removeprefix(NATURE)):
        raise section.fail(f"“{{{text}}}”不知道数哪一种单位，只能是 {'、'.join(f'{NATURE}{nature}' for nature in NATURES)}", *steps)
    if name not in names.of(kind) and not is_nature:
        allowed = "、".join(dict.fromkeys((*(FACTS if not colon else ()), *names.of(kind))))
        raise section.fail(f"没有“{text}”，只能是 {allowed}", *steps)
    return Atom(kind, name)


def place_of(atom: Atom) -> str:
    """What stands in the braces of an atom (``income``, ``change:total``); words as they are."""
    return f"{atom.kind.value}:{atom.name}" if atom.kind in _PREFIXES.values() else atom.name


def printed_kind(atom: Atom) -> AtomKind:
    """The kind of what an atom prints: in a part that repeats, that of its name."""
    if atom.kind is not AtomKind.EACH:
        return atom.kind
    if atom.name in COMPARISON:
        return AtomKind(atom.name)
    if atom.name in BASES:
        return AtomKind.BEFORE
    return AtomKind.FIGURE if atom.name in _NUMBERS_OF_EACH else AtomKind.FACT
