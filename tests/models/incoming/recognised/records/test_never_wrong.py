"""The law of lists: whatever the columns, words and breaks, a text is in the field of its heading or left over with its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.incoming.blocks import Document
from models.incoming.recognised.headings import AMOUNT
from models.incoming.recognised.lines import lines_of
from models.incoming.recognised.records.reading import read_list
from models.incoming.recognised.records.shape import COUNT
from models.incoming.recognised.records.shapes import agencies, purchases, spending
from tests.models.incoming.recognised.records.written import XINGTAI, pack_of, sheet, table

SHAPES = {"purchases": purchases(pack_of(XINGTAI).procurement), "bodies": agencies(), "spending": spending()}
UNKNOWN = ("经办科室", "审批文号", "上年执行数", "2019年金额", "完成时限", "评审金额")
PARTS = re.compile(r"字\d+样")
calm = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@st.composite
def written(draw, shape):
    """(headings, field of each column or "", rows): columns in any order under any of their words, unknown ones among them."""
    key = draw(st.sampled_from(sorted(shape.key)))
    rest = [field.id for field in shape.fields if field.words and field.id != key]
    names = draw(st.permutations([key, *draw(st.lists(st.sampled_from(rest), unique=True, min_size=1, max_size=6))]))
    unknown = draw(st.lists(st.sampled_from(UNKNOWN), unique=True, max_size=2))
    columns = draw(st.permutations([*names, *unknown]))
    headings = [name if name in unknown else draw(st.sampled_from(sorted(shape.by_id[name].words))) for name in columns]
    fields = ["" if name in unknown else name for name in columns]
    rows = [
        [_cell(draw, shape, name, f"{number}{at}", always=name == key) for at, name in enumerate(fields)]
        for number in range(draw(st.integers(1, 5)))
    ]
    return headings, fields, rows


def _cell(draw, shape, name, number, *, always):
    if not always and draw(st.booleans()):
        return ""
    kind = shape.by_id[name].kind if name else ""
    return f"1{number}.50" if kind == AMOUNT else f"2{number}" if kind == COUNT else f"字{number}样"


def wrong(records, fields, rows):
    """Texts that are in a field of another heading, and those that are nowhere; a row that was joined over pages is named."""
    right = {text: name for row in rows for name, text in zip(fields, row, strict=True)}
    healed = "".join(each.words for each in records.healed)
    said = healed + "".join(each.text for each in records.leftovers)
    found = [value for record in records.records for value in record.values]
    joined = {
        value.text for value in found if value.text not in right and all(part in healed for part in PARTS.findall(value.text))
    }
    astray = [(value.field, value.text) for value in found if right.get(value.text) != value.field and value.text not in joined]
    held = {value.text for value in found}
    return astray + [("lost", text) for text in right if text and text not in held and text not in said]


@pytest.mark.parametrize("name", sorted(SHAPES))
@calm
@given(data=st.data())
def test_every_text_is_in_the_field_of_its_heading(name, data):
    shape = SHAPES[name]
    headings, fields, rows = data.draw(written(shape))
    records = read_list("表", list(lines_of(Document("xlsx", (sheet(headings, *rows),)))), shape, 2024)
    if records is None:  # two words of one column are one heading too few
        assert len({field for field in fields if field}) < 2
        return
    assert wrong(records, fields, rows) == []
    assert len(records.records) == len(rows)


@pytest.mark.parametrize("name", sorted(SHAPES))
@calm
@given(data=st.data())
def test_over_pages_too(name, data):
    """Without headings on the next page, and with a page number between."""
    shape = SHAPES[name]
    headings, fields, rows = data.draw(written(shape))
    cut = data.draw(st.integers(0, len(rows)))
    again = data.draw(st.booleans())
    second = [*([headings] if again else []), *rows[cut:]]
    document = Document("pdf", (table(1, headings, *rows[:cut]), *([table(2, *second)] if second else [])))
    records = read_list("表", list(lines_of(document)), shape, 2024)
    assert records is None or wrong(records, fields, rows) == []


@pytest.mark.parametrize("name", sorted(SHAPES))
@calm
@given(data=st.data())
def test_a_row_that_lost_or_won_a_cell_has_no_amount_in_a_text(name, data):
    """Nothing tells that a row is shifted, but words are never read as money, and no cell goes lost."""
    shape = SHAPES[name]
    headings, fields, rows = data.draw(written(shape))
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(fields) - 1))
    rows[at].insert(column, "另一格里的字")
    records = read_list("表", list(lines_of(Document("xlsx", (sheet(headings, *rows),)))), shape, 2024)
    if records is None:
        return
    said = "".join(each.text for each in records.leftovers)
    held = [value for record in records.records for value in record.values]
    assert all(value.amount is not None for value in held if shape.by_id[value.field].kind == AMOUNT)
    assert all(text in said or any(value.text == text for value in held) for row in rows for text in row if text)
