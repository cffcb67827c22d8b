"""How a pack refers to amounts: by a filter over the facts, or by a cell of a table."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from msgspec import Struct

from models.book.facts import Key
from models.book.places import Place


class Filter(Struct, frozen=True):
    """Which facts a table, side, row or column includes; None: any. ``function`` and ``economic`` list code prefixes."""

    source: frozenset[str] | None = None
    kind: frozenset[str] | None = None
    carried: bool | None = None
    cost: frozenset[str] | None = None
    item: frozenset[str] | None = None
    function: tuple[str, ...] | None = None
    economic: tuple[str, ...] | None = None

    def takes(self, key: Key) -> bool:
        """Whether a fact with this key passes."""
        return (
            (self.source is None or key.source in self.source)
            and (self.kind is None or key.kind in self.kind)
            and (self.carried is None or key.carried is self.carried)
            and (self.cost is None or key.cost in self.cost)
            and (self.item is None or key.item in self.item)
            and (self.function is None or key.function.startswith(self.function))
            and (self.economic is None or key.economic.startswith(self.economic))
        )


EVERYTHING = Filter()


class CellRef(Struct, frozen=True, tag=True):
    """One cell, or with row ``*`` one per row, of a table: ``T3:2210201:basic``."""

    table: str
    row: str
    column: str

    @property
    def place(self) -> Place:
        """The cell as findings name it."""
        return Place("table", field=f"{self.table}:{self.row}:{self.column}")

    @classmethod
    def at(cls, place: Place) -> "CellRef":
        """The cell that a place names: the inverse of ``place``."""
        return cls(*place.field.split(":"))
