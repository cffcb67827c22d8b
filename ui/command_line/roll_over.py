"""The command ``roll-over``: makes the following year's book from a book and writes it to a .ysbook file."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.years.form_choice import form_for
from models.years.roll_over import RollOverOptions, goes_on
from models.years.roll_over_notes import next_year
from storage.errors import StorageError
from storage.files.book_file import write_book_file
from storage.packs.catalogue import load_packs
from storage.paths import user_packs
from ui.command_line.arguments import OK
from ui.command_line.books import context_of, read_book


def roll_over(parsed: argparse.Namespace) -> int:
    """Write the new book; print what was left out and what remains to do."""
    old = read_book(parsed)
    context = context_of(old)
    new_pack = form_for(old.year + 1, context.pack, load_packs(user_packs())[0])
    stage = parsed.new_stage or new_pack.stages[0]
    if stage not in new_pack.stages:
        raise StorageError(f"“{new_pack.name}”没有“{stage}”这个阶段，只有 {'、'.join(new_pack.stages)}")
    going = frozenset(project.id for project in old.projects if goes_on(project))
    wanted = RollOverOptions(stage, going, amounts=parsed.amounts, procurement=parsed.procurement)
    new = next_year(context, new_pack, wanted)
    write_book_file(new, Path(parsed.out))
    print(f"{old.year + 1} 年（{stage}）的预算已存到 {parsed.out}")
    for task in new.tasks:
        print(f"  {task.text}")
    return OK
