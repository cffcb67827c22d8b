"""The functions by which PySide's C++ half calls its Python half, which is unpacked and compiled at the first call."""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import Any


@cache
def whole() -> ModuleType:
    """PySide's own module of this name, out of the archive in its library. It takes the place of this one in ``sys.modules``."""
    import signature_bootstrap  # made by PySide's library

    for name in [name for name in sys.modules if name.partition(".")[0] == "shibokensupport"]:
        del sys.modules[name]
    path, archive = signature_bootstrap.prepare_zipfile()
    path.insert(0, archive)
    try:
        from shibokensupport.signature import loader
    finally:
        path.remove(archive)
    return loader


def pyside_type_init(*arguments: Any) -> Any:
    return whole().pyside_type_init(*arguments)


def create_signature(*arguments: Any) -> Any:
    return whole().create_signature(*arguments)


def seterror_argument(*arguments: Any) -> Any:
    return whole().seterror_argument(*arguments)


def make_helptext(*arguments: Any) -> Any:
    return whole().make_helptext(*arguments)


def feature_import(*arguments: Any, **named: Any) -> Any:
    return whole().feature_import(*arguments, **named)


def feature_imported(*arguments: Any) -> Any:
    return whole().feature_imported(*arguments)


def finish_import(module: ModuleType) -> None:
    """After the import of a part of Qt. PySide marks deprecated functions of 5.x here; none is left."""


def post_init() -> None:
    """When the C++ half knows these functions. PySide would look at every import for ``__feature__``, which is not used here."""


from shibokensupport.signature import mapping  # noqa: E402, F401 - the C++ half looks for it
