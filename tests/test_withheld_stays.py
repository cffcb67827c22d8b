"""不予公开 (涉密) amounts leave in nothing: every byte of every kind of output is searched for planted ones.

Where a pack counts them in published totals, the figures that contain them are told before anything is written, and they are
exactly those that differ from the same document without the amounts.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from pypdf import PdfReader

from main import main
from models.book.exchange import publishable
from models.book.records import Book, WithheldAmount
from models.pack.filters import CellRef
from models.paper.sheet_list import DATA
from models.paper.submission.counted import counted_figures, counted_words
from models.published.context import Context
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import sample_book, write_book_file
from storage.packs.catalogue import built_in_codes, load_pack
from storage.workbook.writer import write_workbook
from tests.folders import ROOT

AMOUNT = 9_876_543_210
"""Fen: 9,876.54321 万元 under a code that the budget uses, and the same under one that nothing else uses."""

PLANTED = ("9876543210", "98765432.1", "98,765,432.1", "9876.54321", "9876.54", "9,876.54", "2040299", "公安支出", "withheld")
"""How the amount may be written in fen, yuan and 万元, and what else tells of it."""

NOT_OURS = re.compile(rb"<!--.*?-->")


def secret_book() -> Book:
    """The example, its income following from the lines, with an amount under a code of its own and one under another's."""
    book = replace(sample_book(), income=())
    codes = ("2010108", "2040299")
    held = tuple(WithheldAmount(at, code, "general", AMOUNT) for at, code in enumerate(codes, book.next_id))
    return replace(book, withheld=held, next_id=book.next_id + len(held))


@pytest.fixture
def data(tmp_path):
    """A database with the book, as the window has it."""
    path = tmp_path / "data.db"
    with open_database(path, create=True) as database:
        BookStore(database).create(secret_book())
    return path


@pytest.fixture
def counting(monkeypatch):
    """The pack of the book counts the amounts."""

    def load(pack_id, *more, **options):
        return replace(load_pack(pack_id, *more, **options), withheld_counts=True)

    monkeypatch.setattr("ui.command_line.books.load_pack", load)


def parts_of(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """A file and everything packed in it, hidden sheets and files inside files too, and the text of a PDF's tables."""
    found = [(name, data)]
    if data.startswith(b"%PDF"):
        found.append((f"{name} text", "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages[:12]).encode()))
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [part for entry in archive.namelist() for part in parts_of(f"{name}/{entry}", archive.read(entry))]
    return found


def told_in(path: Path, words=PLANTED) -> set[str]:
    """The planted words that stand anywhere in a file."""
    parts = parts_of(path.name, path.read_bytes())
    return {f"{word} in {name}" for name, data in parts for word in words if word.encode() in NOT_OURS.sub(b"", data)}


def template(folder: Path) -> Path:
    """The workbook of the same book without the amounts, as the bureau's template."""
    book, path = sample_book(), folder / "模板.xlsx"
    pack = load_pack(book.pack)
    write_workbook(book, pack, built_in_codes(pack.codes), path, draft=False)
    form = load_workbook(path)
    del form[DATA]
    form.save(path)
    return path


def other_stage(folder: Path) -> Path:
    """The same budget at another stage, without the amounts."""
    path = folder / "上一阶段.ysbook"
    write_book_file(replace(secret_book(), stage="一上"), path)
    return path


COMMANDS = {
    "工作簿": ("export", "{data}", "{out}.xlsx"),
    "绩效目标表": ("export", "{data}", "{out}.xlsx", "--sheets", "ministry-2022"),
    "报送包": ("submit", "{data}", "{out}.zip"),
    "公开文本 docx": ("publish", "{data}", "{out}.docx"),
    "公开文本 html": ("publish", "{data}", "{out}.html"),
    "填报文件": ("convert", "{data}", "{out}.ysbook"),
    "转入下一年": ("roll-over", "{data}", "{out}.ysbook", "--amounts"),
    "下一阶段": ("next-stage", "{data}", "{out}.ysbook", "--new-stage", "调整"),
    "模板": ("fill", "{template}", "{data}", "{out}.xlsx"),
    "修改记录": ("history", "{data}", "-o", "{out}.xlsx"),
    "阶段对比": ("compare", "{other}", "{data}", "-o", "{out}.xlsx"),
    "公开文本 pdf": ("publish", "{data}", "{out}.pdf"),
    "公开表": ("tables", "{data}"),
    "公开表 JSON": ("tables", "{data}", "--json"),
    "情况说明": ("narrative", "{data}"),
    "检查": ("check", "{data}"),
    "检查 JSON": ("check", "{data}", "--json"),
}


def made(kind: str, data: Path, capsys, *more: str) -> tuple[int, list[Path], str]:
    """Run a command; its exit code, the files that it wrote and what it said."""
    out = data.parent / "出来的"
    places = {
        "data": data,
        "out": out,
        "template": template(data.parent) if kind == "模板" else "",
        "other": other_stage(data.parent) if kind == "阶段对比" else "",
    }
    code = main([*(argument.format(**places) for argument in COMMANDS[kind]), *more])
    said = capsys.readouterr()
    return code, [path for path in data.parent.iterdir() if path.name.startswith(out.name)], said.out + said.err


@pytest.mark.parametrize("kind", COMMANDS)
def test_nothing_that_leaves_holds_an_amount_or_tells_of_one(kind, data, capsys):
    _, files, said = made(kind, data, capsys)
    assert files or kind in {"公开表", "公开表 JSON", "情况说明", "检查", "检查 JSON"}
    assert {word for word in PLANTED if word in said} == set()
    assert [told_in(path) for path in files] == [set()] * len(files)


HIDDEN = tuple(word for word in PLANTED if word not in {"9876.54", "2040299", "公安支出"})
"""What stays hidden even where the totals contain the amounts: a row of the code alone prints the rounded amount."""


@pytest.mark.parametrize("kind", ["工作簿", "报送包", "模板", "公开文本 docx", "公开文本 html", "公开文本 pdf"])
def test_where_they_are_counted_it_is_told_first_and_nothing_but_the_figures_leaves(kind, data, capsys, counting):
    code, files, said = made(kind, data, capsys)
    assert (code, files) == (1, [])
    assert "公开表的合计含不予公开的金额，没有写文件" in said
    assert "2040299 其他公安支出 里没有别的钱，印出来的就是它" in said
    assert "2010108 代表工作 减去公开的同一科目的各项，就能算出来" in said
    assert {word for word in HIDDEN[:-1] if word in said} == set()
    _, files, _ = made(kind, data, capsys, "--withheld-counted")
    assert [told_in(path, HIDDEN) for path in files] == [set()]


@pytest.mark.parametrize("kind", ["填报文件", "绩效目标表", "转入下一年", "修改记录", "阶段对比"])
def test_what_holds_no_totals_holds_nothing_of_them_in_either_case(kind, data, capsys, counting):
    _, files, said = made(kind, data, capsys)
    assert {word for word in PLANTED if word in said} == set()
    assert [told_in(path) for path in files] == [set()]


def test_the_figures_that_are_told_are_exactly_those_that_differ():
    pack = replace(load_pack(sample_book().pack), withheld_counts=True)
    codes = built_in_codes(pack.codes)
    context, without = Context(secret_book(), pack, codes), Context(publishable(secret_book()), pack, codes)
    differ = set()
    for key, table in context.tables.items():
        for side in table.sides:
            for row in side.rows:
                for column in side.side.columns:
                    if row.at and table.amount(row.id, column.id) != without.tables[key].amount(row.id, column.id):
                        differ.add(CellRef(key, row.id, column.id).place)
    figures = counted_figures(context)
    assert {figure.place for figure in figures} == differ
    assert len(figures) == len(differ) > 40
    assert any("情况说明：二、" in words for words in counted_words(context))
    assert counted_words(Context(secret_book(), load_pack(sample_book().pack), codes)) == ()


def test_every_pack_that_ships_leaves_them_out():
    packs = sorted(path.parent.name for path in (ROOT / "resources/packs").glob("*/pack.toml"))
    assert packs
    assert [name for name in packs if load_pack(name).withheld_counts] == []


def test_a_book_file_has_no_place_for_them(tmp_path):
    write_book_file(secret_book(), tmp_path / "a.ysbook")
    assert told_in(tmp_path / "a.ysbook") == set()
