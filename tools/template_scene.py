"""填入财政局的模板: filled and seen, a column that is called otherwise being pointed at, and the name under which it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from models.paper.sheet_list import DATA
from storage.paths import kept_templates
from storage.templates.kept import KeptTemplates
from storage.workbook.writer import write_workbook
from tools.painter import Painter
from ui.app.exports.template.dialog import FillTemplate
from ui.dialogs.file_questions import FileQuestions

_CALLED_OTHERWISE: Final = "日常支出"


def _template(painter: Painter, folder: Path) -> Path:
    """The program's own workbook without its figures, one column called otherwise."""
    book, path = painter.open_book, folder / "2024年公开表模板.xlsx"
    write_workbook(book.book, book.pack, book.codes, path, draft=False)
    workbook = load_workbook(path)
    del workbook[DATA]
    for row in workbook["部门预算支出总表"].iter_rows():
        for cell in row:
            if cell.value == "基本支出":
                cell.value = _CALLED_OTHERWISE
    workbook.save(path)
    return path


def template(painter: Painter) -> None:
    """The dialog as it opens; a column in hand; the question for a name."""
    before = FileQuestions.existing
    with TemporaryDirectory() as folder:
        path = _template(painter, Path(folder))
        FileQuestions.existing = classmethod(lambda _kind, *_asked: path)  # type: ignore[assignment,method-assign]
        fill = lambda: painter.command("fill_template")  # noqa: E731 - handed on three times
        painter.take_dialog("template", fill, lambda dialog: _select(painter, dialog, "部门预算支出总表"))
        painter.take_dialog("template-pointing", fill, lambda dialog: _point(painter, dialog))
        painter.take_dialog("template-kept", fill, lambda dialog: _keep(painter, dialog))
        FileQuestions.existing = before  # type: ignore[method-assign]
    kept = KeptTemplates(kept_templates())
    for one in tuple(kept.all()):
        kept.delete(one.name)


def _select(painter: Painter, dialog: QDialog, words: str) -> FillTemplate:
    if not isinstance(dialog, FillTemplate):
        raise TypeError(dialog)
    rows = [dialog.parts.item(at).text() for at in range(dialog.parts.count())]
    dialog.parts.setCurrentRow(next(at for at, text in enumerate(rows) if words in text))
    painter.settle()
    return dialog


def _point(painter: Painter, dialog: QDialog) -> None:
    """The column in hand, the cursor on its heading."""
    filling = _select(painter, dialog, "栏　基本支出")
    QTest.keyClick(filling.parts, Qt.Key.Key_Return)
    filling.sheets.setCurrentText("部门预算支出总表")
    model = filling.grid.sheet_model
    place = next(cell for cell in model.sheet.cells if cell.text == _CALLED_OTHERWISE)
    filling.grid.go_to(place.row + 1, place.column + 1)
    painter.settle()


def _keep(painter: Painter, dialog: QDialog) -> None:
    """The column pointed at, and the dialog that asks for a name over it."""
    _point(painter, dialog)
    if not isinstance(dialog, FillTemplate):
        raise TypeError(dialog)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Return)

    def look() -> None:
        inner = QApplication.activeModalWidget()
        if isinstance(inner, QDialog):
            painter.take("template-name", inner)
            inner.reject()

    QTimer.singleShot(0, look)
    dialog.kept.save.click()


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {"template": template}
