"""FormImport: the dialogs of 导入科目表, 导入版式 and 换版式."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from models.book.records import Book
from models.pack.errors import PackError
from models.pack.forms.pack import Pack
from models.published.context import Context
from storage.errors import StorageError
from ui.app.forms import Forms
from ui.dialogs.answer import CLOSE, Answer
from ui.dialogs.file_questions import CODE_LISTS, PACKS, FileQuestions, last_folder
from ui.dialogs.packs.choose_pack import ChoosePack, pack_facts
from ui.dialogs.question import Question
from ui.session.settings import Settings
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from models.incoming.code_lists.effects import ListScope
    from models.incoming.code_lists.reading import CodeList
    from storage.packs.pack_import import PackOffer


IMPORT_FOLDER: Final = "desk/import_folder"
_PACK: Final = "导入版式"
_OTHER: Final = "也可以换一个版式打开：录入的内容都留着，新版式没有地方放的，检查会列出来。"
_OTHERWISE: Final = (*CLOSE, Answer("other", "换一个版式…", "O"))
_SWITCH: Final = (Answer("leave", "不换", "N"), Answer("switch", "换版式", "S"))


Ask = Callable[..., str]
"""Shows a sentence and answers, over a window that is not empty; returns the key of the answer."""


class FormImport:
    """Asks for the file, calls ``Forms`` and reports. Returns what the caller has to apply to the open book."""

    def __init__(self, window: QWidget, forms: Forms, theme: Theme, settings: Settings) -> None:
        self._window, self._forms, self._theme, self._settings = window, forms, theme, settings

    def import_codes(self, book: Book | None, books: Callable[[], Sequence[Book]]) -> bool:
        """导入科目表: show what was read and what it changes in ``books``, then store it. True when it was stored."""
        path = self._ask_file("导入财政局的科目表", CODE_LISTS)
        if path is None:
            return False
        from models.incoming.code_lists.reading import changes_to

        try:
            codes = self._forms.codes_of(book)
            read = self._forms.read_codes(path, codes)
            answer, scope = self._take_codes(path, read, changes_to(codes, read), book, books())
            if answer not in {"whole", "added"}:
                return False
            self._forms.keep_codes(read, scope, added=answer == "added")
        except (StorageError, PackError) as error:
            self._show_message("没有导入", str(error))
            return False
        return True

    def _take_codes(
        self, path: Path, read: CodeList, changes: Sequence[str], book: Book | None, books: Sequence[Book]
    ) -> tuple[str, ListScope]:
        """Ask: ``whole``, ``added``, else leave; and for which books."""
        from models.incoming.code_lists.effects import ListScope
        from ui.dialogs.packs.take_codes import TakeCodes

        take = Answer("added", "作为补充导入", "A") if read.partial else Answer("whole", "导入", "I")
        if read.partial:
            sentence = f"“{path.name}”：{read.partial}，不像一份完整的科目表。作为补充导入时，只加上和改名这几个科目。"
        else:
            sentence = f"“{path.name}”：{read.summary}。导入以后以它为准。"
        changed = f"和现在的科目相比，有 {len(changes)} 处不同。" if changes else "和现在的科目一样。"
        scopes = [("所有预算", ListScope())]
        if book is not None:
            pack = self._forms.context_of(book).pack
            scopes += [
                (f"只用于 {book.year} 年的预算", ListScope(year=book.year)),
                (f"只用于“{pack.name}”的预算", ListScope(pack=pack.id)),
            ]
        effects = partial(self._forms.effects_of, read, books=books)
        details = (*changes, *read.left_out)
        return TakeCodes.ask(self._window, self._theme, f"{sentence}{changed}", take, scopes, effects, details)

    def import_pack(self, context: Context | None, books: Callable[[], Sequence[Book]]) -> Pack | None:
        """导入版式: show what it changes in ``books``, then store it.

        Returns the pack that the book is to use (also its own in a new version), None to leave the book.
        """
        path = self._ask_file("导入版式包", PACKS)
        if path is None:
            return None
        try:
            offer = self._forms.read_pack(path)
            if offer.pack == offer.present:
                return self._already_here(offer.pack, context)
            if not self._confirmed(offer, context, books):
                return None
            self._forms.install_pack(offer)
        except (StorageError, PackError) as error:
            self._show_message("没有导入", str(error))
            return None
        return self._report(offer.pack, context)

    def _confirmed(self, offer: PackOffer, context: Context | None, books: Callable[[], Sequence[Book]]) -> bool:
        pack, present = offer.pack, offer.present
        sentence = f"“{pack.title}”没有问题，可以导入。"
        take = Answer("take", "导入", "I")
        if present is not None:
            sentence = f"本机已有“{present.name}”第 {present.version} 版，导入的是第 {pack.version} 版。{_age(pack, present)}"
            take = Answer("take", "替换", "R")
        every = books()
        if context is not None and context.book not in every:  # the example, which is kept nowhere
            every = (context.book, *every)
        moves = self._forms.moves_of(offer, every)
        gaps = filter(None, [self._forms.unit_form_gap(pack)])
        details = (*pack_facts(pack), *gaps, *(words for each in moves for words in each.sentences))
        own = next((each.move for each in moves if context is not None and each.book == context.book), None)
        if own is not None:
            sentence = f"{sentence}打开的这本用的就是它：{own.summary}"
        answers = (Answer("leave", "不导入", "N"), take)
        return Question.ask(self._window, self._theme, _PACK, sentence, answers, details=details) == "take"

    def _already_here(self, pack: Pack, context: Context | None) -> Pack | None:
        """The pack if the open book is still shown with an earlier version of it and is to follow: another window imported it."""
        said = f"“{pack.name}”本机已经有了，内容一样，不用导入。"
        if context is None or context.pack.id != pack.id or context.pack == pack:
            self._show_message(_PACK, said)
            return None
        move = self._forms.move(context, pack)
        sentence = f"{said}打开的这本还是按换以前的版式：{move.summary}"
        answer = Question.ask(self._window, self._theme, _PACK, sentence, _SWITCH, details=move.details)
        return pack if answer == "switch" else None

    def _report(self, pack: Pack, context: Context | None) -> Pack | None:
        done, book = f"已导入“{pack.title}”。", context.book if context is not None else None
        if context is not None and book is not None and book.pack != pack.id and book.year == pack.year:
            move = self._forms.move(context, pack)
            sentence = f"{done}打开的这本也是 {book.year} 年的预算，用的是别的版式。可以换成新的，能撤销。{move.summary}"
            answer = Question.ask(self._window, self._theme, _PACK, sentence, _SWITCH, details=move.details)
            return pack if answer == "switch" else None
        self._show_message(_PACK, f"{done}新建预算时选它；已有的预算用“工具”里的“换版式”。")
        return pack if book is not None and book.pack == pack.id else None

    def choose_pack(self, context: Context) -> Pack | None:
        """换版式: choose a pack and see what becomes of the book on it. Returns it, None when left."""
        forms, book = self._forms, context.book
        try:
            pack = ChoosePack.ask(self._window, self._theme, forms.packs(), context.pack, book.year, forms.unreadable())
            if pack is None:
                return None
            move = forms.move(context, pack)
        except (StorageError, PackError) as error:
            self._show_message("没有换版式", str(error))
            return None
        sentence = f"换成“{pack.title}”：{move.summary}"
        return (
            pack if Question.ask(self._window, self._theme, "换版式", sentence, _SWITCH, details=move.details) == "switch" else None
        )

    def other_pack(self, book: Book, fault: str, ask: Ask) -> Pack | None:
        """Say why the form of a book cannot be read, and offer the others. None when left."""
        if ask(f"{fault}。\n{_OTHER}", _OTHERWISE) != "other":
            return None
        return ChoosePack.ask(self._window, self._theme, self._forms.packs(), None, book.year, self._forms.unreadable())

    def _ask_file(self, title: str, kinds: str) -> Path | None:
        path = FileQuestions.existing(self._window, title, last_folder(self._settings, IMPORT_FOLDER), kinds)
        if path is not None:
            self._settings.set(IMPORT_FOLDER, str(path.parent))
        return path

    def _show_message(self, title: str, sentence: str) -> None:
        Question.ask(self._window, self._theme, title, sentence, CLOSE)


def _age(pack: Pack, present: Pack) -> str:
    """Whether an import is newer or older; "" unless both versions are numbers separated by points."""
    try:
        ours, theirs = (tuple(map(int, one.version.split("."))) for one in (present, pack))
    except ValueError:
        return ""
    if ours == theirs:
        return "版本号相同，内容不同。"
    return "导入的比较新。" if theirs > ours else "导入的比较旧。"
