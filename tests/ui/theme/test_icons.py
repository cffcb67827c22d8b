"""The icons: what one start has drawn the next finds drawn, pixel for pixel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from storage.cache import FOLDER
from storage.paths import RESOURCES
from ui.theme.icons import Icons
from ui.theme.theme import ICON_SIZE, MARK_SIZE, Mode

DRAWN = [
    (name, token, ICON_SIZE, ratio)
    for name in ("undo", "error", "application")
    for token in ("text2", "ghost")
    for ratio in (1.0, 1.5)
]


@pytest.fixture
def owner():
    return QObject()


@pytest.fixture
def make(theme, data_folder, owner):
    data_folder.mkdir(exist_ok=True)
    return lambda: Icons(theme, RESOURCES / "icons", owner)


def pictures(icons):
    return [icons.pixmap(*each).toImage() for each in DRAWN]


def draws(icons, monkeypatch):
    """The names that are drawn anew from now on."""
    drawn, draw = [], icons._draw
    monkeypatch.setattr(icons, "_draw", lambda name, *rest: [drawn.append(name), draw(name, *rest)][1])
    return drawn


def test_the_next_start_finds_them_drawn(make, monkeypatch):
    first = make()
    whole = pictures(first)
    assert not whole[0].isNull()
    assert whole[0] != whole[2]
    first.keep_drawn()
    second = make()
    drawn = draws(second, monkeypatch)
    assert pictures(second) == whole
    assert drawn == []


def test_another_colour_or_size_is_drawn(make, theme, monkeypatch):
    first = make()
    pictures(first)
    first.keep_drawn()
    second = make()
    drawn = draws(second, monkeypatch)
    second.pixmap("undo", "text2", MARK_SIZE, 1.0)
    theme.set_mode(Mode.DARK)
    dark = second.pixmap("undo", "text2", ICON_SIZE, 1.0).toImage()
    assert drawn == ["undo", "undo"]
    theme.set_mode(Mode.LIGHT)
    assert second.pixmap("undo", "text2", ICON_SIZE, 1.0).toImage() != dark


@pytest.mark.parametrize("spoilt", [b"", b"{}", b'[[],[]]\n{"undo": "AAAA"}'])
def test_spoilt_drawings_are_made_anew(make, data_folder, spoilt):
    first = make()
    whole = pictures(first)
    first.keep_drawn()
    kept = data_folder / FOLDER / "icons.json"
    head = kept.read_bytes().split(b"\n")[0]
    short = b"{" + b",".join(b'"%s":"AAAA"' % key.encode() for key in first._used) + b"}"
    for data in (spoilt, head + b"\n" + spoilt, head + b"\n" + short):
        kept.write_bytes(data)
        assert pictures(make()) == whole
