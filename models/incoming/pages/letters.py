"""Characters of a PDF as a person types them: fonts share one drawing between 目 and the radical ⽬, and a PDF may name either."""

from __future__ import annotations

import unicodedata
from typing import Final

_KANGXI: Final = range(0x2F00, 0x2FD6)
"""Kangxi Radicals: each has its character as Unicode's compatibility decomposition."""

_SUPPLEMENT: Final = (
    "⺁厂⺄乙⺋㔾⺎兀⺏尣⺒巳⺓幺⺙攵⺛旡⺝月⺞歹⺟母⺠民⺢氺⺤爫⺥爫⺩王⺫罒⺬示⺭礻⺮竹⺰纟⺱罓⺲罒⺳罓⺴网⺷羊⺸羊⺹耂⺺耂⺻聿⺼肉⺽臼⺾艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝"
    "⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""CJK Radicals Supplement, each before its character (Unicode's EquivalentUnifiedIdeograph.txt), where it has one."""

_PLAIN: Final = (
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI}
    | dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))
    | {"⼾": "户"}  # Unicode says 戶; fonts of the mainland draw it as 户, and share that drawing
)


def plain_letter(letter: str) -> str:
    """The character for a radical; any other as it is."""
    return _PLAIN.get(letter, letter)
