"""The fingerprint of what is handed in: sixteen digits, short enough to be compared on the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_DIGITS: Final = 16
_GROUP: Final = 4


def fingerprint(sums: Mapping[str, str]) -> str:
    """``1234 5678 9012 3456`` from file name → SHA-256 in hex; the order does not matter, any other name or sum gives another."""
    import hashlib  # noqa: PLC0415 - it loads OpenSSL, which a start does without

    text = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    digits = f"{int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10**_DIGITS:0{_DIGITS}d}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))
