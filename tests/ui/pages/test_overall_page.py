"""部门整体绩效目标 as a page: filled in by keys, begun by what is typed first, undone, pasted, marked and gone to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from models.book import edits
from models.book.places import Place
from models.book.records import Goal, Project
from models.values.money import MoneyUnit
from storage.paths import user_packs
from tests.golden_books import seed1_book
from tests.overall_pack import overall_pack
from tests.ui.running_app import CTRL, SHIFT, Key
from ui.pages.registry import PAGES, pages_of

WAN = MoneyUnit.WAN.value
SEED = replace(seed1_book(), pack="with-overall")


@pytest.fixture
def clerk(office):
    """An office with the page of an empty sheet open."""
    user_packs().mkdir(parents=True, exist_ok=True)
    overall_pack(user_packs() / "with-overall")
    office.controller.open_entry(office.library.store.create(SEED))
    return office.open_page("overall")


def overall(office):
    return office.open_book.book.overall[0]


def test_the_head_shows_the_cover_and_the_whole_budget(clerk):
    shown = {}
    for part in clerk.page.sheet.grids:
        grid = clerk.page.sheet.grids[part].grid_model
        shown |= {grid.column(at).key: grid.cell_at(0, at).text for at in range(grid.columnCount()) if grid.line_count}
    spending = clerk.open_book.tables["T3"]
    assert shown["unit"] == SEED.unit.name
    assert shown["budget"].replace(",", "") == f"{spending.amount('total', 'total') / WAN:.2f}"
    assert shown["basic"].replace(",", "") == f"{spending.amount('total', 'basic') / WAN:.2f}"
    assert clerk.open_book.book.overall == ()


def test_what_is_typed_into_an_empty_sheet_begins_it_in_one_step(clerk):
    sheet = clerk.page.sheet
    clerk.at(0, 1, sheet.grids["goals"]).type("办好实事").press(Key.Key_Return)
    assert overall(clerk).goals == (Goal(overall(clerk).goals[0].id, "", "办好实事"),)
    assert clerk.library.store.load(clerk.controller.book_id) == clerk.open_book.book
    assert clerk.open_book.undo_label.startswith("新增 部门整体绩效目标")
    clerk.press(Key.Key_Z, CTRL)
    assert clerk.open_book.book == SEED
    clerk.press(Key.Key_Y, CTRL)
    assert overall(clerk).goals[0].text == "办好实事"


def test_tasks_and_indicators_are_typed_pasted_copied_and_undone(clerk):
    sheet = clerk.page.sheet
    clerk.at(0, 0, sheet.grids["tasks"]).type("换届").press(Key.Key_Tab).type("选举").press(Key.Key_Tab).type("12.5").press(
        Key.Key_Return
    )
    (task,) = overall(clerk).tasks
    assert (task.name, task.text, task.fiscal) == ("换届", "选举", 125_000_00)
    rows = "产出指标\t数量指标\t活动次数\t≥8次\t60\n效益指标\t社会效益指标\t知晓率\t≥90%\t40"
    mime = QMimeData()
    mime.setText(rows)
    QGuiApplication.clipboard().setMimeData(mime)
    clerk.at(0, 0, sheet.grids["indicators"]).press(Key.Key_V, CTRL)
    first, _ = overall(clerk).indicators
    assert (first.name, first.target, getattr(first, "text:weight")) == ("活动次数", "≥8次", "60")
    clerk.at(0, 2, sheet.grids["indicators"]).press(Key.Key_D, CTRL | SHIFT)
    assert [line.name for line in overall(clerk).indicators] == ["活动次数", "活动次数", "知晓率"]
    clerk.press(Key.Key_Z, CTRL, times=2)
    assert overall(clerk).indicators == ()
    assert overall(clerk).tasks == (task,)


def test_an_edit_elsewhere_leaves_an_empty_sheet_ready(clerk):
    clerk.open_book.edit(edits.insert_line("basic", {"function": "2013201"}))
    clerk.at(0, 1, clerk.page.sheet.grids["goals"]).type("办好").press(Key.Key_Return)
    assert overall(clerk).goals[0].text == "办好"
    assert len(clerk.open_book.book.basic) == len(SEED.basic) + 1


def test_a_finding_leads_to_its_cell(clerk):
    clerk.at(0, 1, clerk.page.sheet.grids["goals"]).type("办好").press(Key.Key_Return)
    clerk.at(0, 0, clerk.page.sheet.grids["tasks"]).type("换届").press(Key.Key_Tab).type("选举").press(Key.Key_Tab)
    clerk.type("99999").press(Key.Key_Return)
    place = next(f.place for f in clerk.open_book.findings if f.code == "K-25a")
    clerk.open_page("basic")
    assert clerk.window.workspace.go_to(place)
    assert clerk.page.key == "overall"
    assert clerk.page.current_place == place
    assert clerk.window.workspace.go_to(Place("overall", overall(clerk).goals[0].id, "text"))


def test_indicators_used_in_projects_are_offered(clerk):
    used = next(line for project in SEED.projects for line in project.indicators if len(line.name) > 3)
    clerk.at(0, 2, clerk.page.sheet.grids["indicators"]).type(used.name[:3])
    offered = clerk.page.grid.delegate.completion.list
    assert any(used.name[:3] in hit.value for hit in offered._hits)


def test_the_sheet_is_deleted_by_a_command(clerk):
    clerk.at(0, 1, clerk.page.sheet.grids["goals"]).type("办好").press(Key.Key_Return)
    (command,) = clerk.page.actions_of_page
    assert command.isEnabled()
    command.trigger()
    assert clerk.open_book.book.overall == ()
    assert not command.isEnabled()


def test_the_page_is_there_where_the_form_or_the_book_has_it(clerk):
    def keys(pack, book):
        return [spec.key for spec in pages_of(PAGES, pack, book)]

    pack, plain = clerk.open_book.pack, replace(clerk.open_book.pack, overall=replace(clerk.open_book.pack.overall, title=""))
    assert keys(pack, SEED)[3:5] == ["projects", "overall"]
    assert "overall" not in keys(plain, SEED)
    kept = replace(SEED, overall=(Project(9_000, scope="department"),))
    assert "overall" in keys(plain, kept)


def test_what_was_typed_under_another_form_is_seen(office):
    kept = Project(9_000, scope="department", goals=(Goal(9_001, "", "办好实事"),))
    book = replace(SEED, pack="hebei-xingtai-2024", overall=(kept,), next_id=9_002)
    office.controller.open_entry(office.library.store.create(book))
    office.open_page("overall")
    assert office.page.sentence.startswith("这个版式没有这张表")
    goals = office.page.sheet.grids["goals"]
    assert goals in office.page.sheet.parts
    assert goals.grid_model.cell_at(0, 1).text == "办好实事"


def test_the_keyboard_begins_at_the_top_and_comes_back_to_where_it_was(clerk):
    clerk.open_page("basic").open_page("overall")
    assert clerk.focus is clerk.page.sheet.parts[0]
    clerk.at(0, 1, clerk.page.sheet.grids["goals"])
    clerk.open_page("basic").open_page("overall")
    assert clerk.focus is clerk.page.sheet.grids["goals"]


def test_what_is_missing_as_a_whole_leads_to_the_first_part(clerk):
    place = next(found.place for found in clerk.open_book.findings if found.code == "K-26")
    clerk.open_page("basic")
    assert clerk.window.workspace.go_to(place)
    assert clerk.focus is clerk.page.sheet.parts[0]
    clerk.type("换届").press(Key.Key_Return)
    assert overall(clerk).tasks[0].name == "换届"
    assert "K-26" not in {found.code for found in clerk.open_book.findings}


def test_the_preview_shows_it_and_leads_back(clerk):
    clerk.at(0, 1, clerk.page.sheet.grids["goals"]).type("办好实事").press(Key.Key_Return)
    preview = clerk.open_page("preview").page
    assert preview.list.select("overall")
    assert preview.entry.label == "部门整体绩效目标表"
    assert "办好实事" in [text for row in preview._shown.shown() for text in row]
    assert preview.origin.button.text() == "打开部门整体绩效目标"
    preview.origin.button.click()
    assert clerk.page.key == "overall"
