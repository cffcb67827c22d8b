"""Turns the rows below the headings of the indicator grid into indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.wording import Wording, plain

_DIMENSION, _CATEGORY, _NAME, _TARGET = 0, 1, 2, 4
_LEFT_OUT: Final = 2
"""Columns of merged cells that a web page leaves out of the copied text."""


class IndicatorGrid:
    """Collects the grid of one sheet row by row; ``indicators`` has six texts for each."""

    def __init__(self, sheet: int, wording: Wording) -> None:
        self.indicators: list[list[str]] = []
        self.notes: list[SheetNote] = []
        self._sheet, self._wording = sheet, wording
        self._columns: tuple[int, ...] = ()
        self._after_break = False
        self._dimension = self._category = ""

    def take_headings(self, columns: tuple[int, ...], row: TextRow) -> None:
        """Take the headings, also when repeated after a page break."""
        self._after_break = bool(self._columns)
        self._columns = columns
        if -1 in columns:
            self._note(row, "指标表的表头缺一栏，这一栏没有读到")

    def take(self, row: TextRow) -> None:
        """Take one row: an indicator, or the rest of one that a page break cut."""
        texts = self._texts(row)
        after_break, self._after_break = self._after_break, False
        if not any(texts):
            return
        merged = not texts[_DIMENSION] and not texts[_CATEGORY]
        if merged and after_break and self.indicators and not (texts[_NAME] and texts[_TARGET]):
            last = self.indicators[-1]
            last[:] = [before + rest for before, rest in zip(last, texts, strict=True)]
            return
        self._place(texts, row)
        self.indicators.append(texts)

    def _place(self, texts: list[str], row: TextRow) -> None:
        """Fill 一级 and 二级 cells that were merged with those above."""
        wording = self._wording
        if texts[_DIMENSION]:
            texts[_DIMENSION] = self._known(texts[_DIMENSION], wording.dimensions, row)
            self._dimension, self._category = texts[_DIMENSION], ""
        if texts[_CATEGORY]:
            self._category = self._known(texts[_CATEGORY], wording.categories, row)
        texts[:_NAME] = self._dimension, self._category
        if not self._dimension:
            self._note(row, "这一行没有一级指标")

    def _known(self, text: str, known: frozenset[str], row: TextRow) -> str:
        if plain(text) in known:
            return plain(text)
        self._note(row, f"“{shortened(text)}”不是这套版式的指标分类，照原样放着")
        return text

    def _texts(self, row: TextRow) -> list[str]:
        """The six texts: each column reaches to the next; columns of merged cells may have been left out."""
        cells = self._shifted(row.cells)
        columns = self._columns
        texts = []
        for i, start in enumerate(columns):
            following = [column for column in columns[i + 1 :] if column > start]
            end = following[0] if following else max(len(cells), start + 1)
            filled = [cell for cell in cells[start:end] if cell] if start >= 0 else []
            texts.append(" ".join(filled))
        return texts

    def _shifted(self, cells: Sequence[str]) -> Sequence[str]:
        first = plain(cells[0])
        if (
            first in self._wording.categories
            and first not in self._wording.dimensions
            and (len(cells) < len(self._columns) or plain(cells[1]) not in self._wording.categories)
        ):
            return ("", *cells)
        if first and first not in self._wording.dimensions and len(cells) == len(self._columns) - _LEFT_OUT:
            return ("", "", *cells)
        return cells

    def _note(self, row: TextRow, words: str) -> None:
        self.notes.append(SheetNote(self._sheet, row.line, words, row.quote))
