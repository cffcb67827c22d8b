"""The tools of who writes a form pack: list, new, check, preview, import."""

from __future__ import annotations

import csv
import shutil

import pytest
from msgspec.structs import replace

from main import main
from models.paper.printed_files import printed_files
from models.years.place_facts import facts_from_elsewhere
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import sample_book, write_book_file
from storage.files.open_file import open_file
from storage.packs.catalogue import load_packs
from storage.packs.folder import read_pack_folder
from storage.packs.sheet_layouts import sheet_layout
from storage.paths import BUILT_IN_PACKS, database_file, user_packs
from tests.form_packs import pack_files, write_zip
from ui.command_line.books import context_of

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"
SHIPPED = sorted(path.name for path in BUILT_IN_PACKS.iterdir())


def run(capsys, *arguments):
    code = main(list(map(str, arguments)))
    out, err = capsys.readouterr()
    return code, out, err


def nameless(pack):
    return replace(pack, id="", name="", year=0, version="", regions=(), awaits="")


def test_the_packs_that_are_here_are_listed(capsys, tmp_path):
    run(capsys, "packs", "import", write_zip(tmp_path / "a.zip", pack_files()))
    code, out, _ = run(capsys, "packs", "list")
    assert code == 0
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in out.splitlines()}
    assert rows["hebei-xingtai-2024"] == ["邢台 2024 版式", "邢台经济开发区", "2024 年", "第 1.0 版", "程序自带"]
    assert rows["hebei-xingtai-2028"][-1] == "导入的"
    assert rows["one-system"] == ["预算管理一体化", "绩效目标表", "只是这张表的版式"]
    assert rows["overall-ministry"][1] == "部门整体绩效目标表"


@pytest.mark.parametrize("extends", [False, True])
@pytest.mark.parametrize("base", SHIPPED)
def test_a_new_pack_begins_as_the_one_it_is_made_from(capsys, tmp_path, base, extends):
    folder = tmp_path / "新"
    code, _, err = run(capsys, "packs", "new", "hebei-tangshan-2031", "--from", base, "-o", folder, *["--extends"] * extends)
    assert (code, err) == (0, "")
    made = read_pack_folder(folder)
    assert (made.id, made.year) == ("hebei-tangshan-2031", 2031)
    assert nameless(made) == nameless(read_pack_folder(BUILT_IN_PACKS / base))
    assert run(capsys, "packs", "check", folder)[0] == 0
    head = (folder / "pack.toml").read_text(encoding="utf-8")
    assert "# 谁发的：财政局的名称\nissuer = " in head


@pytest.mark.parametrize("extends", [False, True])
@pytest.mark.parametrize("base", ["hebei-xingtai-2024", "hebei-lutai-2025", "shanghai-putuo-2026"])
@pytest.mark.parametrize("layout", ["one-system", "sichuan-2023"])
def test_a_new_pack_begins_with_a_layout_of_the_project_sheet(capsys, tmp_path, base, extends, layout):
    folder = tmp_path / "新"
    options = ["--from", base, "--sheet", layout, "-o", folder, *["--extends"] * extends]
    code, _, err = run(capsys, "packs", "new", "hebei-tangshan-2031", *options)
    assert (code, err) == (0, "")
    assert f'\nbase = "{layout}"\n' in (folder / "sheet.toml").read_text(encoding="utf-8")
    assert replace(read_pack_folder(folder).sheet, starters=()) == sheet_layout(layout)
    assert run(capsys, "packs", "check", folder)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["hebei-tangshan-2026", "--from", "hebei-xingtai-2024", "--sheet", "one-systen"],
            "是不是“one-system”，只有 ",
        ),
        (["hebei-tangshan-2026", "--from", "hebei-xingtai-2024", "--sheet", "overall-ministry"], "没有“overall-ministry”"),
        (["Tangshan", "--from", "hebei-xingtai-2024"], "要用小写字母、数字和连字符"),
        (["tangshan", "--from", "hebei-xingtai-2024"], "至少两段"),
        (["hebei-xingtai-2026", "--from", "hebei-xingtai-2026"], "已经有“hebei-xingtai-2026”这个版式了；新的另取一个编号"),
        (["hebei-tangshan-2026", "--from", "nowhere-2020"], "没有“nowhere-2020”这个版式"),
    ],
)
def test_a_new_pack_that_cannot_be_made(capsys, tmp_path, arguments, says):
    code, _, err = run(capsys, "packs", "new", *arguments, "-o", tmp_path / "新")
    assert code == 2
    assert says in err
    assert not (tmp_path / "新").exists()


def test_a_new_pack_overwrites_nothing(capsys, tmp_path):
    (tmp_path / "pack.toml").write_text("", encoding="utf-8")
    code, _, err = run(capsys, "packs", "new", "hebei-tangshan-2026", "--from", "hebei-xingtai-2024", "-o", tmp_path)
    assert (code, "不覆盖" in err) == (2, True)


PLACE = ("issuer = ", "# regions = ", "# [limits]", "# [project_codes]")
"""How the lines begin that name another place in a new pack."""


@pytest.mark.parametrize("extends", [False, True])
@pytest.mark.parametrize(
    ("pack_id", "base", "local"),
    [
        ("sichuan-mianyang-2026", "hebei-lutai-2026", PLACE),
        ("hebei-tangshan-2026", "hebei-lutai-2026", PLACE[:2]),  # its province has one list of limits and one kind of codes
        ("sichuan-mianyang-2026", "shanghai-putuo-2026", PLACE[:2]),
        ("hebei-lutai-2029", "hebei-lutai-2026", ()),
        ("hebei-lutai-unit-2026", "hebei-lutai-2026", ()),
    ],
)
def test_a_new_pack_says_of_no_place_what_is_so_in_another(capsys, tmp_path, pack_id, base, local, extends):
    folder = tmp_path / "新"
    run(capsys, "packs", "new", pack_id, "--from", base, "-o", folder, *["--extends"] * extends)
    lines = "".join(each.read_text(encoding="utf-8") for each in folder.glob("*.toml")).splitlines()
    marked = [line for line in lines if line.endswith("  # 改成本地的")]
    assert sorted(next(start for start in PLACE if line.startswith(start)) for line in marked) == sorted(local)
    made, old = read_pack_folder(folder), read_pack_folder(BUILT_IN_PACKS / base)
    for start, fact in zip(PLACE[1:], ("regions", "limits", "project_codes"), strict=True):
        assert getattr(made, fact) == (type(getattr(old, fact))() if start in local else getattr(old, fact)), fact
    code, out, _ = run(capsys, "packs", "check", folder)
    told = [line for line in out.splitlines() if line.startswith("  ")]
    says = f"  pack.toml 的 issuer 是“{old.issuer}”，和“{old.name}”的一样；不是本地的就改成本地的"
    assert (code, told) == (0, [says] if local else [])


def test_check_names_the_facts_that_are_those_of_another_place(capsys, tmp_path):
    folder = tmp_path / "新"
    run(capsys, "packs", "new", "sichuan-mianyang-2026", "--from", "hebei-lutai-2026", "-o", folder)
    for path in folder.glob("*.toml"):  # as one does who takes the marks away without reading them
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = [line.removeprefix("# ") if is_fact(line) else line for line in lines]
        path.write_text("\n".join(kept), encoding="utf-8")
    code, out, _ = run(capsys, "packs", "check", folder)
    told = [line.strip().split("，和“")[0] for line in out.splitlines() if line.startswith("  ")]
    assert (code, told) == (
        0,
        [
            "pack.toml 的 issuer 是“河北芦台经济开发区”",
            "pack.toml 的 regions 有 1302",
            "pack.toml 的 [limits] 采购限额",
            "checks.toml 的 [project_codes] 是 130511、13 开头的",
        ],
    )


def is_fact(line):
    return line.endswith("  # 改成本地的") or line.removeprefix("# ").split(" = ")[0] in {
        *("certain", "likely", "goods", "works", "open_tender")
    }


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_no_shipped_pack_has_the_facts_of_another_place(pack_id):
    packs = {each.id: each for each in load_packs()[0]}
    assert [*facts_from_elsewhere(packs[pack_id], packs.values())] == []


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(XINGTAI, tmp_path / "hebei-xingtai-2024", ignore=shutil.ignore_patterns("expected"))


def change(folder, file, old, new):
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_check_tells_all_faults_of_all_files_at_once(capsys, copy):
    change(copy, "pack.toml", "withheld_counts = false", 'withheld_counts = "yes"')
    change(copy, "tables.toml", 'title = "部门预算支出总表"', 'titel = "部门预算支出总表"')
    change(copy, "sheet.toml", 'plan_unit = "wan"', 'plan_unit = "pct"')
    change(copy, "narrative.toml", "{income_own}万元", "{income_ours}万元")
    code, out, _ = run(capsys, "packs", "check", copy)
    assert code == 1
    *faults, last = out.splitlines()
    assert last == f"共 {len(faults)} 处毛病"
    for file, says in (
        ("pack.toml", "withheld_counts：应当是 true 或 false"),
        ("tables.toml", "titel：不认识这一项，是不是“title”；这里可以写 "),
        ("tables.toml", "title：缺少这一项"),
        ("sheet.toml", "plan_unit：没有“pct”，是不是“percent”，只能是 wan、percent"),
        ("narrative.toml", "income_ours"),
    ):
        assert any(fault.startswith(f"版式包 {file}：第 ") and says in fault for fault in faults), (file, says, out)
    assert len(faults) == 5, out


# --- known budgets


def keep_known(folder, change=None, slips=(), book=None):
    """Put the example beside the pack as a known budget, with cells changed: (file, row, column) → text."""
    home = folder / "expected" / "示例"
    (home / "texts").mkdir(parents=True)
    book = book or sample_book()
    write_book_file(book, home / "book.ysbook")
    files = printed_files(context_of(book))
    for (file, row, column), text in (change or {}).items():
        files[file] = [list(cells) for cells in files[file]]
        files[file][row - 1][column - 1] = text
    for file, rows in files.items():
        if file.endswith(".txt"):
            (home / file).write_text("\n".join(row[0] for row in rows), encoding="utf-8")
        elif not file.startswith(("project", "cover", "contents")):
            write_rows(home / file, rows)
    if slips:
        write_rows(home / "slips.csv", [("file", "row", "column", "reason"), *slips])


def write_rows(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_a_known_budget_comes_out_cell_by_cell(capsys, copy):
    keep_known(copy)
    code, out, _ = run(capsys, "packs", "check", copy)
    assert code == 0, out
    assert "格一样，0 格不一样" in out
    assert int(out.splitlines()[-1].split("：")[1].split(" ")[0]) > 600


def test_a_cell_that_differs_is_named_and_a_slip_excuses_it_alone(capsys, copy):
    keep_known(copy, {("T3.csv", 1, 4): "1.00", ("texts/情况说明.txt", 1, 1): "标题"}, [("T3.csv", "1", "4", "原表合计抄错")])
    code, out, _ = run(capsys, "packs", "check", copy)
    assert code == 1
    assert "T3.csv 第 1 行第 4 栏：应当是“1.00”，印出来是“" in out
    assert "（已说明：原表合计抄错）" in out
    assert "texts/情况说明.txt 第 1 行第 1 栏：应当是“标题”" in out
    assert "1 格不一样，1 格已说明" in out


def test_a_slip_that_agrees_after_all_is_told(capsys, copy):
    keep_known(copy, slips=[("T3.csv", "2", "4", "原表抄错")])
    code, out, _ = run(capsys, "packs", "check", copy)
    assert code == 1
    assert "T3.csv 第 2 行第 4 栏其实一样" in out


def test_a_known_table_that_the_pack_does_not_print_is_told(capsys, copy):
    keep_known(copy)
    write_rows(copy / "expected/示例/T77.csv", [("合计", "1.00")])
    code, out, _ = run(capsys, "packs", "check", copy)
    assert (code, "T77.csv：印出来的没有这一张；表的文件名是它的编号，如 T1.csv" in out) == (1, True)
    assert "第 1 行" not in out  # not cell by cell too


@pytest.mark.parametrize(
    ("slip", "says"),
    [
        (("T33.csv", "1", "1", "x"), "没有“T33.csv”这个文件"),
        (("T3.csv", "一", "1", "x"), "应当是从 1 数起的数"),
        (("T3.csv", "1", "1", " "), "要写明原因"),
    ],
)
def test_a_slip_that_says_nothing_is_refused(capsys, copy, slip, says):
    keep_known(copy, slips=[slip])
    code, out, _ = run(capsys, "packs", "check", copy)
    assert code == 1
    assert "expected/示例/slips.csv：第 2 行" in out
    assert says in out


HOME = "expected/示例"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda home: recode(home / "T3.csv", "gb18030"), f"{HOME}/T3.csv：第 1 行：不是 UTF-8 编码，像是 GBK"),
        (lambda home: recode(home / "texts/情况说明.txt", "gb18030"), f"{HOME}/texts/情况说明.txt：第 1 行：不是 UTF-8"),
        (lambda home: rewrite(home / "T3.csv", ",", ";"), f"{HOME}/T3.csv：第 1 行：各格之间是分号，应当是英文的逗号"),
        (lambda home: rewrite(home / "T3.csv", ",", "\t"), f"{HOME}/T3.csv：第 1 行：各格之间是Tab"),
        (lambda home: (home / "book.ysbook").unlink(), f"{HOME}/book.ysbook：没有这个文件；用程序录入这本预算"),
        (lambda home: (home / "T3.csv").rename(home / "T3.CSV"), f"{HOME}/T3.CSV：不认识这个文件，只能是 book.ysbook、"),
        (lambda home: (home / "T3.csv").rename(home.parent / "T3.csv"), "expected/T3.csv：要放在 expected/名字/ 里"),
        (lambda home: empty(home, but="book.ysbook"), f"{HOME}：没有一张表，什么都没有核对"),
        (shutil.rmtree, "版式包 expected：是空的，什么都没有核对"),
    ],
)
def test_a_known_budget_that_cannot_be_compared_is_refused(capsys, copy, spoil, says):
    keep_known(copy)
    spoil(copy / HOME)
    code, out, err = run(capsys, "packs", "check", copy)
    assert (code, err) == (1, "")
    assert says in out
    assert out.endswith("共 1 处毛病\n")


@pytest.mark.parametrize(
    "cited",
    [
        "科目按2022年政府收支分类科目编列。",
        "科目按《2022年政府收支分类科目》编列。",
        "依据《财政部关于印发2022年政府收支分类科目的通知》（财预〔2021〕88号）。",
        "按《关于做好2022年部门预算编制工作的通知》的口径。",
        "采购限额按2022年印发的标准，目录按2022年版。",
    ],
)
def test_a_year_in_what_is_cited_is_right_in_the_form_of_any_year(capsys, copy, cited):
    """「2025年政府收支分类科目」 in a note of a pack for 2027 was refused as the form of a wrong year."""
    rewrite(copy / "tables.toml", "注：无政府基金预算财政拨款预算，空表列示。", f"注：{cited}")
    assert run(capsys, "packs", "check", copy)[1].startswith("邢台 2024 版式")
    rewrite(copy / "tables.toml", f"注：{cited}", "注：2022年无政府基金预算财政拨款预算。")
    assert "这里写的是 2022 年，版式却是 2024 年的" in run(capsys, "packs", "check", copy)[1]


def test_what_excel_and_systems_leave_is_in_nobodys_way(capsys, copy):
    keep_known(copy)
    recode(copy / HOME / "T3.csv", "utf-8-sig")
    for name in ("Thumbs.db", "~$T3.csv", ".DS_Store"):
        (copy / HOME / name).write_bytes(b"x")
    assert run(capsys, "packs", "check", copy)[1].endswith("，0 格不一样\n")


def recode(path, encoding):
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))


def rewrite(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def empty(home, but):
    for path in home.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != but:
            path.unlink()


def test_a_pack_is_imported_only_if_its_known_budgets_come_out(capsys, copy, data_folder):
    keep_known(copy, {("T3.csv", 1, 4): "1.00"})
    change(copy, "pack.toml", 'version = "1.0"', 'version = "1.2"')
    archive = shutil.make_archive(str(copy.parent / "版式"), "zip", copy.parent, copy.name)
    for source in (copy / "pack.toml", archive):
        code, _, err = run(capsys, "packs", "import", source)
        assert code == 2
        assert "T3.csv 第 1 行第 4 栏：应当是“1.00”" in err
    assert not (data_folder / "packs").exists()
    shutil.rmtree(copy / "expected")
    keep_known(copy)
    assert run(capsys, "packs", "import", copy)[0] == 0
    assert run(capsys, "packs", "check", "hebei-xingtai-2024")[1].endswith("0 格不一样\n")


def test_a_pack_that_waits_for_the_bureau_says_so_in_every_command(capsys, tmp_path):
    waits = "邢台 2027 版式（待财政局确认）"
    assert f"\t{waits}\t" in run(capsys, "packs", "list")[1]
    assert waits in run(capsys, "packs", "check", "hebei-xingtai-2027")[1]
    write_book_file(replace(sample_book(), year=2026, pack="hebei-xingtai-2026"), tmp_path / "a.ysbook")
    assert waits in run(capsys, "roll-over", tmp_path / "a.ysbook", tmp_path / "b.ysbook")[1]
    assert waits in run(capsys, "move", tmp_path / "a.ysbook", "--pack", "hebei-xingtai-2027")[1]


def test_what_is_no_folder_of_a_pack_is_told_in_chinese(capsys, tmp_path):
    (tmp_path / "空").mkdir()
    code, out, _ = run(capsys, "packs", "check", tmp_path / "空")
    assert (code, out) == (1, f"版式包 pack.toml：没有这个文件；“{tmp_path / '空'}”不是版式包的文件夹\n共 1 处毛病\n")
    code, _, err = run(capsys, "packs", "import", tmp_path / "没有")
    assert (code, f"没有“{tmp_path / '没有'}”这个文件或文件夹" in err) == (2, True)


def test_a_pack_older_than_the_programs_own_is_refused_in_every_way_in(capsys, copy, data_folder):
    """It was kept and called the one that is used; the program went on with its own."""
    change(copy, "pack.toml", 'version = "1.0"', 'version = "0.9"')
    code, out, err = run(capsys, "packs", "import", copy)
    assert (code, out) == (2, "")
    assert "程序自带的是第 1.0 版，要导入的第 0.9 版比它旧，没有导入" in err
    assert not (data_folder / "packs").exists()
    change(copy, "pack.toml", 'version = "0.9"', 'version = "1.1"')
    assert "换下了原来的第 1.0 版" in run(capsys, "packs", "import", copy)[1]
    assert "本机已经有了，内容一样" in run(capsys, "packs", "import", copy)[1]


def test_what_was_expected_before_may_stay_beside_what_is_expected(capsys, copy):
    (copy / "expected-old").mkdir()
    assert "expected-old：文件夹的名字要写成 expected" in run(capsys, "packs", "check", copy)[1]
    shutil.copytree(XINGTAI / "expected", copy / "expected")
    assert "写法没有毛病" in run(capsys, "packs", "check", copy)[1]


def test_an_import_tells_first_what_it_changes_for_every_book_of_this_computer(capsys, copy, data_folder):
    """A book of a pack that extends it changes as well; it was told in the window only, and only of the open book."""
    data_folder.mkdir()
    with open_database(database_file(), create=True) as database:
        for number, pack in enumerate(("hebei-xingtai-2024", "hebei-xingtai-2025", "shanghai-putuo-2025")):
            book = sample_book()
            unit = replace(book.unit, name=f"单位{number}")
            BookStore(database).create(replace(book, unit=unit, pack=pack))
    change(copy, "pack.toml", 'version = "1.0"', 'version = "1.1"')
    change(copy, "tables.toml", 'title = "部门预算支出总表"', 'title = "部门支出预算表"')
    code, out, err = run(capsys, "packs", "import", copy, "--show")
    assert (code, err) == (0, "")
    told = [line for line in out.splitlines() if not line.startswith(" ")]
    assert [("单位0" in line, "单位1" in line) for line in told[:-1]] == [(True, False), (False, True)]
    assert all("录入的内容都有地方放；表和文字有 1 处不同。" in line for line in told[:-1])
    assert out.count("部门支出预算表") == 2
    assert told[-1] == "只是看看，没有导入"
    assert not user_packs().exists()
    shown = out.removesuffix(f"{told[-1]}\n")
    assert run(capsys, "packs", "import", copy)[1].startswith(f"{shown}已导入：")


def test_an_import_is_not_kept_off_by_a_book_that_was_altered(capsys, copy, data_folder):
    data_folder.mkdir()
    with open_database(database_file(), create=True) as database:
        BookStore(database).create(sample_book())
        database.connection.execute("UPDATE projects SET name = name || '改'")
    change(copy, "pack.toml", 'version = "1.0"', 'version = "1.1"')
    code, out, err = run(capsys, "packs", "import", copy)
    assert (code, err) == (0, "")
    assert out.startswith("113 开发区党群工作部 2024 年（批复）：录入的内容都有地方放")


def test_a_form_for_units_that_is_not_here_is_told(capsys, copy):
    change(copy, "pack.toml", 'version = "1.0"', 'version = "1.1"\nunit_pack = "shanghai-putuo-unit-2062"')
    says = "本机没有“shanghai-putuo-unit-2062”这个版式；没有它，各单位的预算公开印不出来"
    code, out, _ = run(capsys, "packs", "check", copy)
    assert (code, says in out) == (0, True)  # the two may be written one after the other
    code, out, _ = run(capsys, "packs", "import", copy)
    assert (code, says in out) == (0, True)
    change(copy, "pack.toml", "unit-2062", "unit-2026")
    assert "unit_pack" not in run(capsys, "packs", "check", copy)[1]


def test_an_import_for_no_book_says_so(capsys, copy):
    change(copy, "pack.toml", 'version = "1.0"', 'version = "1.1"')
    assert run(capsys, "packs", "import", copy)[1].startswith("本机没有用它的预算\n已导入：")


def test_a_preview_of_the_example_is_of_the_year_of_the_pack(capsys, tmp_path):
    folder = tmp_path / "新"
    run(capsys, "packs", "new", "hebei-tangshan-2026", "--from", "hebei-xingtai-2026", "-o", folder)
    out = run(capsys, "packs", "preview", folder, "-o", tmp_path / "a.xlsx")[1]
    assert " 2026 年预算已存到" in out
    assert out.startswith(f"“{read_pack_folder(folder).name}”印的")


def test_a_preview_prints_the_example_or_a_book_as_the_pack_says(capsys, copy, tmp_path):
    change(copy, "tables.toml", 'title = "部门预算支出总表"', 'title = "部门支出预算表"')
    code, out, err = run(capsys, "packs", "preview", copy, "-o", tmp_path / "a.xlsx")
    assert (code, err) == (0, "")
    assert "a.xlsx" in out
    assert "部门支出预算表" in run(capsys, "tables", tmp_path / "a.xlsx")[1]
    book = replace(sample_book(), year=2026)
    write_book_file(book, tmp_path / "b.ysbook")
    run(capsys, "packs", "preview", copy, tmp_path / "b.ysbook", "-o", tmp_path / "b.xlsx")
    assert open_file(tmp_path / "b.xlsx").book.year == 2026
    assert run(capsys, "packs", "preview", tmp_path / "没有", "-o", tmp_path / "c.xlsx")[0] == 2


def test_a_check_names_the_tables_of_which_nothing_is_known(capsys, copy):
    """A known budget with two tables of nine looked as proved as one with all of them."""
    keep_known(copy)
    known = next((copy / "expected").iterdir())
    for path in known.glob("*.csv"):
        if path.name not in {"T1.csv", "T3.csv"}:
            path.unlink()
    code, out, _ = run(capsys, "packs", "check", copy)
    untested = "、".join(f"T{number}.csv" for number in (2, 4, 5, 6, 7, 8, 9))
    assert (code, f"  {known.name} 没有 {untested}，这几张表没有核对\n" in out) == (0, True)
    assert "没有核对" not in run(capsys, "packs", "check", "hebei-xingtai-2024")[1]
