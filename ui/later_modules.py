"""Puts modules off that others import beforehand and that a start does without, until something of them is first asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Final

OF_MSGSPEC: Final = ("msgspec.inspect",)
"""What msgspec imports with itself and only uses to tell of types."""

_put_off: Final[list[str]] = []


class _LaterModule(ModuleType):
    """``LazyLoader`` of Python 3.11 loads at the next ``import`` already."""

    def __getattr__(self, name: str) -> object:
        self.__class__ = ModuleType
        spec = self.__spec__
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)


def put_off(names: Iterable[str]) -> None:
    """Those that are there already stay as they are."""
    for name in names:
        spec = None if name in sys.modules else _spec(name)
        if spec is not None:
            sys.modules[name] = module = module_from_spec(spec)
            module.__class__ = _LaterModule
            _put_off.append(name)


def put_off_platform() -> None:
    """``uuid``, which msgspec imports, asks ``platform`` for the system; for that five regular expressions would be compiled."""
    if hasattr(os, "uname"):  # on Windows it does not ask
        put_off(("platform",))
        vars(sys.modules["platform"]).setdefault("system", lambda: os.uname().sysname)


def load_put_off() -> None:
    """All of them, while nobody is waiting: two threads that both ask first would get in each other's way."""
    for name in _put_off:
        getattr(sys.modules.get(name), "__all__", None)


def _spec(name: str) -> ModuleSpec | None:
    """Of a part of a package without importing the package."""
    package = name.rpartition(".")[0]
    if not package:
        return find_spec(name)
    whole = find_spec(package)
    return PathFinder.find_spec(name, whole.submodule_search_locations) if whole is not None else None
