"""Verifies the package of a 报送 as the bureau received it: every file, the fingerprint, and that workbook and book agree."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from models.book.records import Book
from models.paper.submission.fingerprint import fingerprint
from models.program import PROGRAM
from storage.errors import StorageError
from storage.files.book_file import book_from_bytes
from storage.files.limits import JSON_FAULTS, MB, Archive, open_archive, read_bytes
from storage.files.package import FORMAT, FORMAT_VERSION, HEAD, SLIP, SUMS

_LINE: Final = re.compile(r"([0-9a-f]{64})  (.+)")
_OWN: Final = frozenset({SLIP, HEAD, SUMS})
"""Files that the fingerprint is not made of."""

_LONGEST_LIST: Final = MB


class PackageHead(Struct, frozen=True):
    """What a package says of itself, as text."""

    unit: str = ""
    year: str = ""
    stage: str = ""
    when: str = ""
    program: str = ""
    pack: str = ""
    fingerprint: str = ""
    draft: bool = False


class VerifiedPackage(Struct, frozen=True):
    """``fingerprint`` is computed from the files as they are now; ``faults`` are sentences, none where all is whole.

    ``files`` is file name → whether it is as it was written. ``book`` is None where it cannot be read.
    """

    head: PackageHead
    fingerprint: str
    files: Mapping[str, bool]
    faults: tuple[str, ...]
    book: Book | None = None


def verify_package(path: Path) -> VerifiedPackage:
    """Read a package and compare all that can be compared. Raises ``StorageError`` for a file that is no package."""
    with open_archive(BytesIO(read_bytes(path)), path.name) as archive:
        return _Verification(archive).result()


class _Verification:
    """Collects the faults of one package."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._faults: list[str] = []
        self._contents: dict[str, bytes] = {}

    def result(self) -> VerifiedPackage:
        if SUMS not in self._archive.parts and HEAD not in self._archive.parts:
            raise StorageError(f"“{self._archive.name}”不是{PROGRAM}的报送包（.zip），选单位报来的那个文件")
        stated = self._stated_sums()
        files = {name: self._is_whole(name, stated.get(name)) for name in dict.fromkeys((*stated, *self._archive.parts))}
        head = self._head()
        digits = fingerprint({name: _sum(data) for name, data in self._contents.items() if name not in _OWN})
        if head.fingerprint != digits:
            self._faults.append(f"算出的指纹是 {digits}，报送时写的是 {head.fingerprint or '空的'}，文件不是报送时的那些")
        book = self._book()
        return VerifiedPackage(head, digits, files, tuple(self._faults), book)

    def _read(self, name: str) -> bytes | None:
        if name not in self._contents:
            try:
                self._contents[name] = self._archive.read(name)
            except StorageError:
                return None
        return self._contents[name]

    def _stated_sums(self) -> Mapping[str, str]:
        """File name → SHA-256 as the list says."""
        if SUMS not in self._archive.parts:
            self._faults.append(f"少了校验清单“{SUMS}”，不知道哪个文件被改过")
            return {}
        text = (self._read(SUMS) or b"")[:_LONGEST_LIST].decode("utf-8", "replace")
        lines = [_LINE.fullmatch(line) for line in text.splitlines() if line.strip()]
        if not lines or None in lines:
            self._faults.append(f"校验清单“{SUMS}”被改坏了")
        return {match[2]: match[1] for match in lines if match is not None}

    def _is_whole(self, name: str, stated: str | None) -> bool:
        if name == SUMS:
            return True
        if name not in self._archive.parts:
            self._faults.append(f"少了“{name}”")
            return False
        data = self._read(name)
        if data is None:
            self._faults.append(f"“{name}”坏了，读不出来")
        elif stated is None:
            self._faults.append(f"“{name}”不在校验清单里，是后加的")
        elif _sum(data) != stated:
            self._faults.append(f"“{name}”和报送时的不一样，被改过或者传坏了")
        else:
            return True
        return False

    def _head(self) -> PackageHead:
        try:
            data = json.loads((self._read(HEAD) or b"").decode("utf-8"))
        except JSON_FAULTS:
            data = None
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            self._faults.append(f"“{HEAD}”缺了或者坏了，看不出是哪个单位报的")
            return PackageHead()
        if not isinstance(data.get("version"), int) or data["version"] > FORMAT_VERSION:
            raise StorageError(f"“{self._archive.name}”是用更新的程序做的，先升级程序再核对")
        return PackageHead(
            unit=f"{_said(data, 'unit_code')} {_said(data, 'unit_name')}".strip(),
            year=_said(data, "year"),
            stage=_said(data, "stage"),
            when=_said(data, "when"),
            program=_said(data, "program"),
            pack=_said(data, "pack"),
            fingerprint=_said(data, "fingerprint"),
            draft=data.get("draft") is True,
        )

    def _book(self) -> Book | None:
        """The book of the package, compared with its workbook."""
        name = next((name for name in self._contents if name.endswith(".ysbook")), "")
        try:
            book = book_from_bytes(self._contents[name], name) if name else None
        except StorageError as error:
            self._faults.append(str(error))
            return None
        if book is None:
            self._faults.append("里面没有预算文件（.ysbook）")
        else:
            workbook = f"{name.removesuffix('.ysbook')}.xlsx"
            self._faults.extend(_workbook_faults(book, workbook, self._contents.get(workbook)))
        return book


def _workbook_faults(book: Book, name: str, data: bytes | None) -> Iterator[str]:
    """Whether the workbook holds the same book, and shows what it holds."""
    from storage.workbook.reader import read_book  # noqa: PLC0415 - python-calamine, which only a package with a workbook needs

    if data is None:
        return
    with tempfile.TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "workbook.xlsx"
        try:
            path.write_bytes(data)
            inside, disagreements = read_book(path)
        except OSError as error:
            yield f"“{name}”没有核对：临时文件夹写不进去（{error.strerror}）"
            return
        except StorageError as error:
            yield str(error).replace(path.name, name)
            return
    if inside != book:
        yield f"“{name}”里的预算和预算文件里的不一样，不是同一次报送的"
    yield from (f"“{name}”：{sentence}" for sentence in disagreements)


def _said(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
