"""The error of a pack that is not valid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MOST_SHOWN: Final = 5
"""Faults that one message names, without all that is allowed; ``packs check`` names all of both."""


class PackError(ValueError):
    """A pack is not valid. ``file`` and ``path`` (keys and list positions from 1) say where, ``allowed`` what may stand there.

    ``about`` is the file that a reference is looked up in: where that file has faults itself, the reference cannot be judged.
    """

    def __init__(
        self,
        file: str,
        path: tuple[str | int, ...],
        problem: str,
        line: int = 0,
        *,
        allowed: Sequence[str] = (),
        about: str = "",
    ) -> None:
        self.file, self.path, self.problem, self.line = file, path, problem, line
        self.allowed, self.about = tuple(allowed), about
        where = [f"第 {line} 行"] if line else []
        where += [_show_path(path)] if path else []
        self.sentence = "：".join(filter(None, (f"版式包 {file}", "，".join(where), problem)))
        more = f"；这里可以写 {'、'.join(self.allowed)}" if self.allowed else ""
        super().__init__(f"{self.sentence}{more}")

    @property
    def faults(self) -> tuple[PackError, ...]:
        """All that was found in one reading."""
        return (self,)

    def at(self, file: str, line: int, path: tuple[str | int, ...]) -> PackError:
        """The same fault in the file and the line where its author finds it."""
        return PackError(file, path, self.problem, line, allowed=self.allowed, about=self.about)


class MissingPart(PackError):  # noqa: N818 - as its base
    """A part of a file is not there; so nothing of it was left unread."""


class PackFaults(PackError):  # noqa: N818 - several errors, by their name
    """Several faults, found in one reading; as an error it is the first of them."""

    def __init__(self, faults: Sequence[PackError]) -> None:
        first = faults[0]
        super().__init__(first.file, first.path, first.problem, first.line, allowed=first.allowed)
        self._faults = tuple(faults)
        if len(self._faults) > 1:
            more = len(self._faults) - _MOST_SHOWN
            shown = [fault.sentence for fault in self._faults[:_MOST_SHOWN]]
            self.args = ("\n".join([*shown, *([f"另外还有 {more} 处"] if more > 0 else [])]),)

    @property
    def faults(self) -> tuple[PackError, ...]:
        """All of them, in the order of files and lines."""
        return self._faults


def _show_path(path: tuple[str | int, ...]) -> str:
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown
