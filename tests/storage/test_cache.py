"""What is worked out from files, made once and kept as long as they stay."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from storage import cache
from storage.cache import FOLDER, cached_value, files_stamp
from storage.packs import catalogue
from storage.packs.catalogue import built_in_codes, load_pack
from storage.paths import RESOURCES

PACK = "hebei-lutai-2024"


@pytest.fixture
def source(data_folder, tmp_path):
    """A file in a folder of its own, beside a data folder."""
    data_folder.mkdir(parents=True, exist_ok=True)
    folder = tmp_path / "来源"
    folder.mkdir()
    (folder / "一.txt").write_text("1", encoding="utf-8")
    return folder / "一.txt"


def read(source, made):
    """The text of the file; ``made`` counts how often it was read."""

    def make():
        made.append(source)
        return {"text": source.read_text(encoding="utf-8")}

    return cached_value("试", files_stamp(source.parent), dict[str, str], make)["text"]


def test_a_value_is_made_once(source):
    made = []
    assert [read(source, made) for _ in range(3)] == ["1"] * 3
    assert len(made) == 1


def test_a_changed_file_makes_it_anew(source):
    made, before = [], source.stat()
    later = before.st_mtime_ns + 100  # Windows counts the time of a file in steps of 100 ns
    read(source, made)
    source.write_text("2", encoding="utf-8")
    os.utime(source, ns=(before.st_atime_ns, later))
    assert read(source, made) == "2"
    source.write_text("22", encoding="utf-8")
    os.utime(source, ns=(before.st_atime_ns, later))
    assert read(source, made) == "22"
    (source.parent / "二.txt").write_text("", encoding="utf-8")
    read(source, made)
    assert len(made) == 4
    read(source, made)
    assert len(made) == 4


def test_another_program_makes_it_anew(source, monkeypatch):
    made = []
    read(source, made)
    monkeypatch.setattr(cache, "_program_stamp", lambda: (("ysgk.exe", 1, 1),))
    read(source, made)
    assert len(made) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:-3],
        lambda data: data.replace(b'"1"', b"1"),
        lambda data: data.replace(b'"1"', b'"\xff"'),
        lambda _: b"\xff\xfe",
    ],
)
def test_a_spoilt_memory_is_no_memory(data_folder, source, spoil):
    made = []
    read(source, made)
    (kept,) = (data_folder / FOLDER).iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    assert [read(source, made), read(source, made)] == ["1", "1"]
    assert len(made) == 2


@pytest.mark.parametrize("value", [date(2024, 1, 1), math.inf, math.nan, (1, 2)])
def test_what_would_not_come_back_the_same_is_not_kept(data_folder, source, value):
    kept = cached_value("试", files_stamp(source.parent), Any, lambda: value)
    assert repr(kept) == repr(value)
    assert not (data_folder / FOLDER).exists()


def test_a_folder_that_cannot_be_written_changes_nothing(data_folder, source):
    (data_folder / FOLDER).write_text("a file in the way", encoding="utf-8")
    made = []
    assert [read(source, made), read(source, made)] == ["1", "1"]
    assert (data_folder / FOLDER).read_text(encoding="utf-8") == "a file in the way"


def test_what_cannot_be_made_is_not_kept(data_folder, source):
    def fail():
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            cached_value("试", files_stamp(source.parent), str, fail)
    assert not (data_folder / FOLDER).exists()


def test_packs_and_codes_are_the_same_from_memory(data_folder, monkeypatch):
    data_folder.mkdir(parents=True, exist_ok=True)
    catalogue._load.cache_clear()
    built_in_codes.cache_clear()
    pack, codes = load_pack(PACK), built_in_codes("2024")
    catalogue._load.cache_clear()
    built_in_codes.cache_clear()
    monkeypatch.setattr(catalogue, "_read", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(catalogue, "_read_edition", lambda *_: pytest.fail("read again"))
    again = built_in_codes("2024")
    assert load_pack(PACK) == pack
    assert [list(table) for table in (again.function, again.economic)] == [
        list(table) for table in (codes.function, codes.economic)
    ]


LOADED = f"""
import sys
from storage.packs.catalogue import built_in_codes, load_pack
built_in_codes(load_pack("{PACK}").codes)
print(sorted({{"tomllib", "csv", "models.pack.reading.pack"}} & set(sys.modules)))
"""


def test_a_second_start_reads_no_pack(data_folder):
    data_folder.mkdir(parents=True, exist_ok=True)
    seen = [subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert seen == ["['csv', 'models.pack.reading.pack', 'tomllib']\n", "[]\n"]


def test_every_module_of_models_and_storage_is_part_of_the_program_stamp():
    """A reader changed in a subfolder must not be served the values of the old one."""
    stamped = {Path(path) for path, _time, _size in cache._program_stamp.__wrapped__()}
    assert {file for room in ("models", "storage") for file in (RESOURCES.parent / room).rglob("*.py")} <= stamped
