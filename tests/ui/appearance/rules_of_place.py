"""Where widgets lie: inside their parents, in a layout, beside each other; scroll bars beside more than one line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QLayout, QScrollArea, QScrollBar, QWidget

from tests.ui.appearance.designs import LARGER_THAN_ITS_PARENT, LIES_OVER_OTHERS, WITHOUT_LAYOUT, is_one
from tests.ui.appearance.faults import Fault, name_of, path_of, size_of


def children_in_sight(widget: QWidget) -> list[QWidget]:
    """The visible children that are no windows of their own."""
    found = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [child for child in found if child.isVisible() and not child.isWindow()]


def scrolls(widget: QWidget) -> bool:
    """Whether it is the viewport of a scroll area: what is larger than it can be scrolled to."""
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def can_be_scrolled_to(viewport: QWidget) -> Iterator[Fault]:
    """Where a scroll area never shows a bar, its contents are not larger than what is in sight."""
    area = viewport.parentWidget()
    if not scrolls(viewport) or not isinstance(area, QScrollArea) or area.widget() is None:
        return
    inner, never = area.widget(), Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    too_wide = area.horizontalScrollBarPolicy() is never and inner.width() > viewport.width()
    too_high = area.verticalScrollBarPolicy() is never and inner.height() > viewport.height()
    if too_wide or too_high:
        what = f"{size_of(inner)} in {viewport.width()}×{viewport.height()} without a scroll bar"
        yield Fault("outside its parent", path_of(inner), what)


def inside_its_parent(parent: QWidget) -> Iterator[Fault]:
    """No visible child reaches over the edge of its parent, unless the parent scrolls, or is so small that it shows nothing."""
    if scrolls(parent) or min(parent.width(), parent.height()) <= 1:
        return
    for child in children_in_sight(parent):
        place = child.geometry()
        if not place.isEmpty() and not parent.rect().contains(place) and not is_one(child, LARGER_THAN_ITS_PARENT):
            yield Fault("outside its parent", path_of(child), f"{size_of(child)} in {parent.width()}×{parent.height()}")


def beside_its_siblings(parent: QWidget) -> Iterator[Fault]:
    """No two visible children lie over each other."""
    near = [child for child in children_in_sight(parent) if not is_one(child, LIES_OVER_OTHERS)]
    for lower, upper in combinations(near, 2):
        both = lower.geometry() & upper.geometry()
        if not both.isEmpty():
            yield Fault("over a sibling", path_of(upper), f"{size_of(upper)} covers {name_of(lower)} {size_of(lower)}")


def in_the_layout(parent: QWidget) -> Iterator[Fault]:
    """Where a parent has a layout, it holds every visible child: another one would show itself at 0,0."""
    layout = parent.layout()
    if layout is None:
        return
    for child in children_in_sight(parent):
        if not _holds(layout, child) and not is_one(child, WITHOUT_LAYOUT) and child.parentWidget() is parent:
            yield Fault("in no layout", path_of(child), size_of(child))


def _holds(layout: QLayout, child: QWidget) -> bool:
    """Asks the layouts only: PySide keeps what ``itemAt`` returns when it is gone, and takes what then lies there for it."""
    inner = (layout, *layout.findChildren(QLayout))
    return layout.menuBar() is child or any(one.indexOf(child) >= 0 for one in inner)


def beside_more_than_a_line(bar: QWidget) -> Iterator[Fault]:
    """A scroll bar stands beside at least two lines of text: inside one line it covers what it should show."""
    if not isinstance(bar, QScrollBar):
        return
    area = bar.parentWidget().parentWidget() if bar.parentWidget() is not None else None
    if not isinstance(area, QAbstractScrollArea) or bar.geometry().isEmpty():
        return
    is_table = isinstance(area, QAbstractItemView)  # it may have one row, and a bar below it
    needed = area.sizeHintForRow(0) if is_table else 2 * area.fontMetrics().height()
    if area.viewport().height() < needed:
        yield Fault("scroll bar in a line", path_of(area), f"{size_of(area)}, {area.viewport().height()} pixels in sight")


RULES = (can_be_scrolled_to, inside_its_parent, beside_its_siblings, in_the_layout, beside_more_than_a_line)
