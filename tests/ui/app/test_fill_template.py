"""文件 → 填入财政局的模板: seen, pointed at by keys, written; and nothing of the template changes but its cells."""

from __future__ import annotations

import shutil

import pytest
from openpyxl import Workbook, load_workbook

from main import main
from models.book import edits
from models.paper.sheet_list import DATA
from models.templates.points import Point
from storage.paths import kept_templates
from storage.templates.kept import KeptTemplates
from storage.templates.template import read_template
from storage.workbook.writer import write_workbook
from tests.bureau_template import FIRST, STREET, TITLE, template
from tests.folders import ROOT
from tests.ui.running_app import CTRL, Key, choose, give_file
from ui.dialogs.file_questions import FileQuestions

PUBLISHED = ROOT.parent / "shared" / "published"
TEAM = STREET.parents[3] / "shanghai-putuo-unit-2026" / "expected" / "team-2026" / "book.ysbook"


@pytest.fixture
def street(office):
    office.controller.open_path(STREET)
    return office


@pytest.fixture
def fill(street, tmp_path, monkeypatch):
    """Fills a workbook (openpyxl) or a file through the window, with ``acts`` in its dialogs; gives what was written, or None."""

    def run(form, *acts, target="填好.xlsx"):
        path = form
        if hasattr(form, "save"):
            path = tmp_path / "模板.xlsx"
            form.save(path)
        out = tmp_path / target
        monkeypatch.setattr(FileQuestions, "existing", lambda *_asked: path)
        monkeypatch.setattr(FileQuestions, "new", lambda *_asked: out)
        before = path.read_bytes()
        street.will_answer(*acts)
        street.window.actions_of_window["fill_template"].trigger()
        assert path.read_bytes() == before
        return load_workbook(out) if out.exists() and out != path else None

    return run


def first_column(workbook):
    return [workbook["支出"].cell(row, 1).value for row in range(FIRST, FIRST + 5)]


def test_the_template_is_seen_filled_before_it_is_written(street, fill):
    seen = {}

    def look(dialog):
        seen["sentence"] = dialog.sentence.text()
        seen["left"] = [dialog.left.item(at).text() for at in range(dialog.left.count())]
        seen["place"] = dialog.line.text()
        grid = dialog.grid
        seen["rows"] = [grid.sheet_model.headerData(at, grid.verticalHeader().orientation()) for at in range(12)]
        seen["cells"] = [grid.sheet_model.text(FIRST - 1, column) for column in (0, 3, 4)]
        seen["button"] = dialog.buttons["fill"].text()
        street.tab_to(dialog.buttons["fill"]).press(Key.Key_Space)

    filled = fill(template(), look, choose("close"))
    assert seen["sentence"].startswith("“模板.xlsx”里有 1 处找到了，")
    assert "填好的标明“草稿”" in seen["sentence"]
    assert "填成草稿" in seen["button"]
    assert "“2026年部门收入预算总表”在模板里找不到（标题或者栏目不一样），没有填" in seen["left"]
    assert seen["rows"][:9] == [str(row) for row in range(1, 10)]
    assert seen["rows"][9] == "＋", "inserted"
    assert seen["cells"][:2] == ["201", "一般公共服务支出"]
    assert first_column(filled)[0] == 201
    assert filled["支出"]["A2"].value == f"{TITLE}（草稿）"


def part(dialog, words):
    """Arrows to a part of the list."""
    return next(at for at in range(dialog.parts.count()) if words in dialog.parts.item(at).text())


def test_a_column_that_is_called_otherwise_is_pointed_at_by_keys(street, fill):
    told = []

    def act(dialog):
        at = part(dialog, "基本支出")
        assert "没有找到" in dialog.parts.item(at).text()
        street.press(Key.Key_Down, times=at).press(Key.Key_Return)
        assert dialog.grid.hasFocus()
        assert "“支出预算＞基本支出”是这一格就按 Enter" in dialog.line.text()
        street.press(Key.Key_Down, times=3).press(Key.Key_Right, times=3)
        told.append(dialog.line.text())
        street.press(Key.Key_Return)
        told.append(dialog.parts.item(part(dialog, "基本支出")).text())
        assert dialog.parts.hasFocus()
        street.press(Key.Key_Escape)

    form = template(headings=("合计", "日常支出", "项目支出"))
    assert fill(form, act) is None
    assert len(KeptTemplates(kept_templates()).read("模板")) == 1, "kept though it was not filled"
    filled = fill(form, choose("fill"), choose("close"))
    assert told[0].startswith("F5")
    assert told[1].endswith("F5，指定的")
    assert filled["支出"]["F5"].value == "日常支出"
    assert any(isinstance(filled["支出"].cell(row, 6).value, int) for row in range(FIRST, FIRST + 30))


def test_what_was_pointed_at_is_corrected_and_removed(street, fill):
    def act(dialog):
        at = part(dialog, "基本支出")
        street.press(Key.Key_Down, times=at).press(Key.Key_Return)
        street.press(Key.Key_Escape)
        assert dialog.isVisible(), "Esc gives up pointing, not the dialog"
        assert dialog.parts.hasFocus()
        street.press(Key.Key_Return).press(Key.Key_Down, times=3).press(Key.Key_Right, times=3).press(Key.Key_Return)
        assert len(dialog.points) == 1
        at = part(dialog, "基本支出")
        street.press(Key.Key_Delete)
        assert dialog.points == ()
        assert "没有找到" in dialog.parts.item(part(dialog, "基本支出")).text()
        street.press(Key.Key_Escape)

    assert fill(template(headings=("合计", "日常支出", "项目支出")), act) is None


def test_a_single_amount_is_pointed_at_into_a_blank_cell(street, fill):
    """Of a table that is not there, the cells of which are opened with →; and the name of the unit into another cell."""
    form = template()
    sheet = form.create_sheet("概况")
    sheet["A1"], sheet["A2"], sheet["A3"] = "单位：万元", "收入合计", "单位"
    sheet["C3"] = "（章）"

    def point(words, downs, rights):
        street.press(Key.Key_Home).press(Key.Key_Down, times=part(current[0], words)).press(Key.Key_Return)
        while current[0].sheets.currentText() != "概况":
            street.press(Key.Key_PageDown, CTRL)
        street.press(Key.Key_Home, CTRL).press(Key.Key_Down, times=downs).press(Key.Key_Right, times=rights).press(Key.Key_Return)

    current = []

    def act(dialog):
        current.append(dialog)
        assert not [at for at in range(dialog.parts.count()) if "合计＞财政拨款收入" in dialog.parts.item(at).text()]
        street.press(Key.Key_Home).press(Key.Key_Down, times=part(dialog, "2026年部门收入预算总表")).press(Key.Key_Right)
        point("合计＞财政拨款收入", 1, 1)
        assert dialog.parts.currentItem().text().endswith("一格　合计＞财政拨款收入　概况 B2，指定的")
        point("单位名称", 2, 1)
        dialog.buttons["fill"].click()

    filled = fill(form, act, choose("close"))
    assert filled["概况"]["B2"].value == 15621.11
    assert filled["概况"]["B3"].value == "示例街道办事处"
    assert [one.means for one in KeptTemplates(kept_templates()).read("模板")] == [
        "{2026年部门收入预算总表＞合计＞财政拨款收入}", "{单位名称}",
    ]  # fmt: skip


def answer_inner(office, dialog, answer):
    """What to do in a dialog that opens over this one."""
    office.will_answer(answer)
    office._seen = dialog


def test_what_was_pointed_at_is_kept_and_offered_again(street, fill, tmp_path):
    form = template(headings=("合计", "日常支出", "项目支出"), title="附表三")

    def point(dialog):
        assert not dialog.kept.isVisible()
        for words, down, right in ((TITLE, 1, 0), ("基本支出", 4, 3)):
            street.press(Key.Key_Home).press(Key.Key_Down, times=part(dialog, words)).press(Key.Key_Return)
            street.press(Key.Key_Home, CTRL).press(Key.Key_Down, times=down).press(Key.Key_Right, times=right)
            street.press(Key.Key_Return)
        assert [(one.row, one.column, one.text) for one in dialog.points] == [(2, 1, "附表三"), (5, 6, "日常支出")]
        dialog.buttons["fill"].click()

    said = []

    def close(dialog):
        said.extend(dialog.list.item(at).text() for at in range(dialog.list.count()))
        dialog.reject()

    filled = fill(form, point, close)
    assert filled["支出"]["A2"].value == "附表三（草稿）"
    assert "指定的格记成“模板”，下次选一样的模板就用上" in said

    def rename(dialog):
        assert dialog.kept.name == "模板"
        assert len(dialog.points) == 2
        answer_inner(street, dialog, lambda _name: street.type("区里的支出表").press(Key.Key_Return))
        street.tab_to(dialog.kept.rename).press(Key.Key_Space)
        assert dialog.kept.name == "区里的支出表"
        dialog.buttons["leave"].click()

    fill(form, rename)
    kept = KeptTemplates(kept_templates())
    assert [one.name for one in kept.all()] == ["区里的支出表"]
    by_command = tmp_path / "命令.xlsx"
    assert main(["fill", str(tmp_path / "模板.xlsx"), str(STREET), str(by_command), "--draft", "--map", "区里的支出表"]) == 1
    assert load_workbook(by_command)["支出"]["A2"].value == "附表三（草稿）"

    def forget(dialog):
        answer_inner(street, dialog, choose("delete"))
        street.tab_to(dialog.kept.forget).press(Key.Key_Space)
        assert dialog.kept.name == ""
        assert len(dialog.points) == 2, "this time they are used all the same"
        dialog.buttons["leave"].click()

    fill(form, forget)
    assert not list(kept.all())


def test_a_template_that_is_otherwise_is_not_offered_what_was_kept(street, fill):
    KeptTemplates(kept_templates()).save("支出表", [Point("支出", 5, 6, "基本支出", "日常支出")])

    def act(dialog):
        assert not dialog.kept.isVisible()
        assert dialog.points == ()
        dialog.reject()

    fill(template(headings=("合计", "别的", "项目支出")), act)


def test_the_cursor_goes_to_every_cell_and_sheet(street, fill):
    seen = []

    def act(dialog):
        dialog.sheets.setCurrentIndex(0)
        dialog.grid.go_to(4, 1)
        street.tab_to(dialog.grid)
        for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Right, Key.Key_Up, Key.Key_Right, Key.Key_Left):
            street.press(key)
            seen.append(dialog.line.text().split("　")[0])
        street.qtbot.keyClick(dialog.grid, Key.Key_PageDown, CTRL)
        seen.append(dialog.sheets.currentText())
        street.press(Key.Key_Escape)

    fill(template(), act)
    assert seen == ["A5", "A6", "B6", "C6", "A5", "D5", "A5", "核对"]


def test_without_anything_in_the_way_it_is_no_draft(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    book = office.open_book
    form = tmp_path / "模板.xlsx"
    write_workbook(book.book, book.pack, book.codes, form, draft=False)
    empty = load_workbook(form)
    del empty[DATA]
    empty.save(form)
    target = tmp_path / "填好.xlsx"
    monkeypatch.setattr(FileQuestions, "existing", lambda *_asked: form)
    monkeypatch.setattr(FileQuestions, "new", lambda *_asked: target)
    office.will_answer(choose("fill"), choose("close"))
    office.window.actions_of_window["fill_template"].trigger()
    assert not [sheet.title for sheet in load_workbook(target) if sheet.oddHeader.right.text]
    assert office.library.store.last_submission(office.controller.book_id) is None
    book.edit(edits.set_field(book.book.basic[0].id, "amount", "见附表"))
    office.will_answer(choose("fill"), choose("close"))
    office.window.actions_of_window["fill_template"].trigger()
    assert all(sheet.oddHeader.right.text == "草稿" for sheet in load_workbook(target))


def test_files_that_cannot_be_filled_or_written(street, fill, tmp_path):
    said = []
    text = tmp_path / "说明.txt"
    text.write_text(TITLE, encoding="utf-8")
    assert fill(text, choose("close", said)) is None
    assert "不是工作簿，填不了；模板要是 .xlsx 或 .xls" in said[0]
    assert fill(template(), choose("fill"), choose("close", said), choose("leave"), target="模板.xlsx") is None
    assert "“模板.xlsx”就是模板，不能写在它自己里；换一个文件名" in said[1]
    template().save(tmp_path / "开着.xlsx")
    (tmp_path / ".~lock.开着.xlsx#").touch()
    fill(template(), choose("fill"), choose("close", said), choose("leave"), target="开着.xlsx")
    assert "“开着.xlsx”正开着，不能覆盖" in said[2]


def test_a_file_question_that_is_left_comes_back_to_the_template(street, fill, tmp_path, monkeypatch):
    def leave_the_question(dialog):
        monkeypatch.setattr(FileQuestions, "new", lambda *_asked: None)
        dialog.buttons["fill"].click()

    def again(dialog):
        monkeypatch.setattr(FileQuestions, "new", lambda *_asked: tmp_path / "第二次.xlsx")
        dialog.buttons["fill"].click()

    assert fill(template(), leave_the_question, again, choose("close")) is None
    assert first_column(load_workbook(tmp_path / "第二次.xlsx"))[0] == 201


def test_sheets_without_anything(street, fill):
    said = []
    hidden = Workbook()
    sheet = hidden.create_sheet("藏")
    sheet["A1"], sheet.sheet_state = TITLE, "hidden"
    assert fill(hidden, choose("close", said)) is None
    assert "“模板.xlsx”里有内容的工作表都藏着" in said[0]
    form = template()
    form.create_sheet("空", 0)

    def act(dialog):
        dialog.sheets.setCurrentIndex(0)
        said.append(dialog.line.text())
        street.tab_to(dialog.grid).press(Key.Key_Down).press(Key.Key_Return)
        dialog.reject()

    assert fill(form, act) is None
    assert said[1].startswith(("这张工作表是空的", "A2")), "a sheet without anything is shown, or left out"


def test_a_template_of_something_else_is_shown_and_not_written(fill):
    def act(dialog):
        assert dialog.sentence.text().startswith("“模板.xlsx”里什么都没有找到")
        assert not dialog.buttons["fill"].isEnabled()
        dialog.reject()

    form = template()
    form["支出"].delete_rows(2, 5)
    assert fill(form, act) is None


def looks(cell):
    return (
        cell.font.name, cell.font.sz, cell.font.b, cell.border.left.style, cell.border.top.style, cell.fill.fgColor.rgb,
        cell.alignment.horizontal, cell.alignment.wrap_text, cell.number_format,
    )  # fmt: skip


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the bureau's templates are kept outside of the project")
@pytest.mark.parametrize(
    ("name", "book"), [("shanghai-2026-department-template.xlsx", STREET), ("shanghai-2026-unit-template.xls", TEAM)]
)
def test_the_templates_of_the_bureau_compared_cell_by_cell(office, tmp_path, monkeypatch, name, book):
    """Every cell of the empty template is in the filled one with its looks; its text too, unless the dialog showed it written."""
    office.controller.open_path(book)
    form, target = tmp_path / name, tmp_path / "填好.xlsx"
    shutil.copy(PUBLISHED / name, form)
    give_file(monkeypatch, form)
    monkeypatch.setattr(FileQuestions, "new", lambda *_asked: target)
    shown, told = {}, []

    def act(dialog):
        told.extend(dialog.left.item(at).text() for at in range(dialog.left.count()))
        for at in range(dialog.sheets.count()):
            dialog.sheets.setCurrentIndex(at)
            shown[dialog.sheets.currentText()] = dialog.grid.sheet_model.sheet
        dialog.buttons["fill"].click()

    office.will_answer(act, choose("close"))
    office.window.actions_of_window["fill_template"].trigger()
    (tmp_path / "空.xlsx").write_bytes(read_template(form).data)
    empty, filled = load_workbook(tmp_path / "空.xlsx"), load_workbook(target)
    assert empty.sheetnames == filled.sheetnames
    assert any(".xls，填好的存成 .xlsx" in line for line in told) == name.endswith(".xls")
    count = 0
    for sheet in empty:
        view = shown[sheet.title]
        for row in sheet.iter_rows(max_row=max(view.origin, default=1)):
            for cell in row:
                at = view.row_of(cell.row)
                other = filled[sheet.title].cell(at + 1, cell.column)
                assert looks(other) == looks(cell)
                if (at, cell.column - 1) not in view.written:
                    assert other.value == cell.value
                    count += cell.value is not None
    assert count > 100
    for name_of, view in shown.items():
        for cell in view.cells:
            value = filled[name_of].cell(cell.row + 1, cell.column + 1).value
            is_number = isinstance(value, int | float) and cell.text
            assert float(cell.text.replace(",", "")) == value if is_number else (value or "") == cell.text
