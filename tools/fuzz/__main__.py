"""Reads damaged files of every kind and prints what became of them; exit code 1 where anything but a sentence came out.

Usage: python -m tools.fuzz [--cases N] [--from N] [READER …]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tools.fuzz.readers import READERS
from tools.fuzz.run import Outcome, run


def _print(outcome: Outcome, seconds: float) -> None:
    print(
        f"{outcome.reader:10} {outcome.cases:6} cases {outcome.read:6} read {outcome.refused:6} refused "
        f"{len(outcome.failures):3} failures   worst {outcome.seconds[0]:5.2f} s (case {outcome.seconds[1]}), "
        f"{outcome.memory[0]:4} MiB (case {outcome.memory[1]})   {seconds:.0f} s in all",
        flush=True,
    )
    for what, (number, words) in outcome.failures.items():
        print(f"    case {number}: {what} {words}", flush=True)


def main() -> int:
    """Run the readers that are named, or all."""
    parser = argparse.ArgumentParser(prog="tools.fuzz")
    parser.add_argument("readers", nargs="*", metavar="READER", help="、".join(reader.name for reader in READERS))
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the number of the first case")
    parsed = parser.parse_args()
    failed = False
    for reader in READERS:
        if parsed.readers and reader.name not in parsed.readers:
            continue
        with tempfile.TemporaryDirectory(prefix="ysgk-fuzz-") as folder:
            began = time.monotonic()
            outcome = run(reader, Path(folder), range(parsed.first, parsed.first + parsed.cases))
            _print(outcome, time.monotonic() - began)
            failed = failed or bool(outcome.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
