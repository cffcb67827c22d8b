"""Which characters can be drawn on every computer that the program is made for."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QRawFont

NO_GLYPH = "not in the font"
FONT_HERE = "Noto Sans CJK SC"
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
"""Says where a line may end, and draws nothing."""


def missing(text: str) -> list[str]:
    """The characters of a text that are not in the fonts, each once."""
    return [character for character in sorted(set(text)) if not is_in_the_fonts(character)]


@cache
def is_in_the_fonts(character: str) -> bool:
    """Whether 微软雅黑 has it, and the font that stands in for it here.

    What 微软雅黑 and 宋体 have is read from the code pages that both declare: 936 (GBK) and 1252 (western). A character outside
    them may be drawn from another font, or be a box.
    """
    return (
        character.isspace()
        or character == _MAY_BREAK
        or (_in_code_pages(character) and QRawFont.fromFont(QFont(FONT_HERE)).supportsCharacter(ord(character)))
    )


def _in_code_pages(character: str) -> bool:
    for page in ("gbk", "cp1252"):
        try:
            character.encode(page)
        except UnicodeEncodeError:
            continue
        return True
    return False
