"""Which backups are kept: of today one an hour, of the last month one a day, before that one a month, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

_DAILY: Final = timedelta(days=31)


def outdated(backups: Mapping[Path, datetime], now: datetime) -> Iterable[Path]:
    """The backups that a later one of the same hour, day or month replaces. One dated in the future replaces nothing and stays."""
    last: dict[str, tuple[datetime, Path]] = {}
    for path, made in sorted(backups.items(), key=lambda item: (item[1], len(item[0].name), item[0].name)):
        if made > now:
            continue
        slot = f"{made:%Y%m%d%H}" if made.date() == now.date() else f"{made:%Y%m%d}" if now - made < _DAILY else f"{made:%Y%m}"
        if slot in last:
            yield last[slot][1]
        last[slot] = made, path
