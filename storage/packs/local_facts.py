"""Sets apart, in the files of a new pack, what holds only in the place of the pack that it is made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from models.pack.source.merging import REMOVE
from models.pack.source.toml_text import toml_text
from models.years.place_facts import is_one_place, is_one_province
from storage.packs.folder import HEAD

_CHECKS: Final = "checks.toml"
_OF_A_PROVINCE: Final = {HEAD: "limits", _CHECKS: "project_codes"}
_MARK: Final = "  # 改成本地的"
_REMOVED: Final = "# “{base}”那里的，不跟着它；本地的写在下面\n"


def without_local_facts(files: Mapping[str, str], pack_id: str, base: str, old: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The texts of the files with the facts of another place commented out, or marked where there has to be one.

    ``old``: the content of the base's files, from which a pack that ``extends`` it would take what its own files do not say.
    """
    told = dict(files)
    if not is_one_place(pack_id, base):
        head = re.sub(r"(?m)^issuer = .*$", lambda found: f"{found[0]}{_MARK}", told[HEAD], count=1)
        told[HEAD] = re.sub(r"(?m)^regions = .*$", lambda found: f"# {found[0]}{_MARK}", head, count=1)
    if is_one_province(pack_id, base):
        return told
    for file, section in _OF_A_PROVINCE.items():
        facts = old.get(file, {}).get(section)
        if not facts:
            continue
        written = told.get(file, "")
        if f"[{section}]\n" not in written:  # it extends the base
            content = f"\n[{section}]\n{toml_text(file, {section: facts}).split(f'[{section}]', 1)[1].lstrip()}"
            taken = f'{_REMOVED.format(base=base)}{REMOVE} = ["{section}"]\n'
            written = _with_plain_key(written, taken) + content
        told[file] = _commented_out(written, section)
    return told


def _with_plain_key(text: str, line: str) -> str:
    """The text with a line before its first table."""
    at = re.search(r"(?m)^\[", text)
    return f"{text[: at.start()]}{line}\n{text[at.start() :]}" if at else f"{text}{line}"


def _commented_out(text: str, section: str) -> str:
    """The text with a section as a comment; what explains its keys is one already."""
    start = text.index(f"[{section}]\n")
    after = re.search(r"(?m)^\[", text[start + 1 :])
    end = start + 1 + after.start() if after else len(text)
    lines = [line if not line or line.startswith("#") else f"# {line}" for line in text[start:end].split("\n")]
    return f"{text[:start]}{lines[0]}{_MARK}\n" + "\n".join(lines[1:]) + text[end:]
