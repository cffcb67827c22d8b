"""What a pack may say about the layout of a table, and what the reader refuses because money or a cell could get lost."""

from __future__ import annotations

import shutil

import pytest

from models.book.records import BasicLine, Book
from models.pack.errors import PackError
from models.pack.filters import CellRef
from models.published.context import Context
from models.values.numbering import number_mark
from storage.packs.folder import read_pack_folder
from tests.layout_pack import FOLDER, layout_pack

CLASSES = '{ id = "classes", present = "function" }'
TOTAL = '{ id = "spending_total", label = "支出总计", bold = true, last = true, sum = ["classes"] }'
SPLIT = 'split = ["类", "款", "项"], total_at = "last", total_across = true }\ncolumns = [\n  { id = "total", heading = ["收入预算"'

CARRIED = '{ id = "carry_forward", heading = "年终结转", facts = "carry_forward" },'
MEETINGS = '{ id = "meetings", heading = "会议费", facts = "spending", where = { economic = "30215" } },'
TRAINING = '{ id = "training", heading = "培训费", facts = "spending", where = { economic = "30216" } },'


@pytest.fixture
def changed_tables(tmp_path):
    """Reads the layout pack with one passage of its tables.toml replaced."""
    folder = tmp_path / "layout-2024"
    shutil.copytree(FOLDER, folder)

    def read(old, new):
        path = folder / "tables.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return read_pack_folder(folder)

    return read


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (SPLIT, SPLIT.replace('"类", "款", "项"', '"类", "款"'), "功能科目分 3 级，要写 3 个标题"),
        ('split = ["类", "款"], total_at = "first"', 'split = ["类", "款", "项"]', "经济科目分 2 级，要写 2 个标题"),
        ('total_at = "none"', 'total_at = "bottom"', "只能是 first、last、none"),
        ("indent = 1", "indent = 9", "应当是 0 到 4 的整数"),
        ("length = 16", "length = 16.5", "应当是 0 到 200 的整数"),
        ("number = false", 'number = "no"', "应当是 true 或 false"),
        ('head = { centre = "{year}年", columns = "栏" }', 'head = { middle = "x" }', "head.middle：不认识这一项"),
        (CLASSES, CLASSES.replace("function", "item"), "没有“item”，只能是 function、economic"),
        (CLASSES, f'{CLASSES}, {{ id = "others", present = "economic" }}', "一边只能有一行写 present"),
        (CLASSES, f'{CLASSES}, {{ id = "201", label = "x" }}', "别的行不能用编码“201”作 id"),
        (CLASSES, f'{CLASSES}, {{ id = "fund", label = "x", where = {{ source = "general" }} }}', "会收进同一笔钱"),
        (CLASSES, f'{CLASSES}, {{ id = "fund", label = "x", at = 3 }}', "“fund”的 at 和前面的行重了"),
        (CLASSES, CLASSES.replace('"function"', '"function", numbering = "A."'), "没有“A.”，只能是 一、"),
        (TOTAL, f'{TOTAL}, {{ id = "end", label = "x" }}', "“spending_total”是 last，它后面不能再有“end”"),
        (TOTAL, TOTAL.replace("last = true", "last = true, at = 9"), "有 last 的在最后"),
        ("one_row = true", 'one_row = true\nlines = [{ id = "x", label = "x" }]', "rows、lines、one_row 要写一个"),
        ("one_row = true", "one_row = false", "rows、lines、one_row 要写一个"),
        ('facts = "carry_forward" }', 'facts = "carry" }', "没有“carry”"),
        ('facts = "carry_forward" }', 'facts = "carry_forward", where = { item = "abroad" } }', "不能按“item”筛选"),
        ("one_row = true", 'one_row = true\nwhere = { item = "abroad" }', "没有“item”，这样筛选会漏掉"),
        (CARRIED, f"{MEETINGS}\n{TRAINING.replace('30216', '302')}", "“meetings”和“training”会收进同一笔钱"),
        (', sum = ["abroad", "reception", "cars"]', ', sum = ["abroad"], facts = "spending"', "有 sum 的，不能再写"),
        ('name_heading = "科目名称"', 'name_heading = "科目名称", label_heading = "x"', "不认识这一项"),
        ('facts = "spending"\nrows', 'label_heading = "x"\nfacts = "spending"\nrows', "code_heading、name_heading"),
    ],
)  # fmt: skip
def test_a_layout_in_which_something_could_get_lost_is_refused(changed_tables, old, new, says):
    with pytest.raises(PackError) as caught:
        changed_tables(old, new)
    assert "tables.toml" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("cell", ["T1:classes:spending", "T1:20101:spending", "T1:8:spending", "T7:total:carry"])
def test_no_equation_names_padding_a_group_or_a_number(tmp_path, cell):
    folder = tmp_path / "layout-2024"
    shutil.copytree(FOLDER, folder)
    path = folder / "checks.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("T1:201:spending", cell), encoding="utf-8")
    with pytest.raises(PackError, match="没有"):
        read_pack_folder(folder)


def test_an_equation_names_a_class_that_may_be_present():
    assert layout_pack().equations[0].left == (CellRef("T1", "201", "spending"),)


def test_two_tables_of_a_side_cannot_both_take_the_classes(changed_tables):
    line = '{ id = "income_total", label = "收入总计", bold = true, last = true, sum = ["fiscal", '
    funds = '{ id = "funds", present = "function", where = { carried = true } },\n  '
    with pytest.raises(PackError, match="两边都有 present 的行"):
        changed_tables(line, f'{funds}{line}"funds", ')


@pytest.mark.parametrize(
    ("numbering", "marks"),
    [
        ("一、", ("一、", "九、", "十、", "十一、", "二十、", "二十一、", "九十九、")),
        ("（一）", ("（一）", "（九）", "（十）", "（十一）", "（二十）", "（二十一）", "（九十九）")),
        ("1.", ("1.", "9.", "10.", "11.", "20.", "21.", "99.")),
        ("", ("",) * 7),
    ],
)
def test_numbering(numbering, marks):
    assert tuple(number_mark(numbering, number) for number in (1, 9, 10, 11, 20, 21, 99)) == marks


def test_a_column_takes_economic_codes(changed_tables, codes):
    pack = changed_tables(CARRIED, f"{MEETINGS}\n{TRAINING}")
    spent = {"30215": 300, "30216": 50, "30201": 7}
    lines = tuple(BasicLine(number, "2010301", code, amount=fen) for number, (code, fen) in enumerate(spent.items(), 1))
    tables = Context(Book(pack.id, 2024, basic=lines, next_id=9), pack, codes).tables
    table = next(table for table in tables.values() if any(column.id == "meetings" for column in table.sides[0].side.columns))
    assert (table.amount("total", "meetings"), table.amount("total", "training")) == (300, 50)
