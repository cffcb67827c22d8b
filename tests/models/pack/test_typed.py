"""Typed figures in a pack: what may be said of them, and that tables, figures and texts take them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.places import Place
from models.book.records import BasicLine, Book, ProcurementLine, ThreePublicLine, TypedFigure, Unit
from models.checks.checker import run_checks
from models.checks.suspects import suspects
from models.pack.errors import PackError
from models.pack.vocabulary.forms import KEYS
from models.published.context import Context
from models.published.texts.narrative import narrative, plain_text
from storage.packs.catalogue import built_in_codes
from storage.packs.folder import read_pack_folder
from tests.typed_form import FORMS, ROWS, TABLE, asked_folder, asked_pack

CODES = built_in_codes("2024")
WAN = 1_000_000


def test_a_form_says_which_figures_it_asks_for(tmp_path):
    assert asked_pack(tmp_path).typed.rows == ROWS


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"forms": FORMS.replace('kind = "count"', 'kind = "counts"', 1)}, "没有“counts”，是不是“count”"),
        ({"forms": FORMS.replace('unit = "辆"\n', "", 1)}, "数量要写单位"),
        ({"forms": FORMS.replace('label = "机关运行经费"', 'label = "机关运行经费"\nunit = "万元"')}, "这里不写"),
        ({"forms": FORMS.replace('part_of = "cars"', 'part_of = "bikes"', 1)}, "没有“bikes”这一项"),
        ({"forms": FORMS.replace('part_of = "cars"', 'part_of = "operating"', 1)}, "不是同一种数"),
        ({"forms": FORMS.replace("complete = true", 'part_of = "leaders"')}, "绕回来成了自己的一部分"),
        ({"forms": FORMS.replace('part_of = "cars"', "")}, "没有一项写着 part_of"),
        ({"forms": FORMS.replace('id = "others"', 'id = "leaders"')}, "“leaders”重复"),
        ({"forms": FORMS.replace('id = "others"', 'id = "其他"')}, "只能用英文字母"),
        ({"forms": FORMS.replace("yearly = true", "yearly = true\nby_agency = true")}, "by_agency 不一样"),
        ({"forms": FORMS.replace("yearly", "year_by_year")}, "不认识这一项"),
        ({"forms": FORMS.replace('unit = "辆"', 'unit = "辆"\nfollows = ["others"]', 1)}, "只有要填的金额能跟着别的项"),
        ({"forms": FORMS.replace('group = "机关运行经费"', 'follows = ["run"]', 1)}, "没有“run”这一项"),
        ({"forms": FORMS.replace('group = "机关运行经费"', 'follows = ["operating"]', 1)}, "“operating”绕回来跟着自己"),
        ({"table": TABLE.replace('item = "operating"', 'item = "operates"')}, "没有“operates”这个要填的金额；这里可以写 operating"),
        ({"table": TABLE.replace('item = "operating"', 'item = "cars"')}, "没有“cars”这个要填的金额"),
        ({"table": TABLE.replace("where = { item", "where = { source")}, "不能按“source”筛选"),
        ({"figure": 'running = "typed:operatings"'}, "没有“operatings”这个金额"),
        ({"figure": 'running = { facts = "typed", where = { item = "operatings" } }'}, "没有“operatings”这个要填的金额"),
        ({"sentence": 'text = "{typed:bikes}辆。"'}, "没有“typed:bikes”"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused_with_its_line(tmp_path, change, says):
    with pytest.raises(PackError, match=says) as caught:
        read_pack_folder(asked_folder(tmp_path, **change))
    assert caught.value.line


def test_every_key_is_explained():
    said = {line.split(" = ")[0] for line in FORMS.splitlines() if " = " in line}
    assert said <= {key.name for key in KEYS if key.section == "typed"}


def test_tables_figures_and_sentences_take_them(tmp_path):
    pack = asked_pack(tmp_path)
    book = Book(
        pack.id, 2024, unit=Unit(name="某镇"), basic=(BasicLine(1, "2013201", "30201", amount=9 * WAN),),
        typed=(TypedFigure(2, "operating", "", 5 * WAN), TypedFigure(3, "cars", "", None, "8")), next_id=4,
    )  # fmt: skip
    context = Context(book, pack, CODES)
    assert context.tables["T10"].printed() == [["1", "机关运行经费", "5.00"]]
    assert context.tables["T1"].amount("income_total", "income") == 9 * WAN, "a typed figure needs no income"
    said = "".join(plain_text(document, draft=False) for document in narrative(context))
    assert "共有车辆8辆，机关运行经费5.00万元。" in said
    assert "某镇的机关运行经费5.00万元。" in said
    blank = replace(book, typed=())
    said = "".join(plain_text(document, draft=False) for document in narrative(Context(blank, pack, CODES)))
    assert "共有车辆" not in said, "a count that is not typed is not 0"


EQUATION = """
[[equation]]
code = "Y-1"
rule = "机关运行经费不大于两样相加"
left = ["typed:operating"]
right = ["T1:general:income", "figure:received"]
relation = "<="
right_name = "拨款和接待费"
hint = "改其他数据页"
"""


def compared(tmp_path, equation=EQUATION, figure='received = { facts = "three_public", where = { item = "reception" } }'):
    """The pack of typed figures with one equation between them and other figures."""
    folder = asked_folder(tmp_path, figure=f'running = "typed:operating"\n{figure}')
    (folder / "checks.toml").write_text(equation, encoding="utf-8")
    return replace(read_pack_folder(folder), id="hebei-xingtai-2024")


def differing(pack, **lines):
    book = Book(pack.id, 2024, unit=Unit(name="某镇"), next_id=9, **lines)
    context = Context(book, pack, CODES)
    return context, [finding for finding in run_checks(context) if finding.code.startswith("Y-")]


def test_an_equation_compares_a_typed_figure_with_cells_and_figures(tmp_path):
    pack, received = compared(tmp_path), (ThreePublicLine(3, "reception", amount=3 * WAN),)
    basic = (BasicLine(1, "2013201", "30201", amount=1 * WAN),)
    for amount, words in ((4 * WAN, []), (40 * WAN, ["机关运行经费 40.00，拨款和接待费 4.00，多 36.00"])):
        typed = (TypedFigure(2, "operating", "", amount),)
        context, found = differing(pack, basic=basic, three_public=received, typed=typed)
        assert [finding.message for finding in found] == words
        for finding in found:
            assert finding.place == Place("typed", 2, "amount")
            assert finding.remedy == "改其他数据页"
            assert [suspect.place for suspect in suspects(context, finding.balance)][:1] == [finding.place], "ten times too much"


def test_an_equation_compares_purchases_and_limits(tmp_path):
    equation = '[[equation]]\ncode = "Y-2"\nrule = "-"\nleft = "procurement:amount"\nright = "limits:goods"\nrelation = "<="'
    folder = asked_folder(tmp_path)
    (folder / "checks.toml").write_text(equation, encoding="utf-8")
    head = folder / "pack.toml"
    head.write_text(head.read_text(encoding="utf-8") + "[limits]\ngoods = 30\n", encoding="utf-8")
    bought = (ProcurementLine(1, name="复印纸", amount=31 * WAN),)
    _, found = differing(replace(read_pack_folder(folder), id="hebei-xingtai-2024"), procurement=bought)
    assert [finding.message for finding in found] == ["政府采购 31.00，政府采购限额 30.00，多 1.00"]
    assert found[0].place.page == "procurement"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("typed:operating", "typed:cars", "没有“cars”这个金额"),
        ("figure:received", "figure:sent", r"\[figures\] 里没有“sent”"),
        ("T1:general:income", "list:services:amount", "没有“services”这张清单"),
        ("T1:general:income", "limits:goods", r"\[limits\] 里没有“goods”"),
        ("T1:general:income", "assets:boats", "固定资产没有“boats”这一行"),
        ('left = ["typed:operating"]', 'left = ["figure:received"]', "要写它叫什么"),
    ],
)  # fmt: skip
def test_a_side_of_an_equation_names_what_there_is(tmp_path, old, new, says):
    with pytest.raises(PackError, match=says) as caught:
        compared(tmp_path, EQUATION.replace(old, new))
    assert caught.value.line
