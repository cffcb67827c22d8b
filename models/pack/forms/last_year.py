"""Last year's figures: the items of a pack's list, and those that the clerk gives per function code.

An item of a function code has the code behind its kind: ``executed:2010507``. It needs no entry in the list of a pack.
"""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Mapping
from typing import Final

from models.book.terms import KINDS

TOTAL: Final = "total"
THREE_PUBLIC_TOTAL: Final = "three_public"
BUILT_IN: Final = (TOTAL, *KINDS, THREE_PUBLIC_TOTAL)
"""The items that need no figure of the pack: all expenditure with 年终结转, each kind of it, and “三公”经费."""

EXECUTED: Final = "executed"
BUDGET: Final = "budget"
BASES: Final = {EXECUTED: "上年执行数", BUDGET: "上年预算数"}
"""What this year's money of a function code may be compared with."""

USE: Final = "use"
"""The kind of a written text that says what the money of a function code is for."""

_KINDS: Final = {**BASES, USE: "主要用于"}


def item_of(kind: str, code: str) -> str:
    """The item of a function code: ``executed:2010507``."""
    return f"{kind}:{code}"


def code_of(item: str) -> str:
    """The function code of an item; "" for an item of a pack's list."""
    kind, colon, code = item.partition(":")
    return code if colon and kind in _KINDS else ""


def label_of(labels: Mapping[str, str], item: str) -> str:
    """The name of an item in a pack's list, else of its function code, else the item itself."""
    return labels.get(item) or item_name(item) or item


def item_name(item: str) -> str:
    """``2010507 上年执行数``; "" for an item of a pack's list."""
    return f"{code_of(item)} {_KINDS[item.partition(':')[0]]}" if code_of(item) else ""
