"""The book file: what goes in comes out, secrets stay out, and what is no book file is one sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from models.book.exchange import book_from_plain, book_to_plain, publishable
from models.book.fields import FieldKind, record_fields
from models.book.records import Book, WithheldAmount
from storage.errors import StorageError
from storage.files.book_file import read_book_file, write_book_file
from tests.folders import ROOT
from tests.golden_books import seed1_book, seed2_book
from tests.second_budget import second_book
from tests.strategies import books

DOC = ROOT / "docs" / "book-format.md"


@pytest.mark.parametrize("book", [seed1_book(), seed2_book(), second_book()], ids=["golden", "lutai", "second"])
def test_a_book_comes_back_from_its_file(book, tmp_path):
    path = tmp_path / "预算 文件.ysbook"
    write_book_file(book, path)
    assert read_book_file(path) == publishable(book)


@settings(max_examples=60, deadline=None)
@given(books())
def test_any_book_survives_json(book):
    assert book_from_plain(json.loads(json.dumps(book_to_plain(book), ensure_ascii=False))) == publishable(book)


def test_withheld_amounts_never_reach_the_file(tmp_path):
    book = replace(second_book(), withheld=(WithheldAmount(second_book().next_id, "2040299", "general", 987654321),), next_id=500)
    path = tmp_path / "a.ysbook"
    write_book_file(book, path)
    text = path.read_text(encoding="utf-8")
    assert "987654321" not in text
    assert "withheld" not in text


def whole_file(**changes):
    return {"format": "ysbook", "version": 1, "book": {"pack": "hebei-xingtai-2024", "year": 2024, **changes}}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "是空的"),
        ("{", "不完整或被改坏了"),
        ("[" * 100_000, "不完整或被改坏了"),
        (b"\xff\xfe\x00", "不完整或被改坏了"),
        ("[]", "不是本程序的预算文件"),
        ('{"format": "other"}', "不是本程序的预算文件"),
        ('{"format": "ysbook"}', "没有写明文件版本"),
        ('{"format": "ysbook", "version": 5}', "先升级程序再打开"),
        ('{"format": "ysbook", "version": 1}', "内容不对"),
        (json.dumps(whole_file(colour="red")), "/colour：不认识这一项"),
        (json.dumps(whole_file(withheld=[])), "不能有不予公开的金额"),
        (json.dumps(whole_file(year="2024")), "/year"),
        (json.dumps(whole_file(year=24)), "预算年度 24 不对"),
        (json.dumps(whole_file(basic=[{"id": 1, "amount": 1.5}], next_id=2)), "/basic\\[1\\]/amount：金额应当是以分计的整数"),
        (json.dumps(whole_file(basic=[{"id": 1}, {"id": 1}], next_id=2)), "行的编号重复或超出范围"),
        (json.dumps(whole_file(basic=[{"id": 5}], next_id=2)), "行的编号重复或超出范围"),
        (json.dumps(whole_file(basic=[{"id": 1, "source": "gold"}], next_id=2)), "不认识“gold”"),
        (json.dumps(whole_file(basic=[{"amount": 1}], next_id=2)), "缺少 id"),
        (json.dumps(whole_file(projects=[{"id": 1, "goals": [{"id": 2, "period": "q5"}]}], next_id=3)), "的 period：不认识“q5”"),
        (json.dumps(whole_file(projects=[{"id": 1, "funding": [{"id": 2, "level": "上级"}]}], next_id=3)), "不认识“上级”"),
        (json.dumps(whole_file(projects=[{"id": 1, "scope": "department"}], next_id=2)), "不认识“department”"),
        (json.dumps(whole_file(overall=[{"id": 1}], next_id=2)), "编号 1 的 scope：不认识“”"),
        (
            json.dumps(whole_file(overall=[{"id": 1, "scope": "department"}, {"id": 2, "scope": "department"}], next_id=3)),
            "部门整体绩效目标只有一份",
        ),
        (json.dumps(whole_file(projects=[{"id": 1, "cells": {"person": ""}}], next_id=2)), "cells/person：空着的格不写"),
        (json.dumps({"format": "ysbook", "version": 1, "book": {"year": 2024}}), "缺少 pack"),
    ],
)
def test_what_is_no_book_file_is_one_sentence(content, says, tmp_path):
    path = tmp_path / "坏.ysbook"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(StorageError, match=says):
        read_book_file(path)


def test_the_description_names_every_field():
    text = DOC.read_text(encoding="utf-8")
    pending, seen = [Book], set()
    while pending:
        record = pending.pop()
        for field in record_fields(record):
            if field.kind in {FieldKind.LINES, FieldKind.RECORD} and field.element not in seen:
                seen.add(field.element)
                pending.append(field.element)
            assert field.name == "withheld" or f"`{field.name}`" in text, f"{record.__name__}.{field.name}"


def test_an_old_file_stays_whole_when_the_new_one_cannot_be_written(tmp_path, monkeypatch):
    path = tmp_path / "a.ysbook"
    write_book_file(seed1_book(), path)
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(StorageError, match="磁盘满了"):
        write_book_file(seed2_book(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_open_in_wps_is_not_overwritten(tmp_path):
    path = tmp_path / "a.ysbook"
    write_book_file(seed1_book(), path)
    (tmp_path / ".~a.ysbook").touch()
    with pytest.raises(StorageError, match="正开着，不能覆盖"):
        write_book_file(seed2_book(), path)
    assert read_book_file(path) == seed1_book()
    with pytest.raises(StorageError, match=r"没有“.*”这个文件夹"):
        write_book_file(seed1_book(), tmp_path / "没有" / "a.ysbook")
    with pytest.raises(StorageError, match="是一个文件夹"):
        write_book_file(seed1_book(), tmp_path)
