"""``fill``: a book is written into the bureau's own template, and nothing else of it changes."""

from __future__ import annotations

import shutil
import zipfile

import pytest
from openpyxl import load_workbook

from main import main
from models.paper.sheet_list import DATA
from storage.files.book_file import sample_book, write_book_file
from storage.files.open_file import BookChoice, open_file
from storage.templates.old_workbook import as_xlsx
from storage.templates.template import read_template
from storage.workbook.writer import write_workbook
from tests.bureau_template import EXAMPLES, FIRST, STREET, TITLE, TOTAL, street_book, template
from tests.folders import DATA as TEST_DATA
from tests.folders import ROOT
from ui.command_line.books import context_of

PUBLISHED = ROOT.parent / "shared" / "published"
TEAM = STREET.parents[3] / "shanghai-putuo-unit-2026" / "expected" / "team-2026" / "book.ysbook"


@pytest.fixture
def fill(tmp_path, capsys):
    """Fill a workbook (openpyxl) or a file from a book file; gives code, output, errors and the filled workbook."""

    def run(form, book=STREET, *more, out="填好.xlsx"):
        path, target = form, tmp_path / out
        if hasattr(form, "save"):
            path = tmp_path / "模板.xlsx"
            form.save(path)
        before = path.read_bytes()
        code = main(["fill", str(path), str(book), str(target), *(more or ("--draft",))])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert path.read_bytes() == before
        return code, said.out, said.err, load_workbook(target) if target.exists() else None

    return run


@pytest.fixture(scope="module")
def spending():
    """The rows of 支出预算总表 that must come out: codes, name, figures as numbers."""
    return context_of(street_book()).tables["T3"].printed()


def shown(sheet, first, last, width=7):
    return [
        [
            "" if cell.value is None else f"{cell.value:,}" if isinstance(cell.value, int) and cell.column > 4 else str(cell.value)
            for cell in row[:width]
        ]
        for row in sheet.iter_rows(min_row=first, max_row=last)
    ]


def test_the_list_grows_and_all_around_it_moves(fill, spending):
    _, out, _, filled = fill(template())
    sheet, empty = filled["支出"], template()["支出"]
    *rows, total = spending
    last = FIRST + len(rows) - 1
    assert shown(sheet, FIRST, last) == rows
    assert f"“{TITLE}” → 工作表“支出”" in out
    assert f"插入 {len(rows) - len(EXAMPLES)} 行" in out
    moved = last + 1 - TOTAL
    assert sheet.cell(last + 1, 5).value == f"=SUM(E{FIRST}:E{last})"  # the bureau's sum stays, and takes the new rows in
    assert shown(sheet, last + 1, last + 1)[0][5:] == total[5:]
    assert sheet.cell(last + 2, 1).value == "注：本表反映部门本年支出。"
    assert {f"A{last + 1}:D{last + 1}", f"A{last + 2}:G{last + 2}", "A5:C5"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.print_area == f"'支出'!$A$1:$G${last + 2}"
    assert [filled["核对"][name].value for name in ("A1", "B1", "C1", "D1")] == [
        f"=支出!E{last + 1}", f"=SUM(支出!E{FIRST}:E{last})", "A11", '=IF(A1=B1,"支出!A11",A12)',
    ]  # fmt: skip
    assert f"工作表“支出”的 E{last + 1} 是公式，没有改，由公式算出" in out
    for row in (FIRST, FIRST + 3, last - 1, last):
        assert sheet.row_dimensions[row].height == 21
        for column in range(1, 8):
            like = empty.cell(min(row, FIRST), column)
            own = sheet.cell(row, column)
            assert (own.font.name, own.font.color.rgb, own.border.left.style, own.number_format) == (
                like.font.name, like.font.color.rgb, like.border.left.style, like.number_format,
            )  # fmt: skip
    assert sheet.cell(last + 1, 7).fill.fgColor.rgb == "FFFFFF00"
    assert moved > 0


def test_only_the_parts_of_changed_sheets_are_written(fill, tmp_path):
    form = template()
    form.create_sheet("填表说明")["A1"] = "按批复数填。"
    fill(form)
    with zipfile.ZipFile(tmp_path / "模板.xlsx") as old, zipfile.ZipFile(tmp_path / "填好.xlsx") as new:
        assert old.namelist() == new.namelist()
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
    assert {"xl/styles.xml", "xl/theme/theme1.xml", "[Content_Types].xml"} <= same


def test_a_table_without_figures_loses_its_examples_and_gets_its_note(fill):
    form = template(title="2026年部门政府性基金预算支出功能分类预算表")
    form["支出"].cell(4, 5).value = "政府性基金预算支出"
    form["支出"].unmerge_cells("A12:G12")
    form["支出"]["A12"] = None
    _, out, _, filled = fill(form)
    sheet = filled["支出"]
    assert "：没有数，空着\n" in out
    assert all(value == "" for row in shown(sheet, FIRST, TOTAL - 1) for value in row)
    assert sheet.cell(TOTAL + 1, 1).value == "注:本部门2026年无政府性基金预算财政拨款安排的预算，故本表为空表。"


def test_the_unit_and_its_label(fill):
    *_, filled = fill(template())
    assert filled["支出"]["A3"].value == "编制部门：示例街道办事处"


def test_a_draft_is_marked_in_titles_and_on_every_page(fill):
    *_, filled = fill(template())
    assert filled["支出"]["A2"].value == f"{TITLE}（草稿）"
    assert [sheet.oddHeader.right.text for sheet in filled] == ["草稿", "草稿"]


def test_with_something_in_the_way_nothing_is_written(fill):
    code, _, err, filled = fill(template(), STREET, "--unit", "示例街道办事处")
    assert (code, filled) == (1, None)
    assert "可以用 --draft 填成草稿" in err


def test_columns_are_found_by_their_headings(fill, spending):
    """In another order, with one that is called otherwise and one of the bureau's own."""
    code, out, _, filled = fill(template(headings=("项目支出", "备注", "合计", "日常支出")))
    assert code == 1
    assert f"“{TITLE}”的“基本支出”一栏在模板里找不到，这一栏的数没有填" in out
    sheet = filled["支出"]
    for row, printed in enumerate(spending[:-1], FIRST):
        found = shown(sheet, row, row, 8)[0]
        assert found[:5] == [*printed[:4], printed[6]]
        assert (found[6], found[5], found[7]) == (printed[4], "", "")


def points(tmp_path, *entries):
    path = tmp_path / "模板.toml"
    lines = (f'[[point]]\nsheet = "支出"\ncell = "{cell}"\nmeans = "{means}"\n' for cell, means in entries)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_cells_that_are_called_otherwise_are_pointed_at(fill, tmp_path, spending):
    form = template(headings=("合计", "日常支出", "项目支出"), title="附表三")
    kept = points(tmp_path, ("A2", TITLE), ("F5", "基本支出"))
    _, out, _, filled = fill(form, STREET, "--draft", "--map", str(kept))
    sheet = filled["支出"]
    assert f"“{TITLE}” → 工作表“支出”" in out
    assert (sheet["A2"].value, sheet["F5"].value) == ("附表三（草稿）", "日常支出")
    assert shown(sheet, FIRST, FIRST + len(spending) - 2) == spending[:-1]


def test_a_file_of_points_that_is_wrong(fill, tmp_path):
    form = template()
    assert (
        "（基本支出），模板里没有或者是空的" in fill(form, STREET, "--show", "--map", str(points(tmp_path, ("Z9", "基本支出"))))[2]
    )
    assert "cell 写成“5F”，应当像 F5" in fill(form, STREET, "--show", "--map", str(points(tmp_path, ("5F", "基本支出"))))[2]
    assert "的第 1 格写得不对" in fill(form, STREET, "--show", "--map", str(points(tmp_path, ("F5", ""))))[2]
    path = tmp_path / "坏.toml"
    for text, says in (("[[point", "的写法不对"), ("a = 1", "里要有指定的格子")):
        path.write_text(text, encoding="utf-8")
        assert says in fill(form, STREET, "--show", "--map", str(path))[2]


def test_a_code_in_one_column(fill, spending):
    *_, filled = fill(template(codes=("编码",), examples=(("205", "教育支出"), ("20502", "普通教育"), ("…", "…"))))
    sheet = filled["支出"]
    for row, printed in enumerate(spending[:-1], FIRST):
        assert [str(sheet.cell(row, column).value) for column in (1, 2)] == ["".join(printed[:3]), printed[3]]


def test_codes_that_the_form_prints_keep_their_rows(fill, spending):
    """A form with all its codes gets figures beside them; a code that it lacks gets a row in its place."""
    printed = [row[:4] for row in spending[:-1]]
    missing = printed.pop(7)
    printed.insert(3, ["201", "06", "", "财政事务"])
    *_, filled = fill(template(examples=printed))
    rows = shown(filled["支出"], FIRST, FIRST + len(printed))
    assert [row[:4] for row in rows] == sorted([*printed, missing], key=lambda row: row[:3])
    figures = {tuple(row[:3]): row[4:] for row in spending}
    assert all(row[4:] == figures.get(tuple(row[:3]), ["", "", ""]) for row in rows)


def test_figures_are_in_the_unit_of_the_template(fill, spending):
    *_, filled = fill(template(unit="万元"))
    whole = float(spending[0][4].replace(",", ""))
    assert filled["支出"].cell(FIRST, 5).value == round(whole / 10_000, 2)


def test_the_template_of_another_year_says_so(fill):
    code, out, _, filled = fill(template(title="2025年部门支出预算总表"))
    assert code == 1
    assert "“2025年部门支出预算总表”是别的年度的模板，标题没有改；这本预算是 2026 年的" in out
    assert filled["支出"].cell(FIRST, 1).value == 201


def test_show_writes_nothing(fill):
    code, out, _, filled = fill(template(), STREET, "--show")
    assert (code, filled) == (1, None)
    assert "“2026年部门收入预算总表”在模板里找不到（标题或者栏目不一样），没有填" in out


def texts(*lines):
    workbook = template()
    sheet = workbook.create_sheet("说明")
    sheet["A1"] = "2026年部门预算编制说明"
    for row, line in enumerate(lines, 3):
        sheet.cell(row, 1).value = line
    return workbook


INCOME = (
    "   2026年，XX收入预算x,xxx万元，其中：财政拨款收入x,xxx万元，比2025年预算增加（减少）XXX万元（持平）；"
    "事业收入x,xxx万元；事业单位经营收入x,xxx万元；其他收入x,xxx万元。"
)
ITEMS = "  1. “xx”科目x,xxx万元，主要用于……", "  2. “xx”科目x,xxx万元，主要用于……"
CONTENTS = "   财政拨款支出主要内容如下："


def test_frames_are_filled_with_the_sentences_that_answer_them(fill):
    _, out, _, filled = fill(texts(INCOME, "其他：XX。", CONTENTS, *ITEMS, "（完）"))
    lines = [row[0] for row in filled["说明"].iter_rows(min_row=3, max_col=1, values_only=True)]
    assert lines[0].startswith("   2026年，示例街道办事处收入预算15,621.11万元，其中：财政拨款收入15,621.11万元；")
    assert lines[1:3] == ["其他：XX。", CONTENTS]
    assert lines[3].startswith("  1. “一般公共服务支出（类）")
    assert lines[-2].startswith("  33. “住房保障支出")
    assert lines[-1] == "（完）"
    assert "工作表“说明”的 A3：“比2025年预算增加（减少）XXX万元（持平）”没有写" in out
    assert "工作表“说明”的 A4：“其他：XX。”没有填，自己补" in out


SPENDING = (
    "支出预算x,xxx万元，其中：财政拨款支出预算x,xxx万元，比2025年预算增加（减少）XXX万元（持平）。",
    "财政拨款支出预算中，一般公共预算拨款支出预算x,xxx万元；政府性基金拨款支出预算x,xxx万元；国有资本经营预算拨款支出预算x,xxx万元。",
)


def test_a_title_that_stands_in_the_contents_too_is_that_of_its_own_sheet(fill):
    form = texts(INCOME)
    contents = form.create_sheet("目录", 0)
    contents["A1"], contents["A2"], contents["A3"] = "目录", "2026年部门预算编制说明", "XX"
    *_, filled = fill(form)
    assert filled["目录"]["A2"].value == "2026年部门预算编制说明"
    assert filled["说明"]["A1"].value == "2026年部门预算编制说明（草稿）"
    assert filled["说明"]["A3"].value.startswith("   2026年，示例街道办事处收入预算")


def test_sentences_that_the_template_divides_otherwise(fill):
    """Two paragraphs of ours in one frame, and two frames for one paragraph: no sentence is lost or said twice."""
    own = "本街道另有预算XX万元。"
    *_, together = fill(texts(INCOME + SPENDING[0] + own))
    (line,) = (together["说明"]["A3"].value,)
    assert line.startswith("   2026年，示例街道办事处收入预算15,621.11万元，其中")
    assert line.endswith(f"其他收入0万元。支出预算15,621.11万元，其中：财政拨款支出预算15,621.11万元。{own}")
    *_, apart = fill(texts(INCOME, *SPENDING))
    lines = [row[0] for row in apart["说明"].iter_rows(min_row=3, max_row=5, max_col=1, values_only=True)]
    assert lines[1] == "支出预算15,621.11万元，其中：财政拨款支出预算15,621.11万元。"
    assert lines[2].startswith("财政拨款支出预算中，一般公共预算拨款支出预算15,621.11万元；")


def test_rows_grow_with_texts_that_need_more_room(fill):
    """In one row of a fixed height, and in merged rows, from the last one upwards; where there is room all stays."""
    form = texts(INCOME, None, CONTENTS, ITEMS[0])
    sheet = form["说明"]
    sheet.column_dimensions["A"].width = 60
    sheet.merge_cells("A3:A4")
    for row, height in ((3, 20), (4, 20), (5, 30), (6, 24)):
        sheet.row_dimensions[row].height = height
    *_, filled = fill(form)
    heights = [filled["说明"].row_dimensions[row].height for row in (3, 4, 5, 6)]
    assert heights[0] == 20
    assert heights[1] == 16 * 3 - 20, "three lines of 60 digits"
    assert heights[2:] == [30, 24]
    assert filled["支出"].row_dimensions[FIRST].height == 21


def test_lines_of_one_cell(fill):
    *_, filled = fill(texts(f"{INCOME}\n{CONTENTS}\n1. “xx”科目x,xxx万元\n2. “xx”科目x,xxx万元\n完"))
    lines = filled["说明"]["A3"].value.split("\n")
    assert len(lines) == 36
    assert (lines[1], lines[-1]) == (CONTENTS, "完")


def test_of_two_wordings_one_stays(fill):
    form = template()
    sheet = form.create_sheet("其他")
    sheet["A1"] = "其他相关情况说明"
    sheet["A2"] = "2026年本部门政府采购预算X万元，其中：政府采购货物预算XXX万元、政府采购工程预算XXX万元、政府采购服务预算XXX万元。"
    sheet["A3"] = "（无政府采购预算的部门，作下述说明：上海市普陀区XX部门2026年未安排政府采购预算。）"
    *_, filled = fill(form)
    assert filled["其他"]["A2"].value.startswith("2026年本部门政府采购预算1,662.44万元")
    assert filled["其他"]["A3"].value is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda form: form["支出"].delete_rows(2, 5), "里没有这本预算的表和说明（按标题和栏目找），没有填"),
        (lambda form: form.create_sheet(DATA).append(["本"]), "是本程序导出的工作簿，不是模板"),
    ],
)
def test_what_is_no_template(fill, change, says):
    form = template()
    change(form)
    code, _, err, filled = fill(form)
    assert (code, filled) == (2, None)
    assert says in err


def test_files_that_cannot_be_filled(fill, tmp_path, capsys):
    text = tmp_path / "说明.txt"
    text.write_text(TITLE, encoding="utf-8")
    assert "不是工作簿，填不了；模板要是 .xlsx 或 .xls" in fill(text)[2]
    assert "填好的模板存成 .xlsx，“填好.xls”不是" in fill(template(), out="填好.xls")[2]
    path = tmp_path / "模板.xlsx"
    assert main(["fill", str(path), str(STREET), str(path), "--draft"]) == 2
    assert "“模板.xlsx”就是模板，不能写在它自己里" in capsys.readouterr().err


def test_macros_are_refused(fill, tmp_path):
    path = tmp_path / "宏.xlsm"
    template().save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "里有宏，没有填；在 WPS 里打开，另存为没有宏的 .xlsx 再填" in fill(path)[2]


@pytest.mark.parametrize("book", ["sample", "street", "team"])
def test_the_programs_own_sheets_as_a_template_come_out_as_they_are(fill, tmp_path, book):
    """Emptied of its figures, the exported workbook gets each of them back into its cell."""
    path = {"street": STREET, "team": TEAM}.get(book, tmp_path / "示例.ysbook")
    if book == "sample":
        write_book_file(sample_book(), path)
    whole = context_of(open_file(path, BookChoice(None, None, None)).book)
    exported = tmp_path / "导出.xlsx"
    write_workbook(whole.book, whole.pack, whole.codes, exported, draft=False)
    form, expected = load_workbook(exported), load_workbook(exported)
    del form[DATA]
    for sheet in form:
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if isinstance(cell.value, float):
                    cell.value = None
    *_, filled = fill(form, path)
    count = 0
    for table in whole.tables.values():
        name = next(sheet.title for sheet in expected if str(sheet["A1"].value or "").startswith(_title(whole, table)))
        for row in expected[name].iter_rows(min_row=2):
            for cell in row:
                assert filled[name][cell.coordinate].value == cell.value
                count += isinstance(cell.value, int | float)
    assert count > 20


def _title(context, table):
    return table.spec.title.replace("{year}", str(context.book.year))


# --- the bureau's own files ------------------------------------------------------------------------------------------------


def looks(cell):
    return (
        cell.font.name, cell.font.sz, cell.font.b, cell.border.left.style, cell.border.top.style, cell.fill.fgColor.rgb,
        cell.alignment.horizontal, cell.alignment.wrap_text, cell.number_format,
    )  # fmt: skip


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the bureau's templates are kept outside of the project")
@pytest.mark.parametrize(
    ("form", "book"), [("shanghai-2026-department-template.xlsx", STREET), ("shanghai-2026-unit-template.xls", TEAM)]
)
def test_the_templates_of_the_bureau(fill, tmp_path, form, book):
    copy = tmp_path / form
    shutil.copy(PUBLISHED / form, copy)
    *_, filled = fill(copy, book)
    (tmp_path / "空.xlsx").write_bytes(read_template(copy).data)
    empty = load_workbook(tmp_path / "空.xlsx")
    context = context_of(open_file(book, BookChoice(None, None, None)).book)
    for table in context.tables.values():
        sheet = next(one for one in filled if str(one["A2"].value or "").startswith(_title(context, table)))
        values = [cell.value for row in sheet.iter_rows() for cell in row]
        figures = [text for row in table.printed() for text in row if text and text.replace(",", "").replace(".", "").isdecimal()]
        assert all(_number(text) in values or text in values for text in figures)
        below = sheet.max_row - empty[sheet.title].max_row
        for row in empty[sheet.title].iter_rows(max_row=30, max_col=9):
            for cell in row:
                other = sheet.cell(cell.row + (below if cell.row > 18 else 0), cell.column)
                assert looks(other) == looks(cell)


def _number(text):
    return float(text.replace(",", ""))


def test_an_old_workbook_keeps_its_looks(tmp_path):
    path = tmp_path / "新.xlsx"
    path.write_bytes(as_xlsx((TEST_DATA / "incoming" / "formats.xls").read_bytes(), "formats.xls"))
    workbook = load_workbook(path)
    assert [(sheet.title, sheet.sheet_state) for sheet in workbook] == [("表1", "visible"), ("旧表", "hidden")]
    sheet = workbook["表1"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "A5:A6"}
    assert sheet["B2"].number_format == "0%"
    assert sheet["B2"].value == 0.95
