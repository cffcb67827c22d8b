"""The law of appearance, over every page, dialog and state of ``make screens``.

Each state is made at 1024×600 in the light theme and at 150 % in the dark one, the two in which there is least room; and at
1366×768, where much is laid out otherwise: the names of the pages stand at the left, and dialogs are wider.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.appearance.faults import Fault
from tests.ui.appearance.grounds import light_areas
from tests.ui.appearance.law import beyond_the_screen, faults_of
from tools.painter import Painter
from tools.screens import SCENES, visit
from ui.pages.registry import PAGES
from ui.theme.theme import Mode


class Look(NamedTuple):
    """A size of the window, zoom and theme."""

    wide: int
    high: int
    zoom: int
    mode: Mode


LOOKS = {
    "1024×600": Look(1024, 600, 100, Mode.LIGHT),
    "1366×768": Look(1366, 768, 100, Mode.LIGHT),
    "150 %": Look(1366, 768, 150, Mode.DARK),
}

NOT_OURS = {"print", "unreadable"}
"""Scenes that are left out: Qt's own preview, and what 新建 with two warnings shows as well."""

_SCENES = [name for name in SCENES if name not in NOT_OURS]
PARTS = {"pages": [spec.key for spec in PAGES], "scenes": _SCENES[::2], "more scenes": _SCENES[1::2]}


def test_no_scene_is_called_as_a_page():
    """It would be visited with the pages, and once more."""
    assert not {spec.key for spec in PAGES} & SCENES.keys()


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", LOOKS)
def test_a_window_never_shows_what_it_should_not(office, theme, name, part):
    look = LOOKS[name]
    office.window.resize(look.wide, look.high)
    theme.set_mode(look.mode)
    theme.set_zoom(look.zoom)
    office.controller.show_sample()
    found: dict[Fault, list[str]] = {}
    seen = []

    def observe(state: str, widget: QWidget) -> None:
        seen.append(state)
        for fault in _faults(look, widget, office.window):
            found.setdefault(fault, []).append(state)

    visit(Painter(office.controller, observe), PARTS[part])
    assert len(seen) >= len(PARTS[part])
    assert not found, "\n" + "\n".join(f"{name}, {_words(states)}: {fault}" for fault, states in found.items())


def _faults(look: Look, widget: QWidget, window: QWidget) -> Iterator[Fault]:
    yield from faults_of(widget)
    yield from beyond_the_screen(widget, look.wide, look.high)
    if look.mode is Mode.DARK and widget is window:  # a preview of the printer is paper
        for area in light_areas(widget)[:1]:
            yield Fault("light in the dark", type(widget).__name__, f"{area}")


def _words(states):
    """The first three names, and how many more."""
    return ", ".join(states[:3]) + (f" and {len(states) - 3} more" if len(states) > 3 else "")
