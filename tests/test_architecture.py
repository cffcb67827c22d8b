"""The rooms: models imports nothing of ours but itself, storage imports models, ui imports both, main.py wires."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {
    "models": {
        "storage", "ui", "main", "PySide6", "sqlite3", "sqlite_utils", "openpyxl", "logging", "locale", "os", "pathlib", "time",
        "datetime", "sys", "tempfile", "shutil", "random",
    },
    "storage": {"ui", "main", "PySide6"},
    "ui": {"main", "sqlite3", "sqlite_utils", "openpyxl"},
}  # fmt: skip


def imports_of(path: Path) -> set[str]:
    """The top names of every import in a file, wherever it stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("room", FORBIDDEN)
def test_no_room_imports_across_a_wall(room):
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    breaches = {str(f.relative_to(ROOT)): found for f in files if (found := imports_of(f) & FORBIDDEN[room])}
    assert not breaches


def strings_of(path: Path) -> list[str]:
    """Every string of a file that is no documentation: a bare string is a statement that does nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare
    ]


def test_no_county_wording_in_python():
    """Tables, headings, months and dimensions of a county are pack data."""
    wording = ("部门预算收支总表", "月底", "资金支出计划", "产出指标", "效益指标", "效果指标", "邢台", "芦台", "空表列示")
    files = [f for room in FORBIDDEN for f in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "main.py"]
    found = [f"{f.relative_to(ROOT)}: {text}" for f in files for text in strings_of(f) if any(word in text for word in wording)]
    assert not found


def test_modules_and_functions_stay_small():
    """A module owns one thing; a function is read without scrolling."""
    long = []
    for room in FORBIDDEN:
        for file in sorted((ROOT / room).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            if text.count("\n") > 400:
                long.append(f"{file.relative_to(ROOT)}: {text.count(chr(10))} lines")
            functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
            long.extend(f"{file.relative_to(ROOT)}: {f.name}" for f in functions if (f.end_lineno or 0) - f.lineno > 45)
    assert not long
