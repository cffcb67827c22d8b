"""The head line of 读入: what the files are, the unit as a switch, and the buttons that fill or leave."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from models.incoming.offer.block import OfferBlock
from models.incoming.offer.offer import Offer
from models.incoming.recognised.titles import TABLE
from models.incoming.recognised.units import hint_of_name
from models.values.money import MoneyUnit
from ui.pages.incoming.panes import FileHead
from ui.theme.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.small_controls import ChoiceBox, ElidedLabel

_UNITS: Final = {MoneyUnit.YUAN: "元", MoneyUnit.WAN: "万元"}
_FORMATS: Final = {
    "xlsx": "Excel 工作簿", "xls": "Excel 97 工作簿", "ods": "ODS 表格", "docx": "Word 文档", "pdf": "PDF", "html": "网页",
    "csv": "CSV 表格", "text": "文本",
}  # fmt: skip


class HeadLine(FileHead):
    """``unit_chosen`` carries the ``MoneyUnit`` in which the chosen block is to be read."""

    unit_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "读的是什么文件", "不填入  Esc", parent)
        self.unit_label = ElidedLabel("金额的单位从哪里来")
        self.unit = ChoiceBox()
        self.unit.setAccessibleName("这一块的金额单位")
        self.unit.addItems(list(_UNITS.values()))
        self.unit.activated.connect(self._choose)
        self.fill = KeyButton(theme, "填入  Ctrl+Enter", autoDefault=True)
        self.fill.setProperty("primary", True)
        buttons = (self.files, self.leave, self.fill)
        self.add_parts((self.unit_label, self.unit, *buttons), buttons)

    def show_offer(self, offer: Offer, taken: Collection[str]) -> None:
        """Say what the files are and how much will be filled."""
        self.show_result(about_words(offer))
        many = offer.count(taken)
        where = "新预算" if offer.target.book is None else "上年数" if offer.target.year_before else ""
        self.fill.setText(f"填入{where} {many} 项  Ctrl+Enter" if taken else "填入  Ctrl+Enter")
        self.show_only(self.files, self.leave, self.fill)
        self.fill.setEnabled(bool(taken))

    def show_unit(self, block: OfferBlock | None, file_name: str = "") -> None:
        """Show the unit of a block; it can be switched where the block is a table."""
        unit = block.unit if block is not None else None
        self.unit.setVisible(unit is not None)
        self.unit_label.setVisible(unit is not None)
        if block is not None and unit is not None:
            self.unit.setCurrentText(_UNITS[unit])
            self.unit.setEnabled(block.kind == TABLE)
            unsaid = "；".join(filter(None, ("没有写，按版式", hint_of_name(file_name)))) if block.kind == TABLE else ""
            said = "文件里写明" if block.unit_said else unsaid
            self.unit_label.setText(f"单位（{said}）" if said else "单位")
            self.unit.setToolTip(block.unit_said)

    def tell(self, sentence: str) -> None:
        """Say what was done, or why it was not, in place of what the files are."""
        if sentence:
            self.about.setText(sentence)

    def show_only(self, *shown: QWidget) -> None:
        """The unit is shown with a block alone."""
        super().show_only(*shown)
        if self.fill not in shown:
            self.show_unit(None)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.unit_chosen.emit(list(_UNITS)[index])


def about_words(offer: Offer) -> str:
    """What the files are and what becomes of them, in one line."""
    names = "、".join(f"“{file.name}”（{_FORMATS.get(file.document.kind, file.document.kind)}）" for file in offer.files)
    target = offer.target
    known = any(file.found.pack is not None for file in offer.files)
    facts = [target.pack.name if known else "没有认出公开表", f"{target.year} 年" if target.year else "", target.unit]
    goal = "新建一本预算" if target.book is None else "填进上年数" if target.year_before else "填进这本预算"
    told = "，".join(filter(None, facts))
    return f"{names}：{told}，{offer.refused or goal}"
