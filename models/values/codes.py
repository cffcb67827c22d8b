"""Code tables (function and economic classification), looked up by code, name or pinyin initials.

``verified`` says how far a row may be trusted ("yes", "name only", "no", "doubtful", ``BUREAU`` for a whole list of the
finance bureau and ``ADDED`` for single codes of it): only "yes" and the bureau's rows may lead to an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from models.values.text import plain_name

_CODE_BEFORE_NAME: Final = r"(?s)[\[(【]?(\d{3,7})[\])】]?[\s\-—:、(]*(?P<name>[^\W\d_].*)"
_NAME_BEFORE_CODE: Final = r"(?s)(?P<name>[^\W\d_].*?)[\s\-—:]*[\[(【]?(\d{3,7})[\])】]?"
_BROKEN_CODE: Final = r"['’‘\[(【]?\d{1,3}(?:[ .,_\-]?\d{1,3})*[.\])】]?"
_AS_NUMBER: Final = r"\.0+$"
_OF_WHICH: Final = "其中:"
BUREAU: Final = "bureau"
ADDED: Final = "added"
TRUSTED: Final = frozenset({"yes", BUREAU, ADDED})
FUNCTION_LEVELS: Final = {3: "类", 5: "款", 7: "项"}
ECONOMIC_LEVELS: Final = {3: "类", 5: "款"}


class Code(Struct, frozen=True):
    """One row of a code table. ``cost`` is "staff", "office" or "" (economic codes), ``budget`` the 预算 of a function code.

    ``initials`` are those of its name in pinyin; where that can be read in several ways, all of them with spaces between.
    """

    code: str
    name: str
    verified: str = "no"
    initials: str = ""
    cost: str = ""
    budget: str = ""

    @property
    def trusted(self) -> bool:
        """Whether data that contradicts this row may be reported as 错误."""
        return self.verified in TRUSTED


class CodeMatch(Struct, frozen=True):
    """One search result; a lower ``rank`` is a better match."""

    code: Code
    rank: tuple[int, ...]


class CodeTable:
    """A code table. Parents are prefixes: 2013201 lies under 20132 under 201."""

    def __init__(self, levels: Mapping[int, str], rows: Iterable[Code]) -> None:
        self.levels = dict(levels)
        self._rows = {row.code: row for row in rows}

    def __iter__(self) -> Iterator[Code]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, code: str) -> Code | None:
        """The row of a code, or None."""
        return self._rows.get(code)

    def name(self, code: str) -> str:
        """The name of a code, or "" when it is not in the table."""
        row = self._rows.get(code)
        return row.name if row else ""

    def with_name(self, code: str) -> str:
        """``2013201 行政运行``; the code alone when it is not in the table."""
        return f"{code} {self.name(code)}".rstrip()

    def cost(self, economic: str) -> str:
        """人员经费 / 公用经费 of an economic code ("staff", "office"): its own, else that of its 类; "" when neither has one."""
        row = self._rows.get(economic) or self._rows.get(economic[:3])
        return row.cost if row else ""

    def parents(self, code: str) -> tuple[str, ...]:
        """The codes of the levels above, highest first: ``2013201`` → ``201``, ``20132``."""
        return tuple(code[:length] for length in sorted(self.levels) if length < len(code))

    def path(self, code: str) -> str:
        """``一般公共服务支出 › 组织事务 › 行政运行``; an unknown step shows its code."""
        return " › ".join(self.name(step) or step for step in (*self.parents(code), code))

    @cached_property
    def is_bureaus(self) -> bool:
        """Whether the finance bureau's own whole list is merged into the table."""
        return any(row.verified == BUREAU for row in self)

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """The codes that are known to have changed in recent years."""
        return frozenset(row.code for row in self if row.verified == "doubtful")

    @cached_property
    def _search_rows(self) -> tuple[tuple[Code, str], ...]:
        return tuple((row, plain_name(row.name)) for row in self._rows.values())

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Plain name → the codes of the lowest level that have it."""
        lowest = max(self.levels)
        found: dict[str, tuple[str, ...]] = {}
        for row, name in self._search_rows:
            if len(row.code) == lowest:
                found[name] = (*found.get(name, ()), row.code)
        return found

    @cached_property
    def _all_by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Plain name → the codes of any level that have it."""
        found: dict[str, tuple[str, ...]] = {}
        for row, name in self._search_rows:
            found[name] = (*found.get(name, ()), row.code)
        return found

    def read(self, text: str, used: Container[str] = ()) -> str:
        """The code that typed or pasted text means; other text comes back in NFKC form, stripped.

        ``[2013201]行政运行`` and ``行政运行（2013201）`` mean their code, unless the name is another code's (``conflict``); so do
        ``201 32 01``, ``201.32.01`` and ``2013201.0``. A name means the only code that has it, or the only one of several that is
        in ``used``; one of the lowest level goes before those above.
        """
        if text in self._rows:
            return text
        plain = self._code_first(unicodedata.normalize("NFKC", text).strip())
        found = re.fullmatch(_CODE_BEFORE_NAME, plain)
        if found:
            return plain if self.conflict(plain) else found[1]
        if not plain or plain.isdigit():
            return plain
        named = self.codes_named(plain)
        if len(named) > 1:
            named = tuple(code for code in named if code in used)
        return named[0] if len(named) == 1 else plain

    def _code_first(self, plain: str) -> str:
        """A known code that was written after its name or in parts, as it is written here; any other text unchanged."""
        if re.fullmatch(_BROKEN_CODE, plain):
            digits = (re.sub(r"\D", "", written) for written in (plain, re.sub(_AS_NUMBER, "", plain)))
            return next((code for code in digits if code in self._rows), plain)
        found = re.fullmatch(_NAME_BEFORE_CODE, plain)
        return f"{found[2]} {found['name']}" if found and found[2] in self._rows else plain

    def codes_named(self, name: str) -> tuple[str, ...]:
        """The codes that have this name, at the lowest level that has it; a leading 其中 does not count."""
        plain = plain_name(name).removeprefix(_OF_WHICH)
        return self._by_name.get(plain) or self._all_by_name.get(plain, ())

    def has_name(self, name: str) -> bool:
        """Whether a code of any level has this name."""
        return plain_name(name) in self._all_by_name

    def conflict(self, text: str) -> str:
        """How a code and the name after it contradict each other: ``30203 水费`` → ``30203 是咨询费，水费是 30205``.

        "" where the name belongs to the code or to a level above it, or no code here has it: then it may be a short form.
        """
        found = re.fullmatch(_CODE_BEFORE_NAME, unicodedata.normalize("NFKC", text).strip())
        row = self._rows.get(found[1]) if found else None
        if found is None or row is None or row.verified == "doubtful":
            return ""
        name = plain_name(found["name"])
        named = self._all_by_name.get(name) or self._all_by_name.get(name.rstrip(")]】"), ())
        if not named or any(row.code.startswith(other) for other in named):
            return ""
        other = max(named, key=lambda code: (len(code) == len(row.code), code.startswith(row.code[:3])))
        return f"{row.code} 是{row.name}，{self.name(other)}是 {other}"

    def knows(self, text: str) -> bool:
        """Whether a text is a code of the table, with or without its name, or a name that several codes may have."""
        return self.read(text) in self._rows or plain_name(text) in self._by_name

    def search(
        self, text: str, used: Mapping[str, int] | None = None, used_last_year: Iterable[str] = (), usual: Iterable[str] = ()
    ) -> list[CodeMatch]:
        """Rows matching digits, a part of the name, or pinyin initials; best first.

        Exact before prefix before inside; then codes in ``usual`` (common beside the line's other code), those the book
        uses (``used``: code → times), those in ``used_last_year``, trusted ones, longer ones; then by code.
        """
        wanted = plain_name(text).lower()
        if not wanted:
            return []
        used, last, paired = used or {}, frozenset(used_last_year), frozenset(usual)
        hits = []
        for row, name in self._search_rows:
            closeness = _closeness(wanted, row, name)
            if closeness is not None:
                known = (row.code not in paired, -used.get(row.code, 0), row.code not in last, not row.trusted)
                hits.append(CodeMatch(row, (closeness, *known, -len(row.code), int(row.code))))
        return sorted(hits, key=lambda match: match.rank)

    def with_bureau_list(self, rows: Iterable[Code]) -> CodeTable:
        """A copy in which the bureau's rows replace ours; a row without a cost keeps our cost."""
        merged = dict(self._rows)
        for row in rows:
            source = ADDED if row.verified == ADDED else BUREAU
            merged[row.code] = _completed(Code(row.code, row.name, source, row.initials, row.cost, row.budget), self)
        return CodeTable(self.levels, (merged[code] for code in sorted(merged)))

    def with_changes(self, rows: Iterable[Code]) -> CodeTable:
        """A copy with new codes and other names; a row without a name takes its code away."""
        changed = dict(self._rows)
        for row in rows:
            changed.pop(row.code, None)
            if row.name:
                changed[row.code] = _completed(row, self)
        return CodeTable(self.levels, (changed[code] for code in sorted(changed)))


def _completed(row: Code, table: CodeTable) -> Code:
    """A row with the cost and budget of the table where it says none itself."""
    present = table.get(row.code)
    return replace(row, cost=row.cost or table.cost(row.code), budget=row.budget or (present.budget if present else ""))


def _closeness(wanted: str, row: Code, name: str) -> int | None:
    """0 exact, 1 prefix, 2 inside; None when the row does not match."""
    candidates = (row.code, name.lower(), *row.initials.split(" "))
    if wanted in candidates:
        return 0
    if any(candidate.startswith(wanted) for candidate in candidates):
        return 1
    return 2 if any(wanted in candidate for candidate in candidates[1:]) else None


class Codes(Struct, frozen=True):
    """The code tables that a book is entered and checked with.

    ``edition`` is the year of the national tables in them; ``elsewhere`` has the codes that they lack and the years, ascending,
    whose tables have them.
    """

    function: CodeTable = field(default_factory=lambda: CodeTable(FUNCTION_LEVELS, ()))
    economic: CodeTable = field(default_factory=lambda: CodeTable(ECONOMIC_LEVELS, ()))
    edition: str = ""
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def table(self, field_name: str) -> CodeTable | None:
        """The table for a field of a line ("function", "economic"), or None for a field that is no code."""
        return {"function": self.function, "economic": self.economic}.get(field_name)

    def other_years(self, code: str) -> str:
        """Which years have a code that these tables lack: 「2025 年起才有」, 「2024 年有，2026 年没有」; "" where none has it."""
        years = self.elsewhere.get(code, ())
        if not years:
            return ""
        return f"{years[0]} 年起才有" if years[0] > self.edition else f"{years[-1]} 年有，{self.edition} 年没有"
