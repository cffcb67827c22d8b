"""What a text counts: projects, bodies of the department, and quantities of 固定资产."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from models.book.agencies import meant_nature, named_agencies
from models.book.records import AssetLine, Book
from models.pack.forms.pack import Pack
from models.pack.sums import leaves
from models.published.figures import has_goals

_QUANTITY: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)\D*")
"""A number with the unit that a clerk may type behind it: 8, 8辆, 1,200.5平方米."""


def count(book: Book, name: str) -> int | None:
    """How many there are of ``projects``, ``projects_with_goals``, ``agencies`` or ``agencies:行政单位``.

    None while 机构设置 is empty, which does not mean that there is no body; by nature also while a body has none.
    """
    if name == "projects":
        return len(book.projects)
    if name == "projects_with_goals":
        return sum(map(has_goals, book.projects))
    bodies = named_agencies(book)
    nature = meant_nature(name.partition(":")[2])
    if not bodies or (nature and not all(line.nature.strip() for line in bodies)):
        return None
    return sum(not nature or meant_nature(line.nature) == nature for line in bodies)


def quantity(book: Book, pack: Pack, row: str) -> str | None:
    """The quantity of a row of 固定资产 as a number. A blank one is 0, but not while the whole form is blank: then it is None.

    So it is for a text that is not a number.
    """
    if not any(line.quantity.strip() for line in book.assets):
        return None
    items = leaves(pack.asset_rows, row)
    numbers = [_number(line) for line in book.assets if line.item in items and line.quantity.strip()]
    if None in numbers:
        return None
    text = f"{sum((number for number in numbers if number is not None), Decimal()):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(line: AssetLine) -> Decimal | None:
    found = _QUANTITY.fullmatch(line.quantity.strip())
    return Decimal(found[1].replace(",", "")) if found else None
