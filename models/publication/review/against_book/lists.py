"""政府采购, 固定资产 and the lists of the pack against those of the book, by the texts of their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from models.incoming.recognised.lines import plain
from models.incoming.recognised.recognise import RecognisedBlock
from models.pack.forms.contents import ASSETS, LIST, PROCUREMENT
from models.paper.sheet import PrintedSheet
from models.paper.sheet_list import sheet_plans
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import BOOK_TEXT, severity_of
from models.publication.review.reading import ReadDocument
from models.published.context import Context
from models.values.text import clipped

_KINDS: Final = frozenset({ASSETS, LIST, PROCUREMENT})
_SHOWN: Final = 60


def list_findings(read: ReadDocument, context: Context) -> Iterator[ReviewFinding]:
    """Texts of a list that the book does not print, and those of the book that are not there."""
    blocks = {_key(block): block for block in read.found.blocks if block.kind in _KINDS}
    if not blocks:
        return
    for plan in sheet_plans(context):
        block = blocks.get(plan.entry.key)
        if block is not None:
            yield from _of_list(context, block, plan.lay_out(draft=False))


def _key(block: RecognisedBlock) -> str:
    return f"{LIST}{block.id}" if block.kind == LIST else block.kind


def _of_list(context: Context, block: RecognisedBlock, sheet: PrintedSheet) -> Iterator[ReviewFinding]:
    severity = severity_of(BOOK_TEXT, context.pack)
    if severity is None:
        return
    own = Counter(text for _, cell in sheet.placed_cells() if (text := plain(cell.text)))
    printed = [(plain(text), line) for line in block.lines for text in line.texts if text.strip()]
    remedy = "改成和预算一样；有意改的，把预算也改了"
    for text, line in printed:
        if text not in own and not line.is_paragraph:  # a paragraph below is one of 情况说明
            message = f"公开稿的“{clipped(text, _SHOWN)}”预算里没有"
            yield ReviewFinding(BOOK_TEXT, severity, message, line.place, block.title, remedy=remedy)
    missing = own - Counter(text for text, _ in printed) - Counter({plain(block.title): 1})
    for text in missing:
        message = f"预算里的“{clipped(text, _SHOWN)}”公开稿没有"
        yield ReviewFinding(BOOK_TEXT, severity, message, block.place, block.title, remedy=remedy)
