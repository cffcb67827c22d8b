"""Where the data folder lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.paths import data_folder


@pytest.mark.parametrize(
    ("named", "folder"),
    [("/数据", "/数据/ysgk"), (None, "~/.local/share/ysgk"), ("", "~/.local/share/ysgk"), ("not/absolute", "~/.local/share/ysgk")],
)
def test_data_lie_where_the_system_keeps_applications_data(monkeypatch: pytest.MonkeyPatch, named: str | None, folder: str) -> None:
    monkeypatch.delenv("YSGK_DATA", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_DATA_HOME", named)
    assert data_folder() == Path(folder).expanduser()


def test_a_named_folder_goes_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YSGK_DATA", str(tmp_path / "张 会计"))
    assert data_folder() == tmp_path / "张 会计"
