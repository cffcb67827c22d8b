"""部门整体绩效目标表 comes in as printed and as other places have it; its money follows from the budget and is not typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.book.records import DEPARTMENT
from models.incoming.blocks import Document, Place, block_of_rows
from models.incoming.from_tables.proposal import propose_book
from models.incoming.own.printed import block_of
from models.incoming.recognised.recognise import recognise, sheets_of
from models.incoming.recognised.titles import OVERALL
from models.incoming.sheets.overall import read_overall
from models.projects.incoming import unnumbered
from storage.packs.code_lists import codes_of_pack
from tests.models.incoming.recognised.records.written import XINGTAI, pack_of
from tests.models.paper.test_overall_sheet import context_of, filled, the_plan
from tests.overall_pack import overall_pack

WAN = 1_000_000
BASES = ("overall-ministry", "overall-one-system")


def codes_of(pack):
    return codes_of_pack(pack, pack.year, None)


def written(*rows):
    return Document("xlsx", (block_of_rows([row.split("|") for row in rows], Place("Sheet1", row=1, column=1)),))


def read(document, pack):
    found = recognise(document, [pack], codes_of)
    own = sheets_of(document, found.blocks, OVERALL)
    assert own is not None
    return found, read_overall(own, pack.overall)


@pytest.mark.parametrize("base", BASES)
def test_a_printed_sheet_comes_back(tmp_path, base):
    context = context_of(tmp_path / "包", base)
    document = Document("xlsx", (block_of(the_plan(context).lay_out(draft=False)),))
    found, (project, notes) = read(document, context.pack)
    assert notes == ()
    wanted = unnumbered(filled())
    read_back = unnumbered(project)
    assert (project.scope, project.funding, [goal.text for goal in project.goals]) == (
        DEPARTMENT, (), [goal.text for goal in wanted.goals],
    )  # fmt: skip
    shown = ("dimension", "category", "name", "target", "text:weight")
    assert [[getattr(line, name) for name in shown] for line in read_back.indicators] == [
        [getattr(line, name) for name in shown] for line in wanted.indicators
    ]
    if context.pack.overall.tasks is not None:
        assert read_back.tasks == wanted.tasks
    book = propose_book(found, context.pack, codes_of(context.pack), overall=project).book
    assert [unnumbered(sheet).tasks for sheet in book.overall] == [read_back.tasks]


OTHER = (
    "2024年部门（单位）整体支出绩效目标申报表",
    "部门（单位）名称|某镇人民政府",
    "年度预算申请（元）|资金总额|8200000",
    "任务名称|其他资金|财政拨款（元）|主要内容|预算金额",
    "基层治理||5000000|村级组织运转|5000000",
    "民生保障|200000|3000000|困难群众救助|3200000",
    "合计|200000|8000000||8200000",
    "年度总体目标|完成全年任务",
    "一级指标|二级指标|三级指标|年度指标值|分值",
    "产出指标|数量指标|救助人数|≥120人|10",
)
TOTAL_ONLY = (
    "部门整体绩效目标表",
    "单位：万元",
    "年度主要任务|任务内容|重点任务|预算总额",
    "|村级组织运转|基层治理|500",
    "|困难群众救助|民生保障|320",
    "年度绩效目标|完成全年任务|",
    "年度绩效指标|一级指标|二级指标|三级指标|指标值",
    "|产出指标|数量指标|救助人数|≥120人",
)


def test_a_unit_that_nobody_says_is_said(tmp_path):
    rows = [row for row in TOTAL_ONLY if "单位" not in row]
    _, (project, notes) = read(written(*rows), overall_pack(tmp_path / "包"))
    assert len(project.tasks) == 2
    assert any("没有写单位，按万元" in note.words for note in notes)


@pytest.mark.parametrize(
    ("rows", "money", "said"),
    [
        (OTHER, [(500 * WAN, None), (300 * WAN, 20 * WAN)], False),
        (TOTAL_ONLY, [(500 * WAN, None), (320 * WAN, None)], True),
    ],
    ids=["in yuan", "without sources"],
)
def test_other_wordings_and_orders(tmp_path, rows, money, said):
    _, (project, notes) = read(written(*rows), overall_pack(tmp_path / "包"))
    assert [(task.name, task.text) for task in project.tasks] == [
        ("基层治理", "村级组织运转"), ("民生保障", "困难群众救助"),
    ]  # fmt: skip
    assert [(task.fiscal, task.other) for task in project.tasks] == money
    assert [goal.text for goal in project.goals] == ["完成全年任务"]
    assert [(line.name, line.target) for line in project.indicators] == [("救助人数", "≥120人")]
    assert any("放在财政拨款" in note.words for note in notes) == said


def test_what_is_wrong_is_said(tmp_path):
    rows = list(OTHER)
    rows[4] = "基层治理||五百|村级组织运转|5000000|备注"
    rows[6] = "合计|200000|8000000||9000000"
    _, (project, notes) = read(written(*rows), overall_pack(tmp_path / "包"))
    told = "\n".join(note.sentence for note in notes)
    assert all(word in told for word in ("“五百”不是金额", "“备注”上面没有任务的表头", "加起来不一样"))
    assert [task.name for task in project.tasks] == ["基层治理", "民生保障"]


def test_a_form_without_it_leaves_it_out(tmp_path):
    pack = overall_pack(tmp_path / "包")
    found, (project, _) = read(written(*OTHER), pack)

    proposal = propose_book(found, pack_of(XINGTAI), codes_of(pack_of(XINGTAI)), overall=project)
    assert proposal.book.overall == ()
    assert any("没有部门整体绩效目标表" in sentence for sentence in proposal.left_out)


@settings(deadline=None)
@given(st.permutations(["任务名称", "主要内容", "财政拨款", "其他资金", "联系人"]), st.data())
def test_no_cell_of_a_task_is_in_another_field(order, data):
    cells = {"任务名称": "任务甲", "主要内容": "内容乙", "财政拨款": "5", "其他资金": "3", "联系人": "丙"}
    blank = data.draw(st.sets(st.sampled_from(["主要内容", "财政拨款", "其他资金"]), max_size=2))
    row = "|".join("" if name in blank else cells[name] for name in order)
    pack = PACKS[0]
    _, (project, notes) = read(written("部门整体绩效目标表", "单位：万元", "|".join(order), row, "年度总体目标|完成"), pack)
    (task,) = project.tasks
    wanted = ["任务甲", "" if "主要内容" in blank else "内容乙", None if "财政拨款" in blank else 5 * WAN,
              None if "其他资金" in blank else 3 * WAN]  # fmt: skip
    assert [task.name, task.text, task.fiscal, task.other] == wanted
    assert any("“丙”" in note.words for note in notes)


PACKS = []


@pytest.fixture(scope="module", autouse=True)
def _pack(tmp_path_factory):
    PACKS.append(overall_pack(tmp_path_factory.mktemp("packs") / "包"))
    yield
    PACKS.clear()
