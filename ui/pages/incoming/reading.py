"""Reads files in a thread, so that the window stays usable; nothing of a reading that was stopped is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Final

from PySide6.QtCore import QObject, QThread

from models.incoming.offer.making import NamedDocument
from models.pack.errors import PackError
from storage.errors import StorageError
from storage.incoming.document import read_document
from ui.session.faults import report

Work = Callable[[Sequence[NamedDocument]], object]
"""Makes the result out of the documents; called in the thread. Raises ``StorageError`` or ``PackError``."""

_UNFORESEEN: Final = "出了意外，文件没有读成；已经存上的都在。一直这样，就用“帮助”里的“保存诊断信息”，把文件发给维护的人。"


class _Stopped(Exception):  # noqa: N818 - stopping is not an error
    """Raised between two files."""


class ReadingThread(QThread):
    """``sentence`` says how far it is. ``result`` and ``failure`` are valid once it has finished; both are empty after ``stop``.

    It is asked how far it is and sends no signals, so that none can arrive after its receiver is gone.
    """

    def __init__(self, paths: Sequence[Path], work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.paths, self._work = tuple(paths), work
        self._lock = Lock()
        self._stopped = False
        self._sentence = f"正在读“{self.paths[0].name}”"
        self.result: object | None = None
        self.failure = ""

    def stop(self) -> None:
        """End after the file that is being read; its result is dropped."""
        with self._lock:
            self._stopped = True

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to stop."""
        with self._lock:
            return self._stopped

    @property
    def sentence(self) -> str:
        """What is being read now."""
        with self._lock:
            return self._sentence

    def run(self) -> None:
        """Read the files and set ``result`` or ``failure``."""
        try:
            result = self._work([self._read(path) for path in self.paths])
        except _Stopped:
            return
        except (StorageError, PackError) as error:
            self.failure = str(error)
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it who could say that nothing was read
            report(error)
            self.failure = _UNFORESEEN
        else:
            self.result = None if self.is_stopped else result

    def _read(self, path: Path) -> NamedDocument:
        self._tell(f"正在读“{path.name}”")
        document = read_document(path)
        self._tell(f"正在认“{path.name}”里有什么")
        return NamedDocument(path.name, document)

    def _tell(self, sentence: str) -> None:
        with self._lock:
            if self._stopped:
                raise _Stopped
            self._sentence = sentence
