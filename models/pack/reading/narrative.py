"""Reads a pack's narrative.toml (the form of 情况说明) and rejects anything outside its vocabulary.

Placeholders are in braces: ``{unit}``, ``{year}``, ``{last_year}``; the name of a figure (万元, two decimals);
``{change:item}`` (增加…万元, 减少…万元 or 持平) and ``{reason:item}`` for an item of last year's figures; ``{write:slot}``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct

from models.book.facts import STREAMS
from models.pack.filters import CellRef
from models.pack.forms.narrative import (
    FACTS,
    RULES,
    AssetValue,
    Atom,
    AtomKind,
    ChangeWords,
    Clause,
    DocumentForm,
    FigureForm,
    NarrativeForm,
    PartForm,
    PartKind,
    SectionForm,
    SlotForm,
    SumOfFacts,
    SumOfPurchases,
    TypedAmount,
)
from models.pack.forms.records import AssetForm
from models.pack.forms.tables import TableSpec
from models.pack.forms.typed import AMOUNT as TYPED_AMOUNT
from models.pack.forms.typed import TypedForm
from models.pack.phrases import UnpairedBraceError, pieces
from models.pack.reading import placeholders
from models.pack.reading.amounts import read_amounts, refuse_other_unit_of_figures
from models.pack.reading.tables import ORIENTATIONS, read_filter, read_groups
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.values.amount_style import AmountStyle

FILE: Final = "narrative.toml"
_AGENCY_COLUMNS: Final = 4
_PURCHASE_FIELDS: Final = ("amount", "small_firms")
_AMOUNT: Final = "{amount}"

ReadRef = Callable[[TomlTable, str, str], CellRef]


class _Names(Struct, frozen=True):
    """The names that placeholders may contain."""

    figures: Collection[str]
    items: Collection[str]
    slots: Collection[str]
    typed: Collection[str]

    def of(self, kind: AtomKind) -> Collection[str]:
        """The names of a kind of placeholder."""
        known = {AtomKind.FACT: FACTS, AtomKind.FIGURE: self.figures, AtomKind.WRITTEN: self.slots, AtomKind.TYPED: self.typed}
        return known.get(kind, self.items)


def read_narrative(
    section: TomlTable,
    tables: TomlTable,
    assets: AssetForm,
    specs: Sequence[TableSpec],
    items: Mapping[str, str],
    read_ref: Callable[[TomlTable, str, str, Sequence[TableSpec]], CellRef],
    typed: TypedForm,
) -> NarrativeForm:
    """The form of 情况说明, without documents when the file is missing. Raises ``PackError``.

    ``tables`` is the pack's tables.toml (for its groups of sources), ``items`` the list of last year's figures.
    """
    if "document" not in section:
        return NarrativeForm()
    style = read_amounts(section)
    figures = _FigureReader(tables, assets, typed, lambda s, key, text: read_ref(s, key, text, specs)).read(section)
    slots = tuple(_read_slots(section))
    names = _Names(figures, items, tuple(slot.id for slot in slots), tuple(row.id for row in typed.rows))
    documents = section.each("document", lambda s: _read_document(s, names, style))
    refuse_duplicates(section, "document", [document.name for document in documents])
    _refuse_unused_slots(section, slots, documents)
    words = _read_words(section)
    for document in documents:
        refuse_other_unit_of_figures(section.section("words"), document.amounts)
    return NarrativeForm(documents, slots, figures, words, style)


def _read_words(section: TomlTable) -> ChangeWords:
    inner = section.section("words")
    words = ChangeWords(inner.text("more", names=("amount",)), inner.text("less", names=("amount",)), inner.text("same"))
    for key in ("more", "less"):
        if _AMOUNT not in getattr(words, key):
            raise inner.fail(f"缺少 {_AMOUNT}", key)
    inner.close()
    return words


def _read_slots(section: TomlTable) -> Iterator[SlotForm]:
    inner = section.section("slots")
    for name in inner:
        slot = inner.section(name)
        yield SlotForm(name, slot.text("label"), slot.text("hint", ""), slot.flag("yearly"))
        slot.close()


def _refuse_unused_slots(section: TomlTable, slots: Sequence[SlotForm], documents: Sequence[DocumentForm]) -> None:
    """Raise unless each slot is used exactly once: its text is one place of the book."""
    atoms = [atom for d in documents for s in d.sections for p in s.parts for c in p.clauses for atom in c.atoms]
    for slot in slots:
        used = sum(atom == Atom(AtomKind.WRITTEN, slot.id) for atom in atoms)
        if used != 1:
            fault = "哪里都没有用到" if not used else "用了不止一次"
            section.refuse(fault, "slots", slot.id, about=FILE)


# --- figures -----------------------------------------------------------------------------------------------------


class _FigureReader:
    """Reads ``[figures]``: a cell ``T1:row:column``, ``procurement:amount``, ``assets:row``, several of them, or a filter."""

    def __init__(self, tables: TomlTable, assets: AssetForm, typed: TypedForm, read_ref: ReadRef) -> None:
        self._groups = read_groups(tables)
        self._rows = {row.id for row in assets.rows}
        self._typed = [row.id for row in typed.rows if row.kind == TYPED_AMOUNT]
        self._read_ref = read_ref

    def read(self, section: TomlTable) -> dict[str, FigureForm]:
        """All figures by name."""
        inner = section.section("figures")
        return {name: section.attempt(partial(self._figure, inner, name), FigureForm(())) for name in inner}

    def _figure(self, section: TomlTable, name: str) -> FigureForm:
        if not name.isidentifier() or name in FACTS:
            raise section.fail("不能用这个名字", name)
        if not isinstance(section.get(name), Mapping):
            return FigureForm(tuple(self._term(section, name, text) for text in section.texts(name)))
        inner = section.section(name)
        names = inner.texts("names", required=False)
        if "facts" in inner:
            form = FigureForm((self._facts(inner),), names)
        else:
            form = FigureForm(tuple(self._term(inner, "sum", text) for text in inner.texts("sum")), names)
        inner.close()
        return form

    def _facts(self, section: TomlTable) -> SumOfFacts:
        stream = section.choice("facts", STREAMS)
        at = self._read_ref(section, "at", section.text("at")) if "at" in section else None
        return SumOfFacts(stream, read_filter(section, "where", stream, self._groups), at)

    def _term(self, section: TomlTable, key: str, text: str) -> CellRef | SumOfPurchases | AssetValue | TypedAmount:
        kind, _, rest = text.partition(":")
        if kind == "assets":
            if rest not in self._rows:
                raise section.fail(f"固定资产没有“{rest}”这一行", key, allowed=sorted(self._rows), about="forms.toml")
            return AssetValue(rest)
        if kind == "typed":
            if rest not in self._typed:
                raise section.fail(f"[[typed]] 里没有“{rest}”这个金额", key, allowed=self._typed, about="forms.toml")
            return TypedAmount(rest)
        if kind == "procurement":
            field, _, catalogue = rest.partition(":")
            if field not in _PURCHASE_FIELDS:
                raise section.fail(f"政府采购没有“{field}”，只能是 {'、'.join(_PURCHASE_FIELDS)}", key)
            return SumOfPurchases(field, tuple(catalogue.split(",")))
        ref = self._read_ref(section, key, text)
        if ref.row == "*":
            raise section.fail(f"“{text}”要写明是哪一行", key)
        return ref


# --- documents ---------------------------------------------------------------------------------------------------


def _read_document(section: TomlTable, names: _Names, style: AmountStyle) -> DocumentForm:
    document = DocumentForm(
        name=section.text("name"),
        title=_read_atoms(section, "title", section.phrase("title"), names),
        sections=section.each("section", lambda s: _read_section(s, names)),
        before_tables=section.flag("before_tables"),
        orientation=section.choice("orientation", ORIENTATIONS, "portrait"),
        amounts=read_amounts(section, style),
    )
    refuse_other_unit_of_figures(section, document.amounts)
    section.close()
    return document


def _read_section(section: TomlTable, names: _Names) -> SectionForm:
    heading = section.text("heading", "")
    form = SectionForm(
        heading=heading,
        title=section.text("title", heading),
        parts=section.each("part", lambda s: _read_part(s, names), required=False),
        rule=section.choice("rule", ("", *RULES), ""),
    )
    if not form.title:
        raise section.fail("没有 heading 的，要写 title", "title")
    section.close()
    return form


def _read_part(section: TomlTable, names: _Names) -> PartForm:
    kinds = [kind for kind in PartKind if kind.value in section]
    if len(kinds) != 1:
        raise section.fail(f"要写 {'、'.join(kind.value for kind in PartKind)} 里的一个")
    kind = kinds[0]
    rule = section.choice("rule", ("", *RULES), "")
    if kind is PartKind.AGENCIES:
        headings = section.texts(kind.value)
        if len(headings) != _AGENCY_COLUMNS:
            raise section.fail("要有四个标题：名称、性质、规格、经费保障形式", kind.value)
        part = PartForm(kind, headings=headings, rule=rule)
    else:
        part = PartForm(kind, tuple(_read_clauses(section, kind, names)), rule=rule)
    section.close()
    return part


def _read_clauses(section: TomlTable, kind: PartKind, names: _Names) -> Iterator[Clause]:
    if kind is PartKind.WRITTEN:
        slot = section.choice(kind.value, tuple(names.slots))
        yield Clause((Atom(AtomKind.WRITTEN, slot),))
        return
    value = section.get(kind.value)
    for position, clause in enumerate(_clause_list(section, kind.value, value), 1):
        if isinstance(clause, str):
            yield Clause(_read_atoms(section, kind.value, clause, names, position))
        else:
            yield _read_clause(section.inner(clause, kind.value, position), names)


def _clause_list(section: TomlTable, key: str, value: Any) -> list[Any]:
    """The value as a list: a single text, or texts and clauses."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not value:
        raise section.fail("应当是文字，或者一列文字", key)
    return value


def _read_clause(section: TomlTable, names: _Names) -> Clause:
    clause = Clause(
        _read_atoms(section, "text", section.phrase("text"), names),
        tuple(_read_condition(section, "when", text, names) for text in section.texts("when", required=False)),
        tuple(_read_condition(section, "unless", text, names) for text in section.texts("unless", required=False)),
    )
    section.close()
    return clause


def _read_condition(section: TomlTable, key: str, text: str, names: _Names) -> Atom:
    atom = _read_atom(section, key, text, names)
    if atom.kind not in {AtomKind.FIGURE, AtomKind.CHANGE}:
        raise section.fail(f"“{text}”不是数，这里只能写数的名字，或者 change:…", key)
    return atom


def _read_atoms(section: TomlTable, key: str, text: str, names: _Names, position: int = 0) -> tuple[Atom, ...]:
    steps = (key, position) if position else (key,)
    try:
        parts = tuple(pieces(text))
    except UnpairedBraceError:
        raise section.fail(placeholders.unpaired(text), *steps) from None
    return tuple(_read_atom(section, steps, part, names) if is_place else Atom(AtomKind.WORDS, part) for part, is_place in parts)


def _read_atom(section: TomlTable, steps: str | tuple[str | int, ...], text: str, names: _Names) -> Atom:
    place = (steps,) if isinstance(steps, str) else steps
    prefix, colon, name = text.partition(":")
    if not colon:
        kind, name = (AtomKind.FACT if text in FACTS else AtomKind.FIGURE), text
    elif prefix in {kind.value for kind in (AtomKind.CHANGE, AtomKind.REASON, AtomKind.WRITTEN, AtomKind.TYPED)}:
        kind = AtomKind(prefix)
    else:
        raise section.fail(f"不认识“{{{text}}}”", *place)
    if name not in names.of(kind):
        raise section.fail(f"没有“{text}”，只能是 {'、'.join(names.of(kind))}", *place)
    return Atom(kind, name)
