"""The line in which what was pointed at is kept by name, taken again, renamed and forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from models.incoming.blocks import Document
from models.templates.points import Point
from storage.errors import StorageError
from storage.templates.kept import KeptPoints, KeptTemplates, fault_of_name
from ui.app.exports.template.name_dialog import NameDialog
from ui.dialogs.answer import Answer
from ui.dialogs.form import choice_box
from ui.dialogs.question import Question
from ui.theme.theme import Theme

_NONE: Final = "不用记下的"
_TITLE: Final = "记下指定的格"


class KeptRow(QWidget):
    """Offers the names whose cells are all in the template. ``chosen`` carries the points of one, or none.

    ``suggested`` is the name that is proposed for new points.
    """

    chosen = Signal(object)

    def __init__(self, kept: KeptTemplates, document: Document, suggested: str, theme: Theme) -> None:
        super().__init__()
        self._kept, self._document, self._suggested, self._theme = kept, document, suggested, theme
        self._names: tuple[KeptPoints, ...] = ()
        self._points: tuple[Point, ...] = ()
        self._forgotten: set[Point] = set()
        self.box = choice_box("记下的指定")
        self.box.setMinimumContentsLength(12)
        self.save, self.rename, self.forget = QPushButton("记下…(&K)"), QPushButton("改名…(&N)"), QPushButton("删掉(&D)")
        label = QLabel("记下的(&M)")
        label.setBuddy(self.box)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(label)
        row.addWidget(self.box)
        for button in (self.save, self.rename, self.forget):
            button.setAccessibleName(button.text().split("(")[0].removesuffix("…"))
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.save.clicked.connect(self._save)
        self.rename.clicked.connect(self._rename)
        self.forget.clicked.connect(self._forget)
        self.box.currentIndexChanged.connect(self._choose)

    @property
    def name(self) -> str:
        """The chosen name, or ""."""
        at = self.box.currentIndex() - 1
        return self._names[at].name if 0 <= at < len(self._names) else ""

    @property
    def is_kept(self) -> bool:
        """Whether the points are those of the chosen name, or there are none."""
        own = next((one.points for one in self._names if one.name == self.name), ())
        return set(own) == set(self._points)

    def offer(self) -> tuple[Point, ...]:
        """Choose the name that was kept last, if there is any, and return its points."""
        self._list(next((one.name for one in self._kept.fitting(self._document)), ""))
        self._points = next((one.points for one in self._names if one.name == self.name), ())
        return self._points

    def show_points(self, points: Sequence[Point]) -> None:
        """Take note of what is pointed at now."""
        self._points = tuple(points)
        self.save.setEnabled(not self.is_kept and bool(points))
        for button in (self.rename, self.forget):
            button.setEnabled(bool(self.name))
        self.setVisible(bool(points) or bool(self._names))

    def keep(self) -> str:
        """Keep the points under the chosen name, or one like the suggested; a sentence about it, "" where nothing was to keep."""
        if self.is_kept or not self._points or set(self._points) == self._forgotten:
            return ""
        name = self.name or self._kept.free_name(self._suggested)
        try:
            self._kept.save(name, self._points)
        except StorageError as error:
            return f"指定的格没有记下来：{error}"
        self._list(name)
        return f"指定的格记成“{name}”，下次选一样的模板就用上"

    def _list(self, name: str) -> None:
        self._names = self._kept.fitting(self._document)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([_NONE, *(one.name for one in self._names)])
        names = [one.name for one in self._names]
        self.box.setCurrentIndex(names.index(name) + 1 if name in names else 0)
        self.box.blockSignals(False)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(next((one.points for one in self._names if one.name == self.name), ()))

    @Slot()
    def _save(self) -> None:
        own = self.name
        proposed = own or self._kept.free_name(self._suggested)
        name = NameDialog.ask(self.window(), self._theme, _TITLE, "记下", proposed, lambda new: self._fault(new, own))
        if name:
            self._try(lambda: self._kept.save(name, self._points), name)

    @Slot()
    def _rename(self) -> None:
        own = self.name
        name = NameDialog.ask(self.window(), self._theme, "改名", "改名", own, lambda new: self._fault(new, own))
        if name and name != own:
            self._try(lambda: self._kept.rename(own, name), name)

    @Slot()
    def _forget(self) -> None:
        own = self.name
        answers = (Answer("leave", "不删", "N"), Answer("delete", "删掉", "D"))
        sentence = f"“{own}”里指定的 {len(self._points)} 格不再记着；这次还照样用。"
        if Question.ask(self.window(), self._theme, "删掉记下的指定", sentence, answers) == "delete":
            self._forgotten = set(self._points)
            self._try(lambda: self._kept.delete(own), "")

    def _fault(self, name: str, own: str) -> str:
        return fault_of_name(name) or (f"已经有“{name}”，换一个名称" if name != own and self._kept.has(name) else "")

    def _try(self, act: Callable[[], None], name: str) -> None:
        try:
            act()
        except StorageError as error:
            Question.ask(self.window(), self._theme, "没有记下", str(error))
        self._list(name)
        self.show_points(self._points)
