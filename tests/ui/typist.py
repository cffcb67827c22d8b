"""A typist at the desk: every key is counted, Chinese comes from an input method, and the eyes are on the screen.

How keys are counted, on both sides of a comparison: a printing key is one; a chord counts each of its keys (Ctrl+D is two);
a Chinese character is two, as with 双拼 (one for the initial, one for the final), and every run of them one more, the space
that takes the first candidate. Wrong candidates, 中/英 and 大写 switches are not counted, so text costs less than in an office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from storage.packs.initials import pinyin_initials
from tests.ui.running_app import ALT, CTRL, NONE, SHIFT, Key, Office

KEYS_OF_A_CHARACTER = 2
IN_SIGHT = 3
"""A hit that is so near the top of a look-up is fetched with Down; for one further below the next letter is typed."""

_MOST_INITIALS = 4


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    """The text as runs of Chinese characters (True) and of anything else."""
    for is_han, letters in groupby(text, lambda letter: "\u4e00" <= letter <= "\u9fff"):
        yield is_han, "".join(letters)


def keystrokes(text: str) -> int:
    """How many keys a text takes."""
    return sum(KEYS_OF_A_CHARACTER * len(run) + 1 if is_han else len(run) for is_han, run in _runs(text))


class Way(NamedTuple):
    """A way of getting a text into a cell, and what it costs."""

    cost: int
    name: str


class Typist(Office):
    """``strokes`` is the number of keys so far."""

    strokes = 0

    # --- keys

    def press(self, key, modifier=NONE, times=1):
        self.strokes += times * (1 + modifier.value.bit_count())
        return super().press(key, modifier, times)

    def type(self, text):
        self.strokes += keystrokes(text)
        for is_han, run in _runs(text):
            if is_han:
                self._compose(pinyin_initials(run), run)
                continue
            for letter in run:
                if letter.isascii():
                    self.qtbot.keyClicks(self.focus, letter)
                else:
                    self._compose("", letter)
        return self

    def _compose(self, preedit, text):
        """What an input method sends to whoever has the focus: letters on the way, then the words."""
        if preedit:
            QApplication.sendEvent(self.focus, QInputMethodEvent(preedit, []))
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QApplication.sendEvent(self.focus, commit)

    # --- cells

    @property
    def grid(self):
        return self.page.grid

    @property
    def here(self):
        return self.grid.currentIndex()

    @property
    def model(self):
        return self.grid.grid_model

    @property
    def columns(self) -> list[str]:
        return [column.key for column in self.model.source.columns]

    @property
    def column(self):
        return self.model.column(self.here.column())

    def fill(self, wanted: Mapping[str, str]) -> None:
        """The cells of a row by the keys of their columns, with Tab from one to the next; the last one is left open."""
        row, last = self.here.row(), [key for key, text in wanted.items() if text][-1]
        for _ in self.columns:
            key = self.column.key
            self.enter(wanted.get(key, ""))
            if key == last:
                return
            self.press(Key.Key_Tab)
            if self.here.row() < row:  # a new indicator went to its like; on this sheet it stands at the end
                self.press(Key.Key_Down, ALT | SHIFT, times=row - self.here.row())
            assert self.here.row() == row, f"no way to {last}"

    def enter(self, text: str) -> None:
        """A text into the current cell in the shortest way; nothing when it stands there already."""
        if not text or self._shown(0, 0) == text:
            return
        {"above": self._from_above, "left": self._from_the_left, "look": self._look_up, "type": self.type}[
            min(self._ways(text)).name
        ](text)

    def _ways(self, text: str) -> Iterator[Way]:
        if self._shown(-1, 0) == text:
            yield Way(2, "above")
        if self._shown(0, -1) == text:
            yield Way(2, "left")
        looks = self.column.is_code or bool(self.column.choices)
        yield Way(3, "look") if looks else Way(keystrokes(text), "type")

    def _shown(self, down: int, right: int) -> str:
        """What stands in a cell beside the current one."""
        at = self.model.index(self.here.row() + down, self.here.column() + right)
        return at.data(Qt.ItemDataRole.EditRole) or "" if at.isValid() else ""

    def _from_above(self, _text: str) -> None:
        self.press(Key.Key_D, CTRL)

    def _from_the_left(self, _text: str) -> None:
        self.press(Key.Key_R, CTRL)

    # --- look-ups

    def _look_up(self, text: str) -> None:
        """Initials, letter by letter, until the wanted hit is in sight; digits when the list does not come to it."""
        grid, code = self.grid, self.column.is_code
        name = self._code_name(text) if code else text
        for letter in pinyin_initials(name)[:_MOST_INITIALS]:
            self.type(letter)
            at = self._in_sight(grid, text)
            if at is not None:
                self.press(Key.Key_Down, times=at)
                return
        self.press(Key.Key_A, CTRL).type(text)

    def _in_sight(self, grid, text: str) -> int | None:
        hits: Sequence[str] = grid.delegate.completion.list.accessibleDescription().split("；")[:IN_SIGHT]
        return next((i for i, hit in enumerate(hits) if text in hit.split(" ")), None)

    def _code_name(self, code: str) -> str:
        """A clerk knows the names of the codes."""
        codes = self.open_book.codes
        return (codes.function if len(code) > 5 else codes.economic).name(code)

    # --- pages

    def go_to_page(self, initials: str, key: str) -> None:
        """Ctrl+G, the initials of the page, Enter."""
        self.press(Key.Key_G, CTRL).type(initials).press(Key.Key_Return)
        assert self.page.key == key
