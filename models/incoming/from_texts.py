"""Typed figures and texts of the clerk, read from 情况说明 by the sentences of the pack: a sentence has to match whole.

A section that is the clerk's alone (主要职能) is taken as it stands. Any other paragraph that no sentence of the form matches stays
unread: nothing is taken out of a sentence that is worded otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Place
from models.incoming.recognised.lines import SourceLine, plain
from models.incoming.recognised.recognise import Recognised
from models.incoming.recognised.titles import TEXT
from models.pack.forms.narrative import Atom, AtomKind, DocumentForm, PartForm, PartKind, SectionForm, TypedAmount
from models.pack.forms.pack import Pack
from models.pack.forms.typed import COUNT
from models.values.amount_style import UNITS
from models.values.money import read_amount

_NUMBER: Final = r"([\d,]+(?:\.\d+)?)"
_ANY: Final = "[^,。;]{0,80}?"
"""A name, a change or a reason within one clause."""

_FIGURE: Final = "figure:"
_LONGEST: Final = 2_000
"""Characters of a paragraph that may be a sentence of the form."""


class TextField(Struct, frozen=True):
    """A typed figure (``item`` of the pack's [[typed]]; ``amount`` in fen or ``count``) or the text of a slot, with its place."""

    item: str
    value: str
    place: Place
    amount: int | None = None
    count: str = ""
    is_text: bool = False


class SaidFigure(Struct, frozen=True):
    """A figure that a sentence of the form gives: the name that the pack's text form has for it, the words, the place."""

    name: str
    value: str
    unit: str
    place: Place


def read_texts(found: Recognised) -> tuple[TextField, ...]:
    """The fields of all texts of a document, each once: of two sentences with one figure the first counts."""
    fields: dict[tuple[str, bool], TextField] = {}
    for form, lines, pack in _documents(found):
        for field in _of_document(form, lines, pack):
            if isinstance(field, TextField):
                fields.setdefault((field.item, field.is_text), field)
    return tuple(fields.values())


def read_figures(found: Recognised) -> Iterator[SaidFigure]:
    """What the sentences of the form say of figures that stand elsewhere, each time that they do."""
    for form, lines, pack in _documents(found):
        yield from (field for field in _of_document(form, lines, pack) if isinstance(field, SaidFigure))


def _documents(found: Recognised) -> Iterator[tuple[DocumentForm, Sequence[SourceLine], Pack]]:
    """The texts of a document that are those of its pack."""
    pack = found.pack
    if pack is None:
        return
    for block in found.blocks:
        form = next((form for form in pack.narrative.documents if block.kind == TEXT and form.name == block.id), None)
        if form is not None:
            yield form, block.lines, pack


def _of_document(form: DocumentForm, lines: Sequence[SourceLine], pack: Pack) -> Iterator[TextField | SaidFigure]:
    headings = {_words(section.heading): section for section in form.sections if section.heading}
    section = form.sections[0] if len(form.sections) == 1 else None
    own: dict[str, list[SourceLine]] = {}
    for line in lines:
        text = plain("".join(line.texts))
        if heading := _heading(text, headings):
            section = heading
            continue
        slot = _slot_alone(section)
        if slot and text:
            own.setdefault(slot, []).append(line)
        parts = section.parts if section is not None else tuple(form.parts)
        yield from next((found for part in parts if (found := _matched(part, text, line.place, form, pack))), ())
    for slot, kept in own.items():
        written = "\n".join("".join(line.texts).strip() for line in kept)
        yield TextField(slot, written, kept[0].place, is_text=True)


def _words(atoms: Sequence[Atom]) -> str:
    return plain("".join(atom.name for atom in atoms if atom.kind is AtomKind.WORDS))


def _heading(text: str, headings: Mapping[str, SectionForm]) -> SectionForm | None:
    """The section that a line is the heading of; years and names in it are left out of the comparison."""
    without = re.sub(r"(?:19|20)\d\d", "", text)
    return headings.get(text) or headings.get(without)


def _slot_alone(section: SectionForm | None) -> str:
    """The slot of a section that the clerk writes alone; "" for any other."""
    if section is None or len(section.parts) != 1 or section.parts[0].kind is not PartKind.WRITTEN:
        return ""
    atoms = [atom for clause in section.parts[0].clauses for atom in clause.atoms if atom.kind is AtomKind.WRITTEN]
    return atoms[0].name if len(atoms) == 1 else ""


def _matched(part: PartForm, text: str, place: Place, form: DocumentForm, pack: Pack) -> list[TextField | SaidFigure]:
    """The figures of a sentence that is this part; clauses that do not print may be missing."""
    if part.kind is not PartKind.TEXT or part.repeat is not None:
        return []
    items: list[str] = []
    pattern = ""
    for clause in part.clauses:
        pattern += f"(?:{''.join(_pattern(atom, items, pack) for atom in clause.atoms)})?"
    found = re.fullmatch(pattern, text) if items and len(text) <= _LONGEST else None
    if found is None:
        return []
    fields = (_field(item, value, place, form, pack) for item, value in zip(items, found.groups(), strict=True) if value)
    return [field for field in fields if field is not None]


def _pattern(atom: Atom, items: list[str], pack: Pack) -> str:
    if atom.kind is AtomKind.WORDS:
        return re.escape(plain(atom.name))
    item = atom.name if atom.kind is AtomKind.TYPED else _typed_item(atom, pack)
    if item:
        items.append(item)
        return _NUMBER
    if atom.kind is AtomKind.FIGURE:
        items.append(_FIGURE + atom.name)
        return _NUMBER
    if atom.kind in {AtomKind.COUNT, AtomKind.QUANTITY, AtomKind.BEFORE}:
        return r"[\d,.]+"
    return r"(?:19|20)\d\d" if atom.name in {"year", "last_year"} else _ANY


def _typed_item(atom: Atom, pack: Pack) -> str:
    """The typed item that a figure is; "" for one that adds up others or tables."""
    form = pack.narrative.figures.get(atom.name) if atom.kind is AtomKind.FIGURE else None
    if form is None or len(form.terms) != 1 or not isinstance(form.terms[0], TypedAmount):
        return ""
    row = pack.typed.row(form.terms[0].item)
    return row.id if row is not None and not row.sum else ""


def _field(item: str, value: str, place: Place, form: DocumentForm, pack: Pack) -> TextField | SaidFigure | None:
    if item.startswith(_FIGURE):
        return SaidFigure(item.removeprefix(_FIGURE), value, form.amounts.unit, place)
    row = pack.typed.row(item)
    if row is None:
        return None
    if row.kind == COUNT:
        return TextField(item, value, place, count=value.replace(",", ""))
    amount = read_amount(value, UNITS[form.amounts.unit])
    return TextField(item, value, place, amount) if isinstance(amount, int) else None
