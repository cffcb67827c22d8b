"""An output that is read no further (``check FILE | head``) ends a command without a word, one that is full with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from main import main
from models.book import edits
from models.words.edit_log import LoggedStep
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import SAMPLE, sample_book
from storage.paths import database_file
from tests.bureau_template import STREET, template
from tests.command_line.command_names import COMMANDS
from tests.folders import DATA, ROOT
from tests.form_packs import pack_files, write_zip
from ui.command_line.arguments import FAULTS, OK, UNREADABLE
from ui.command_line.output import CUT_OFF

FULL = Path("/dev/full")
TAKES_NO_MORE = pytest.mark.skipif(not FULL.exists(), reason="needs an output that is full")
SENTENCE = "结果没有写全：输出的地方满了，或者写不进去；腾出地方，或者输出到别处，再来一次\n"


EXITS = dict.fromkeys(("fill", "read", "review", "sheets"), FAULTS)
"""The exit codes of the calls below that do not find all well."""


def run_unread(monkeypatch, *arguments, buffering=-1):
    """The exit code of a call whose standard output and error output are a pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    with monkeypatch.context() as patched, os.fdopen(write, "w", buffering, encoding="utf-8") as stream:
        patched.setattr(sys, "stdout", stream)
        patched.setattr(sys, "stderr", stream)
        return main([str(argument) for argument in arguments])


def arguments_of(command, folder):
    """A call of the command that does its work and prints something."""
    codes, package, form = (folder / name for name in ("科目.csv", "包.zip", "模板.xlsx"))
    codes.write_text("编码,名称\n2013201,行政运行\n", encoding="utf-8")
    if command in {"fill", "read", "review"}:
        template().save(form)
    if command in {"history", "handover", "takeover"}:
        with open_database(database_file(), create=True) as database:
            store, book = BookStore(database), sample_book()
            changed = edits.set_field(book.basic[0].id, "note", "甲")(book)
            store.save(store.create(book), book, changed, LoggedStep("修改备注"))
    if command in {"verify", "takeover"}:
        assert main(["submit", str(SAMPLE), str(package)] if command == "verify" else ["handover", str(package)]) == OK
    return {
        "sample": [folder / "a.ysbook"],
        "export": [SAMPLE, folder / "a.xlsx"],
        "publish": [SAMPLE, folder / "a.html"],
        "submit": [SAMPLE, folder / "a.zip"],
        "verify": [package],
        "fill": [form, STREET, folder / "填好.xlsx", "--show"],
        "convert": [SAMPLE, folder / "b.ysbook"],
        "roll-over": [SAMPLE, folder / "c.ysbook"],
        "move": [SAMPLE, "--pack", "hebei-xingtai-2025"],
        "next-stage": [SAMPLE, folder / "d.ysbook", "--new-stage", "调整"],
        "compare": [SAMPLE, SAMPLE],
        "changes": [SAMPLE, "--since", SAMPLE],
        "history": [database_file()],
        "handover": [package],
        "takeover": [package, "--show"],
        "read": [form],
        "review": [form],
        "sheets": [DATA / "sheets" / "xingtai.txt"],
        "codes": ["import", codes, "--add"],
        "packs": ["import", write_zip(folder / "版式.zip", pack_files())],
    }.get(command, [SAMPLE])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_quietly(command, tmp_path, monkeypatch):
    assert run_unread(monkeypatch, command, *arguments_of(command, tmp_path)) == CUT_OFF


@pytest.mark.parametrize(
    ("command", "arguments", "ending"),
    [
        ("move", [SAMPLE, "--pack", "hebei-xingtai-2025", "-o"], ".ysbook"),
        ("compare", [SAMPLE, SAMPLE, "-o"], ".xlsx"),
    ],
)
def test_a_file_is_written_though_nobody_reads_what_is_said_of_it(command, arguments, ending, tmp_path, monkeypatch):
    """``move … -o OUT | head -1`` ended before OUT was written."""
    target = tmp_path / f"a{ending}"
    assert run_unread(monkeypatch, command, *arguments, target, buffering=1) == CUT_OFF
    assert target.stat().st_size


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


@TAKES_NO_MORE
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_that_its_output_is_full(command, tmp_path, monkeypatch, capsys):
    arguments = [command, *map(str, arguments_of(command, tmp_path))]
    capsys.readouterr()
    with monkeypatch.context() as patched, FULL.open("w", encoding="utf-8") as stream:
        patched.setattr(sys, "stdout", stream)
        assert main(arguments) == UNREADABLE
    assert capsys.readouterr().err.endswith(SENTENCE)


@TAKES_NO_MORE
@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["tables", str(SAMPLE)]])
def test_a_program_whose_output_is_full_says_one_sentence(arguments, data_folder):
    """The help too, which is long enough to be written in parts; and nothing more where the sentence has no place either."""
    command = [sys.executable, "main.py", *arguments]
    with FULL.open("w", encoding="utf-8") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
        assert (done.returncode, done.stderr.decode()) == (UNREADABLE, SENTENCE)
        assert subprocess.run(command, cwd=ROOT, stdout=full, stderr=full, check=False, timeout=60).returncode == UNREADABLE


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_does_its_work_without_an_output(command, tmp_path, monkeypatch):
    """``check FILE >&-``, and Windows, which gives a program without a console no output: Python then has None."""
    arguments = [command, *map(str, arguments_of(command, tmp_path))]
    with monkeypatch.context() as patched:
        for name in ("stdout", "stderr"):
            patched.setattr(sys, name, None)
        assert main(arguments) == EXITS.get(command, OK)
        for name in ("stdout", "stderr"):
            getattr(sys, name).close()


@pytest.mark.skipif(sys.platform == "win32", reason="closes file descriptors")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_file_is_written_whole_though_the_outputs_are_closed(closed, tmp_path, data_folder):
    """What is opened next has the number of the closed output; nothing else may be written there."""
    whole, target = tmp_path / "whole.ysbook", tmp_path / "a.ysbook"
    assert main(["sample", str(whole)]) == OK
    line = f'"{sys.executable}" main.py sample "{target}" {closed}'
    assert subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, check=False, timeout=60).returncode == OK  # noqa: S602
    assert target.read_bytes() == whole.read_bytes()
