"""Tells apart what the program is called with: options of Qt, a file to open, commands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_QT_OPTIONS: Final = frozenset({"-platform", "-style", "-stylesheet", "-platformpluginpath", "-plugin", "-qwindowgeometry"})
"""Options with a value that are passed on to Qt."""


def split_arguments(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Split into Qt's options and our own arguments."""
    options: list[str] = []
    ours = list(arguments)
    while len(ours) > 1 and ours[0] in _QT_OPTIONS:
        options, ours = [*options, *ours[:2]], ours[2:]
    if len(ours) > 2 and ours[-2] in _QT_OPTIONS:
        options, ours = [*options, *ours[-2:]], ours[:-2]
    return options, ours


def is_file(argument: str) -> bool:
    """Whether an argument is a file to open. It needs a suffix, so that a command wins over a file of the same name."""
    path = Path(argument)
    try:
        return bool(path.suffix) and path.is_file()
    except OSError:  # a name longer than any file's
        return False
