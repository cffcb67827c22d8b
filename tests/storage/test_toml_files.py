"""What TOML files say, from the file and from what was kept of it."""

from __future__ import annotations

import os
import tomllib

import pytest

from storage.packs import forget_packs, load_pack
from storage.toml_files import KEPT, _kept, read_toml


@pytest.fixture
def toml(tmp_path):
    return tmp_path / "一.toml"


def again(path):
    """As the next start reads it."""
    _kept.cache_clear()
    return read_toml(path)


def no_parsing(monkeypatch):
    monkeypatch.setattr(tomllib, "loads", lambda _text: pytest.fail("parsed again"))


def test_a_file_is_parsed_once(data_folder, toml, monkeypatch):
    data_folder.mkdir(parents=True, exist_ok=True)
    toml.write_text('a = 1\n[b]\nc = ["一", 2.5, true]\n', encoding="utf-8")
    said = read_toml(toml)
    assert said == {"a": 1, "b": {"c": ["一", 2.5, True]}}
    no_parsing(monkeypatch)
    assert again(toml) == said


def test_a_changed_file_is_parsed_again(data_folder, toml):
    data_folder.mkdir(parents=True, exist_ok=True)
    toml.write_text("a = 1\n", encoding="utf-8")
    before = toml.stat()
    assert again(toml) == {"a": 1}
    toml.write_text("a = 2\n", encoding="utf-8")
    os.utime(toml, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert again(toml) == {"a": 2}
    toml.write_text("a = 22\n", encoding="utf-8")
    os.utime(toml, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert again(toml) == {"a": 22}


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"a": 1}', b"\xff\xfe"])
def test_a_spoilt_memory_is_no_memory(data_folder, toml, kept):
    (data_folder / KEPT).parent.mkdir(parents=True)
    (data_folder / KEPT).write_bytes(kept)
    toml.write_text("a = 1\n", encoding="utf-8")
    assert again(toml) == {"a": 1}
    assert again(toml) == {"a": 1}


@pytest.mark.parametrize("text", ["a = 2024-01-01", "a = inf", "a = nan", f"a = {2**70}"])
def test_what_json_cannot_say_is_read_from_the_file(data_folder, toml, text):
    data_folder.mkdir(parents=True, exist_ok=True)
    toml.write_text(text, encoding="utf-8")
    assert repr(again(toml)) == repr(again(toml)) == repr(tomllib.loads(text))


def test_a_folder_that_cannot_be_written_changes_nothing(data_folder, toml):
    data_folder.mkdir(parents=True, exist_ok=True)
    (data_folder / KEPT.parent).write_text("a file in the way")
    toml.write_text("a = 1", encoding="utf-8")
    assert again(toml) == {"a": 1}
    assert not data_folder.joinpath(KEPT).exists()


def test_a_pack_is_the_same_from_memory(data_folder, monkeypatch):
    data_folder.mkdir(parents=True, exist_ok=True)
    _kept.cache_clear()
    forget_packs()
    first = load_pack("hebei-lutai-2024")
    assert (data_folder / KEPT).is_file()
    no_parsing(monkeypatch)
    forget_packs()
    _kept.cache_clear()
    assert load_pack("hebei-lutai-2024") == first
