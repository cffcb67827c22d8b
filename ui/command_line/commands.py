"""Runs the commands of the command line by name; each is imported when it is called, so that help and short commands are quick."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable

from models.pack.errors import PackError
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
        return _command(parsed.command)(parsed)
    except (StorageError, PackError) as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        print(f"“{error.filename}”的名字太长，没有这样的文件；换一个短一些的名字", file=sys.stderr)
        return UNREADABLE


def _command(name: str) -> Command:  # noqa: C901, PLR0912 - one flat list
    """Import the command with this name. The imports are spelt out: the bundler and the type checker follow them."""
    match name:
        case "sample":
            from ui.command_line.conversion import sample as command
        case "check":
            from ui.command_line.check import check as command
        case "export":
            from ui.command_line.export import export as command
        case "publish":
            from ui.command_line.published.publish import publish as command
        case "tables":
            from ui.command_line.published.listing import tables as command
        case "narrative":
            from ui.command_line.published.listing import narrate as command
        case "convert":
            from ui.command_line.conversion import convert as command
        case "roll-over":
            from ui.command_line.years.roll_over import roll_over as command
        case "move":
            from ui.command_line.years.roll_over import move as command
        case "changes":
            from ui.command_line.changes import changes as command
        case "history":
            from ui.command_line.database.history import history as command
        case "handover":
            from ui.command_line.database.handover import handover as command
        case "takeover":
            from ui.command_line.database.handover import takeover as command
        case "next-stage":
            from ui.command_line.years.stages import next_stage as command
        case "compare":
            from ui.command_line.years.stages import compare as command
        case "sheets":
            from ui.command_line.sheets import sheets as command
        case "read":
            from ui.command_line.reading.read import read as command
        case "review":
            from ui.command_line.reading.review import review as command
        case _:
            return _bureau_command(name)
    return command


def _bureau_command(name: str) -> Command:
    """As ``_command``, what a bureau hands out and takes in."""
    match name:
        case "submit":
            from ui.command_line.bureau.submission import submit as command
        case "verify":
            from ui.command_line.bureau.submission import verify as command
        case "codes":
            from ui.command_line.bureau.codes import codes as command
        case "fill":
            from ui.command_line.bureau.fill import fill as command
        case "packs":
            from ui.command_line.bureau.packs import packs as command
        case _:
            raise ValueError(name)
    return command
