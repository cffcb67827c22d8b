"""Checks: Book × tables × pack → findings. One module per family, one function per check.

A crash inside a check is a bug and comes out as one: it is never reported as bad data.
"""

from __future__ import annotations

from typing import Final

from models.checks import (
    assets,
    balance,
    codes,
    cover,
    indicators,
    magnitude,
    plan,
    procurement,
    project_codes,
    projects,
    targets,
    three_public,
)
from models.checks.context import Check, Context
from models.checks.equations import equation_findings
from models.findings import Finding, Found, Severity
from models.pack import Pack

CHECKS: Final[tuple[Check, ...]] = (
    *balance.CHECKS,
    *codes.CHECKS,
    *projects.CHECKS,
    *project_codes.CHECKS,
    *plan.CHECKS,
    *targets.CHECKS,
    *indicators.CHECKS,
    *three_public.CHECKS,
    *procurement.CHECKS,
    *assets.CHECKS,
    *cover.CHECKS,
    *magnitude.CHECKS,
)
CHECK_CODES: Final = frozenset(check.code for check in CHECKS)

_ORDER: Final = {Severity.ERROR: 0, Severity.VERIFY: 1, Severity.HINT: 2}
_OFF: Final = "不查"


def run_checks(context: Context) -> tuple[Finding, ...]:
    """All findings of a book, 错误 first, in the order of the checks."""
    findings: list[Finding] = []
    for check in CHECKS:
        severity = _severity(context.pack, check.code, check.severity)
        if severity is not None:
            findings.extend(_finding(check.code, severity, found) for found in check.run(context))
    for equation, found in equation_findings(context):
        severity = _severity(context.pack, equation.code, Severity(equation.severity))
        if severity is not None:
            findings.append(_finding(equation.code, severity, found))
    return tuple(sorted(findings, key=lambda f: _ORDER[f.severity]))


def _severity(pack: Pack, code: str, default: Severity) -> Severity | None:
    """The severity that the pack gives a check; None when the pack switches it off."""
    named = pack.severities.get(code, default.value)
    return None if named == _OFF else Severity(named)


def _finding(code: str, severity: Severity, found: Found) -> Finding:
    return Finding(code, severity, found.message, found.place, found.other_place, found.values, found.remedy, found.fix)
