"""The first picture of a start: it is there before the book is checked, and nothing of that is left to be seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.checks.findings import Severity
from tests.ui.running_app import Office
from ui.app.preload import Preloader


class FirstPicture(QObject):
    """What the findings panel said when the window was painted for the first time."""

    def __init__(self, window):
        super().__init__(window)
        self.window, self.said = window, []
        window.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802
        if event.type() == QEvent.Type.Paint and not self.said:
            self.said = counts(self.window)
        return False


def counts(window):
    return [button.text() for button in window.workspace.findings._filters.values()]


def again(qtbot, theme, icons):
    """An office whose last start left the example with the findings open, not started yet."""
    office = Office(qtbot, theme, icons).start()
    office.controller.show_sample()
    office.window.workspace.open_page("basic")
    office.window.workspace.findings.set_open(True)
    office.open_book.edit(edits.set_field(office.open_book.book.basic[0].id, "amount", ""))
    office.leave()
    return Office(qtbot, theme, icons)


def shown(window):
    """What the views say that follow the findings."""
    workspace, model = window.workspace, window.workspace.page.grid.grid_model
    cells = [model.cell(model.index(row, column)) for row in range(model.rowCount()) for column in range(model.columnCount())]
    pages = workspace.navigation._model
    lines = [pages.data(pages.index(row, 0), role) for row in range(pages.rowCount()) for role in (0, 256, 257, 258)]
    return cells, lines, counts(window), workspace.findings._model.rows, workspace.findings.current, workspace.findings.is_open


def test_book_is_painted_first_and_checked_then(qtbot, theme, icons, data_folder):
    office = again(qtbot, theme, icons).start()
    whole = shown(office.window)
    assert office.open_book.findings
    office.leave()
    first = []
    office = Office(qtbot, theme, icons).show(lambda window: first.append(FirstPicture(window)))
    qtbot.waitUntil(lambda: office.open_book.is_checked)
    assert first[0].said == [f"{severity.value} …" for severity in Severity]
    assert shown(office.window) == whole
    office.leave()


def test_edit_before_the_first_check_is_checked(qtbot, theme, icons, data_folder):
    office = again(qtbot, theme, icons).show()
    assert not office.open_book.is_checked
    assert office.open_book.findings == ()
    office.open_book.edit(edits.set_field(office.open_book.book.basic[1].id, "amount", ""))
    assert office.open_book.is_checked
    assert office.open_book.findings
    office.leave()


def test_a_database_that_cannot_be_read_is_told_in_the_first_picture(qtbot, theme, icons, data_folder):
    data_folder.mkdir(exist_ok=True)
    (data_folder / "books.db").write_bytes(b"no database" * 1000)
    office = Office(qtbot, theme, icons).show()
    page = office.window.centralWidget()
    assert "不是本程序的数据库" in page.notice.sentence.text()
    assert page.notice.isVisible()
    assert page.focusProxy() is page.new
    office.leave()


def test_a_question_at_the_start_puts_off_what_is_fetched_behind_the_window(qtbot, theme, icons, data_folder):
    data_folder.mkdir(exist_ok=True)
    (data_folder / "no.ysbook").write_text("no book")
    office = Office(qtbot, theme, icons)

    def close(dialog):
        QApplication.processEvents()
        dialog.buttons["close"].click()

    office.will_answer(close)
    office.show(file=data_folder / "no.ysbook")
    (preloader,) = office.controller.findChildren(Preloader)
    qtbot.waitUntil(lambda: preloader.is_done)
    assert office.all_answered()
    office.leave()
