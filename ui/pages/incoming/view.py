"""The three panes of 读入: blocks, the original, fields; with the head line, and the keys that take, point and fill."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.book.records import Book
from models.incoming.blocks import Document, Paragraph, Place
from models.incoming.offer.block import OfferBlock, Pointed
from models.incoming.offer.making import as_read, followed
from models.incoming.offer.offer import Offer
from models.values.codes import Codes
from models.values.money import MoneyUnit
from storage.files.page_image import PageImages
from ui.pages.incoming.head import HeadLine
from ui.pages.incoming.lists import OUTCOME, ListOfBlocks, ListOfFields, outcome_texts
from ui.pages.incoming.original import OriginalView
from ui.pages.incoming.panes import FilePanes, PaneWidths
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme

KEY: Final = "incoming"
NOTHING: Final = (
    "还没有选文件。点“选文件…”，或者把文件拖进窗口：去年公开的 PDF、财政局的 Excel、别人发来的 Word、网页都可以。"
    "先看里面读成了什么，点“填入”才进预算；填入是一步，能撤销。"
)
_POINT: Final = (
    "选一项，点它在原件里的位置，就改从那里读；点这一栏的表头，改一整栏。已经读懂的格子用方向键走到，按 Enter。Del 回到原来读的。"
)
_WIDTHS: Final = PaneWidths((300, 370), (290, 290), 420)


class IncomingView(FilePanes):
    """``fill_wanted``: the taken blocks are to be filled in; ``left``: nothing is."""

    fill_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, settings, KEY, _WIDTHS, NOTHING, parent)
        self.offer: Offer | None = None
        self.taken: set[str] = set()
        self._images: tuple[PageImages | None, ...] = ()
        self._key = ""
        self.head = HeadLine(theme, self)
        self.blocks = ListOfBlocks(theme, icons, self)
        self.original = OriginalView(theme, icons, self)
        self.fields = ListOfFields(theme, icons, self)
        self.detail = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.detail.setAccessibleName("这一项的说明")
        self.detail.setProperty("quiet", True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fields, 1)
        column.addWidget(self.detail)
        self.add_panes(self.head, (self.blocks, self.original, right), (self.blocks, self.original, self.fields))
        self._connect()
        self.show_nothing()

    def fit_detail(self) -> None:
        """Keep the room of four lines for the detail."""
        px = self._theme.px
        self.detail.setContentsMargins(px(8), px(6), px(8), px(6))
        self.detail.setMinimumHeight(4 * self._theme.height("list_row"))

    def _connect(self) -> None:
        self.blocks.changed.connect(self._show_block)
        self.blocks.taken.connect(self._take)
        self.blocks.chosen.connect(self._enter_fields)
        self.fields.changed.connect(self._show_field)
        self.fields.chosen.connect(self._enter_original)
        self.fields.as_read.connect(self._as_read)
        self.original.pointed.connect(self._point)
        self.head.unit_chosen.connect(self._switch_unit)
        self.head.fill.clicked.connect(self._fill)
        for keys, slot in (("Ctrl+Return", self._fill), ("Ctrl+Enter", self._fill), ("Esc", self.leave)):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- what is shown

    def show_nothing(self, sentence: str = "") -> None:
        """Show no file, and why."""
        self.offer, self.taken, self._key = None, set(), ""
        super().show_nothing(sentence)

    def show_offer(self, offer: Offer, paths: Sequence[Path]) -> None:
        """Show what was read."""
        self.offer, self.taken, self._key = offer, set(offer.wanted), ""
        pairs = zip(offer.files, paths, strict=True)
        self._images = tuple(PageImages(path) if file.document.kind == "pdf" else None for file, path in pairs)
        self.show_panes()
        self._show_lists()
        first = next((block.key for block in offer.blocks if block.can_be_taken), None)
        self.blocks.select(first or (offer.blocks[0].key if offer.blocks else OUTCOME))
        self.blocks.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, book: Book, codes: Codes) -> None:
        """Compare the offer with the book as it is now; blocks whose fields are all there are not taken again."""
        if self.offer is not None:
            self.offer = followed(self.offer, book, codes)
            self.taken &= {block.key for block in self.offer.blocks if block.filled}
            self._show_again()

    def tell(self, sentence: str) -> None:
        """Say in the head line what was done."""
        self.head.tell(sentence)

    def _show_lists(self) -> None:
        if self.offer is not None:
            self.blocks.show_offer(self.offer, self.taken)
            self.head.show_offer(self.offer, self.taken)

    def _show_again(self) -> None:
        """Show the same block and field after the offer has changed."""
        field, cursor = self.fields.current_key, self.original.verticalScrollBar().value()
        self._show_lists()
        key, self._key = self._key, ""
        self._show_block(key)
        if field is not None:
            self.fields.select(str(field))
        self.original.verticalScrollBar().setValue(cursor)

    @property
    def block(self) -> OfferBlock | None:
        """The chosen block; None on 填入以后."""
        known = {block.key: block for block in self.offer.blocks} if self.offer is not None else {}
        return known.get(self._key)

    @Slot(str)
    def _show_block(self, key: str) -> None:
        if self.offer is None or key == self._key:
            return
        self._key, block = key, next((block for block in self.offer.blocks if block.key == key), None)
        self.head.show_unit(block, self.offer.files[block.file].name if block is not None else "")
        if block is None:
            self._show_outcome(self.offer)
            return
        understood = {field.place for field in block.fields if field.value} - {Place()}
        strange = {left.place for left in block.leftovers} - {Place()}
        document = self.offer.files[block.file].document
        self.original.show_parts(document, block.parts, (*understood, *strange), self._images[block.file])
        self.original.show_grounds(understood, strange - understood)
        self.fields.show_block(block)
        self.detail.setText("\n".join((*block.notes, *([_POINT] if block.fields else []))))
        if block.fields or block.leftovers:
            self.fields.selectRow(0)

    def _show_outcome(self, offer: Offer) -> None:
        """Show what filling does: in the middle as text, at the right as a list."""
        outcome = offer.outcome(self.taken)
        self.fields.show_outcome(outcome)
        texts = outcome_texts(outcome)
        written = Document("text", tuple(Paragraph(text, Place(paragraph=at)) for at, text in enumerate(texts, 1)))
        self.original.show_parts(written, range(len(texts)), (), None)
        self.detail.setText("\n".join(offer.notes) or "这是填入以后的样子，还没有填。")

    @Slot(str)
    def _show_field(self, key: str) -> None:
        block = self.block
        if block is None:
            self.detail.setText(str(self.fields.currentIndex().siblingAtColumn(0).data() or ""))
            return
        if key.startswith("left:"):
            left = block.leftovers[int(key.partition(":")[2])]
            self.original.frame(left.place)
            said = f"“{left.text}”{left.reason}" if left.text else left.reason
            self.detail.setText("\n".join(filter(None, (left.place.words(), said))))
            return
        field = block.by_id[key]
        self.original.frame(field.place)
        told = (field.place.words(), f"{field.name}：{field.value or '文件里没有'}", field.reason, *block.notes, _POINT)
        self.detail.setText("\n".join(filter(None, told)))

    # --- what the clerk does

    @Slot(str)
    def _take(self, key: str) -> None:
        block = next((block for block in self.offer.blocks if block.key == key), None) if self.offer is not None else None
        if block is None or not block.can_be_taken:
            self.head.tell("这一块没有可以填入的" if block is not None else "")
            return
        self.taken ^= {key}
        self._show_lists()

    @Slot(object, bool)
    def _point(self, at: Pointed, by_key: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Choose the field that a clicked cell feeds; read the chosen field from any other cell."""
        block, key = self.block, self.fields.current_key
        if block is None or self.offer is None:
            return
        feeds = next((field.id for field in block.fields if field.place == at.place and field.value), None)
        if feeds is not None and not by_key:
            self.fields.select(feeds)
            return
        if key is None or key not in block.by_id:
            self.head.tell("先在右边选一项，再点它的位置")
            return
        whole = self.offer.is_heading(block.key, str(key), at.place)
        self._replace(self.offer.point_column(block.key, str(key), at) if whole else self.offer.point(block.key, str(key), at))

    def _replace(self, offer: Offer | str) -> None:
        if isinstance(offer, str):
            self.head.tell(offer)
            return
        self.offer = offer
        self._show_again()

    @Slot(str)
    def _as_read(self, key: str) -> None:
        if self.offer is not None and self.block is not None:
            self._replace(as_read(self.offer, self._key, key))

    @Slot(object)
    def _switch_unit(self, unit: MoneyUnit) -> None:
        if self.offer is not None and self.block is not None:
            self._replace(self.offer.in_unit(self._key, unit))

    @Slot()
    def _enter_fields(self) -> None:
        self.fields.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _enter_original(self) -> None:
        self.original.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _fill(self) -> None:
        if self.offer is not None and self.taken:
            self.fill_wanted.emit()
