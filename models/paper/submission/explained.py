"""核实说明: the 核实 findings of a book with the reasons that the clerk wrote, as far as they still apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from models.checks.findings import EXPLAINED, Finding, Severity, explanation_of, explanation_state
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import add_head_line, add_headings, add_note
from models.published.context import Context
from models.published.head import page_text
from models.words.places import place_words

EXPLANATIONS: Final = "核实说明"
_WIDTHS: Final = (6.0, 26.0, 44.0, 50.0)


class ExplainedFinding(Struct, frozen=True):
    """What was asked, where, and the reason."""

    place: str
    message: str
    reason: str


def explained_findings(context: Context, findings: Sequence[Finding]) -> tuple[ExplainedFinding, ...]:
    """One for each 核实 with a valid explanation, in the order of the findings."""
    book = context.book
    asked = [f for f in findings if f.severity is Severity.VERIFY and explanation_state(book, f) == EXPLAINED]
    reasons = [explanation_of(book, finding) for finding in asked]
    return tuple(
        ExplainedFinding(place_words(book, context.pack, finding.place), finding.message, reason.text)
        for finding, reason in zip(asked, reasons, strict=True)
        if reason is not None
    )


def explanations_sheet(context: Context, explained: Sequence[ExplainedFinding], name: str, *, draft: bool) -> PrintedSheet:
    """核实说明: what the program asked about, and the reasons of the unit."""
    book = context.book
    title = f"{book.year}年部门预算{EXPLANATIONS}"
    builder = SheetBuilder(name, title, "landscape", _WIDTHS, draft)
    builder.add_title(title)
    add_head_line(builder, (page_text(book, context.pack.head["left"]), "", f"共 {len(explained)} 处"))
    add_headings(builder, [("序号",), ("位置",), ("核实的问题",), ("单位的说明",)])
    builder.repeat = (2, 3)
    builder.freeze = 3
    for number, one in enumerate(explained, 1):
        builder.add(
            PrintedCell(1, str(number), Style.NUMBER, number),
            PrintedCell(2, one.place, Style.NAME),
            PrintedCell(3, one.message, Style.NAME),
            PrintedCell(4, one.reason, Style.NAME),
        )
    if not explained:
        add_note(builder, "没有需要说明的核实。")
    return builder.finish()
