"""Damages files: any bytes, and values, tags, lines and parts where the format is known."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from storage.files.limits import ZIP_FAULTS

Mutation = Callable[[bytes, random.Random], bytes]

_PIECE: Final = 64
_HUGE: Final = ("99999999999999999999", "-1", "0", "1e300", "1e-300", "NaN", "2147483648", "9223372036854775808", "1" * 5000)
_ODD: Final = ("", " ", "\x00", "\ufffe", "\U0001f600", "x" * 300, "甲" * 300, "../..", "=1/0", "A1:XFD1048576", "ZZZ9999999", "A0")
_ODD_TEXTS: Final = (*_HUGE, *_ODD)
_ODD_JSON: Final[Sequence[Any]] = (
    None, True, -1, 0, 1, 2**53, 2**63, 10**400, 0.5, 1e300, "", "x", "\x00", "1" * 400, [], {}, [[]], [None], {"": 0},
    {"unread": 1}, {"unread": "x"},
)  # fmt: skip
_ODD_TOML: Final = (
    '""', '"x"', "-1", "0", "1", "99999999999999999999", "1e400", "nan", "true", "[]", "{}", "[[]]", '[""]', "[{}]", "2024-01-01",
    '"{unit}"', '"{x}"', '"{"', '"T1:x:y"', '"*"',
)  # fmt: skip
_TAG: Final = re.compile(rb"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(rb'="[^"]*"')
_CONTENT: Final = re.compile(rb">[^<>]+<")
_TOML_VALUE: Final = re.compile(r"(?m)(?<= = )[^\n]+|\"[^\"\n]*\"")


def any_bytes(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, drop, repeat or overwrite some bytes."""
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.randrange(1, _PIECE))
    match chance.randrange(6):
        case 0:
            flipped = bytearray(data)
            for _ in range(chance.randrange(1, 9)):
                if flipped:
                    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case 1:
            return data[:at]
        case 2:
            return data[:at] + data[end:]
        case 3:
            return data[:at] + data[at:end] * chance.randrange(2, 50) + data[end:]
        case 4:
            return data[:at] + chance.randbytes(end - at) + data[end:]
        case _:
            other = chance.randrange(len(data) + 1)
            return data[:at] + data[other : other + _PIECE] + data[end:]


def xml(data: bytes, chance: random.Random) -> bytes:
    """Change an attribute, a text or a tag, or nest a tag deeply."""
    pattern = chance.choice((_ATTRIBUTE, _ATTRIBUTE, _CONTENT, _TAG))
    found = list(pattern.finditer(data))
    if not found:
        return any_bytes(data, chance)
    one, other = chance.choice(found), chance.choice(found)
    odd = chance.choice(_ODD_TEXTS).replace("\x00", "&#1;").encode()
    new = {_ATTRIBUTE: b'="' + odd + b'"', _CONTENT: b">" + odd + b"<", _TAG: b""}[pattern]
    new = chance.choice((new, new, other[0], one[0] * 2, one[0] * 200 if pattern is _TAG else other[0]))
    return data[: one.start()] + new + data[one.end() :]


def json_text(data: bytes, chance: random.Random) -> bytes:
    """Replace, drop, add or repeat a value."""
    root = json.loads(data)
    node: Any = root
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            break
        key = chance.choice(keys)
        if isinstance(node[key], dict | list) and node[key] and chance.random() < 0.8:
            node = node[key]
            continue
        match chance.randrange(5):
            case 0:
                del node[key]
            case 1 if isinstance(node, list):
                node.insert(key, node[key])
            case 2 if isinstance(node, dict):
                node[chance.choice(("x", "", "id", "withheld"))] = chance.choice(_ODD_JSON)
            case _:
                node[key] = chance.choice(_ODD_JSON)
        break
    return json.dumps(root, ensure_ascii=False).encode("utf-8", "surrogatepass")


def toml_text(data: bytes, chance: random.Random) -> bytes:
    """Replace a value, or drop, repeat or move a line."""
    text = data.decode("utf-8", "replace")
    values, lines = list(_TOML_VALUE.finditer(text)), text.split("\n")
    if values and chance.random() < 0.6:
        one, other = chance.choice(values), chance.choice(values)
        new = chance.choice((chance.choice(_ODD_TOML), chance.choice(_ODD_TOML), other[0]))
        return (text[: one.start()] + new + text[one.end() :]).encode()
    at = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
        case _:
            lines[at] = ".".join(["a"] * chance.randrange(1, 2000)) + " = 1"
    return "\n".join(lines).encode()


def cells_of_text(data: bytes, chance: random.Random) -> bytes:
    """Change a cell of a text in rows, or drop, repeat or move a row."""
    text = data.decode("utf-8", "replace")
    rows = [re.split(r"([,\t])", line) for line in text.split("\n")]
    at = chance.randrange(len(rows))
    match chance.randrange(5):
        case 0:
            del rows[at]
        case 1:
            rows[at : at + 1] = [rows[at]] * chance.randrange(2, 300)
        case 2:
            rows.insert(chance.randrange(len(rows)), rows.pop(at))
        case _:
            rows[at][chance.randrange(len(rows[at]))] = chance.choice(_ODD_TEXTS)
    return "\n".join("".join(row) for row in rows).encode("utf-8", "surrogatepass")


def in_archive(inner: Mapping[str, Mutation]) -> Mutation:
    """Damage one part by the mutation of its ending, drop or repeat a part, or damage the archive itself."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        if chance.random() < 0.15:
            return any_bytes(data, chance)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        at = chance.randrange(len(parts))
        name, content = parts[at]
        match chance.randrange(12):
            case 0:
                del parts[at]
            case 1:
                parts[at] = (name, chance.choice(parts)[1])
            case 2:
                parts[at] = (name, any_bytes(content, chance))
            case _:
                parts[at] = (name, inner.get(name.rpartition(".")[2], any_bytes)(content, chance))
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for each, part in parts:
                archive.writestr(each, part)
        return target.getvalue()

    return mutate


def by_content(data: bytes, chance: random.Random) -> bytes:
    """An office file as such, else a text in rows."""
    return (OFFICE if data.startswith(b"PK") else cells_of_text)(data, chance)


def cells_or_tags(data: bytes, chance: random.Random) -> bytes:
    """A page by its tags or its lines, a text by its cells."""
    return (xml if b"<" in data and chance.random() < 0.7 else cells_of_text)(data, chance)


OFFICE: Final = in_archive({"xml": xml, "rels": xml})


def mixed(special: Mutation) -> Mutation:
    """The mutation of a format most times, any bytes else; sometimes several after each other."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            if not data:
                break
            try:
                data = (special if chance.random() < 0.8 else any_bytes)(data, chance)
            except (RecursionError, *ZIP_FAULTS):
                break  # the file is no longer of its format
        return data

    return mutate
