"""What one reading of a pack finds wrong, all of it, and which keys it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from msgspec import Struct

from models.pack.errors import MissingPart, PackError, PackFaults
from models.pack.source.positions import Path

T = TypeVar("T")

VARIES: Final = "随上一级"
"""The default of a key that takes it from what is around it."""

OPTIONAL: Final = "没有"
"""The default of a key of which the reader first looks whether it is there."""


class Asked(Struct, frozen=True):
    """A key as the reader asks for it: ``kind`` and ``default`` in Chinese ("" without a default: the key must be there).

    Without a ``kind`` the reader only looks whether the key is there.
    """

    file: str
    section: str
    name: str
    kind: str
    default: str
    choices: tuple[str, ...] = ()


class ReadingLog:
    """Collects faults and keys. A reading goes on after a fault with a value that stands in; its result is never used then."""

    def __init__(self) -> None:
        self._faults: list[PackError] = []
        self._suspects: list[tuple[str, Path]] = []
        self.asked: dict[tuple[str, str, str], Asked] = {}
        self.broken: set[str] = set()
        """Files of which a part was read only up to a fault: what else stands there may be right."""

    def add(self, fault: PackError) -> None:
        """Note a fault, unless it is about parts of which one is known to be faulty: it may only follow from that."""
        for each in fault.faults:
            known = [(fault.file, fault.path) for fault in self._faults] + self._suspects
            if not any(file == each.file and path[: len(each.path)] == each.path for file, path in known):
                self._faults.append(each)

    def suspect(self, file: str, path: Path) -> None:
        """Note that a part could not be read because of a fault that may stand elsewhere."""
        self._suspects.append((file, path))

    def attempt(self, read: Callable[[], T], stand_in: Any = None) -> T:
        """What ``read`` returns; where it refuses, its fault is noted and ``stand_in`` returned: only to go on reading."""
        try:
            return read()
        except PackError as fault:
            self.add(fault)
            nothing: T = stand_in
            return nothing

    def part(self, read: Callable[[], T], stand_in: Any = None, file: str = "") -> T:
        """As ``attempt``, for a part of ``file`` (where a fault may also stand elsewhere) that several parts share."""
        try:
            return read()
        except PackError as fault:
            if not isinstance(fault, MissingPart):
                self.broken |= {fault.file, file}
            self.add(fault)
            nothing: T = stand_in
            return nothing

    def ask(self, asked: Asked) -> None:
        """Note that the reader knows this key; what differs from place to place is put together."""
        place = (asked.file, asked.section, asked.name)
        known = self.asked.get(place)
        if known == asked and (asked.kind or asked.default):
            return
        if known is not None:
            choices = tuple(dict.fromkeys((*known.choices, *asked.choices)))
            asked = Asked(*place, known.kind or asked.kind, _common_default(known, asked), choices)
        self.asked[place] = asked

    @property
    def faults(self) -> Sequence[PackError]:
        """The faults; a reference into a file that has faults itself cannot be judged and is left out."""
        faulty = {fault.file for fault in self._faults if not fault.about} | {file for file, _ in self._suspects}
        return [fault for fault in self._faults if fault.about not in faulty] or self._faults

    def close(self) -> None:
        """Raise ``PackFaults`` if there are any."""
        if self.faults:
            raise PackFaults(self.faults)


def _common_default(one: Asked, other: Asked) -> str:
    """The default of a key that is asked for twice."""
    defaults = {each.default for each in (one, other) if each.kind and each.default != OPTIONAL}
    looked_at = OPTIONAL in {one.default, other.default} or not (one.kind and other.kind)
    if len(defaults) > 1:
        return VARIES
    default = next(iter(defaults), "")
    return default or (OPTIONAL if looked_at else "")


def default_words(value: Any) -> str:
    """A default as the author would write it; "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:g}" if isinstance(value, float) else str(value)
