"""The text of 情况说明: widgets part by part as the pack declares it, built once; later only their content changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.book.records import WrittenText
from models.pack.forms.narrative import AtomKind, DocumentForm, PartForm, PartKind, SectionForm
from models.pack.forms.pack import Pack
from models.published.texts.narrative import Document, TextBlock
from ui.pages.narrative.field import WritingField, WrittenPart
from ui.pages.narrative.paragraph import Paragraph
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.form_block import FormLabel

_LABEL_WIDTH: Final = 15.5
_BODIES: Final = "机构设置（分单位公开用，不印在这里）"
_STRAY: Final = "版式没有地方放的文字（不印；要用的，复制到上面再清空）"
_REASON_HINT: Final = "一句话，不用写“主要原因是”"
_LINES: Final = 3
"""Height in lines of an empty field that is a part of its own; a field of a sentence has one."""


def _asks_for_bodies(pack: Pack) -> bool:
    """Whether a form needs the bodies though its text does not list them."""
    return bool(pack.unit_pack) or any(row.by_agency for row in pack.typed.rows)


class NarrativeBody(QWidget):
    """Paragraphs, fields and ``agencies``, the page's grid of 机构设置, in the order of the pack.

    Passes on the signals of its paragraphs (``place_wanted``, ``figure_changed``) and of its fields (the others).
    """

    place_wanted = Signal(object)
    figure_changed = Signal(object)
    committed = Signal(object, str)
    entered = Signal(object)
    mark_clicked = Signal(object)

    def __init__(self, pack: Pack, agencies: QWidget, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._pack, self._agencies, self._theme, self._icons = pack, agencies, theme, icons
        self.fields: dict[tuple[AtomKind, str], WritingField] = {}
        self.stops: list[QWidget] = []
        """The tab order: paragraphs, fields and the grid from top to bottom."""
        self.headings: list[QLabel] = []
        """The heading of every section, in the order of the text."""
        self._headings_by_section: dict[tuple[int, int], QLabel] = {}
        self._titles: list[QLabel] = []
        self._paragraphs: dict[tuple[int, int, int], Paragraph] = {}
        self._column = QVBoxLayout(self)
        for number, document in enumerate(pack.narrative.documents):
            self._add_document(number, document)
        if self._agencies not in self.stops and _asks_for_bodies(pack):
            self._add_bodies()
        self._stray = QLabel(_STRAY, wordWrap=True)
        self._stray.hide()
        self._stray.setProperty("heading", True)
        self._column.addWidget(self._stray)
        self._column.addStretch(1)
        self._set_tab_order()
        theme.changed.connect(self._restyle)
        self._restyle()

    # --- making

    def _add_document(self, number: int, form: DocumentForm) -> None:
        title = QLabel(wordWrap=True)
        title.setObjectName("pageTitle")
        self._titles.append(title)
        self._column.addWidget(title)
        for at, section in enumerate(form.sections):
            self._add_section((number, at), section)

    def _add_bodies(self) -> None:
        """机构设置 of a form whose text does not list the bodies."""
        heading = QLabel(_BODIES, wordWrap=True)
        heading.setProperty("heading", True)
        self._column.addWidget(heading)
        self._column.addWidget(self._agencies)
        self.stops.append(self._agencies)

    def _add_section(self, at: tuple[int, int], form: SectionForm) -> None:
        heading = QLabel(wordWrap=True)
        heading.setProperty("heading", True)
        self.headings.append(heading)
        self._headings_by_section[at] = heading
        self._column.addWidget(heading)
        heading.setVisible(bool(form.heading))
        for number, part in enumerate(form.parts):
            self._add_part((*at, number), part)

    def _add_part(self, at: tuple[int, int, int], form: PartForm) -> None:
        if form.kind is PartKind.AGENCIES:
            self._column.addWidget(self._agencies)
            self.stops.append(self._agencies)
        elif form.kind is PartKind.WRITTEN:
            slot = self._pack.narrative.slot(form.clauses[0].atoms[0].name)
            field = self._make_field(WrittenPart(AtomKind.WRITTEN, slot.id, slot.label, slot.hint), _LINES)
            self._column.addWidget(field)
        else:
            paragraph = Paragraph(self._theme, heading=form.kind is PartKind.HEADING)
            paragraph.place_wanted.connect(self.place_wanted)
            paragraph.figure_changed.connect(self.figure_changed)
            paragraph.left.connect(self._to_next_paragraph)
            self._paragraphs[at] = paragraph
            self.stops.append(paragraph)
            self._column.addWidget(paragraph)
            for part in self._parts_inside(form):
                self._column.addWidget(_Labelled(self._make_field(part, 1), self._theme, self._icons))

    def _parts_inside(self, form: PartForm) -> Iterator[WrittenPart]:
        """The parts of a paragraph that the clerk writes and that have no field yet."""
        for atom in (atom for clause in form.clauses for atom in clause.atoms):
            if (atom.kind, atom.name) in self.fields:
                continue
            if atom.kind is AtomKind.REASON:
                yield WrittenPart(atom.kind, atom.name, f"{self._pack.last_year[atom.name]}增减原因", _REASON_HINT)
            elif atom.kind is AtomKind.WRITTEN:
                slot = self._pack.narrative.slot(atom.name)
                yield WrittenPart(atom.kind, slot.id, slot.label, slot.hint)

    def _make_field(self, part: WrittenPart, least: int) -> WritingField:
        field = WritingField(part, least, self._theme, self._icons)
        field.committed.connect(self.committed)
        field.entered.connect(self.entered)
        field.mark_clicked.connect(self.mark_clicked)
        self.fields[part.kind, part.item] = field
        self.stops.append(field)
        return field

    # --- where the keyboard goes

    def _set_tab_order(self) -> None:
        """Set the tab order from top to bottom."""
        for one, following in pairwise(self.stops):
            self.setTabOrder(one, following)

    @Slot(object, int)
    def _to_next_paragraph(self, paragraph: Paragraph, step: int) -> None:
        """Go to the nearest figure in the paragraphs after (``step`` 1) or before (-1)."""
        order = list(self._paragraphs.values())
        at = order.index(paragraph) + step
        while 0 <= at < len(order) and not order[at].enter(step):
            at += step

    # --- what is shown

    def show_documents(self, documents: Sequence[Document], year: int) -> None:
        """Show the generated text. ``year`` is the budget's."""
        gaps = self._gaps(year)
        for number, document in enumerate(documents):
            self._titles[number].setText(document.title)
            self._titles[number].setVisible(bool(document.title))
            for at, section in enumerate(document.sections):
                self._headings_by_section[number, at].setText(section.heading)
                for part, block in enumerate(section.blocks):
                    self._show_block((number, at, part), block, gaps)

    def show_strays(self, texts: Iterable[WrittenText]) -> None:
        """Show texts written for another form in fields at the end, so that none is hidden."""
        has_place = self._pack.narrative.has_place_for
        strays = {line.item: line.text for line in texts if not has_place(line.item)}
        for item in strays:
            if (AtomKind.WRITTEN, item) not in self.fields:
                field = self._make_field(WrittenPart(AtomKind.WRITTEN, item, f"原来的“{item}”", ""), 1)
                self._column.insertWidget(self._column.count() - 1, field)
                self._set_tab_order()
        for (kind, item), field in self.fields.items():
            if kind is AtomKind.WRITTEN and not has_place(item):
                field.show_text(strays.get(item, ""))
                field.setVisible(item in strays)
        self._stray.setVisible(bool(strays))

    def _show_block(self, at: tuple[int, int, int], block: TextBlock, gaps: Mapping[tuple[AtomKind, str], str]) -> None:
        for piece in block.pieces:
            field = self.fields.get((piece.kind, piece.item))
            if piece.kind is AtomKind.WRITTEN and field is not None:
                field.show_text(piece.text)
        if at in self._paragraphs:
            self._paragraphs[at].show_pieces(block.pieces, gaps)
            self._paragraphs[at].setVisible(bool(block.pieces))

    def _gaps(self, year: int) -> Mapping[tuple[AtomKind, str], str]:
        """The placeholder of each missing text or figure, by kind and item."""
        words = {key: f"（{field.part.label}）" for key, field in self.fields.items()}
        words |= {(AtomKind.TYPED, row.id): f"（{row.label}没有填）" for row in self._pack.typed.rows}
        return words | {(AtomKind.CHANGE, item): f"（{year - 1} 年的数没有填）" for item in self._pack.last_year}

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(24))
        self._column.setSpacing(px(6))
        for heading in (*self.headings, self._stray):
            heading.setContentsMargins(0, px(12), 0, 0)


class _Labelled(QWidget):
    """A field of a sentence, with its label."""

    def __init__(self, field: WritingField, theme: Theme, icons: Icons) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(FormLabel(field.part.label, _LABEL_WIDTH, theme, icons))
        row.addWidget(field, 1)
