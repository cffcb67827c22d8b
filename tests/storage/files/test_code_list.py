"""The finance bureau's code list: read as bureaus write it, shown before it is kept, trusted above ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook

from models.checks.checker import run_checks
from models.incoming.code_lists.effects import ListScope
from models.incoming.code_lists.reading import FEWEST, changes_to, read_code_rows
from models.published.context import Context
from storage.errors import StorageError
from storage.files.code_list import keep_code_list, read_code_list
from storage.files.import_trial import effects_on_books
from storage.packs.catalogue import built_in_codes, load_pack
from storage.packs.code_lists import codes_of_pack, load_codes
from storage.packs.initials import pinyin_initials
from tests.folders import DATA
from tests.golden_books import seed1_book

KNOWN = built_in_codes("2024")
ROWS = [
    ("2024年科目表", ""),
    ("科目编码", "科目名称"),
    ("201", "一般公共服务支出"),
    ("2013201", "行政运行（局）"),
    ("30177", "新设补贴"),
    ("合计", ""),
]
SPLIT = [
    ("类", "款", "项", "科目名称"),
    ("201", "", "", "一般公共服务支出"),
    ("201", "03", "", "政府办公厅（室）及相关机构事务"),
    ("201", "03", "01", "行政运行"),
    ("201", "03", "98", "测试新增科目"),
]
SPLIT_CODES = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行", "2010398": "测试新增科目",
}  # fmt: skip


def whole_list():
    """Every code of the shipped tables: as many as a bureau's own list has."""
    return [("科目编码", "科目名称"), *((row.code, row.name) for table in (KNOWN.function, KNOWN.economic) for row in table)]


def write_csv(path, rows, encoding="utf-8"):
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode(encoding))
    return path


def write_excel(path, *sheets):
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"第{number}张")
        for row in rows:
            sheet.append([int(text) if text.isdecimal() and not text.startswith("0") else text for text in row])
    book.save(path)
    return path


def read(*rows):
    return read_code_rows([("", rows)], KNOWN)


@pytest.mark.parametrize("kind", ["utf-8-sig", "gb18030", "utf-16", "excel"])
def test_a_list_is_read_from_csv_and_excel(kind, tmp_path):
    path = tmp_path / "科目 表.x"
    path = write_excel(path.with_suffix(".xlsx"), ROWS) if kind == "excel" else write_csv(path.with_suffix(".csv"), ROWS, kind)
    found = read_code_list(path, KNOWN)
    assert found.function == {"201": "一般公共服务支出", "2013201": "行政运行（局）"}
    assert found.economic == {"30177": "新设补贴"}
    assert found.left_out == ("第 6 行：“合计”不是科目编码",)


def test_the_old_format_and_text_with_tabs_are_read(tmp_path):
    """An .xls with split codes as numbers and texts, a second sheet, and a hidden one of an earlier year."""
    found = read_code_list(DATA / "codes" / "list.xls", KNOWN)
    assert found.function == SPLIT_CODES
    assert found.economic == {"301": "工资福利支出", "30177": "测试补贴"}
    assert found.left_out == ()
    text = tmp_path / "科目.txt"
    text.write_bytes("\r\n".join("\t".join(row) for row in SPLIT).encode("gb18030"))
    assert read_code_list(text, KNOWN).function == SPLIT_CODES
    data = (DATA / "codes" / "list.xls").read_bytes()
    for end in (600, 2000, 5000):
        (tmp_path / "半.xls").write_bytes(data[:end])
        with pytest.raises(StorageError, match=r"读不出来|没有找到科目"):
            read_code_list(tmp_path / "半.xls", KNOWN)


def test_a_list_may_count_for_one_pack_alone(xingtai, lutai, tmp_path):
    keep_code_list(read(*SPLIT), tmp_path / "codes", ListScope(pack=lutai.id), added=True)
    names = [codes_of_pack(pack, 2024, tmp_path / "codes").function.name("2010398") for pack in (lutai, xingtai)]
    assert names == ["测试新增科目", ""]


def test_what_a_list_changes_in_the_books_is_known_before_it_is_kept(tmp_path, lutai):
    """The law: what the trial says is what the tables say once the list is kept."""
    folder, book = tmp_path / "codes", seed1_book()
    used = {line.function for line in book.basic}
    renamed, gone = sorted(used)[:2]
    rows = [(code, f"{name}（新）" if code == renamed else name) for code, name in whole_list() if code != gone]
    whole, other = read(*rows), replace(book, pack=lutai.id)
    told = effects_on_books(whole, folder, ListScope(pack=book.pack), (book, other), load_pack, added=False)
    assert not folder.exists()
    assert len(told) == 2
    assert f"功能科目 {renamed} {KNOWN.function.name(renamed)} → {KNOWN.function.name(renamed)}（新）" in told[0]
    assert f"功能科目 {gone} {KNOWN.function.name(gone)}不在这份科目表里" in told[1]
    assert len(effects_on_books(whole, folder, ListScope(), (book, other), load_pack, added=False)) == 4
    assert effects_on_books(whole, folder, ListScope(2030), (book, other), load_pack, added=False) == ()
    broken = replace(book, pack="no-such-2030")
    assert "版式读不出来" in effects_on_books(whole, folder, ListScope(), (broken,), load_pack, added=False)[0]


def test_three_columns_are_one_code(tmp_path):
    """``201 | 03`` was taken for the code 201 with the name 「03」."""
    found = read_code_list(write_excel(tmp_path / "a.xlsx", SPLIT), KNOWN)
    assert found.function == SPLIT_CODES
    assert found.left_out == ()
    assert read(*[(*row[:3], "", row[3]) for row in SPLIT]).function == SPLIT_CODES
    assert read(("支出功能分类科目", "", "", ""), *SPLIT).function == SPLIT_CODES
    left_out = [("201", "", "", "一般公共服务支出"), ("", "03", "", "政府办公厅（室）及相关机构事务"), ("", "", "01", "行政运行")]
    assert read(SPLIT[0], *left_out).function == {code: SPLIT_CODES[code] for code in ("201", "20103", "2010301")}


def test_indents_spaces_and_numbers_of_a_spreadsheet_are_no_part_of_a_code():
    found = read(
        ("科目编码", "科目名称"),
        ("201.0", "\u3000一般公共服务支出"),
        ("201 03", "  政府办公厅"),
        ("２０１０３０１", "    行政运行"),
    )
    assert found.function == {"201": "一般公共服务支出", "20103": "政府办公厅", "2010301": "行政运行"}


def test_each_sheet_has_its_own_headings(tmp_path):
    economic = [("序号", "代码", "名称"), ("1", "301", "工资福利支出"), ("2", "30101", "基本工资"), ("3", "x", "")]
    found = read_code_list(write_excel(tmp_path / "a.xlsx", SPLIT, economic), KNOWN)
    assert found.function == SPLIT_CODES
    assert found.economic == {"301": "工资福利支出", "30101": "基本工资"}
    assert found.left_out == ("“第2张”第 4 行：“x”不是科目编码",)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(list(KNOWN.function)), min_size=2, max_size=40, unique=True), st.booleans())
def test_split_or_whole_a_list_reads_the_same(rows, headed):
    """The law: the three columns are the code, whether all parts are written or not."""
    parts = [(row.code[:3], row.code[3:5], row.code[5:7], row.name) for row in rows]
    found = read(*([SPLIT[0]] if headed else []), *parts)
    if headed:
        assert found.function == {row.code: row.name for row in rows}
    assert not [name for name in found.function.values() if name.isdecimal()]


NEW = {"2010398": "测试新增科目"}
NEW_ROW = ("201", "03", "98", "测试新增科目")


@pytest.mark.parametrize(
    ("rows", "function"),
    [
        ([NEW_ROW], NEW),
        ([("科目编码", "", "", "科目名称"), NEW_ROW], NEW),
        ([("科目编码", "", "", "科目名称"), ("类", "款", "项", ""), NEW_ROW], NEW),
        ([("类级", "款级", "项级", "名称"), NEW_ROW], NEW),
        ([(*SPLIT[0][:3], "类名称", "款名称", "项名称"), (*NEW_ROW[:3], "一般公共服务支出", "政府办", "测试新增科目")], NEW),
        ([("编码", "类", "款", "项"), ("2010398", "", "", "测试新增科目")], NEW),
        (
            [("类编码", "类名称", "款编码", "款名称", "项编码", "项名称"), ("201", "甲", "20103", "乙", "2010398", "丙")],
            {"201": "甲", "20103": "乙", "2010398": "丙"},
        ),
        ([("上级编码", "科目编码", "科目名称"), ("20103", "2010398", "测试新增科目")], NEW),
        ([("单位编码", "单位名称", "科目编码", "科目名称"), ("201", "财政局", "2010398", "测试新增科目")], NEW),
        ([("编码", "科目全称", "名称"), ("2010398", "201 03 98", "测试新增科目")], NEW),
        ([("科目",), ("2010398 测试新增科目",)], NEW),
        ([("编码", "级次", "名称"), ("201", "1", "甲"), ("202", "1", "乙")], {"201": "甲", "202": "乙"}),
        ([("上级编码", "编码", "名称"), ("201", "20103", "甲")], {"20103": "甲"}),
        ([("编码", "名称"), ("'2010398\u200b", "测试新增科目"), ("编码", "名称")], NEW),
    ],
)
def test_no_column_of_another_thing_is_taken_for_code_or_name(rows, function):
    assert read(*rows).function == function


def test_a_second_pair_of_columns_is_read_and_what_cannot_be_told_is_refused(tmp_path):
    found = read(("编码", "名称", "编码", "名称"), ("2010398", "测试新增科目", "30198", "测试补贴"))
    assert (found.function, found.economic, found.left_out) == (NEW, {"30198": "测试补贴"}, ())
    unclear = [("编码", "原名称", "新名称"), ("2010398", "旧", "新")]
    with pytest.raises(StorageError, match="第 1 行：有 1 栏编码、2 栏名称，看不出哪一栏名称是哪一栏编码的"):
        read_code_list(write_csv(tmp_path / "a.csv", unclear), KNOWN)
    for row in (("299", "03", "98", "全新的类"), ("299", "", "", "全新的类", "03", "98")):
        assert not [name for name in read(row).function.values() if name.isdecimal()]
    split = read(("科目编码", "", "", "科目名称"), ("299", "03", "98", "全新的类"))
    assert (split.function, split.left_out) == (
        {}, ("第 2 行：编码分在几栏里，读不懂；在这几栏上面写上标题“类”“款”“项”",),
    )  # fmt: skip


def test_an_addition_for_every_year_counts_beside_the_whole_list_of_one(tmp_path):
    """The list of 2024 hid what was added later for all books, and the addition was reported as done."""
    folder, (whole, older) = tmp_path / "codes", (read(*whole_list()), read(*whole_list(), ("2013297", "只在通用表里")))
    keep_code_list(older, folder)
    keep_code_list(whole, folder, ListScope(2024))
    keep_code_list(read(NEW_ROW, ("201", "", "", "别的名字")), folder, added=True)
    names = [
        load_codes("2024", year, folder).function.name(code) for year in (2024, 2025) for code in ("2010398", "2013297", "201")
    ]
    assert names == ["测试新增科目", "", "一般公共服务支出", "测试新增科目", "只在通用表里", "别的名字"]


def test_a_handful_of_codes_is_kept_only_as_an_addition(tmp_path):
    few, folder = read(*SPLIT), tmp_path / "codes"
    assert few.partial == "功能科目只有 4 个"
    with pytest.raises(StorageError, match="不像一份完整的科目表，没有导入"):
        keep_code_list(few, folder)
    assert not folder.exists()
    keep_code_list(few, folder, added=True)
    codes = load_codes("2024", 2024, folder)
    assert codes.function.name("2010398") == "测试新增科目"
    assert codes.function.get("2010398").trusted
    assert not codes.function.is_bureaus  # ours are still there and still right
    keep_code_list(read(("201", "别的名字"), ("2010397", "又一个")), folder, added=True)
    codes = load_codes("2024", 2024, folder)
    assert [codes.function.name(code) for code in ("201", "2010397", "2010398")] == ["别的名字", "又一个", "测试新增科目"]


def test_a_code_below_one_that_is_nowhere_is_told():
    alone = read(("编码", "名称"), ("2019801", "没有款"))
    assert changes_to(KNOWN, alone)[1] == "2019801 上面的 20198 不在科目表里，公开表里那一行没有名称：把 20198 也导入"
    assert len(changes_to(KNOWN, read(("编码", "名称"), ("20198", "款"), ("2019801", "项")))) == 2


def test_a_whole_list_is_kept_for_its_year_and_stands_above_ours(tmp_path):
    folder = tmp_path / "codes"
    rows = [(code, "行政运行（局）" if code == "2013201" else name) for code, name in whole_list()]
    whole = read(*rows)
    assert whole.partial == ""
    assert min(len(whole.function) - FEWEST["function"], len(whole.economic) - FEWEST["economic"]) > 0
    assert changes_to(KNOWN, whole) == ("2013201 行政运行 → 行政运行（局）",)
    keep_code_list(whole, folder, ListScope(2024))
    assert load_codes("2024", 2024, folder).function.name("2013201") == "行政运行（局）"
    assert load_codes("2024", 2024, folder).function.is_bureaus
    assert load_codes("2024", 2025, folder).function.name("2013201") == "行政运行"
    assert load_codes("2024", 2024, None).function.name("2013201") == "行政运行"
    keep_code_list(read(("2013298", "补充的")), folder, ListScope(2024), added=True)
    codes = load_codes("2024", 2024, folder)
    assert codes.function.is_bureaus
    assert (codes.function.name("2013201"), codes.function.name("2013298")) == ("行政运行（局）", "补充的")


def test_names_of_the_list_stand_in_the_tables(tmp_path, xingtai):
    keep_code_list(read(*ROWS), tmp_path / "codes", added=True)
    context = Context(seed1_book(), xingtai, load_codes("2024", 2024, tmp_path / "codes"))
    assert ["2013201", "行政运行（局）"] in [row[1:3] for row in context.tables["T3"].printed()]
    assert run_checks(context)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "是空的"), (b"a,b\nc,d\n", "没有找到科目"), (b"PK\x03\x04broken", "读不出来"), (b"\xff\xff\xff", "读不出来")],
)
def test_what_is_no_list_is_one_sentence(content, says, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=says):
        read_code_list(path, KNOWN)


def test_a_damaged_workbook_is_one_sentence(tmp_path):
    """Wherever it ends: openpyxl raises six kinds of exceptions for such files."""
    data = write_excel(tmp_path / "a.xlsx", SPLIT).read_bytes()
    path = tmp_path / "b.xlsx"
    for end in range(4, len(data), 397):
        path.write_bytes(data[:end] + b"\0" * (len(data) - end))
        with pytest.raises(StorageError, match=r"读不出来|没有找到科目"):
            read_code_list(path, KNOWN)


def test_a_code_twice_with_two_names_keeps_the_first():
    found = read(("编码", "名称"), ("201", "甲"), ("201", "乙"), ("20", "丙"))
    assert found.function == {"201": "甲"}
    assert found.left_out == ("第 3 行：201 重复，前面是“甲”，这里是“乙”", "第 4 行：20 既不是功能科目，也不是部门经济科目")


def test_initials_of_any_name():
    assert pinyin_initials("行政运行（试点）A1") == "xzyxsda1"
