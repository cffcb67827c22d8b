"""Reads a pack's narrative.toml (the form of 情况说明) and rejects anything outside its vocabulary.

Places are in braces: ``{unit}``, ``{year}``, ``{last_year}``; the name of a figure; ``{change:item}``, ``{percent:item}``,
``{direction:item}``, ``{before:item}`` and ``{reason:item}`` for an item of last year's figures; ``{count:projects}``,
``{quantity:row}`` of 固定资产; ``{write:slot}``; and the names of a part that repeats.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import asdict, replace

from models.pack.forms.last_year import BASES, EXECUTED
from models.pack.forms.narrative import (
    RULES,
    Atom,
    AtomKind,
    ChangeWords,
    Clause,
    DocumentForm,
    Each,
    FigureForm,
    NarrativeForm,
    PartForm,
    PartKind,
    RepeatForm,
    SectionForm,
    SlotForm,
    SumOfFacts,
    Years,
)
from models.pack.forms.records import AssetForm
from models.pack.forms.typed import TypedForm
from models.pack.reading.amounts import read_amounts, refuse_other_unit_of_figures
from models.pack.reading.tables import ORIENTATIONS
from models.pack.reading.texts.atoms import EACH_NAMES, Names, read_atoms, read_condition, read_facts
from models.pack.reading.texts.figures import FigureReader
from models.pack.reading.texts.last_year import read_words, refuse_wordless
from models.pack.reading.texts.neighbours import refuse_contradictions, refuse_contradictions_in_words
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.values.amount_style import AmountStyle

FILE: Final = "narrative.toml"
_AGENCY_COLUMNS: Final = 4


def read_narrative(
    section: TomlTable,
    figures: Mapping[str, FigureForm],
    items: Collection[str],
    reader: FigureReader,
    assets: AssetForm | None,
    typed: TypedForm,
) -> NarrativeForm:
    """The form of 情况说明, without documents when the file is missing. Raises ``PackError``.

    ``items`` is the list of last year's figures, ``reader`` reads the money of parts that repeat.
    """
    if "document" not in section:
        return NarrativeForm(figures=figures)
    slots = tuple(_read_slots(section))
    rows = tuple(row.id for row in assets.rows) if assets is not None else ()
    names = Names(figures, items, tuple(slot.id for slot in slots), rows, tuple(row.id for row in typed.rows))
    style = read_amounts(section)
    documents = _DocumentReader(names, _read_words(section, style.unit), style, reader).read(section)
    _refuse_unused_slots(section, slots, documents)
    refuse_wordless(section, documents)
    return NarrativeForm(documents, slots, figures, style)


def _read_slots(section: TomlTable) -> Iterator[SlotForm]:
    if "slots" not in section:
        return
    inner = section.section("slots")
    for name in inner:
        if not name.isidentifier():
            raise inner.fail("不能用这个名字", name)
        slot = inner.section(name)
        standard = read_facts(slot, "standard", slot.phrase("standard", ""))
        yield SlotForm(name, slot.text("label"), slot.text("hint", ""), slot.flag("yearly"), standard)
        slot.close()


def _refuse_unused_slots(section: TomlTable, slots: Sequence[SlotForm], documents: Sequence[DocumentForm]) -> None:
    """Raise unless each slot is used exactly once: its text is one place of the book."""
    atoms = [atom for document in documents for part in document.parts for clause in part.clauses for atom in clause.atoms]
    for slot in slots:
        used = sum(atom == Atom(AtomKind.WRITTEN, slot.id) for atom in atoms)
        if used != 1:
            fault = "哪里都没有用到" if not used else "用了不止一次"
            section.refuse(fault, "slots", slot.id, about=FILE)


class _DocumentReader:
    """Reads documents, sections and parts; a part has the wording of changes of its document unless it has its own."""

    def __init__(self, names: Names, words: ChangeWords, style: AmountStyle, reader: FigureReader) -> None:
        self._names, self._words, self._style, self._reader = names, words, style, reader

    def read(self, section: TomlTable) -> tuple[DocumentForm, ...]:
        """All documents."""
        documents = section.each("document", self._document)
        refuse_duplicates(section, "document", [document.name for document in documents])
        return documents

    def _document(self, section: TomlTable) -> DocumentForm:
        amounts = read_amounts(section, self._style)
        words = _read_words(section, amounts.unit, self._words)
        document = DocumentForm(
            name=section.text("name"),
            title=read_facts(section, "title", section.phrase("title", "" if section.get("title") == "" else None)),
            sections=section.each("section", lambda s: self._section(s, words, amounts.unit)),
            before_tables=section.flag("before_tables"),
            orientation=section.choice("orientation", ORIENTATIONS, "portrait"),
            words=words,
            amounts=amounts,
        )
        refuse_other_unit_of_figures(section, amounts)
        refuse_other_unit_of_figures(TomlTable(asdict(words), section.file, ("words",)), amounts)
        section.close()
        return document

    def _section(self, section: TomlTable, words: ChangeWords, unit: str) -> SectionForm:
        heading = read_facts(section, "heading", section.phrase("heading", ""))
        is_plain = all(atom.kind is AtomKind.WORDS for atom in heading)
        form = SectionForm(
            heading=heading,
            title=section.text("title", "".join(atom.name for atom in heading) if is_plain else ""),
            parts=section.each("part", lambda s: self._part(s, words, unit), required=False),
            rule=section.choice("rule", ("", *RULES), ""),
            forms=section.texts("forms", required=False),
        )
        if not form.title:
            raise section.fail("没有 heading 的，和 heading 里有花括号的，要写 title", "title")
        section.close()
        return form

    def _part(self, section: TomlTable, words: ChangeWords, unit: str) -> PartForm:
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
            repeat = self._repeat(section, words, unit) if "each" in section else None
            if repeat is not None and kind is not PartKind.TEXT:
                raise section.fail("只有 text 能和 each 一起写", "each")
            part = PartForm(kind, tuple(_read_clauses(section, kind, self._names_in(repeat))), rule=rule, repeat=repeat)
        _refuse_blank(section, part)
        refuse_contradictions(section, part, unit, self._reader.typed_amounts)
        section.close()
        return part

    def _repeat(self, section: TomlTable, words: ChangeWords, unit: str) -> RepeatForm:
        each = Each(section.choice("each", tuple(each.value for each in Each)))
        if each is Each.PROJECT or (each is Each.AGENCY and "facts" not in section):
            return RepeatForm(each)
        facts = self._reader.facts(section)
        if each is Each.AGENCY:
            return RepeatForm(each, facts)
        if not isinstance(facts, SumOfFacts) or facts.stream == "three_public":
            raise section.fail("三公经费没有功能科目，不能按科目一条一条写", "facts")
        self._reader.refuse_other_cell(section, facts)
        against = section.choice("against", tuple(BASES), EXECUTED)
        years = Years(section.choice("codes", tuple(years.value for years in Years), Years.NOW.value))
        return RepeatForm(each, facts, against, years, _read_words(section, unit, words))

    def _names_in(self, repeat: RepeatForm | None) -> Names:
        if repeat is None:
            return self._names
        own = (repeat.against,) if repeat.each is Each.FUNCTION else ("amount",) if repeat.facts is not None else ()
        return replace(self._names, slots=(), each=(*EACH_NAMES[repeat.each], *own))  # a slot prints once


def _read_words(section: TomlTable, unit: str, base: ChangeWords | None = None) -> ChangeWords:
    """The wording of a change in a text that prints in ``unit``. Raises ``PackError``."""
    words = read_words(section, base)
    refuse_contradictions_in_words(section, unit)
    return words


def _read_clauses(section: TomlTable, kind: PartKind, names: Names) -> Iterator[Clause]:
    if kind is PartKind.WRITTEN:
        slot = section.choice(kind.value, tuple(names.slots))
        yield Clause((Atom(AtomKind.WRITTEN, slot),))
        return
    value = section.get(kind.value)
    for position, clause in enumerate(_clause_list(section, kind.value, value), 1):
        if isinstance(clause, str):
            yield Clause(read_atoms(section, (kind.value, position), clause, names))
        else:
            yield _read_clause(section.inner(clause, kind.value, position), names)


def _clause_list(section: TomlTable, key: str, value: Any) -> list[Any]:
    """The value as a list: a single text, or texts and clauses."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not value:
        raise section.fail("应当是文字，或者一列文字", key)
    return value


def _refuse_blank(section: TomlTable, part: PartForm) -> None:
    """Refuse a text that says nothing: it would print an empty paragraph."""
    if part.clauses and not any(atom.name.strip() for clause in part.clauses for atom in clause.atoms):
        section.refuse("不能空着", part.kind.value)


def _read_clause(section: TomlTable, names: Names) -> Clause:
    clause = Clause(
        read_atoms(section, ("text",), section.phrase("text"), names),
        tuple(read_condition(section, "when", text, names) for text in section.texts("when", required=False)),
        tuple(read_condition(section, "unless", text, names) for text in section.texts("unless", required=False)),
    )
    if set(clause.when) & set(clause.unless):
        raise section.fail("when 和 unless 写的是同一个数，这一截永远不印", "unless")
    section.close()
    return clause
