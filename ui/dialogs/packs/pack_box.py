"""PackBox: a box with the form packs that suit, and the others below a heading."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QStandardItemModel

from models.pack.forms.pack import Pack
from models.years.form_choice import FormOffers
from ui.widgets.small_controls import ChoiceBox

OTHERS: Final = "其他版式"


class PackBox(ChoiceBox):
    """A pack that the clerk chose stays chosen when the offers change; else the first one is."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("版式")
        self._is_chosen = False
        self._listed: tuple[Pack | None, ...] = ()
        self.offers = FormOffers((), ())
        self.activated.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        self._is_chosen = True

    @property
    def pack(self) -> Pack:
        """The selected pack."""
        pack = self._listed[self.currentIndex()]
        if pack is None:
            raise LookupError(OTHERS)  # a heading cannot be selected
        return pack

    def show_offers(self, offers: FormOffers) -> None:
        """List the packs; ``currentIndexChanged`` follows once if another one is selected then."""
        if offers == self.offers:
            return
        kept = self.pack.id if self._is_chosen else ""
        self.offers = offers
        blocked = self.blockSignals(True)
        self.clear()
        heading = (None,) if offers.here and offers.others else ()
        self._listed = (*offers.here, *heading, *offers.others)
        for pack in self._listed:
            if pack is None:
                self._add_heading()
            else:
                self.addItem(pack.title)
        self.setCurrentIndex(-1)
        self.blockSignals(blocked)
        ids = [pack.id if pack else "" for pack in self._listed]
        self.setCurrentIndex(ids.index(kept) if kept else 0)

    def _add_heading(self) -> None:
        self.addItem(OTHERS)
        model = self.model()
        if isinstance(model, QStandardItemModel):
            model.item(self.count() - 1).setEnabled(False)
