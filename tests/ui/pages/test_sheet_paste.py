"""Pasting whole 绩效目标表 on the project page: the real clipboard and keys, the preview, one undo step."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from models.book.records import Book, Unit
from tests.golden_books import seed1_book, seed2_book
from tests.sheet_texts import LUTAI, as_html, published, without_ids
from tests.ui.running_app import CTRL, SHIFT, Key, choose

SEED = seed1_book()
FIRST_TWO = published("xingtai").split("\n\n### 3")[0]


def open_projects(office, book):
    office.controller.open_entry(office.library.store.create(book))
    office.open_page("projects")
    office.page.list.grid.setFocus()
    return office


def copy(text="", html=""):
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def plain(projects):
    return [without_ids(project) for project in projects]


def test_sheets_pasted_on_an_empty_list_become_projects_in_one_step(office):
    open_projects(office, replace(SEED, projects=()))
    copy(published("xingtai"))
    seen = []

    def look(dialog):
        seen.extend((dialog.sentence.text(), dialog.list.count(), dialog.buttons["take"].text(), dialog.form.toPlainText()))
        office.press(Key.Key_Return)

    office.will_answer(look)
    office.press(Key.Key_V, CTRL)
    sentence, count, button, words = seen
    assert sentence.startswith("读出 32 个项目，6 处没有读懂或者缺。")
    assert (count, button) == (32, "填入 32 个项目")
    for said in ("“资金支出计划（%）”没有 12月底，照空着", "13051124P00053210003C", "预算数 18 万元", "指标 8 条", "≥55 人"):
        assert said in words
    assert plain(office.open_book.book.projects) == plain(SEED.projects)
    assert office.page.current_project == office.open_book.book.projects[0].id
    assert office.open_book.undo_label == "粘贴 32 个项目：项目 第 1–32 个"
    assert office.library.store.load(office.controller.book_id) == office.open_book.book
    office.press(Key.Key_Z, CTRL)
    assert office.open_book.book.projects == ()


@pytest.mark.parametrize(
    "text",
    [
        "序号\t项目编码\t项目名称\t功能科目\t资金来源\t预算数（万元）\n1\t1305\t道路维修\t2120399\t一般公共预算\t15\n",
        "项目名称\t一般公共预算\t政府性基金\n道路维修\t15\t\n绿化养护\t20\t3\n",
        "2024年项目清单\n\n项目名称\t金额\n道路维修\t15\n绿化养护\t20\n",
    ],
)
def test_a_list_of_projects_is_no_sheet(office, text):
    open_projects(office, SEED)
    copy(text)
    said = []

    def look(dialog):
        said.append(dialog.sentence.text())
        office.press(Key.Key_Escape)

    office.will_answer(look)
    office.press(Key.Key_V, CTRL)
    assert said[0].startswith("剪贴板里是一行一个项目的清单，不是绩效目标表，没有粘贴。")
    assert office.open_book.book.projects == SEED.projects


def test_esc_leaves_the_book_as_it_was(office):
    open_projects(office, SEED)
    copy(published("xingtai"))
    office.will_answer(lambda dialog: office.press(Key.Key_Escape))
    office.press(Key.Key_V, CTRL)
    assert office.open_book.book.projects == SEED.projects
    assert not office.open_book.undo_label


def test_known_projects_are_skipped_replaced_or_added_by_key(office):
    book = replace(SEED, projects=(replace(SEED.projects[0], use="旧的", status="新增"), SEED.projects[1]))
    open_projects(office, book)
    copy(FIRST_TWO.replace("13051124P0001B910004J", "13051124P0009ZZ100099").replace("兵役征集工作经费", "新的项目"))
    seen = []

    def look(dialog):
        seen.append([dialog.list.item(i).text() for i in range(2)])
        seen.append(dialog.form.toPlainText())
        office.press(Key.Key_Space)
        seen.append((dialog.list.item(0).text(), dialog.buttons["take"].text()))
        office.press(Key.Key_Return)

    office.will_answer(look)
    office.press(Key.Key_V, CTRL)
    assert seen[0] == ["跳过　2024年武装工作经费", "新增　新的项目"]
    assert "预算里第 1 个项目编码相同" in seen[1]
    assert seen[2] == ("替换　2024年武装工作经费", "填入 2 个项目")
    first, second, third = office.open_book.book.projects
    assert (first.id, first.status, first.use) == (SEED.projects[0].id, "新增", SEED.projects[0].use)
    assert first.funding == SEED.projects[0].funding
    assert second == SEED.projects[1]
    assert third.name == "新的项目"


def test_several_sheets_go_the_same_way_at_once(office):
    open_projects(office, SEED)
    copy(published("xingtai"))
    buttons = []

    def look(dialog):
        buttons.append((dialog.buttons["take"].isEnabled(), dialog.ways.currentText()))
        office.press(Key.Key_A, CTRL)
        office.press(Key.Key_Space, times=2)
        buttons.append((dialog.buttons["take"].text(), dialog.ways.currentText()))
        office.press(Key.Key_Return)

    office.will_answer(look)
    office.press(Key.Key_V, CTRL)
    assert buttons == [(False, "跳过"), ("填入 32 个项目", "另加")]
    assert len(office.open_book.book.projects) == 64


def test_the_command_pastes_from_any_page_and_a_table_of_word(office):
    open_projects(office, Book("hebei-lutai-2024", 2024, "批复", Unit(name="芦台")))
    office.open_page("basic")
    project = seed2_book().projects[1]
    copy("农业保险保费补贴", as_html(LUTAI, project))
    office.will_answer(choose("take"))
    office.press(Key.Key_V, CTRL | SHIFT)
    assert office.page.key == "projects"
    assert plain(office.open_book.book.projects) == plain([project])


def test_text_between_the_sheets_is_told_without_taking_their_room(office):
    open_projects(office, replace(SEED, projects=()))
    copy(published("xingtai").replace("\n\n## ", "\n\n说明一段\n\n## "))
    seen = []

    def look(dialog):
        seen.append(dialog.outside.text().split("\n"))
        office.press(Key.Key_Escape)

    office.will_answer(look)
    office.press(Key.Key_V, CTRL)
    ((first, _, more),) = seen
    assert first == "第 27 行：这一行不在绩效目标表里，没有读〔说明一段〕"
    assert more.startswith("这样的还有 ")


def test_the_same_sheet_pasted_twice_is_offered_once(office):
    open_projects(office, replace(SEED, projects=()))
    copy(f"{FIRST_TWO}\n\n{FIRST_TWO}")
    seen = []

    def look(dialog):
        seen.append([dialog.list.item(i).text()[:2] for i in range(dialog.list.count())])
        office.press(Key.Key_Return)

    office.will_answer(look)
    office.press(Key.Key_V, CTRL)
    assert seen == [["新增", "新增", "跳过", "跳过"]]
    assert len(office.open_book.book.projects) == 2


@pytest.mark.parametrize("text", ["", "会议通知\n明天上午九点。"])
def test_a_clipboard_without_a_sheet_is_answered(office, text):
    open_projects(office, SEED)
    copy(text)
    seen = []
    office.will_answer(choose("close", seen))
    office.press(Key.Key_V, CTRL)
    assert seen[0].startswith("剪贴板里没有认得出的绩效目标表。")
    assert office.open_book.book.projects == SEED.projects


def test_a_form_without_sheets_takes_none(office):
    book = replace(SEED, pack="shanghai-putuo-2024", projects=())
    open_projects(office, book)
    copy(published("xingtai"))
    seen = []
    office.will_answer(choose("close", seen))
    office.press(Key.Key_V, CTRL)
    assert seen[0].startswith("这个版式没有绩效目标表")
    assert not office.open_book.book.projects
