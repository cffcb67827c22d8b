"""Reads what the files of a bundle ask of the system: libraries, and versions of their symbols (the glibc that they need).

Usage: python libraries.py BUNDLE GLIBC      such as  libraries.py build/out/ysgk 2.28

Prints the value of the package's ``Depends`` on standard output and the proof on standard error. Fails, naming the files, if one
needs a symbol of a newer glibc or libstdc++, or a library that neither lies in the bundle nor stands in ``system-libraries.txt``.
Only the standard library is used, and files of either architecture are read.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("system-libraries.txt")
"""A line per library that the system brings: its file name (soname), and the package for ``Depends``."""

CEILINGS: Final = {
    "2.28": {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11), "GCC": (7, 0, 0)},  # Debian 10, UOS V20: gcc 8
    "2.31": {
        "GLIBC": (2, 31),
        "GLIBCXX": (3, 4, 28),
        "CXXABI": (1, 3, 12),
        "GCC": (7, 0, 0),
    },  # Debian 11, Kylin V10 SP1
}
"""The newest versions of symbols on the systems that have a glibc (libstdc++'s own list: "ABI Policy and Guidelines")."""

MAGIC: Final = b"\x7fELF\x02\x01"
"""A 64-bit little-endian ELF file: x86_64 and aarch64 alike."""

_SECTION: Final = struct.Struct("<IIQQQQIIQQ")
_DYNAMIC, _VERNEED, _NEEDED = 6, 0x6FFFFFFE, 1
_TYPE, _OFFSET, _SIZE, _LINK = 1, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Needs:
    """What one ELF file needs: libraries by soname, and versions of symbols such as ``GLIBC_2.17`` by library."""

    libraries: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]


def is_elf(file: Path) -> bool:
    """Whether the file is an ELF file that ``needs`` can read."""
    with file.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def needs(data: bytes) -> Needs:
    """Read an ELF file's sections ``.dynamic`` (DT_NEEDED) and ``.gnu.version_r`` (ELF, and LSB "Symbol Versioning")."""
    start, entry, count = *struct.unpack_from("<Q", data, 0x28), *struct.unpack_from("<HH", data, 0x3A)
    sections = [_SECTION.unpack_from(data, start + number * entry) for number in range(count)]
    libraries: list[str] = []
    versions: list[tuple[str, str]] = []
    for section in sections:
        if section[_TYPE] not in (_DYNAMIC, _VERNEED):
            continue
        names = sections[section[_LINK]][_OFFSET]
        if section[_TYPE] == _DYNAMIC:
            pairs = struct.iter_unpack("<QQ", data[section[_OFFSET] : section[_OFFSET] + section[_SIZE]])
            libraries += [_text(data, names + value) for tag, value in pairs if tag == _NEEDED]
        else:
            versions += _versions(data, section[_OFFSET], names)
    return Needs(tuple(libraries), tuple(versions))


def _versions(data: bytes, at: int, names: int) -> list[tuple[str, str]]:
    """The chain of Elf64_Verneed records from ``at`` on, each with its own chain of Elf64_Vernaux."""
    found = []
    while True:
        _, count, library, first, following = struct.unpack_from("<HHIII", data, at)
        one = at + first
        for _ in range(count):
            name, step = struct.unpack_from("<II", data, one + 8)
            found.append((_text(data, names + library), _text(data, names + name)))
            one += step
        if not following:
            return found
        at += following


def _text(data: bytes, at: int) -> str:
    return data[at : data.index(b"\0", at)].decode("ascii")


def number(version: str) -> tuple[str, tuple[int, ...]]:
    """``GLIBC_2.17`` as ``("GLIBC", (2, 17))``; a version without numbers (``GLIBC_PRIVATE``) is newer than any ceiling."""
    name, _, tail = version.partition("_")
    parts = tail.split(".")
    return name, tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else (10**6,)


def system_packages() -> dict[str, str]:
    """The package of each library that the system brings, by soname."""
    lines = (line.split(maxsplit=1) for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {soname: package.strip() for soname, package in lines}


def examine(bundle: Path, glibc: str) -> tuple[list[str], dict[str, tuple[tuple[int, ...], str]], list[str]]:
    """Return the packages that the bundle needs, the newest version of each kind with a file that needs it, and what is wrong."""
    ceilings = CEILINGS[glibc]
    packages = system_packages()
    files = {file.relative_to(bundle).as_posix(): needs(file.read_bytes()) for file in sorted(_elf_files(bundle))}
    ours = {name.rpartition("/")[2] for name in files}
    newest: dict[str, tuple[tuple[int, ...], str]] = {}
    used: set[str] = set()
    faults = []
    for file, need in files.items():
        for soname in need.libraries:
            if soname not in ours and soname not in packages:
                faults.append(f"{file}: needs {soname}, which is neither bundled nor in {TABLE.name}")
            elif soname not in ours:
                used.add(packages[soname])
        for soname, version in need.versions:
            kind, value = number(version)
            if soname in ours or kind not in ceilings:
                continue
            newest[kind] = max(newest.get(kind, ((), "")), (value, file))
            if value > ceilings[kind]:
                faults.append(f"{file}: needs {version} of {soname}; the newest allowed is {_dotted(kind, ceilings[kind])}")
    if not files:
        faults.append(f"{bundle}: no ELF file")
    return sorted(used), newest, faults


def _elf_files(bundle: Path) -> list[Path]:
    return [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink() and is_elf(file)]


def _dotted(kind: str, value: tuple[int, ...]) -> str:
    return f"{kind}_{'.'.join(map(str, value))}"


def main(arguments: list[str]) -> int:
    """Print ``Depends`` and the proof; return 1 if something is wrong."""
    bundle, glibc = Path(arguments[0]), arguments[1]
    used, newest, faults = examine(bundle, glibc)
    for kind, (value, file) in sorted(newest.items()):
        sys.stderr.write(f"newest {kind}: {_dotted(kind, value)} ({file})\n")
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    sys.stderr.write(f"{len(_elf_files(bundle))} ELF files in {bundle}\n")
    sys.stdout.write(", ".join(f"{package} (>= {glibc})" if package == "libc6" else package for package in used) + "\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
