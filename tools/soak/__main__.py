"""Runs the soak, prints what was counted, and ends with 1 where a promise of docs/reliability.md was broken.

Usage: python -m tools.soak [--kills N] [--failing N] [--folders N] [--bits N] [--days N] [--seed N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tools.soak.children import import_program

_SHOWN: Final = 20
"""How many faults are told of each part."""


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 where every promise held."""
    parser = argparse.ArgumentParser("python -m tools.soak")
    for part, most in (("kills", 500), ("failing", 280), ("folders", 120), ("bits", 4000), ("days", 40)):
        parser.add_argument(f"--{part}", type=int, default=most)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    import_program()
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own there; no power is cut here
    with tempfile.TemporaryDirectory(prefix="soak-", dir=memory if memory.is_dir() else None) as folder:
        broken = [fault for part in _PARTS for fault in part(chosen, Path(folder))]
    return 1 if broken else 0


def _kills(chosen: argparse.Namespace, folder: Path) -> Sequence[str]:
    from tools.soak.kills import kill_often  # noqa: PLC0415 - after the program

    found = kill_often(chosen.kills, chosen.seed, folder)
    _tell("kills", f"{found.kills} kills, {found.acknowledged} edits acknowledged, {found.refused} refused by a full disk, "
          f"{found.lost} lost, {found.corrupt} corrupt", found.faults)  # fmt: skip
    return found.faults


def _failing(chosen: argparse.Namespace, folder: Path) -> Sequence[str]:
    from tools.soak.disk import fail_often  # noqa: PLC0415 - as above

    found = fail_often(chosen.failing, chosen.seed, folder)
    _tell("disk", f"{found.failing} failing calls, {found.sentences} told in one sentence, {found.done} did no harm, "
          f"{found.wrong} promises broken", found.faults)  # fmt: skip
    return found.faults


def _folders(chosen: argparse.Namespace, folder: Path) -> Sequence[str]:
    from tools.soak.folders import start_damaged  # noqa: PLC0415 - as above

    found = start_damaged(chosen.folders, chosen.seed, folder)
    _tell("folders", f"{found.folders} damaged folders, {found.up} windows up, {found.with_book} with the book, "
          f"{found.told} told what is wrong", found.faults)  # fmt: skip
    return found.faults


def _bits(chosen: argparse.Namespace, folder: Path) -> Sequence[str]:
    from storage.files.book_file import sample_book  # noqa: PLC0415 - as above
    from tools.soak.bits import flip_often  # noqa: PLC0415 - as above
    from tools.soak.disk import book_of_year  # noqa: PLC0415 - as above

    found = flip_often(chosen.bits, chosen.seed, [sample_book(), book_of_year(2031)], folder)
    _tell("bits", f"{found.flipped} flipped bits, {found.noticed} noticed, {found.harmless} harmless, "
          f"{found.different} silently different, {len(found.exceptions)} exceptions", found.exceptions)  # fmt: skip
    return [*found.exceptions, *(["a book was read otherwise than it was written"] if found.different else [])]


def _days(chosen: argparse.Namespace, folder: Path) -> Sequence[str]:
    from tools.soak.days import live_on  # noqa: PLC0415 - as above

    found = live_on(chosen.days, chosen.seed, folder / "days")
    _tell("days", f"{found.days} daily starts, {found.made} backups made, {found.readable} readable, {found.wrong} wrong",
          found.faults)  # fmt: skip
    return found.faults


_PARTS: Final = (_kills, _failing, _folders, _bits, _days)
_BEGAN: Final = time.monotonic()


def _tell(part: str, figures: str, faults: Sequence[str]) -> None:
    print(f"{part}: {figures}{f', {len(faults)} FAULTS' if faults else ''}   ({time.monotonic() - _BEGAN:.0f} s)", flush=True)
    for fault in faults[:_SHOWN]:
        print(f"  {fault}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
