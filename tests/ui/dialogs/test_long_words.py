"""What a dialog says of a file with a very long name is read whole."""

from __future__ import annotations

import pytest

from tests.ui.appearance.law import beyond_the_screen, faults_of
from ui.dialogs.answer import CLOSE
from ui.dialogs.question import Question

_NAMES = {"letters": "a" * 220, "codes": "A02010105_" * 20, "Chinese": "预算公开" * 50, "folders": "/".join(["budget2027"] * 20)}


@pytest.mark.parametrize("name", _NAMES.values(), ids=_NAMES)
@pytest.mark.parametrize(("zoom", "wide", "high"), [(100, 1024, 600), (150, 1366, 768)])
def test_a_long_name_is_wrapped(qtbot, theme, name, zoom, wide, high):
    theme.set_zoom(zoom)
    dialog = Question("备份", f"全部预算已备份到 /home/{name}/books.db。", CLOSE, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert not [*faults_of(dialog), *beyond_the_screen(dialog, wide, high)]
