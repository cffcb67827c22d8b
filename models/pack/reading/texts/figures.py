"""Reads figures: cells ``T1:row:column``, facts, and what stands beside the tables.

``procurement:amount``, ``assets:row``, ``projects:all``, ``typed:item``, ``list:services:amount``, ``limits:goods``, or several.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Final

from models.book.facts import STREAMS
from models.pack.filters import CellRef
from models.pack.forms.checks import LIMITS, ProcurementLimits
from models.pack.forms.contents import ASSETS, PROCUREMENT
from models.pack.forms.lists import AMOUNT as LIST_AMOUNT
from models.pack.forms.narrative import (
    FACTS,
    AssetValue,
    FigureForm,
    Limit,
    ListTotal,
    SumOfFacts,
    SumOfProjects,
    SumOfPurchases,
    Term,
    TypedAmount,
)
from models.pack.forms.tables import TableSpec
from models.pack.forms.typed import AMOUNT as TYPED_AMOUNT
from models.pack.forms.typed import TypedForm
from models.pack.reading.beside.forms import FormsBesideTables
from models.pack.reading.parts.cells import cells_share
from models.pack.reading.parts.filters import read_filter, read_groups
from models.pack.reading.parts.meanings import other_money, refuse_other_figure
from models.pack.reading.toml_table import TomlTable

_PURCHASE_FIELDS: Final = ("amount", "small_firms")
_PROJECTS: Final = ("all", "with_goals")

ReadRef = Callable[[TomlTable, str, str, Sequence[TableSpec]], CellRef]


class FigureReader:
    """``tables`` is the pack's tables.toml (for its groups of sources), ``specs`` are the tables that cells are in."""

    def __init__(
        self,
        tables: TomlTable,
        beside: FormsBesideTables,
        typed: TypedForm,
        specs: Sequence[TableSpec],
        limits: ProcurementLimits,
        read_ref: ReadRef,
    ) -> None:
        self._groups = tables.attempt(partial(read_groups, tables), {})
        self._rows = {row.id for row in beside.assets.rows} if beside.assets is not None else set()
        self._beside = beside
        self.typed_amounts = [row.id for row in typed.rows if row.kind == TYPED_AMOUNT]
        self._lists = {form.id: [c.id for c in form.columns if c.kind == LIST_AMOUNT and c.sum] for form in beside.declared}
        self._specs, self._limits = specs, limits
        self._read_ref = read_ref
        self._kinds: Mapping[str, Callable[[TomlTable, str, str], Term]] = {
            "assets": self._asset,
            "projects": self._projects,
            "typed": self._typed_amount,
            "procurement": self._purchases,
            "list": self._list,
            "limits": self._limit,
        }

    def read(self, section: TomlTable) -> dict[str, FigureForm]:
        """All figures of ``[figures]`` by name; none where the section is missing."""
        if "figures" not in section:
            return {}
        inner = section.section("figures")
        figures = {name: section.attempt(partial(self._figure, inner, name), FigureForm(())) for name in inner}
        called: dict[str, str] = {}
        for name, form in figures.items():
            wrong = [refuse_other_figure(inner, words, form.terms, self._specs, name) for words in form.names]
            for term in form.terms if not any(wrong) else ():
                if isinstance(term, SumOfFacts):
                    self.refuse_other_cell(inner, term, name)
            for words in form.names:
                if (other := called.setdefault(words, name)) != name:
                    inner.refuse(f"“{other}”已经叫“{words}”，两个数不能一样叫", name, "names")
        return figures

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
        terms = tuple(self._term(section, key, text) for text in section.texts(key))
        if any(terms.count(term) > 1 for term in terms):
            raise section.fail("同一个数写了两次，会加两遍", key)
        cells = [term for term in terms if isinstance(term, CellRef)]
        for first, second in combinations(cells, 2):
            if cells_share(first, second, self._specs):
                raise section.fail(f"“{first.place.field}”和“{second.place.field}”里有同一笔钱，会加两遍", key)
        return FigureForm(terms, names)

    def facts(self, section: TomlTable) -> SumOfFacts:
        """The keys ``facts``, ``where`` and ``at`` of a section."""
        stream = section.choice("facts", STREAMS)
        at = self._read_ref(section, "at", section.text("at"), self._specs) if "at" in section else None
        return SumOfFacts(stream, read_filter(section, "where", stream, self._groups), at)

    def refuse_other_cell(self, section: TomlTable, figure: SumOfFacts, *steps: str) -> None:
        """Refuse a cell of another figure as the one in which a sum of lines is seen."""
        told = other_money((figure,), (figure.at,), self._specs, sides=True) if figure.at is not None else None
        if told is not None:
            section.refuse(f"这个数收的是{told[0]}，这一格却是{told[1]}", *steps, "at")

    def _refuse_missing_form(self, section: TomlTable, key: str, kind: str) -> None:
        if kind in {PROCUREMENT, ASSETS} and kind not in {*self._beside.names, *(view.lines for view in self._beside.views)}:
            raise section.fail(f"forms.toml 里没有 {kind} 这张表，不能取它的数", key, about="forms.toml")

    def side(self, section: TomlTable, key: str, figures: Mapping[str, FigureForm]) -> tuple[Term, ...]:
        """The terms of a side of an equation: also ``figure:NAME``, a figure of [figures], and cells of every row (``*``)."""
        terms: list[Term] = []
        for text in section.texts(key):
            kind, _, name = text.partition(":")
            if kind != "figure":
                terms.append(self._term(section, key, text, every_row=True))
            elif name in figures:
                terms += figures[name].terms
            else:
                raise section.fail(
                    f"narrative.toml 的 [figures] 里没有“{name}”", key, allowed=list(figures), about="narrative.toml"
                )
        return tuple(terms)

    def _term(self, section: TomlTable, key: str, text: str, *, every_row: bool = False) -> Term:
        kind, _, rest = text.partition(":")
        self._refuse_missing_form(section, key, kind)
        if kind in self._kinds:
            return self._kinds[kind](section, key, rest)
        ref = self._read_ref(section, key, text, self._specs)
        if ref.row == "*" and not every_row:
            raise section.fail(f"“{text}”要写明是哪一行", key)
        return ref

    def _asset(self, section: TomlTable, key: str, row: str) -> AssetValue:
        if row not in self._rows:
            raise section.fail(f"固定资产没有“{row}”这一行", key, allowed=sorted(self._rows), about="forms.toml")
        return AssetValue(row)

    def _projects(self, section: TomlTable, key: str, which: str) -> SumOfProjects:
        if which not in _PROJECTS:
            raise section.fail(f"项目没有“{which}”，只能是 {'、'.join(_PROJECTS)}", key)
        return SumOfProjects(which == "with_goals")

    def _typed_amount(self, section: TomlTable, key: str, item: str) -> TypedAmount:
        if item not in self.typed_amounts:
            raise section.fail(f"[[typed]] 里没有“{item}”这个金额", key, allowed=self.typed_amounts, about="forms.toml")
        return TypedAmount(item)

    def _purchases(self, section: TomlTable, key: str, rest: str) -> SumOfPurchases:
        field, _, catalogue = rest.partition(":")
        if field not in _PURCHASE_FIELDS:
            raise section.fail(f"政府采购没有“{field}”，只能是 {'、'.join(_PURCHASE_FIELDS)}", key)
        return SumOfPurchases(field, tuple(catalogue.split(",")))

    def _list(self, section: TomlTable, key: str, rest: str) -> ListTotal:
        name, _, column = rest.partition(":")
        if name not in self._lists:
            raise section.fail(f"没有“{name}”这张清单", key, allowed=list(self._lists), about="forms.toml")
        if column not in self._lists[name]:
            raise section.fail(f"“{name}”没有“{column}”这一栏合计的金额", key, allowed=self._lists[name], about="forms.toml")
        return ListTotal(name, column)

    def _limit(self, section: TomlTable, key: str, name: str) -> Limit:
        written = [limit for limit in LIMITS if getattr(self._limits, limit)]
        if name not in written:
            raise section.fail(f"pack.toml 的 [limits] 里没有“{name}”", key, allowed=written, about="pack.toml")
        return Limit(name)
