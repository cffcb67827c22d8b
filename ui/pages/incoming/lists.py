"""The two lists beside the original: the blocks of the files, and the fields of the chosen block."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.incoming.offer.block import CHANGED, STATES, UNCLEAR, OfferBlock, OfferField, Outcome
from models.incoming.offer.offer import Offer
from models.incoming.recognised.recognise import KINDS, LEFT_OUT, UNKNOWN
from models.incoming.recognised.titles import TEXT
from models.pack.forms.contents import ASSETS, PROCUREMENT
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow, PlainTable

OUTCOME: Final = "outcome"
"""The key of the last row of the blocks: what filling does."""

_SHORT: Final = {TEXT: "情况说明", PROCUREMENT: "采购", ASSETS: "资产", UNKNOWN: "未识别"}
_BLOCKS: Final = (PlainColumn("填", 2.2), PlainColumn("种类", 6), PlainColumn("标题"), PlainColumn("项", 3, right=True))
_FIELDS: Final = (PlainColumn("名称"), PlainColumn("填入以后", 6), PlainColumn("现在", 5.4), PlainColumn("状态", 3.5))
_CHARACTERS: Final = 60


class ListOfBlocks(PlainTable):
    """``changed`` carries the key of the current block, ``taken`` that of one which Space or a click on 填入 takes or leaves."""

    changed = Signal(str)
    taken = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_BLOCKS, theme, icons, parent)
        self.setAccessibleName("文件里的各块")
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(self._clicked)

    def show_offer(self, offer: Offer, taken: Collection[str]) -> None:
        """Show all blocks, and what filling does."""
        rows = [PlainRow(block.key, _block_cells(block, offer, taken)) for block in offer.blocks]
        many = PlainCell(str(offer.count(taken)))
        rows.append(PlainRow(OUTCOME, (PlainCell(), PlainCell("结果", bold=True), PlainCell("填入以后"), many)))
        self.show_rows(rows)

    def select(self, key: str) -> None:
        """Make a block the current one."""
        keys = [row.key for row in self.plain.rows]
        if key in keys:
            self.selectRow(keys.index(key))

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.changed.emit(str(self.plain.rows[index.row()].key))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.taken.emit(str(self.plain.rows[index.row()].key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes or leaves the block."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self.current_key is not None:
            self.taken.emit(str(self.current_key))
        else:
            super().keyPressEvent(event)


def kind_word(block: OfferBlock) -> str:
    """A kind of a block in one word."""
    return _SHORT.get(block.kind, KINDS.get(block.kind, block.kind))


def _block_cells(block: OfferBlock, offer: Offer, taken: Collection[str]) -> tuple[PlainCell, ...]:
    choice = PlainCell(mark="ok") if block.key in taken else PlainCell("—" if block.can_be_taken else "", quiet=True)
    page = f"{block.place.page} 页 " if block.place.page else ""
    title = block.title or block.place.sheet or next((left.text for left in block.leftovers if left.text), "")
    several = f"{offer.files[block.file].name} " if len(offer.files) > 1 else ""
    quiet = block.kind in LEFT_OUT or not block.can_be_taken
    return (
        choice,
        PlainCell(kind_word(block), quiet=quiet),
        PlainCell(page + title[:_CHARACTERS] + (f"（{several.strip()}）" if several else ""), mark=worst_mark(block), quiet=quiet),
        PlainCell(str(len(block.fields)) if block.fields else "", quiet=quiet),
    )


def worst_mark(block: OfferBlock) -> str:
    """The mark of a block: a conflict with the book, else something that was not understood, else none."""
    if any(field.state == CHANGED for field in block.fields):
        return "verify"
    unclear = any(field.state == UNCLEAR for field in block.fields)
    return "hint" if unclear or (block.leftovers and block.kind not in LEFT_OUT) else ""


class ListOfFields(PlainTable):
    """``changed`` carries the key of the current row (the id of a field, ``left:N``), ``as_read`` that of a field to read anew."""

    changed = Signal(str)
    as_read = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_FIELDS, theme, icons, parent)
        self.setAccessibleName("这一块的各项")
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_block(self, block: OfferBlock) -> None:
        """Show the fields, then what was not understood."""
        rows = [PlainRow(field.id, _field_cells(field)) for field in block.fields]
        for number, left in enumerate(block.leftovers):
            text = PlainCell(_one_line(left.text))
            rows.append(PlainRow(f"left:{number}", (PlainCell("没有读懂", mark="hint"), text, PlainCell(), PlainCell("不填"))))
        self.show_rows(rows)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what filling does, a sentence a row."""
        rows = [
            PlainRow(f"{word}:{number}", (PlainCell(text, mark=mark), PlainCell(), PlainCell(), PlainCell(word)))
            for word, _, mark, sentences in _parts_of(outcome)
            for number, text in enumerate(sentences)
        ]
        self.show_rows(rows)

    def select(self, key: str) -> bool:
        """Make a field the current one. False where there is none."""
        keys = [row.key for row in self.plain.rows]
        if key not in keys:
            return False
        self.selectRow(keys.index(key))
        return True

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.changed.emit(str(self.plain.rows[index.row()].key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del undoes what was pointed at for the field."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers() and self.current_key is not None:
            self.as_read.emit(str(self.current_key))
        else:
            super().keyPressEvent(event)


def _parts_of(outcome: Outcome) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    """Word, heading, mark and sentences of each part of an outcome that has any."""
    parts = (
        ("填入", "填进预算的", "ok", outcome.filled),
        ("不动", "预算里已有、不动的", "hint", outcome.kept),
        ("推定", "推定的，填入以后要核对", "verify", outcome.assumed),
        ("没有用", "对不上、没有用的", "hint", outcome.left_out),
        ("不一样", "印出来和文件不一样的", "verify", outcome.differences),
    )
    yield from (part for part in parts if part[3])


def outcome_texts(outcome: Outcome) -> tuple[str, ...]:
    """What filling does, as paragraphs with headings."""
    texts = tuple(f"{heading}：\n" + "\n".join(f"· {text}" for text in told) for _, heading, _, told in _parts_of(outcome))
    return texts or ("还没有选要填的块。在左边按空格选。",)


def _field_cells(field: OfferField) -> tuple[PlainCell, ...]:
    mark = {CHANGED: "verify", UNCLEAR: "hint"}.get(field.state, "")
    quiet = not field.is_filled
    return (
        PlainCell(field.name, quiet=quiet),
        PlainCell(_one_line(field.value), quiet=quiet),
        PlainCell(_one_line(field.now), quiet=True),
        PlainCell(STATES[field.state], mark=mark, quiet=quiet),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
