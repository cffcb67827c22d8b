"""How a clerk types while a book is open: amounts in 万元 or 元, and where Enter goes; remembered between two starts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from models.values.money import MoneyUnit
from ui.session.settings import ForgetfulSettings, Settings

UNIT_NAMES: Final = {MoneyUnit.WAN: "万元", MoneyUnit.YUAN: "元"}
_UNIT: Final = "entry/unit"
_IN_ORDER: Final = "entry/enter_in_order"


class EntrySettings(QObject):
    """``changed`` after every change. ``unit`` is how amounts are typed and shown on entry pages; the forms print 万元."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings: Settings = ForgetfulSettings()
        self._unit = MoneyUnit.WAN
        self._in_order = False

    def remember_in(self, settings: Settings) -> None:
        """Take over what the settings know, and keep it there from now on."""
        self._settings = settings
        self._unit = MoneyUnit.YUAN if settings.get(_UNIT) == MoneyUnit.YUAN.name else MoneyUnit.WAN
        self._in_order = bool(settings.get(_IN_ORDER, False))
        self.changed.emit()

    @property
    def unit(self) -> MoneyUnit:
        """The unit of amounts on entry pages."""
        return self._unit

    @property
    def unit_name(self) -> str:
        """万元 or 元."""
        return UNIT_NAMES[self._unit]

    @property
    def in_order(self) -> bool:
        """Whether Enter goes to the next cell that is typed, instead of down."""
        return self._in_order

    @Slot()
    def switch_unit(self) -> None:
        """万元 to 元, and back."""
        self._unit = MoneyUnit.YUAN if self._unit is MoneyUnit.WAN else MoneyUnit.WAN
        self._settings.set(_UNIT, self._unit.name)
        self.changed.emit()

    @Slot()
    def switch_order(self) -> None:
        """Down to entry order, and back."""
        self._in_order = not self._in_order
        self._settings.set(_IN_ORDER, self._in_order)
        self.changed.emit()
