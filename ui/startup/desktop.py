"""The desktop around the program: what its environment says (input method, platform of Qt), and its programs for other files."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QUrl
from PySide6.QtGui import QDesktopServices

FCITX: Final = "fcitx"
_IBUS: Final = "ibus"
_INPUT: Final = "QT_IM_MODULE"
_PLATFORM: Final = "QT_QPA_PLATFORM"
_X11: Final = "xcb"
_LIBRARIES: Final = "LD_LIBRARY_PATH"
_LIBRARIES_BEFORE: Final = "LD_LIBRARY_PATH_ORIG"
"""PyInstaller puts its folder into the first, and what stood there into the second."""

WITHOUT_SCREEN: Final = frozenset({"offscreen", "minimal"})
"""Platforms of Qt that show nothing, as in tests."""


def prepare(environment: MutableMapping[str, str]) -> None:
    """Mend what a desktop says before Qt reads it.

    Qt's plug-in for ibus is named where only ``XMODIFIERS`` names it. A desktop may ask for a platform of its own Qt (统信: dxcb),
    or for Wayland where none runs; Qt ends the program then, unless X11 is named beside it.
    """
    if input_method(environment) == _IBUS:
        environment[_INPUT] = _IBUS
    asked = environment.get(_PLATFORM, "")
    if asked and not {name.partition(":")[0] for name in asked.split(";")} & {_X11, *WITHOUT_SCREEN}:
        environment[_PLATFORM] = f"{asked};{_X11}"


def input_method(environment: Mapping[str, str]) -> str:
    """The input method that the desktop is set to: "fcitx", "ibus" …, or "" if nothing says.

    Some desktops name it for Qt (``QT_IM_MODULE``), others for X alone (``XMODIFIERS``); fcitx 5 may call itself fcitx5.
    """
    _, _, of_x = environment.get("XMODIFIERS", "").partition("@im=")
    name = environment.get(_INPUT) or of_x
    return FCITX if name.startswith(FCITX) else name


def has_fcitx_plug_in() -> bool:
    """Whether somebody put a plug-in for fcitx beside Qt's own."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any((plugins / "platforminputcontexts").glob("*fcitx*"))


def open_outside(path: Path) -> None:
    """Open a file or folder with the desktop's program for it.

    That program must not be given the libraries of the bundle: a reader of PDF files built with another Qt would end at its start.
    """
    ours = os.environ.get(_LIBRARIES)
    before = os.environ.get(_LIBRARIES_BEFORE) if getattr(sys, "frozen", False) else ours
    _set_libraries(before)
    try:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    finally:
        _set_libraries(ours)


def _set_libraries(folders: str | None) -> None:
    os.environ.pop(_LIBRARIES, None)
    if folders is not None:
        os.environ[_LIBRARIES] = folders
