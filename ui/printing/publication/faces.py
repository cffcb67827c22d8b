"""The typefaces of official documents, as they are installed here, or what stands in for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPaintDevice, QRawFont

from models.pack.forms.publication import Lettering

_SERIF: Final = ("SimSun", "宋体", "STSong", "华文宋体", "Noto Serif CJK SC", "Source Han Serif SC")
_FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "仿宋": ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋", "FZFangSong-Z02", *_SERIF),
    "楷体": ("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "华文楷体", "FZKai-Z03", *_SERIF),
    "黑体": ("SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", *_SERIF),
    "宋体": _SERIF,
}
"""The names under which Windows, WPS and the Linux distributions of offices install each face, then what is near it."""

_RADICALS: Final = range(0x2E80, 0x2FE0)
"""Signs that are drawn as characters, and that nobody means: a text from another PDF may have them."""

_SURROGATES: Final = range(0xD800, 0xE000)


class Faces:
    """Fonts by their face and size; each is made once."""

    def __init__(self) -> None:
        known = set(QFontDatabase.families())
        usual = QGuiApplication.font().family()
        self._families = {face: next((name for name in names if name in known), usual) for face, names in _FAMILIES.items()}
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
