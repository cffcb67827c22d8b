"""Runs the short test suite with the Python of a package, before the package is tried.

Usage: python packaging/short_suite.py [OPTION OF PYTEST]...     (with packaging/test-requirements.txt importable)

It tests whether this build of Python, SQLite and Qt does what the program expects. For which values a rule holds, and how a
window looks, is tested by the whole suite on the developer's computer.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

RUNS: Final = (
    ("tests/models", "tests/storage", "-m", "not hypothesis and not chinese_font"),
    ("tests/ui", "-m", "package and not hypothesis"),
)
"""What pytest is given, one run after the other.

Property tests (``hypothesis``) are left out: their results do not depend on the build of Python, and they take most of the time.
Of ``tests/ui`` only the modules marked ``package`` are taken: they press keys in the grid. The others take too long, and some
measure texts and pictures, for which a build root has no Chinese font; so have the PDF files of some tests of ``tests/storage``.
"""
OPTIONS: Final = ("-p", "no:cacheprovider", "--capture=sys")
"""``--capture=sys``: under Wine Python crashes when its standard output is a file, as with pytest's default capture."""


def main(options: list[str]) -> int:
    """The exit code of the first run that fails, else 0. A run that finds no test fails.

    The temporary folders are this run's own: pytest would remove those of earlier runs, which under Wine ends in a warning.
    """
    root = Path(__file__).resolve().parents[1]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTEST_DEBUG_TEMPROOT": folder}
        for run in RUNS:
            command = [sys.executable, "-m", "pytest", *OPTIONS, *options, *run]
            done = subprocess.run(command, cwd=root, env=environment, check=False)  # noqa: S603
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
