"""The typefaces of official documents, as they are installed here, or what stands in for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPaintDevice, QRawFont

from models.pack.forms.publication import Lettering
from ui.theme.typefaces import TYPEFACES, nearest

_RADICALS: Final = range(0x2E80, 0x2FE0)
"""Signs that are drawn as characters, and that nobody means: a text from another PDF may have them."""

_SURROGATES: Final = range(0xD800, 0xE000)


class Faces:
    """Fonts by their face and size; each is made once."""

    def __init__(self) -> None:
        known = set(QFontDatabase.families())
        usual = QGuiApplication.font().family()
        self._families = {face: nearest(names, known, usual) for face, names in TYPEFACES.items()}
        self._fonts: dict[tuple[Lettering, int], QFont] = {}

    def family(self, face: str) -> str:
        """The family that is installed for a face."""
        return self._families[face]

    def font(self, letters: Lettering, device: QPaintDevice) -> QFont:
        """A font for a painter on the device whose unit is the point."""
        key = (letters, device.logicalDpiY())
        if key not in self._fonts:
            font = QFont(self.family(letters.face))
            font.setPointSizeF(letters.size * 72 / device.logicalDpiY())
            font.setBold(letters.bold)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
            self._fonts[key] = font
        return self._fonts[key]

    def look_alikes(self, texts: Iterable[str]) -> dict[str, str]:
        """Characters that share the drawing of one in ``texts`` and come before it in Unicode (⼀ of 一), with that one.

        Qt tells a PDF's readers the first character that a drawing belongs to: who copies 一 would get the radical ⼀.
        """
        drawn = {one for text in texts for one in text}
        characters = "".join(chr(code) for code in range(1, 0x10000) if code not in _SURROGATES)
        found: dict[str, str] = {}
        for family in set(self._families.values()):
            glyphs = QRawFont.fromFont(QFont(family)).glyphIndexesForString(characters)
            of_drawn = {glyph: one for glyph, one in zip(glyphs, characters, strict=False) if glyph and one in drawn}
            for glyph, one in zip(glyphs, characters, strict=False):
                if glyph in of_drawn and one < of_drawn[glyph] and (one not in drawn or ord(one) in _RADICALS):
                    found.setdefault(one, of_drawn[glyph])
        return found
