"""Codes that go together: an economic code proposes its usual function code, and the other way round (30108 ↔ 2080505)."""

from __future__ import annotations

from typing import Any, Final

from models.pack import Pack

_PARTNERS: Final = {"function": "economic", "economic": "function"}


def partner_of(line: Any, field: str) -> str:
    """The code in the other code field of a line; "" where there is none."""
    return str(getattr(line, _PARTNERS.get(field, ""), ""))


def usual_codes(pack: Pack, field: str, partner: str) -> tuple[str, ...]:
    """The codes that usually stand in ``field`` beside this code in the other one, in the pack's order."""
    if not partner or field not in _PARTNERS:
        return ()
    return tuple(getattr(link, field) for link in pack.links if getattr(link, _PARTNERS[field]) == partner)
