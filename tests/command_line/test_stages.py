"""``next-stage`` and ``compare``: the same budget at its next stage, and what was changed there."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from models.book import edits
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import read_book_file, sample_book, write_book_file
from tests.command_line.test_commands import run
from tests.form_packs import pack_files, write_zip

ONE = replace(sample_book(), stage="一上")


@pytest.fixture
def two(tmp_path) -> tuple[Path, Path]:
    """一上, and 二上 in which an amount was changed with a reason and a project was dropped."""
    line, project = ONE.basic[0], ONE.projects[2]
    new = replace(ONE, stage="二上")
    for edit in (
        edits.set_field(line.id, "amount", "460"),
        edits.set_change_reason("一上", f"basic:{line.id}:amount", "按控制数压减"),
        edits.delete_lines([project.id]),
    ):
        new = edit(new)
    paths = tmp_path / "一上.ysbook", tmp_path / "二上.ysbook"
    for book, path in zip((ONE, new), paths, strict=True):
        write_book_file(book, path)
    return paths


def test_next_stage_is_a_copy_at_the_stage_that_follows(tmp_path, two, capsys):
    out = tmp_path / "new.ysbook"
    code, said, err = run(capsys, "next-stage", two[0], out)
    assert (code, said, err) == (0, f"2024 年（一下）的预算已存到 {out}\n", "")
    assert read_book_file(out) == replace(ONE, stage="一下", unit=replace(ONE.unit, date=""))
    assert run(capsys, "next-stage", two[0], out, "--new-stage", "批复")[0] == 0
    assert read_book_file(out).stage == "批复"


@pytest.mark.parametrize(
    ("stage", "wanted", "says"),
    [
        ("调整", (), "“调整”是“邢台 2024 版式”的最后一个阶段，后面没有了；用 --new-stage 指明别的阶段\n"),
        ("一上", ("--new-stage", "三上"), "“邢台 2024 版式”没有“三上”这个阶段，只有 一上、一下、二上、批复、调整\n"),
        ("一上", ("--new-stage", "一上"), "这一本已经是“一上”，用 --new-stage 指明别的阶段\n"),
    ],
)
def test_a_stage_that_cannot_be_made(tmp_path, capsys, stage, wanted, says):
    write_book_file(replace(ONE, stage=stage), tmp_path / "a.ysbook")
    assert run(capsys, "next-stage", tmp_path / "a.ysbook", tmp_path / "b.ysbook", *wanted) == (2, "", says)
    assert not (tmp_path / "b.ysbook").exists()


def test_compare_lists_what_was_changed_and_writes_the_table(tmp_path, two, capsys):
    out = tmp_path / "对比.xlsx"
    code, said, err = run(capsys, "compare", *two, "-o", out)
    assert code == 0
    assert err.endswith("；标题后面标明“草稿”\n")
    assert said.splitlines() == [
        "113 开发区党群工作部 2024 年（二上）：一上 → 二上（草稿），2 处不同",
        "“二上”还有 2 处错误",
        "支出总计\t2693.97\t2684.58\t少 9.40",
        "收入总计\t2693.97\t2693.97\t相同",
        "",
        "基本支出\t864.42\t860.03\t少 4.40",
        "2013201 行政运行 / 30101 基本工资\t464.40\t460.00\t少 4.40\t按控制数压减",
        "",
        "项目\t1829.55\t1824.55\t少 5.00",
        "创城工作活动专项经费\t5.00\t\t删除，少 5.00",
        f"对比表已存到 {out}",
    ]
    sheet = load_workbook(out).worksheets[0]
    assert sheet.title == "阶段对比"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "2024年预算阶段对比（一上 → 二上）（草稿）"  # income no longer fits: the book has errors
    assert ["2013201 行政运行 / 30101 基本工资", 464.396, 460, "少 4.40", "按控制数压减"] in rows
    assert ["创城工作活动专项经费", 5, None, "删除，少 5.00", None] in rows


def test_errors_of_either_stage_make_the_comparison_a_draft(tmp_path, two, capsys):
    """The figures of both stand in it: it was marked by the later book alone, and the faults of the earlier looked official."""
    whole, faulty = two
    out = tmp_path / "对比.xlsx"
    _, said, err = run(capsys, "compare", faulty, whole, "-o", out)
    why = "“二上”还有 2 处错误"
    assert said.splitlines()[0].endswith("：二上 → 一上（草稿），2 处不同")
    assert said.splitlines()[1] == why
    assert err == f"{why}；标题后面标明“草稿”\n"
    sheet = load_workbook(out).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert texts[0] == "2024年预算阶段对比（二上 → 一上）（草稿）"
    assert why in texts
    assert sheet.oddHeader.right.text == "草稿"
    _, said, err = run(capsys, "compare", whole, whole, "-o", out)
    assert (said.splitlines()[0], err) == ("113 开发区党群工作部 2024 年（一上）：一上 → 一上，0 处不同", "")
    assert "草稿" not in str(load_workbook(out).worksheets[0]["A1"].value)


def test_compare_finds_both_books_in_a_database(tmp_path, two, capsys):
    path = tmp_path / "books.db"
    with open_database(path, create=True) as database:
        for book in map(read_book_file, two):
            BookStore(database).create(book)
    code, said, _ = run(capsys, "compare", path, path, "--old-stage", "一上", "--new-stage", "二上")
    assert code == 0
    assert "2 处不同" in said
    code, said, err = run(capsys, "compare", path, path, "--old-stage", "一上")
    assert (code, said) == (2, "")
    assert err.splitlines()[1:] == [
        f"  --unit 113 --year 2024 --new-stage {stage}  （开发区党群工作部）" for stage in ("一上", "二上")
    ]  # fmt: skip


def test_the_same_book_does_not_differ(two, capsys):
    code, said, _ = run(capsys, "compare", two[0], two[0])
    assert code == 0
    assert said.endswith("\n两个阶段没有不同。\n")


def test_books_of_other_years_are_refused(tmp_path, two, capsys):
    write_book_file(replace(ONE, year=2025), tmp_path / "b.ysbook")
    code, said, err = run(capsys, "compare", two[0], tmp_path / "b.ysbook")
    assert (code, said) == (2, "")
    assert err == (
        "113 开发区党群工作部 2024 年（一上）和113 开发区党群工作部 2025 年（一上）"
        "不是同一个单位同一年的预算，不能按阶段比；用 changes 比较\n"
    )


def test_move_tells_what_differs_before_anything_is_written(tmp_path, two, capsys):
    out = tmp_path / "new.ysbook"
    code, said, err = run(capsys, "move", two[0], "--pack", "hebei-lutai-2024")
    assert (code, err) == (0, "")
    assert said.startswith("从“邢台 2024 版式”换成“芦台 2024 版式”：录入的内容都有地方放；表和文字有 6 处不同。\n")
    assert not out.exists()
    assert run(capsys, "move", two[0], "--pack", "hebei-lutai-2024", "-o", out)[1].endswith(f"换好的预算已存到 {out}\n")
    assert read_book_file(out) == replace(ONE, pack="hebei-lutai-2024")
    code, _, err = run(capsys, "move", two[0], "--pack", ONE.pack)
    assert (code, err) == (2, f"这本预算用的就是“邢台 2024 版式”（{ONE.pack}），内容一样，不用换\n")
    assert run(capsys, "move", two[0], "--pack", "no-such-2030")[0] == 2


def test_move_to_the_corrected_pack_of_the_same_id_is_told_before_it_is_imported(tmp_path, two, capsys):
    """The bureau's corrected pack keeps its id: 「不用换」 was said whatever it held."""
    files = pack_files(ONE.pack, 2024, "1.1")
    archive = write_zip(tmp_path / "same.zip", files)
    files["forms.toml"] = files["forms.toml"].replace("固定资产".encode(), "国有资产".encode())
    folder = tmp_path / "corrected"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    code, said, err = run(capsys, "move", two[0], "--pack", folder)
    assert (code, err) == (0, "")
    assert said.startswith("从“邢台 2024 版式”换成“邢台 2024 版式”：录入的内容都有地方放；表和文字有 2 处不同。\n")
    assert said.endswith(f"这个版式还没有导入：packs import {folder}\n")
    assert run(capsys, "packs", "import", archive)[0] == 0
    code, _, err = run(capsys, "move", two[0], "--pack", archive)
    assert (code, err) == (2, f"这本预算用的就是“邢台 2024 版式”（{ONE.pack}），内容一样，不用换\n")
