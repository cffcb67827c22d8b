"""The published sheets under forms that print less: nothing is said of what the form does not show, and no check fails."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.checks.checker import run_checks
from models.pack.forms.sheet import USUAL_HEADINGS, IndicatorColumn, head_row
from models.published.context import Context
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book


def lesser(pack):
    """A form without 资金用途, plan, 描述 and 依据, and with 指标值 in parts."""
    columns = tuple(
        IndicatorColumn(name, (USUAL_HEADINGS[name],)) for name in ("dimension", "category", "name", "sign", "value", "unit")
    )
    rows = (head_row([("项目编码", ""), ("", "code"), ("项目名称", ""), ("", "name")], (1, 1, 1, 3)),)
    return replace(pack, sheet=replace(pack.sheet, columns=columns, rows=rows, months=()))


@pytest.fixture(scope="module")
def found():
    pack, book = load_pack("hebei-xingtai-2024"), seed1_book()

    def of(form):
        return [f for f in run_checks(Context(book, form, built_in_codes(pack.codes))) if f.place.page == "projects"]

    return of(pack), of(lesser(pack))


def test_nothing_is_said_of_what_is_not_shown(found):
    _, lesser_found = found
    assert {f.place.field for f in lesser_found if f.code.startswith(("K-", "F-"))} <= {"name", "category", "target", "text"}
    assert not {f.code for f in lesser_found} & {"K-4", "K-9a", "K-10", "K-10b", "K-11a"}


def test_what_is_said_of_the_targets_stays(found):
    whole, less = ({(f.code, f.message) for f in made if f.place.field == "target"} for made in found)
    assert whole == less
