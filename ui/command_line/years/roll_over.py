"""The commands ``roll-over`` (the following year's book from a book) and ``move`` (a book on another pack)."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.book.edits import set_pack
from models.years.form_choice import form_for
from models.years.pack_move import pack_move
from models.years.roll_over import RollOverOptions, goes_on
from models.years.roll_over_notes import next_year
from storage.errors import StorageError
from storage.files.book_file import write_book_file
from storage.packs.catalogue import load_pack, load_packs
from storage.packs.code_lists import codes_of_pack
from storage.packs.pack_import import read_pack_offer
from storage.paths import bureau_codes, user_packs
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
    print(f"{old.year + 1} 年（{stage}）的预算已存到 {parsed.out}，版式是“{new_pack.title}”")
    for task in new.tasks:
        print(f"  {task.text}")
    return OK


def move(parsed: argparse.Namespace) -> int:
    """Print the differences; with ``--out`` write the book on the new pack. Raises ``StorageError`` or ``PackError``."""
    context = context_of(read_book(parsed))
    is_file = Path(parsed.pack).exists()
    pack = read_pack_offer(Path(parsed.pack), user_packs()).pack if is_file else load_pack(parsed.pack, user_packs())
    if pack == context.pack:
        raise StorageError(f"这本预算用的就是“{pack.name}”（{pack.id}），内容一样，不用换")
    result = pack_move(context, pack, codes_of_pack(pack, context.book.year, bureau_codes()))
    if parsed.out:  # first, as whoever reads only the first lines ends the program at the next one
        write_book_file(set_pack(pack.id, pack.name)(context.book), Path(parsed.out))
    print(f"从“{context.pack.name}”换成“{pack.title}”：{result.summary}")
    for sentence in result.details:
        print(f"  {sentence}")
    if parsed.out:
        print(f"换好的预算已存到 {parsed.out}")
    if is_file:
        print(f"这个版式还没有导入：packs import {parsed.pack}")
    return OK
