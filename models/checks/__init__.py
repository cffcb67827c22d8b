"""Checks: Book × tables × pack → findings. One module per family, one function per check.

A crash inside a check is a bug and comes out as one: it is never reported as bad data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from models.checks import (
    assets,
    balance,
    codes,
    copies,
    costs,
    cover,
    indicators,
    magnitude,
    plan,
    procurement,
    project_codes,
    projects,
    targets,
    three_public,
    writing,
    years,
)
from models.checks.context import Check, Context
from models.checks.equations import equation_findings
from models.codes import Codes
from models.findings import Finding, Found, Severity
from models.pack import Pack


def _reading(*reads: str, checks: Sequence[Check]) -> tuple[Check, ...]:
    """Checks of a family that looks at these fields of the book alone (a test holds each to it)."""
    return tuple(replace(check, reads=reads) for check in checks)


CHECKS: Final[tuple[Check, ...]] = (
    *balance.CHECKS,
    *codes.CHECKS,
    *projects.CHECKS,
    *_reading("projects", "unit", "year", checks=project_codes.CHECKS),
    *_reading("projects", checks=plan.CHECKS),
    *_reading("projects", checks=targets.CHECKS),
    *_reading("projects", checks=costs.CHECKS),
    *_reading("projects", checks=indicators.CHECKS),
    *_reading("projects", checks=copies.CHECKS),
    *_reading("projects", "year", checks=years.CHECKS),
    *_reading("projects", checks=writing.CHECKS),
    *three_public.CHECKS,
    *_reading("procurement", "projects", checks=procurement.CHECKS),
    *_reading("assets", checks=assets.CHECKS),
    *cover.CHECKS,
    *magnitude.CHECKS,
)
CHECK_CODES: Final = frozenset(check.code for check in CHECKS)

_ORDER: Final = {Severity.ERROR: 0, Severity.VERIFY: 1, Severity.HINT: 2}
_OFF: Final = "不查"


class Checker:
    """Runs the checks of one pack and its codes over a book as it is edited.

    What a check found is kept for as long as the parts of the book that it reads are the very same objects.
    """

    def __init__(self, pack: Pack, codes: Codes) -> None:
        self._pack = pack
        self._codes = codes
        self._kept: dict[str, tuple[tuple[object, ...], tuple[Found, ...]]] = {}

    def run(self, context: Context) -> tuple[Finding, ...]:
        """All findings of a book, 错误 first, in the order of the checks. The context's pack and codes are the checker's."""
        if context.pack is not self._pack or context.codes is not self._codes:
            raise ValueError(context.pack.id)
        findings: list[Finding] = []
        for check in CHECKS:
            severity = _severity(context.pack, check.code, check.severity)
            if severity is not None:
                findings.extend(_finding(check.code, severity, found) for found in self._found(check, context))
        for equation, found in equation_findings(context):
            severity = _severity(context.pack, equation.code, Severity(equation.severity))
            if severity is not None:
                findings.append(_finding(equation.code, severity, found))
        return tuple(sorted(findings, key=lambda f: _ORDER[f.severity]))

    def _found(self, check: Check, context: Context) -> Iterable[Found]:
        if not check.reads:
            return check.run(context)
        parts = tuple(getattr(context.book, field) for field in check.reads)
        kept = self._kept.get(check.code)
        if kept is None or any(a is not b for a, b in zip(kept[0], parts, strict=True)):
            kept = self._kept[check.code] = (parts, tuple(check.run(context)))
        return kept[1]


def run_checks(context: Context) -> tuple[Finding, ...]:
    """All findings of a book, 错误 first, in the order of the checks."""
    return Checker(context.pack, context.codes).run(context)


def _severity(pack: Pack, code: str, default: Severity) -> Severity | None:
    """The severity that the pack gives a check; None when the pack switches it off."""
    named = pack.severities.get(code, default.value)
    return None if named == _OFF else Severity(named)


def _finding(code: str, severity: Severity, found: Found) -> Finding:
    return Finding(
        code, severity, found.message, found.place, found.other_place, found.values, found.remedy, found.fix, found.balance
    )
