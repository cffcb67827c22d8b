"""A reader in a process of its own: what it answers, and that neither memory, time nor a crash gets out of it."""

from __future__ import annotations

import sys

import pytest

from storage.errors import StorageError
from storage.files import bounded
from storage.files.bounded import read_bounded
from storage.incoming.document import read_document
from storage.incoming.pdf import read_pdf
from tests.folders import ROOT
from tests.storage.incoming import made_pdf

SERVE = """
import os, sys
sys.path.insert(0, {root!r})
from storage.errors import StorageError
from storage.files import bounded
def answer(data, name): return data + name.encode()
def refuse(data, name): raise StorageError(f"“{{name}}”读不了；换一份")
def swallow(data, name): return b"x" * (4 * bounded.MEMORY)
def crash(data, name): os.abort()
def hang(data, name):
    while True: pass
readers = dict(answer=answer, refuse=refuse, swallow=swallow, crash=crash, hang=hang)
sys.exit(bounded.serve(sys.argv[2:], readers))
"""


@pytest.fixture
def process(monkeypatch):
    monkeypatch.setattr(bounded, "_program", lambda: [sys.executable, "-c", SERVE.format(root=str(ROOT))])


@pytest.mark.usefixtures("process")
def test_the_answer_and_the_refusal_come_through():
    assert read_bounded("answer", b"1", "甲 “乙”.pdf") == "1甲 “乙”.pdf".encode()
    with pytest.raises(StorageError, match=r"^“a.pdf”读不了；换一份$"):
        read_bounded("refuse", b"1", "a.pdf")


@pytest.mark.usefixtures("process")
@pytest.mark.skipif(sys.platform == "win32", reason="only with the job of Windows, which wine does not limit")
def test_memory_and_crashes_stay_in_the_process():
    for reader in ("swallow", "crash", "unknown"):
        with pytest.raises(StorageError, match=r"“a.pdf”不像正常的文件"):
            read_bounded(reader, b"1", "a.pdf")


@pytest.mark.usefixtures("process")
def test_time_is_limited(monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 1)
    with pytest.raises(StorageError, match=r"“a.pdf”读了 1 秒还没有读完"):
        read_bounded("hang", b"1", "a.pdf")


@pytest.mark.chinese_font
def test_a_pdf_is_the_same_as_without_a_process(tmp_path):
    data = made_pdf.pdf(made_pdf.text(50, 60, "收支总表") + made_pdf.table([["项目", "预算数"], ["甲", "1.50"]]), "")
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert read_document(path) == read_pdf(data, "a.pdf")
    path.write_bytes(made_pdf.pdf(made_pdf.picture()))
    with pytest.raises(StorageError, match=r"“a.pdf”是扫描件"):
        read_document(path)
