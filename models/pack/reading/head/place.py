"""Reads which places a pack is for."""

from __future__ import annotations

import re
from typing import Final

from models.pack.reading.toml_table import TomlTable

_REGION: Final = re.compile(r"\d{2}|\d{4}|\d{6}", re.ASCII)
"""区划代码: two digits a province, four a city, six a county (GB/T 2260)."""


def read_regions(head: TomlTable) -> tuple[str, ...]:
    """The first digits of the 区划代码; none where the pack does not say. Raises ``PackError``."""
    regions = head.texts("regions", required=False)
    for at, region in enumerate(regions, 1):
        if not _REGION.fullmatch(region):
            raise head.fail(f"“{region}”不是区划代码，应当是前 2、4 或 6 位数字", "regions", at)
    return regions
