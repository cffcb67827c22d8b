"""The commands ``next-stage`` (a budget at its next stage) and ``compare`` (what differs between two stages)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.book.records import Book
from models.checks.checker import run_checks
from models.paper.beside.difference_layout import INCOME, NOTHING, SPENDING, difference_sheet
from models.paper.beside.stage_drafts import why_draft
from models.published.draft import DRAFT, marked_title
from models.values.amount_style import AmountStyle
from models.words.books import book_name
from models.years.next_stage import is_same_budget, later_stages
from models.years.next_stage import next_stage as at_stage
from models.years.stage_difference import StageDifference, change_reasons, gap_words, stage_difference
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from storage.files.book_file import write_book_file
from storage.files.open_file import BookChoice, open_file
from storage.workbook.writer import write_sheets
from ui.command_line.arguments import OK
from ui.command_line.books import context_of, read_book
from ui.command_line.output import workbook_path


def next_stage(parsed: argparse.Namespace) -> int:
    """Write the book at its next stage, or at the one that is named."""
    old = read_book(parsed)
    pack = context_of(old).pack
    later = later_stages(pack, old.stage)
    stage = parsed.new_stage or next(iter(later), "")
    if not stage:
        raise StorageError(f"“{old.stage}”是“{pack.name}”的最后一个阶段，后面没有了；用 --new-stage 指明别的阶段")
    if stage not in pack.stages:
        raise StorageError(f"“{pack.name}”没有“{stage}”这个阶段，只有 {'、'.join(pack.stages)}")
    if stage == old.stage:
        raise StorageError(f"这一本已经是“{stage}”，用 --new-stage 指明别的阶段")
    write_book_file(at_stage(old, stage), Path(parsed.out))
    print(f"{old.year} 年（{stage}）的预算已存到 {parsed.out}")
    return OK


def compare(parsed: argparse.Namespace) -> int:
    """Print what differs between two stages of one budget, and write it as a workbook if wanted."""
    old = _book(parsed, parsed.old, parsed.old_stage, "--old-stage")
    new = _book(parsed, parsed.new, parsed.new_stage, "--new-stage")
    if not is_same_budget(old, new):
        raise StorageError(f"{book_name(old)}和{book_name(new)}不是同一个单位同一年的预算，不能按阶段比；用 changes 比较")
    context = context_of(new)
    difference = stage_difference(old, new, context.pack, context.codes)
    why = why_draft(context_of(old), context, run_checks(context, log_fault), log_fault)
    if why:
        print(f"{why}；标题后面标明“{DRAFT}”", file=sys.stderr)
    if parsed.out:  # first, as whoever reads only the first lines ends the program at the next one
        write_sheets([difference_sheet(new, context.pack, difference, draft=bool(why), note=why)], workbook_path(parsed.out))
    _print_difference(new, difference, why)
    if parsed.out:
        print(f"对比表已存到 {parsed.out}")
    return OK


def _book(parsed: argparse.Namespace, path: str, stage: str | None, stage_option: str) -> Book:
    return open_file(Path(path), BookChoice(parsed.unit, parsed.year, stage, stage_option)).book


def _print_difference(new: Book, difference: StageDifference, why: str) -> None:
    """Tab-separated lines: name, 原, 现, 差, 说明; each page under its name and sums. ``why``: it is a draft, "" if not."""
    stages = f"{difference.old or '没有阶段'} → {difference.new or '没有阶段'}"
    print(f"{marked_title(f'{book_name(new)}：{stages}', draft=bool(why))}，{difference.count} 处不同")
    if why:
        print(why)
    for words, sums in ((SPENDING, difference.spending), (INCOME, difference.income)):
        _print_sums(words, sums, difference.style)
    reasons = change_reasons(new, difference.old)
    for page in difference.pages:
        print()
        _print_sums(page.name, page.sums, difference.style)
        for row in page.rows:
            print("\t".join((row.title, row.was, row.now, row.gap, reasons.get(row.key, ""))).rstrip())
    if not difference.count:
        print(NOTHING)


def _print_sums(words: str, sums: tuple[int, int] | None, style: AmountStyle) -> None:
    figures = (*map(style.told, sums), gap_words(sums, style)) if sums is not None else ()
    print("\t".join((words, *figures)))
