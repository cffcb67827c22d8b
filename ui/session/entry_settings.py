"""How a clerk types: the unit of amounts (万元 or 元) and where Enter goes; kept in the settings."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from models.values.money import MoneyUnit
from ui.session.settings import MemorySettings, Settings, kept

UNIT_NAMES: Final = {MoneyUnit.WAN: "万元", MoneyUnit.YUAN: "元"}
_UNIT: Final = {MoneyUnit.WAN: "entry/unit", MoneyUnit.YUAN: "entry/unit_of_forms_in_yuan"}
"""Where the clerk's choice of a unit is kept, by the unit of the form: a switch for one kind of form leaves the other as it is."""

_IN_ORDER: Final = "entry/enter_in_order"


class EntrySettings(QObject):
    """The two choices of the clerk for entry pages; printed forms do not follow them. ``changed`` follows every change."""

    changed = Signal()

    def __init__(self, form_unit: MoneyUnit, parent: QObject | None = None) -> None:
        """``form_unit``: the unit of the book's pack, until the clerk chooses the other one."""
        super().__init__(parent)
        self._settings: Settings = MemorySettings()
        self._form_unit = self._unit = form_unit
        self._in_order = False

    def remember_in(self, settings: Settings) -> None:
        """Read the choices from ``settings`` and store later changes there."""
        self._settings = settings
        chosen = kept(settings, _UNIT[self._form_unit], "")
        self._unit = next((unit for unit in MoneyUnit if unit.name == chosen), self._form_unit)
        self._in_order = kept(settings, _IN_ORDER, default=False)
        self.changed.emit()

    @property
    def unit(self) -> MoneyUnit:
        """The unit in which amounts are typed and shown on entry pages."""
        return self._unit

    @property
    def unit_name(self) -> str:
        """The name of the unit: 万元 or 元."""
        return UNIT_NAMES[self._unit]

    @property
    def in_order(self) -> bool:
        """Whether Enter goes to the next cell that is still to be entered instead of down the column."""
        return self._in_order

    @Slot()
    def switch_unit(self) -> None:
        """Change between 万元 and 元."""
        self._unit = MoneyUnit.YUAN if self._unit is MoneyUnit.WAN else MoneyUnit.WAN
        self._settings.set(_UNIT[self._form_unit], self._unit.name)
        self.changed.emit()

    @Slot()
    def switch_order(self) -> None:
        """Change between Enter going down and Enter going in entry order."""
        self._in_order = not self._in_order
        self._settings.set(_IN_ORDER, self._in_order)
        self.changed.emit()
