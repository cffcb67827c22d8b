"""Makes a bundle for amd64 one for arm64: every ELF file gives way to the file of the same name for arm64.

Usage: python exchange.py BUNDLE ROOT      ROOT has the same Python, wheels and libraries for arm64, at the same places

PyInstaller learns what a program needs by importing it and by asking the loader, which takes an hour when it is emulated. Python's
bytecode is the same on both processors, and the wheels of one version have the same files. So PyInstaller runs for amd64, and
what it chose is fetched for arm64. Fails, naming the files, at one that has no counterpart; whether the counterparts need more
than what is there is for ``libraries.py`` to say.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

AMD64, ARM64 = "x86_64-linux-gnu", "aarch64-linux-gnu"
MACHINES: Final = {AMD64: 62, ARM64: 183}
"""By the name of the processor in the names of files and folders: its number in the header (ELF, ``e_machine``)."""

BOOTLOADER: Final = "PyInstaller/bootloader/Linux-64bit-arm/run"
ARCHIVE: Final = "pydata"
"""The section of a program in which PyInstaller keeps the scripts and modules."""


def machine(file: Path) -> int | None:
    """The number of the processor that a 64-bit little-endian ELF file is for; None where the file is none."""
    with file.open("rb") as stream:
        head = stream.read(20)
    return int.from_bytes(head[18:20], "little") if head.startswith(b"\x7fELF\x02\x01") else None


def exchange(bundle: Path, root: Path) -> list[str]:
    """Exchange the libraries in ``_internal`` and the programs beside it; return what has no counterpart."""
    (packages,) = root.glob("opt/python/lib/python3.*/site-packages")
    places = (packages, packages.parent.parent, root / "usr" / "lib" / ARM64, root / "lib" / ARM64)
    missing = []
    for file in sorted(bundle.rglob("*")):
        if file.is_symlink() or not file.is_file() or machine(file) is None:
            continue
        name = file.relative_to(bundle).as_posix()
        if file.parent == bundle:
            load(file, packages / BOOTLOADER)
        else:
            wanted = name.removeprefix("_internal/").replace(AMD64, ARM64)
            found = next((place / wanted for place in places if (place / wanted).is_file()), None)
            if found is None:
                missing.append(name)
                continue
            file.unlink()
            file = shutil.copy2(found, file.with_name(found.name))  # noqa: PLW2901 - its name may name the processor
        if machine(file) != MACHINES[ARM64]:
            missing.append(name)
    return missing


def load(program: Path, bootloader: Path) -> None:
    """Put the program's archive into the bootloader, and that in the program's place."""
    with TemporaryDirectory() as folder:
        archive, loaded = Path(folder) / ARCHIVE, Path(folder) / program.name
        subprocess.run(["objcopy", f"--dump-section={ARCHIVE}={archive}", program, Path(folder) / "rest"], check=True)  # noqa: S603, S607
        shutil.copyfile(bootloader, loaded)
        subprocess.run([f"{ARM64}-objcopy", f"--add-section={ARCHIVE}={archive}", loaded], check=True)  # noqa: S603
        shutil.copyfile(loaded, program)


def main(arguments: list[str]) -> int:
    """Exchange; name what has no counterpart, and return 1 then."""
    missing = exchange(Path(arguments[0]), Path(arguments[1]))
    for name in missing:
        sys.stderr.write(f"{name}: not there for arm64\n")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
