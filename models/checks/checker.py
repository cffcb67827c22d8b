"""Runs all checks over a book and keeps their results as long as the fields that they read stay the same.

An exception inside a check is a bug, never bad data. It propagates, or, where the caller ``report``s it, the check is
unfinished: a state that blocks the submission, and the check is tried again at every run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Final

from msgspec.structs import astuple, replace

from models.book.places import Place
from models.book.records import OVERALL, Book
from models.checks.check import Check
from models.checks.findings import CheckResult, Finding, Severity
from models.checks.line_findings import LineFindings, inputs_of
from models.checks.listing.consequences import with_causes
from models.checks.money import (
    agencies,
    assets,
    balance,
    blank_amounts,
    codes,
    last_year,
    operating,
    procurement,
    projects,
    three_public,
    typed,
)
from models.checks.money.equations import EquationFindings
from models.checks.money.units import magnitude, scale
from models.checks.project_sheet import (
    categories,
    copies,
    frame,
    head,
    indicators,
    matching,
    plan,
    precision,
    project_codes,
    targets,
    weights,
    years,
)
from models.checks.project_sheet.money import costs, tasks
from models.checks.severities import SEVERITIES
from models.checks.texts import (
    cover,
    lists,
    missing_words,
    narrative,
    prose,
    residues,
    standard_words,
    timely,
    typed_figures,
    unit_slips,
    writing,
)
from models.memory import Memory
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.values.codes import Codes


def _of_projects(*reads: str, checks: Sequence[Check]) -> tuple[Check, ...]:
    """Declares that the checks read each project by itself and only these fields of the book; a test verifies it."""
    return tuple(replace(check, each=("projects",), reads=reads) if not check.reads else check for check in checks)


def _of_sheets(*reads: str, checks: Sequence[Check]) -> tuple[Check, ...]:
    """As ``_of_projects``, of checks that look at the sheet of the whole department too."""
    return tuple(replace(check, each=("projects", OVERALL), reads=reads) if not check.reads else check for check in checks)


CHECKS: Final[tuple[Check, ...]] = (
    *balance.CHECKS,
    *blank_amounts.CHECKS,
    *codes.CHECKS,
    *projects.CHECKS,
    *_of_projects("unit", "year", checks=project_codes.CHECKS),
    *_of_projects(checks=plan.CHECKS),
    *_of_sheets(checks=targets.CHECKS),
    *_of_projects(checks=costs.CHECKS),
    *_of_sheets(checks=frame.CHECKS),
    *_of_sheets(checks=indicators.CHECKS),
    *_of_sheets(checks=matching.CHECKS),
    *_of_sheets(checks=categories.CHECKS),
    *_of_sheets(checks=precision.CHECKS),
    *_of_sheets(checks=weights.CHECKS),
    *_of_sheets("year", checks=head.CHECKS),
    *copies.CHECKS,
    *_of_sheets("year", checks=years.CHECKS),
    *_of_sheets(checks=tasks.CHECKS),
    *writing.CHECKS,
    *three_public.CHECKS,
    *procurement.CHECKS,
    *assets.CHECKS,
    *typed.CHECKS,
    *operating.CHECKS,
    *agencies.CHECKS,
    *lists.CHECKS,
    *cover.CHECKS,
    *residues.CHECKS,
    *timely.CHECKS,
    *last_year.CHECKS,
    *narrative.CHECKS,
    *missing_words.CHECKS,
    *typed_figures.CHECKS,
    *unit_slips.CHECKS,
    *prose.CHECKS,
    *standard_words.CHECKS,
    *magnitude.CHECKS,
    *scale.CHECKS,
)

_OF_PROJECT_SHEETS: Final = frozenset(check.code for module in (plan, costs, copies) for check in module.CHECKS)
"""The checks of the 绩效目标表 of projects, which a place without these sheets does without."""

_SHEETS: Final = (targets, frame, indicators, matching, categories, precision, weights, head, years, tasks)
_OF_ANY_SHEET: Final = frozenset(check.code for module in _SHEETS for check in module.CHECKS)
"""The checks of them and of the 部门整体绩效目标表, which a place with neither does without."""

_OFF: Final = "不查"
_EQUATIONS: Final = "勾稽关系"
_CAUSES: Final = "连带关系"
"""What an unfinished check is called that has no code of its own."""

_CHECKS: Final = "checks"
"""The page of the places of checks: there is nothing to go to, for the fault is the program's."""

_REMEDY: Final = "填的数都在，可以接着填，程序会再试；一直这样，用“帮助”里的“保存诊断信息”，把文件发给维护的人。"

_GroupKey = tuple[str, tuple[str, ...]]
"""A page and the other fields that its checks read."""

Report = Callable[[Exception], None]
"""Told of the fault of a check that is not finished."""

_FIELDS: Final = Book.__struct_fields__


class Checker:
    """Runs the checks of one pack and its codes over a book as it is edited.

    The results of a check are kept as long as the parts of the book that it reads are the same objects.
    """

    def __init__(self, pack: Pack, codes: Codes, report: Report | None = None) -> None:
        self._pack = pack
        self._codes = codes
        self._report = report
        self._memory = Memory()
        checks = (check for check in CHECKS if check.code not in _without_sheets(pack))
        severities = ((check, _severity(pack, check.code, SEVERITIES[check.code])) for check in checks)
        self._checks = [(check, severity, inputs_of([check])) for check, severity in severities if severity is not None]
        self._equations = EquationFindings(pack.equations)
        self._lines = _groups([check for check, _, _ in self._checks])
        self._book: Book | None = None
        self._kept: dict[str, Sequence[Finding]] = {}
        self._failed: dict[str, Finding] = {}
        """By the code of a check that failed in this run: what is said of it. It is tried again in the next one."""
        self._singles: dict[tuple[_GroupKey, str], LineFindings] = {}
        """By group and code: the checks of a group in which one failed, each by itself."""

    def run(self, context: Context) -> tuple[Finding, ...]:
        """All findings, 错误 first, in the order of the checks. Raises ``ValueError`` for a context of another pack or codes."""
        if context.pack is not self._pack or context.codes is not self._codes:
            raise ValueError(context.pack.id)
        changed = {name for name in _FIELDS if self._book is None or getattr(context.book, name) is not getattr(self._book, name)}
        again, self._failed, self._singles, self._book = set(self._failed), {}, {}, context.book
        for key, lines in tuple(self._lines.items()):
            fails = any(check.code in again for check in lines.checks)
            if fails or not lines.inputs or not changed.isdisjoint(lines.inputs):
                self._update(key, lines, context)
        findings: dict[Severity, list[Finding]] = {severity: [] for severity in Severity}
        for check, severity, inputs in self._checks:
            if check.code in again or not inputs or not changed.isdisjoint(inputs):
                self._kept[check.code] = self._contained(check.code, partial(self._looked, check, severity, context), ())
            findings[severity] += self._kept[check.code]
        for found in self._contained(_EQUATIONS, partial(self._unequal, context), ()):
            findings[found.severity].append(found)
        if _EQUATIONS in self._failed:
            self._equations = EquationFindings(self._pack.equations)
        ordered = tuple(chain.from_iterable(findings.values()))
        linked = self._contained(_CAUSES, lambda: with_causes(context, ordered), ordered)
        return (*self._failed.values(), *linked)

    def _contained(self, code: str, work: Callable[[], Sequence[Finding]], otherwise: Sequence[Finding]) -> Sequence[Finding]:
        """The result of a check; ``otherwise`` where it fails, or has failed before in this run."""
        if code in self._failed:
            return otherwise
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - any fault of a check is to be seen, whatever it is
            self._note(code, error)
            return otherwise

    def _note(self, code: str, error: Exception) -> None:
        """Remember that a check failed. Raises the error where nobody wants it reported."""
        if self._report is None:
            raise error
        if code not in self._failed:
            self._report(error)
            self._failed[code] = _unfinished(code, error)

    def _update(self, key: _GroupKey, lines: LineFindings, context: Context) -> None:
        """Let the checks of single lines look at what changed; where one of them fails, each by itself, to know which."""
        try:
            lines.update(context)
        except Exception:
            self._lines[key] = LineFindings(key[0], lines.checks)
            for check in lines.checks:
                single = LineFindings(key[0], (check,))
                try:
                    single.update(context)
                except Exception as own:  # noqa: BLE001 - as above
                    self._note(check.code, own)
                self._singles[key, check.code] = single
            if not any(check.code in self._failed for check in lines.checks):
                raise

    def _looked(self, check: Check, severity: Severity, context: Context) -> Sequence[Finding]:
        return self._findings(check, severity, self._found(check, context))

    def _unequal(self, context: Context) -> Sequence[Finding]:
        """The equations that do not hold."""
        unequal = []
        for equation, found in self._equations.run(context):
            named = _severity(context.pack, equation.code, Severity(equation.severity))
            if named is not None:
                unequal.append(_finding(equation.code, named, found))
        return unequal

    def _found(self, check: Check, context: Context) -> Sequence[CheckResult]:
        if not check.each:
            return tuple(check.run(context))
        parts = tuple(getattr(context.book, field) for field in check.reads)
        head = self._memory.recall((check.code, "head"), parts, lambda: tuple(check.run(context.part("basic", (), {}))))
        keys = [(page, check.reads) for page in check.each]
        pages = [self._singles.get((key, check.code), self._lines[key]).found(check.code) for key in keys]
        return [*head, *chain.from_iterable(pages)]

    def _findings(self, check: Check, severity: Severity, found: Sequence[CheckResult]) -> Sequence[Finding]:
        if not found:
            return ()
        return self._memory.each((check.code, "findings"), tuple(found), partial(_finding, check.code, severity))


def _without_sheets(pack: Pack) -> frozenset[str]:
    """The checks of sheets that a place does not print."""
    if pack.sheet.is_printed:
        return frozenset()
    return _OF_PROJECT_SHEETS if pack.overall.is_printed else _OF_PROJECT_SHEETS | _OF_ANY_SHEET


def _groups(checks: Sequence[Check]) -> dict[_GroupKey, LineFindings]:
    """The checks of single lines, grouped by page and by the other fields that they read."""
    groups: dict[_GroupKey, list[Check]] = {}
    for check in checks:
        for page in check.each:
            groups.setdefault((page, check.reads), []).append(check)
    return {(page, reads): LineFindings(page, members) for (page, reads), members in groups.items()}


def run_checks(context: Context, report: Report | None = None) -> tuple[Finding, ...]:
    """All findings of a book, 错误 first, in the order of the checks. ``report`` as for a ``Checker``."""
    return Checker(context.pack, context.codes, report).run(context)


def _severity(pack: Pack, code: str, default: Severity) -> Severity | None:
    """The severity that the pack gives a check; None where the pack switches it off (不查)."""
    named = pack.severities.get(code, default.value)
    return None if named == _OFF else Severity(named)


def _finding(code: str, severity: Severity, found: CheckResult) -> Finding:
    return Finding(*astuple(found), code=code, severity=severity)


def _unfinished(code: str, error: Exception) -> Finding:
    """What the list shows of a check (by its code) that ended with ``error``; the error's own words may hold data and stay out."""
    return Finding(
        f"检查 {code} 没有做完：程序出了意外（{type(error).__name__}），不是填的数有错",
        Place(_CHECKS, field=code),
        remedy=_REMEDY,
        code=code,
        severity=Severity.UNFINISHED,
    )
