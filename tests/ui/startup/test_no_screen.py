"""A start where there is no screen: one sentence, no words of Qt, no core dump. What Qt passes over on the way stays unsaid."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.folders import ROOT
from ui.startup.no_screen import no_screen_words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no session without a screen")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def start(data_folder, *command, **environment):
    """Run a Python program with nothing of the tests' own screen."""
    kept = {name: value for name, value in os.environ.items() if name not in _SCREENS}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**kept, "YSGK_DATA": str(data_folder), **environment},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize("screen", ["", ":771"], ids=["none", "one that does not answer"])
@pytest.mark.parametrize("platform", ["", "xcb", "nosuch"])
def test_a_start_without_a_screen_says_one_sentence(data_folder, screen, platform):
    asked = {"DISPLAY": screen} if screen else {}
    done = start(data_folder, "main.py", **asked, **({"QT_QPA_PLATFORM": platform} if platform else {}))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == no_screen_words(asked)
    assert done.stderr.startswith("窗口没有打开：")
    assert "--help" in done.stderr
    assert "NoScreenError" in (data_folder / "faults.log").read_text(encoding="utf-8")


_MAKE = """
import sys
from ui.startup.application import make_application
application = make_application(sys.argv[:1])
print(application.platformName())
"""


def test_a_platform_that_is_not_there_is_passed_over_in_silence(data_folder):
    done = start(data_folder, "-c", _MAKE, QT_QPA_PLATFORM="nosuch;offscreen")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "offscreen", "")
