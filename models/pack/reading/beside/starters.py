"""Reads the starter set of a form (indicators common to many sheets) from the pack's indicators.csv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from models.pack.errors import PackError
from models.pack.forms.sheet import OfferOrigin, SheetForm, UsedIndicator
from models.pack.reading import placeholders
from models.pack.source.list_rows import refuse_other_columns

STARTERS: Final = "indicators.csv"
_COLUMNS: Final = ("category", "name", "target", "description", "basis")


def with_starters(form: SheetForm, rows: Sequence[Mapping[str, str]]) -> SheetForm:
    """The form with its starter set; a category may be one of the form's ``synonyms``. Raises ``PackError``."""
    known = frozenset().union(*form.dimensions.values())
    starters = []
    for number, row in enumerate(rows, 1):
        refuse_other_columns(STARTERS, number, row, _COLUMNS)
        category = form.synonyms.get(row["category"], row["category"])
        if category not in known:
            raise PackError(STARTERS, (number, "category"), f"没有“{row['category']}”这个二级指标")
        for key, text in row.items():
            if problem := placeholders.fault(text, ()):
                raise PackError(STARTERS, (number, key), problem)
        if not row["name"].strip():
            raise PackError(STARTERS, (number, "name"), "没有名称")
        starters.append(
            UsedIndicator(category, row["name"], row["description"], row["target"], row["basis"], origin=OfferOrigin.STARTER)
        )
    return replace(form, starters=tuple(starters))
