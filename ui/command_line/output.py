"""Output of the commands: JSON, what may leave, an output that is read no further (``check FILE | head``) or takes no more."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from storage.errors import StorageError
from ui.command_line.arguments import UNREADABLE

if TYPE_CHECKING:
    from models.published.context import Context

CUT_OFF: Final = 141
"""The exit code when the output is closed before all of it is written: what a shell reports of a program ended by SIGPIPE."""

_CLOSED: Final = frozenset({errno.EPIPE, errno.EINVAL})
"""EINVAL is what Windows gives for a pipe that nobody reads."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""What a stream raises that takes no more; files that a command writes are told by ``StorageError``."""

_NOT_WRITTEN: Final = "结果没有写全：输出的地方满了，或者写不进去；腾出地方，或者输出到别处，再来一次"


def print_json(data: object) -> None:
    """Print plain data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1))


def workbook_path(text: str) -> Path:
    """Where a workbook is to be written. Raises ``StorageError`` for a name by which no program would take it for one."""
    path = Path(text)
    if path.suffix.lower() != ".xlsx":
        raise StorageError(f"“{path.name}”要存成工作簿，文件名的结尾写 .xlsx")
    return path


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
    """Run a command that prints and return its exit code, or ``CUT_OFF`` when nobody reads its output any more.

    An output that takes no more, as on a full disk, is told on stderr in one sentence, and gives ``UNREADABLE``.
    """
    try:
        try:
            return command()
        finally:
            sys.stdout.flush()  # also for the help, which leaves by SystemExit
    except OSError as error:
        is_cut_off, is_full = error.errno in _CLOSED, error.errno in _FULL and error.filename is None
        if not (is_cut_off or is_full):
            raise
        _discard(sys.stdout)
        with suppress(OSError):
            if is_full:
                print(_NOT_WRITTEN, file=sys.stderr, flush=True)
            _discard(sys.stderr)
        return CUT_OFF if is_cut_off else UNREADABLE


def _discard(stream: TextIO) -> None:
    """Send what is still buffered nowhere: Python would complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
