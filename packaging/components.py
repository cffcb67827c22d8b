"""What the program's folder is made of, so that the licences page names all of it: build.spec stops at a file not known here.

``DISTRIBUTIONS`` bring their own licences, which notes.py collects; ``OTHERS`` are named in licences/第三方许可.txt, with a text
beside it.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable, Mapping
from typing import Final

DISTRIBUTIONS: Final = (
    "PySide6-Essentials", "shiboken6", "msgspec", "openpyxl", "et_xmlfile", "sqlite-utils", "sqlite-fts4", "click",
    "click-default-group", "pluggy", "tabulate", "python-dateutil", "tzdata", "python-calamine",
    "pypdf", "pypdfium2", "pyinstaller",
)  # fmt: skip
"""Every distribution with files in the program's folder; tzdata on Windows only."""

OURS: Final = r"(resources|docs|licences)/.*"
OTHERS: Final[Mapping[str, str]] = {
    "Python": r"base_library\.zip|libpython3[^/]*|python3\d*\.dll|(python3[^/]*/)?lib-dynload/.*|[^/]+\.pyd",
    "SQLite": r"(lib)?sqlite3[^/]*",
    "ICU": r"(pyside6/qt/lib/)?libicu[^/]*",
    "libffi": r"libffi[^/]*",
    "libxcb": r"libxcb-[^/]*",
    "libxkbcommon": r"libxkbcommon[^/]*",
    "Visual C++": r"(.*/)?(vcruntime140|msvcp140|concrt140|ucrtbase|api-ms-win-)[^/]*\.dll",
}
"""What belongs to no distribution: its name on the page, and its files as a pattern over the whole path in lower case."""

_OF_QT: Final = r"pyside6/.*|shiboken6/.*|lib(qt6|pyside6|shiboken6)[^/]*|(qt6|pyside6|shiboken6)[^/]*\.dll"
_FOLDERS: Final = {"pypdfium2-raw": "pypdfium2", "dateutil": "python-dateutil"}
"""Folders that are not called as their distribution."""


def canonical(name: str) -> str:
    """The one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


_NAMED: Final = frozenset(map(canonical, DISTRIBUTIONS))


def unnamed_files(names: Iterable[str]) -> list[str]:
    """The files, by their places in the program's folder, of which the licences page says nothing."""
    return [name for name in names if not _is_named(name.replace("\\", "/").lower())]


def _is_named(path: str) -> bool:
    if any(re.fullmatch(pattern, path) for pattern in (OURS, *OTHERS.values(), _OF_QT)):
        return True
    folder = canonical(re.sub(r"-[\d.]+\.dist-info$", "", path.partition("/")[0]))
    return "/" in path and _FOLDERS.get(folder, folder) in _NAMED


def unnamed_modules(modules: Iterable[tuple[str, str]]) -> list[str]:
    """The modules, by name and source file, that belong to an installed distribution of which the page says nothing."""
    owners = importlib.metadata.packages_distributions()
    installed = {name.partition(".")[0] for name, source in modules if "site-packages" in source and "PyInstaller" not in source}
    return sorted(top for top in installed if not {canonical(owner) for owner in owners.get(top, ())} & _NAMED)
