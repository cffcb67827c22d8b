"""A list that a pack declares (政府购买服务, 新增资产): the layout of its records as data.

What is typed is stored by the ids of the columns, so that another order or another heading moves nothing.
"""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from models.pack.filters import CellRef
from models.pack.forms.contents import LIST
from models.values.amount_style import WAN, AmountStyle

AMOUNT: Final = "amount"
COUNT: Final = "count"
PROJECT: Final = "project"
CHOICE: Final = "choice"
AGENCY: Final = "agency"
FUNCTION: Final = "function"
ECONOMIC: Final = "economic"
KINDS: Final = ("text", AMOUNT, COUNT, "code", FUNCTION, ECONOMIC, PROJECT, CHOICE, AGENCY)
"""What a column may hold: words, money, a number of things, a code (of the place, national), a project, a listed word, a body."""


KEEP: Final = "keep"
NEXT_YEAR: Final = ("empty", KEEP)


class ListColumn(Struct, frozen=True):
    """A column: ``heading`` lists its cells from the top down; ``sum``: the total row adds it up.

    ``equals`` is the cell of an official table that the total of an amount has to equal.
    """

    id: str
    heading: tuple[str, ...]
    kind: str = "text"
    sum: bool = False
    width: float = 0
    choices: tuple[str, ...] = ()
    equals: CellRef | None = None

    @property
    def name(self) -> str:
        """The heading in one text, as messages name the column."""
        return " ".join(self.heading)

    @property
    def field(self) -> str:
        """The field of a record that the column shows (``models.book.list_lines``)."""
        return f"{AMOUNT if self.kind == AMOUNT else 'text'}:{self.id}"


class ListForm(Struct, frozen=True):
    """A list: ``total`` is the label of the total row, which stands at ``total_at``; ``length``: at least so many rows are printed.

    ``next_year`` says what 转入下一年 does with the records: "keep" them without their amounts, or "empty" the list.
    """

    id: str
    title: str
    columns: tuple[ListColumn, ...]
    total: str = ""
    total_at: str = "first"
    empty_note: str = ""
    notes: tuple[str, ...] = ()
    orientation: str = "landscape"
    length: int = 0
    next_year: str = "empty"
    amounts: AmountStyle = WAN
    short_title: str = ""

    @property
    def name(self) -> str:
        """The short title, or the title where there is none: the name of its page."""
        return self.short_title or self.title

    @property
    def page(self) -> str:
        """The page where it is entered, the form in the contents, and its sheet."""
        return f"{LIST}{self.id}"


def list_at(lists: Sequence[ListForm], page: str) -> ListForm | None:
    """The list that is entered on a page; None for any other page, and for a list that the pack does not have."""
    return next((form for form in lists if form.page == page), None)
