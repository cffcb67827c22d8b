"""Refuses a sentence whose words name other money than the figure behind them counts: 人员经费{office}万元."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from models.pack.forms.narrative import FigureForm
from models.pack.forms.tables import TableSpec
from models.pack.reading.parts.meanings import refuse_other_figure
from models.pack.reading.toml_table import TomlTable

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_CLAUSE: Final = re.compile(r"[，。；：、（）,;:()\n]|其中")
_LEFT_OUT: Final = re.compile("除|不含|不包括|以外|扣减|剔除|非|占|比|较")
"""Words by which a clause names money that its figure does not count."""

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
