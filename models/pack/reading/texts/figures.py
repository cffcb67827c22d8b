"""Reads figures: a cell ``T1:row:column``, ``procurement:amount``, ``assets:row``, ``projects:all``, several of them, or facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from models.book.facts import STREAMS
from models.pack.filters import CellRef
from models.pack.forms.contents import ASSETS, PROCUREMENT
from models.pack.forms.narrative import FACTS, AssetValue, FigureForm, SumOfFacts, SumOfProjects, SumOfPurchases, Term, TypedAmount
from models.pack.forms.tables import TableSpec
from models.pack.forms.typed import AMOUNT as TYPED_AMOUNT
from models.pack.forms.typed import TypedForm
from models.pack.reading.beside.forms import FormsBesideTables
from models.pack.reading.parts.filters import read_filter, read_groups
from models.pack.reading.toml_table import TomlTable

_PURCHASE_FIELDS: Final = ("amount", "small_firms")
_PROJECTS: Final = ("all", "with_goals")

ReadRef = Callable[[TomlTable, str, str, Sequence[TableSpec]], CellRef]


class FigureReader:
    """``tables`` is the pack's tables.toml (for its groups of sources), ``specs`` are the tables that cells are in."""

    def __init__(
        self, tables: TomlTable, beside: FormsBesideTables, typed: TypedForm, specs: Sequence[TableSpec], read_ref: ReadRef
    ) -> None:
        self._groups = tables.attempt(partial(read_groups, tables), {})
        self._rows = {row.id for row in beside.assets.rows} if beside.assets is not None else set()
        self._beside = beside
        self._typed = [row.id for row in typed.rows if row.kind == TYPED_AMOUNT]
        self._specs = specs
        self._read_ref = read_ref

    def read(self, section: TomlTable) -> dict[str, FigureForm]:
        """All figures of ``[figures]`` by name; none where the section is missing."""
        if "figures" not in section:
            return {}
        inner = section.section("figures")
        return {name: section.attempt(partial(self._figure, inner, name), FigureForm(())) for name in inner}

    def _figure(self, section: TomlTable, name: str) -> FigureForm:
        if not name.isidentifier() or name in FACTS:
            raise section.fail("不能用这个名字", name)
        if not isinstance(section.get(name), Mapping):
            return self.sum(section, name)
        inner = section.section(name)
        names = inner.texts("names", required=False)
        form = FigureForm((self.facts(inner),), names) if "facts" in inner else self.sum(inner, "sum", names)
        inner.close()
        return form

    def sum(self, section: TomlTable, key: str, names: tuple[str, ...] = ()) -> FigureForm:
        """The sum of the terms under a key."""
        return FigureForm(tuple(self._term(section, key, text) for text in section.texts(key)), names)

    def facts(self, section: TomlTable) -> SumOfFacts:
        """The keys ``facts``, ``where`` and ``at`` of a section."""
        stream = section.choice("facts", STREAMS)
        at = self._read_ref(section, "at", section.text("at"), self._specs) if "at" in section else None
        return SumOfFacts(stream, read_filter(section, "where", stream, self._groups), at)

    def _refuse_missing_form(self, section: TomlTable, key: str, kind: str) -> None:
        if kind in {PROCUREMENT, ASSETS} and kind not in {*self._beside.names, *(view.lines for view in self._beside.views)}:
            raise section.fail(f"forms.toml 里没有 {kind} 这张表，不能取它的数", key, about="forms.toml")

    def _term(self, section: TomlTable, key: str, text: str) -> Term:
        kind, _, rest = text.partition(":")
        self._refuse_missing_form(section, key, kind)
        if kind == "assets":
            if rest not in self._rows:
                raise section.fail(f"固定资产没有“{rest}”这一行", key, allowed=sorted(self._rows), about="forms.toml")
            return AssetValue(rest)
        if kind == "projects":
            if rest not in _PROJECTS:
                raise section.fail(f"项目没有“{rest}”，只能是 {'、'.join(_PROJECTS)}", key)
            return SumOfProjects(rest == "with_goals")
        if kind == "typed":
            if rest not in self._typed:
                raise section.fail(f"[[typed]] 里没有“{rest}”这个金额", key, allowed=self._typed, about="forms.toml")
            return TypedAmount(rest)
        if kind == "procurement":
            field, _, catalogue = rest.partition(":")
            if field not in _PURCHASE_FIELDS:
                raise section.fail(f"政府采购没有“{field}”，只能是 {'、'.join(_PURCHASE_FIELDS)}", key)
            return SumOfPurchases(field, tuple(catalogue.split(",")))
        ref = self._read_ref(section, key, text, self._specs)
        if ref.row == "*":
            raise section.fail(f"“{text}”要写明是哪一行", key)
        return ref
