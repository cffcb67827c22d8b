"""The command ``fill``: writes a book into the bureau's own template."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.checks.checker import run_checks
from models.checks.findings import blocked_words, blocking
from models.published.context import Context
from models.templates.plan import plan_filling
from models.templates.points import Point, missing
from models.templates.records import Filling
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from storage.paths import kept_templates
from storage.replace_file import refuse_source
from storage.templates.kept import KeptTemplates
from storage.templates.points_file import read_points
from storage.templates.references import cell_name
from storage.templates.template import Template, read_template, write_filled
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import context_of, read_book
from ui.command_line.output import may_leave


def fill(parsed: argparse.Namespace) -> int:
    """Fill the template and tell what was placed and what was not; 1 where something was not, or the book is no 正式件."""
    context = context_of(read_book(parsed))
    template_path, target = Path(parsed.template), Path(parsed.out)
    refuse_source(target, template_path, "模板")
    refuse_source(target, Path(parsed.file), "这本预算")
    if not parsed.show and not parsed.draft and _is_blocked(context):
        return FAULTS
    if not parsed.show and not may_leave(context, known=parsed.withheld_counted):
        return FAULTS
    template = read_template(template_path)
    filling = plan_filling(template.document, context, _points(parsed, template), draft=parsed.draft)
    if not filling.placed:
        raise StorageError(f"“{template.name}”里没有这本预算的表和说明（按标题和栏目找），没有填；看看是不是别的版式的模板")
    notes = list(template.notes)
    if not parsed.show:
        notes.extend(write_filled(template, filling, target, draft=parsed.draft))
    _tell(filling, notes)
    if not parsed.show:
        print(f"{'草稿' if parsed.draft else '模板'}已填好，存到 {target}")
    return FAULTS if filling.left else OK


def _points(parsed: argparse.Namespace, template: Template) -> tuple[Point, ...]:
    """What the file of ``--map``, or what is kept under this name, says of single cells.

    Raises ``StorageError`` where the template has no such cell.
    """
    if not parsed.map:
        return ()
    path = Path(parsed.map)
    points = read_points(path) if path.exists() else KeptTemplates(kept_templates()).read(parsed.map)
    for point in missing(template.document, points):
        cell = cell_name(point.row, point.column)
        was = f"不是“{point.text}”" if point.text else "模板里没有或者是空的"
        raise StorageError(f"“{parsed.map}”说的工作表“{point.sheet}”的 {cell}（{point.means}），{was}；看看是不是别的模板")
    return points


def _is_blocked(context: Context) -> bool:
    found = blocking(context.book, run_checks(context, log_fault))
    if found:
        print(f"{blocked_words(found)}；可以用 --draft 填成草稿：", file=sys.stderr)
        for finding in found:
            print(f"{finding.severity.value}  {finding.message}", file=sys.stderr)
    return bool(found)


def _tell(filling: Filling, notes: list[str]) -> None:
    for placed in filling.placed:
        rows = f"，插入 {placed.inserted} 行" if placed.inserted else ""
        what = f"{placed.written} {placed.unit}" if placed.written else "没有数，空着"
        print(f"“{placed.name}” → 工作表“{placed.sheet}”：{what}{rows}")
    for sentence in notes:
        print(sentence)
    if filling.left:
        print("没有填的：")
    for sentence in filling.left:
        print(f"  {sentence}")
