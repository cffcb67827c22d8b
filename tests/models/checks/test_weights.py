"""权重: what the finding tells besides its message, and its one-key remedy."""

from __future__ import annotations

from models.book import edits
from models.checks.checker import run_checks
from models.published.context import Context
from storage.packs.catalogue import built_in_codes, load_pack
from tests.models.checks.cases import graded, weighted

PACK = graded(load_pack("hebei-xingtai-2024"))


def findings(book):
    return [f for f in run_checks(Context(book, PACK, built_in_codes(PACK.codes))) if f.code.startswith("K-13")]


def test_the_sums_below_each_dimension_are_told():
    (finding,) = findings(weighted("5", "2.5", "", "5", "4", "6"))
    assert finding.message.endswith("：分值合计 22.5，应当是 20，多 2.5，“完成时间”没有填")
    assert dict(finding.values) == {"产出指标": "12.5", "效益指标": "4", "满意度指标": "6", "合计": "22.5", "应当是": "20"}
    assert finding.fix is None


def test_the_only_row_without_a_weight_takes_the_rest():
    made = weighted("5", "2.5", "", "5", "1", "1")
    (finding,) = findings(made)
    assert finding.fix is not None
    assert finding.fix.label == "填 5.5"
    assert findings(edits.apply_fix(finding.fix)(made)) == []
