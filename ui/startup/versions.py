"""Which Python, Qt and PySide the program runs on: asked by 关于 and written down by the self-test."""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtCore import qVersion


def versions() -> str:
    """One line, as a report about a fault should begin."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"Python {python}，Qt {qVersion()}，PySide {PySide6.__version__}"
