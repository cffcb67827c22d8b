"""关于 names the program, the form and the database with their versions."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import qVersion

from models.program import VERSION
from ui.dialogs.about import about_lines, licences
from ui.self_test import run
from ui.startup.versions import versions


def test_versions(xingtai):
    lines = "\n".join(about_lines(xingtai))
    assert xingtai.version in lines
    assert str(xingtai.year) in lines
    assert "数据库：第" in lines
    assert "用户 数据" in lines  # the test's own data folder
    assert versions() in lines


def test_python_and_qt():
    assert versions() == f"Python {platform.python_version()}，Qt {qVersion()}，PySide {PySide6.__version__}"


class Shown:
    """Stands for the AppController that the first day shows and uses."""

    def __init__(self):
        self.window = self

    def show(self):
        pass

    def close(self):
        pass


def test_the_self_test_begins_its_report_with_them(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "first_day", lambda controller, out: ["录入"])
    monkeypatch.setattr(run, "second_day", lambda controller, out: ["再次启动"])
    monkeypatch.setattr(run, "_start_again", lambda command: run.run_self_test(make, [], [str(tmp_path), run.AGAIN], []))

    def make(argv):
        return qapp, Shown()

    assert run.run_self_test(make, [], [str(tmp_path)], []) == 0
    assert (tmp_path / run.REPORT).read_text(encoding="utf-8").splitlines() == [versions(), "录入", "再次启动", "通过"]


def test_without_a_book_there_is_no_form():
    assert not any(line.startswith("版式") for line in about_lines(None))


def test_the_command_shows_it(qtbot, theme, icons):
    from tests.ui.running_app import Office, choose

    office = Office(qtbot, theme, icons).start()
    seen = []
    office.will_answer(choose("close", seen))
    office.window.actions_of_window["about"].trigger()
    assert office.all_answered()
    assert VERSION in seen[0]
    office.leave()


def test_from_its_sources_nothing_is_bundled():
    assert licences() is None
