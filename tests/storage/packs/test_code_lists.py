"""The finance bureau's code list: imported from what bureaus send, trusted above ours."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from models.checks.checker import run_checks
from models.published.context import Context
from storage.errors import StorageError
from storage.packs.code_list_import import import_code_list, read_code_list
from storage.packs.code_lists import load_codes, pinyin_initials
from tests.golden_books import seed1_book

ROWS = [
    ("2024年科目表", ""),
    ("科目编码", "科目名称"),
    ("201", "一般公共服务支出"),
    ("2013201", "行政运行（局）"),
    ("30177", "新设补贴"),
    ("合计", ""),
]


def write_csv(path, rows, encoding):
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode(encoding))
    return path


def write_excel(path, rows):
    book = Workbook()
    for code, name in rows:
        book.active.append([int(code) if code.isdecimal() else code, name])
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["utf-8-sig", "gb18030", "excel"])
def test_a_list_is_read_from_csv_and_excel(kind, tmp_path):
    path = tmp_path / "科目 表.x"
    path = write_excel(path.with_suffix(".xlsx"), ROWS) if kind == "excel" else write_csv(path.with_suffix(".csv"), ROWS, kind)
    imported = read_code_list(path)
    assert [(c.code, c.name) for c in imported.function] == [("201", "一般公共服务支出"), ("2013201", "行政运行（局）")]
    assert [(c.code, c.initials) for c in imported.economic] == [("30177", "xsbt")]
    assert imported.left_out == ("第 6 行：“合计”不是科目编码",)


def test_the_list_is_kept_for_its_year_and_stands_above_ours(tmp_path):
    folder = tmp_path / "codes"
    import_code_list(write_csv(tmp_path / "a.csv", ROWS, "utf-8"), folder, 2024)
    assert load_codes("2024", 2024, folder).function.name("2013201") == "行政运行（局）"
    assert load_codes("2024", 2025, folder).function.name("2013201") == "行政运行"
    assert load_codes("2024", 2024, None).function.name("2013201") == "行政运行"
    import_code_list(write_csv(tmp_path / "a.csv", ROWS, "utf-8"), folder)
    assert load_codes("2024", 2025, folder).economic.get("30177").trusted


def test_names_of_the_list_stand_in_the_tables(tmp_path, xingtai):
    import_code_list(write_csv(tmp_path / "a.csv", ROWS, "utf-8"), tmp_path / "codes")
    context = Context(seed1_book(), xingtai, load_codes("2024", 2024, tmp_path / "codes"))
    assert ["2013201", "行政运行（局）"] in [row[1:3] for row in context.tables["T3"].printed()]
    assert run_checks(context)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "不存在或者是空的"), (b"a,b\nc,d\n", "没有找到科目"), (b"PK\x03\x04broken", "读不出来"), (b"\xff\xff\xff", "读不出来")],
)
def test_what_is_no_list_is_one_sentence(content, says, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=says):
        read_code_list(path)


def test_a_code_twice_with_two_names_keeps_the_first(tmp_path):
    imported = read_code_list(
        write_csv(tmp_path / "a.csv", [("编码", "名称"), ("201", "甲"), ("201", "乙"), ("20", "丙")], "utf-8")
    )
    assert [c.name for c in imported.function] == ["甲"]
    assert imported.left_out == ("第 3 行：201 重复，前面是“甲”，这里是“乙”", "第 4 行：20 既不是功能科目，也不是部门经济科目")


def test_initials_of_any_name():
    assert pinyin_initials("行政运行（试点）A1") == "xzyxsda1"
