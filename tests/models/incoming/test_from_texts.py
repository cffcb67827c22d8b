"""Figures and texts are read from 情况说明 where a sentence is the form's, and from nothing else."""

from __future__ import annotations

import pytest

from models.incoming.blocks import Document, Paragraph, Place
from models.incoming.from_texts import read_texts
from models.incoming.recognised.recognise import recognise
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from tests.models.incoming.recognised.test_recognise import ROWS, TITLE, page, paragraphs
from tests.printed_documents import known_context, workbook_document

SHANGHAI = load_pack("shanghai-putuo-2024")


def fields_of(document):
    found = recognise(document, [SHANGHAI], lambda pack: codes_of_pack(pack, pack.year, None))
    return {field.item: (field.count or field.amount or field.value) for field in read_texts(found)}


def said(*texts, title="其他相关情况说明"):
    """A document with a table, and these paragraphs in a text of the form."""
    below = [Paragraph(text, Place(page=2)) for text in (title, *texts)]
    return fields_of(Document("pdf", (*paragraphs(TITLE, "单位：元"), page(ROWS), *below)))


def test_the_figures_of_the_published_text_come_back():
    context = known_context(SHANGHAI.id)
    fields = fields_of(workbook_document(context))
    typed = {figure.item: figure.count or figure.amount for figure in context.book.typed}
    del typed["operating"]  # a figure of a table
    assert {item: value for item, value in fields.items() if value not in {"0.00", "0"}} == {
        item: value for item, value in typed.items() if value != "0"
    }


def test_a_sentence_in_its_section():
    parts = "政府采购货物预算12.50万元、政府采购工程预算0万元、政府采购服务预算17.5万元。"
    assert said("三、政府采购预算情况", "2024年本部门政府采购预算30.00万元，其中：" + parts) == {
        "purchase_goods": 12_500_000, "purchase_works": "0", "purchase_services": 17_500_000,
    }  # fmt: skip
    goals = "本部门2个预算单位开展了2024年项目预算绩效目标编报工作，编报绩效目标的项目50个，涉及项目预算资金5,634.81万元。"
    assert said("四、绩效目标设置情况", "按照本区预算绩效管理工作的总体要求，" + goals) == {
        "goal_bodies": "2", "goal_projects": "50", "goal_amount": 5_634_810_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2024年本部门采购预算30.00万元，其中货物12.50万元。",
        "2024年本部门政府采购预算30.00万元，其中：政府采购货物预算12.50元、政府采购工程预算0万元、政府采购服务预算17.5万元。",
        "另外：2024年本部门面向中小企业预留政府采购项目预算金额6.00万元，其中，预留给小型和微型企业的政府采购项目预算为4.00万元。",
    ],
)
def test_a_sentence_worded_otherwise_is_not_read(text):
    assert said("三、政府采购预算情况", text) == {}


def test_a_section_that_is_the_clerks_alone_is_taken_as_it_stands():
    assert said("甲单位负责：", "一、办会。", title="甲单位（部门）主要职能") == {"duties": "甲单位负责：\n一、办会。"}


def test_a_long_paragraph_takes_no_time():
    assert said("三、政府采购预算情况", "2024年本部门政府采购预算" + "30.00万元，其中：政府采购货物预算" * 2_000) == {}
