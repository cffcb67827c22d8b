"""Forms beside the official tables as data: lists of lines (政府采购) and 固定资产."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from msgspec import Struct

from models.values.amount_style import WAN, AmountStyle


class RecordColumn(Struct, frozen=True):
    """A column of a record form (政府采购): its heading, the ``field`` of the line it shows, and how (``show``)."""

    id: str
    heading: tuple[str, ...]
    field: str
    show: str = "text"
    source: frozenset[str] | None = None
    width: float = 0


class RecordForm(Struct, frozen=True):
    """A list form beside the official tables: one row per line of ``lines``, in the pack's columns."""

    id: str
    title: str
    lines: str
    columns: tuple[RecordColumn, ...]
    notes: tuple[str, ...] = ()
    empty_note: str = ""
    orientation: str = "landscape"
    total: str = ""
    amounts: AmountStyle = WAN


class AssetRow(Struct, frozen=True):
    """A row of 固定资产占用情况表. ``sum`` lists the rows that it adds up; ``part_of`` is the row that it is a part of (其中)."""

    id: str
    label: str
    sum: tuple[str, ...] = ()
    part_of: str = ""


class AssetForm(Struct, frozen=True):
    """固定资产占用情况表: fixed rows with quantity and value. ``as_of`` is ``12-31`` of the year before."""

    title: str
    head: str
    headings: tuple[str, str, str]
    rows: tuple[AssetRow, ...]
    orientation: str = "portrait"
    amounts: AmountStyle = WAN

    def label(self, item: str) -> str:
        """The label of a row; "" when the form does not have it."""
        return next((row.label for row in self.rows if row.id == item), "")
