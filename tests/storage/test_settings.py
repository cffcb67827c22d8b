"""The settings file: found again, whole or put aside, never in the way."""

from __future__ import annotations

import pytest

from storage.settings import SettingsFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "新 文件夹" / "settings.json"


def test_values_are_found_again(path):
    settings = SettingsFile(path)
    assert settings.get("window/zoom", 100) == 100
    settings.set("window/zoom", 125)
    settings.set("desk/folder", "D:\\预算")
    settings.set("workspace/cell", [3, 7])
    again = SettingsFile(path)
    assert again.get("window/zoom") == 125
    assert again.get("desk/folder") == "D:\\预算"
    assert again.get("workspace/cell") == [3, 7]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"a": 1', b"\xff\xfe\x00", b"[1]", b"[" * 100_000, b"null"])
def test_a_damaged_file_is_put_aside(path, damage):
    path.parent.mkdir()
    path.write_bytes(damage)
    settings = SettingsFile(path)
    assert settings.get("window/zoom", 100) == 100
    assert path.with_name("settings.json.bad").read_bytes() == damage
    settings.set("window/zoom", 110)
    assert SettingsFile(path).get("window/zoom") == 110


def test_what_is_the_same_is_not_written_again(path):
    settings = SettingsFile(path)
    settings.set("a", 1)
    path.unlink()
    settings.set("a", 1)
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_no_refusal(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = SettingsFile(tmp_path / "file" / "settings.json")
    settings.set("a", 1)
    assert settings.get("a") == 1
    assert settings.fault


def test_a_folder_in_its_place_is_no_refusal(path):
    path.mkdir(parents=True)
    settings = SettingsFile(path)
    settings.set("a", 1)
    assert settings.get("a") == 1
