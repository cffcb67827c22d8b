"""The text of a file in whatever encoding Chinese programs write: UTF-8, UTF-16, GB 18030."""

from __future__ import annotations

import re
from typing import Final

from storage.errors import StorageError

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([-\w]{1,40})""", re.IGNORECASE)
_HEAD: Final = 4096
_NAMES: Final = {"gb2312": "gb18030", "gbk": "gb18030", "unicode": "utf-16", "utf8": "utf-8"}
"""GB 2312 and GBK are parts of GB 18030, and pages that declare them use more of it."""

_KNOWN: Final = frozenset({"gb2312", "gbk", "gb18030", "big5", "utf8", "utf-8", "utf-16", "unicode"})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def decoded(data: bytes, name: str) -> str:
    """The text of the file ``name``: by its mark, as UTF-8, as it declares itself (HTML), as GB 18030. Raises ``StorageError``."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if not _CONTROL.search(text, 0, _HEAD):
            return text.removeprefix("\ufeff")
    raise StorageError(f"“{name}”读不出来，里面不是文字；用记事本另存成文本（UTF-8）再试")


def _candidates(data: bytes) -> list[str]:
    if data.startswith(_UTF16):
        return ["utf-16"]
    head = data[:_HEAD]
    if b"\x00" in head:
        return [_unmarked_utf16(head)]
    found = _DECLARED.search(head)
    declared = found[1].decode("ascii").lower() if found else ""
    return ["utf-8-sig", *([_NAMES.get(declared, declared)] if declared in _KNOWN else []), "gb18030"]


def _unmarked_utf16(head: bytes) -> str:
    """UTF-16 without its mark: one byte of each line break, space and digit is zero, and always the same."""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
