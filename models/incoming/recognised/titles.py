"""The titles by which the parts of a published document are known, and what follows each: a table, a list, a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from models.incoming.recognised.lines import plain
from models.pack.forms.contents import ASSETS, LIST, PROCUREMENT
from models.pack.forms.lists import ListForm
from models.pack.forms.narrative import AtomKind
from models.pack.forms.pack import Pack
from models.pack.forms.views import ViewForm
from models.values.unit_words import without_unit

TABLE: Final = "table"
TEXT: Final = "text"
SHEET: Final = "sheet"
OVERALL: Final = "overall"
CONTENTS: Final = "contents"

_LONGEST: Final = 80
_NUMBERING: Final = re.compile(
    r"^(?:(?:附件|附表|表)?[0-9一二三四五六七八九十]+(?:[-–—.][0-9]+)*[、.:)）]*|\([0-9一二三四五六七八九十]+\))"
)
"""What stands before a title in lists of tables: 表1, 附件1-2, 9., 三、."""

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d")
_SHEET: Final = re.compile(r".*(?:绩效目标(?:表|申报表|批复表|设置情况表|公开表)|项目绩效目标)(?:\(.*\))?")
_OVERALL: Final = re.compile(r"[^见按附]{0,30}(?:部门|单位)\)?整体(?:支出|预算)?绩效(?:目标)?(?:申报|批复|公开)?表(?:\(.*\))?")
_NO_SHEET: Final = re.compile(r"[见按附]|整体")
_CONTENTS: Final = re.compile(r".{0,30}目录")
_UNKNOWN_TITLE: Final = re.compile(r"[^,。;:、]{3,40}表(?:\([^()]*\))?")


class Meaning(NamedTuple):
    """What a title announces: its kind, the pack that calls it so, and the id of the table or the name of the text there."""

    kind: str
    pack: str = ""
    id: str = ""


class Titles:
    """All titles of some packs."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._exact: dict[str, list[Meaning]] = {}
        self._patterns: list[tuple[re.Pattern[str], Meaning]] = []
        for pack in packs:
            for title, meaning in _titles_of(pack):
                self._add(title, meaning)

    def _add(self, title: str, meaning: Meaning) -> None:
        words = _PLACEHOLDER.sub(lambda found: "" if found[1] in {"year", "last_year"} else f"{{{found[1]}}}", title)
        key = title_key(words)
        if "{" in key:
            pattern = "".join(".{0,40}" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", key))
            self._patterns.append((re.compile(pattern), meaning))
        elif key:
            self._exact.setdefault(key, []).append(meaning)

    def find(self, text: str) -> tuple[Meaning, ...]:
        """What a line announces if it is a title; nothing for any other line."""
        if not text or len(text) > _LONGEST:
            return ()
        key = title_key(text)
        found = self._exact.get(key) or self._exact.get(title_key(_NUMBERING.sub("", plain(text))), [])
        if found:
            return tuple(found)
        if _CONTENTS.fullmatch(key):
            return (Meaning(CONTENTS),)
        if _OVERALL.fullmatch(key):
            return (Meaning(OVERALL),)
        if _SHEET.fullmatch(key) and not _NO_SHEET.search(key):
            return (Meaning(SHEET),)
        return tuple(meaning for pattern, meaning in self._patterns if pattern.fullmatch(key))


def looks_like_title(text: str) -> bool:
    """Whether a line is the title of a table, though of none that is known."""
    words = _NUMBERING.sub("", without_unit(text))
    return bool(_UNKNOWN_TITLE.fullmatch(words)) and "见" not in words


def title_key(text: str) -> str:
    """A title without blanks, years and unit of money: ``2024年部门收入预算总表`` and ``{year}年部门收入预算总表`` are one."""
    return re.sub(r"^年度?|^\(年度?\)", "", _YEAR.sub("", without_unit(text)))


def year_in(text: str) -> int:
    """The year that a text names first; 0: none."""
    found = _YEAR.search(plain(text))
    return int(found[0]) if found else 0


def _titles_of(pack: Pack) -> Iterator[tuple[str, Meaning]]:
    for spec in pack.tables:
        yield from ((title, Meaning(TABLE, pack.id, spec.id)) for title in dict.fromkeys((spec.title, spec.name)))
    forms: tuple[ListForm | ViewForm, ...] = (*pack.lists, *pack.views)
    for form in forms:
        yield from ((title, Meaning(LIST, pack.id, form.id)) for title in dict.fromkeys((form.title, form.name)))
    if pack.procurement is not None:
        yield pack.procurement.title, Meaning(PROCUREMENT, pack.id)
    if pack.assets is not None:
        yield pack.assets.title, Meaning(ASSETS, pack.id)
    for document in pack.narrative.documents:
        title = "".join(atom.name if atom.kind is AtomKind.WORDS else f"{{{atom.name}}}" for atom in document.title)
        yield from ((words, Meaning(TEXT, pack.id, document.name)) for words in dict.fromkeys((title, document.name)) if words)
