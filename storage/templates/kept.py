"""What was pointed at in templates, kept by name in the data folder: a file of points for each name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Document
from models.templates.points import Point, missing
from storage.errors import StorageError
from storage.replace_file import replace_file
from storage.templates.points_file import points_text, read_points

_SUFFIX: Final = ".toml"
_LONGEST: Final = 60
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


class KeptPoints(Struct, frozen=True):
    """The points kept under a name."""

    name: str
    points: tuple[Point, ...]


class KeptTemplates:
    """The names of one folder, which need not exist. Every method that writes raises ``StorageError``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> Iterator[KeptPoints]:
        """Every name whose file can be read, the one written last first."""
        files = [file for file in self._folder.glob(f"*{_SUFFIX}") if file.is_file()] if self._folder.is_dir() else []
        for file in sorted(files, key=lambda file: (-_written(file), file.name)):
            try:
                yield KeptPoints(file.stem, read_points(file))
            except StorageError:  # changed by hand; it stays, and is told of where it is named
                continue

    def fitting(self, document: Document) -> tuple[KeptPoints, ...]:
        """The names whose cells are all in a template as they were."""
        return tuple(kept for kept in self.all() if kept.points and not missing(document, kept.points))

    def read(self, name: str) -> tuple[Point, ...]:
        """The points of a name. Raises ``StorageError``."""
        if fault_of_name(name) or not self._file(name).is_file():
            names = "、".join(f"“{kept.name}”" for kept in self.all())
            raise StorageError(f"没有“{name}”这个文件，也没有记过这个名称的模板" + (f"；记过的有 {names}" if names else ""))
        return read_points(self._file(name))

    def has(self, name: str) -> bool:
        """Whether a name is taken."""
        return self._file(name).is_file()

    def save(self, name: str, points: Sequence[Point]) -> None:
        """Keep points under a name, in place of those that it had."""
        _refuse(name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"“{self._folder}”不能写入（{error.strerror}），没有记下来") from error
        replace_file(self._file(name), points_text(points).encode("utf-8"))

    def rename(self, name: str, new: str) -> None:
        """Give a name's points another name, which must be free."""
        _refuse(new)
        if self.has(new) and new.casefold() != name.casefold():
            raise StorageError(f"已经有“{new}”，换一个名称")
        try:
            self._file(name).rename(self._file(new))
        except OSError as error:
            raise StorageError(f"“{name}”没有改名（{error.strerror}）") from error

    def delete(self, name: str) -> None:
        """Forget a name."""
        try:
            self._file(name).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"“{name}”没有删掉（{error.strerror}）") from error

    def free_name(self, wanted: str) -> str:
        """A name like ``wanted`` that no points have."""
        base = _FORBIDDEN.sub(" ", wanted).strip(" .")[:_LONGEST] or "模板"
        names = (base if not at else f"{base[: _LONGEST - 4]} {at + 1}" for at in range(1000))
        return next(name for name in names if not fault_of_name(name) and not self.has(name))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"


def _written(file: Path) -> int:
    """When a file was written, in nanoseconds; 0 for one that is gone by now."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def fault_of_name(name: str) -> str:
    """Why a name cannot be kept, or ""."""
    if not name.strip():
        return "要有一个名称"
    if len(name) > _LONGEST:
        return f"名称最多 {_LONGEST} 个字"
    if _FORBIDDEN.search(name):
        return '名称里不能有 \\ / : * ? " < > |'
    if _DEVICES.fullmatch(name) or name != name.strip(" ."):
        return f"“{name}”不能用作名称，换一个"
    return ""


def _refuse(name: str) -> None:
    fault = fault_of_name(name)
    if fault:
        raise StorageError(fault)
