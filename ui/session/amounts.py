"""Amounts (fen) as text on the screen: grouped in cells, exact in the content line, plain in editors."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from models.pack.forms.pack import Pack
from models.values.amount_style import AmountStyle
from models.values.money import Amount, MoneyUnit, Unread, rounded_wan, show_exact

GROUPED_WAN: Final = AmountStyle(grouping=True)
"""万元 with two decimals and separators: how the sources of grids make their cells."""

_STYLES: Final = {"万元": GROUPED_WAN, "元": AmountStyle("元", grouping=True)}
_FINEST_SHOWN: Final = MoneyUnit.WAN.value // 100


def grouped_wan(amount: int) -> str:
    """An amount (fen) in 万元 with two decimals: ``1,234.50``."""
    return f"{rounded_wan(amount):,.2f}"


def grouped(amount: int, unit: MoneyUnit) -> str:
    """An amount (fen) in a unit with two decimals: ``1,234.50``; in 元 that shows every digit."""
    return grouped_wan(amount) if unit is MoneyUnit.WAN else f"{Decimal(amount) / unit.value:,.2f}"


def gap_text(amount: int, unit: MoneyUnit) -> str:
    """A difference (fen, not negative) as ``grouped``; one that two decimals do not show with every digit: ``0.004``."""
    return (GROUPED_WAN if unit is MoneyUnit.WAN else _STYLES["元"]).told(amount)


def window_amounts(pack: Pack) -> AmountStyle:
    """How the window shows the sums of a book beside its grids: in the entry unit of its pack, whatever the clerk types in."""
    return _STYLES[pack.entry_unit]


def beside_table(style: AmountStyle) -> AmountStyle:
    """How the window shows amounts beside a table that prints its own so: with separators."""
    return replace(style, grouping=True)


def amount_width(style: AmountStyle) -> float:
    """The width of a narrow column of such amounts, in Chinese characters: figures in 元 have four digits more."""
    return 5.6 if style.unit == GROUPED_WAN.unit else 8.4


def change_words(now: int, before: int, style: AmountStyle = GROUPED_WAN) -> str:
    """``增加 3.60``, ``减少 7,850.54``, ``持平``; a change that two decimals do not show is shown exactly."""
    return "持平" if now == before else f"{'增加' if now > before else '减少'} {style.told(abs(now - before))}"


def cell_text(amount: Amount) -> str:
    """An amount as a cell shows it, in 万元; text that is no amount is shown as typed."""
    if isinstance(amount, Unread):
        return amount.text
    return "" if amount is None else grouped_wan(amount)


def typed_text(amount: Amount) -> str:
    """An amount as the editor starts with it: 万元, every digit, no grouping."""
    if isinstance(amount, Unread):
        return amount.text
    return "" if amount is None else show_exact(amount)


def exact_text(amount: Amount) -> str:
    """An amount as the content line shows it: ``8.0366 万元 ＝ 80,366.00 元``."""
    if not isinstance(amount, int):
        return cell_text(amount)
    return f"{show_exact(amount)} 万元 ＝ {Decimal(amount) / MoneyUnit.YUAN.value:,.2f} 元" if amount else "0"


def has_finer_digits(amount: Amount) -> bool:
    """Whether an amount has more digits than two decimals of 万元 show."""
    return isinstance(amount, int) and amount % _FINEST_SHOWN != 0
