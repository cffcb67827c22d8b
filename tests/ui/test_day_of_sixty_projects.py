"""A day of a new clerk by keys alone: sixty projects pasted, twelve mended in one go, the next stage, its slips, what changed."""

from __future__ import annotations

from msgspec.structs import replace
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication

from models.incoming.clipboard.tsv import to_tsv
from models.paper.project_sheets.sheet import project_sheet
from models.values.money import fen
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.packs.catalogue import load_pack
from tests.golden_books import seed1_book
from tests.ui.running_app import ALT, CTRL, SHIFT, Key, give_file, pick
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


def copy_to_next_stage(office):
    """转入下一阶段 from the menu: the same book at 调整, which is open now."""
    before = office.open_book.book
    office.will_answer(pick(office, "调整"))
    office.from_menu(Key.Key_F, "next_stage")
    after = office.open_book.book
    assert after.stage == "调整"
    assert replace(after, stage=before.stage, unit=before.unit, tasks=before.tasks) == before
    assert "（调整）" in office.window.windowTitle()


def type_amounts(office, texts):
    """Project by project, from the fourth on: the amount of its first line."""
    office.open_page("projects")
    office.tab_to(office.page.list.grid).press(Key.Key_Home).press(Key.Key_Down, times=2)
    for text in texts:
        office.press(Key.Key_PageDown, ALT)
        type_into(office, "funding", "amount", text)


def mend_by_f8(office, figures):
    """F8 goes from one slip to the next, each is typed over where it stands; none is passed."""
    office.open_page("projects")
    office.tab_to(office.page.list.grid).press(Key.Key_Home).press(Key.Key_Down, times=3)
    wanted = [project.funding[0].id for project in office.open_book.book.projects[3 : 3 + len(figures)]]
    visited = []
    for figure in figures:
        office.press(Key.Key_F8)
        visited.append(office.window.workspace.findings.current.place.line)
        office.type(figure).press(Key.Key_Return)
    assert visited == wanted
    assert [project.funding[0].amount for project in office.open_book.book.projects[3 : 3 + len(figures)]] == [
        int(float(figure) * 1_000_000) for figure in figures
    ]


def export_comparison(office):
    """The button of the page's head, back from the list of pages."""
    office.open_page("comparison")
    office.will_answer(pick(office, "close"))
    while office.focus.accessibleName() != "页":
        office.press(Key.Key_F6)
    for _ in range(4):
        if getattr(office.focus, "text", str)() == "导出对比表":
            break
        office.press(Key.Key_Tab, SHIFT)
    office.press(Key.Key_Space)
    assert office.all_answered()


def kept_books(office):
    """By stage, what another program would read from the database now."""
    with open_database(office.library.path) as database:
        store = BookStore(database)
        return {entry.stage: store.look(entry.id) for entry in store.list_books()}


def test_a_day_with_sixty_projects(office, tmp_path, monkeypatch):
    new_book(office)
    paste_projects(office)
    correct_twelve(office)
    before = office.open_book.book
    copy_to_next_stage(office)
    type_amounts(office, ("x", "12。", "9，9"))
    mend_by_f8(office, ("99.5", "0.25", "7"))

    target = tmp_path / "调整对比.xlsx"
    give_file(monkeypatch, target)
    export_comparison(office)
    kept = kept_books(office)
    assert kept == {"批复": before, "调整": office.open_book.book}
    rows = [[cell for cell in row if cell is not None] for row in load_workbook(target).active.iter_rows(values_only=True)]
    assert rows[0][0].startswith("2024年预算阶段对比（批复 → 调整）")
    shown = {row[0]: row[1:] for row in rows}
    for was, now in zip(kept["批复"].projects[3:6], kept["调整"].projects[3:6], strict=True):
        old, new = fen(was.funding[0].amount), fen(now.funding[0].amount)
        way = "多" if new > old else "少"
        assert shown[now.name] == [old / 1_000_000, new / 1_000_000, f"{way} {abs(new - old) / 1_000_000:,.2f}"]
    assert not any(project.name in shown for project in [*kept["调整"].projects[:3], *kept["调整"].projects[6:]])
    office.open_page("history")
    first = office.page.table.plain.rows[-1].cells
    assert (bool(first[0].text), first[1].text) == (True, "从“批复”转入")
