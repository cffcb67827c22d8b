"""The self-test of the program from its sources, in a process of its own: its start and its first keys, as a user has them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

from tests.folders import ROOT
from ui.self_test.run import REPORT
from ui.session.faults import UNFORESEEN
from ui.startup.versions import versions

pytestmark = pytest.mark.package


@pytest.mark.timeout(300)  # two starts and an export, perhaps under Wine
def test_it_passes_and_says_nothing_else(tmp_path):
    out = tmp_path / "自检 结果"
    platform = "windows" if os.name == "nt" else "offscreen"  # the latter finds no font on Windows, and the PDF has no text
    command = [sys.executable, str(ROOT / "main.py"), "-platform", platform, "--self-test", str(out)]
    environment = {**os.environ, "QT_LOGGING_RULES": "default.warning=false"}  # the platform warns of what it cannot do
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert not done.stderr
    assert done.returncode == 0
    report = (out / REPORT).read_text(encoding="utf-8").splitlines()
    assert (report[0], report[-1]) == (versions(), "通过")
    assert done.stdout.splitlines()[0] == versions()
    assert any(line.startswith(f"意外：状态栏说“{UNFORESEEN}”") for line in report)
    with zipfile.ZipFile(out / "诊断信息.zip") as archive:
        assert "PlantedError ui/self_test/planted_fault.py:" in archive.read("faults.log").decode()
