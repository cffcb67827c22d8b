"""What a window asks of settings: plain values kept under a name by whoever was injected."""

from __future__ import annotations

from typing import Any, Protocol


class Settings(Protocol):
    """Keeps plain values (text, numbers, lists of numbers) between two starts."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key."""

    def set(self, key: str, value: Any) -> None:
        """Keep a value."""


class ForgetfulSettings:
    """Settings that last as long as the window: for tests and for a first start."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep a value."""
        self._values[key] = value
