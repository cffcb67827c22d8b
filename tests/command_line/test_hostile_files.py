"""Damaged and hostile files through the command line: one sentence that names the file, exit 2, and nothing written."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile

import pytest

from main import main
from models.book.exchange import book_to_plain
from models.book.fields import LARGEST_INTEGER
from storage.database.file import open_database
from storage.files.book_file import sample_book
from tests.form_packs import pack_files, write_zip
from tests.storage.incoming import made
from tests.storage.incoming.test_hostile import BOOK, CELL, NAMES, sheet


@pytest.fixture
def refused(capsys, tmp_path):
    """Run a command on a file with this content; its one sentence."""

    def check(data, name, *command, words):
        path = tmp_path / name
        path.write_bytes(data)
        target = tmp_path / "out.ysbook"
        code = main([str(target) if each == "OUT" else str(path) if each == "FILE" else each for each in command])
        printed = capsys.readouterr()
        assert (code, printed.out) == (2, "")
        assert words in printed.err
        assert printed.err.count("\n") == 1
        assert "出了意外" not in printed.err
        assert not target.exists()

    return check


def book_bytes(**changes):
    plain = {**book_to_plain(sample_book()), **changes}
    return json.dumps({"format": "ysbook", "version": 4, "book": plain}).encode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("next_id", 2**63 - 1), ("next_id", 2**63), ("next_id", LARGEST_INTEGER + 1), ("next_id", -1), ("year", 10**100)],
)
def test_a_book_whose_numbers_no_edit_has_made(field, value, refused):
    refused(book_bytes(**{field: value}), "a.ysbook", "convert", "FILE", "OUT", words=f"/{field}：这一项的内容不对")


def test_a_line_that_a_book_would_lose(refused):
    lines = book_to_plain(sample_book())["basic"]
    data = book_bytes(basic=[{**lines[0], "id": 2**63}, *lines[1:]], next_id=2**63 + 1)
    refused(data, "a.ysbook", "convert", "FILE", "OUT", words="这一项的内容不对")


def test_a_number_of_thousands_of_digits(refused):
    data = book_bytes(year=0).replace(b'"year": 0', b'"year": ' + b"1" * 5000)
    refused(data, "a.ysbook", "check", "FILE", words="不完整或被改坏了")


def test_a_book_file_too_large(refused):
    refused(b"{" + b" " * (8 << 20) + b"}", "a.ysbook", "check", "FILE", words="9 MB，超过 8 MB")


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    path = tmp_path_factory.mktemp("exported") / "a.xlsx"
    assert main(["sample", str(path.with_suffix(".ysbook"))]) == 0
    assert main(["export", str(path.with_suffix(".ysbook")), str(path)]) == 0
    return path


@pytest.mark.parametrize(("number", "shown"), [(b"1e300", f"1{'0' * 39}…"), (b"1e999", "inf"), (b"NaN", "nan")])
def test_a_huge_number_in_the_own_workbook_is_a_changed_cell(number, shown, exported, tmp_path, capsys):
    capsys.readouterr()
    parts = made.unzipped(exported.read_bytes())
    parts = {name: data.replace(b"<v>2693.97</v>", b"<v>" + number + b"</v>") for name, data in parts.items()}
    (tmp_path / "b.xlsx").write_bytes(made.zipped(parts))
    assert main(["convert", str(tmp_path / "b.xlsx"), str(tmp_path / "b.ysbook")]) == 1
    assert f"导出时是“2693.97”，现在是“{shown}”" in "".join(capsys.readouterr())


def test_an_archive_packed_as_no_office_program_does(tmp_path, refused):
    """bzip2 makes gigabytes of 4 KB, and ``zipfile`` unpacks it without a limit."""
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    data = (tmp_path / "b.zip").read_bytes()
    refused(data, "a.xlsx", "convert", "FILE", "OUT", words="压缩方法少见")
    refused(data, "a.zip", "packs", "import", "FILE", words="压缩方法少见")
    refused(data, "b.xlsx", "codes", "import", "FILE", words="压缩方法少见")


SHARED = f"<sst {NAMES}><si><t>编码</t></si></sst>"
WRONG = '<row r="1"><c r="A1" t="{}"><v>{}</v></c></row>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (sheet(WRONG.format("s", 99), **{"xl/sharedStrings.xml": SHARED}), "不完整"),
        (sheet(WRONG.format("s", 0), **{"xl/sharedStrings.xml": SHARED[:-20]}), "不完整"),
        (sheet(WRONG.format("n", "九")), "不完整"),
        (sheet(WRONG.format("strange", 1)), "不完整"),
        (sheet(CELL.format(99999999999)), "不完整"),
        (made.zipped({**BOOK, "xl/workbook.xml": "<workbook><sheets>"}), "不完整"),
        (made.zipped({"xl/workbook.xml": f"<workbook>{'<a/>' * 600_000}</workbook>"}), "600,002 个标记"),
        (made.docx("<w:p/>" * 3_000_000), "3,000,004 个标记"),
        (b"<html>" + b"<td>" * 300_000, "300,001 个标记"),
        (b"a\n" * 200_001, "200,001 行"),
        (b"a\tb\n\n\n\n\n" * 1_001, "1,001 张表"),
    ],
)
def test_a_damaged_code_list(data, words, refused):
    refused(data, "a.xlsx", "codes", "import", "FILE", words=words)


@pytest.mark.parametrize("begun", ["<a ", "<!--", "<?", "</a ", "<![", "<!"])
def test_a_page_of_tags_that_never_end_is_read_in_no_time(begun, tmp_path, capsys):
    """html.parser looked through the rest of the page for the end of each: minutes for 60 KB."""
    path = tmp_path / "a.html"
    path.write_text(f"<table><tr><td>支出总表</td></tr></table>{begun * 20_000}", encoding="utf-8")
    assert main(["codes", "import", str(path)]) == 2
    assert "没有找到科目" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        (
            "tables.toml",
            ".".join("a" * 20_000) + " = 1",
            "tables.toml：第 1 行：写法不对，不是 TOML 的格式：一个键里的点太多",
        ),
        ("checks.toml", "\n\n[" + ' . "b"' * 17 + "]", "版式包 checks.toml：第 3 行：写法不对，不是 TOML 的格式：一个键里的点太多"),
        ("sheet.toml", "# " + "a" * 300_000, "版式包 sheet.toml：写法不对，不是 TOML 的格式：文件太长"),
        ("pack.toml", "a = " + "1" * 5_000, "版式包 pack.toml：写法不对"),
        ("pack.toml", "a = " + "[" * 5_000, "版式包 pack.toml：写法不对"),
        ("pack.toml", pack_files()["pack.toml"].decode().replace('"1.0"', f'"{"1" * 5_000}"'), "比不出新旧"),
    ],
)
def test_a_pack_that_would_take_all_memory(file, text, words, tmp_path, capsys):
    path = write_zip(tmp_path / "a.zip", {**pack_files(), file: text.encode()})
    assert main(["packs", "import", str(path)]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["check", "LONG"], ["convert", "LONG", "OUT"], ["convert", "FILE", "LONG"], ["export", "FILE", "LONG.xlsx"],
        ["read", "LONG"], ["review", "LONG"], ["codes", "import", "LONG"], ["packs", "import", "LONG"],
        ["packs", "check", "LONG"], ["verify", "LONG"], ["LONG.ysbook"],
    ],
)  # fmt: skip
def test_a_name_longer_than_any_file_has(command, exported, tmp_path, capsys):
    capsys.readouterr()
    values = {"LONG": str(tmp_path / ("长" * 300)), "OUT": str(tmp_path / "a.ysbook"), "FILE": str(exported.with_suffix(".ysbook"))}
    arguments = [values.get(each) or each.replace("LONG", values["LONG"]) for each in command]
    if len(command) == 1:
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
        return
    assert main(arguments) == 2
    printed = capsys.readouterr().err
    assert "长长长" in printed
    assert printed.count("\n") == 1
    assert "出了意外" not in printed


def test_an_older_database_without_one_of_its_tables(tmp_path, refused):
    path = tmp_path / "made.db"
    open_database(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE goals; PRAGMA user_version = 5")
    connection.close()
    refused(path.read_bytes(), "a.db", "check", "FILE", words="已损坏或不完整，从备份恢复")


FILLED = [["部门预算支出总表"], ["单位：万元"], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["201", "公共服务"]]


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b'<cols><col min="x"/></cols><sheetData>', "不合格式的内容，填不了"),
        ("xl/worksheets/sheet1.xml", b"sheetData", b"sheetdata", "没有文字|填不了|不完整"),
        ("xl/workbook.xml", b"</sheets>", b'<sheet name="Sheet" sheetId="2" r:id="rId1"/></sheets>', "两张工作表同名"),
        ("xl/theme/theme1.xml", None, None, "里面的“xl/theme/theme1.xml”读不出来"),
    ],
)
def test_a_damaged_template(part, old, new, words, exported, tmp_path, capsys):
    capsys.readouterr()
    parts = made.unzipped(made.xlsx(FILLED))
    data = made.zipped({**parts, part: parts[part].replace(old, new)}) if old else made.zipped(parts)
    if old is None:  # one byte of a packed part that no reader looks at is another
        at = data.index(part.encode()) + len(part) + 200
        data = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    (tmp_path / "a.xlsx").write_bytes(data)
    book, target = str(exported.with_suffix(".ysbook")), tmp_path / "b.xlsx"
    assert main(["fill", str(tmp_path / "a.xlsx"), book, str(target), "--draft"]) == 2
    printed = capsys.readouterr().err
    assert re.search(words, printed)
    assert printed.startswith("“a.xlsx”")
    assert printed.count("\n") == 1
    assert not target.exists()


def test_a_kept_review_of_other_bytes(tmp_path, capsys):
    (tmp_path / "a.html").write_bytes(made.html([["部门支出总表", ""], ["201", "1"]]).encode())
    (tmp_path / "a.json").write_bytes(b'{"name": "\xb1"}')
    assert main(["review", str(tmp_path / "a.html"), "--round", str(tmp_path / "a.json")]) == 2
    assert capsys.readouterr().err == "“a.json”不是上次核对存下的结果；换一个文件名，或者换成那一个文件\n"


def test_cells_of_thousands_of_digits(exported, tmp_path):
    """Python reads no whole number of so many digits; cells that are counted on are looked at for their length first."""
    long = "1" * 5_000
    (tmp_path / "a.xlsx").write_bytes(made.xlsx([*FILLED[:3], [long, "公共服务"], ["202", "外交"]]))
    book = str(exported.with_suffix(".ysbook"))
    assert main(["fill", str(tmp_path / "a.xlsx"), book, str(tmp_path / "b.xlsx"), "--draft"]) in {0, 1}
    contents = [
        "目录",
        f"一、部门预算收支总表\t{long}",
        "二、部门预算收入总表\t2",
        "三、部门预算支出总表\t3",
        *[""] * 5,
        "部门预算收支总表",
    ]
    (tmp_path / "a.txt").write_text("\n".join(contents), encoding="utf-8")
    assert main(["review", str(tmp_path / "a.txt")]) in {0, 1}
