"""What is set before Qt starts."""

from __future__ import annotations

import pytest

from ui.application import speak_to_fcitx


@pytest.mark.parametrize(("module", "spoken"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("compose", "compose")])
def test_fcitx_is_reached_through_ibus(module, spoken, tmp_path):
    environment = {"QT_IM_MODULE": module}
    speak_to_fcitx(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": spoken}


def test_a_system_with_the_plug_in_keeps_it(tmp_path):
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    speak_to_fcitx(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": "fcitx"}


def test_nothing_said_nothing_set(tmp_path):
    environment = {}
    speak_to_fcitx(environment, tmp_path)
    assert environment == {}
