"""Targets and files that do not work out: one Chinese sentence each, the old file whole, nothing left behind."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tempfile
import zipfile

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from models.paper import sheet_list
from models.paper.project_sheets.sheet import project_sheet
from models.paper.sheet import PrintedCell, PrintedRow, PrintedSheet, Style
from storage.errors import StorageError
from storage.replace_file import replace_file
from storage.workbook.reader import read_book, read_tables
from storage.workbook.writer import write_sheets, write_workbook
from tests.golden_books import seed2_book

OLD = b"the old file"


class CancelledError(Exception):
    pass


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "报送"
    folder.mkdir()
    path = folder / "公开 表.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def write(lutai, codes):
    return lambda path: write_workbook(seed2_book(), lutai, codes, path, draft=False)


def assert_untouched(target, *others):
    assert target.read_bytes() == OLD
    assert sorted(p.name for p in target.parent.iterdir()) == sorted([target.name, *others])


def failing(code):
    def fail(*_, **__):
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EACCES, "WPS 或 Excel"),
        (errno.EROFS, "不能写入"),
        (errno.EIO, "没有写成"),
        (errno.ENAMETOOLONG, "太长"),
    ],
)
@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failing_disk_leaves_the_old_file(code, words, step, target, write, monkeypatch):
    monkeypatch.setattr(os, step, failing(code))
    with pytest.raises(StorageError, match=words):
        write(target)
    assert_untouched(target)


def test_a_file_that_stands_there_is_written_whatever_becomes_of_its_folder(target, monkeypatch):
    flush = os.fsync

    def refuses_folders(opened):
        if stat.S_ISDIR(os.fstat(opened).st_mode):
            raise OSError(errno.EIO, "the disk")
        flush(opened)

    monkeypatch.setattr(os, "fsync", refuses_folders)
    replace_file(target, b"the new file")
    assert target.read_bytes() == b"the new file"


@pytest.mark.parametrize("lock", ["~${}", ".~{}", ".~lock.{}#"])
def test_a_file_that_is_open_elsewhere_is_not_overwritten(lock, target, write):
    name = lock.format(target.name)
    (target.parent / name).write_bytes(b"")
    with pytest.raises(StorageError, match="正开着"):
        write(target)
    assert_untouched(target, name)


def test_a_folder_is_no_target(tmp_path, write):
    with pytest.raises(StorageError, match="是一个文件夹"):
        write(tmp_path)


def test_a_missing_folder_is_named(tmp_path, write):
    with pytest.raises(StorageError, match=r"没有“.*不存在”这个文件夹"):
        write(tmp_path / "不存在" / "a.xlsx")


def test_a_read_only_folder(tmp_path, write, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing(errno.EACCES))
    with pytest.raises(StorageError, match="不能写入"):
        write(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_folder_that_cannot_be_written(target, write, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(target.parent / "没有"))
    with pytest.raises(StorageError, match="临时文件夹不能写入"):
        write(target)
    assert_untouched(target)


def test_a_text_too_long_for_a_cell_is_refused_with_its_place(target):
    row = PrintedRow(20, (PrintedCell(1, "长" * 40_000, Style.TEXT),))
    with pytest.raises(StorageError, match=r"A1 有 40000 个字"):
        write_sheets([PrintedSheet("表", "表", "portrait", (20,), (row,))], target)
    assert_untouched(target)


def test_a_long_text_beside_the_rows_of_a_sheet_goes_on_over_its_pages(target, lutai, codes):
    book = seed2_book()
    project = book.projects[0]
    rows = tuple(replace(row, dimension="长" * 40_000) for row in project.indicators)
    write_workbook(replace(book, projects=(replace(project, indicators=rows),)), lutai, codes, target, draft=False)
    sheet = load_workbook(target).worksheets[-2]
    assert "".join(str(cell.value or "") for cell in sheet["A"]).count("长") == 40_000


def test_cancel_stops_before_the_next_sheet_is_laid_out(target, lutai, codes, monkeypatch):
    laid_out = []

    def counted(form, book, project, number, name, **options):
        laid_out.append(number)
        return project_sheet(form, book, project, number, name, **options)

    def cancel(done, total):
        if len(laid_out) == 2:
            raise CancelledError

    monkeypatch.setattr(sheet_list, "project_sheet", counted)
    plain = replace(lutai, cover=replace(lutai.cover, contents_pages=False))  # page numbers of 目录 need all sheets at once
    with pytest.raises(CancelledError):
        write_workbook(seed2_book(), plain, codes, target, report=cancel, draft=False)
    assert laid_out == [1, 2]
    assert_untouched(target)


def test_the_old_file_is_replaced_and_the_fingerprint_is_that_of_the_file(target, write):
    fingerprint = write(target)
    assert fingerprint == hashlib.sha256(target.read_bytes()).hexdigest()
    assert [p.name for p in target.parent.iterdir()] == [target.name]


# --- reading ------------------------------------------------------------------------------------------------------


def written(name, content):
    def make(folder):
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def truncated(folder):
    path = folder / "短.xlsx"
    book = Workbook()
    book.save(path)
    book.close()
    path.write_bytes(path.read_bytes()[:-400])
    return path


def bare_zip(folder):
    path = folder / "包.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    return path


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize("read", [read_book, read_tables])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "没有.xlsx", "没有“"),
        (lambda folder: folder, "是一个文件夹"),
        (written("空.xlsx", b""), "是空的"),
        (written("旧.xls", OLE + b"\0" * 600), "旧格式"),
        (written("密.xlsx", OLE + b"\0" * 600 + "EncryptedPackage\0".encode("utf-16-le")), "密码"),
        (written("表.xlsx", "序号,金额\n1,2\n".encode()), "不是 Excel"),
        (written("假.xlsx", b"PK\x03\x04 and nothing else"), "读不出来"),
        (truncated, "读不出来"),
        (bare_zip, "是压缩包，读不了"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(read, make, words, tmp_path):
    with pytest.raises(StorageError, match=words):
        read(make(tmp_path))


def test_a_workbook_of_somebody_else(tmp_path):
    path = tmp_path / "别人的.xlsx"
    book = Workbook()
    book.active["A1"].value = "随便"
    book.save(path)
    book.close()
    with pytest.raises(StorageError, match="没有本程序的数据"):
        read_book(path)
    with pytest.raises(StorageError, match="没有公开表"):
        read_tables(path)


def test_a_wrong_dimension_is_not_trusted(target, write):
    """WPS writes A1 as the dimension of a full sheet at times."""
    write(target)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', data))
    assert read_book(target) == (seed2_book(), ())
