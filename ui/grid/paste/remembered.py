"""The columns that the clerk chose in the paste preview, by the headings of the block; kept in the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ui.session.settings import MemorySettings, Settings, kept

_MOST: Final = 40
"""Blocks that are remembered for one grid. The oldest is forgotten."""


class RememberedColumns:
    """Column of the block → field of the grid, "" for a column that is not filled in."""

    def __init__(self) -> None:
        self._settings: Settings = MemorySettings()
        self._name = "paste"

    def remember_in(self, settings: Settings, name: str) -> None:
        """Read the choices of the grid ``name`` from the settings, and store later ones there."""
        self._settings, self._name = settings, f"paste/{name}"

    def fields(self, signature: str) -> Mapping[int, str] | None:
        """The choice for a block with these headings (``headings.signature``); None without one."""
        chosen = next((keys for known, keys in self._kept if known == signature), None) if signature else None
        return dict(enumerate(chosen)) if chosen is not None else None

    def keep(self, signature: str, fields: Mapping[int, str]) -> None:
        """Remember a choice; blocks without headings have no signature and are not remembered."""
        if signature:
            others = [[known, keys] for known, keys in self._kept if known != signature]
            chosen = [fields.get(at, "") for at in range(max(fields, default=-1) + 1)]
            self._settings.set(self._name, [*others, [signature, chosen]][-_MOST:])

    @property
    def _kept(self) -> list[tuple[str, list[str]]]:
        """Signatures and fields, oldest first; what an edited file has instead is passed over."""
        return kept(self._settings, self._name, [], list[tuple[str, list[str]]])
