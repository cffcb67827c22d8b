"""封面 with real keys: a field is kept on Enter, Tab and when the focus goes; Esc takes it back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from models.book.places import Place
from models.book.records import Unit
from models.words.places import place_words
from storage.errors import StorageError
from storage.files.book_file import read_book_file
from storage.packs.catalogue import load_pack
from storage.paths import BUILT_IN_PACKS
from tests.ui.running_app import press_letter
from ui.pages.common import page_states
from ui.pages.common.page_states import Summary
from ui.pages.entry import cover, last_year
from ui.session.open_book import OpenBook
from ui.theme.theme import Mode


@pytest.fixture
def page_of(opened, page_alone):
    def make(book):
        page = page_alone(cover.make_page, opened(book))
        page.setFocus()
        return page, page.services.open_book

    return make


@pytest.fixture
def page(page_of, seed1):
    return page_of(seed1)[0]


def test_the_form_has_every_field_of_the_unit_in_the_order_of_the_cover(page, xingtai):
    printed = [field for _, field in xingtai.cover.lines]
    assert [field for _, field in cover.cover_lines(xingtai)] == [*printed, "approved"]
    assert set(page.form.fields) | {"stage"} == {*Unit.__struct_fields__, "year", "stage"}
    bare = replace(xingtai, cover=replace(xingtai.cover, lines=(("单位", "name"),)))
    assert {field for _, field in cover.cover_lines(bare)} == set(page.form.fields) | {"stage"}
    assert page.form.fields["name"].accessibleName() == "单位名称"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_enter_and_tab_keep_a_field_and_go_on(qtbot, page, key):
    head = page.form.fields["head"]
    head.setFocus()
    qtbot.keyClicks(head, "Zhang")
    assert page.services.open_book.step == 0
    qtbot.keyClick(head, key)
    assert page.services.open_book.book.unit.head == "Zhang"
    assert page.services.open_book.step == 1
    assert not head.hasFocus()


def test_tab_goes_through_the_form_in_its_order(qtbot, page, xingtai):
    seen = []
    for _ in xingtai.cover.lines:
        focus = page.focusWidget()
        seen.append("stage" if focus is page.form.stage else focus.field)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [*(field for _, field in xingtai.cover.lines if field != "year"), "approved"]
    assert page.last_year.hasFocus()


def test_a_field_is_kept_when_the_focus_goes(qtbot, page):
    phone = page.form.fields["phone"]
    phone.setFocus()
    qtbot.keyClicks(phone, "0319")
    page.last_year.setFocus()
    assert page.services.open_book.book.unit.phone == "0319"
    page.services.open_book.undo()
    assert phone.text() == ""


def test_esc_takes_back_what_is_being_typed(qtbot, page):
    code = page.form.fields["code"]
    code.setFocus()
    qtbot.keyClicks(code, "9")
    qtbot.keyClick(code, Qt.Key.Key_Escape)
    assert code.text() == "113"
    qtbot.keyClick(code, Qt.Key.Key_Return)
    assert page.services.open_book.step == 0


def test_the_form_shows_what_is_kept(qtbot, page, disk):
    name = page.form.fields["name"]
    name.setFocus()
    qtbot.keyClicks(name, "  ")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == "开发区党群工作部"
    disk.refusal = StorageError("磁盘满了")
    name.setFocus()
    qtbot.keyClicks(name, "x")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert page.services.open_book.book.unit.name == "开发区党群工作部"
    assert "x" in name.text()
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert name.text() == "开发区党群工作部"


def test_the_year_is_read_only(qtbot, page):
    year = page.form.fields["year"]
    year.setFocus()
    qtbot.keyClicks(year, "5")
    qtbot.keyClick(year, Qt.Key.Key_Return)
    assert year.text() == "2024"
    assert page.services.open_book.step == 0


def test_the_stages_are_the_pack_s_and_the_wheel_changes_nothing(qtbot, page, xingtai):
    stage = page.form.stage
    assert [stage.itemText(i) for i in range(stage.count())] == list(xingtai.stages)
    stage.setFocus()
    at = QPoint(5, 5)
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(at, at, QPoint(), QPoint(0, 120), no_buttons, no_keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(stage, wheel)
    assert page.services.open_book.step == 0


STRAYS = ("一", "调", "x", "1", Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F4)


@pytest.mark.parametrize("stray", STRAYS)
def test_a_stray_key_opens_the_list_of_stages_and_changes_nothing(qtbot, page, stray):
    stage = page.form.stage
    stage.setFocus()
    if isinstance(stray, str):
        press_letter(stage, stray)
    else:
        qtbot.keyClick(stage, stray)
    assert stage.view().isVisible()
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert (stage.currentText(), page.services.open_book.step) == ("批复", 0)
    assert not stage.view().isVisible()


def test_the_stage_is_chosen_in_its_list_by_the_keyboard(qtbot, page, xingtai):
    stage = page.form.stage
    stage.setFocus()
    qtbot.keyClick(stage, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(stage.view(), Qt.Key.Key_Down)
    assert page.services.open_book.step == 0
    qtbot.keyClick(stage.view(), Qt.Key.Key_Return)
    assert page.services.open_book.book.stage == "调整"
    page.services.open_book.undo()
    assert stage.currentText() == "批复"
    qtbot.keyClick(stage, Qt.Key.Key_Return)
    assert not stage.hasFocus()


def test_a_stage_that_the_pack_does_not_know_stays(page_of, seed1):
    page, _ = page_of(replace(seed1, stage="试编"))
    assert page.form.stage.currentText() == "试编"


def test_a_finding_stands_at_its_field_and_leads_to_it(qtbot, page):
    open_book, region = page.services.open_book, page.form.fields["region"]
    region.setFocus()
    qtbot.keyClicks(region, "9")
    qtbot.keyClick(region, Qt.Key.Key_Return)
    finding = next(f for f in open_book.findings if f.place == Place("cover", field="region"))
    assert region.property("state")
    assert region.toolTip() == finding.message
    assert page.go_to(finding.place)
    assert region.hasFocus()
    assert page.content_line.texts == ("区划代码", "1305119", finding.message)
    with qtbot.waitSignal(page.finding_wanted) as told:
        region.actions()[0].trigger()
    assert told.args == [finding.place]
    open_book.undo()
    assert not region.property("state")


def test_last_year_is_typed_below_the_form(qtbot, page):
    qtbot.keyClick(page.form.fields["code"], Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.last_year.hasFocus()
    assert page.grid is page.last_year
    rows = [[page.model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [["收支总额", "10,544.51", "2,693.97", "减少 7,850.54"], ["基本支出", "914.98", "864.42", "减少 50.56"]]
    page.last_year.setCurrentIndex(page.model.index(1, 1))
    for letter in "864.4":
        qtbot.keyClicks(page.last_year.open_editor or page.last_year, letter)
    qtbot.keyClick(page.last_year.open_editor, Qt.Key.Key_Return)
    figure = next(line for line in page.services.open_book.book.last_year if line.item == "basic")
    assert figure.amount == 864_400_000
    assert page.go_to(Place("last_year", figure.id, "reason"))
    assert page.last_year.currentIndex().column() == 4


def test_a_sentence_that_waits_for_a_figure_leads_to_its_cell(page_alone, disk, codes):
    """Every such finding led to one place that was no cell of the grid."""
    book = read_book_file(BUILT_IN_PACKS / "shanghai-putuo-2026" / "expected" / "street-2026" / "book.ysbook")
    pack = load_pack(book.pack)
    page = page_alone(cover.make_page, OpenBook(book, pack, codes, disk.save))
    waiting = {f.message: f.place for f in page.services.open_book.findings if f.code == "P-12"}
    asked = {label: place for label in pack.last_year.values() for words, place in waiting.items() if f"：{label}，" in words}
    assert len(asked) > 5
    for label, place in asked.items():
        assert page.go_to(place)
        index = page.last_year.currentIndex()
        assert (index.siblingAtColumn(0).data(), index.column()) == (label, 1)
        assert place_words(book, pack, place) == f"上年数 {label}"


def test_leaving_the_grid_for_the_form_leaves_one_frame(qtbot, page):
    page.last_year.setFocus()
    page.form.fields["name"].setFocus()
    assert page.grid is None
    assert page.content_line.texts[:2] == ("单位名称", "开发区党群工作部")


def test_a_theme_change_keeps_the_form_in_shape(qtbot, page, theme):
    heights = {edit.height() for edit in page.form.fields.values()}
    theme.set_mode(Mode.DARK)
    page.grab()
    assert {edit.height() for edit in page.form.fields.values()} == heights
    assert len(heights) == 1


def test_the_summary_counts_what_is_blank(page_of, seed1):
    assert page_states.cover(page_of(seed1)[1]) == Summary("空 4 项")
    whole = replace(seed1, unit=replace(seed1.unit, head="甲", finance_head="乙", preparer="丙", phone="1"))
    assert page_states.cover(page_of(whole)[1]) == Summary()


def test_undo_in_a_field_where_nothing_is_typed_is_the_book_s(qtbot, window):
    window.workspace.open_page("cover")
    form = window.workspace.page.form
    name = window.workspace.page.services.open_book.book.unit.name
    form.fields["name"].setFocus()
    form.fields["name"].selectAll()
    qtbot.keyClicks(form.fields["name"], "1310")
    qtbot.keyClick(form.fields["name"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # the typing itself
    assert form.fields["name"].text() == name
    form.fields["name"].selectAll()
    qtbot.keyClicks(form.fields["name"], "1310")
    qtbot.keyClick(form.fields["name"], Qt.Key.Key_Return)
    assert window.workspace.page.services.open_book.book.unit.name == "1310"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.fields["name"].text() == name
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert form.fields["name"].text() == "1310"


def test_enter_goes_through_the_whole_form_and_into_the_figures(qtbot, page, xingtai):
    first = page.form.fields[xingtai.cover.lines[0][1]]
    first.setFocus()
    for _ in xingtai.cover.lines:  # one more than its lines: 批复日期
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.last_year.hasFocus()
    here = page.last_year.currentIndex()
    assert (here.row(), page.model.column(here.column()).key) == (0, "amount")
    for figure in "123":
        qtbot.keyClicks(page.focusWidget(), figure)
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert [line.amount for line in page.services.open_book.book.last_year][:3] == [1_000_000, 2_000_000, 3_000_000]


def test_a_figure_of_last_year_says_which_file_it_was_read_from(page_of, seed1):
    first, *others = seed1.last_year
    _, book = page_of(replace(seed1, last_year=(replace(first, origin="“2023公开.pdf”"), *others)))
    source = last_year.LastYearSource()
    amount = next(column for column in source.columns if column.key == "amount")
    origins = [source.cell(row, amount, book.context).origin for row in source.rows(book.context)]
    assert sorted({*origins}) == ["", "读自“2023公开.pdf”"]


def test_what_is_left_of_the_last_row_has_the_ground_of_the_page(page, theme):
    form = page.form
    picture, lines = form.grab().toImage(), theme.color("border").rgb()
    assert len(form.labels) % 2
    assert picture.pixel(form.width() * 3 // 4, form.height() - 12) == theme.color("window").rgb() != lines
