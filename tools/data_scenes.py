"""Scenes of all the data at once: the data folder, the package for the successor, and the backup that the start page offers."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtWidgets import QDialog

from storage.files.whole_data.handover import write_handover
from storage.paths import DATA_FOLDER_VARIABLE
from storage.paths import data_folder as the_data_folder
from tools.painter import Painter
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.file_questions import FileQuestions


def data_folder(painter: Painter) -> None:
    """Where the data lie, and what moving them means."""
    named = os.environ.pop(DATA_FOLDER_VARIABLE, None)
    before = FileQuestions.folder
    with TemporaryDirectory() as folder:
        FileQuestions.folder = classmethod(lambda _kind, *_asked: Path(folder))  # type: ignore[assignment,method-assign]
        ask = lambda: painter.command("data_folder")  # noqa: E731 - handed on twice
        painter.take_dialog("data-folder", ask)
        painter.take_dialog("data-folder-move", ask, after=[lambda dialog: _press(dialog, "choose")])
    FileQuestions.folder = before  # type: ignore[method-assign]
    if named is not None:
        os.environ[DATA_FOLDER_VARIABLE] = named


def handing_over(painter: Painter) -> None:
    """What goes along to the successor, and what a package brings."""
    painter.take_dialog("handover", lambda: painter.command("hand_over"))
    before = FileQuestions.existing
    with TemporaryDirectory() as folder:
        package = Path(folder) / "预算公开填报-交接-20260301.zip"
        write_handover(the_data_folder(), package, datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
        FileQuestions.existing = classmethod(lambda _kind, *_asked: package)  # type: ignore[assignment,method-assign]
        painter.take_dialog("takeover", lambda: painter.command("take_over"))
    FileQuestions.existing = before  # type: ignore[method-assign]


def _press(dialog: QDialog, answer: str) -> None:
    if not isinstance(dialog, AnswerDialog):
        raise TypeError(dialog)
    dialog.buttons[answer].click()


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {"data-folder": data_folder, "handing-over": handing_over}
