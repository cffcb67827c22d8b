"""FolderCommand: 数据文件夹: asks for another data folder, says what that means, and carries it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.words.books import book_name_of
from storage.database.books import BookEntry
from storage.database.journal import DELETE, journal_mode_for
from storage.errors import StorageError
from storage.files.limits import MB
from storage.files.whole_data.move import Moved, move_data
from storage.files.whole_data.move_plan import MoveKind, MovePlan, plan_move
from storage.paths import DATA_FOLDER_VARIABLE, chosen_folder, named_folder, usual_folder
from ui.dialogs.answer import CLOSE, Answer
from ui.dialogs.export_progress import Cancelled, ExportProgress, LongWork
from ui.dialogs.file_questions import FileQuestions, documents
from ui.dialogs.question import Question

if TYPE_CHECKING:
    from ui.app.services import AppServices

_TITLE: Final = "数据文件夹"
_NAMED: Final = "数据文件夹由环境变量 {variable} 定为“{folder}”，在那里改，这里改不了。"
_WHERE: Final = (
    "全部数据（预算、备份、版式、科目表、设置）在“{folder}”。可以搬到 D 盘、U 盘或者共享文件夹；"
    "重装过系统、数据已经在别处的，选那个文件夹，就接着用那里的。"
)
_MOVE: Final = (
    "把 {count} 本预算和备份、版式、科目表、设置（{size} MB）搬到“{target}”。"
    "抄过去、逐本核对好了才换过去，原来的文件夹改名留着。{removable}"
)
_REMOVABLE: Final = "这是 U 盘或者共享文件夹：以后先插好、连好，再打开程序。"
_USE: Final = (
    "“{target}”里已经有数据，{count} 本预算，最近一次改动 {when}。要改用那里的吗？什么也不搬：现在用的数据留在“{source}”，不动。"
)
_NEW: Final = (
    "现在的数据文件夹“{source}”里找不到数据库，没有可搬的。是 U 盘没插、共享没连的，先不要换，插好、连好再打开程序。"
    "真的没有了，可以在“{target}”建一个空的，再从备份恢复。"
)
_MOVED: Final = "数据搬到了“{target}”，{count} 本预算逐本核对过。"
_RENAMED: Final = "原来的文件夹改名为“{former}”，看过没有问题可以删掉。"
_NOT_RENAMED: Final = "原来的文件夹“{former}”没能改名，里面是搬走以前的，不要再用。"
_STOPPED: Final = "没有搬，数据还在原来的地方。"
_OTHER: Final = "现在用的是“{target}”里的数据。"


class FolderCommand:
    """One run of the command. The arguments are those of ``DataCommands``."""

    def __init__(self, services: AppServices, leave_book: Callable[[], bool], start_again: Callable[[], None]) -> None:
        self._services, self._leave_book, self._start_again = services, leave_book, start_again

    def run(self) -> None:
        """Ask for the folder and go there."""
        if (named := named_folder()) is not None:
            self._say(_NAMED.format(variable=DATA_FOLDER_VARIABLE, folder=named))
            return
        chosen = self._ask_folder()
        if chosen is None:
            return
        try:
            plan = plan_move(self._services.library.path.parent, chosen)
        except (StorageError, OSError) as error:
            self._say(str(error))
            return
        if self._is_wanted(plan) and self._leave_book():
            self._carry_out(plan)

    def _ask_folder(self) -> Path | None:
        folder = self._services.library.path.parent
        back = (Answer("back", "回到本机原来的地方", "B"),) if chosen_folder() not in {None, usual_folder()} else ()
        answers = (Answer("leave", "不换", "N"), *back, Answer("choose", "选文件夹…", "S"))
        answer = self._say(_WHERE.format(folder=folder), answers)
        if answer == "choose":
            return FileQuestions.folder(self._services.window, "数据放在哪个文件夹", documents())
        return usual_folder() if answer == "back" else None

    def _is_wanted(self, plan: MovePlan) -> bool:
        """Say what the plan does, and ask."""
        words = {"source": plan.source, "target": plan.target, "count": len(plan.books)}
        if plan.kind is MoveKind.MOVE:
            removable = _REMOVABLE if journal_mode_for(plan.target.parent) == DELETE else ""
            sentence, yes = _MOVE.format(**words, size=max(plan.size // MB, 1), removable=removable), "搬"
        elif plan.kind is MoveKind.USE:
            when = max((entry.changed for entry in plan.books), default=None)
            sentence = _USE.format(**words, when=f"{when:%Y-%m-%d %H:%M}" if when else "没有")
            yes = "改用那里的"
        else:
            sentence, yes = _NEW.format(**words), "建一个空的"
        answers = (Answer("go", yes, "Y"), Answer("leave", "不换", "N"))
        return self._say(sentence, answers, [_name(entry) for entry in plan.books]) == "go"

    def _carry_out(self, plan: MovePlan) -> None:
        services = self._services
        services.library.close()
        thread = MoveThread(plan, services.library.clock())
        ExportProgress.run(services.window, services.theme, thread, f"正在搬到“{plan.target}”", _TITLE)
        if thread.moved is not None:
            for part in (services.library, services.forms, services.settings):
                part.relocate(plan.target)
        self._start_again()
        self._say(_done(plan, thread.moved) if thread.moved is not None else thread.failure)

    def _say(self, sentence: str, answers: Sequence[Answer] = CLOSE, details: Sequence[str] = ()) -> str:
        return Question.ask(self._services.window, self._services.theme, _TITLE, sentence, answers, details=details)


class MoveThread(LongWork):
    """Moves the data. ``moved`` is None where that was cancelled or failed; ``failure`` says so."""

    def __init__(self, plan: MovePlan, now: datetime) -> None:
        super().__init__()
        self._plan, self._now = plan, now
        self.moved: Moved | None = None
        self.failure = _STOPPED

    def run(self) -> None:
        """Move, and set the result."""
        try:
            self.moved = move_data(self._plan, self._now, self.report)
        except Cancelled:
            return
        except StorageError as error:
            self.failure = str(error)


def _name(entry: BookEntry) -> str:
    return book_name_of(entry.unit_code, entry.unit_name, entry.year, entry.stage)


def _done(plan: MovePlan, moved: Moved) -> str:
    """What was done."""
    if moved.former is None:
        return _OTHER.format(target=plan.target)
    former = (_RENAMED if moved.is_renamed else _NOT_RENAMED).format(former=moved.former)
    return _MOVED.format(target=plan.target, count=len(plan.books)) + former
