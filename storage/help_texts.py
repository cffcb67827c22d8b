"""Reads the texts of F1 (one TOML file, a topic per page or column) and the user's guide."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from models.words.help import HelpText
from storage.paths import RESOURCES

HELP: Final = RESOURCES / "help" / "columns.toml"
GUIDE: Final = RESOURCES.parent / "docs" / "使用手册.md"
"""The guide, both in the sources and in the program; its pictures are in pictures/ beside it."""
_NO_GUIDE: Final = "# 使用手册\n\n程序文件夹里没有手册，重新安装程序就有了。\n"


def guide_text() -> str:
    """The guide as Markdown; a sentence for the user when the file is missing."""
    try:
        return GUIDE.read_text(encoding="utf-8")
    except OSError:
        return _NO_GUIDE


@lru_cache(maxsize=1)
def help_texts() -> Mapping[str, HelpText]:
    """Texts by topic: ``basic`` for a page, ``basic.function`` for a column of it."""
    with HELP.open("rb") as file:
        return dict(_topics(tomllib.load(file), ""))


def _topics(table: Mapping[str, Any], topic: str) -> Iterator[tuple[str, HelpText]]:
    own = {key: value for key, value in table.items() if isinstance(value, str)}
    if own:
        yield topic, HelpText(**own)
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _topics(value, f"{topic}.{key}".lstrip("."))
