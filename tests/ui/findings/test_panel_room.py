"""The room of the findings: borders stay where they were dragged, and the message keeps its width beside long links."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from models.book.edits import Edit, set_field
from models.checks.findings import Severity
from models.words.places import place_words
from tests.ui.running_app import Key
from tools.crowded import crowded_book
from ui.findings.suspects import PlaceLink

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def office(office):
    office.controller.show_sample()
    office.press(Key.Key_F7)
    return office


def drag(qtbot, splitter, across=0, down=0):
    """Drag the border before the second part with the mouse."""
    handle = splitter.handle(1)
    start = handle.rect().center()
    qtbot.mousePress(handle, LEFT, pos=start)
    qtbot.mouseMove(handle, start + QPoint(across, down))
    qtbot.mouseRelease(handle, LEFT, pos=start + QPoint(across, down))


def panel_of(office):
    return office.window.workspace.findings


def test_list_and_detail_keep_the_border_that_was_dragged(qtbot, office):
    before = panel_of(office).body.sizes()
    drag(qtbot, panel_of(office).body, across=-120)
    dragged = panel_of(office).body.sizes()
    assert dragged[0] == pytest.approx(before[0] - 120, abs=4)
    office.press(Key.Key_F7).press(Key.Key_F7)
    assert panel_of(office).body.sizes() == dragged
    office.leave()
    office.start()
    qtbot.waitUntil(lambda: panel_of(office).body.sizes() == pytest.approx(dragged, abs=2))


def test_the_panel_keeps_its_height_when_it_closes_and_opens(qtbot, office):
    before = panel_of(office).height()
    drag(qtbot, panel_of(office).parentWidget(), down=-80)
    dragged = panel_of(office).height()
    assert dragged == pytest.approx(before + 80, abs=4)
    office.press(Key.Key_F7).press(Key.Key_F7)
    qtbot.waitUntil(lambda: panel_of(office).height() == dragged)
    office.leave()
    office.start()
    qtbot.waitUntil(lambda: panel_of(office).height() == pytest.approx(dragged, abs=2))


def test_the_remedy_of_an_error_is_in_sight_when_the_panel_opens(qtbot, office):
    """The button that mends it was below the edge."""
    line = next(line for line in office.open_book.book.income if line.function == "2013201")
    office.open_book.edit(set_field(line.id, "amount", "600"))
    office.press(Key.Key_F8)
    detail = panel_of(office).detail
    qtbot.waitUntil(detail.fix.isVisible)
    office.window.grab()
    assert detail.fix.visibleRegion().boundingRect() == detail.fix.rect()


def test_a_message_keeps_its_width_beside_two_long_links(qtbot, office, theme):
    office.window.resize(1600, 768)  # message and links would be side by side
    office.open_book.edit(Edit("加大", crowded_book))
    panel = panel_of(office)
    book = office.open_book

    def links(finding):
        return sum(len(place_words(book.book, book.pack, place)) for place in (finding.place, finding.other_place) if place)

    panel.show_place(max(book.findings, key=lambda f: links(f) * (f.severity is Severity.VERIFY)).place)
    detail = panel.detail
    qtbot.waitUntil(lambda: sum(link.isVisible() for link in detail.findChildren(PlaceLink)) >= 2)
    office.window.grab()  # lays out what is pending
    assert detail._message.width() > 20 * theme.em
    assert detail.save.isVisible()
    assert detail.widget().width() <= detail.viewport().width()
    assert detail.save.mapTo(detail.widget(), detail.save.rect().bottomRight()).x() <= detail.viewport().width()
