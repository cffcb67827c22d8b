"""The commands ``packs …``: list and import form packs, and the tools of who writes one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from models.pack.errors import PackError
from models.pack.forms.pack import Pack
from models.projects.edits import add_overall
from models.years.place_facts import facts_from_elsewhere
from storage.errors import StorageError
from storage.files.book_file import read_book_file, sample_book
from storage.files.expected import KnownBudget, known_budgets, refuse_unexpected
from storage.files.import_trial import moves_of_books
from storage.packs.catalogue import load_packs, unit_form_gap
from storage.packs.code_lists import codes_of_pack
from storage.packs.folder import HEAD, folder_of, read_pack_folder
from storage.packs.layout_choice import shipped_layouts
from storage.packs.pack_import import install_pack, read_pack_offer
from storage.paths import BUILT_IN_PACKS, bureau_codes, user_packs
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import books_of_this_computer
from ui.command_line.output import workbook_path


def packs(parsed: argparse.Namespace) -> int:
    """Run the action that was chosen. Raises ``StorageError`` or ``PackError``."""
    actions = {"list": _list, "import": _import, "new": _new, "check": _check, "preview": _preview}
    return actions[parsed.action](parsed)


def _list(_parsed: argparse.Namespace) -> int:
    found, faults = load_packs(user_packs())
    for pack in found:
        home = folder_of(pack.id, user_packs())
        origin = "程序自带" if home is not None and home.parent == BUILT_IN_PACKS else "导入的"
        print(f"{pack.id}\t{pack.title}\t{pack.issuer}\t{pack.year} 年\t第 {pack.version} 版\t{origin}")
    for layout in shipped_layouts():
        print(f"{layout.id}\t{layout.name}\t{'部门整体绩效目标表' if layout.of_department else '绩效目标表'}\t只是这张表的版式")
    for fault in faults:
        print(fault, file=sys.stderr)
    return FAULTS if faults else OK


def _import(parsed: argparse.Namespace) -> int:
    """Import a form pack, in place of one of the same id, after printing what it changes in the books of this computer."""
    offer = read_pack_offer(Path(parsed.pack), user_packs())
    refuse_unexpected(offer)
    pack, present = offer.pack, offer.present
    if pack == present:
        print(f"{pack.name}（{pack.id}）本机已经有了，内容一样，不用导入")
        return OK
    moves = [*moves_of_books(offer, books_of_this_computer(), user_packs(), bureau_codes())]
    for sentence in (words for each in moves for words in each.sentences):
        print(sentence)
    if not moves and (parsed.show or present is not None):
        print("本机没有用它的预算")
    if gap := unit_form_gap(pack, user_packs()):
        print(gap)
    if parsed.show:
        print("只是看看，没有导入")
        return OK
    install_pack(offer, user_packs())
    print(f"已导入：{pack.title}（{pack.id}），{pack.issuer}，{pack.year} 年，第 {pack.version} 版")
    if present is not None:
        print(f"换下了原来的第 {present.version} 版")
    return OK


def _new(parsed: argparse.Namespace) -> int:
    """Write the folder of a new pack."""
    from storage.packs.new_pack import write_new_pack  # noqa: PLC0415 - the vocabulary is needed only here

    target = Path(parsed.out or parsed.id)
    write_new_pack(parsed.id, parsed.base, target, user_packs(), extends=parsed.extends, sheet=parsed.sheet or "")
    print(f"已写好 {target}；改好以后：packs check {target}")
    return OK


def _check(parsed: argparse.Namespace) -> int:
    """Print every fault of a pack; one without any then has to print its known budgets as expected."""
    folder = _folder(parsed.folder)
    try:
        pack = read_pack_folder(folder, user_packs(), with_codes=True)
        known = [*known_budgets(folder, pack)]
    except PackError as error:
        for fault in error.faults:
            print(fault)
        print(f"共 {len(error.faults)} 处毛病")
        return FAULTS
    return _check_known(pack, known)


def _check_known(pack: Pack, budgets: Sequence[KnownBudget]) -> int:
    print(f"{pack.title}（{pack.id}）：写法没有毛病")
    gap = unit_form_gap(pack, user_packs())
    for sentence in (*filter(None, (gap,)), *facts_from_elsewhere(pack, load_packs(user_packs())[0])):
        print(f"  {sentence}")
    is_right = True
    for known in budgets:
        result = known.compare()
        is_right = is_right and result.is_right
        for sentence in (*result.sentences, *(each.sentence for each in result.excused)):
            print(f"  {sentence}")
        if known.untested:
            print(f"  {known.name} 没有 {'、'.join(f'{key}.csv' for key in known.untested)}，这几张表没有核对")
        excused = f"，{len(result.excused)} 格已说明" if result.excused else ""
        print(f"{known.name}：{result.equal} 格一样，{len(result.differences)} 格不一样{excused}")
    return OK if is_right else FAULTS


def _preview(parsed: argparse.Namespace) -> int:
    """Write the workbook of a book as the pack prints it, as a draft."""
    from storage.workbook.writer import write_workbook  # noqa: PLC0415 - openpyxl, which only workbooks need

    folder, target = _folder(parsed.folder), workbook_path(parsed.out)
    pack = read_pack_folder(folder, user_packs())
    known = next(iter(known_budgets(folder, pack)), None) if not parsed.book else None
    book = (
        known.context.book
        if known
        else read_book_file(Path(parsed.book))
        if parsed.book
        else replace(sample_book(), year=pack.year)
    )
    codes = codes_of_pack(pack, book.year, None)
    if pack.overall.is_printed:
        book = add_overall(pack.overall)(book)  # empty, to show its layout
    write_workbook(replace(book, pack=pack.id), pack, codes, target, draft=True)
    print(f"“{pack.name}”印的{book.unit.name} {book.year} 年预算已存到 {target}")
    return OK


def _folder(name: str) -> Path:
    """The folder that a path names, or the one of an installed pack."""
    path = Path(name)
    if path.name == HEAD and path.is_file():
        return path.parent
    if path.is_dir():
        return path
    found = folder_of(name, user_packs())
    if found is None:
        raise StorageError(f"没有“{name}”这个文件夹，本机也没有这个编号的版式；用 packs list 看有哪些")
    return found
