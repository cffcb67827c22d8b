"""An indicator as some sheet, or the form's starter set, has it: what the indicator library offers from."""

# No deferred annotations: a start has msgspec read them, and as texts each would have to be compiled.
from enum import IntEnum

from msgspec import Struct


class Origin(IntEnum):
    """Where an offer comes from; the nearest first."""

    BOOK = 0
    EARLIER = 1
    STARTER = 2


class UsedIndicator(Struct, frozen=True):
    """An indicator as some sheet has it; ``project`` is the name of its project, ``times`` how many sheets have it just so."""

    category: str = ""
    name: str = ""
    description: str = ""
    target: str = ""
    basis: str = ""
    project: str = ""
    times: int = 1
    origin: Origin = Origin.BOOK
