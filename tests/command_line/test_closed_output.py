"""An output that is read no further (``check FILE | head``) ends a command without a word."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from main import main
from storage.files.book_file import SAMPLE
from tests.command_line.command_names import COMMANDS
from tests.folders import ROOT
from tests.form_packs import pack_files, write_zip
from ui.command_line.output import CUT_OFF


def run_unread(monkeypatch, *arguments):
    """The exit code of a call whose standard output and error output are a pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    with monkeypatch.context() as patched, os.fdopen(write, "w", encoding="utf-8") as stream:
        patched.setattr(sys, "stdout", stream)
        patched.setattr(sys, "stderr", stream)
        return main([str(argument) for argument in arguments])


def arguments_of(command, folder):
    """A call of the command that prints something."""
    codes, sheet = folder / "科目.csv", folder / "表.txt"
    codes.write_text("编码,名称\n2013201,行政运行\n", encoding="utf-8")
    sheet.write_text("没有表", encoding="utf-8")
    return {
        "sample": [folder / "a.ysbook"],
        "export": [SAMPLE, folder / "a.xlsx"],
        "convert": [SAMPLE, folder / "b.ysbook"],
        "roll-over": [SAMPLE, folder / "c.ysbook"],
        "changes": [SAMPLE, "--since", SAMPLE],
        "sheets": [sheet],
        "codes": ["import", codes],
        "packs": ["import", write_zip(folder / "版式.zip", pack_files())],
    }.get(command, [SAMPLE])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_quietly(command, tmp_path, monkeypatch):
    assert run_unread(monkeypatch, command, *arguments_of(command, tmp_path)) == CUT_OFF


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]])
def test_the_help_ends_quietly(arguments, monkeypatch):
    assert run_unread(monkeypatch, *arguments) == CUT_OFF


def test_a_program_whose_reader_left_says_nothing(data_folder):
    """Nor does Python at its end, when it writes what is left."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "main.py", "tables", str(SAMPLE)]
    done = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(write)
    assert (done.returncode, done.stderr) == (CUT_OFF, b"")
