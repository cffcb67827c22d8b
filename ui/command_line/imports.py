"""The commands ``codes`` and ``packs``: take in the finance bureau's code list or form pack."""

from __future__ import annotations

import argparse
from pathlib import Path

from storage.packs.code_list_import import import_code_list
from storage.packs.pack_import import install_pack, read_pack_offer
from storage.paths import bureau_codes, user_packs
from ui.command_line.arguments import OK


def codes(parsed: argparse.Namespace) -> int:
    """Import the bureau's code list."""
    imported = import_code_list(Path(parsed.list), bureau_codes(), parsed.year)
    print(f"已导入：{imported.summary}")
    for sentence in imported.left_out:
        print(f"  {sentence}")
    return OK


def packs(parsed: argparse.Namespace) -> int:
    """Import a form pack, in place of one of the same id."""
    offer = read_pack_offer(Path(parsed.pack), user_packs())
    install_pack(offer, user_packs())
    pack, present = offer.pack, offer.present
    print(f"已导入：{pack.name}（{pack.id}），{pack.issuer}，{pack.year} 年，第 {pack.version} 版")
    if present is not None and present != pack:
        print(f"换下了原来的第 {present.version} 版")
    return OK
