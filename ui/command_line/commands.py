"""The commands of the command line: each takes the parsed arguments, prints its result and returns the exit code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from models.book.records import Book
from models.checks.checker import run_checks
from models.checks.findings import Finding, Severity, blocked_words, blocking, explanation_of, explanation_state
from models.pack.toml_table import PackError
from models.published.context import Context
from models.published.narrative import narrative, plain_text
from models.published.printed_tables import PublishedTables, published_tables
from models.words.changes import changes_between, item_words
from models.words.places import place_words
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.errors import StorageError
from storage.files.book_file import sample_book, write_book_file
from storage.files.open_file import DATABASE, WORKBOOK, kind_of, matching_book, open_file
from storage.packs.catalogue import load_pack
from storage.packs.code_list_import import import_code_list
from storage.packs.pack_import import install_pack, read_pack_offer
from storage.paths import bureau_codes, user_packs
from storage.workbook.reader import read_tables
from storage.workbook.writer import write_workbook
from ui.command_line.arguments import make_parser
from ui.command_line.books import choice_of, context_of, read_book
from ui.command_line.history import history
from ui.command_line.roll_over import roll_over
from ui.command_line.sheets import sheets

OK: Final = 0
FAULTS: Final = 1
UNREADABLE: Final = 2


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; StorageError and PackError are printed to stderr and give 2."""
    parser = make_parser("main.py")
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return UNREADABLE
    try:
        return COMMANDS[parsed.command](parsed)
    except (StorageError, PackError) as error:
        print(error, file=sys.stderr)
        return UNREADABLE


def sample(parsed: argparse.Namespace) -> int:
    """Write the example budget to a .ysbook file."""
    write_book_file(sample_book(), Path(parsed.out))
    print(f"示例预算已存到 {parsed.out}")
    return OK


def check(parsed: argparse.Namespace) -> int:
    """Print the findings, 错误 first. 1 when there are any 错误."""
    context = context_of(read_book(parsed))
    findings = run_checks(context)
    if parsed.json:
        _print_json([_finding_to_plain(context, finding) for finding in findings])
    else:
        _print_findings(context, findings)
    return FAULTS if any(f.severity is Severity.ERROR for f in findings) else OK


def _print_findings(context: Context, findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        explained = explanation_of(context.book, finding)
        print(f"{finding.severity.value}  {finding.message}  〔{place_words(context.book, context.pack, finding.place)}〕")
        if explained:
            state = "" if explanation_state(context.book, finding) == "explained" else "（数变了，原来的说明不再适用）"
            print(f"      说明{state}：{explained.text}")
        elif finding.remedy and finding.severity is not Severity.HINT:
            print(f"      {finding.remedy}")
    counts = [f"{severity.value} {sum(f.severity is severity for f in findings)}" for severity in Severity]
    print("，".join(counts))


def _finding_to_plain(context: Context, finding: Finding) -> dict[str, Any]:
    explained = explanation_of(context.book, finding)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": place_words(context.book, context.pack, finding.place),
        "place_key": finding.place.key,
        "values": dict(finding.values),
        "remedy": finding.remedy,
        "explanation": explained.text if explained else "",
        "explanation_state": explanation_state(context.book, finding),
    }


def export(parsed: argparse.Namespace) -> int:
    """Write the workbook. A submission with open findings lists them and returns 1."""
    book = read_book(parsed)
    context = context_of(book)
    in_the_way = () if parsed.draft else blocking(book, run_checks(context))
    if in_the_way:
        print(f"{blocked_words(in_the_way)}；可以用 --draft 导出草稿：", file=sys.stderr)
        for finding in in_the_way:
            words = place_words(book, context.pack, finding.place)
            print(f"{finding.severity.value}  {finding.message}  〔{words}〕", file=sys.stderr)
        return FAULTS
    target = Path(parsed.out)
    fingerprint = write_workbook(book, context.pack, context.codes, target, draft=parsed.draft)
    if not parsed.draft:
        _record_submission(parsed, book, target.name, fingerprint)
    print(f"{'草稿' if parsed.draft else '工作簿'}已导出到 {target}")
    return OK


def _record_submission(parsed: argparse.Namespace, book: Book, file_name: str, fingerprint: str) -> None:
    """Record the 报送 of a book in a database, so that ``changes`` can compare with it."""
    path = Path(parsed.file)
    if kind_of(path) != DATABASE:
        return
    with open_database(path) as database:
        store = BookStore(database)
        store.record_submission(matching_book(store, path, choice_of(parsed)).id, book, file_name, fingerprint)


def tables(parsed: argparse.Namespace) -> int:
    """Print the official tables; for a workbook, what its visible cells hold."""
    path = Path(parsed.file)
    published = read_tables(path) if kind_of(path) == WORKBOOK else published_tables(context_of(read_book(parsed)))
    if parsed.json:
        _print_json(published.to_plain())
    else:
        _print_tables(published)
    return OK


def _print_tables(published: PublishedTables) -> None:
    print(f"{published.unit}  {published.year}")
    for title, rows in published.tables.items():
        print(f"\n{title}")
        for row in rows:
            print("\t".join(row))
        if title in published.notes:
            print(published.notes[title])


def narrate(parsed: argparse.Namespace) -> int:
    """Print the text of 情况说明 with its figures."""
    context = context_of(read_book(parsed))
    documents = narrative(context)
    if not documents:
        raise StorageError(f"“{context.pack.name}”没有情况说明，换一个有情况说明的版式")
    print("\n".join(map(plain_text, documents)), end="")
    return OK


def convert(parsed: argparse.Namespace) -> int:
    """Write the book of a workbook or database to a .ysbook file. Lists cells edited by hand and then returns 1."""
    opened = open_file(Path(parsed.file), choice_of(parsed))
    write_book_file(opened.book, Path(parsed.out))
    print(f"预算已存到 {parsed.out}")
    for sentence in opened.disagreements:
        print(sentence)
    if opened.disagreements:
        print(f"工作簿里有 {len(opened.disagreements)} 处和填报数据不一致，预算文件用的是填报数据")
        return FAULTS
    return OK


def changes(parsed: argparse.Namespace) -> int:
    """Print the changes since another copy, or since the last 报送 recorded in the database."""
    book = read_book(parsed)
    if parsed.since:
        old = open_file(Path(parsed.since), choice_of(parsed)).book
        since = Path(parsed.since).name
    else:
        old, since = _last_submission(parsed)
    sentences = changes_between(old, book, item_words(load_pack(book.pack, user_packs())))
    for sentence in sentences:
        print(sentence)
    print(f"与 {since} 相比，有 {len(sentences)} 处改动" if sentences else f"与 {since} 相比，没有改动")
    return OK


def _last_submission(parsed: argparse.Namespace) -> tuple[Book, str]:
    path = Path(parsed.file)
    if kind_of(path) != DATABASE:
        raise StorageError("预算文件和工作簿不记得上次报送，用 --since 指明原来的那一份")
    with open_database(path) as database:
        store = BookStore(database)
        last = store.last_submission(matching_book(store, path, choice_of(parsed)).id)
    if last is None:
        raise StorageError(f"“{path.name}”里的这本预算还没有报送过，用 --since 指明原来的那一份")
    return last.book, f"{last.submitted:%Y-%m-%d %H:%M} 报送的 {last.file_name}"


def codes(parsed: argparse.Namespace) -> int:
    """Import the bureau's code list."""
    imported = import_code_list(Path(parsed.list), bureau_codes(), parsed.year)
    print(f"已导入：{imported.summary}")
    for sentence in imported.left_out:
        print(f"  {sentence}")
    return OK


def packs(parsed: argparse.Namespace) -> int:
    """Import a form pack, in place of one of the same id."""
    offer = read_pack_offer(Path(parsed.pack), user_packs())
    install_pack(offer, user_packs())
    pack, present = offer.pack, offer.present
    print(f"已导入：{pack.name}（{pack.id}），{pack.issuer}，{pack.year} 年，第 {pack.version} 版")
    if present is not None and present != pack:
        print(f"换下了原来的第 {present.version} 版")
    return OK


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "sample": sample,
    "check": check,
    "export": export,
    "tables": tables,
    "narrative": narrate,
    "convert": convert,
    "roll-over": roll_over,
    "changes": changes,
    "history": history,
    "sheets": sheets,
    "codes": codes,
    "packs": packs,
}
