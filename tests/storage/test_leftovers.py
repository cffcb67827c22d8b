"""What a stopped program leaves is cleared at the next start; what is written is on the disk with its name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from storage.replace_file import clear_leftovers, replace_file

NOW = 1_800_000_000.0


def test_old_leftovers_go_and_all_else_stays(tmp_path):
    for name, age in ((".ysgk-0123.tmp", 2), ("books.db.part", 2), (".ysgk-4567.tmp", 0), ("books.db", 2), ("我的.tmp", 2)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (NOW - age * 86_400, NOW - age * 86_400))
    clear_leftovers(tmp_path, NOW)
    assert sorted(file.name for file in tmp_path.iterdir()) == [".ysgk-4567.tmp", "books.db", "我的.tmp"]


@pytest.mark.skipif(
    sys.platform == "win32" or not Path("/proc/self/fd").is_dir(), reason="only there a number of a file tells its name"
)
def test_the_folder_is_flushed_after_the_file(tmp_path, monkeypatch):
    flushed = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: flushed.append(str(Path(f"/proc/self/fd/{number}").readlink())) or real(number))
    replace_file(tmp_path / "a.xlsx", b"data")
    assert flushed[-1] == str(tmp_path)
    assert len(flushed) == 2
