"""The settings that widgets read and write, as a protocol; the program passes in those kept on disk."""

from __future__ import annotations

from typing import Any, Protocol


class Settings(Protocol):
    """Plain values (text, numbers, lists and dicts of them) by key, kept between starts."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key, or ``default``."""

    def set(self, key: str, value: Any) -> None:
        """Keep a plain value under a key."""


class MemorySettings:
    """Settings in memory only, until others are set."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep a value in memory."""
        self._values[key] = value
