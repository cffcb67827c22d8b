"""The names of all commands, as the parser knows them."""

from __future__ import annotations

import argparse
from typing import Final

from ui.command_line.arguments import make_parser

_SUBPARSERS = next(a for a in make_parser("main.py")._actions if isinstance(a, argparse._SubParsersAction))
COMMANDS: Final = tuple(_SUBPARSERS.choices)
