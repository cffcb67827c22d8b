"""Keeps the rounds of a review in a small file: what was found in a version of a document and what was dismissed, with reasons."""

from __future__ import annotations

from pathlib import Path

import msgspec

from models.publication.review.rounds import Round
from storage.errors import StorageError
from storage.files.limits import MSGSPEC_FAULTS, read_bytes
from storage.replace_file import replace_file


def read_round(path: Path) -> Round:
    """The round kept in a file; an empty one where there is no file yet. Raises ``StorageError``."""
    if not path.exists():
        return Round("")
    try:
        return msgspec.json.decode(read_bytes(path), type=Round)
    except MSGSPEC_FAULTS:  # a wrong shape is one too
        raise StorageError(f"“{path.name}”不是上次核对存下的结果；换一个文件名，或者换成那一个文件") from None


def write_round(kept: Round, path: Path) -> None:
    """Keep a round. Raises ``StorageError``."""
    replace_file(path, msgspec.json.format(msgspec.json.encode(kept), indent=1))
