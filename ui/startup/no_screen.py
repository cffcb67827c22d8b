"""No screen to open a window on: Qt would tell it in English and end the program with a core dump; here it is one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Final, cast

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from storage.diagnostics.fault_log import log_fault

_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY")
_OF_PLATFORM: Final = "qt.qpa."
_NO_DESKTOP: Final = "窗口没有打开：这里没有桌面。登录到桌面再打开；没有桌面的机器用命令行，写法看 --help。\n"
_NO_SCREEN: Final = (
    "窗口没有打开：连不上屏幕“{screen}”，或者系统缺 libxcb-cursor0（sudo apt install libxcb-cursor0）。"
    "装上、登录到桌面再打开；没有桌面的机器用命令行，写法看 --help。\n"
)


class NoScreenError(Exception):
    """For the log, which keeps what kind of fault it was."""


def no_screen_words(environment: Mapping[str, str]) -> str:
    """What is wrong and what to do."""
    screen = next((environment[name] for name in _SCREENS if environment.get(name)), "")
    return _NO_SCREEN.format(screen=screen) if screen else _NO_DESKTOP


@contextmanager
def told_in_one_sentence() -> Iterator[None]:
    """While the QApplication is made: what its platforms complain about is kept back, and told only when none of them works."""

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:  # Qt aborts when this returns
            _end()
        if before is not None:
            before(kind, context, message)
        elif not str(getattr(context, "category", "")).startswith(_OF_PLATFORM):  # Qt's own stubs leave it out
            sys.stderr.write(f"{message}\n")

    before = cast("Callable[[QtMsgType, QMessageLogContext, str], None] | None", qInstallMessageHandler(hear))
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _end() -> None:
    with suppress(Exception):
        sys.stderr.write(no_screen_words(os.environ))
        sys.stderr.flush()
        log_fault(NoScreenError())
    os._exit(1)
