"""A list that the program fills by itself (项目支出表, 政府采购明细): whose records it shows, and which field in which column."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.pack.filters import EVERYTHING, CellRef, Filter
from models.pack.forms.contents import LIST, PROCUREMENT, PROJECTS
from models.pack.forms.lists import AMOUNT, COUNT
from models.values.amount_style import WAN, AmountStyle

TEXT: Final = "text"
PRICE: Final = "price"

FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    PROJECTS: {
        "number": COUNT,
        "code": TEXT,
        "name": TEXT,
        "status": TEXT,
        "use": TEXT,
        "agency": TEXT,
        "function": TEXT,
        "function_name": TEXT,
        "source": TEXT,
        "goals": TEXT,
        "amount": AMOUNT,
    },
    PROCUREMENT: {
        "number": COUNT,
        "project": TEXT,
        "project_budget": AMOUNT,
        "name": TEXT,
        "catalogue": TEXT,
        "measure": TEXT,
        "source": TEXT,
        "quantity": COUNT,
        "price": PRICE,
        "amount": AMOUNT,
        "small_firms": AMOUNT,
    },
}
"""What a list may show: the records by their page, and the fields of one with the kind of each."""

SUMMED: Final = frozenset({"amount", "small_firms", "quantity"})
"""Fields that a total row may add up: not a running number, nor money that other rows show again."""

PARTS: Final = frozenset({"amount", "small_firms"})
"""Fields of money that a column may take a part of by its ``where``."""

PROJECT: Final = "project"
FUNCTION: Final = "function"
EACH: Final[Mapping[str, tuple[str, ...]]] = {PROJECTS: (PROJECT, FUNCTION), PROCUREMENT: ()}
"""What has a row of its own: a project, or each function code of a project."""


class ViewColumn(Struct, frozen=True):
    """A column: ``heading`` lists its cells from the top down; ``where``: only this part of the money; ``sum``: it is added up.

    ``equals`` is the cell of an official table that the total of an amount has to equal.
    """

    id: str
    heading: tuple[str, ...]
    field: str
    kind: str = TEXT
    where: Filter = EVERYTHING
    sum: bool = False
    width: float = 0
    equals: CellRef | None = None

    @property
    def name(self) -> str:
        """The heading in one text, as messages name the column."""
        return " ".join(self.heading)


class ViewForm(Struct, frozen=True):
    """A list of the records of the page ``lines``, a row for each (``each``). The rest is as of a list that is typed."""

    id: str
    title: str
    lines: str
    columns: tuple[ViewColumn, ...]
    each: str = ""
    total: str = ""
    total_at: str = "first"
    empty_note: str = ""
    notes: tuple[str, ...] = ()
    orientation: str = "landscape"
    length: int = 0
    amounts: AmountStyle = WAN
    short_title: str = ""

    @property
    def name(self) -> str:
        """The short title, or the title where there is none: the name of its sheet."""
        return self.short_title or self.title

    @property
    def page(self) -> str:
        """The form in the contents, and its sheet. It has no page of its own: it is entered on that of ``lines``."""
        return f"{LIST}{self.id}"


def view_at(views: Sequence[ViewForm], form: str) -> ViewForm | None:
    """The list with this name in the contents; None for any other form."""
    return next((view for view in views if view.page == form), None)
