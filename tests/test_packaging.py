"""What the packages are made of agrees with the program: versions, pins, what is left out, what is licensed."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import runpy
import shutil
import subprocess
import tomllib
from configparser import ConfigParser

import pytest

from models.program import VERSION
from tests.folders import ROOT
from tools.lock import LOCKS, canonical

PACKAGING = ROOT / "packaging"


def pins(*files):
    found = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if match := re.fullmatch(r"([\w.-]+)==([\w.]+)", line):
                found[re.sub(r"[-_.]+", "-", match[1]).lower()] = match[2]
    return found


OLDER_PYTHON = re.compile(r"python_version\s*<\s*['\"]3\.(?:\d|10|11)['\"]")
"""What only a Python older than ours needs."""


def needed_by(name, seen):
    """A distribution and all that it requires on some system of ours."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    for requirement in importlib.metadata.requires(name) or ():
        if "extra ==" not in requirement and not OLDER_PYTHON.search(requirement):
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


def test_the_short_suite_is_pinned_as_the_whole_suite_is():
    tools = pins(ROOT / "requirements-dev.txt")
    short = pins(PACKAGING / "test-requirements.txt")
    built = pins(PACKAGING / "requirements.txt")
    needed = set()
    for name in tools.keys() & short:
        assert short[name] == tools[name], name
        needed_by(name, needed)
    assert needed - {"colorama", "exceptiongroup", "tomli"} == set(short)
    for name in short.keys() & built:
        assert short[name] == built[name], name
    assert not {"pytest", "hypothesis"} & built.keys()


def sums_of(lock):
    """The pins of a lock, each with its sums: nothing else may stand there."""
    text = (PACKAGING / "locked" / f"{lock}.txt").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z0-9-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", text, re.MULTILINE)
    assert text == text.splitlines()[0] + "\n" + "".join(f"{name}=={version}{sums}\n" for name, version, sums in found)
    return {name: version for name, version, _ in found}


def test_every_file_that_is_installed_is_locked_by_its_sum():
    """What is locked is what is listed, the same version everywhere; `make lock` writes it again."""
    assert {file.stem for file in (PACKAGING / "locked").iterdir()} == set(LOCKS)
    versions = {}
    for name, lock in LOCKS.items():
        locked = sums_of(name)
        wanted = {key: line.partition("==")[2] for key, line in lock.wanted().items()}
        assert wanted.items() <= locked.items(), f"{name}: make lock"
        if name != "audit":  # in a venv of its own
            same = {key: version for key, version in locked.items() if not (lock.instead and key in pins(ROOT / lock.instead))}
            assert {key: versions.setdefault(key, version) for key, version in same.items()} == same, name


def test_nothing_is_installed_without_its_sum():
    scripts = [*(ROOT / "tools").glob("*.sh"), *PACKAGING.rglob("*.sh"), ROOT / "Makefile", ROOT / "docs" / "building.md"]
    lines = [line for script in scripts for line in script.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()]
    installs = [line for line in lines if re.search(r"\bpip\b.* -r |\binstall\b.* -r |pip_in_wine .*-r ", line)]
    assert len(installs) >= 8
    assert not [line for line in installs if "--require-hashes" not in line]


def test_the_short_suite_takes_what_is_there():
    runs = runpy.run_path(str(PACKAGING / "short_suite.py"))["RUNS"]
    folders = [ROOT / word for run in runs for word in run if word.startswith("tests/")]
    assert folders
    assert all(any(folder.rglob("test_*.py")) for folder in folders)
    modules = [file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "ui").rglob("test_*.py")]
    assert any("keys.press" in module for module in modules if "\npytestmark = pytest.mark.package\n" in module)


def test_one_series_of_python():
    """It is named in one file; the scripts read it there, and the Windows Python that they fetch is of it."""
    series = (PACKAGING / "python-version").read_text(encoding="utf-8").strip()
    assert re.fullmatch(r"3\.\d+", series)
    for script in sorted(f for f in PACKAGING.rglob("*") if f.suffix in {".sh", ".py", ".txt"} and f.parent.name != "licences"):
        for line in script.read_text(encoding="utf-8").splitlines():
            if line.startswith("winpython="):
                assert line.startswith(f"winpython={series}.")
            elif "==" not in line:  # a pin may look like it
                assert not re.search(r"\b3\.1\d\b|\bcp3\d|python3\.\d", line), f"{script.name}: {line}"


COMPONENTS = runpy.run_path(str(PACKAGING / "components.py"))


def test_every_bundled_distribution_has_its_licence_named():
    bundled = {canonical(name) for name in COMPONENTS["DISTRIBUTIONS"]}
    needed = set()
    for name in pins(ROOT / "requirements.txt"):
        needed_by(name, needed)
    assert needed - {"pip", "setuptools", "packaging", "colorama"} == bundled - {"pyinstaller"}


def test_what_is_no_distribution_is_named_with_its_licence():
    page = (PACKAGING / "licences" / "第三方许可.txt").read_text(encoding="utf-8")
    rows = (PACKAGING / "notes.py").read_text(encoding="utf-8")
    assert [name for name in COMPONENTS["OTHERS"] if name not in page and f'f"{name} ' not in rows] == []
    named = set(re.findall(r"[\w.-]+\.txt", page)) - {"pypdfium2.txt", "预算公开填报.txt"}
    texts = {file.name for file in (PACKAGING / "licences").glob("*.txt")} - {"第三方许可.txt", "Python.txt"}
    assert named == texts


def test_a_file_of_which_the_licences_page_says_nothing_stops_the_build():
    unnamed = COMPONENTS["unnamed_files"]
    known = (
        "base_library.zip", "libpython3.13.so.1.0", "python3.13/lib-dynload/_json.so", "python313.dll", "_ctypes.pyd",
        "sqlite3.dll",
        "PySide6\\Qt6Core.dll", "PySide6/Qt/lib/libicudata.so.73", "libicuuc.so.73", "shiboken6/Shiboken.abi3.so", "libffi.so.8",
        "PySide6\\MSVCP140.dll", "VCRUNTIME140_1.dll", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libQt6Gui.so.6",
        "pypdfium2_raw/libpdfium.so", "msgspec/_core.so", "click-8.5.1.dist-info/METADATA", "resources/theme/style.qss",
        "tzdata/zoneinfo/PRC", "docs/使用手册.md",
    )  # fmt: skip
    assert unnamed(known) == []
    foreign = ("libcrypto.so.3", "numpy/core.so", "libssl-3-x64.dll", "PIL/x.py", "setuptools-84.2.1.dist-info/METADATA")
    assert unnamed(foreign) == list(foreign)
    assert COMPONENTS["unnamed_modules"]([("pytest.x", "/a/site-packages/pytest/x.py"), ("json", "/lib/json.py")]) == ["pytest"]


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


def test_the_icon_file_holds_every_size(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(PACKAGING)
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


def sign(files, command=None):
    environment = {name: value for name, value in os.environ.items() if name != "SIGN_COMMAND"}
    if command is not None:
        environment["SIGN_COMMAND"] = str(command)
    program = [PACKAGING / "windows" / "sign.sh", *files]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


def test_every_program_is_signed_once_there_is_a_certificate(tmp_path):
    programs = [tmp_path / "a program.exe", tmp_path / "setup.exe"]
    for program in programs:
        program.write_text("program")
    done = sign(programs)
    assert (done.returncode, done.stdout) == (0, "")
    assert "not signed" in done.stderr
    signer = tmp_path / "signer"
    signer.write_text('#!/bin/sh\n[ "$1" = --with ] && printf signed >>"$2"\n')
    signer.chmod(0o755)
    assert sign(programs, f"{signer} --with").returncode == 0
    assert [program.read_text() for program in programs] == ["programsigned"] * 2
    assert sign(programs, "false").returncode == 1


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="compares versions with dpkg")
@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        (["upgrade", "0.10.0", "0.9.0"], True),
        (["upgrade", "0.9.0", "0.10.0"], False),
        (["upgrade", "0.9.0"], False),
        (["install"], False),
    ],
)
def test_an_older_deb_never_replaces_a_newer_one(arguments, refused):
    done = subprocess.run(["/bin/sh", PACKAGING / "linux" / "preinst", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == refused
    assert ("装着更新的 0.10.0 版" in done.stderr) == refused


def test_the_menu_entry_opens_the_type_that_the_package_declares():
    menu = ConfigParser(interpolation=None)
    menu.optionxform = str
    menu.read(PACKAGING / "linux" / "ysgk.desktop", encoding="utf-8")
    entry = menu["Desktop Entry"]
    kind = (PACKAGING / "linux" / "ysgk.xml").read_text(encoding="utf-8")
    assert f'<mime-type type="{entry["MimeType"].removesuffix(";")}">' in kind
    assert f'<icon name="{entry["Icon"]}"/>' in kind
    assert '<glob pattern="*.ysbook"/>' in kind
    assert entry["Exec"] == "/opt/ysgk/ysgk %f"


def test_every_exit_code_of_the_installer_is_told_to_who_installs():
    script = (PACKAGING / "windows" / "installer.nsi").read_text(encoding="utf-8")
    told = (ROOT / "docs" / "安装说明.md").read_text(encoding="utf-8")
    for code in set(re.findall(r"SetErrorLevel (\d+)", script)):
        assert f"| {code} |" in told
