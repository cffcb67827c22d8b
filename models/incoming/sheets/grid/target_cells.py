"""Puts sign, value and unit of a 指标值 that is printed apart together, and the words on its direction where they belong."""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from models.incoming.sheets.wording import Wording, plain
from models.values.target_parts import QUALITATIVE, QUANTITATIVE, TargetParts, direction_of, join_target, read_sign, split_target

_DIRECTIONS: Final = {"正向": "正向", "正向指标": "正向", "反向": "反向", "反向指标": "反向", "逆向": "反向", "逆向指标": "反向"}
PARTS: Final = frozenset({"sign", "direction", "measure", "unit", "target"})


class TargetCells(Struct):
    """The cells of one indicator that make its 指标值; ``odd`` are those that do not fit, with their column."""

    texts: dict[str, str]
    signs: list[str] = field(default_factory=list)
    measure: str = ""
    direction: str = ""
    odd: list[tuple[str, str]] = field(default_factory=list)

    @property
    def target(self) -> str:
        """The one text."""
        value, unit = self.texts.get("target", ""), self.texts.get("unit", "")
        sign = self.signs[0] if self.signs else ""
        return _joined(sign, value, unit) if sign or unit else value

    @property
    def own_direction(self) -> str:
        """指标方向性 where it does not follow from the sign anyway."""
        return "" if self.direction == direction_of(self.target) else self.direction


def read_target(texts: dict[str, str], wording: Wording) -> TargetCells:
    """Read the cells of an indicator, by the id of their column.

    指标性质 and 指标方向 hold signs in one place and 正向 in another: what a cell says decides.
    """
    cells = TargetCells(texts)
    for column in ("sign", "direction", "measure"):
        text = texts.get(column, "")
        key = plain(text)
        sign = wording.signs.get(key) or read_sign(text)
        if not text:
            continue
        if key in _DIRECTIONS and cells.direction in {"", _DIRECTIONS[key]}:
            cells.direction = _DIRECTIONS[key]
        elif key in {QUANTITATIVE, f"{QUANTITATIVE}指标", f"{QUALITATIVE}指标"} or (key == QUALITATIVE and column == "measure"):
            cells.measure = key[:2]
        elif sign and (not cells.signs or cells.signs[0] == sign):
            cells.signs.append(sign)
        else:
            cells.odd.append((column, text))
    if cells.signs == [QUALITATIVE]:
        cells.measure = cells.measure or QUALITATIVE
    _note_conflicts(cells)
    return cells


def _note_conflicts(cells: TargetCells) -> None:
    """A value that brings another sign or unit than its columns say keeps its own."""
    parts = split_target(cells.texts.get("target", ""))
    sign, unit = cells.signs[0] if cells.signs else "", cells.texts.get("unit", "")
    if parts.sign not in {"", QUALITATIVE, sign} and sign:
        cells.odd.append(("sign", cells.signs.pop()))
    if parts.unit and unit and parts.unit != unit and parts.sign != QUALITATIVE:
        cells.odd.append(("unit", cells.texts.pop("unit")))


def _joined(sign: str, value: str, unit: str) -> str:
    parts = split_target(value)
    if sign and parts.sign == sign:  # the value repeats the sign of its column
        sign = ""
    if unit and parts.unit == unit:
        unit = ""
    return join_target(TargetParts(sign, value, unit)) if sign or unit else value
