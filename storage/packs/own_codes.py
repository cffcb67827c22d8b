"""Holds a pack's own codes to the edition of the national tables that they change."""

from __future__ import annotations

from collections.abc import Iterator

from models.pack.errors import PackError, PackFaults
from models.pack.forms.pack import Pack
from models.values.codes import Codes
from storage.packs.editions import read_editions
from storage.paths import CODES


def refuse_misplaced_codes(pack: Pack) -> None:
    """Raise ``PackFaults`` for codes of a pack that have no place in its edition; most packs have none of their own."""
    if not pack.own_codes.function and not pack.own_codes.economic:
        return
    function, economic = read_editions(CODES)[pack.codes]
    faults = list(_misplaced(pack, Codes(function, economic, pack.codes)))
    if faults:
        raise PackFaults(faults)


def _misplaced(pack: Pack, edition: Codes) -> Iterator[PackError]:
    """Codes below one that is nowhere (its row would print without a name), and those taken away that are not there."""
    changed = pack.own_codes.applied_to(edition)
    for field in ("function", "economic"):
        before, after, own = (getattr(tables, field) for tables in (edition, changed, pack.own_codes))
        for number, row in enumerate(own, 1):
            above = [step for step in after.parents(row.code) if after.get(step) is None] if row.name else []
            if above:
                problem = f"{row.code} 上面的 {above[0]} 不在科目表里；把 {above[0]} 也写上"
                yield PackError(f"{field}.csv", (number, "code"), problem)
            elif not row.name and before.get(row.code) is None:
                problem = f"{row.code} 没有名称，是要取消它，可是 {pack.codes} 年的科目表里没有它"
                yield PackError(f"{field}.csv", (number, "name"), problem)
            elif below := next((code.code for code in after if not row.name and code.code.startswith(row.code)), ""):
                problem = f"{row.code} 没有名称，是要取消它，可是它下面的 {below} 还在；把它下面的也都写上"
                yield PackError(f"{field}.csv", (number, "name"), problem)
