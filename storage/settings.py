"""The settings file: plain values kept for the next start, one JSON file in the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from storage.errors import StorageError
from storage.paths import may_be_made
from storage.replace_file import replace_file


class SettingsFile:
    """Plain values by name. A file that cannot be read is put aside; in a read-only folder the values are lost at exit.

    Never raises ``StorageError``: ``fault`` has the sentence of the last fault, or "".
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.fault = ""
        self._values = self._read()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Store a value: it is on disk when this returns. An unchanged value is not written."""
        if key in self._values and self._values[key] == value:
            return
        self._values[key] = value
        self._write()

    def relocate(self, folder: Path) -> None:
        """Go on with the values of another data folder."""
        self._path = folder / self._path.name
        self._values = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            values = msgspec.json.decode(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self._put_aside()
            return {}
        if isinstance(values, dict):
            return values
        self._put_aside()
        return {}

    def _put_aside(self) -> None:
        """Rename a damaged file, so that the next write does not replace it."""
        try:
            self._path.replace(self._path.with_name(self._path.name + ".bad"))
        except OSError as error:
            self.fault = f"“{self._path}”读不出来（{error.strerror}），这次用默认的设置"

    def _write(self) -> None:
        data = msgspec.json.format(msgspec.json.encode(self._values, order="sorted"), indent=1)
        try:
            if may_be_made(self._path.parent):
                self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, data + b"\n")
        except (OSError, StorageError) as error:
            self.fault = str(error)
