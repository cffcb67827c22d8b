"""情况说明 with real keys and the mouse: fields are kept when left, figures lead to their cells, the text follows the book."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.book.places import Place
from models.pack.forms.narrative import AtomKind, NarrativeForm
from models.published.texts.narrative import narrative, plain_text
from storage.errors import StorageError
from storage.packs.catalogue import load_pack
from tests.golden_books import district_book, with_seed1_texts
from tests.ui.running_app import CTRL, SHIFT, Key, Office
from ui.pages.common import page_states
from ui.pages.common.page_states import Summary
from ui.pages.narrative import page as page_module
from ui.session.open_book import OpenBook

WRITTEN, REASON = AtomKind.WRITTEN, AtomKind.REASON


@pytest.fixture
def page_of(xingtai, codes, disk, page_alone):
    def make(book, pack=xingtai):
        return page_alone(page_module.make_page, OpenBook(book, pack, codes, disk.save))

    return make


@pytest.fixture
def page(page_of, seed1):
    return page_of(seed1)


def text_of(page):
    return plain_text(narrative(page.services.open_book.context)[0], draft=False)


def paragraph_with(page, words):
    return next(p for p in page.body._paragraphs.values() if words in p.toPlainText())


def states(page):
    return {row.cells[0].text: row.cells[1].text for row in page.list.plain.rows}


# --- what is shown


def test_the_page_shows_what_prints(page):
    shown = "\n".join(p.toPlainText() for p in page.body._paragraphs.values() if p.isVisibleTo(page))
    for line in text_of(page).split("\n")[3:]:
        if line and not line.startswith(("一", "二", "三", "四", "五、", "六", "七", "八", "九", "十")):
            assert line.split("，主要为")[0].rstrip("。") in shown


def test_the_sections_say_what_is_there(page_of, seed1):
    page = page_of(seed1)
    found = states(page)
    assert found["一、部门职责及机构设置情况"] == "缺"
    assert found["二、部门预算安排的总体情况"] == "完成"
    assert found["六、部门主管专项资金预算安排情况及绩效目标"] == "空"
    assert page_states.narrative(page.services.open_book) == Summary("缺 2 项")
    page.services.open_book.edit(edits.set_text("duties", "负责甲"))
    page.services.open_book.edit(edits.insert_line("agencies", {"name": "某部本级"}))
    assert states(page)["一、部门职责及机构设置情况"] == "完成"
    assert page_states.narrative(page.services.open_book) == Summary()


def test_what_waits_for_the_clerk_is_named(page):
    assert "，主要为（项目支出主要用途）" in paragraph_with(page, "项目支出1829.55万元").toPlainText()
    page.services.open_book.edit(edits.set_last_year("total", "amount", ""))
    assert "较2023年预算（2023 年的数没有填）" in paragraph_with(page, "2024年预算收支安排").toPlainText()


def test_figures_follow_the_book(page):
    line = page.services.open_book.book.basic[0]
    page.services.open_book.edit(edits.set_field(line.id, "amount", "564.40"))
    assert "基本支出964.43万元" in paragraph_with(page, "收支预算总表支出栏").toPlainText()


def test_an_unseen_page_is_not_written_until_it_is_shown(page, monkeypatch):
    calls = []
    monkeypatch.setattr(page_module, "narrative", lambda context: calls.append(1) or narrative(context))
    page.hide()
    page.services.open_book.edit(edits.set_text("duties", "负责甲"))
    assert not calls
    page.show()
    assert len(calls) == 1
    assert page.body.fields[WRITTEN, "duties"].toPlainText() == "负责甲"


def test_a_form_without_texts_has_an_empty_page(page_of, seed1, xingtai):
    page = page_of(seed1, replace(xingtai, narrative=NarrativeForm()))
    assert not page.body.fields
    assert not page.agencies.isVisible()
    assert page.go_to(Place("texts"))
    page.copy_all()


def test_what_another_form_asked_for_is_not_hidden(qtbot, page_of, seed1):
    page = page_of(edits.set_text("gone", "旧版式要的一段")(seed1))
    field = page.body.fields[WRITTEN, "gone"]
    assert field.isVisibleTo(page)
    assert field.toPlainText() == "旧版式要的一段"
    line = page.services.open_book.book.texts[0]
    assert page.go_to(Place("texts", line.id, "text"))
    assert field.hasFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert page.services.open_book.book.texts == ()
    assert not field.isVisibleTo(page)


# --- writing


def test_a_field_is_kept_when_it_is_left_as_one_step(qtbot, page):
    field = page.body.fields[WRITTEN, "duties"]
    field.setFocus()
    qtbot.keyClicks(field, "duties of all")
    assert page.services.open_book.step == 0
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    book = page.services.open_book
    assert (book.step, [line.text for line in book.book.texts]) == (1, ["duties of all"])
    assert book.undo_label == "修改 情况说明 部门职责 内容：空白 → duties of all"
    assert not field.hasFocus()
    assert "duties of all" in text_of(page)


def test_a_pause_keeps_it_too_and_the_typing_goes_on(qtbot, page):
    field = page.body.fields[WRITTEN, "other"]
    field.setFocus()
    field._pause.setInterval(1)
    qtbot.keyClicks(field, "abc ")
    qtbot.waitUntil(lambda: page.services.open_book.book.texts != ())
    qtbot.keyClicks(field, "def")
    assert field.toPlainText() == "abc def"
    assert field.textCursor().position() == 7
    qtbot.waitUntil(lambda: page.services.open_book.book.texts[0].text == "abc def")


def test_a_word_that_is_being_composed_is_waited_for(page):
    field = page.body.fields[WRITTEN, "duties"]
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("fu ze", []))
    field.commit()
    assert page.services.open_book.step == 0
    composed = QInputMethodEvent()
    composed.setCommitString("负责")
    QApplication.sendEvent(field, composed)
    field.commit()
    assert page.services.open_book.book.texts[0].text == "负责"


def test_a_reason_is_last_year_s(qtbot, page):
    field = page.body.fields[REASON, "basic"]
    assert field.toPlainText().startswith("机构改革")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "fewer staff.")
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    reasons = {line.item: line.reason for line in page.services.open_book.book.last_year}
    assert reasons["basic"] == "fewer staff."
    assert "基本支出减少50.56万元，主要为fewer staff.。" in text_of(page)
    assert field.hasFocus()


def test_escape_takes_back_what_is_being_typed(qtbot, page):
    field = page.body.fields[WRITTEN, "duties"]
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.toPlainText() == ""
    assert page.services.open_book.step == 0


def test_what_the_disk_refuses_stays_marked(qtbot, page, disk):
    field = page.body.fields[WRITTEN, "duties"]
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    disk.refusal = StorageError("磁盘满了")
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert (field.toPlainText(), field.property("unsaved"), field.property("state")) == ("abc", True, "error")
    disk.refusal = None
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert page.services.open_book.book.texts[0].text == "abc"
    assert not field.property("unsaved")


def test_blanks_alone_are_nothing(qtbot, page):
    field = page.body.fields[WRITTEN, "duties"]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert page.services.open_book.step == 0


def test_another_s_edit_does_not_disturb_what_is_being_typed(qtbot, page):
    field = page.body.fields[WRITTEN, "duties"]
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    field.moveCursor(QTextCursor.MoveOperation.Start)
    page.services.open_book.edit(edits.set_text("other", "无"))
    assert field.toPlainText() == "abc"
    assert field.textCursor().position() == 0


def test_a_mark_tells_its_finding(qtbot, page):
    field = page.body.fields[WRITTEN, "duties"]
    assert field.property("state") == "hint"
    assert "情况说明缺“部门职责”" in field.toolTip()
    with qtbot.waitSignal(page.finding_wanted) as told:
        qtbot.mouseClick(field._button, Qt.MouseButton.LeftButton)
    assert told.args == [Place("texts", field="duties")]


def test_a_field_is_as_high_as_its_text(page):
    field = page.body.fields[WRITTEN, "goals"]
    before = field.height()
    page.services.open_book.edit(edits.set_text("goals", "一\n二\n三\n四\n五\n六\n七\n八"))
    assert field.height() > 2 * before
    assert field.verticalScrollBar().maximum() == 0


# --- going


def anchor_point(paragraph, words):
    cursor = paragraph.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return paragraph.cursorRect(cursor).center()


def test_a_double_click_on_a_figure_leads_to_its_cell(qtbot, page):
    paragraph = paragraph_with(page, "反映本部门当年全部收入")
    page._area.ensureWidgetVisible(paragraph)
    with qtbot.waitSignal(page.place_wanted) as wanted:
        qtbot.mouseDClick(paragraph.viewport(), Qt.MouseButton.LeftButton, pos=anchor_point(paragraph, "2326.02"))
    assert wanted.args == [Place("table", field="T1:general:income")]


def test_a_double_click_elsewhere_leads_nowhere(qtbot, page):
    paragraph = paragraph_with(page, "反映本部门当年全部收入")
    page._area.ensureWidgetVisible(paragraph)
    with qtbot.assertNotEmitted(page.place_wanted):
        qtbot.mouseDClick(paragraph.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 10))


def test_places_are_found(page_of, seed1):
    page = page_of(with_seed1_texts(seed1))
    line = next(line for line in page.services.open_book.book.texts if line.item == "measures")
    assert page.go_to(Place("texts", line.id, "text"))
    assert page.body.fields[WRITTEN, "measures"].hasFocus()
    assert page.go_to(Place("texts", field="duties"))
    assert page.body.fields[WRITTEN, "duties"].hasFocus()
    agency = page.services.open_book.book.agencies[1]
    assert page.go_to(Place("agencies", agency.id, "rank"))
    assert page.agencies.currentIndex().data() == "副处（县）级"
    assert page.grid is page.agencies
    assert not page.go_to(Place("texts", field="nothing"))


def test_a_section_is_scrolled_to(qtbot, page):
    page.list.setFocus()
    page.list.selectRow(10)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page._area.verticalScrollBar().value() > 0


def test_the_whole_text_goes_to_the_clipboard(page_of, seed1):
    page = page_of(with_seed1_texts(seed1))
    page.copy_all()
    mime = QApplication.clipboard().mimeData()
    title, text = text_of(page).split("\n", maxsplit=1)
    assert mime.text() == f"{title}（草稿）\n{text}"
    html = mime.html()
    assert "<h1>开发区党群工作部2024年部门预算信息公开情况说明（草稿）</h1>" in html
    assert "<h2>一、部门职责及机构设置情况</h2>" in html
    assert "<td>开发区党群工作部（组织口）本级</td><td>行政</td>" in html
    assert "<p>2024年，我部门机关运行经费安排50.45万元。</p>" in html


# --- in the window


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons)
    yield office
    office.leave()


def test_a_day_at_the_page(office):
    office.start()
    office.controller.show_sample()
    workspace = office.window.workspace
    office.qtbot.waitUntil(workspace.isVisible)
    workspace.open_page("texts")
    field = office.page.body.fields[WRITTEN, "special_funds"]
    office.page.go_to(Place("texts", field="special_funds"))
    office.type("none")
    office.press(Key.Key_Z, CTRL)  # undoes the last letters of what is being typed, not a step of the book
    assert office.open_book.step == 0
    field.selectAll()
    office.type("wu")
    office.press(Key.Key_F6)
    assert office.open_book.step == 1
    field.setFocus()
    office.press(Key.Key_Z, CTRL)
    assert (office.open_book.step, field.toPlainText()) == (0, "")
    assert workspace.chapter == "情况说明"
    assert workspace.show_help()
    assert workspace.show_help()
    workspace.open_find()
    office.type("537").press(Key.Key_Return)
    assert office.page.body.fields[WRITTEN, "goals"].hasFocus()
    office.page.place_wanted.emit(Place("table", field="T1:income_total:income"))
    assert office.page.key == "preview"
    assert office.page.sheet_view.figure.row == "income_total"


def places_of(paragraph):
    """The places of the figures of a paragraph, in the order of the text."""
    return [piece.place for piece in paragraph._linked]


def framed_words(page):
    """The figure inside the frame, and what stands in the text under the frame."""
    paragraph = page.focusWidget()
    at = paragraph.anchorAt(paragraph.figure_rect.center())
    return paragraph.figure.text, paragraph._linked[int(at)] is paragraph.figure


def test_the_keyboard_alone_goes_through_the_figures_and_follows_one(office):
    office.start()
    office.controller.show_sample()
    office.qtbot.waitUntil(office.window.workspace.isVisible)
    office.open_page("texts")
    first = next(p for p in office.page.body._paragraphs.values() if p.figure is not None)
    office.tab_to(first)
    seen = []
    for _ in range(100):
        words, right = framed_words(office.page)
        assert right
        assert office.focus.accessibleName().startswith(f"{words}，第 ")
        assert not office.focus.visibleRegion().intersected(office.focus.figure_rect).isEmpty()
        seen.append((office.focus, office.focus.figure.place))
        office.press(Key.Key_Down if len(seen) % 2 else Key.Key_Right)
        if (office.focus, office.focus.figure.place) == seen[-1]:
            break
    shown = [p for p in office.page.body._paragraphs.values() if p.isVisible()]
    assert [place for _, place in seen] == [place for p in shown for place in places_of(p)]
    assert len({p for p, _ in seen}) > 5
    office.press(Key.Key_Left, times=len(seen) + 1)
    assert office.focus is first
    office.press(Key.Key_Right)
    hint = office.page.content_line.texts[2]
    assert hint.startswith("取自 ")
    place = office.focus.figure.place
    office.press(Key.Key_Return)
    assert office.page.key == "preview"
    assert place.field.startswith(office.page.sheet_view.figure.table)


def test_tab_leaves_the_text_both_ways_and_back_comes_to_the_last_figure(office):
    office.start()
    office.controller.show_sample()
    office.qtbot.waitUntil(office.window.workspace.isVisible)
    office.open_page("texts")
    field = office.focus
    paragraph = next(p for p in office.page.body._paragraphs.values() if len(places_of(p)) > 2)
    office.tab_to(paragraph)
    office.press(Key.Key_End)
    last = paragraph.figure
    office.press(Key.Key_Home).press(Key.Key_Tab)
    assert office.focus is not paragraph
    office.press(Key.Key_Tab, SHIFT)
    assert office.focus is paragraph
    assert paragraph.figure is last
    for _ in range(30):
        if office.focus is field:
            break
        office.press(Key.Key_Tab, SHIFT)
    assert office.focus is field


def test_tab_goes_down_the_whole_text_and_out_of_the_grid_in_it(office):
    office.start()
    office.controller.show_sample()
    office.qtbot.waitUntil(office.window.workspace.isVisible)
    office.open_page("texts")
    page, seen = office.page, []
    office.press(Key.Key_Tab, SHIFT)
    assert office.focus is page.list
    office.press(Key.Key_Tab)
    while page.body.isAncestorOf(office.focus):
        seen.append(office.focus)
        while office.focus is seen[-1]:
            assert (page.grid is page.agencies) is (seen[-1] is page.agencies)
            office.press(Key.Key_Tab)
    heights = [widget.mapTo(page.body, QPoint(0, 0)).y() for widget in seen]
    assert heights == sorted(heights)
    assert page.agencies in seen
    assert set(page.body.fields.values()) <= {*seen, *(f for f in page.body.fields.values() if not f.isVisible())}
    parts = [part for part in page.parts[1:] if part.isVisible()]
    assert [widget for widget in seen if widget in parts] == parts
    office.at(0, 1, page.agencies).press(Key.Key_Up)
    assert office.focus is seen[seen.index(page.agencies) - 1]


@pytest.mark.parametrize("key", [(Key.Key_Delete,), (Key.Key_X, CTRL), (Key.Key_V, CTRL), (Key.Key_Backspace,)])
def test_no_key_changes_a_generated_paragraph(office, key):
    office.start()
    office.controller.show_sample()
    office.qtbot.waitUntil(office.window.workspace.isVisible)
    office.open_page("texts")
    paragraph = next(p for p in office.page.body._paragraphs.values() if p.figure is not None)
    before = paragraph.toPlainText()
    QApplication.clipboard().setText("x")
    office.tab_to(paragraph).press(Key.Key_A, CTRL).press(*key)
    assert paragraph.toPlainText() == before
    assert office.open_book.step == 0
    office.press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == before


# --- standard texts


@pytest.fixture
def district(page_of):
    return page_of(replace(district_book(), texts=()), load_pack("hebei-lutai-district-2025"))


def typed_over(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    field.insertPlainText(text)  # Chinese comes from the input method
    qtbot.keyClick(field, Key.Key_Return, CTRL)


def test_a_field_shows_the_standard_text_and_keeps_only_what_differs(district, qtbot):
    field, book = district.body.fields[WRITTEN, "performance_evaluation"], district.services.open_book
    standard = field.written
    assert standard.startswith("二、稳步推进事前绩效评估。")
    field.setFocus()
    field.clearFocus()
    assert not book.book.texts, "looking at it is no edit"
    typed_over(qtbot, field, "另写的。")
    assert [(line.item, line.text) for line in book.book.texts] == [("performance_evaluation", "另写的。")]
    assert "另写的。" in text_of(district)
    typed_over(qtbot, field, "")
    assert not book.book.texts
    assert field.written == standard
    typed_over(qtbot, field, "又写。")
    field.setPlainText(standard)
    field.commit()
    assert not book.book.texts, "the standard text is not kept as the clerk's: its year goes on"
    typed_over(qtbot, field, "")
    assert field.written == standard, "there was nothing to clear"
