"""The remedies of K-1 and K-15 carry a row over into another place's frame of 一级 and 二级指标."""

from __future__ import annotations

import pytest

from models.book import edits
from models.checks.checker import run_checks
from models.published.context import Context
from storage.packs.catalogue import built_in_codes, load_pack
from tests.models.checks.cases import cost_as_first_level, row

HEBEI = load_pack("hebei-xingtai-2024")
MINISTRY = cost_as_first_level(HEBEI)


def mended(made, pack, code):
    """一级 and 二级指标 of the row after the one-key remedy, and what is left of the code."""

    def found(book):
        return [f for f in run_checks(Context(book, pack, built_in_codes(pack.codes))) if f.code == code]

    (finding,) = found(made)
    book = edits.apply_fix(finding.fix)(made)
    rows = {line.id: line for line in book.projects[0].indicators}
    changed = rows[finding.place.line]
    return changed.dimension, changed.category, found(book)


@pytest.mark.parametrize(
    ("made", "pack", "code", "dimension", "category"),
    [
        (row(3), MINISTRY, "K-1", "成本指标", "经济成本指标"),
        (row(3, dimension="成本指标", category="经济成本指标"), HEBEI, "K-1", "产出指标", "成本指标"),
        (row(3, dimension="成本指标"), HEBEI, "K-1", "产出指标", "成本指标"),
        (row(3, dimension="成本指标", category="质量指标"), HEBEI, "K-1", "产出指标", "质量指标"),
        (row(5, dimension="服务指标"), HEBEI, "K-1", "满意度指标", "服务对象满意度指标"),
        (row(1, name="参训人员满意度"), HEBEI, "K-15", "满意度指标", "服务对象满意度指标"),
        (row(1, name="维护次数", target="2次"), MINISTRY, "K-15", "产出指标", "数量指标"),
    ],
)
def test_both_levels_are_set(made, pack, code, dimension, category):
    assert mended(made, pack, code) == (dimension, category, [])


def test_where_the_frame_has_several_the_clerk_chooses():
    made = row(3, target="≤5吨")
    (finding,) = (f for f in run_checks(Context(made, MINISTRY, built_in_codes(MINISTRY.codes))) if f.code == "K-1")
    assert finding.fix is None
    assert finding.remedy == "一级指标改为成本指标，二级指标从这几个里选：经济成本指标、社会成本指标、生态环境成本指标"


@pytest.mark.parametrize(("made", "pack"), [(row(3), MINISTRY), (row(3, dimension="成本指标", category="经济成本指标"), HEBEI)])
def test_a_row_on_the_other_level_is_not_missing(made, pack):
    codes = [f.code for f in run_checks(Context(made, pack, built_in_codes(pack.codes)))]
    assert codes.count("K-1") == 1
    assert not {"K-2", "K-3"} & set(codes)
