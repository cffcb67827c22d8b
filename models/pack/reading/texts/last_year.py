"""Reads what is compared with last year: the list of its figures (pack.toml) and the wording of a change (narrative.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from models.pack.forms.last_year import BUILT_IN
from models.pack.forms.narrative import Atom, AtomKind, ChangeWords, DocumentForm, FigureForm
from models.pack.reading.texts.figures import FigureReader
from models.pack.reading.toml_table import TomlTable

_YEARS: Final = ("year", "last_year")
_SIZES: Final = ("amount", "percent")
_WAYS: Final = ("increase", "decrease", "unchanged")
_MOST_DECIMALS: Final = 4
_CHANGE_OF_EACH: Final = Atom(AtomKind.EACH, "change")
_UP: Final = ("more", "new", "increase")
_MORE: Final = "增(?!减)|多(?!少)|升|涨|提高"
_LESS: Final = "(?<!增)减|(?<!多)少|降|缩|压|跌|下滑"
_SAME: Final = "持平|一致|不变|相同|[无没]有?变化"
_OTHER_WAY: Final = {
    **{key: ("增加", re.compile(f"{_LESS}|{_SAME}")) for key in _UP},
    **{key: ("减少", re.compile(f"{_MORE}|{_SAME}")) for key in ("less", "decrease")},
    **{key: ("持平", re.compile(f"{_MORE}|{_LESS}")) for key in ("same", "unchanged")},
}
"""The wording for one direction, and the words of the others that would make it say what is false."""


def read_last_year(
    section: TomlTable, figures: Mapping[str, FigureForm], reader: FigureReader
) -> tuple[dict[str, str], dict[str, FigureForm]]:
    """The labels of the list and the figures of this year that its items are compared with, both by item.

    A bare label is enough for an item that the program knows by itself. Raises ``PackError``.
    """
    if "last_year" not in section:
        return {}, {}
    inner = section.section("last_year")
    labels: dict[str, str] = {}
    compared: dict[str, FigureForm] = {}
    for item in inner:
        read = partial(_read_item, inner, item, figures, reader)
        labels[item], figure = inner.attempt(read, ("", None))  # a faulty one is still the name of an item
        if figure is not None:
            compared[item] = figure
    for item, label in labels.items():
        if first := next((other for other in labels if other != item and labels[other] == label and label), ""):
            inner.refuse(f"“{first}”也叫“{label}”，填的人分不出来", item)
            break
    return labels, compared


def _read_item(
    section: TomlTable, item: str, figures: Mapping[str, FigureForm], reader: FigureReader
) -> tuple[str, FigureForm | None]:
    if isinstance(section.get(item), str):
        if item not in BUILT_IN:
            raise section.fail(f"要写成 {{ label = …, figure = … }}；只写名称的，只能是 {'、'.join(BUILT_IN)}", item)
        return section.text(item), None
    if not item.isidentifier():
        raise section.fail("不能用这个名字", item)
    entry = section.section(item)
    read = entry.text("label"), _figure(entry, figures, reader)
    entry.close()
    return read


def _figure(entry: TomlTable, figures: Mapping[str, FigureForm], reader: FigureReader) -> FigureForm:
    """A figure of [figures] by its name, or the sum of cells and other terms."""
    name = entry.get("figure")
    if not isinstance(name, str) or ":" in name:
        return reader.sum(entry, "figure")
    if name not in figures:
        raise entry.fail(f"没有“{name}”，要写 narrative.toml 的 [figures] 里的名字，或者一格（T1:行:列）", "figure")
    return figures[name]


def refuse_wordless(section: TomlTable, documents: Iterable[DocumentForm]) -> None:
    """Raise ``PackError`` for a text that compares with last year where nothing says in which words."""
    for document in documents:
        for part in document.parts:
            words = part.repeat.words if part.repeat is not None else document.words
            atoms = (atom for clause in part.clauses for atom in clause.atoms)
            if not words.more and any(atom.kind is AtomKind.CHANGE or atom == _CHANGE_OF_EACH for atom in atoms):
                raise section.fail("缺少这一组：文字里有 {change:…}，要写增加、减少、持平怎么说", "words")


def read_words(section: TomlTable, base: ChangeWords | None = None) -> ChangeWords:
    """``[words]`` of a section; each key that is missing is that of ``base``. Raises ``PackError``.

    Without ``base`` a section may do without; ``refuse_wordless`` then refuses a text that compares.
    """
    if "words" not in section:
        return base or ChangeWords()
    inner = section.section("words")
    base = base or ChangeWords()
    words = ChangeWords(
        more=inner.text("more", base.more or None, (*_SIZES, *_YEARS)),
        less=inner.text("less", base.less or None, (*_SIZES, *_YEARS)),
        same=inner.text("same", base.same or None, _YEARS),
        new=inner.text("new", base.new, ("amount", *_YEARS)),
        **{key: inner.text(key, getattr(base, key)) for key in _WAYS},
        percent_decimals=inner.count("percent_decimals", _MOST_DECIMALS) if "percent_decimals" in inner else base.percent_decimals,
        percent_trim=inner.flag("percent_trim", default=base.percent_trim),
    )
    for key in ("more", "less"):
        if not any(f"{{{size}}}" in getattr(words, key) for size in _SIZES):
            raise inner.fail("缺少 {amount} 或者 {percent}", key)
    for key, (way, others) in _OTHER_WAY.items():
        if contrary := others.search(getattr(words, key)):
            raise inner.fail(f"这里是{way}时的话，写的却是“{contrary[0]}”", key)
    if "{percent}" in words.more and not words.new:
        raise inner.fail("more 里有 {percent} 的，要写 new：上年是 0 的怎么说，例如 增加100.00%", "new")
    for key in ("same", *_WAYS):
        if not getattr(words, key):
            raise inner.fail("不能空着", key)
    inner.close()
    return words
