"""The widgets that break a rule by design, by their classes, each with its reason."""

from __future__ import annotations

LIES_OVER_OTHERS = {
    "QSplitterHandle": "Qt makes a handle of one pixel wider, so that the mouse can seize it",
    "GoTo": "the line of 转到 hangs over the page while it asks",
    "FindLine": "the line of 查找 hangs over the page while it asks",
    "CompletionList": "a list hangs below what is being typed",
    "HelpCard": "the card stands beside the cell that it explains",
}
"""Siblings may lie below these."""

LARGER_THAN_ITS_PARENT = {
    "QSplitterHandle": "as above",
}
"""These may reach over the edge of their parent."""

WITHOUT_LAYOUT = {
    "GoTo": "placed by itself, over the window",
    "FindLine": "placed by itself, over the window",
    "CompletionList": "placed by itself, below what is being typed",
    "HelpCard": "placed by itself, beside a cell",
}
"""Children whose parent has a layout that does not hold them."""

ENDS_IN_DOTS = {
    "PlaceLink": "a link that repeats in its tooltip what it leaves out",
    "ElidedLabel": "a label that repeats in its tooltip what it leaves out",
    "WholeOrNothingLabel": "shows its text whole or not at all; the tooltip has it",
}
"""Labels and links that shorten their text themselves; they need a tooltip while they do."""

FITS_ITS_SCREEN = {
    "Guide": "a window of its own, as high as the screen allows",
}
"""Windows that take their size from the screen, which is larger here than the window that is tried."""

FOREIGN = {
    "QPrintPreviewDialog": "Qt's own window: its zoom box reserves no room for the field in it",
    "QMenu": "Qt lays out menus, and makes them as large as their entries",
}
"""Windows whose insides are not ours to lay out."""


PAPER = {
    "SheetView": "printed pages: black on white, at a scale at which the rules touch the texts",
    "OriginalView": "the pages of a file that others made",
}
"""Views whose ground is paper."""

PAINTED_BY_QT = {
    "QStyledItemDelegate": "Qt's own",
    "QItemDelegate": "Qt's own",
    "QAbstractItemDelegate": "Qt's own, as PySide shows it",
    "PaddedCells": "paints the ground itself, and leaves the text to Qt",
}
"""Delegates whose texts Qt draws, and shortens."""


def is_one(widget: object, design: dict[str, str]) -> bool:
    """Whether the class of a widget, or one it comes from, is listed."""
    return any(kind.__name__ in design for kind in type(widget).__mro__)
