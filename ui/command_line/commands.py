"""The commands of the command line, by name. Each imports what it needs itself, so that the help and short commands are quick."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Final

from models.pack.toml_table import PackError
from storage.errors import StorageError
from ui.command_line.arguments import UNREADABLE, make_parser
from ui.command_line.output import until_closed

Command = Callable[[argparse.Namespace], int]
"""Takes the parsed arguments, prints its result and returns the exit code."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; StorageError and PackError are printed to stderr and give 2."""
    return until_closed(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    parser = make_parser("main.py")
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return UNREADABLE
    try:
        return COMMANDS[parsed.command](parsed)
    except (StorageError, PackError) as error:
        print(error, file=sys.stderr)
        return UNREADABLE


def _sample(parsed: argparse.Namespace) -> int:
    from ui.command_line.conversion import sample

    return sample(parsed)


def _check(parsed: argparse.Namespace) -> int:
    from ui.command_line.check import check

    return check(parsed)


def _export(parsed: argparse.Namespace) -> int:
    from ui.command_line.export import export

    return export(parsed)


def _tables(parsed: argparse.Namespace) -> int:
    from ui.command_line.published import tables

    return tables(parsed)


def _narrate(parsed: argparse.Namespace) -> int:
    from ui.command_line.published import narrate

    return narrate(parsed)


def _convert(parsed: argparse.Namespace) -> int:
    from ui.command_line.conversion import convert

    return convert(parsed)


def _roll_over(parsed: argparse.Namespace) -> int:
    from ui.command_line.roll_over import roll_over

    return roll_over(parsed)


def _changes(parsed: argparse.Namespace) -> int:
    from ui.command_line.changes import changes

    return changes(parsed)


def _history(parsed: argparse.Namespace) -> int:
    from ui.command_line.history import history

    return history(parsed)


def _next_stage(parsed: argparse.Namespace) -> int:
    from ui.command_line.stages import next_stage

    return next_stage(parsed)


def _compare(parsed: argparse.Namespace) -> int:
    from ui.command_line.stages import compare

    return compare(parsed)


def _sheets(parsed: argparse.Namespace) -> int:
    from ui.command_line.sheets import sheets

    return sheets(parsed)


def _codes(parsed: argparse.Namespace) -> int:
    from ui.command_line.imports import codes

    return codes(parsed)


def _packs(parsed: argparse.Namespace) -> int:
    from ui.command_line.imports import packs

    return packs(parsed)


COMMANDS: Final[Mapping[str, Command]] = {
    "sample": _sample,
    "check": _check,
    "export": _export,
    "tables": _tables,
    "narrative": _narrate,
    "convert": _convert,
    "roll-over": _roll_over,
    "changes": _changes,
    "history": _history,
    "next-stage": _next_stage,
    "compare": _compare,
    "sheets": _sheets,
    "codes": _codes,
    "packs": _packs,
}
