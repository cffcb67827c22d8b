"""The commands 交接给下一任, which writes the package for the successor's computer, and 接收交接包, which takes one in there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.words.books import book_name_of
from storage.errors import StorageError
from storage.files.limits import MB
from storage.files.whole_data.handover import WITHHELD, write_handover
from storage.files.whole_data.handover_check import ReceivedHandover, received_handover
from storage.files.whole_data.take_in import TakeInPlan, opened_data, plan_take_in, take_in
from storage.files.whole_data.take_in_words import book_words, done_words, unit_words
from ui.dialogs.answer import CLOSE, Answer
from ui.dialogs.file_questions import FOLDER, FileQuestions, last_folder
from ui.dialogs.question import Question

if TYPE_CHECKING:
    from ui.app.services import AppServices

_KINDS: Final = "交接包（*.zip）(*.zip)"
_GIVE: Final = "交接给下一任"
_TAKE: Final = "接收交接包"
_WHAT: Final = (
    "把全部数据做成一个交接包（.zip）：{count} 本预算，连同修改记录和报送留底；导入的版式和科目表，记下的模板，设置。"
    "下一任在新电脑上装好程序，用“文件”里的“备份和交接 → 接收交接包”一次收进去。备份不在里面，这里的数据也不动。{secret}"
)
_WRITTEN: Final = "交接包存在“{path}”，{size} MB，{count} 本预算、{files} 个别的文件，每一个都核对过。{secret}"
_OFFER: Final = "“{name}”是 {when} 做的，文件完好。已有的预算不会被换掉：一样的不重复，不一样的两本都留。{secret}"
_OTHER: Final = "有 {count} 样版式、科目表或者模板这里也有，内容不一样，要选留哪一份。"


class HandoverCommands:
    """``leave_book`` and ``start_again`` are those of ``DataCommands``."""

    def __init__(self, services: AppServices, leave_book: Callable[[], bool], start_again: Callable[[], None]) -> None:
        self._services, self._leave_book, self._start_again = services, leave_book, start_again

    # --- giving

    def give(self) -> None:
        """Say what goes along, ask where to, and write the package."""
        library, settings = self._services.library, self._services.settings
        try:
            entries, secret = library.store.list_books(), WITHHELD if library.store.holds_withheld() else ""
        except StorageError as error:
            self._say("没有交接", str(error))
            return
        names = [book_name_of(entry.unit_code, entry.unit_name, entry.year, entry.stage) for entry in entries]
        answers = (Answer("leave", "不做", "N"), Answer("go", "选存到哪里…", "S"))
        if self._say(_GIVE, _WHAT.format(count=len(entries), secret=secret), answers, names) != "go":
            return
        now = library.clock()
        target = FileQuestions.new(
            self._services.window, _GIVE, last_folder(settings) / f"预算公开填报-交接-{now:%Y%m%d}.zip", _KINDS
        )
        if target is None:
            return
        try:
            written = write_handover(library.path.parent, target, now)
        except StorageError as error:
            self._say("没有交接", str(error))
            return
        settings.set(FOLDER, str(target.parent))
        words = {"path": target, "size": max(written.size // MB, 1), "count": len(written.books), "files": written.files}
        self._say(_GIVE, _WRITTEN.format(**words, secret=WITHHELD if written.withheld else ""))

    # --- taking

    def take(self) -> None:
        """Ask for a package, show what it brings, and take it in."""
        path = FileQuestions.existing(self._services.window, _TAKE, last_folder(self._services.settings), _KINDS)
        if path is None:
            return
        try:
            with received_handover(path) as received:
                plan = plan_take_in(received, self._services.library.path.parent, self._services.library.store)
                answer = self._ask(received, plan, path)
                if answer in {"take", "replace"} and self._leave_book():
                    self._take(received, replace_other=answer == "replace")
        except StorageError as error:
            self._say("没有接收", str(error))

    def _ask(self, received: ReceivedHandover, plan: TakeInPlan, path: Path) -> str:
        secret = WITHHELD if received.withheld else ""
        sentence = _OFFER.format(name=path.name, when=received.when, secret=secret)
        leave = Answer("leave", "不接收", "N")
        answers: tuple[Answer, ...] = (leave, Answer("take", "接收", "Y"))
        if plan.other:
            sentence += _OTHER.format(count=len(plan.other))
            answers = (leave, Answer("replace", "换成交接来的", "R"), Answer("take", "留这里的", "K"))
        return self._say(_TAKE, sentence, answers, [*map(book_words, plan.books), *unit_words(plan)])

    def _take(self, received: ReceivedHandover, *, replace_other: bool) -> None:
        services = self._services
        folder, now = services.library.path.parent, services.library.clock()
        services.library.close()
        try:
            with opened_data(folder, now) as database:
                done = take_in(received, folder, database, now, replace_other=replace_other)
        finally:
            services.settings.relocate(folder)  # what came in is on the disk
            self._start_again()
        self._say(_TAKE, done_words(done, replaced=replace_other))

    def _say(self, title: str, sentence: str, answers: Sequence[Answer] = CLOSE, details: Sequence[str] = ()) -> str:
        return Question.ask(self._services.window, self._services.theme, title, sentence, answers, details=details)
