"""``fill``: templates of other shapes than the published ones get each figure into its cell, and keep what is theirs."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from main import main
from storage.files.book_file import sample_book, write_book_file
from tests.bureau_template import STREET, street_book
from ui.command_line.books import context_of


@pytest.fixture(scope="module")
def sample():
    """The example, whose form prints 万元 and each code in one column."""
    return context_of(sample_book())


@pytest.fixture
def fill(tmp_path, capsys):
    """Fill a workbook from the example, or from another book; gives what was said and the filled workbook."""

    def run(form, book=None):
        source = book or tmp_path / "示例.ysbook"
        if book is None:
            write_book_file(sample_book(), source)
        path, target = tmp_path / "模板.xlsx", tmp_path / "填好.xlsx"
        form.save(path)
        main(["fill", str(path), str(source), str(target), "--draft"])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return said.out, load_workbook(target)

    return run


def put(sheet, *rows, at=1):
    """Rows of texts; one that begins with a range (「A2:C2|」) is merged over it."""
    for row, texts in enumerate(rows, at):
        for column, text in enumerate(texts, 1):
            if text is not None:
                area, bar, words = str(text).partition("|")
                sheet.cell(row, column).value = words if bar else text
                if bar:
                    sheet.merge_cells(area)


def values(sheet, first, columns):
    """The rows from ``first`` down to the first blank one, of these columns."""
    found = []
    for row in range(first, sheet.max_row + 1):
        cells = [sheet.cell(row, column).value for column in columns]
        if all(cell is None for cell in cells):
            break
        found.append(cells)
    return found


def rows_of(context, table, *columns, unit=1):
    """Code, name and the figures of a table's columns as numbers of the template; None where its cell is blank."""
    (side,) = context.tables[table].sides
    at = [side.column_index(column) for column in columns]
    return [[*row.labels, *(_rounded(row.values[one], unit) for one in at)] for row in side.rows if row.id != "total"]


def _rounded(fen, unit):
    return float((Decimal(fen) / unit).quantize(Decimal("0.01"), ROUND_HALF_UP)) if fen else None


WAN, YUAN = 1_000_000, 100


def test_columns_in_another_order_and_codes_split_into_three(fill, sample):
    form = Workbook()
    sheet = form.active
    put(
        sheet,
        ["附表3"], ["部门预算支出总表"], ["填报单位：", None, None, None, None, None, None, "金额单位：万元"],
        ["A4:D4|功能分类科目", None, None, None, "E4:E5|项目支出", "F4:F5|序号", "G4:G5|基本支出", "H4:H5|合计"],
        ["类", "款", "项", "科目名称"],
        *[[None] * 8 for _ in range(3)],
        ["合计"],
    )  # fmt: skip
    sheet["A6"], sheet["D6"] = "…", "…"
    _, filled = fill(form)
    own = filled.active
    expected = rows_of(sample, "T3", "project", "basic", "total", unit=WAN)
    found = values(own, 6, (1, 2, 3, 4, 5, 7, 8))
    assert len(found) == len(expected) + 1
    for cells, (code, name, *figures) in zip(found, expected, strict=False):
        parts = [code[:3], code[3:5] or None, code[5:7] or None]
        assert [str(cell) if cell is not None else None for cell in cells[:3]] == parts
        assert cells[3:] == [name, *figures]
    assert own["A3"].value == f"填报单位：{sample.book.unit.name}"
    total = next(row for row in sample.tables["T3"].sides[0].rows if row.id == "total")
    assert found[-1][4] == _rounded(total.values[2], WAN)


def test_another_unit_of_money(fill, sample):
    form = Workbook()
    put(
        form.active,
        ["部门预算支出总表"], ["单位：元"],
        ["功能分类科目", None, "合计", "基本支出", "项目支出"],
        ["科目编码", "科目名称"], ["…", "…"], ["…", "…"], ["合计"],
    )  # fmt: skip
    form.active.merge_cells("A3:B3")
    for column in "CDE":
        form.active.merge_cells(f"{column}3:{column}4")
    _, filled = fill(form)
    found = values(filled.active, 5, (1, 2, 3, 4, 5))
    expected = rows_of(sample, "T3", "total", "basic", "project", unit=YUAN)
    assert [[str(row[0]), *row[1:]] for row in found[:-1]] == expected


def test_headings_merged_in_two_rows_with_the_same_words_below(fill, sample):
    """小计 stands under several headings: the one above tells which it is."""
    form = Workbook()
    put(
        form.active,
        ["部门预算收入总表"], [None],
        ["A3:B3|功能分类科目", None, "C3:C4|上年结转", "D3:F3|本年收入", None, None, "G3:G4|合计"],
        ["科目编码", "科目名称", None, "事业收入", "小计", "财政拨款收入"],
        ["…", "…"], ["…", "…"], ["合计", None],
    )  # fmt: skip
    _, filled = fill(form)
    found = values(filled.active, 5, (1, 2, 3, 4, 5, 6, 7))
    expected = rows_of(sample, "T2", "carried", "institutional", "this_year", "fiscal", "total", unit=WAN)
    assert [[str(row[0]), *row[1:]] for row in found[:-1]] == expected


def test_formulas_stay_and_take_the_inserted_rows_in(fill, sample):
    form = Workbook()
    sheet = form.active
    sheet.title = "支出"
    put(
        sheet,
        ["部门预算支出总表"], [None],
        ["功能分类科目", None, "合计", "基本支出", "项目支出", "占比"],
        ["科目编码", "科目名称"],
        ["…", "…", "=D5+E5", None, None, "=IF(C5=0,0,E5/C5)"],
        ["…", "…", "=D6+E6", None, None, "=IF(C6=0,0,E6/C6)"],
        ["合计", None, "=SUM(C5:C6)", "=SUM(D5:D6)", "=SUM(E$5:E6)"],
        [None], ["审核：", "=C7*2"],
    )  # fmt: skip
    sheet.merge_cells("A3:B3")
    for column in "CDEF":
        sheet.merge_cells(f"{column}3:{column}4")
    other = form.create_sheet("核对")
    other["A1"] = "=SUM(支出!D5:D6)-支出!D7"
    out, filled = fill(form)
    own = filled["支出"]
    expected = rows_of(sample, "T3", "basic", "project", unit=WAN)
    last = 4 + len(expected)
    for row, (code, name, *figures) in enumerate(expected, 5):
        cells = [own.cell(row, column).value for column in (1, 2, 4, 5)]
        assert [str(cells[0]), *cells[1:]] == [code, name, *figures]
        assert own.cell(row, 3).value == f"=D{row}+E{row}"
        assert own.cell(row, 6).value == f"=IF(C{row}=0,0,E{row}/C{row})"
    assert [own.cell(last + 1, column).value for column in (3, 4, 5)] == [
        f"=SUM(C5:C{last})", f"=SUM(D5:D{last})", f"=SUM(E$5:E{last})",
    ]  # fmt: skip
    assert own.cell(last + 3, 2).value == f"=C{last + 1}*2"
    assert filled["核对"]["A1"].value == f"=SUM(支出!D5:D{last})-支出!D{last + 1}"
    assert "是公式，没有改，由公式算出" in out


def test_names_in_braces(fill):
    context = context_of(street_book())
    form = Workbook()
    sheet = form.active
    put(
        sheet,
        ["{单位名称}{年度}年预算概况"], ["单位：元"],
        ["收入总计", "{收入总计}", "其中：财政拨款", "{部门收入预算总表＞合计＞财政拨款收入}"],
        ["一般公共服务", "{部门支出预算总表＞201＞合计}", "行政运行", "｛ 部门支出预算总表 > 一般公共服务支出 > 项目支出 ｝"],
        ["{年度}年收入预算{收入预算}万元，比上年{上年收入}。"], ["{没有这个}"], ["{其他相关情况说明＞三、政府采购预算情况}"],
        ["普通的字 {} {a"],
    )  # fmt: skip
    out, filled = fill(form, STREET)
    own = filled.active
    income = context.tables["T2"].sides[0].row("total")
    spending = context.tables["T3"].sides[0].row("201")
    assert own["A1"].value == "示例街道办事处2026年预算概况"
    assert own["B3"].value == income.values[0] // 100
    assert own["D3"].value == income.values[1] // 100
    assert [own["B4"].value, own["D4"].value] == [spending.values[0] // 100, spending.values[2] // 100]
    assert own["A5"].value == "2026年收入预算15,621.11万元，比上年{上年收入}。"
    assert own["A6"].value == "{没有这个}"
    assert own["A7"].value.startswith("2026年本部门政府采购预算1,662.44万元")
    assert own["A8"].value == "普通的字 {} {a"
    assert "工作表“Sheet”的 A6：“{没有这个}”没有这个名称，或者还没有录，没有填" in out
    assert "工作表“Sheet”的 A5：“{上年收入}”没有这个名称" in out
    assert "“单个的数和文字” → 工作表“Sheet”：9 处" in out


@pytest.mark.parametrize("name", ['=HYPERLINK("file:///x")', "</t></is></c><f>1+1</f>&lt;b&gt;"])
def test_a_name_that_looks_like_a_formula_or_like_markup_stays_a_text(fill, tmp_path, name):
    book, form = street_book(), Workbook()
    put(form.active, ["{单位名称}", "{收入总计}"])
    write_book_file(replace(book, unit=replace(book.unit, name=name)), tmp_path / "a.ysbook")
    _, filled = fill(form, tmp_path / "a.ysbook")
    cell = filled.active["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_names_that_several_rows_have_are_not_guessed(fill):
    form = Workbook()
    put(form.active, ["{单位名称}"], ["{部门支出预算总表＞一般行政管理事务＞合计}"])
    out, filled = fill(form, STREET)
    assert filled.active["A2"].value == "{部门支出预算总表＞一般行政管理事务＞合计}"
    assert "A2：“{部门支出预算总表＞一般行政管理事务＞合计}”没有这个名称" in out


def test_two_tables_on_one_sheet_with_their_own_rows_below(fill, sample):
    """Rows inserted into the upper table move the lower one."""
    form = Workbook()
    head = (["A{0}:B{0}|功能分类科目", None, "合计", "项目支出", "基本支出"], ["科目编码", "科目名称"])
    block = lambda title, at: [  # noqa: E731 - a block of rows
        [title], [text.format(at + 1) if text else text for text in head[0]], list(head[1]), ["…", "…"], ["…", "…"], ["合计"],
    ]  # fmt: skip
    put(form.active, *block("部门预算一般公共预算财政拨款支出表", 1), [None], *block("部门预算支出总表", 8))
    out, filled = fill(form)
    found = values(filled.active, 4, (1, 2, 3, 4, 5))
    expected = rows_of(sample, "T5", "total", "project", "basic", unit=WAN)
    assert [[str(row[0]), *row[1:]] for row in found[:-1]] == expected
    start = 4 + len(expected) + 1 + 1 + 3
    found = values(filled.active, start, (1, 2, 3, 4, 5))
    assert [[str(row[0]), *row[1:]] for row in found[:-1]] == rows_of(sample, "T3", "total", "project", "basic", unit=WAN)
    assert out.count(" → 工作表“Sheet”") == 2
