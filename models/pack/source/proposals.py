"""Which known word an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_LIKENESS: Final = 0.6


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """「，是不是“title”」 for a word that is nearly a known one, else ""."""
    near = get_close_matches(str(word), list(known), n=1, cutoff=_LIKENESS)
    return f"，是不是“{near[0]}”" if near else ""


def file_meant(name: str, known: Iterable[str]) -> str:
    """As ``did_you_mean`` for names of files; that both end in .csv makes them no more alike."""
    stems = {each.rpartition(".")[0]: each for each in known}
    near = get_close_matches(name.rpartition(".")[0], list(stems), n=1, cutoff=_LIKENESS)
    return f"，是不是“{stems[near[0]]}”" if near else ""
