"""关于 names the program, the form and the database with their versions."""

from __future__ import annotations

from models.program import VERSION
from ui.dialogs.about import about_lines, licences


def test_versions(xingtai):
    lines = "\n".join(about_lines(xingtai))
    assert xingtai.version in lines
    assert str(xingtai.year) in lines
    assert "数据库：第" in lines
    assert "用户 数据" in lines  # the test's own data folder


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
