"""The versions of Python, Qt and PySide, for 关于 and the self-test's report."""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtCore import qVersion


def versions() -> str:
    """``Python 3.11.2，Qt 6.11.3，PySide 6.11.3``."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"Python {python}，Qt {qVersion()}，PySide {PySide6.__version__}"
