"""The command line as a clerk, a bureau or a script uses it: arguments in; exit code, words and files out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from main import main
from models.book import edits
from models.book.exchange import publishable
from models.pack.forms.narrative import NarrativeForm
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import read_book_file, sample_book, write_book_file
from storage.packs.catalogue import load_pack
from storage.paths import bureau_codes, database_file
from tests.folders import ROOT
from tests.form_packs import pack_files, write_zip
from tests.golden_books import read_json, seed1_book, seed2_book
from tests.second_budget import second_book
from ui.command_line import books


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """The example, exported through the command line."""
    folder = tmp_path_factory.mktemp("工作 簿")
    book, target = folder / "示例.ysbook", folder / "示例.xlsx"
    assert main(["sample", str(book)]) == 0
    assert main(["export", str(book), str(target)]) == 0
    return target


@pytest.fixture
def faulty(tmp_path):
    """The second budget, which has faults of every kind."""
    path = tmp_path / "第二.ysbook"
    write_book_file(second_book(), path)
    return path


def run(capsys, *arguments):
    """Exit code, stdout and stderr of a command."""
    code = main([str(argument) for argument in arguments])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.out, out.err


def test_sample_checks_without_errors_and_with_its_explanations(tmp_path, capsys):
    path = tmp_path / "a.ysbook"
    assert run(capsys, "sample", path)[0] == 0
    code, out, _ = run(capsys, "check", path)
    assert code == 0
    assert not [line for line in out.splitlines() if line.startswith("核实")]
    counts = out.splitlines()[-1]
    code, out, _ = run(capsys, "check", path, "--json")
    findings = json.loads(out)
    asked = [f for f in findings if f["severity"] == "核实"]
    assert asked
    assert all(f["explanation_state"] == "explained" for f in asked)
    hints = sum(f["severity"] == "提示" for f in findings)
    assert counts == f"错误 0，核实 0，提示 {hints}，已说明 {len(asked)}"  # as the window counts them


def test_a_reason_that_lapsed_counts_again(tmp_path, capsys):
    path = tmp_path / "a.ysbook"
    run(capsys, "sample", path)
    book = read_book_file(path)
    write_book_file(edits.set_field(book.projects[27].funding[0].id, "amount", "0.7")(book), path)
    out = run(capsys, "check", path)[1]
    assert "说明（数变了，原来的说明不再适用）" in out
    left = [line for line in out.splitlines() if line.startswith("核实")]
    assert any("成本指标合计" in line for line in left)
    assert f"，核实 {len(left)}，" in out.splitlines()[-1]


def test_sample_export_tables_gives_every_published_cell(workbook, capsys):
    code, out, _ = run(capsys, "tables", workbook, "--json")
    assert code == 0
    assert json.loads(out) == read_json("seed1_expected_tables.json")


def test_tables_of_a_book_file_are_the_same(tmp_path, capsys):
    path = tmp_path / "a.ysbook"
    write_book_file(seed1_book(income=False), path)
    assert json.loads(run(capsys, "tables", path, "--json")[1]) == read_json("seed1_expected_tables.json")
    assert "注：无政府基金预算财政拨款预算，空表列示。" in run(capsys, "tables", path)[1]


def test_narrative_of_the_example(tmp_path, capsys):
    path = tmp_path / "a.ysbook"
    run(capsys, "sample", path)
    code, out, err = run(capsys, "narrative", path)
    assert (code, err) == (0, "")
    assert out.startswith("开发区党群工作部2024年部门预算信息公开情况说明\n\n按照《中华人民共和国预算法》")
    assert "2024年预算收入2693.97万元，其中：一般公共预算收入2326.02万元，" in out


def test_narrative_of_a_form_without_one(tmp_path, capsys, monkeypatch):
    path = tmp_path / "a.ysbook"
    write_book_file(seed1_book(), path)
    bare = replace(load_pack("hebei-xingtai-2024"), narrative=NarrativeForm())
    monkeypatch.setattr(books, "load_pack", lambda *_: bare)
    code, out, err = run(capsys, "narrative", path)
    assert (code, out) == (2, "")
    assert err.strip() == "“邢台 2024 版式”没有情况说明，换一个有情况说明的版式"


def edit_cell(source, target, sheet_title, old, new):
    """Change one visible cell as a person with WPS would; gives its address."""
    book = load_workbook(source)
    sheet = next(s for s in book.worksheets if s["A1"].value == sheet_title)
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == old)
    cell.value = new
    book.save(target)
    return cell.coordinate


def test_an_edited_cell_is_shown_by_tables_and_reported_by_convert(workbook, tmp_path, capsys):
    edited, out_file = tmp_path / "改过.xlsx", tmp_path / "b.ysbook"
    address = edit_cell(workbook, edited, "部门预算支出总表", 816.29, 861.29)
    tables = json.loads(run(capsys, "tables", edited, "--json")[1])["tables"]["部门预算支出总表"]
    assert tables[7][3] == "861.29"
    code, out, _ = run(capsys, "convert", edited, out_file)
    assert code == 1
    assert address in out
    assert "816.29" in out
    assert "861.29" in out
    assert read_book_file(out_file) == sample_book()


def test_convert_of_an_untouched_workbook_gives_the_book_back(workbook, tmp_path, capsys):
    code, out, _ = run(capsys, "convert", workbook, tmp_path / "b.ysbook")
    assert code == 0, out
    assert read_book_file(tmp_path / "b.ysbook") == sample_book()


def test_without_the_embedded_part_convert_says_so(workbook, tmp_path, capsys):
    book = load_workbook(workbook)
    for name in [s.title for s in book.worksheets if s.sheet_state == "veryHidden"]:
        del book[name]
    book.save(tmp_path / "x.xlsx")
    code, _, err = run(capsys, "convert", tmp_path / "x.xlsx", tmp_path / "b.ysbook")
    assert code == 2
    assert "没有本程序的数据" in err
    assert not (tmp_path / "b.ysbook").exists()
    assert json.loads(run(capsys, "tables", tmp_path / "x.xlsx", "--json")[1]) == read_json("seed1_expected_tables.json")


@pytest.mark.parametrize("name", ["稿.pdf", "稿", "稿.xls", "稿.ysbook"])
@pytest.mark.parametrize(
    "command",
    [["export", "BOOK", "OUT"], ["compare", "BOOK", "BOOK", "-o", "OUT"], ["packs", "preview", "hebei-xingtai-2026", "-o", "OUT"]],
)
def test_a_workbook_is_written_only_under_the_name_of_one(workbook, command, name, tmp_path, capsys):
    """A workbook called 稿.pdf was written, which nothing opens."""
    path = {"BOOK": workbook, "OUT": tmp_path / name}
    code, _, err = run(capsys, *(path.get(word, word) for word in command))
    assert (code, err) == (2, f"“{name}”要存成工作簿，文件名的结尾写 .xlsx\n")
    assert not (tmp_path / name).exists()


def test_a_book_with_errors_is_exported_only_as_a_draft(faulty, tmp_path, capsys):
    target = tmp_path / "out.xlsx"
    code, _, err = run(capsys, "export", faulty, target)
    assert code == 1
    assert re.search(r"还有 \d+ 处错误.*正式件不能导出", err)
    assert "基本支出 第 8 行：没有功能科目" in err
    assert not target.exists()
    assert run(capsys, "export", faulty, target, "--draft")[0] == 0
    book = load_workbook(target)
    for sheet in book.worksheets:
        texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert sheet.sheet_state != "visible" or any("草稿" in text for text in texts), sheet.title


def test_the_tables_of_a_draft_say_so(faulty, tmp_path, capsys):
    """Of a book with errors, and of a workbook that was exported as a draft; not in data for other programs."""
    target = tmp_path / "out.xlsx"
    run(capsys, "export", faulty, target, "--draft")
    for file in (faulty, target):
        out = run(capsys, "tables", file)[1]
        assert "部门预算支出总表（草稿）\n" in out
        assert "草稿" not in run(capsys, "tables", file, "--json")[1]
    out, err = run(capsys, "narrative", faulty)[1:]
    assert out.split("\n")[0].endswith("（草稿）")
    assert "处错误" in err


def test_an_unexplained_question_blocks_the_submission(tmp_path, capsys):
    path = tmp_path / "a.ysbook"
    write_book_file(seed1_book(), path)
    code, _, err = run(capsys, "export", path, tmp_path / "a.xlsx")
    assert code == 1
    assert "处核实没有说明" in err


def make_database(path, *books):
    with open_database(path, create=True) as database:
        store = BookStore(database)
        return [store.create(book) for book in books]


def test_a_database_with_several_books_asks_which_one(tmp_path, capsys):
    path = tmp_path / "数据 库.db"
    make_database(path, seed1_book(), seed2_book())
    code, _, err = run(capsys, "check", path)
    assert code == 2
    assert "--unit 113 --year 2024 --stage 批复" in err
    assert run(capsys, "check", path, "--unit", "113")[0] == 0
    assert run(capsys, "check", path, "--unit", "999")[0] == 2
    assert run(capsys, "convert", path, tmp_path / "b.ysbook", "--unit", "113", "--year", "2024")[0] == 0
    assert read_book_file(tmp_path / "b.ysbook") == seed1_book()


def test_a_database_remembers_the_submission_and_says_what_changed(tmp_path, capsys):
    path = tmp_path / "a.db"
    (book_id,) = make_database(path, sample_book())
    assert run(capsys, "changes", path)[0] == 2
    assert run(capsys, "export", path, tmp_path / "报送.xlsx")[0] == 0
    assert "没有改动" in run(capsys, "changes", path)[1]
    with open_database(path) as database:
        store = BookStore(database)
        book = store.load(book_id)
        store.save(book_id, book, edits.set_field(book.basic[5].id, "amount", "75.17")(book))
    code, out, _ = run(capsys, "changes", path)
    assert code == 0
    assert "基本支出 第 6 行" in out
    assert "71.57" in out
    assert "75.17" in out


def test_changes_between_two_files(workbook, tmp_path, capsys):
    book = sample_book()
    write_book_file(edits.set_unit("phone", "0319-1234567")(book), tmp_path / "new.ysbook")
    out = run(capsys, "changes", tmp_path / "new.ysbook", "--since", workbook)[1]
    assert "0319-1234567" in out
    assert "有 1 处改动" in out


def test_withheld_amounts_never_leave_the_database(tmp_path, capsys):
    path = tmp_path / "a.db"
    book = edits.insert_line("withheld", {"function": "2040299", "amount": 314_159_265})(sample_book())
    make_database(path, book)
    for command in (
        ["check", path],
        ["check", path, "--json"],
        ["export", path, tmp_path / "a.xlsx", "--draft"],
        ["changes", path],
        ["tables", path],
        ["tables", path, "--json"],
    ):
        _, out, err = run(capsys, *command)
        assert "314.16" not in out + err
        assert "314159265" not in out + err
    run(capsys, "convert", tmp_path / "a.xlsx", tmp_path / "a.ysbook")
    assert read_book_file(tmp_path / "a.ysbook") == publishable(book)


def test_codes_import(tmp_path, capsys):
    book = tmp_path / "a.ysbook"
    run(capsys, "sample", book)
    (tmp_path / "科目.csv").write_text("编码,名称\n2013201,行政运行（局）\nx,y\n", encoding="utf-8")
    code, out, err = run(capsys, "codes", "import", tmp_path / "科目.csv", "--year", "2024")
    assert (code, err) == (2, "功能科目只有 1 个，不像一份完整的科目表，没有导入；只是补充几个科目的，加上 --add\n")
    assert "2013201 行政运行 → 行政运行（局）" in out
    assert "行政运行（局）" not in run(capsys, "tables", book)[1]
    code, out, _ = run(capsys, "codes", "import", tmp_path / "科目.csv", "--year", "2024", "--add")
    assert code == 0
    assert "功能科目 1 个" in out
    assert "“x”不是科目编码" in out
    assert "行政运行（局）" in run(capsys, "tables", book)[1]


def test_codes_import_shows_what_changes_in_the_books_and_may_be_for_one_pack(tmp_path, capsys, data_folder):
    data_folder.mkdir()
    with open_database(database_file(), create=True) as database:
        BookStore(database).create(seed1_book())
    (tmp_path / "科目.txt").write_bytes("编码\t名称\r\n2013201\t行政运行（局）\r\n".encode("gb18030"))
    wanted = "codes", "import", tmp_path / "科目.txt", "--pack", "hebei-xingtai-2024", "--add"
    code, out, err = run(capsys, *wanted, "--show")
    assert (code, err) == (0, "")
    assert "已有的预算里有 1 处科目不同\n" in out
    assert "功能科目 2013201 行政运行 → 行政运行（局）（用了 " in out
    assert out.endswith("只是看看，没有导入\n")
    assert not bureau_codes().exists()
    assert run(capsys, *wanted)[0] == 0
    assert [home.name for home in bureau_codes().iterdir()] == ["pack-hebei-xingtai-2024"]
    with pytest.raises(SystemExit):
        run(capsys, *wanted, "--year", "2024")
    assert "不能一起写" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(capsys, *wanted[:3], "--year", "26")
    assert "--year 应当是四位数字的年度，如 2026，不是“26”" in capsys.readouterr().err


def test_packs_import(tmp_path, capsys):
    source = write_zip(tmp_path / "版式.zip", pack_files())
    code, out, _ = run(capsys, "packs", "import", source)
    assert (code, out) == (0, "已导入：邢台 2028 版式（hebei-xingtai-2028），邢台经济开发区，2028 年，第 1.0 版\n")
    code, out, _ = run(capsys, "packs", "import", write_zip(tmp_path / "新.zip", pack_files(version="1.1")))
    assert code == 0
    assert "换下了原来的第 1.0 版" in out
    code, out, err = run(capsys, "packs", "import", tmp_path / "没有.zip")
    assert (code, out) == (2, "")
    assert "没有.zip" in err


def hostile_files(folder):
    """What people put where a budget file is meant."""
    good = folder / "good.ysbook"
    write_book_file(seed1_book(), good)
    zipped = folder / "empty.xlsx"
    zipped.write_bytes(b"PK\x05\x06" + b"\x00" * 18)
    contents = {
        "空.ysbook": b"",
        "截断.ysbook": good.read_bytes()[:5000],
        "别的.json": b'{"a": 1}',
        "文字.txt": "预算".encode(),
        "图片.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "新版.ysbook": b'{"format": "ysbook", "version": 99, "book": {}}',
        "加密.xlsx": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "坏.xlsx": b"PK\x03\x04" + bytes(100),
        "坏.db": b"SQLite format 3\x00" + b"x" * 2000,
        "截断.db": b"SQLite format 3\x00",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in (*contents, "没有.ysbook")] + [folder, zipped]


@pytest.mark.parametrize("command", ["check", "export", "tables", "narrative", "convert", "changes"])
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_2(command, tmp_path, capsys):
    for path in hostile_files(tmp_path):
        more = [tmp_path / "出.out"] if command in {"export", "convert"} else []
        code, out, err = run(capsys, command, path, *more)
        assert code == 2, path
        assert not out
        assert err.strip().count("\n") == 0, err
        assert re.search(r"[\u4e00-\u9fff]{4}", err), err
        assert not (tmp_path / "出.out").exists()


def test_a_target_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    book = tmp_path / "a.ysbook"
    run(capsys, "sample", book)
    for target in (tmp_path, tmp_path / "没有" / "a.xlsx"):
        code, _, err = run(capsys, "export", book, target)
        assert code == 2
        assert err.strip().count("\n") == 0


KNOWN_WORDS = {
    "main", "OUT", "FILE", "LIST", "YEAR", "UNIT", "STAGE", "OLD", "ysbook", "xlsx", "json", "JSON", "draft", "unit",
    "year", "stage", "since",
    "PACK", "pack", "into", "BOOK", "replace", "sheets", "UTF", "PDF", "Word",
    "roll", "over", "new", "amounts", "procurement",
    "help", "CSV", "Excel", "sample", "check", "export", "tables", "convert", "changes", "codes", "import", "packs",
    "preview", "list", "extends", "from", "FOLDER", "hebei", "xingtai", "expected", "docs", "form",
    "zip", "narrative", "history", "DATABASE", "add", "compare", "old", "NEW", "out", "next", "move", "show", "xls",
    "NAME", "every", "agency", "LAYOUT", "sheet", "read", "before", "fill", "TEMPLATE", "map", "MAP", "toml",
    "submit", "verify", "PACKAGE", "publish", "pdf", "docx", "html", "WPS", "review", "book", "report",
    "withheld", "counted", "with", "KIND", "round", "ROUND", "dismiss", "WHY",
    "handover", "takeover",
}  # fmt: skip
COMMANDS = ["", "sample", "check", "export", "publish", "submit", "verify", "fill",
            "tables", "convert", "changes", "history", "handover", "takeover", "read", "sheets", "roll-over",
            "next-stage", "review",
            "move", "compare", "codes", "codes import", "packs",
            "packs import", "packs list", "packs new", "packs check", "packs preview"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.count("用法：") == 1
    assert "选项：\n" in out
    assert not re.findall(r"\w:$", out, re.MULTILINE)
    words = set(re.findall(r"[A-Za-z]{3,}", out))
    assert words <= KNOWN_WORDS, words - KNOWN_WORDS


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check"], "缺少 FILE"),
        (["fly"], "没有“fly”这个命令，只有 sample、check、export、publish、submit、verify、fill、"),
        (["check", "a", "--json=1"], "--json 后面不写内容，去掉“1”"),
        (["check", "a", "--year", "x"], "应当是整数"),
        (["check", "a", "--x"], "不认识 --x"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_in_chinese(arguments, says, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


def test_the_program_runs_as_a_program(tmp_path):
    """From another folder, with a console that is not UTF-8."""
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "YSGK_DATA": str(tmp_path / "数据")}
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "sample", "示例.ysbook"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "示例预算已存到" in done.stdout.decode("utf-8")
    assert (tmp_path / "示例.ysbook").is_file()


def test_roll_over(tmp_path, capsys):
    write_book_file(sample_book(), tmp_path / "a.ysbook")
    code, out, err = run(capsys, "roll-over", tmp_path / "a.ysbook", tmp_path / "b.ysbook", "--new-stage", "二上", "--amounts")
    assert (code, err) == (0, "")
    assert out.startswith(f"2025 年（二上）的预算已存到 {tmp_path / 'b.ysbook'}，版式是“邢台 2025 版式”\n")
    assert "  27 个项目的编码空着" in out
    new = read_book_file(tmp_path / "b.ysbook")
    assert (new.year, new.stage, len(new.projects)) == (2025, "二上", 27)
    assert new.basic[0].amount == sample_book().basic[0].amount
    code, out, err = run(capsys, "roll-over", tmp_path / "a.ysbook", tmp_path / "c.ysbook", "--new-stage", "三上")
    assert (code, out, err) == (2, "", "“邢台 2025 版式”没有“三上”这个阶段，只有 一上、一下、二上、批复、调整\n")
    assert not (tmp_path / "c.ysbook").exists()
