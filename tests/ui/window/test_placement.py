"""The window's place: as it was left, and at the first start nothing of it beyond the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.session.settings import MemorySettings
from ui.window import placement


class Screen:
    def __init__(self, width, height):
        self._size = QSize(width, height)

    def availableSize(self):  # noqa: N802
        return self._size


@pytest.fixture
def window_on(qtbot, monkeypatch):
    def make(settings, *size):
        window = QWidget()
        qtbot.addWidget(window)
        if size:
            monkeypatch.setattr(placement, "has_screen", lambda: True)
            monkeypatch.setattr(window, "screen", lambda: Screen(*size), raising=False)
        placement.place(window, settings)
        return window

    return make


@pytest.mark.parametrize("size", [(1366, 768), (1366, 728), (1280, 1024), (1920, 800)])
def test_a_screen_without_room_for_the_frame_is_filled(window_on, size):
    window = window_on(MemorySettings(), *size)
    assert window.isMaximized()
    assert (window.width() < size[0], window.height() < size[1]) == (True, True)  # what it falls back to


def test_a_larger_screen_gets_a_window(window_on):
    window = window_on(MemorySettings(), 1920, 1040)
    assert not window.isMaximized()
    assert window.size() == QSize(1366, 768)


def test_it_comes_back_as_it_was_left(window_on):
    settings = MemorySettings()
    window = window_on(settings, 1920, 1040)
    window.showNormal()
    window.resize(640, 480)
    placement.remember(window, settings)
    assert window_on(settings).size() == QSize(640, 480)
