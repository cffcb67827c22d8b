"""A day of a new clerk by keys alone: sixty projects pasted, twelve mended at once, the stage copied, what changed exported."""

from __future__ import annotations

from msgspec.structs import replace
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication

from models.incoming.clipboard.tsv import to_tsv
from models.paper.project_sheets.sheet import project_sheet
from models.values.money import fen
from storage.packs.catalogue import load_pack
from tests.golden_books import seed1_book
from tests.ui.running_app import CTRL, SHIFT, Key, give_file, pick
from tests.ui.test_whole_day import new_book

MANY = 60
CHOSEN = [*range(3, 14), 19]
"""The fourth to the fourteenth project, and the twentieth."""


def sheets():
    """Sixty printed 绩效目标表 as a spreadsheet copies them, one below the other."""
    form, book = load_pack("hebei-xingtai-2024").sheet, seed1_book()
    text = ""
    for number in range(MANY):
        project = replace(book.projects[number % len(book.projects)], name=f"第{number + 1}号项目", code="")
        sheet = project_sheet(form, book, project, number + 1, "表", draft=False)
        grid = [[""] * len(sheet.widths) for _ in sheet.rows]
        for row, cell in sheet.placed_cells():
            grid[row - 1][cell.column - 1] = cell.text
        text += f"{to_tsv(grid)}\n"
    return text


def paste_projects(office):
    office.open_page("projects")
    office.tab_to(office.page.list.grid)
    QGuiApplication.clipboard().setText(sheets())
    office.will_answer(lambda dialog: office.tab_to(dialog.buttons["take"]).press(Key.Key_Space))
    office.press(Key.Key_V, CTRL)
    names = [project.name for project in office.open_book.book.projects]
    assert names == [f"第{number + 1}号项目" for number in range(MANY)]
    office.will_answer()


def choose_twelve(office):
    office.tab_to(office.page.list.grid).press(Key.Key_Home).press(Key.Key_Down, times=3).press(Key.Key_Down, SHIFT, times=10)
    office.press(Key.Key_Down, CTRL, times=6).press(Key.Key_Space, CTRL)
    projects = office.open_book.book.projects
    assert office.page.chosen_projects == tuple(projects[at].id for at in CHOSEN)


def type_into(office, part, key, text):
    """Tab into a grid of the sheet, arrows to a cell of its first row, the text, Enter."""
    grid = office.page.sheet.grids[part]
    columns = [column.key for column in grid.grid_model.source.columns]
    office.walk_to(0, columns.index(key), grid).type(text).press(Key.Key_Return)


def correct_twelve(office):
    """A wrong function code and a missing status, each one step for all twelve."""
    choose_twelve(office)
    step = office.open_book.step
    type_into(office, "head", "status", "延续")
    type_into(office, "funding", "function", "2013199")
    assert office.open_book.step == step + 2
    for at, project in enumerate(office.open_book.book.projects):
        corrected = project.status == "延续" and all(line.function == "2013199" for line in project.funding)
        assert corrected == (at in CHOSEN), at


def test_a_day_with_sixty_projects(office, tmp_path, monkeypatch):
    new_book(office)
    paste_projects(office)
    correct_twelve(office)
    before = office.open_book.book

    office.will_answer(pick(office, "调整"))
    office.from_menu(Key.Key_F, "next_stage")
    assert office.open_book.book.stage == "调整"
    assert replace(office.open_book.book, stage=before.stage, unit=before.unit) == before

    office.open_page("projects")
    office.tab_to(office.page.list.grid).press(Key.Key_Home).press(Key.Key_Down)
    changed = office.open_book.book.projects[1]
    type_into(office, "funding", "amount", "99.5")
    was, now = fen(changed.funding[0].amount), fen(office.open_book.book.projects[1].funding[0].amount)
    assert now == 99_500_000 != was

    target = tmp_path / "调整对比.xlsx"
    give_file(monkeypatch, target)
    office.open_page("comparison")
    office.will_answer(pick(office, "close"))
    while office.focus.accessibleName() != "页":
        office.press(Key.Key_F6)
    for _ in range(4):  # back from the list of pages are the buttons of the page's head
        if getattr(office.focus, "text", str)() == "导出对比表":
            break
        office.press(Key.Key_Tab, SHIFT)
    office.press(Key.Key_Space)
    assert office.all_answered()
    written = [[cell for cell in row if cell] for row in load_workbook(target).active.iter_rows(values_only=True)]
    texts = {str(cell) for row in written for cell in row}
    assert any("第2号项目" in text for text in texts)
    assert f"{'多' if now > was else '少'} {abs(now - was) / 1_000_000:,.2f}" in texts
