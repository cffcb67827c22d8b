"""``publish``: the published document in its three kinds, drafts, bodies, and what it says when it cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from main import main
from models.book.records import AgencyLine
from models.incoming.blocks import Paragraph
from storage.files.book_file import sample_book, write_book_file
from storage.incoming.document import read_document
from tests.folders import ROOT

KINDS = ("pdf", "docx", "html")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "预算.ysbook"
    write_book_file(sample_book(), path)
    return path


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def read_back(path):
    return "\n".join(part.text for part in read_document(path).parts if isinstance(part, Paragraph))


@pytest.mark.chinese_font
@pytest.mark.parametrize("ending", KINDS)
def test_each_kind_has_the_sections_in_their_order(file, tmp_path, capsys, ending):
    target = tmp_path / f"公开.{ending}"
    assert run(capsys, "publish", file, target) == (0, f"公开文本已写到 {target}\n", "")
    said = read_back(target)
    headings = ("一、部门职责及机构设置情况", "七、部门项目预算安排情况及绩效目标", "八、政府采购预算情况", "十、名词解释")
    places = [said.rindex(heading) for heading in headings]
    assert places == sorted(places)


def test_an_unknown_kind_is_refused_before_anything_is_read(tmp_path, capsys):
    code, _, err = run(capsys, "publish", tmp_path / "没有.ysbook", tmp_path / "公开.doc")
    assert code == 2
    assert err == "“公开.doc”不知道写成哪一种：文件名的结尾写 .pdf、.docx、.html\n"


@pytest.mark.parametrize("ending", KINDS)
def test_with_open_findings_only_a_draft_is_written(tmp_path, capsys, ending):
    book = sample_book()
    path, target = tmp_path / "预算.ysbook", tmp_path / f"公开.{ending}"
    write_book_file(replace(book, basic=(replace(book.basic[0], function=""), *book.basic[1:])), path)
    code, _, err = run(capsys, "publish", path, target)
    assert code == 1
    assert "可以用 --draft 导出草稿" in err
    assert not target.exists()
    code, out, _ = run(capsys, "publish", path, target, "--draft")
    assert (code, out) == (0, f"公开文本（草稿）已写到 {target}\n")


@pytest.mark.chinese_font
def test_a_body_has_a_document_of_its_own(tmp_path, capsys):
    book = sample_book()
    agencies = (AgencyLine(book.next_id, "党群部本级", "行政"), AgencyLine(book.next_id + 1, "服务中心", "事业"))
    path, target = tmp_path / "部门.ysbook", tmp_path / "中心.pdf"
    basic = (replace(book.basic[0], sub_unit="服务中心"), *book.basic[1:])
    write_book_file(replace(book, agencies=agencies, basic=basic, next_id=book.next_id + 2), path)
    code, _, err = run(capsys, "publish", path, target, "--agency", "服务中心", "--draft")
    assert (code, err) == (0, "")
    assert PdfReader(target).metadata.title == "服务中心2024年部门预算信息公开"
    assert run(capsys, "publish", path, target, "--agency", "没有的", "--draft")[0] == 2


@pytest.mark.parametrize("ending", KINDS)
def test_a_file_that_is_open_elsewhere_stays_as_it_is(file, tmp_path, capsys, ending):
    target = tmp_path / f"公开.{ending}"
    target.write_bytes(b"old")
    (tmp_path / f"~${target.name}").touch()
    code, _, err = run(capsys, "publish", file, target)
    assert code == 2
    assert "正开着，不能覆盖" in err
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(("ending", "brings"), [("pdf", True), ("docx", False), ("html", False)])
def test_only_a_pdf_brings_qt(file, tmp_path, ending, brings):
    look = "import sys; from main import main; main(sys.argv[1:]); print('PySide6' in sys.modules)"
    arguments = [sys.executable, "-c", look, "publish", str(file), str(tmp_path / f"公开.{ending}")]
    done = subprocess.run(arguments, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(brings)
    assert done.stderr == ""
