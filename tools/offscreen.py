"""Qt without a display: keeps to itself what its offscreen platform cannot do, which no reader can change."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_KNOWN: Final = "This plugin does not support "


def quiet_platform() -> None:
    """From now on drop the complaints of the offscreen platform; whatever else Qt says goes to stderr."""
    qInstallMessageHandler(_say)


def _say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if not message.startswith(_KNOWN):
        print(message, file=sys.stderr)
