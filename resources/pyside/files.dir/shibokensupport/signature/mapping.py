"""The module in which PySide's C++ half looks for the types that an error speaks of."""

from __future__ import annotations

import sys
from typing import Any


def update_mapping() -> Any:
    """Called before each error text, which then evaluates a name such as ``PySide6.QtWidgets.QLabel`` among the names here."""
    from shibokensupport.signature import loader

    if hasattr(loader, "whole"):
        loader.whole()
    globals().update(PySide6=sys.modules["PySide6"], shiboken6=sys.modules["shiboken6"])
    return sys.modules[__name__].update_mapping()
