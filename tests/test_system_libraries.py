"""What the package asks of the system is read from its files: the glibc they need, and the packages for Depends."""

from __future__ import annotations

import runpy
import struct
from pathlib import Path

import PySide6
import pytest

from tests.folders import ROOT

READER = runpy.run_path(str(ROOT / "packaging" / "linux" / "libraries.py"))
needs, main = READER["needs"], READER["main"]
EXCHANGE = runpy.run_path(str(ROOT / "packaging" / "linux" / "arm64" / "exchange.py"))["main"]


def elf(*libraries, versions=()):
    """A 64-bit ELF file with two sections that say what it needs, and their strings; nothing else."""
    strings = bytearray(b"\0")

    def text(words):
        strings.extend(words.encode() + b"\0")
        return len(strings) - len(words) - 1

    dynamic = b"".join(struct.pack("<QQ", 1, text(name)) for name in libraries) + struct.pack("<QQ", 0, 0)
    verneed = bytearray()
    for number, (library, names) in enumerate(versions, 1):
        following = 16 + 16 * len(names) if number < len(versions) else 0
        verneed += struct.pack("<HHIII", 1, len(names), text(library), 16, following)
        for place, name in enumerate(names, 1):
            verneed += struct.pack("<IHHII", 0, 0, 2, text(name), 16 if place < len(names) else 0)
    bodies = [b"", bytes(strings), dynamic, bytes(verneed)]
    kinds = [(0, 0), (3, 0), (6, 1), (0x6FFFFFFE, 1)]
    used = 3 + bool(versions)
    at = 64
    sections = b""
    for body, (kind, link) in zip(bodies[:used], kinds[:used], strict=True):
        sections += struct.pack("<IIQQQQIIQQ", 0, kind, 0, 0, at, len(body), link, 0, 1, 0)
        at += len(body)
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 0, at, 0, 64, 56, 0, 64, used, 0)
    return header + b"".join(bodies[:used]) + sections


@pytest.fixture
def bundle(tmp_path, capsys):
    """Writes files into a folder and reads it: the exit code, what is printed, what is told."""

    def read(files, glibc="2.28"):
        for name, data in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(data)
        code = main([str(tmp_path), glibc])
        return code, *capsys.readouterr()

    return read


def test_depends_names_the_package_of_each_library_once(bundle):
    code, depends, told = bundle(
        {
            "ysgk": elf("libc.so.6", "libgcc_s.so.1", "libown.so.1", versions=[("libc.so.6", ["GLIBC_2.2.5", "GLIBC_2.28"])]),
            "inner/libown.so.1": elf("libm.so.6", "libz.so.1", versions=[("libm.so.6", ["GLIBC_2.4"])]),
            "inner/notes.txt": b"no program",
        }
    )
    assert code == 0
    assert depends == "libc6 (>= 2.28), libgcc1 | libgcc-s1, zlib1g\n"
    assert told.splitlines()[0] == "newest GLIBC: GLIBC_2.28 (ysgk)"
    assert told.splitlines()[-1].startswith("2 ELF files")


@pytest.mark.parametrize(
    ("library", "version", "glibc", "passes"),
    [
        ("libm.so.6", "GLIBC_2.29", "2.28", False),
        ("libm.so.6", "GLIBC_2.29", "2.31", True),
        ("libstdc++.so.6", "GLIBCXX_3.4.26", "2.28", False),
        ("libstdc++.so.6", "GLIBCXX_3.4.26", "2.31", True),
        ("libc.so.6", "GLIBC_PRIVATE", "2.31", False),
    ],
)
def test_a_symbol_newer_than_the_system_stops_the_build(bundle, library, version, glibc, passes):
    code, _, told = bundle({"inner/lib.so": elf(library, versions=[(library, ["GLIBC_2.17", version])])}, glibc)
    assert (code == 0) is passes
    assert (f"inner/lib.so: needs {version} of {library}" in told) is not passes


def test_a_library_that_nobody_brings_stops_the_build(bundle):
    code, _, told = bundle({"lib.so": elf("libc.so.6", "libleft_out.so.3")})
    assert code == 1
    assert "lib.so: needs libleft_out.so.3, which is neither bundled nor in system-libraries.txt" in told


def test_an_empty_bundle_proves_nothing(bundle):
    assert bundle({"notes.txt": b""})[0] == 1


def test_a_real_library_is_read():
    found = needs((Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6Core.so.6").read_bytes())
    assert {"libc.so.6", "libicuuc.so.73"} <= set(found.libraries)
    assert ("libc.so.6", "GLIBC_2.28") in found.versions


def test_every_library_of_a_bundle_gives_way_to_its_like_for_arm64(tmp_path, capsys):
    bundle, root = tmp_path / "bundle", tmp_path / "root"
    python, system = root / "opt" / "python" / "lib", root / "usr" / "lib" / "aarch64-linux-gnu"
    amd64 = elf("libc.so.6")
    arm64 = amd64[:18] + struct.pack("<H", 183) + amd64[20:]

    def write(file, data):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    for name in ("PySide6/QtCore.abi3.so", "python3.13/math.cpython-313-x86_64-linux-gnu.so", "libffi.so.7", "wrong.so", "only.so"):
        write(bundle / "_internal" / name, amd64)
    write(bundle / "_internal" / "notes.txt", b"no program")
    write(python / "python3.13" / "site-packages" / "PySide6" / "QtCore.abi3.so", arm64 + b"Qt")
    write(python / "python3.13" / "math.cpython-313-aarch64-linux-gnu.so", arm64 + b"Python")
    write(system / "libffi.so.7", arm64 + b"Debian")
    write(system / "wrong.so", amd64)

    assert EXCHANGE([str(bundle), str(root)]) == 1
    assert capsys.readouterr().err == "_internal/only.so: not there for arm64\n_internal/wrong.so: not there for arm64\n"
    inner = bundle / "_internal"
    assert (inner / "PySide6" / "QtCore.abi3.so").read_bytes() == arm64 + b"Qt"
    assert [(file.name, file.read_bytes()) for file in (inner / "python3.13").iterdir()] == [
        ("math.cpython-313-aarch64-linux-gnu.so", arm64 + b"Python")
    ]
    assert (inner / "libffi.so.7").read_bytes() == arm64 + b"Debian"
    assert (inner / "notes.txt").read_bytes() == b"no program"
