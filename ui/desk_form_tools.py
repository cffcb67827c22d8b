"""The commands of 工具 that bring forms and code lists: they hand over to ``desk_imports`` when one is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from models.book import edits
from models.pack.forms import Pack

if TYPE_CHECKING:
    from ui.desk import Desk, DeskRoom
    from ui.desk_imports import Importer


class FormTools(QObject):
    """A child of the desk; it asks it for the open book."""

    def __init__(self, desk: Desk, room: DeskRoom) -> None:
        super().__init__(desk)
        self._room = room
        for key, slot in (
            ("import_codes", self.import_codes), ("import_pack", self.import_pack), ("change_pack", self.change_pack),
        ):  # fmt: skip
            room.window.handle(key, slot)

    @property
    def _desk(self) -> Desk:
        return cast("Desk", self.parent())

    @Slot()
    def import_codes(self) -> None:
        """导入科目表: the finance bureau's list."""
        if self._importer.import_codes():
            self._desk.look_again()

    @Slot()
    def import_pack(self) -> None:
        """导入版式: the open book may take it."""
        open_book = self._desk.finished_book()
        self._take(self._importer.import_pack(open_book.book if open_book else None))

    @Slot()
    def change_pack(self) -> None:
        """换版式: another form for the open book."""
        open_book = self._desk.finished_book()
        if open_book is not None:
            self._take(self._importer.choose_pack(open_book.book))

    def _take(self, pack: Pack | None) -> None:
        open_book = self._desk.finished_book()
        if pack is not None and open_book is not None:
            open_book.edit(edits.set_pack(pack))
            self._desk.look_again()

    @cached_property
    def _importer(self) -> Importer:
        from ui.desk_imports import Importer  # noqa: PLC0415

        room = self._room
        return Importer(room.window, room.forms, room.theme, room.settings)
