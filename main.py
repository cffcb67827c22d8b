"""预算公开填报: the wiring. With arguments it is the command line, without it says what it can do."""

from __future__ import annotations

import io
import sys


def main(arguments: list[str]) -> int:
    """Run the program and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a Chinese console may be GBK; scripts and files read UTF-8
    from ui.command_line.commands import run  # noqa: PLC0415 - the window does not need what the commands import

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
