"""Writes packaging/locked/*.txt: each list of requirements with all that it needs, every version and every file by its SHA-256.

Usage: python -m tools.lock [NAME]...     (``make lock``; needs the package index that pip uses)

pip tells what it would install for each system and Python without installing it; what it names is what the lock allows. The
lists say which versions are wanted, the locks are what set-up and packaging install (``--require-hashes``).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKED: Final = ROOT / "packaging" / "locked"

Target = tuple[str, ...]
"""The options by which pip takes a system and a Python for its own."""


def _target(python: str, *platforms: str) -> Target:
    names = (f"--platform={name}" for name in (*platforms, "any"))
    return ("--python-version", python, "--implementation", "cp", *names)


_LINUX: Final = ("manylinux_2_28_x86_64", "manylinux2014_x86_64")
_PACKAGED: Final = (ROOT / "packaging" / "python-version").read_text(encoding="utf-8").strip()
_DEVELOPED: Final = tuple(_target(python, *_LINUX) for python in ("3.11", "3.12", "3.13"))
_WINDOWS: Final = _target(_PACKAGED, "win_amd64")
_ARM64: Final = _target(_PACKAGED, "manylinux_2_31_aarch64", "manylinux_2_28_aarch64", "manylinux2014_aarch64")
_QT68: Final = "packaging/qt68-requirements.txt"


@dataclass(frozen=True)
class Lock:
    """A list of requirements, relative to the root, and the systems on which it is installed."""

    requirements: str
    targets: tuple[Target, ...]
    instead: str = ""
    """A list whose pins take the place of those of the same names."""

    def wanted(self) -> dict[str, str]:
        """Every requirement of the list, and of the lists that it names by ``-r``, by the canonical name of its distribution."""
        return _listed(ROOT / self.requirements) | (_listed(ROOT / self.instead) if self.instead else {})


LOCKS: Final = {
    "dev": Lock("requirements-dev.txt", _DEVELOPED),
    "build": Lock("packaging/requirements.txt", _DEVELOPED),
    "test": Lock("packaging/test-requirements.txt", (_target(_PACKAGED, *_LINUX), _WINDOWS)),
    "windows": Lock("packaging/windows/requirements.txt", (_WINDOWS,)),
    "qt68-dev": Lock("requirements-dev.txt", _DEVELOPED, _QT68),
    "qt68-build": Lock("packaging/requirements.txt", (_target(_PACKAGED, *_LINUX), _ARM64), _QT68),
    "zig": Lock("packaging/linux/zig-requirements.txt", _DEVELOPED),
    "audit": Lock("packaging/audit-requirements.txt", _DEVELOPED),
}
"""By the name of the file in packaging/locked."""


def canonical(name: str) -> str:
    """The one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _listed(file: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found |= _listed((file.parent / line.removeprefix("-r ").strip()).resolve())
        elif line and not line.startswith("#"):
            found[canonical(line.partition("==")[0])] = line
    return found


def files_for(wanted: Iterable[str], target: Target) -> list[tuple[str, str, str]]:
    """What pip would install: name, version and SHA-256 of each file. Raises ``CalledProcessError`` when it finds no answer."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text("\n".join(wanted), encoding="utf-8")
        options = ("--quiet", "--dry-run", "--ignore-installed", "--only-binary=:all:", "--target", folder, "--report", str(report))
        pip = (sys.executable, "-m", "pip", "install", "--disable-pip-version-check")
        subprocess.run([*pip, *options, *target, "-r", str(requirements)], check=True)
        told = json.loads(report.read_text(encoding="utf-8"))["install"]
    return [
        (canonical(one["metadata"]["name"]), one["metadata"]["version"], one["download_info"]["archive_info"]["hashes"]["sha256"])
        for one in told
    ]


def locked(lock: Lock) -> str:
    """The text of a lock. Raises ``SystemExit`` where two systems would get two versions of one distribution."""
    versions: dict[str, set[str]] = defaultdict(set)
    sums: dict[str, set[str]] = defaultdict(set)
    for target in lock.targets:
        for name, version, sha256 in files_for(lock.wanted().values(), target):
            versions[name].add(version)
            sums[name].add(sha256)
    if torn := {name: found for name, found in versions.items() if len(found) > 1}:
        sys.exit(f"{lock.requirements}: pin one version of each of {torn}")
    sources = " and ".join(filter(None, (lock.requirements, lock.instead)))
    lines = [f"# Made by make lock from {sources}; not to be edited."]
    for name in sorted(versions):
        allowed = " \\\n".join(f"    --hash=sha256:{one}" for one in sorted(sums[name]))
        lines.append(f"{name}=={versions[name].pop()} \\\n{allowed}")
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> None:
    """Write the locks of these names, or all."""
    LOCKED.mkdir(exist_ok=True)
    for name in names or LOCKS:
        (LOCKED / f"{name}.txt").write_text(locked(LOCKS[name]), encoding="utf-8")
        print(f"packaging/locked/{name}.txt")


if __name__ == "__main__":
    main(sys.argv[1:])
