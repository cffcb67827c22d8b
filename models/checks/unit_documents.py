"""The documents of a department's bodies: which there are, and what keeps each from being a 正式件."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from models.book.agencies import is_told_apart, named_agencies
from models.book.records import AgencyLine, Book
from models.checks.checker import run_checks
from models.checks.findings import Finding, Severity, blocking
from models.published.context import Context
from models.published.sub_units import book_of_agency
from models.values.text import plain_name


class UnitDocument(Struct, frozen=True):
    """The document of one body, and the findings that make it a draft: ``inherited`` are those of the whole department.

    A fault of the department may be about any body's money, so none of them is right while the department is not.
    ``hints``: what else is to be looked at, such as the texts that are the department's and not the body's.
    """

    agency: AgencyLine
    context: Context
    inherited: tuple[Finding, ...]
    own: tuple[Finding, ...]
    hints: int

    @property
    def is_draft(self) -> bool:
        """Whether it leaves as a 草稿."""
        return bool(self.inherited or self.own)

    @property
    def hint_words(self) -> str:
        """``提示 3 条，打开它看``; "" for none."""
        return f"提示 {self.hints} 条，打开它看" if self.hints else ""


def unit_documents(
    department: Context,
    findings: Sequence[Finding],
    context_of: Callable[[Book], Context],
    agencies: Sequence[AgencyLine] | None = None,
) -> Iterator[UnitDocument]:
    """The documents of these bodies (None: of all), in the order of 机构设置, on the form that the department's names for them.

    ``findings`` are the department's; ``context_of`` finds the form and the codes of a book and may raise.
    """
    blocked = blocking(department.book, findings)
    for agency in named_agencies(department.book) if agencies is None else agencies:
        context = context_of(book_of_agency(department, agency, department.pack.unit_pack))
        found = run_checks(context)
        hints = sum(finding.severity is Severity.HINT for finding in found)
        yield UnitDocument(agency, context, blocked, blocking(context.book, found), hints)


def why_no_documents(book: Book) -> str:
    """Why the documents of the bodies cannot be told apart, and what to do; "" where they can."""
    names = [plain_name(agency.name) for agency in named_agencies(book)]
    if not names:
        return "机构设置里没有单位；先在“情况说明”页的机构设置里填单位名称"
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        return f"机构设置里有两个“{twice}”；先改成不同的名称"
    return "" if is_told_apart(book) else "没有一行写着所属单位，分不出各单位的钱；先打开 视图 → 所属单位列，在下属单位的行里写上"
