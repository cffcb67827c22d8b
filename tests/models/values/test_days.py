"""Dates as forms have them typed."""

from __future__ import annotations

import pytest

from models.values.days import read_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年3月5日", (2024, 3, 5), (2024, 3, 5)),
        ("2024 年 2 月", (2024, 2, 1), (2024, 2, 29)),
        ("２０２４年", (2024, 1, 1), (2024, 12, 31)),
        ("2024年度", (2024, 1, 1), (2024, 12, 31)),
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-03-05", (2024, 3, 5), (2024, 3, 5)),
        ("2024/3", (2024, 3, 1), (2024, 3, 31)),
        ("2023.07", (2023, 7, 1), (2023, 7, 31)),
        ("20240305", (2024, 3, 5), (2024, 3, 5)),
        ("202401", (2024, 1, 1), (2024, 1, 31)),
    ],
)
def test_what_a_date_means(text, first, last):
    assert read_days(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "长期", "2024年13月", "2024年2月30日", "2024-00", "2024年1月0日", "3月5日", "24年", "2023.07-2024.01", "1824年"]
)
def test_no_date(text):
    assert read_days(text) is None
