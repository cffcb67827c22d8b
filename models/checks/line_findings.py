"""Keeps the results of checks of single lines, line by line, so that an edit checks only the lines that it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from operator import is_not

from msgspec.structs import replace

from models.book.records import PROJECT_COLLECTIONS, Line, Project
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.memory import same_ends
from models.published.context import Context


def inputs_of(checks: Sequence[Check]) -> AbstractSet[str]:
    """The fields of the book that the results of the checks depend on; empty where one of them may depend on any."""
    anything = any(check.around or not (check.reads or check.each) for check in checks)
    return frozenset() if anything else frozenset(field for check in checks for field in (*check.reads, *check.each))


class LineFindings:
    """The results of checks that all read each line of a page by itself and the same fields of the book.

    A line is checked again when it is another object, when its line number (which messages name) has changed, and, for
    checks with ``around``, whenever it has findings.
    """

    def __init__(self, page: str, checks: Sequence[Check]) -> None:
        self._page = page
        self.checks = tuple(checks)
        self._reads = checks[0].reads
        self.inputs = inputs_of([replace(check, each=(page,)) for check in checks])
        """``follow`` is needed after a change of these fields of the book; empty: of any field."""
        self._read: tuple[object, ...] = tuple(object() for _ in self._reads)
        self._lines: tuple[Line, ...] = ()
        self._found: dict[str, dict[int, list[CheckResult]]] = {check.code: {} for check in checks}
        self._in_order: dict[str, tuple[CheckResult, ...]] = {}

    def found(self, code: str) -> tuple[CheckResult, ...]:
        """The results of a check (by its code), in the order of the lines."""
        if code not in self._in_order:
            found = self._found[code]
            self._in_order[code] = tuple(one for number in sorted(found) for one in found[number])
        return self._in_order[code]

    def update(self, context: Context) -> None:
        """Update the results to the book of this context."""
        read = tuple(getattr(context.book, field) for field in self._reads)
        if any(map(is_not, read, self._read)):
            self._read, self._lines = read, ()
            self._drop(lambda _: True)
        numbers = self._exchange(getattr(context.book, self._page))
        for check in self.checks:
            if check.around:
                numbers.update(self._found[check.code])
        if numbers:
            self._drop(numbers.__contains__)
            self._check_lines(context, sorted(numbers))

    def _exchange(self, lines: tuple[Line, ...]) -> set[int]:
        """Replace the lines. Returns the numbers (from 1) of those to check."""
        if lines is self._lines:
            return set()
        head, tail = same_ends(self._lines, lines)
        end, shift = len(self._lines) - tail, len(lines) - len(self._lines)
        numbers = set(range(head + 1, end + shift + 1))
        if shift:
            numbers.update(number + shift for found in self._found.values() for number in found if number > end)
            self._drop(lambda number: number > head)
        self._lines = lines
        return numbers

    def _drop(self, is_stale: Callable[[int], bool]) -> None:
        for code, found in self._found.items():
            for number in [number for number in found if is_stale(number)]:
                del found[number]
                self._in_order.pop(code, None)

    def _check_lines(self, context: Context, numbers: Sequence[int]) -> None:
        number_of = {}
        for number in numbers:
            line = self._lines[number - 1]
            number_of[line.id] = number
            if isinstance(line, Project):
                number_of |= {inner.id: number for name in PROJECT_COLLECTIONS for inner in getattr(line, name)}
        part = context.part(self._page, tuple(self._lines[number - 1] for number in numbers), number_of)
        for check in self.checks:
            for found in check.run(part):
                if found.place.line in number_of:  # findings about the cover belong to no line
                    self._found[check.code].setdefault(number_of[found.place.line], []).append(found)
                    self._in_order.pop(check.code, None)
