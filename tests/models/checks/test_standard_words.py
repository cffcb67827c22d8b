"""Characters that a sentence of the form lost are found without a dictionary; published texts have just the two known."""

from __future__ import annotations

import pytest

from models.checks.texts import standard_words as module
from models.checks.texts.standard_words import lost_characters, standard_words
from storage.packs.catalogue import load_pack, pack_ids
from tests.folders import ROOT

DISTRICT = "hebei-lutai-district-2025"
PUBLISHED = sorted((ROOT / "resources" / "packs").glob("*/expected/*/texts/*.txt"))


@pytest.fixture(autouse=True)
def _without_the_list_of_words(monkeypatch):
    monkeypatch.setattr(module, "misspelt_words", lambda _text: ())


def lost(text, pack_id=DISTRICT):
    return [(text[r.start : r.end], r.right) for r in lost_characters(text, standard_words(load_pack(pack_id).narrative))]


def test_what_was_published_is_found():
    text = "2025年区本级政府采购预根据《政府采购法》等相关文件规定，严行采购程序、规范采购流程。"
    assert lost(text) == [
        ("年区本级政府采购预根据", "年区本级政府采购预算根据"),
        ("严行采购程序", "严格执行采购程序"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "严格执行采购程序、规范采购流程。",
        "执行采购程序，规范采购的流程。",  # it begins otherwise
        "五、政府采购情况",  # 预算 is a word of its own
        "深化预算管理工作。",
        "",
    ],
)
def test_what_may_be_meant_is_left_alone(text):
    assert lost(text) == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_published_texts_lost_nothing_else(pack_id):
    found = {pair for path in PUBLISHED for pair in lost(path.read_text(encoding="utf-8"), pack_id)}
    assert len(found) == (2 if pack_id == DISTRICT else 0)
