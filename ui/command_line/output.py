"""Output of the commands: JSON, what may leave, and an output that is read no further (``check FILE | head``)."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.published.context import Context

CUT_OFF: Final = 141
"""The exit code when the output is closed before all of it is written: what a shell reports of a program ended by SIGPIPE."""

_CLOSED: Final = frozenset({errno.EPIPE, errno.EINVAL})
"""EINVAL is what Windows gives for a pipe that nobody reads."""


def print_json(data: object) -> None:
    """Print plain data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1))


def may_leave(context: Context, *, known: bool) -> bool:
    """Whether figures may be written in which 不予公开 amounts are counted: that is ``known``, or there are none.

    Else says on stderr which they are and from which the amounts could be worked out.
    """
    if known or not (context.pack.withheld_counts and context.book.withheld):
        return True
    from models.paper.submission.counted import counted_words  # noqa: PLC0415 - few books have such amounts

    words = counted_words(context)
    if not words:
        return True
    print("公开表的合计含不予公开的金额，没有写文件；知道了还要写，加上 --withheld-counted：", file=sys.stderr)
    for sentence in words:
        print(sentence, file=sys.stderr)
    return False


def until_closed(command: Callable[[], int]) -> int:
    """Run a command that prints and return its exit code, or ``CUT_OFF`` when nobody reads its output any more."""
    try:
        try:
            return command()
        finally:
            sys.stdout.flush()  # also for the help, which leaves by SystemExit
    except OSError as error:
        if error.errno not in _CLOSED:
            raise
        _discard_output()
        return CUT_OFF


def _discard_output() -> None:
    """Send what is still buffered nowhere: Python would complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
