"""A budget in which every text that a clerk can type, or a file can bring, ends in markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from models.book.records import Book
from storage.files.book_file import sample_book


def markup(picture: Path) -> str:
    """Markup that shows a picture, a link and a weight, an entity, and a letter that Alt would press."""
    return f'<img src="{picture.as_uri()}"><b>粗</b>&lt;i&gt;<a href="#甲">链</a>&A'


def hostile_book(text: str) -> Book:
    """The example, with ``text`` behind every text that holds Chinese, and in every empty remark."""
    return replace(_with(sample_book(), text), stage=sample_book().stage, pack=sample_book().pack)


def _with(value: Any, text: str) -> Any:
    if isinstance(value, Struct):
        fields = {name: _with(inner, text) for name, inner in asdict(value).items()}
        return replace(value, **(fields | ({"note": text} if fields.get("note") == "" else {})))
    if isinstance(value, tuple):
        return tuple(_with(inner, text) for inner in value)
    if isinstance(value, str) and any("一" <= character <= "鿿" for character in value):
        return value + text
    return value
