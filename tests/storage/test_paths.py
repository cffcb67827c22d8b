"""Where the data folder lies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from storage.paths import data_folder

VARIABLE, HERE, USUAL = (
    ("LOCALAPPDATA", "C:/数据", "~/AppData/Local") if sys.platform == "win32" else ("XDG_DATA_HOME", "/数据", "~/.local/share")
)


@pytest.mark.parametrize(
    ("named", "folder"),
    [(HERE, f"{HERE}/ysgk"), (None, f"{USUAL}/ysgk"), ("", f"{USUAL}/ysgk"), ("not/absolute", f"{USUAL}/ysgk")],
)
def test_data_lie_where_the_system_keeps_applications_data(monkeypatch: pytest.MonkeyPatch, named: str | None, folder: str) -> None:
    monkeypatch.delenv("YSGK_DATA", raising=False)
    monkeypatch.delenv(VARIABLE, raising=False)
    if named is not None:
        monkeypatch.setenv(VARIABLE, named)
    assert data_folder() == Path(folder).expanduser()


def test_a_named_folder_goes_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YSGK_DATA", str(tmp_path / "张 会计"))
    assert data_folder() == tmp_path / "张 会计"
