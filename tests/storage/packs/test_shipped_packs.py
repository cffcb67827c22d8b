"""Every pack that ships prints its known budgets as they were printed, cell by cell."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.pack.forms.narrative import PartKind
from models.published.context import Context
from models.published.texts.narrative import narrative
from storage.files.expected import known_budgets
from storage.packs.catalogue import load_pack, pack_ids
from storage.paths import BUILT_IN_PACKS
from tests.folders import ROOT

MANUAL = ROOT / "docs" / "使用手册.md"

CELLS = {
    ("hebei-xingtai-2024", "sample-2024"): (1544, 0, 0),
    ("shanghai-putuo-2024", "street-2024"): (2062, 3, 1),
    ("shanghai-putuo-2025", "commerce-2025"): (1172, 0, 10),
}
"""The budgets that were published: the cells of their tables, blank ones included, and how many cells of tables and paragraphs
of texts their sources contradict themselves.
"""


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_shipped_pack_prints_its_known_budgets_as_they_were_printed(pack_id):
    budgets = list(known_budgets(BUILT_IN_PACKS / pack_id, load_pack(pack_id)))
    assert budgets
    for budget in budgets:
        result = budget.compare()
        assert not [*result.sentences]
        assert result.equal
        assert not any(table.unplaced for table in budget.context.tables.values())


@pytest.mark.parametrize(("pack_id", "name"), CELLS)
def test_the_published_budgets_are_there_whole(pack_id, name):
    (budget,) = (each for each in known_budgets(BUILT_IN_PACKS / pack_id, load_pack(pack_id)) if each.name == name)
    tables = {f"{spec.id}.csv" for spec in budget.context.pack.tables}
    assert tables <= budget.files.keys()
    slips = [slip.file in tables for slip in budget.slips]
    cells = sum(len(row) for table in tables for row in budget.files[table])
    assert (cells, slips.count(True), slips.count(False)) == CELLS[pack_id, name]


def incomplete(budget):
    """The budget without something of what its texts tell."""
    book = budget.context.book
    reasons = tuple(replace(figure, reason="") for figure in book.last_year)
    for values in ({"last_year": ()}, {"last_year": reasons}, {"typed": ()}, {"texts": ()}):
        yield Context(replace(book, **values), budget.context.pack, budget.context.codes)


def sentences(context):
    """The paragraphs of its texts, those aside that are written by hand."""
    blocks = [block for document in narrative(context) for section in document.sections for block in section.blocks]
    return [text for block in blocks if block.kind is PartKind.TEXT for text in block.paragraphs]


def per_code(texts):
    return sum("（项）”" in text for text in texts)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_what_is_not_given_leaves_whole_sentences_and_every_function_code(pack_id):
    for budget in known_budgets(BUILT_IN_PACKS / pack_id, load_pack(pack_id)):
        for texts in map(sentences, incomplete(budget)):
            assert not [text for text in texts if not text.endswith(("。", "："))]
            assert per_code(texts) == per_code(sentences(budget.context))


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_page_that_is_all_written_by_hand_is_asked_for(pack_id):
    """Else it would leave with nothing but its title, and nobody would be told."""
    documents = load_pack(pack_id).narrative.documents
    parts = {document.name: [part for section in document.sections for part in section.parts] for document in documents}
    by_hand = [name for name, those in parts.items() if all(part.kind is PartKind.WRITTEN for part in those)]
    assert not [name for name in by_hand if not any(part.rule for part in parts[name])]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_guide_lists_every_shipped_pack(pack_id):
    pack = load_pack(pack_id)
    lines = MANUAL.read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"| {pack.issuer} |") and str(pack.year) in line for line in lines)
