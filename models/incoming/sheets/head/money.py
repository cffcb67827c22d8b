"""Turns the amounts of a head into funding lines and the amounts of the 实施期."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.records import FundingLine
from models.incoming.sheets import words
from models.incoming.sheets.notes import SheetNote, shortened
from models.values.money import Amount, MoneyUnit, Unread, fen, number_typed, show_exact
from models.values.unit_words import NamedUnit, amount_in, why_unread

_YEAR: Final = "year"
_TERM: Final = "term"
_PROJECT: Final = "project"
_TOTALS: Final = {"budget": _YEAR, "term_budget": _TERM, words.TOTAL: _PROJECT}
_TYPED: Final = frozenset({"term_fiscal", "term_other"})
_SOURCES: Final = ("general", "government_fund", "state_capital")
_SPLITS: Final = (("fiscal_current", "fiscal_carried"), ("superior", "own"), _SOURCES)
"""Fiscal money is printed as a whole, or in one of these ways in parts."""

_MARKS: Final[dict[str, dict[str, object]]] = {
    "fiscal_carried": {"carried": True}, "superior": {"level": "superior"}, "own": {"level": "own"},
    "government_fund": {"source": "government_fund"}, "state_capital": {"source": "state_capital"},
}  # fmt: skip
_LARGE: Final = 10_000
"""万元: hardly a project of a township has more."""


class MoneyCell(Struct, frozen=True):
    """An amount as it stands: the id and words of its label, the text, its unit (None: not said) and what it is of."""

    id: str
    label: str
    text: str
    unit: NamedUnit | None
    line: int
    of: str = ""


class Money:
    """Collects the amounts of one project. Labels below 实施期资金总额 are of the 实施期, those below 年度资金总额 of the year."""

    def __init__(self, sheet: int, *, typed: bool) -> None:
        self.cells: list[MoneyCell] = []
        self.notes: list[SheetNote] = []
        self._sheet, self._typed = sheet, typed
        self._of_column: dict[int, str] = {}
        self._row = ""
        self._after_total = self._is_loose = False

    def begin_row(self, *, loose: bool) -> None:
        """Begin a row: a total in it says what the amounts to its right are of. ``loose``: nothing is known to stand below it."""
        self._row, self._is_loose = "", loose

    def see_label(self, name: str, column: int) -> str:
        """What an amount with this label at this column is of: year, term, project, "" where nothing says it, "?" for unclear."""
        if name in _TOTALS:
            unclear = self._is_loose and self._after_total and self._of_column.get(column) not in {None, _TOTALS[name]}
            self._of_column[column] = "?" if unclear else _TOTALS[name]
            self._row, self._after_total = _TOTALS[name], True
            return _TOTALS[name]
        self._after_total = False
        if name in _TYPED:
            return _TERM
        if self._row:
            return self._row
        if column in self._of_column:
            return self._of_column[column]
        known = set(self._of_column.values())
        return known.pop() if len(known) == 1 else "?" if known else ""

    def take(self, name: str, label: str, text: str, unit: NamedUnit | None, line: int, of: str) -> None:
        """Take the value of a label."""
        self.cells.append(MoneyCell(name, label, text, unit, line, of))

    def funding(self, default: NamedUnit | None) -> tuple[list[FundingLine], dict[str, Amount]]:
        """The funding lines without ids, and the amounts of the 实施期 by id. ``default``: the unit stated above the table."""
        has_year = any(cell.of == _YEAR for cell in self.cells)
        year: dict[str, list[tuple[MoneyCell, Amount]]] = {}
        term: dict[str, list[tuple[MoneyCell, Amount]]] = {}
        for cell in self.cells:
            amount = self._amount(cell, default)
            if amount is None:
                continue
            if cell.of == "?" and cell.text:
                self._note(cell, f"“{cell.label}”看不出是年度的还是实施期的，没有填")
                continue
            of_term = cell.of == _TERM or (cell.of == _PROJECT and has_year)
            name = "budget" if cell.id == words.TOTAL else cell.id
            (term if of_term else year).setdefault(name, []).append((cell, amount))
        return self._of_year(year), self._of_term(term)

    def _amount(self, cell: MoneyCell, default: NamedUnit | None) -> Amount:
        unit = cell.unit or default
        amount = amount_in(cell.text, unit or MoneyUnit.WAN)
        if isinstance(amount, Unread):
            self._note(cell, f"{cell.label}“{shortened(amount.text)}”{why_unread(unit)}")
        elif amount and unit is None and number_typed(cell.text)[1] is None and amount > _LARGE * MoneyUnit.WAN.value:
            self._note(cell, f"{cell.label}“{cell.text}”没有写单位，按万元读了")
        return amount

    # --- the year

    def _of_year(self, found: dict[str, list[tuple[MoneyCell, Amount]]]) -> list[FundingLine]:
        lines = self._fiscal(found)
        other = [self._line(cell, amount, source="other_income") for cell, amount in found.get("other", ())]
        for cell, amount in found.get("other", ()):
            if amount:
                self._note(cell, f"{cell.label}没有写明来源，先放在“其他收入”")
        lines += other
        self._compare_total(found.get("budget", []), lines)
        if not lines and "budget" in found:
            cell, amount = found["budget"][0]
            self._note(cell, f"{cell.label}下面没有分资金来源，先放在“一般公共预算”")
            lines = [self._line(cell, amount)]
        return lines

    def _fiscal(self, found: dict[str, list[tuple[MoneyCell, Amount]]]) -> list[FundingLine]:
        whole = found.get("fiscal", [])
        split = self._split(found)
        parts = [(cell, amount, name) for name in split for cell, amount in found.get(name, ()) if amount != 0]
        if not parts:
            return [self._line(cell, amount) for cell, amount in whole]
        lines = [self._line(cell, amount, **_MARKS.get(name, {})) for cell, amount, name in parts]
        if not whole:
            return lines
        total, of_parts = _sum(amount for _, amount in whole), _sum(amount for _, amount, _ in parts)
        if total == of_parts:
            return lines
        cell = whole[0][0]
        beside = {name for _, _, name in parts} == {"fiscal_carried"} and self._stands_beside(found, total, of_parts)
        if beside or total > of_parts:
            return [replace(self._line(cell, total if beside else total - of_parts), typed=""), *lines]
        self._note(cell, f"{cell.label}写着 {show_exact(total)} 万元，分项合计是 {show_exact(of_parts)} 万元，按分项填")
        return lines

    def _split(self, found: dict[str, list[tuple[MoneyCell, Amount]]]) -> Sequence[str]:
        """The way of parting that is used: the first that has amounts. Another is said to be left out."""
        used = [split for split in _SPLITS if any(amount for name in split for _, amount in found.get(name, ()))]
        for split in used[1:]:
            cells = [(cell, amount) for name in split for cell, amount in found.get(name, ()) if amount]
            for cell, _ in cells:
                self._note(cell, f"{cell.label}“{cell.text}”与别的分法重复，没有填")
        return used[0] if used else ()

    def _stands_beside(self, found: dict[str, list[tuple[MoneyCell, Amount]]], fiscal: int, carried: int) -> bool:
        """Whether 上年结转 comes on top of 财政拨款, as the total shows."""
        other = _sum(amount for _, amount in found.get("other", ()))
        return any(amount == fiscal + carried + other for _, amount in found.get("budget", ()))

    def _compare_total(self, totals: Sequence[tuple[MoneyCell, Amount]], lines: Sequence[FundingLine]) -> None:
        paid = _sum(line.amount for line in lines)
        for cell, amount in totals:
            if lines and isinstance(amount, int) and amount != paid:
                stated = f"{cell.label}写着 {show_exact(amount)} 万元"
                self._note(cell, f"{stated}，下面的资金合计是 {show_exact(paid)} 万元，按资金填")

    def _line(self, cell: MoneyCell, amount: Amount, **marks: object) -> FundingLine:
        return replace(FundingLine(0, amount=amount, typed=cell.text if self._typed else ""), **marks)

    # --- the whole 实施期

    def _of_term(self, found: dict[str, list[tuple[MoneyCell, Amount]]]) -> dict[str, Amount]:
        fiscal_ids = ("fiscal", "term_fiscal", "fiscal_current", "fiscal_carried", "superior", "own", *_SOURCES)
        fiscal = next((found[name] for name in ("fiscal", "term_fiscal") if name in found), None)
        fiscal = fiscal if fiscal is not None else [pair for name in fiscal_ids for pair in found.get(name, ())]
        other = [pair for name in ("other", "term_other") for pair in found.get(name, ())]
        amounts: dict[str, Amount] = {}
        for name, pairs in (("term_fiscal", fiscal), ("term_other", other)):
            if pairs:
                unread = next((amount for _, amount in pairs if isinstance(amount, Unread)), None)
                amounts[name] = unread or _sum(amount for _, amount in pairs)
        for cell, amount in (pair for name in ("budget", "term_budget") for pair in found.get(name, ())):
            if amount and not amounts:
                self._note(cell, f"{cell.label}“{cell.text}”是整个实施期的，没有分财政资金和其他资金，没有填")
            elif isinstance(amount, int) and amounts and amount != _sum(amounts.values()):
                self._note(
                    cell, f"{cell.label}“{cell.text}”与下面的资金合计 {show_exact(_sum(amounts.values()))} 万元不同，按资金填"
                )
        return amounts

    def _note(self, cell: MoneyCell, told: str) -> None:
        self.notes.append(SheetNote(self._sheet, cell.line, told, cell.text))


def _sum(amounts: Iterable[Amount]) -> int:
    return sum(map(fen, amounts))
