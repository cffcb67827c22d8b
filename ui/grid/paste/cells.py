"""Reads the cells of a pasted block: the text to type for each, or why it cannot be entered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from models.book.purchases import made_of
from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.contents import are_codes, count_in_brackets, is_government_code, number_in_brackets
from models.incoming.clipboard.units import UnitFound, amount_meant, unit_by_size
from models.projects.project_code import is_spoilt
from models.values.codes import Codes, CodeTable
from models.values.money import Amount, MoneyUnit, Unread, fen, read_amount, show_exact, why_unread
from models.values.text import clipped
from models.values.unit_words import WORDS, NamedUnit, names_unit
from ui.grid.paste.fields import Basis
from ui.grid.paste.target import PastedWords, PasteTarget, text_at
from ui.grid.rows.column import ColumnKind
from ui.grid.rows.line_source import code_table, may_mean, meant, offered
from ui.grid.rows.model import GridModel


class Outcome(StrEnum):
    """What becomes of a pasted cell or row, worst first; PASSED is left out on purpose."""

    BLOCKED = "blocked"
    CHANGED = "changed"
    NEW = "new"
    PASSED = "passed"
    SAME = "same"


class PlanCell(NamedTuple):
    """A cell of the block. ``text`` is typed at ``row`` and ``position`` of the grid; None: nothing is.

    ``old`` and ``new`` are what the cell shows before and after. ``odd``: entered, but the checks will mark it;
    ``stands``: the cell already has this text.
    """

    pasted: str
    row: int = -1
    position: int = -1
    text: str | None = None
    fate: Outcome = Outcome.SAME
    old: str = ""
    new: str = ""
    note: str = ""
    odd: bool = False
    stands: bool = False

    @property
    def lands(self) -> bool:
        """Whether the cell of the grid will show the pasted text, as far as it can be told before the edit."""
        return self.position >= 0 and self.fate is not Outcome.BLOCKED and (self.text is not None or bool(self.pasted))

    @property
    def is_open(self) -> bool:
        """Whether the fate is known only after the edit: the text is for a cell that cannot be edited."""
        return self.position >= 0 and self.text is None and self.fate is Outcome.SAME and bool(self.pasted)


NOTHING = PlanCell("")
_PRODUCT: Final = ("quantity", "price", "amount")
_LEFT_OUT: Final = {
    Basis.HEADINGS: "标题没有对应的列", Basis.CONTENTS: "看不出是哪一列", Basis.CHOSEN: "选了不填",
}  # fmt: skip


class PastedCells:
    """Reads the cells of a block for a grid. ``chosen`` is the unit that the clerk chose in the preview, if any."""

    def __init__(
        self, block: ClipboardBlock, grid: GridModel, target: PasteTarget, words: PastedWords, chosen: MoneyUnit | None
    ) -> None:
        self._block, self._grid, self._target, self._words = block, grid, target, words
        self._odd_columns = {at: why for at in target.columns if (why := self._why_no_amounts(at))}
        found = self._find_unit()
        self.unit = found
        self._unit = chosen or (found.unit if found else grid.open_book.entry_settings.unit)
        self._worked_out = self._units_worked_out()

    @property
    def chosen(self) -> MoneyUnit:
        """The unit in which amounts are read."""
        return self._unit

    def cell(self, row: int, at: int) -> PlanCell:
        """Read the cell at row and column of the block; the row must be in ``target.rows``."""
        to, position = self._target.rows[row], self._target.columns[at]
        column = self._grid.column(position) if position >= 0 else None
        text = text_at(self._block, row, at, column)
        is_new = to >= self._grid.line_count
        if column is None or (is_new and not self._grid.source.takes_new_rows):
            return self._outside(text, no_row=column is not None) if text else NOTHING
        if not text and self._target.by_key and not is_new:
            return NOTHING
        cell = self._grid.cell_at(min(to, self._grid.line_count), position)
        if not cell.editable:
            return PlanCell(text, to, position, old=cell.text)
        if column.kind is ColumnKind.AMOUNT:
            read = self._amount(text, row, at, to, cell.text)
        else:
            read = self._choice(text, to, position) if column.choices else self._text(text, to, position)
        return read._replace(stands=True) if not is_new and read.text == cell.typed else read

    def _outside(self, text: str, *, no_row: bool) -> PlanCell:
        """A text without a cell in the grid: PASSED under a heading unknown here, otherwise BLOCKED."""
        if no_row:
            return PlanCell(text, fate=Outcome.BLOCKED, note=f"表格只有 {self._grid.line_count} 行")
        if self._target.headings is not None:
            return PlanCell(text, fate=Outcome.PASSED, note=_LEFT_OUT[self._target.basis])
        last = self._grid.heading(self._grid.columnCount() - 1)
        return PlanCell(text, fate=Outcome.BLOCKED, note=f"表格到“{last}”为止，右边没有列了")

    def _text(self, text: str, to: int, position: int) -> PlanCell:
        """A text or a code; a code that the table lacks is entered as it is, with a note."""
        table = code_table(self._grid.column(position), self._grid.open_book.context)
        if table is None:
            return PlanCell(text, to, position, text)
        if why := _why_never_a_code(self._grid.open_book.codes, table, text):
            return PlanCell(text, to, position, fate=Outcome.BLOCKED, note=f"“{_short(text)}”{why}")
        code = self._words.typed(text, position)
        odd = bool(code) and len(table) > 0 and table.get(code) is None
        why = _why_no_code(self._grid.open_book.codes, table, code) if odd else ""
        if code and not odd and (more := _figures_behind(table, code, text)):
            return PlanCell(text, to, position, code, odd=True, note=f"只取了 {code}，后面的“{_short(more)}”没有填")
        return PlanCell(text, to, position, code, odd=odd, note=f"{why}，照填并标出" if why else "")

    # --- amounts

    def unit_at(self, row: int, at: int) -> MoneyUnit:
        """The unit of an amount: as given for its cell or column in the block, else the grid column's own, else the block's."""
        given = self._block.units.get((row, at)) or self._unit_of_heading(at) or self._worked_out.get(at)
        if isinstance(given, MoneyUnit):
            return given
        return self._grid.column(self._target.columns[at]).fixed_unit or self._unit

    def _units_worked_out(self) -> Mapping[int, MoneyUnit]:
        """The unit of prices that name none: that in which 数量 × 单价 is the amount in every row that has all three."""
        found = {self._grid.column(to).key: at for at, to in self._target.columns.items() if to >= 0}
        if not {*_PRODUCT} <= found.keys() or self._unit_of_heading(found["price"]) is not None:
            return {}
        quantity, price, amount = (found[key] for key in _PRODUCT)
        rows = [[self._block.text(row, at) for at in (quantity, price, amount)] for row in self._target.rows]
        whole = [(texts, fen(amount_meant(texts[2], self._unit))) for texts in rows if all(texts) and not names_unit(texts[1])]
        fits = [
            unit for unit in MoneyUnit
            if whole and all(made_of(texts[0], amount_meant(texts[1], unit)) == amount for texts, amount in whole)
        ]  # fmt: skip
        return {price: fits[0]} if len(fits) == 1 else {}

    def _unit_of_heading(self, at: int) -> NamedUnit | None:
        """The unit in the block's heading, for grid columns with a fixed unit; the others follow the choice in the preview."""
        column = self._grid.column(self._target.columns[at])
        headings = self._target.headings
        return headings.units.get(at) if headings is not None and column.fixed_unit is not None else None

    def _unread_unit(self, at: int) -> str:
        """The unit of a column's amounts if they are not read in it (千元); "" otherwise."""
        headings, caption = self._target.headings, self._target.caption
        named = headings.units.get(at) if headings is not None else None
        if named is None and caption is not None and self._grid.column(self._target.columns[at]).fixed_unit is None:
            named = caption[0]
        return named if isinstance(named, str) else ""

    def _amount(self, text: str, row: int, at: int, to: int, standing: str) -> PlanCell:
        position = self._target.columns[at]
        if not text and (whole := self._block.merged.get((row, at))):
            return PlanCell(text, to, position, "", odd=True, note=f"和上面合并的一格，“{_short(whole)}”只填在上面那一行")
        if text and (word := self._unread_unit(at)) and not names_unit(text):
            note = f"单位是{word}，先在表格里换成元或万元"
            return PlanCell(text, to, position, fate=Outcome.BLOCKED, old=standing, note=note)
        if text and at in self._odd_columns:
            note = f"“{_short(text)}”{self._odd_columns[at]}，不是金额"
            return PlanCell(text, to, position, fate=Outcome.BLOCKED, old=standing, note=note)
        amount = amount_meant(text, self.unit_at(row, at))
        if isinstance(amount, Unread):
            why = f"“{_short(text)}”{why_unread(text).value}"
            if standing:
                return PlanCell(text, to, position, fate=Outcome.BLOCKED, old=standing, note=f"{why}，保留 {standing}")
            return PlanCell(text, to, position, text, odd=True, note=f"{why}，照填并标出")
        doubt = self._doubt(text, row, at)
        return PlanCell(text, to, position, _as_typed(text, amount, self._grid.unit(position)), odd=bool(doubt), note=doubt)

    def _column(self, at: int) -> Sequence[str]:
        """The texts in a column of the block, without rows that are left out."""
        return [text for row in self._target.rows if (text := self._block.text(row, at))]

    def _why_no_amounts(self, at: int) -> str:
        """Why the figures in a column for amounts are none: they are codes, or count the rows as （1）（2）; "" where they are."""
        position = self._target.columns[at]
        if position < 0 or self._grid.column(position).kind is not ColumnKind.AMOUNT:
            return ""
        texts, codes = self._column(at), self._grid.open_book.codes
        if len(set(texts)) > 1 and are_codes(texts, (codes.function, codes.economic)):
            return "是科目编码"
        return "是编号" if count_in_brackets(texts) else ""

    def _doubt(self, text: str, row: int, at: int) -> str:
        """What is to be looked at before an amount is taken; "" where nothing is."""
        headings = self._target.headings
        of_row = headings.doubted.get(row, "") if headings is not None else ""
        return self._doubt_of_brackets(text, at) or self._doubt_of_unit(text, at) or of_row

    def _doubt_of_brackets(self, text: str, at: int) -> str:
        """Whether （3） is meant as -3. Where other figures of the column are negative too it is."""
        number = number_in_brackets(text)
        if number is None:
            return ""
        amounts = [read_amount(other) for other in self._column(at) if number_in_brackets(other) is None]
        negative = any(isinstance(amount, int) and amount < 0 for amount in amounts)
        return "" if negative else f"“{_short(text)}”按会计的写法是 -{number}；要是编号，不填"

    def _doubt_of_unit(self, text: str, at: int) -> str:
        """Whether an amount in a unit of the page's own (单价) is meant in the one that the table names."""
        fixed, caption = self._grid.column(self._target.columns[at]).fixed_unit, self._target.caption
        if not text or names_unit(text) or fixed is None or caption is None or caption[0] is fixed:
            return ""
        told = self._unit_of_heading(at) is not None or at in self._worked_out
        return "" if told else f"“{_short(text)}”按{WORDS[fixed]}，表头写“{caption[1]}”"

    def _find_unit(self) -> UnitFound | None:
        """The unit for amounts without one: from a heading, the caption, or their size; None when there are no such amounts."""
        cells = list(self._without_unit())
        if not cells:
            return None
        headings, caption = self._target.headings, self._target.caption
        if headings is not None:
            for _, _, at in cells:
                if isinstance(unit := headings.units.get(at), MoneyUnit):
                    agree = caption is None or caption[0] is unit
                    reason = f"标题写“{headings.words[at]}”" + ("" if agree or caption is None else f"，表头写“{caption[1]}”")
                    return self._counting_same(UnitFound(unit, agree, reason), cells)
        if caption and isinstance(caption[0], MoneyUnit):
            return self._counting_same(UnitFound(caption[0], sure=True, reason=f"表头写“{caption[1]}”"), cells)
        positions = {self._target.columns[at] for _, _, at in cells}
        known = [value for position in positions for value in self._amounts_of(position)]
        return unit_by_size(
            [text for text, _, _ in cells], self._current_amounts(cells), known, self._grid.open_book.entry_settings.unit
        )

    def _without_unit(self) -> Iterator[tuple[str, int, int]]:
        """Text, row and column of the amounts that have no unit."""
        amounts = [
            at for at, position in self._target.columns.items()
            if position >= 0 and self._grid.column(position).kind is ColumnKind.AMOUNT
            and self._grid.column(position).fixed_unit is None and not self._unread_unit(at)
        ]  # fmt: skip
        for row in self._target.rows:
            for at in amounts:
                text = self._block.text(row, at)
                if text and (row, at) not in self._block.units and not names_unit(text):
                    yield text, row, at

    def _current_amounts(self, cells: Sequence[tuple[str, int, int]]) -> list[tuple[str, Amount]]:
        """Pasted texts with the amounts that their cells hold now."""
        return [(text, self._current_amount(row, at)) for text, row, at in cells]

    def _current_amount(self, row: int, at: int) -> Amount:
        to = self._target.rows[row]
        if to >= self._grid.line_count:
            return None
        position = self._target.columns[at]
        return read_amount(self._grid.cell_at(to, position).typed, self._grid.unit(position))

    def _amounts_of(self, position: int) -> Iterator[int]:
        for row in range(self._grid.line_count):
            amount = read_amount(self._grid.cell_at(row, position).typed, self._grid.unit(position))
            if isinstance(amount, int):
                yield amount

    def _counting_same(self, found: UnitFound, cells: Sequence[tuple[str, int, int]]) -> UnitFound:
        same = sum(amount_meant(text, found.unit) == held for text, held in self._current_amounts(cells) if held)
        words = f"{found.reason}；按{WORDS[found.unit]}换算，{same} 行与现有的数相同" if same else found.reason
        return UnitFound(found.unit, found.sure, words)

    # --- choices

    def _choice(self, text: str, to: int, position: int) -> PlanCell:
        column = self._grid.column(position)
        if not text and to >= self._grid.line_count:
            return NOTHING
        if meant(column, text, self._grid.open_book.context) is not None:
            other = column.spans and bool(text) and not offered(column, text)
            note = f"“{_short(text)}”不在{column.title}的可选内容里，照填" if other else ""
            return PlanCell(text, to, position, text, odd=other, note=note)
        several = len(may_mean(column, text))
        why = f"可以是 {several} 项" if several > 1 else f"不在{column.title}的可选内容里"
        return PlanCell(text, to, position, fate=Outcome.BLOCKED, note=f"“{_short(text)}”{why}")


def _as_typed(text: str, amount: Amount, unit: MoneyUnit) -> str:
    """The text to type for an amount (fen): as pasted if the column reads it so, else written in 万元 with the unit."""
    if not isinstance(amount, int):
        return ""
    if read_amount(text, unit) == amount:
        return text
    return f"{show_exact(amount)}万元"


def _why_never_a_code(codes: Codes, table: CodeTable, text: str) -> str:
    """Why a figure cannot be a code, known or not: it is money, a number of something, or of another classification."""
    if table.get(text) is not None or not isinstance(read_amount(text), int) or is_spoilt(text):
        return ""
    if table.get(table.read(text)) is not None:
        return ""
    plain = text.strip("'’‘ ")
    if is_government_code(plain) and codes.function.get(plain) is None:
        return "是政府预算支出经济分类的编码，这里没有地方填"
    is_short = plain.isdecimal() and len(plain) < min(table.levels)
    return "不是科目编码" if is_short or not plain.isdecimal() else ""


def _figures_behind(table: CodeTable, code: str, text: str) -> str:
    """What stands behind a code and its name in one cell, if there are figures: ``2013202 行政管理 30201 5`` → ``30201 5``."""
    plain = unicodedata.normalize("NFKC", text)
    if not any(map(str.isalpha, plain)):
        return ""
    rest = plain.replace(code, "", 1).replace(table.name(code), "", 1).strip(" []()【】-—:、：") if code in plain else ""
    return rest if any(map(str.isdigit, rest)) and not any(map(str.isdigit, table.name(code))) else ""


def _why_no_code(codes: Codes, table: CodeTable, text: str) -> str:
    """Why a text is no code of a table, and the other years whose tables have it."""
    if is_spoilt(text):
        return f"“{text}”是表格改坏的代码，那一列改成文本格式再复制"
    named = table.codes_named(text)
    if len(named) > 1:
        return f"叫“{_short(text)}”的科目有 {len(named)} 个，要写代码"
    other = codes.other_years(text)
    return table.conflict(text) or f"科目表里没有“{_short(text)}”{f'（{other}）' if other else ''}"


def _short(text: str) -> str:
    return clipped(text, 12)
