"""The published document: order of its parts, headings of 目录, forms inside texts, the mark of a draft."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.records import Book, Unit
from models.paper.sheet_list import sheet_plans
from models.publication.document import ContentsPart, SheetPart, TextPart, publication
from models.published.context import Context
from models.published.draft import DRAFT
from models.published.texts.narrative import narrative
from storage.packs.catalogue import built_in_codes, load_pack, load_packs
from tests.form_packs import install, pack_files

PACKS = load_packs()[0]

PUBLISHED = """
部门预算公开表
部门预算收支总表
部门预算收入总表
部门预算支出总表
部门预算财政拨款收支总表
部门预算一般公共预算财政拨款支出表
部门预算一般公共预算财政拨款基本支出表
部门预算政府性基金预算财政拨款支出表
部门预算国有资本经营预算财政拨款支出表
部门预算财政拨款“三公”经费支出表
部门预算信息公开情况说明
一、部门职责及机构设置情况
二、部门预算安排的总体情况
三、机关运行经费安排情况
四、财政拨款“三公”经费预算情况及增减变化原因
五、部门整体绩效目标
六、部门主管专项资金预算安排情况及绩效目标
七、部门项目预算安排情况及绩效目标
八、政府采购预算情况
九、国有资产信息
十、名词解释
十一、其他需要说明的事项
"""
"""目录 of the first published budget, line by line."""


def keys_of(document):
    """What follows what: the keys of sheets, and of the sections of texts."""
    return [
        key
        for part in document.parts
        for key in ([each.key for each in part.sections] if isinstance(part, TextPart) else [part.key])
    ]


def of_pack(pack, book):
    return publication(Context(replace(book, pack=pack.id, year=pack.year), pack, built_in_codes(pack.codes)), draft=False)


def test_the_first_published_budget_has_its_parts_in_its_order(seed1_context):
    document = publication(seed1_context, draft=False)
    assert [heading.text for heading in document.listed] == PUBLISHED.split()
    projects = [f"project:{project.id}" for project in seed1_context.book.projects]
    text = "text:情况说明#"
    assert keys_of(document) == [
        "cover", "contents", *(f"T{number}" for number in range(1, 10)), *(f"{text}{number}" for number in range(1, 9)),
        *projects, f"{text}9", "procurement", f"{text}10", "assets", f"{text}11", f"{text}12",
    ]  # fmt: skip
    assert (document.title, document.unit, document.year) == ("开发区党群工作部2024年部门预算信息公开", "开发区党群工作部", 2024)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_sheet_and_section_stands_once_and_every_heading_leads_somewhere(pack, seed1):
    context = Context(replace(seed1, pack=pack.id, year=pack.year), pack, built_in_codes(pack.codes))
    document = publication(context, draft=False)
    keys = keys_of(document)
    assert len(keys) == len(set(keys))
    texts = {f"text:{text.name}": text for text in narrative(context)}
    plans = [plan.entry.key for plan in sheet_plans(context) if plan.entry.key not in texts]
    sections = [f"{name}#{number}" for name, text in texts.items() for number in range(1, len(text.sections) + 1)]
    assert sorted(keys) == sorted([*plans, *sections])
    known = {*keys, *(part.key for part in document.parts)}
    assert all(heading.key in known for heading in document.headings)
    assert {key for key in plans if key not in {"cover", "contents"}} <= {heading.key for heading in document.headings}


def test_a_text_has_its_title_once(seed1_context):
    document = publication(seed1_context, draft=False)
    assert [part.title for part in document.parts if isinstance(part, TextPart)] == [
        "开发区党群工作部2024年部门预算信息公开情况说明", "", "", "",
    ]  # fmt: skip
    assert [part.title for part in document.parts if isinstance(part, ContentsPart)] == ["2024 年部门预算信息公开目录"]


def test_a_draft_is_marked_in_every_part(seed1_context):
    document = publication(seed1_context, draft=True)
    assert document.draft
    for part in document.parts:
        if isinstance(part, SheetPart):
            assert document.sheet(part).header == DRAFT
        elif part.title:
            assert DRAFT in part.title
    assert DRAFT not in "".join(heading.text for heading in document.headings)


def test_levels_follow_the_order(seed1_context):
    document = publication(seed1_context, draft=False)
    assert [document.level(key) for key in ("T1", "text:情况说明#8", "project:19", "assets", "nothing")] == [2, 2, 3, 3, 0]


def test_a_book_without_anything_is_a_document_too():
    pack = load_pack("hebei-xingtai-2024")
    document = of_pack(pack, Book(pack.id, pack.year, "一上", Unit()))
    assert not [key for key in keys_of(document) if key.startswith("project")]
    assert all(document.sheet(part).rows for part in document.parts if isinstance(part, SheetPart))


def test_a_pack_without_an_order_has_tables_before_texts(seed1, tmp_path):
    install({name: data for name, data in pack_files("elsewhere-2024", 2024).items() if name != "publication.toml"}, tmp_path)
    pack = load_pack("elsewhere-2024", tmp_path)
    keys = keys_of(of_pack(pack, seed1))
    assert keys.index("T9") < keys.index("text:情况说明#1")
    assert keys[:2] == ["cover", "contents"]
    assert keys.index("text:情况说明#8") < keys.index("project:19") < keys.index("text:情况说明#9")
