"""The typefaces of official documents by the names under which systems install them, and what is nearest where one is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

_SONG: Final = (
    "SimSun", "宋体", "NSimSun", "新宋体",
    "FZShuSong-Z01", "方正书宋_GBK", "FZShuSong-Z01S", "方正书宋简体",
    "CESI_SS_GB18030", "CESI宋体-GB18030", "CESI_SS_GB13000", "CESI宋体-GB13000", "CESI_SS_GB2312", "CESI宋体-GB2312",
    "STSong", "华文宋体", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "AR PL UMing CN",
)  # fmt: skip
_HEI: Final = (
    "SimHei", "黑体", "FZHei-B01", "方正黑体_GBK", "FZHei-B01S", "方正黑体简体",
    "CESI_HT_GB18030", "CESI黑体-GB18030", "CESI_HT_GB13000", "CESI黑体-GB13000", "CESI_HT_GB2312", "CESI黑体-GB2312",
    "STHeiti", "华文黑体", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体",
    "Microsoft YaHei", "微软雅黑", "WenQuanYi Micro Hei", "文泉驿微米黑", "WenQuanYi Zen Hei", "文泉驿正黑",
)  # fmt: skip
_FANGSONG: Final = (
    "FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "FZFangSong-Z02", "方正仿宋_GBK", "FZFangSong-Z02S", "方正仿宋简体",
    "CESI_FS_GB18030", "CESI仿宋-GB18030", "CESI_FS_GB13000", "CESI仿宋-GB13000", "CESI_FS_GB2312", "CESI仿宋-GB2312",
    "STFangsong", "华文仿宋",
)  # fmt: skip
_KAI: Final = (
    "KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "FZKai-Z03", "方正楷体_GBK", "FZKai-Z03S", "方正楷体简体",
    "CESI_KT_GB18030", "CESI楷体-GB18030", "CESI_KT_GB13000", "CESI楷体-GB13000", "CESI_KT_GB2312", "CESI楷体-GB2312",
    "STKaiti", "华文楷体", "AR PL UKai CN",
)  # fmt: skip
TYPEFACES: Final[Mapping[str, tuple[str, ...]]] = {
    "宋体": (*_SONG, *_HEI),
    "黑体": (*_HEI, *_SONG),
    "仿宋": (*_FANGSONG, *_SONG, *_HEI),
    "楷体": (*_KAI, *_SONG, *_HEI),
}
"""Names by face, the best first: Windows, then 方正 and CESI (统信, 麒麟), then free fonts.

A font may be known by its Chinese name or by its other one. The figures of 方正 and CESI are half as wide as a character, as the
widths of the printed form assume; those of Noto are wider by a ninth and are reduced where a cell is full.
"""

SCREEN: Final = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC")
"""Fonts for the window, which is laid out with them; other systems keep their own."""


def nearest(names: tuple[str, ...], installed: Collection[str], usual: str) -> str:
    """The first of these names that is installed, else the system's usual font."""
    return next((name for name in names if name in installed), usual)
