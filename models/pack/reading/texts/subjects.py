"""Refuses a sentence whose words or condition name other money than its figure counts: 人员经费{office}, {staff} when office."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from models.pack.forms.narrative import FigureForm
from models.pack.forms.tables import TableSpec
from models.pack.reading.parts.meanings import other_money, refuse_other_figure
from models.pack.reading.toml_table import TomlTable
from models.values.text import listed

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_CLAUSE: Final = re.compile(r"[，。；：、（）,;:()\n]|其中")
_LEFT_OUT: Final = re.compile("除|不含|不包括|以外|扣减|剔除|非|占|比|较")
"""Words by which a clause names money that its figure does not count."""

_OF_AN_ITEM: Final = frozenset({"change", "direction", "reason", "before"})
_CONDITIONS: Final = frozenset({"when", "unless"})


def refuse_other_subjects(section: TomlTable, figures: Mapping[str, FigureForm], specs: Sequence[TableSpec]) -> None:
    """Refuse them in all documents of narrative.toml; the words are those of the clause, back to the figure before."""
    for path, text in section.every_text():
        if "document" not in path or not _CONDITIONS.isdisjoint(path):
            continue
        end = 0
        for found in _PLACE.finditer(text):
            words, end = _CLAUSE.split(text[end : found.start()])[-1].strip(), found.end()
            if words and found[1] in figures and not _LEFT_OUT.search(words):
                refuse_other_figure(section, words, figures[found[1]].terms, specs, *path)
    _refuse_other_conditions(section, figures, specs)


def _refuse_other_conditions(section: TomlTable, figures: Mapping[str, FigureForm], specs: Sequence[TableSpec]) -> None:
    """Refuse a clause that is printed when other money is there than its own figures count, or another item has changed."""
    texts = dict(section.every_text())
    for path in (path for path in texts if path[-1] == "text" and "document" in path):
        at = (*path[:-1], "when")
        when = [text for other, text in texts.items() if other[: len(at)] == at]
        inside = [found[1] for found in _PLACE.finditer(texts[path])]
        if when and inside:
            _refuse_condition(section, path[:-1], inside, when, figures, specs)


def _refuse_condition(
    section: TomlTable,
    clause: tuple[str | int, ...],
    inside: Sequence[str],
    when: Sequence[str],
    figures: Mapping[str, FigureForm],
    specs: Sequence[TableSpec],
) -> None:
    items = {name.partition(":")[2] for name in inside if name.partition(":")[0] in _OF_AN_ITEM}
    changed = [name.partition(":")[2] for name in when if name.startswith("change:")]
    if items and len(changed) == len(when) and items.isdisjoint(changed):
        section.refuse(f"这一截说的是 {listed(sorted(items))}，when 看的却是 {listed(changed)}", *clause)
    printed, asked = ([figures[name].terms for name in names if name in figures] for names in (inside, when))
    if not printed or len(asked) != len(when):
        return
    pairs = [other_money(one, other, specs) for one in printed for other in asked]
    if all(pairs) and pairs[0] is not None:
        one, other = pairs[0]
        section.refuse(f"这一截印的数是{one}，when 看的却是{other}：没有{other}时它不印", *clause)
