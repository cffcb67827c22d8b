import pytest

from models.values.amount_style import AmountStyle

GROUPED_YUAN = AmountStyle("元", 0, grouping=True)
TRIMMED = AmountStyle("万元", 2, zero="0", trim=True)


@pytest.mark.parametrize(
    ("style", "fen", "shown"),
    [
        (AmountStyle(), 464_396_000, "464.40"),
        (AmountStyle(), 0, ""),
        (AmountStyle(), -1, "0.00"),
        (GROUPED_YUAN, 15_621_112_300, "156,211,123"),
        (AmountStyle("元", 2, grouping=True), 37_151_465_500, "371,514,655.00"),
        (AmountStyle("元", 2, zero="—"), 0, "—"),
        (TRIMMED, 2_500_0000, "25"),
        (TRIMMED, 2_156_0000, "21.56"),
        (TRIMMED, 0, "0"),
    ],
)
def test_an_amount_prints_in_its_style(style, fen, shown):
    assert style.show(fen) == shown
