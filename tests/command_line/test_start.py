"""What a command imports: the help only the parser, ``check`` and ``tables`` no workbook, database or paper."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from storage.files.book_file import SAMPLE
from tests.folders import ROOT

PROGRAM = """
import sys
import main
try:
    main.main(sys.argv[1:])
except SystemExit:
    pass
import json
print(json.dumps(sorted(sys.modules)))
"""

WORK = (
    "openpyxl", "sqlite3", "sqlite_utils", "PySide6", "python_calamine", "pypdfium2", "pypdf", "storage.workbook",
    "storage.database", "storage.incoming", "storage.publication", "models.paper", "models.publication", "models.incoming",
)  # fmt: skip
"""What belongs to other commands or to the window."""


def imported(*arguments: str) -> set[str]:
    """The modules that a call of the program imports."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("check",)])
def test_the_help_and_a_refusal_import_the_parser_only(arguments):
    seen = imported(*arguments)
    assert "argparse" in seen
    ours = {name for name in seen if name.startswith(("ui.", "models.", "storage."))}
    assert ours == {
        "ui.startup", "ui.startup.arguments", "ui.startup.collector",
        "ui.command_line", "ui.command_line.arguments", "ui.command_line.commands", "ui.command_line.output",
        "models.pack", "models.pack.errors", "storage.errors",
    }  # fmt: skip
    assert "msgspec" not in seen


@pytest.mark.parametrize(("command", "more"), [("check", ()), ("tables --json", ("models.checks.checker",)), ("narrative", ())])
def test_a_command_imports_what_it_needs(command, more, data_folder):
    seen = imported(*command.split(), str(SAMPLE))
    assert "models.published.context" in seen
    assert not {name for name in seen if name.startswith((*WORK, *more))}


def test_what_waits_is_there():
    """A module that was renamed would pass the test above for ever."""
    assert [name for name in (*WORK, "models.checks.checker") if find_spec(name) is None] == []
