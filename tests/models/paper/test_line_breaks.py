"""禁则: no printed line ends with an opening bracket, none begins with a closing one or with closing punctuation."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from models.paper.sheet import Style
from models.paper.sheet_list import SheetCache
from models.paper.text_measure import CLOSING, OPENING, broken, text_width, wrapped

LETTERS = st.text("资金计划a1-" + OPENING + CLOSING, max_size=40)


@given(LETTERS, st.floats(2, 30))
@example("资金支出计划（%）", 12.5)
@example("增长率%", 6.0)
@example("见附件abc(一)", 11.0)
@example("（abcdefghijkl）", 8.0)
def test_no_line_breaks_beside_the_wrong_mark(text, room):
    lines = wrapped(text, room)
    assert "".join(lines) == text
    for line in lines[:-1]:
        assert not line or line[-1] not in OPENING
    for line in lines[1:]:
        assert not line or line[0] not in CLOSING


@given(st.text("资金计划（）a1，", max_size=20), st.floats(8, 30))
def test_a_text_is_broken_only_where_it_does_not_fit(text, width):
    whole = broken(text, width)
    assert whole.replace("\n", "") == text
    if text_width(text) <= width - 1:
        assert whole == text


def test_the_plan_heading_is_broken_by_us(seed1_context):
    stack = SheetCache(seed1_context, draft=False)
    keys = [entry.key for entry in stack.entries if entry.key.startswith("project")]
    labels = {cell.text for key in keys for _, cell in stack.sheet(key).placed_cells() if cell.style is Style.LABEL}
    assert "资金支出计\n划（%）" in labels
    assert not [text for text in labels if "（\n" in text or "\n）" in text]
