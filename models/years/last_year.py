"""Last year's book compared with this year's: which codes it used and which of its lines match a line of this year."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from models.book.records import Book, all_lines
from models.pack.forms.pack import Pack
from models.values.codes import Codes
from models.values.money import fen
from models.values.text import plain_name
from models.words.lines import line_title

_SPENDING: Final = ("basic", "others")


class LastYear:
    """Another year's book of the same unit; its lines are matched by their codes and names."""

    def __init__(self, book: Book, pack: Pack, codes: Codes) -> None:
        self.book = book
        self._pack = pack
        self._codes = codes

    @cached_property
    def _amounts(self) -> Mapping[Hashable, frozenset[int]]:
        amounts: dict[Hashable, set[int]] = {}
        for key, line in _lines(self.book):
            amounts.setdefault(key, set()).add(fen(line.amount))
        return {key: frozenset(values) for key, values in amounts.items()}

    def matching_amounts(self, book: Book) -> Mapping[int, frozenset[int]]:
        """The amounts (fen) of last year's matching lines, by the id of the line of ``book``; several where it was split."""
        return {line.id: self._amounts[key] for key, line in _lines(book) if key in self._amounts}

    def missing_lines(self, book: Book, amount: int) -> Iterator[tuple[str, str]]:
        """Title and page of lines of basic and other expenditure with exactly this amount (fen) that match no line of ``book``."""
        now = {key for key, _ in _lines(book)}
        for key, line in _lines(self.book):
            if fen(line.amount) == amount and key[0] in _SPENDING and key not in now:
                yield line_title(line, self._codes, self._pack), key[0]

    @cached_property
    def used(self) -> Mapping[str, frozenset[str]]:
        """The codes that its lines use, by field (function, economic)."""
        return {
            field: frozenset(code for line in all_lines(self.book) if (code := getattr(line, field, "")))
            for field in ("function", "economic")
        }


def _lines(book: Book) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The lines of money, each with the key (page first) by which it is matched in another year."""
    for line in book.basic:
        yield ("basic", line.function, line.economic, line.source, line.sub_unit), line
    for other in book.others:
        yield ("others", other.kind, other.function, other.source, other.sub_unit), other
    for typed in book.income:
        yield ("income", typed.function, typed.source, str(typed.carried)), typed
    for item in book.three_public:
        yield ("three_public", item.item, item.source, item.sub_unit), item
    for project in book.projects:
        for part in project.funding:
            yield ("projects", plain_name(project.name), part.function, part.source), part
