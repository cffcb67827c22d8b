"""``make run`` without a display: it says what it has done, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.folders import ROOT
from tools.run_example import DISPLAYS


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_it_prints_its_own_sentences_alone(tmp_path):
    blind = {name: value for name, value in os.environ.items() if name not in {*DISPLAYS, "QT_QPA_PLATFORM"}}
    call = [sys.executable, "-m", "tools.run_example", str(tmp_path)]
    done = subprocess.run(call, cwd=ROOT, env=blind, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert not done.stderr
    said = done.stdout.splitlines()
    assert len(said) == 3
    assert said[0].startswith("没有显示器：示例已在看不见的窗口里打开。检查：错误 0，核实 0，提示 ")  # as its window counts
    assert (tmp_path / "示例.png").stat().st_size > 10_000
