"""The garbage collector during the start."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Switch the collector off inside the block, then exempt all that exists from later collections.

    Gains 30 to 50 ms of a start and 50 ms in each full collection while editing. It would break if the block made large
    reference cycles and dropped them: they are never freed.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
