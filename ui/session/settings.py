"""The settings that widgets read and write, as a protocol; the program passes in those kept on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

from msgspec import Meta, ValidationError, convert

T = TypeVar("T")


class Settings(Protocol):
    """Plain values (text, numbers, lists and dicts of them) by key, kept between starts."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key, or ``default``."""

    def set(self, key: str, value: Any) -> None:
        """Keep a plain value under a key."""

    def relocate(self, folder: Path) -> None:
        """Go on with the values of another data folder."""


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

    def relocate(self, folder: Path) -> None:
        """Memory is in no folder."""


Sizes = Annotated[list[Annotated[int, Meta(ge=0, le=50_000)]], Meta(min_length=2, max_length=9)]
"""The sizes of the parts of a splitter in pixels."""

Cell = tuple[Annotated[int, Meta(ge=0, lt=2**31)], Annotated[int, Meta(ge=0, lt=2**31)]]
"""Row and column, as Qt counts."""

Percent = Annotated[int, Meta(ge=0, le=1000)]
"""A zoom."""


def kept(settings: Settings, key: str, default: T, shape: Any = None) -> T:
    """The value kept under a key if it has the ``shape`` (a type; that of the ``default``), else the default.

    The file may be of an older program, or written by hand: what does not fit is as if it were not there.
    """
    try:
        value: T = convert(settings.get(key, default), shape or type(default))
    except ValidationError:
        return default
    return value
