"""The commands of the menus that the workspace carries out: going to pages, findings, matches and cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Slot

from models.book.places import Place
from ui.window.actions import Actions
from ui.window.workspace import Workspace

WORKSPACE_COMMANDS: Final = (
    "previous", "next", "findings", "move_focus", "preview", "go_to_page", "new_project", "paste_sheets", "print",
    "print_preview", "find", "where_used", "find_next", "find_previous", "replace", "cell_history",
)  # fmt: skip


class WorkspaceCommands(QObject):
    """Connects ``WORKSPACE_COMMANDS``: each has a slot of its name. ``workspace`` returns None while no book is open."""

    def __init__(self, actions: Actions, workspace: Callable[[], Workspace | None], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        for key in WORKSPACE_COMMANDS:
            actions.handle(key, getattr(self, f"_{key}"))

    @Slot()
    def _previous(self) -> None:
        if (workspace := self._workspace()) is not None and not workspace.page.step_findings(-1):
            workspace.findings.step(-1)

    @Slot()
    def _next(self) -> None:
        if (workspace := self._workspace()) is not None and not workspace.page.step_findings(1):
            workspace.findings.step(1)

    @Slot()
    def _findings(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.findings.toggle()

    @Slot()
    def _move_focus(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.focus_next_area()

    @Slot()
    def _preview(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.open_page("preview")

    @Slot()
    def _go_to_page(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.ask_where_to_go()

    @Slot()
    def _new_project(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.add_project()

    @Slot()
    def _paste_sheets(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.paste_sheets()

    @Slot()
    def _print(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.preview.print_sheets()

    @Slot()
    def _print_preview(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.preview.preview_print()

    @Slot()
    def _where_used(self) -> None:
        workspace = self._workspace()
        grid = workspace.page.grid if workspace is not None else None
        if workspace is not None and grid is not None and grid.currentIndex().isValid():
            workspace.open_find(grid.grid_model.cell(grid.currentIndex()).text)

    @Slot()
    def _find(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.open_find()

    @Slot()
    def _find_next(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.find_on(1)

    @Slot()
    def _find_previous(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.find_on(-1)

    @Slot()
    def _replace(self) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.open_replace()

    @Slot()
    def _cell_history(self) -> None:
        """Show the steps that changed the current cell; without one, all steps."""
        if (workspace := self._workspace()) is not None:
            place = workspace.page.current_place or Place("")
            workspace.open_page("history")
            workspace.page.go_to(place)
