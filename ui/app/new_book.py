"""NewBookCommands: 新建 (an empty book) and 转入下一年 (from the book of the year before).

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from models.book.records import Book
from models.pack.errors import PackError
from models.words.books import book_name
from storage.errors import StorageError
from ui.app.incoming.book_file import last_made, same_identity
from ui.dialogs.answer import Answer

if TYPE_CHECKING:
    from ui.app.services import AppServices

FIRST_PAGE: Final = "cover"
TASK_PAGE: Final = "home"
"""Where an empty book begins, and one that comes with tasks."""

_TITLE: Final = "转入下一年"
_NEXT_STAGE: Final = "转入下一阶段"
_NO_STAGE: Final = "后面的阶段都已经有一本了：点“文件”里的“关闭”，在列表里打开那一本。"
_NO_BOOK: Final = "先有一本今年的预算，才能转入下一年：选中它或者打开它，再转。"


class NewBookCommands:
    """Runs the dialogs and makes the book. ``enter`` (book, first page, how it came to be: for 修改记录) stores and opens it."""

    def __init__(self, services: AppServices, enter: Callable[[Book, str, str], bool], ask: Callable[..., str]) -> None:
        self._services, self._enter, self._ask = services, enter, ask

    def new(self) -> None:
        """新建: an empty book; the dialog proposes the unit of the book changed last and the year that is due."""
        from models.years.due_year import due_year
        from ui.dialogs.new_book import NewBookDialog

        services = self._services
        try:
            store = services.library.store
            last = last_made(store.list_books())
            start = store.look(last.id) if last else None
            today = services.library.clock()
            book = NewBookDialog.ask(
                services.window, services.theme, services.forms.packs(), start, due_year(today.year, today.month), self._refusal,
                services.forms.unreadable(),
            )  # fmt: skip
            if book is not None:
                self._enter(book, FIRST_PAGE, "新建")
        except (StorageError, PackError) as error:
            self._ask("没有建立", str(error))

    def roll_over_kept(self, book_id: int) -> None:
        """转入下一年 from a stored book that is not open; id 0 explains that one has to be chosen."""
        if not book_id:
            self._ask(_TITLE, _NO_BOOK)
            return
        try:
            old = self._services.library.store.look(book_id)
        except StorageError as error:
            self._ask("没有转入", str(error))
        else:
            self.roll_over(old)

    def roll_over(self, old: Book) -> None:
        """转入下一年: make the following year's book from ``old``."""
        try:
            self._roll_over(old)
        except (StorageError, PackError) as error:
            self._ask("没有转入", str(error))

    def _roll_over(self, old: Book) -> None:
        from models.years.form_choice import form_for
        from models.years.roll_over_notes import next_year
        from ui.dialogs.roll_over import RollOverDialog

        services, context = self._services, self._services.forms.context_of(old)
        pack = form_for(old.year + 1, context.pack, services.forms.packs())

        def refusal(stage: str) -> str:
            return self._refusal(replace(old, year=old.year + 1, stage=stage))

        wanted = RollOverDialog.ask(services.window, old, pack, refusal, services.theme, services.icons)
        if wanted is None:
            return
        stage = f"（{old.stage}）" if old.stage else ""
        self._enter(next_year(context, pack, wanted), TASK_PAGE, f"从 {old.year} 年{stage}转入")

    def next_stage(self, old: Book) -> None:
        """转入下一阶段: ask for the stage, and open a copy of ``old`` there."""
        try:
            self._copy_to_stage(old)
        except (StorageError, PackError) as error:
            self._ask("没有转入", str(error))

    def _copy_to_stage(self, old: Book) -> None:
        from models.years.next_stage import later_stages, next_stage

        pack = self._services.forms.context_of(old).pack
        later = [stage for stage in later_stages(pack, old.stage) if not self._refusal(replace(old, stage=stage))]
        if not later:
            self._ask(_NEXT_STAGE, _NO_STAGE)
            return
        answers = [Answer(stage, stage, letter) for stage, letter in zip(later, ascii_uppercase, strict=False)]
        sentence = f"把“{book_name(old)}”复制到哪个阶段？这一本不改，两本可以对比。"
        stage = self._ask(_NEXT_STAGE, sentence, (Answer("leave", "不复制", "N"), *reversed(answers)))
        if stage in later:
            self._enter(next_stage(old, stage), "", f"从“{old.stage}”转入" if old.stage else "复制")

    def _refusal(self, book: Book) -> str:
        if same_identity(self._services.library.store, book) is None:
            return ""
        return f"{book_name(book)}的预算已经有一本，换一个年度或阶段"
