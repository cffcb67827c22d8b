"""The command ``review``: a finished document checked as a bureau checks it, printed as a list or as data."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from models.book.fields import to_plain
from models.checks.findings import Severity, count_words
from models.pack.forms.pack import Pack
from models.publication.review.finding import Review, ReviewFinding
from models.publication.review.report.words import coverage_words, place_words
from models.publication.review.review import review_document
from models.publication.review.rounds import NextRound
from models.published.context import Context
from models.values.codes import Codes
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from storage.files.open_file import open_file
from storage.incoming.document import read_document
from storage.packs.catalogue import load_pack, load_packs
from storage.packs.code_lists import codes_of_pack
from storage.paths import bureau_codes, user_packs
from storage.publication.review_report import write_report
from storage.replace_file import refuse_source
from ui.command_line.arguments import FAULTS, OK
from ui.command_line.books import context_of
from ui.command_line.output import print_json
from ui.command_line.reading.report import place_of
from ui.command_line.reading.review_rounds import handle_of, keep_round


def review(parsed: argparse.Namespace) -> int:
    """Print the findings, 错误 first. 1 when there are any 错误 or 核实. Raises ``StorageError``."""
    path = Path(parsed.file)
    if parsed.report:
        refuse_source(Path(parsed.report), path, "公开稿")
    if parsed.report and parsed.book:
        refuse_source(Path(parsed.report), Path(parsed.book), "这本预算")
    if parsed.dismiss and not parsed.round:
        raise StorageError("--dismiss 要和 --round 一起用：不用改的原因存在那个文件里")
    context = context_of(open_file(Path(parsed.book)).book) if parsed.book else None
    document = read_document(path)
    found = review_document(document, _packs(parsed, context), _codes, context, log_fault)
    rounds = keep_round(path.name, found, Path(parsed.round), parsed.dismiss or ()) if parsed.round else None
    left = replace(found, findings=rounds.open) if rounds is not None else found
    if parsed.report:
        write_report(path.name, left, Path(parsed.report))
    if parsed.json:
        print_json(_review_to_plain(path.name, left, rounds))
    else:
        _print_words(path.name, left, rounds)
    return OK if all(finding.severity is Severity.HINT for finding in left.findings) else FAULTS


def _codes(pack: Pack) -> Codes:
    return codes_of_pack(pack, pack.year, bureau_codes())


def _packs(parsed: argparse.Namespace, book: Context | None) -> Sequence[Pack]:
    """The pack that is named, else that of the book, else all."""
    if parsed.pack:
        return (load_pack(parsed.pack, user_packs()),)
    return (book.pack,) if book is not None else load_packs(user_packs())[0]


def _print_words(name: str, found: Review, rounds: NextRound | None) -> None:
    first, *more = coverage_words(name, found.coverage)
    print(first)
    for sentence in more:
        print(f"  {sentence}")
    for finding in found.findings:
        print(f"{_mark(finding, rounds)}{finding.severity.value}  {finding.message}  〔{place_words(finding)}〕")
        for label, value in finding.values:
            print(f"      {label}：{value}")
        if finding.remedy and finding.severity is not Severity.HINT:
            print(f"      {finding.remedy}")
    if rounds is not None:
        for kept in rounds.mended:
            print(f"√ 已改  {kept.message}")
        for finding, reason in rounds.dismissed:
            print(f"不用改  {finding.message}  （{reason}）")
    print(count_words(finding.severity for finding in found.findings))


def _mark(finding: ReviewFinding, rounds: NextRound | None) -> str:
    """The name of a finding, and whether it is new, where rounds are kept."""
    if rounds is None:
        return ""
    return f"{handle_of(finding.fingerprint)} {'新' if finding in rounds.new else '　'} "


def _review_to_plain(name: str, found: Review, rounds: NextRound | None) -> dict[str, Any]:
    coverage = found.coverage
    return {
        "file": name,
        "pack": coverage.pack,
        "year": coverage.year,
        "unit": coverage.unit,
        "pages": coverage.pages,
        "paragraphs": coverage.paragraphs,
        "sheets": coverage.sheets,
        "relations": coverage.relations,
        "missing": list(coverage.missing),
        "parts": [
            {"kind": part.kind, "title": part.title, **place_of(part.place), "figures": part.figures, "unread": list(part.unread)}
            for part in coverage.parts
        ],
        "notes": list(coverage.notes),
        "findings": [_finding_to_plain(finding) for finding in found.findings],
        **(_rounds_to_plain(rounds) if rounds is not None else {}),
    }


def _rounds_to_plain(rounds: NextRound) -> dict[str, Any]:
    return {
        "new": [finding.fingerprint for finding in rounds.new],
        "mended": [to_plain(kept) for kept in rounds.mended],
        "dismissed": [{**_finding_to_plain(finding), "reason": reason} for finding, reason in rounds.dismissed],
    }


def _finding_to_plain(finding: ReviewFinding) -> dict[str, Any]:
    box = finding.place.box
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "part": finding.part,
        **place_of(finding.place),
        **({"box": [round(edge, 1) for edge in box]} if box else {}),
        **({"other": place_of(finding.other)} if finding.other else {}),
        "values": [list(pair) for pair in finding.values],
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
    }
