"""Reads which places a pack is for."""

from __future__ import annotations

import re
from typing import Final

from models.pack.reading.toml_table import TomlTable

_REGION: Final = re.compile(r"\d{2}|\d{4}|\d{6}", re.ASCII)
"""区划代码: two digits a province, four a city, six a county (GB/T 2260)."""

_PROVINCES: Final = frozenset(
    str(ten * 10 + one)
    for ten, most in ((1, 5), (2, 3), (3, 7), (4, 6), (5, 4), (6, 6), (7, 1), (8, 2))
    for one in range(0 if ten == 5 else 1, most + 1)
)
"""Of the provinces (GB/T 2260), and 66, by which 新疆生产建设兵团 goes."""


def read_regions(head: TomlTable) -> tuple[str, ...]:
    """The first digits of the 区划代码; none where the pack does not say. Raises ``PackError``."""
    regions = head.texts("regions", required=False)
    for at, region in enumerate(regions, 1):
        if not _REGION.fullmatch(region):
            raise head.fail(f"“{region}”不是区划代码，应当是前 2、4 或 6 位数字", "regions", at)
        if region[:2] not in _PROVINCES:
            raise head.fail(f"没有 {region[:2]} 开头的区划代码", "regions", at)
    return regions
