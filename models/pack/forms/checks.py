"""What a pack says to the checks: equations between figures, usual codes, limits."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from typing import Final

from msgspec import Struct

from models.pack.forms.narrative import Term


class Equation(Struct, frozen=True):
    """A reconciliation rule (勾稽关系): sum of ``left`` ``relation`` (=, <=, >=) sum of ``right``.

    A side adds cells of tables and whatever else a figure may be made of (typed figures, lists, purchases).
    """

    code: str
    rule: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    relation: str = "="
    severity: str = "错误"
    level: int = 0
    left_name: str = ""
    right_name: str = ""
    hint: str = ""


class CodeLink(Struct, frozen=True):
    """An economic code and the function code that it usually goes with (30108 → 2080505)."""

    economic: str
    function: str


class ProjectCodeRegions(Struct, frozen=True):
    """Regions (prefixes of a 项目编码) whose codes certainly or likely end in a check character."""

    certain: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()


class ProcurementLimits(Struct, frozen=True):
    """Yearly limits in fen; 0: not known in this county, not checked."""

    goods: int = 0
    works: int = 0
    open_tender: int = 0


LIMITS: Final = ProcurementLimits.__struct_fields__
