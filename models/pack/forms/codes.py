"""The codes that a pack adds to the national tables or renames in them."""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from msgspec import Struct

from models.values.codes import Code, Codes


class OwnCodes(Struct, frozen=True):
    """Rows of function.csv and economic.csv: changes of the edition that the pack names; one without a name takes its code away."""

    function: tuple[Code, ...] = ()
    economic: tuple[Code, ...] = ()

    def applied_to(self, codes: Codes) -> Codes:
        """The tables with these changes; the same object where there are none."""
        if not self.function and not self.economic:
            return codes
        function, economic = codes.function.with_changes(self.function), codes.economic.with_changes(self.economic)
        there = {row.code for row in (*self.function, *self.economic) if row.name}
        elsewhere = {code: years for code, years in codes.elsewhere.items() if code not in there}
        return Codes(function, economic, codes.edition, elsewhere)
