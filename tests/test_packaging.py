"""What the packages are made of agrees with the program: versions, pins, what is left out, what is licensed."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import runpy
import tomllib

import pytest

from models.program import VERSION
from tests.folders import ROOT

PACKAGING = ROOT / "packaging"


def pins(*files):
    found = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if match := re.fullmatch(r"([\w.-]+)==([\w.]+)", line):
                found[re.sub(r"[-_.]+", "-", match[1]).lower()] = match[2]
    return found


def needed_by(name, seen):
    """A distribution and all that it requires on some system of ours."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    for requirement in importlib.metadata.requires(name) or ():
        if "extra ==" not in requirement:
            try:
                needed_by(re.match(r"[\w.-]+", requirement)[0], seen)
            except importlib.metadata.PackageNotFoundError:
                seen.add(re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower())


def test_one_version():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION


def test_everything_that_is_bundled_is_pinned_as_it_is_tested():
    ours = pins(ROOT / "requirements.txt")
    built = pins(PACKAGING / "requirements.txt", PACKAGING / "windows" / "requirements.txt")
    needed = set()
    for name in ours:
        needed_by(name, needed)
    assert needed <= set(ours) | set(built)
    for name in needed & set(built) - {"pip", "setuptools", "colorama", "tzdata"}:
        assert importlib.metadata.version(name) == built[name], name


def test_every_bundled_distribution_has_its_licence_named():
    bundled = {re.sub(r"[-_.]+", "-", name).lower() for name in runpy.run_path(str(PACKAGING / "notes.py"))["BUNDLED"]}
    needed = set()
    for name in pins(ROOT / "requirements.txt"):
        needed_by(name, needed)
    assert needed - {"pip", "setuptools", "tzdata", "packaging", "colorama"} <= bundled


def test_nothing_that_is_left_out_is_imported():
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    unused = next(
        {item.value for item in node.value.elts}
        for node in ast.parse(spec).body
        if isinstance(node, ast.Assign) and node.targets[0].id == "UNUSED_MODULES"
    )
    for file in [ROOT / "main.py", *(f for room in ("models", "storage", "ui") for f in (ROOT / room).rglob("*.py"))]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", "") or ""]
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert not {n for name in names for n in unused if name == n or name.startswith(f"{n}.")}, file


@pytest.mark.parametrize("words", ["RMDir", "Delete"])
def test_the_installer_never_deletes_the_clerks_data(words):
    script = (PACKAGING / "windows" / "installer.nsi").read_text(encoding="utf-8")
    for line in (line.strip() for line in script.splitlines()):
        if line.startswith(words):
            assert "$LOCALAPPDATA" not in line, line


def test_the_icon_file_holds_every_size(tmp_path):
    notes = runpy.run_path(str(PACKAGING / "notes.py"))
    notes["write_icons"](tmp_path)
    data = (tmp_path / "ysgk.ico").read_bytes()
    assert data[:6] == b"\x00\x00\x01\x00" + bytes([len(notes["ICON_SIZES"]), 0])
    for number, size in enumerate(notes["ICON_SIZES"]):
        entry = data[6 + 16 * number : 22 + 16 * number]
        start, length = int.from_bytes(entry[12:], "little"), int.from_bytes(entry[8:12], "little")
        assert entry[0] == size % 256
        assert data[start : start + 8] == b"\x89PNG\r\n\x1a\n"
        assert (tmp_path / f"ysgk-{size}.png").read_bytes() == data[start : start + length]
