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


_PAST: Final = re.compile("决算|执行|完成|评价|[底末]|12月|-12-31")
"""Words of a title that is rightly about last year."""

_ASSETS: Final = re.compile("资产")
_TO_COME: Final = re.compile("预算|计划|新增|配置|购置|采购")
"""A form of what there is shows it as last year left it; what is to be bought is of the form's year."""

_WITH_ITSELF: Final = re.compile(r"[比较与同]\{year\}年(?!初)")
_OF_LAST_YEAR: Final = re.compile(r"(?<![比较与同])(?<!相对)\{last_year\}年[^，。；、{}]*\{(\w+)\}")
_KNOWN_LATER: Final = re.compile(r"\{year\}(?:年?[底末]|-12-31|年12月)")


def refuse_fixed_years(sections: Mapping[str, TomlTable], narrative: str, year: int) -> None:
    """Refuse them in all files of a pack of ``year``; ``narrative`` is the file of the sentences."""
    for name, section in sections.items():
        if name == narrative:
            _refuse_beside_figures(section)
            _refuse_other_sentences(section)
        elif name != _CHECKS:
            _refuse_other_years(section, year)
        if name != _CHECKS:
            _refuse_other_titles(section)


def _refuse_other_titles(section: TomlTable) -> None:
    """Refuse a title of the year before, and one of 决算; and what a form says of the end of its own year."""
    for path, text in section.every_text():
        if path[-1] in _TITLES and "{last_year}" in text and "{year}" not in text and not _is_of_the_past(text):
            section.refuse("标题写的是上一年；预算的年度写 {year}", *path)
        elif path[-1] in _TITLES and "决算" in text and "预" not in text:
            section.refuse("标题写的是决算，版式是预算的", *path)
        elif path == ("assets", "head") and _KNOWN_LATER.search(text):
            section.refuse("编预算时还不知道本年末的数；上年末写 {last_year}", *path)


def _is_of_the_past(title: str) -> bool:
    """Whether a title is rightly about last year."""
    return bool(_PAST.search(title) or (_ASSETS.search(title) and not _TO_COME.search(title)))


def _refuse_other_sentences(section: TomlTable) -> None:
    """Refuse a year that is compared with itself, and a figure of the form's year behind the year before."""
    figures = section.raw.get("figures", {})
    for path, text in section.every_text():
        if "document" not in path:
            continue
        if found := _WITH_ITSELF.search(text):
            section.refuse(f"“{found[0]}”：本年和本年比；上年写 {{last_year}}", *path)
        for found in _OF_LAST_YEAR.finditer(text):
            if found[1] in figures and not _PAST.search(found[0]) and not _of_assets(figures[found[1]]):
                section.refuse(f"{{{found[1]}}} 是本年的数，前面写的却是上年 {{last_year}}", *path)


def _of_assets(figure: object) -> bool:
    """Whether a figure is of 固定资产, which a budget counts at the end of last year, or of what is typed."""
    terms = figure.get("sum", "") if isinstance(figure, Mapping) else figure
    return any(str(term).startswith(("assets", "typed")) for term in (terms if isinstance(terms, list) else [terms]))


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
