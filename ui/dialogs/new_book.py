"""新建: asks for unit, year, stage and form pack of a new book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from models.book import terms
from models.book.records import Book, Unit
from models.pack.forms.pack import Pack
from models.values.text import clean_text
from models.years.form_choice import is_for, offered_forms
from storage.packs.catalogue import edition_note
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import choice_box, line_edit, make_form, note
from ui.dialogs.packs.pack_box import PackBox
from ui.theme.theme import CHARACTER, Theme
from ui.theme.widget_state import set_style_property

_FIELD_WIDTH: Final = 22
_GET_ONE: Final = "向财政局要来，用“工具”里的“导入版式”导入；没有新的，可以先用这个"


class NewBookDialog(AnswerDialog):
    """Name and year are required. ``refusal`` returns why a book cannot be made, or "".

    It proposes the unit of ``start`` and the budget year ``year``.
    """

    def __init__(
        self,
        packs: Sequence[Pack],
        start: Book | None,
        year: int,
        refusal: Callable[[Book], str],
        theme: Theme,
        parent: QWidget | None = None,
        unreadable: Sequence[str] = (),
    ) -> None:
        super().__init__("新建", "", theme, parent)
        self._packs, self._refusal = tuple(packs), refusal
        self._used: Pack | None = None
        self.code = line_edit("单位编码")
        self.name = line_edit("单位名称")
        self.region = line_edit("区划代码")
        self.region.setMaxLength(6)
        self.region.setValidator(QIntValidator(0, 999999, self))
        self.year = line_edit("预算年度")
        self.year.setMaxLength(4)
        self.year.setValidator(QIntValidator(0, 9999, self))
        self.pack = PackBox()
        self.stage = choice_box("预算阶段")
        self.facts = note("版式说明")
        self.unreadable = note("读不出来的版式")
        self.unreadable.setText("\n".join(unreadable))
        self.unreadable.setVisible(bool(unreadable))
        self.fault = note("不能建立的原因")
        self._lay_out()
        self.add_answers((Answer("leave", "不建立"), Answer("create", "建立")))
        self._start_with(start, year)
        for field in (self.region, self.year):
            field.textChanged.connect(self._offer)
        for field in (self.code, self.name, self.region, self.year):
            field.textChanged.connect(self._validate)
        self.stage.currentTextChanged.connect(self._validate)
        self.pack.currentIndexChanged.connect(self._show_pack)
        self._validate()
        (self.year if self.name.text() else self.code).setFocus()

    def _lay_out(self) -> None:
        fields = (
            ("单位编码(&B)", self.code), ("单位名称(&M)", self.name), ("预算年度(&N)", self.year),
            ("预算阶段(&J)", self.stage), ("区划代码(&Q)", self.region), ("版式(&S)", self.pack),
        )  # fmt: skip
        for _, field in fields:
            field.setMinimumWidth(self.theme.px(_FIELD_WIDTH * CHARACTER))
        form = make_form(fields, self.theme)
        form.addRow("", self.facts)
        form.addRow("", self.unreadable)
        self.column.addLayout(form)
        self.column.addWidget(self.fault)

    def _start_with(self, start: Book | None, year: int) -> None:
        """Propose the unit of ``start``, a form of its place for the year, and the first stage that has no book yet."""
        if start is not None:
            self.code.setText(start.unit.code)
            self.name.setText(start.unit.name)
            self.region.setText(start.unit.region)
            self._used = next((pack for pack in self._packs if pack.id == start.pack), None)
        self.year.setText(str(year))
        self._offer()
        self._show_pack()
        free = (at for at, stage in enumerate(self.pack.pack.stages) if not self._refusal(replace(self.book, stage=stage)))
        self.stage.setCurrentIndex(next(free, 0))

    @Slot()
    def _offer(self) -> None:
        """List the packs for the typed place and year; while a year is being typed the list stays."""
        if len(self.year.text()) == 4:
            self.pack.show_offers(offered_forms(self._packs, self.region.text(), int(self.year.text()), self._used))

    @Slot()
    def _show_pack(self) -> None:
        pack, stage = self.pack.pack, self.stage.currentText()
        self._show_facts()
        self.stage.clear()
        self.stage.addItems(list(pack.stages))
        self.stage.setCurrentIndex(max(self.stage.findText(stage), 0))

    def _show_facts(self) -> None:
        """Show the pack's facts, and what to do when its year is not the typed one."""
        pack, year = self.pack.pack, self.year.text()
        facts = "    ".join((pack.issuer, f"{pack.year} 年", f"第 {pack.version} 版", *([pack.awaits] if pack.awaits else [])))
        unsure = edition_note(pack.codes)
        facts += f"\n科目表 {pack.codes} 年版：{unsure}" if unsure else ""
        whole = len(year) == 4 and terms.EARLIEST_YEAR <= int(year) <= terms.LATEST_YEAR
        of_year = next((other.name for other in self.pack.offers.here if other.year == int(year)), "") if whole else ""
        if whole and int(year) != pack.year:
            facts += f"\n{year} 年的有“{of_year}”" if of_year else f"\n没有 {year} 年的版式：{_GET_ONE}"
        region = self.region.text()
        if region and not any(is_for(other, region) for other in self._packs):
            facts += f"\n没有区划代码 {region} 的版式，列出的是别处的：{_GET_ONE}"
        self.facts.setText(facts)

    @property
    def book(self) -> Book:
        """The book of the current entries. The year is 0 while none is typed."""
        code, name, region = (clean_text(field.text()).strip() for field in (self.code, self.name, self.region))
        unit = Unit(code=code, name=name, region=region)
        return Book(self.pack.pack.id, int(self.year.text() or 0), self.stage.currentText(), unit)

    @Slot()
    def _validate(self) -> None:
        book = self.book
        whole = terms.EARLIEST_YEAR <= book.year <= terms.LATEST_YEAR
        fault = self._refusal(book) if whole and book.unit.name else ""
        if len(self.year.text()) == 4 and not whole:
            fault = f"预算年度 {book.year} 不对，填 {terms.EARLIEST_YEAR} 到 {terms.LATEST_YEAR} 之间的年份"
        self._show_facts()
        lacking = [words for words, there in (("单位名称", book.unit.name), ("预算年度", len(self.year.text()) == 4)) if not there]
        self.fault.setText(fault or ("还要填" + "、".join(lacking) if lacking else ""))
        set_style_property(self.fault, "error", bool(fault))
        self.fault.setVisible(bool(self.fault.text()))
        self.buttons["create"].setEnabled(bool(whole and book.unit.name and not fault))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        packs: Sequence[Pack],
        start: Book | None,
        year: int,
        refusal: Callable[[Book], str],
        unreadable: Sequence[str] = (),
    ) -> Book | None:
        """The new book, None when left. ``unreadable`` holds a sentence for each pack that cannot be offered."""
        dialog = cls(packs, start, year, refusal, theme, parent, unreadable)
        return dialog.book if dialog.ask_now() == "create" else None
