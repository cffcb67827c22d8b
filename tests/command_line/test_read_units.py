"""``read``: the unit of a table is heard wherever the file says it, and never taken for another."""

from __future__ import annotations

import csv
import json

import pytest
from openpyxl import Workbook

from main import main
from storage.packs.catalogue import load_pack
from tests.storage.incoming.made import docx, docx_table, docx_text, html

TITLE = "{year}年部门支出预算总表"
HEADS = ("合计", "基本支出", "项目支出")
"""The columns of a table that the packs of 普陀 print in 元."""


def official(heads=HEADS, above=(), title=TITLE, below=()):
    title = title.replace("{year}", str(load_pack("shanghai-putuo-2026").year))
    return [
        [title], *([text] for text in above),
        ["功能分类科目编码", "", "", "功能分类科目名称", *heads], ["类", "款", "项", "", "", "", ""],
        ["201", "", "", "一般公共服务支出", "30", "10", "20"], ["201", "32", "", "组织事务", "30", "10", "20"],
        ["201", "32", "01", "行政运行", "30", "10", "20"], ["合计", "", "", "", "30", "10", "20"], *([text] for text in below),
    ]  # fmt: skip


def projects(heading="预算数", above=(), below=()):
    return [
        *([text] for text in above), ["项目名称", "功能分类科目", heading, "资金来源"],
        ["道路养护", "2010302 一般行政管理事务", "30", "一般公共预算"], ["会议", "2010302 一般行政管理事务", "12", "一般公共预算"],
        *([text] for text in below),
    ]  # fmt: skip


SAYING = [
    official(["合计（{}）", "基本支出（{}）", "项目支出（{}）"]),
    official(["合计/{}", "基本支出，{}", "项目支出【{}】"]),
    official(above=["金额单位：{}"]),
    official(above=["（{}）"]),
    official(title=TITLE + "（单位：{}）"),
    official(title=TITLE + "（{}）"),
    official(below=["单位：{}"]),
    official(below=["注：本表以{}为单位"]),
    *(projects("预算数" + words) for words in ("（{}）", "/{}", " {}", "－{}", "【{}】", "：{}")),
    projects(above=["单位：{}"]),
    projects(above=["项目支出明细表（{}）"]),
    projects(below=["单位：{}"]),
    projects(below=["注：金额单位均为{}"]),
]


def read(path, capsys):
    main(["read", str(path), "--json"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    main(["read", str(path)])
    money = {field["field"].split(":", 1)[1]: field for field in file["fields"] if "fen" in field}
    return money, [left["reason"] for left in file["unread"]], capsys.readouterr().out


def written(tmp_path, rows, unit):
    path = tmp_path / "表.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[text.replace("{}", unit) for text in row] for row in rows])
    return path


def workbook(tmp_path, rows, name="表"):
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def word(tmp_path, rows):
    """A document with what stands above and below the table as paragraphs."""
    alone = [len(row) == 1 for row in rows]
    first, end = alone.index(False), len(alone) - alone[::-1].index(False)
    body = [*(docx_text(row[0]) for row in rows[:first]), docx_table(rows[first:end]), *(docx_text(row[0]) for row in rows[end:])]
    (tmp_path / "表.docx").write_bytes(docx("".join(body)))
    return tmp_path / "表.docx"


def page(tmp_path, rows):
    (tmp_path / "表.html").write_text(html(rows), encoding="utf-8")
    return tmp_path / "表.html"


@pytest.mark.parametrize("rows", SAYING)
@pytest.mark.parametrize(("unit", "fen"), [("万元", 1_000_000), ("元", 100)])
def test_a_unit_is_heard_wherever_it_stands(rows, unit, fen, tmp_path, capsys):
    money, unread, words = read(written(tmp_path, rows, unit), capsys)
    assert money
    assert unread == []
    for field in money.values():
        assert (field["fen"], field["sure"], field.get("unit", unit)) == (int(field["value"]) * fen, True, unit)
    assert f"单位{unit}" in words
    assert "没有写" not in words


@pytest.mark.parametrize("rows", SAYING)
def test_in_thousands_nothing_is_read_and_it_is_said(rows, tmp_path, capsys):
    money, unread, _ = read(written(tmp_path, rows, "千元"), capsys)
    assert money == {}
    assert unread


@pytest.mark.parametrize("name", ["支出表（单位：万元）", "支出表_万元", "支出表(万元)"])
def test_the_name_of_a_file_says_no_unit_but_is_shown(name, tmp_path, capsys):
    """A file is renamed more easily than its content: whoever confirms the unit sees what the name says."""
    path = written(tmp_path, official(), "").rename(tmp_path / f"{name}.csv")
    money, _, words = read(path, capsys)
    assert {field["unit"] for field in money.values()} == {"元"}
    assert not any(field["sure"] for field in money.values())
    assert "单位元（没有写，按版式；文件名写着“万元”）" in words


@pytest.mark.parametrize("make", [workbook, word, page], ids=["xlsx", "docx", "html"])
@pytest.mark.parametrize(
    "rows", [official(title=TITLE + "（单位：{}）"), official(above=["金额单位：人民币{}"]), official(below=["单位：{}"])]
)
@pytest.mark.parametrize(("unit", "fen"), [("万元", 1_000_000), ("元", 100), ("千元", 0)])
def test_the_unit_is_heard_in_files_of_every_kind(make, rows, unit, fen, tmp_path, capsys):
    money, unread, _ = read(make(tmp_path, [[text.replace("{}", unit) for text in row] for row in rows]), capsys)
    assert all((field["fen"], field["sure"]) == (int(field["value"]) * fen, True) for field in money.values())
    assert bool(money) is (fen > 0)
    assert bool(unread) is (fen == 0)


@pytest.mark.parametrize("name", ["支出总表（{}）", "支出总表（单位{}）", "支出总表_{}", "支出总表-{}"])
@pytest.mark.parametrize(("unit", "fen"), [("万元", 1_000_000), ("元", 100)])
def test_the_name_of_a_sheet_says_the_unit(name, unit, fen, tmp_path, capsys):
    money, _, _ = read(workbook(tmp_path, official(), name.replace("{}", unit)), capsys)
    assert {(field["fen"], field["sure"]) for field in money.values()} == {(n * fen, True) for n in (10, 20, 30)}


def test_the_unit_of_one_column_is_not_that_of_the_others(tmp_path, capsys):
    rows = official(["合计", "基本支出", "项目支出（万元）"])
    money, unread, words = read(written(tmp_path, rows, ""), capsys)
    assert unread == []
    found = {column: money[f"total:{column}"] for column in ("total", "basic", "project")}
    assert [(field["fen"], field["unit"], field["sure"]) for field in found.values()] == [
        (3000, "元", False), (1000, "元", False), (20_000_000, "万元", True),
    ]  # fmt: skip
    assert "单位元（没有写，按版式），表头另外写明的按表头" in words


def test_where_nothing_says_the_unit_it_is_told(tmp_path, capsys):
    for rows in (official(), projects()):
        money, _, words = read(written(tmp_path, rows, ""), capsys)
        assert not any(field["sure"] for field in money.values())
        assert "单位元（没有写，按版式）" in words
