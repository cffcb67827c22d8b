"""The paste command: clipboard into the selection as one undo step; asks by a preview when anything is unclear."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from models.incoming.clipboard.block import ClipboardBlock
from ui.dialogs.question import Question
from ui.grid.paste.landed import LandedCells
from ui.grid.paste.mime import block_of, refusal_of
from ui.grid.paste.plan import PastePlan, plan_paste
from ui.grid.paste.preview import PastePreview
from ui.grid.paste.remembered import RememberedColumns
from ui.grid.paste.target import Rectangle
from ui.grid.rows.column import ColumnKind
from ui.grid.rows.model import GridModel
from ui.theme.icons import Icons
from ui.theme.theme import Theme


def paste(
    mime: QMimeData | None,
    grid: GridModel,
    selected: Rectangle,
    remembered: RememberedColumns,
    theme: Theme,
    icons: Icons,
    parent: QWidget,
) -> Sequence[Rectangle]:
    """Paste; the filled cells, none when nothing was entered."""
    if refusal := refusal_of(mime):
        Question.ask(parent, theme, "粘贴", refusal)
        return ()
    block = block_of(mime)
    if block is None or not block.width:
        return ()
    block = shaped(block, grid, selected)
    plan: PastePlan | None = plan_paste(block, grid, selected, remembered=remembered)
    if plan is not None and plan.unsure:
        plan = PastePreview.ask(parent, theme, icons, plan, grid, partial(plan_paste, block, grid, selected))
    if plan is None:
        return ()
    if plan.chosen:
        remembered.keep(plan.signature, plan.fields)
    landed = LandedCells(grid, plan.landed)
    return landed.rectangles() if grid.set_cells(plan.typed, plan.label) else ()


def shaped(block: ClipboardBlock, grid: GridModel, selected: Rectangle) -> ClipboardBlock:
    """The block fitted to the selection: lines joined for a single long text field, repeated if the selection is a multiple."""
    height, width = selected.bottom - selected.top + 1, selected.right - selected.left + 1
    long = grid.column(selected.left).kind is ColumnKind.LONG_TEXT
    if block.width == 1 and block.height > 1 and long and height == width == 1 and not grid.source.takes_new_rows:
        return ClipboardBlock([["\n".join(row[0] if row else "" for row in block.rows)]])
    down = height // block.height if height % block.height == 0 else 1
    return block.repeated(down, width // block.width if width % block.width == 0 else 1)
