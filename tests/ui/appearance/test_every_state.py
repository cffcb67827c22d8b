"""The law of appearance, over every page, dialog and state of ``make screens``."""

from __future__ import annotations

import pytest

from tests.ui.appearance.law import beyond_the_screen, faults_of
from tools.painter import Painter
from tools.screens import SCENES, visit
from ui.pages.registry import PAGES

SIZES = {"1024×600": (1024, 600, 100), "150 %": (1366, 768, 150)}
"""The two in which there is least room. Whatever fits here fits at 1366×768 and 100 % as well."""

NOT_OURS = {"print", "unreadable"}
"""Scenes that are left out: Qt's own preview, and what 新建 with two warnings shows as well."""

_SCENES = [name for name in SCENES if name not in NOT_OURS]
PARTS = {"pages": [spec.key for spec in PAGES], "scenes": _SCENES[::2], "more scenes": _SCENES[1::2]}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("size", SIZES)
def test_a_window_never_shows_what_it_should_not(office, theme, size, part):
    wide, high, zoom = SIZES[size]
    office.window.resize(wide, high)
    theme.set_zoom(zoom)
    office.controller.show_sample()
    found = {}
    seen = []

    def look(state, widget):
        seen.append(state)
        for fault in (*faults_of(widget), *beyond_the_screen(widget, wide, high)):
            found.setdefault(fault, []).append(state)

    visit(Painter(office.controller, look), PARTS[part])
    assert len(seen) >= len(PARTS[part])
    assert not found, "\n" + "\n".join(f"{size}, {_words(states)}: {fault}" for fault, states in found.items())


def _words(states):
    """The first three names, and how many more."""
    return ", ".join(states[:3]) + (f" and {len(states) - 3} more" if len(states) > 3 else "")
