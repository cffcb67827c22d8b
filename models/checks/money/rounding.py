"""Rounding gaps of printed totals (R-1): each figure is rounded by itself, so parts may differ from the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.book.records import Book
from models.checks.findings import CheckResult
from models.pack.filters import CellRef
from models.pack.forms.tables import AmountColumn
from models.published.head import page_text
from models.published.tables import SideTable, Table, TableRow
from models.values.amount_style import UNITS, AmountStyle


class RoundingGaps:
    """The gaps of all tables of a book as it is edited; only changed rows are compared again."""

    def __init__(self) -> None:
        self._sides: dict[tuple[str, int], _SideGaps] = {}

    def update(self, tables: Mapping[str, Table], book: Book) -> Iterator[CheckResult]:
        """The gaps of these tables, in the order of the tables."""
        for table in tables.values():
            for index, side in enumerate(table.sides):
                if side.side.rows is not None:
                    yield from self._sides.setdefault((table.spec.id, index), _SideGaps()).update(table, side, book)


class _SideGaps:
    """The gaps of one side, by families: a coded row and the rows directly below it."""

    def __init__(self) -> None:
        self._rows: tuple[TableRow, ...] = ()
        self._gaps: dict[tuple[int, ...], Sequence[CheckResult]] = {}
        """The gaps of each family, by the positions of its rows."""
        self._found: Sequence[CheckResult] = ()

    def update(self, table: Table, side: SideTable, book: Book) -> Sequence[CheckResult]:
        """The current gaps of the side."""
        was, now = self._rows, side.rows
        if was is now:
            return self._found
        changed = {at for at, (before, row) in enumerate(zip(was, now, strict=False)) if row is not before}
        if len(was) != len(now) or any(was[at].id != now[at].id for at in changed):
            self._gaps = dict.fromkeys(_families(now), ())
            changed = set(range(len(now)))
        for family in self._gaps:
            if not changed.isdisjoint(family):
                self._gaps[family] = tuple(_gaps(table, side.side.columns, [now[at] for at in family], book))
        self._rows, self._found = now, [gap for gaps in self._gaps.values() for gap in gaps]
        return self._found


def _families(rows: Sequence[TableRow]) -> Iterable[tuple[int, ...]]:
    """The positions of each row that has rows directly below it (类 under 合计, 款 under 类, 项 under 款), and of these."""
    above: list[int] = []
    families: dict[int, list[int]] = {at: [at] for at in range(len(rows))}
    for at, row in enumerate(rows):
        while above and rows[above[-1]].level >= row.level:
            above.pop()
        if above and rows[above[-1]].level == row.level - 1:
            families[above[-1]].append(at)
        above.append(at)
    return (tuple(family) for family in families.values() if len(family) > 1)


def _gaps(table: Table, columns: Sequence[AmountColumn], family: Sequence[TableRow], book: Book) -> Iterator[CheckResult]:
    """The columns in which the exact figures of a family add up but the printed ones do not."""
    style = table.spec.amounts
    last_digit = _last_digit(style)
    for column, (whole, *parts) in zip(columns, zip(*(row.values for row in family), strict=True), strict=True):
        if whole == sum(parts) and any(figure % last_digit for figure in parts):
            printed, *shown = (_printed(figure, last_digit) for figure in (whole, *parts))
            added = sum(shown)
            if printed != added:
                yield _gap(table, family[0], column, (printed, added), book)


def _gap(table: Table, row: TableRow, column: AmountColumn, figures: tuple[int, int], book: Book) -> CheckResult:
    (printed, added), title = figures, table.spec.name
    name = " ".join(row.labels).strip()
    style = table.spec.amounts
    gap, total, sum_below = (style.figure(amount) for amount in (abs(printed - added), printed, added))
    difference = f"印出 {total}，下级相加 {sum_below}，差 {gap}（四舍五入）"
    return CheckResult(
        message=f"{title}“{name}”的“{page_text(book, column.heading[-1], style)}”：{difference}",
        place=CellRef(table.spec.id, row.id, column.id).place,
        values=(("印出", total), ("下级相加", sum_below), ("相差", gap)),
        remedy=f"不用改。财政局问起时可以说：各数按元汇总后分别四舍五入，{title}“{name}”与下级相加相差 {gap} {style.unit}，是尾差",
    )


def _last_digit(style: AmountStyle) -> int:
    """What the last printed digit is worth, in fen; at least 1."""
    return int(UNITS[style.unit].value // 10**style.decimals)


def _printed(amount: int, last_digit: int) -> int:
    """The printed figure (rounded half up) in fen, so that printed figures can be added."""
    return (abs(amount) + last_digit // 2) // last_digit * last_digit * (1 if amount >= 0 else -1)
