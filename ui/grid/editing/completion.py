"""Completion in cell editors: finds codes and choices by digits, a part of the name, or pinyin initials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent

from models.values.codes import Code, CodeTable
from models.values.text import plain_name
from storage.packs.initials import pinyin_readings
from ui.grid.editing.editors import CellEditor, LongTextEditor
from ui.grid.rows.column import GridColumn
from ui.grid.rows.line_source import code_table, meant, used_codes, without_number
from ui.session.open_book import OpenBook
from ui.theme.brushes import Brushes
from ui.widgets.completion_list import STEPS, CompletionItem, CompletionList

_LEAST_INSIDE: Final = 2
"""So many initials at least are searched for in the middle of a name."""

Offers = Callable[[str], Sequence[CompletionItem]]
"""Returns the hits for a typed text."""


class CompletionContext(NamedTuple):
    """What ranks codes: ``usual`` with the line's other code, ``used`` lines of this book by code, used in ``last_year``."""

    usual: Sequence[str]
    used: Counter[str]
    last_year: frozenset[str]


def code_hits(table: CodeTable, text: str, known: CompletionContext) -> list[CompletionItem]:
    """The codes of a table that match a text, best first; without text the usual ones and those in use."""
    if text:
        return [_hit(table, match.code, known) for match in table.search(text, known.used, known.last_year, known.usual)]
    codes = dict.fromkeys((*known.usual, *(code for code, _ in known.used.most_common()), *sorted(known.last_year)))
    return [_hit(table, row, known) for code in codes if (row := table.get(code)) is not None]


def _hit(table: CodeTable, row: Code, known: CompletionContext) -> CompletionItem:
    path = "".join(f"{table.name(step) or step} › " for step in table.parents(row.code))
    hints = (
        "一般用它" if row.code in known.usual else "",
        f"本单位已用 {known.used[row.code]} 行" if known.used[row.code] else "",
        "去年用过" if row.code in known.last_year and not known.used[row.code] else "",
        "" if row.trusted else "代码未核实",
    )
    return CompletionItem(row.code, row.code, path, row.name, "  ".join(hint for hint in hints if hint))


def choice_hits(column: GridColumn, text: str) -> list[CompletionItem]:
    """The choices that are the text, that begin with it or its pinyin initials, that contain them; all without text."""
    wanted = plain_name(text).lower()
    ranked = ((_closeness(word, wanted), word) for word in column.choices.values())
    found = sorted(((rank, word) for rank, word in ranked if rank is not None), key=itemgetter(0))
    return [CompletionItem(word, "", "", word, "") for _, word in found]


def _closeness(word: str, wanted: str) -> int | None:
    """0: is it, 1: begins with it, 2: contains it, None: neither. A number in front of a name may be left out."""
    ways = tuple(dict.fromkeys((word, without_number(word))))
    names = [plain_name(text).lower() for text in ways]
    if wanted in names:
        return 0
    readings = [reading for text in ways for reading in pinyin_readings(text)]
    if any(text.startswith(wanted) for text in (*names, *readings)):
        return 1
    inside = len(wanted) >= _LEAST_INSIDE and any(wanted in reading for reading in readings)
    return 2 if wanted in names[0] or inside else None


class Completion(QObject):
    """Connects the open editor of a grid with the completion list below it."""

    def __init__(self, open_book: OpenBook, brushes: Brushes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_book = open_book
        self._brushes = brushes
        self._editor: CellEditor | LongTextEditor | None = None
        self._column: GridColumn | None = None
        self._offers: Offers | None = None
        self._taken: CompletionItem | None = None
        self._width = 0
        self._usual: Sequence[str] = ()
        self._list: CompletionList | None = None

    @property
    def brushes(self) -> Brushes:
        """What the list paints with."""
        return self._brushes

    @brushes.setter
    def brushes(self, brushes: Brushes) -> None:
        self._brushes = brushes
        if self._list is not None:
            self._list.brushes = brushes
            self._list.hide()

    @property
    def list(self) -> CompletionList | None:
        """The list; None until it was first needed."""
        return self._list

    @property
    def is_open(self) -> bool:
        """Whether the list is visible."""
        return self._list is not None and self._list.isVisible()

    def attach(
        self,
        editor: CellEditor | LongTextEditor,
        column: GridColumn,
        width: int,
        usual: Sequence[str] = (),
        offers: Offers | None = None,
    ) -> None:
        """Follow what is typed into an editor. ``width`` is that of the list in pixels, ``usual`` the codes to list first.

        ``offers`` finds hits for a column of free text, where the typed text counts unless a hit is chosen.
        """
        self.detach()
        self._editor, self._column, self._width, self._usual = editor, column, width, usual
        self._offers, self._taken = offers, None
        editor.text_edited.connect(self._typed)
        editor.destroyed.connect(self.detach)
        words = "、".join(column.choices.values())
        if column.choices and editor.fontMetrics().horizontalAdvance(words) < width // 2:
            editor.setPlaceholderText(words)

    @Slot()
    def detach(self) -> None:
        """Stop following the editor and hide the list."""
        self._editor = None
        if self._list is not None:
            self._list.hide()

    def hide(self) -> None:
        """Hide the list but keep following the editor."""
        if self._list is not None:
            self._list.hide()

    def refuse(self) -> None:
        """List the choices that the typed text may mean, else all; none is selected, as it is none of them by itself."""
        if self._editor is None or self._column is None or not self._column.choices:
            return
        text = self._editor.current_text()
        if text.strip() and (found := self._hits(text)):
            self._show_list(found, f"“{text}”可以是 {len(found)} 项，选一项或者写全", -1)
        else:
            self._show_list(self._hits(""), f"没有“{text}”，选一项或者改一改", -1)

    def key(self, event: QKeyEvent) -> bool:
        """Handle the keys of the list: ↑, ↓, page keys, Alt+↓. False for any other key."""
        if self._editor is None:
            return False
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._show(self._hits(""), "")
            return True
        if self.is_open and self._list is not None and key in STEPS:
            self._list.step(STEPS[key])
            return True
        return False

    def take(self) -> bool:
        """Put the selected hit into the editor. False when none is selected."""
        hit = self._list.selected if self._list is not None and self.is_open else None
        if hit is None or self._editor is None:
            return False
        self._put_in(hit)
        return True

    @property
    def taken(self) -> CompletionItem | None:
        """The hit put into the editor last. The text may have been changed since: compare before using ``fills``."""
        return self._taken

    def _put_in(self, hit: CompletionItem) -> None:
        if self._editor is not None:
            self._taken = hit
            self._editor.replace_text(hit.value)

    @Slot(str)
    def _typed(self, text: str) -> None:
        changed = self._editor is not None and self._editor.is_changed
        self._show(self._hits(text) if text.strip() and changed else [], text)

    @Slot(str)
    def _clicked(self, value: str) -> None:  # noqa: ARG002 - the list knows the whole hit
        if self._list is not None and self._list.selected is not None:
            self._put_in(self._list.selected)
            self._list.hide()

    def _hits(self, text: str) -> Sequence[CompletionItem]:
        if self._column is None:
            return []
        if self._offers is not None:
            return self._offers(text)
        table = code_table(self._column, self._open_book.context)
        if table is None:
            return choice_hits(self._column, text)
        field, last_year = self._column.key, self._open_book.last_year
        before = last_year.used.get(field, frozenset()) if last_year is not None else frozenset()
        return code_hits(table, text, CompletionContext(self._usual, used_codes(self._open_book.book, field), before))

    def _show(self, hits: Sequence[CompletionItem], text: str) -> None:
        if self._editor is None:
            return
        summary = f"“{text}”  共 {len(hits)} 项" if text else f"共 {len(hits)} 项"
        if not hits:
            summary = self._summary_without_hits(text.strip())
        self._show_list(hits, summary, self._selected_first(hits, text))

    def _show_list(self, hits: Sequence[CompletionItem], summary: str, selected: int) -> None:
        """Show hits below the editor, unless the focus has left it and its grid: Qt commits an editor then once more."""
        focus = self._editor.window().focusWidget() if self._editor is not None else None
        if self._editor is None or focus is None or not (focus is self._editor or focus.isAncestorOf(self._editor)):
            return
        shown = self._list_on(self._editor)
        shown.show_hits(hits, summary, selected)
        corner = self._editor.mapTo(self._editor.window(), QPoint(0, 0))
        shown.hang_under(QRect(corner, self._editor.size()), self._width)

    def _summary_without_hits(self, text: str) -> str:
        """The summary for a text without hits: whether it can be entered all the same."""
        if self._column is None or not text:
            return ""
        if self._column.is_code:
            return f"没有“{text}”，可以照填，会标出来"
        closed = bool(self._column.choices) and meant(self._column, text, self._open_book.context) is None
        return f"没有“{text}”，Alt+↓ 列出全部" if closed else ""

    def _selected_first(self, hits: Sequence[CompletionItem], text: str) -> int:
        """The hit that Enter takes at once; -1: the typed text."""
        if self._offers is not None:
            return _offered(hits, text)
        if self._column is not None and self._column.choices and _tied(hits, text, self._meaning):
            return -1
        return max(_preselected(hits, text), 0 if self._usual and not text else -1)

    def _meaning(self, word: str) -> str | None:
        """What a choice would put into the cell."""
        return None if self._column is None else meant(self._column, word, self._open_book.context)

    def _list_on(self, editor: CellEditor | LongTextEditor) -> CompletionList:
        """The list as a child of the window: it can cover other widgets and, being no popup, never takes the focus."""
        window = editor.window()
        if self._list is None or self._list.parentWidget() is not window:
            self._list = CompletionList(self._brushes, window)
            self._list.chosen.connect(self._clicked)
        return self._list


def _preselected(hits: Sequence[CompletionItem], text: str) -> int:
    """The first hit for words and initials; for digits only an exact or single one, so that half a code is not completed."""
    if not text.strip() or not hits:
        return -1
    certain = not text.strip().isdigit() or hits[0].code == text.strip() or len(hits) == 1
    return 0 if certain else -1


def _tied(hits: Sequence[CompletionItem], text: str, meaning: Callable[[str], str | None]) -> bool:
    """Whether another hit has the name of the first one, is as close to the text, and would put something else into the cell."""
    if not hits or not text.strip():
        return False
    wanted, first = plain_name(text).lower(), hits[0].value
    name, closeness = without_number(first), _closeness(first, wanted)
    same = (hit.value for hit in hits[1:] if without_number(hit.value) == name)
    return any(_closeness(word, wanted) == closeness and meaning(word) != meaning(first) for word in same)


def _offered(hits: Sequence[CompletionItem], text: str) -> int:
    """None, as free text counts as typed; the first hit only for initials, which are never meant as text."""
    return 0 if hits and hits[0].by_initials and len(text.strip()) > 1 else -1
