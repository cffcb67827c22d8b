"""A form that uses every key of the layout of a table (tests/data/packs/layout-2024), and the second budget on it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from models.published.context import Context
from storage.packs.catalogue import built_in_codes
from storage.packs.folder import read_pack_folder
from tests.second_budget import second_book

FOLDER = Path(__file__).parent / "data" / "packs" / "layout-2024"


@cache
def layout_pack():
    return read_pack_folder(FOLDER)


def layout_book():
    return replace(second_book(), pack="layout-2024")


def layout_context(book=None):
    return Context(book or layout_book(), layout_pack(), built_in_codes("2024"))
