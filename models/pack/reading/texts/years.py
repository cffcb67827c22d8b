"""Refuses years in digits that are right for one year only: a heading of 2023 in the form of 2026, or any beside a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from models.pack.reading.toml_table import TomlTable

_YEAR: Final = re.compile(
    r"(?<![\d〔（(\[《])(20\d\d)\s*(?=年(?!版|起|以来|修|印发|发布|公布|颁布|出台|下发|《?政府收支分类))|(?<=年度[:：])\s*(20\d\d)(?!\d)"
)
"""2026年, 年度：2026; not 〔2020〕46号, （2024年版）, 2019年起, 2025年政府收支分类科目."""

_CITED: Final = re.compile("《[^《》]*》")
"""The title of what is cited, whose year does not follow that of the form."""

_CHECKS: Final = "checks.toml"
"""Its texts are none of a form."""

_SENTENCE: Final = re.compile(r"[。；;！!？?\n]")
_NUMBER: Final = re.compile(r"\{(?!(?:unit|year|last_year|name|code|n|use|reason|write)\b)[^{}]*\}")
_NOT_PRINTED: Final = frozenset(
    {"id", "name", "codes", "version", "extends", "awaits", "hint", "rule", "regions", "issuer", "unit_pack"}
)
"""Keys of forms whose texts do not print."""


_TITLES: Final = frozenset({"title", "short_title", "contents_title", "centre"})
"""Keys whose text is about the year of the form."""


def refuse_fixed_years(sections: Mapping[str, TomlTable], narrative: str, year: int) -> None:
    """Refuse them in all files of a pack of ``year``; ``narrative`` is the file of the sentences."""
    for name, section in sections.items():
        if name == narrative:
            _refuse_beside_figures(section)
        elif name != _CHECKS:
            _refuse_other_years(section, year)


def _refuse_other_years(section: TomlTable, year: int) -> None:
    """Refuse in a form of ``year`` a text that names another year than that and, but in a title, the one before."""
    for path, text in section.every_text():
        known = {year} if path[-1] in _TITLES else {year, year - 1}
        written = text if path[-1] in _TITLES else _CITED.sub("", text)
        found = next((each for each in _years_of(written) if each not in known), None)
        if found is not None and _NOT_PRINTED.isdisjoint(path):
            section.refuse(f"这里写的是 {found} 年，版式却是 {year} 年的；写 {{year}}，上年写 {{last_year}}，每年自己变", *path)


def _refuse_beside_figures(section: TomlTable) -> None:
    """Refuse in narrative.toml a sentence that gives a figure and its year in digits: next year it would be false."""
    for path, text in section.every_text():
        for sentence in _SENTENCE.split(text) if "document" in path else ():
            if _NUMBER.search(sentence) and (found := next(_years_of(_CITED.sub("", sentence)), None)) is not None:
                section.refuse(f"数每年变，旁边的 {found} 年却是写死的；写 {{year}}，上年写 {{last_year}}", *path)


def _years_of(text: str) -> Iterator[int]:
    return (int(found[1] or found[2]) for found in _YEAR.finditer(text))
