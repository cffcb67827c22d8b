"""The commands ``submit``, which writes the package of a 报送 (报送包), and ``verify``, by which the bureau checks one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from models.checks.checker import run_checks
from models.checks.findings import blocking
from models.publication.document import publication
from models.published.context import Context
from models.words.books import PUBLISHED_PART, file_title
from storage.database.books import BookStore
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from storage.files.open_file import DATABASE, kind_of
from storage.files.package import Attachments, Handing, write_package
from storage.files.package_check import verify_package
from storage.files.progress import no_report
from storage.replace_file import refuse_source
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import context_of, read_book, stored_book
from ui.command_line.export import refuse
from ui.command_line.output import may_leave, print_json
from ui.command_line.published.publish import writer_of


def submit(parsed: argparse.Namespace) -> int:
    """Write the package and record the 报送; with open findings list them, write nothing and return 1, unless it is a draft."""
    target = Path(parsed.out)
    refuse_source(target, Path(parsed.file), "这本预算")
    context = context_of(read_book(parsed))
    book = context.book
    findings = run_checks(context, log_fault)
    in_the_way = blocking(book, findings)
    if in_the_way and not parsed.draft:
        refuse([(context, in_the_way)], "")
        return FAULTS
    if not may_leave(context, known=parsed.withheld_counted):
        return FAULTS
    is_stored = kind_of(Path(parsed.file)) == DATABASE
    with stored_book(parsed, "") if is_stored else nullcontext((None, 0)) as (store, book_id):
        handing = _handing(store, book_id)
        attached = partial(_attachments, context, dict.fromkeys(parsed.attached), draft=parsed.draft)
        written = write_package(context, findings, handing, target, no_report, draft=parsed.draft, attachments=attached)
        if store is not None and not parsed.draft:
            _record(partial(store.record_submission, book_id, book, target.name, written.sha256), target)
    print(f"{'草稿' if parsed.draft else ''}报送包已存到 {target}")
    print(f"指纹 {written.fingerprint}")
    return OK


def _record(record: Callable[[], None], target: Path) -> None:
    """Record a 报送 in its database. Raises ``StorageError`` that says that the package is there all the same."""
    try:
        record()
    except StorageError as error:
        raise StorageError(f"报送包已存到 {target}，但是这次报送没有记下：{error}") from error


def _handing(store: BookStore | None, book_id: int) -> Handing:
    """Now, and the last 报送 where a database keeps one."""
    now = datetime.now(UTC).astimezone()
    last = store.last_submission(book_id) if store is not None else None
    if last is None:
        return Handing(f"{now:%Y-%m-%d %H:%M}")
    return Handing(f"{now:%Y-%m-%d %H:%M}", last.book, f"{last.submitted:%Y-%m-%d %H:%M}")


def _attachments(context: Context, kinds: Iterable[str], *, draft: bool) -> Attachments:
    """The published document in each of the kinds (pdf, docx, html). Raises ``StorageError`` for another."""
    targets = [Path(f"{file_title(context.book, PUBLISHED_PART)}.{kind.lower().removeprefix('.')}") for kind in kinds]
    writers = [writer_of(target) for target in targets]
    with TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as folder:
        for write, target in zip(writers, targets, strict=True):
            write(publication(context, draft=draft), Path(folder) / target.name)
        return {target.name: (Path(folder) / target.name).read_bytes() for target in targets}


def verify(parsed: argparse.Namespace) -> int:
    """Print what a package holds, its fingerprint and what is damaged; 1 when something is."""
    found = verify_package(Path(parsed.package))
    head = found.head
    if parsed.json:
        stated = {name: getattr(head, name) for name in head.__struct_fields__}
        print_json({**stated, "computed": found.fingerprint, "files": found.files, "faults": found.faults})
        return FAULTS if found.faults else OK
    print(f"{head.unit} {head.year} 年{f'（{head.stage}）' if head.stage else ''}{'草稿' if head.draft else ''}".strip())
    print(f"报送时间 {head.when or '没有写'}；{head.program or '没有写是哪个程序'}；版式 {head.pack or '没有写'}")
    for name, is_whole in found.files.items():
        print(f"{'完好' if is_whole else '不对'}  {name}")
    for fault in found.faults:
        print(fault)
    print(f"指纹 {found.fingerprint}")
    print(f"有 {len(found.faults)} 处不对" if found.faults else "都完好；指纹和单位报送单上的一样，就是单位报的那一份")
    return FAULTS if found.faults else OK
