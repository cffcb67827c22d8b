"""Every figure of the text that the form makes, copied into a part written by hand with 元, 万元 or 亿元 confused: it is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from models.book.records import WrittenText
from models.checks.checker import Checker
from models.checks.prose.paragraphs import figures, paragraphs
from models.memory import Memory
from models.published.context import Context
from models.published.texts.narrative import narrative
from storage.files.book_file import read_book_file, sample_book
from storage.packs.catalogue import built_in_codes, load_pack
from storage.paths import BUILT_IN_PACKS

WRITTEN = "other"


class Reader:
    """Checks a book with one text written by hand at a time."""

    def __init__(self, book):
        self.pack = load_pack(book.pack)
        self.codes = built_in_codes(self.pack.codes)
        self.book, self.memory = book, Memory()
        self.checker = Checker(self.pack, self.codes)

    def context(self, text):
        lines = (WrittenText(self.book.next_id, WRITTEN, text),) if text else self.book.texts
        book = replace(self.book, texts=lines, next_id=self.book.next_id + 1)
        return Context(book, self.pack, self.codes, memory=self.memory)

    def said(self, text):
        """What is found in a text, by code and message."""
        findings = self.checker.run(self.context(text))
        return {(f.code, f.message) for f in findings if f.place.page == "texts" and f.code.startswith(("X-27", "X-29"))}

    def sentences(self):
        """The paragraphs of the form's text that have figures."""
        documents = narrative(self.context(""))
        parts = (
            part for document in documents for section in document.sections for block in section.blocks for part in block.paragraphs
        )
        plain = (paragraph.plain for part in parts for paragraph in paragraphs(part))
        return [text for text in plain if any(figure.fen for figure in figures(text))]


def slips(figure):
    """The figure as it would be with its unit confused."""
    number = Decimal(figure.number.replace(",", ""))
    yield f"{figure.number}元" if figure.unit == "万元" else f"{figure.number}万元"
    yield f"{(number * 10_000).normalize():f}{figure.unit}"
    yield f"{figure.number}亿元"


def published(*path):
    return read_book_file(BUILT_IN_PACKS.joinpath(*path, "book.ysbook"))


SILENT = ("减少", "“三公”对应项目", "7期约")
"""Words before 0.50万元 of a reason and of 约4万元: no table has them, and they are neither small nor large."""


@pytest.mark.parametrize(
    ("book", "some"),
    [(sample_book(), slice(None)), (published("shanghai-putuo-2024", "expected", "street-2024"), slice(0, None, 4))],
    ids=["in 万元", "in 元"],
)
def test_a_figure_in_another_unit_is_named(book, some):
    reader, silent = Reader(book), []
    for text in reader.sentences()[some]:
        before = reader.said(text)
        assert not before, before
        for figure in (one for one in figures(text) if one.fen):
            for slipped in slips(figure):
                words = " ".join(message for _, message in reader.said(text[: figure.start] + slipped + text[figure.end :]))
                if "弄混" not in words and not text[: figure.start].endswith(SILENT):
                    silent.append((text[max(0, figure.start - 20) : figure.start], slipped, words))
    assert silent == []


@pytest.mark.parametrize(
    "text",
    [
        "争取上级资金150000万元。",
        "产业项目带动社会资本投入资金650000万元。",
        "土地出让收入预计880000万元，上缴县财政。",
        "全镇地区生产总值预计125000万元，一般公共预算收入完成560000万元。",
    ],
)
def test_money_that_is_none_of_the_budget_may_be_larger_than_all_of_it(text):
    assert Reader(sample_book()).said(text) == set()
