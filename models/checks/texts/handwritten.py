"""What the clerk writes for 情况说明: the parts of the text, and the reasons for changes against last year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.book.edits import Fix
from models.book.places import Place
from models.checks.findings import CheckResult
from models.checks.prose.remark import Remark
from models.pack.forms.last_year import label_of
from models.published.context import Context

PAGES: Final = ("texts", "last_year")
"""The pages with these texts."""

_SENTENCE: Final = re.compile(r"[^。；\n]*[。；]?")


class Handwritten(Struct, frozen=True):
    """A text with the name of its part for messages; ``is_reason``: the form prints it inside a sentence of its own."""

    label: str
    place: Place
    text: str
    is_reason: bool = False


def handwritten(context: Context) -> Iterator[Handwritten]:
    """The texts that are not blank."""
    for _, line in context.numbered("texts"):
        if line.text.strip():
            yield Handwritten(context.pack.narrative.label(line.item), Place("texts", line.id, "text"), line.text)
    for _, line in context.numbered("last_year"):
        if line.reason.strip():
            label = f"{label_of(context.pack.last_year, line.item)}增减原因"
            yield Handwritten(label, Place("last_year", line.id, "reason"), line.reason, is_reason=True)


def about(written: Handwritten, remarks: Sequence[Remark]) -> CheckResult:
    """One finding for the remarks of a check on a text: it shows and mends the first, and names the others.

    An explanation belongs to a check and a place, so there is one finding for each; its values are the sentences found
    fault with, so that an explanation outlives changes of others.
    """
    place, text, first = written.place, written.text, remarks[0]
    fix = None
    if first.right is not None:
        mended = text[: first.start] + first.right + text[first.end :]
        label = f"改为“{first.right}”" if first.right else f"删掉“{text[first.start : first.end].strip()}”"
        fix = Fix(label, place.line, place.field, mended)
    return CheckResult(
        message=f"{written.label}：{first.problem}" + (f"（共 {len(remarks)} 处）" if len(remarks) > 1 else ""),
        place=place,
        values=(
            *first.values,
            ("原文", _sentence(text, first)),
            *(("还有", f"{remark.problem}：{_sentence(text, remark)}") for remark in remarks[1:]),
        ),
        remedy=first.remedy,
        fix=fix,
    )


def _sentence(text: str, remark: Remark) -> str:
    return sentence_around(text, remark.start, remark.end)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentences in which a place of a text lies."""
    found = (match for match in _SENTENCE.finditer(text) if match.end() > start and match.start() < end)
    return "".join(match[0] for match in found).strip()
