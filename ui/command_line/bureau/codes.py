"""The command ``codes``: takes in the finance bureau's code list."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.incoming.code_list import changes_to
from storage.errors import StorageError
from storage.files.code_list import keep_code_list, read_code_list
from storage.packs.catalogue import latest_edition
from storage.packs.code_lists import load_codes
from storage.paths import bureau_codes
from ui.command_line.arguments import OK


def codes(parsed: argparse.Namespace) -> int:
    """Import the bureau's code list, after printing what was read and what changes. Raises ``StorageError``."""
    known = load_codes(latest_edition(), parsed.year or 0, bureau_codes())
    read = read_code_list(Path(parsed.list), known)
    print(f"读到：{read.summary}")
    for sentence in (*changes_to(known, read), *read.left_out):
        print(f"  {sentence}")
    if read.partial and not parsed.add:
        raise StorageError(f"{read.partial}，不像一份完整的科目表，没有导入；只是补充几个科目的，加上 --add")
    keep_code_list(read, bureau_codes(), parsed.year, added=parsed.add)
    print("已作为补充导入" if parsed.add else "已导入，以后以它为准")
    return OK
