"""The readers, each with valid files to begin from, how they are damaged, and what is done with a file that was read after all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment

from models.book import edits
from models.book.exchange import book_from_plain, book_to_plain
from models.book.records import Book
from models.checks.checker import run_checks
from models.incoming.clipboard.html_table import from_html
from models.incoming.clipboard.tsv import from_tsv
from models.incoming.html_document import html_document
from models.incoming.sheets.rows import rows_of_text
from models.incoming.sheets.wording import wording_of
from models.paper.sheet_list import sheet_plans
from models.publication.review.review import review_document
from models.publication.review.rounds import KeptFinding, Round
from models.published.context import Context
from models.templates.plan import plan_filling
from models.templates.points import Point
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.files.book_file import book_bytes
from storage.files.code_list import read_code_list
from storage.files.open_file import open_file
from storage.files.package import Handing, write_package
from storage.files.package_check import verify_package
from storage.incoming.document import read_document
from storage.incoming.pdf import read_pdf
from storage.packs.catalogue import built_in_codes, load_pack
from storage.packs.folder import read_pack_folder
from storage.packs.pack_import import read_pack_offer
from storage.paths import BUILT_IN_PACKS
from storage.publication.review_rounds import read_round, write_round
from storage.settings import SettingsFile
from storage.templates.points_file import points_text, read_points
from storage.templates.template import read_template, write_filled
from storage.workbook.reader import read_book, read_tables
from storage.workbook.writer import write_workbook
from tests.folders import ROOT
from tests.second_budget import second_book
from tests.storage.incoming import made, made_pdf
from tools.fuzz import mutations
from tools.fuzz.mutations import Mutation

Seeds = Sequence[tuple[str, bytes]]
"""Names and contents of valid files."""

PACK: Final = load_pack("hebei-xingtai-2024")
CODES: Final = built_in_codes(PACK.codes)
BOOK: Final = second_book()
_DATA: Final = ROOT / "tests" / "data"
_ROWS: Final = [
    ["支出总表", "", ""],
    ["科目编码", "科目名称", "合计"],
    ["2010301", "行政运行", "12.50"],
    ["20103", "政府办公厅", "1,200.00"],
]
_SPANS: Final = {(0, 0): (1, 3)}


@dataclass(frozen=True)
class Reader:
    """``read`` raises ``StorageError`` or ``PackError`` for a file that it refuses; anything else is a fault."""

    name: str
    seeds: Callable[[], Seeds]
    mutation: Mutation
    read: Callable[[Path], object]


def _written(name: str, write: Callable[[Path], object]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / name)
        return (Path(folder) / name).read_bytes()


# --- books


def _book_seeds() -> Seeds:
    return [("a.ysbook", book_bytes(BOOK))]


def _use(book: Book) -> None:
    """What becomes of a book that was read: it is edited, written, stored and checked."""
    edited = edits.insert_line("basic")(book)
    if book_from_plain(book_to_plain(edited)) != edited:
        raise AssertionError("not the same from plain data")
    run_checks(Context(edited, PACK, CODES))


@cache
def _store() -> BookStore:
    folder = tempfile.mkdtemp(prefix="ysgk-fuzz-")
    return BookStore(open_database(Path(folder) / "books.db", create=True))


def _read_book(path: Path) -> None:
    book = open_file(path).book
    _use(book)
    store = _store()
    stored = store.create(book)
    if store.load(stored) != book:
        raise AssertionError("not the same from the database")
    store.delete(stored)


@cache
def _workbook() -> bytes:
    plain = Book(
        PACK.id, 2024, unit=BOOK.unit, basic=BOOK.basic, projects=BOOK.projects[:1], income=BOOK.income, next_id=BOOK.next_id
    )
    return _written("a.xlsx", lambda path: write_workbook(plain, PACK, CODES, path, draft=False))


def _read_own(path: Path) -> None:
    read_book(path)
    read_tables(path)


def _database() -> Seeds:
    def write(path: Path) -> None:
        with open_database(path, create=True) as database:
            BookStore(database).create(BOOK)

    return [("a.db", _written("a.db", write))]


def _read_database(path: Path) -> None:
    for ending in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    open_file(path)


# --- documents


def _xls() -> Seeds:
    return [(path.name, path.read_bytes()) for path in (_DATA / "codes" / "list.xls", _DATA / "incoming" / "formats.xls")]


def _pages() -> Seeds:
    clipboard = [(path.name, path.read_bytes()) for path in sorted((_DATA / "clipboard").glob("*.html"))]
    return [("a.html", made.html(_ROWS, _SPANS).encode()), *clipboard]


def _texts() -> Seeds:
    lines = "\n".join("\t".join(row) for row in _ROWS)
    return [
        ("a.txt", f"说明\n\n{lines}\n".encode()),
        ("a.csv", lines.replace("\t", ",").encode()),
        ("b.txt", lines.encode("utf-16")),
    ]


def _read_clipboard(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    from_html(text)
    html_document(text)
    from_tsv(text)
    rows_of_text(text, wording_of(PACK.sheet))


def _clipboard() -> Seeds:
    return [(path.name, path.read_bytes()) for home in ("clipboard", "sheets") for path in sorted((_DATA / home).iterdir())]


def _pdf() -> Seeds:
    return [("a.pdf", made_pdf.pdf(made_pdf.text(50, 60, "ABC") + made_pdf.table([["1", "2"], ["3", "1.50"]])))]


def _read_pdf(path: Path) -> None:
    read_pdf(path.read_bytes(), path.name)


def _review(path: Path) -> None:
    review_document(read_document(path), [PACK], lambda _: CODES)


# --- what a bureau hands out


def _code_lists() -> Seeds:
    rows = [["编码", "名称"], *([f"20{i:03}", f"科目{i}"] for i in range(20)), *([f"30{i:03}", f"款{i}"] for i in range(20))]
    return [("a.csv", "\n".join(",".join(row) for row in rows).encode()), ("a.xlsx", made.xlsx(rows))]


def _read_codes(path: Path) -> None:
    read_code_list(path, CODES)


def _pack_files() -> dict[str, str | bytes]:
    return {path.name: path.read_bytes() for path in sorted((BUILT_IN_PACKS / PACK.id).iterdir()) if path.is_file()}


def _pack_archive() -> Seeds:
    return [("a.zip", made.zipped(_pack_files()))]


def _pack_texts() -> Seeds:
    return [(name, data) for name, data in _pack_files().items() if isinstance(data, bytes)]


def _read_pack(path: Path) -> None:
    """Read an archive, or a file of a pack beside the others, and print a book with a pack that is accepted."""
    with tempfile.TemporaryDirectory(prefix="ysgk-fuzz-") as name:
        home = Path(name)
        if path.suffix == ".zip":
            read_pack_offer(path, home)
            return
        for each in (BUILT_IN_PACKS / PACK.id).iterdir():
            if each.is_file():
                (home / each.name).write_bytes(each.read_bytes())
        (home / path.name).write_bytes(path.read_bytes())
        pack = read_pack_folder(home)
    context = Context(BOOK, pack, CODES)
    run_checks(context)
    for plan in sheet_plans(context):
        plan.lay_out(draft=True)


def _template() -> Seeds:
    """A table with too few rows, and what has to follow when rows are inserted: a sum, a note, a print area, another sheet."""
    workbook = Workbook()
    sheet, other = workbook.worksheets[0], workbook.create_sheet("核对")
    headings = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    for row in (["部门预算支出总表"], ["单位：万元"], headings, ["201", "公共服务"], ["202", "外交"]):
        sheet.append(row)
    sheet["A6"], sheet["C6"], other["A1"] = "合计", "=SUM(C4:C5)", "=Sheet!C6"
    sheet["C6"].comment = Comment("合计", "财政局")
    sheet.merge_cells("A1:E1")
    sheet.print_area = "A1:E6"
    return [("a.xlsx", _written("a.xlsx", workbook.save))]


def _fill(path: Path) -> None:
    template = read_template(path)
    filling = plan_filling(template.document, Context(BOOK, PACK, CODES), (), draft=True)
    write_filled(template, filling, path.with_name("filled.xlsx"), draft=True)


def _package() -> Seeds:
    def write(path: Path) -> None:
        plain = Book(PACK.id, 2024, unit=BOOK.unit, basic=BOOK.basic, next_id=BOOK.next_id)
        write_package(Context(plain, PACK, CODES), (), Handing("2024-02-05 09:30"), path, lambda *_: None, draft=True)

    return [("a.zip", _written("a.zip", write))]


# --- the program's own small files


def _points() -> Seeds:
    return [("a.toml", points_text([Point("支出", 7, 3, "基本支出", "合计"), Point("收入", 9, 2, "合计")]).encode())]


def _rounds() -> Seeds:
    def write(path: Path) -> None:
        write_round(Round("甲.docx", (KeptFinding("P-01", "提示", "写重了", "一、", "不改"),)), path)

    return [("a.json", _written("a.json", write))]


def _read_settings(path: Path) -> None:
    settings = SettingsFile(path)
    settings.set("a", 1)
    if SettingsFile(path).get("a") != 1:
        raise AssertionError("not kept")


_WORDS: Final = made.docx(made.docx_text("支出总表") + made.docx_table(_ROWS, _SPANS))
_SETTINGS: Final = b'{"a": {"b": [1, 2]}, "c": "x"}'
_JSON: Final = mutations.mixed(mutations.json_text)
_TOML: Final = mutations.mixed(mutations.toml_text)
_PACKED: Final = mutations.in_archive({"ysbook": mutations.json_text, "json": mutations.json_text})
XLSX: Final = mutations.mixed(mutations.OFFICE)
TEXT: Final = mutations.mixed(mutations.cells_of_text)
TAGS: Final = mutations.mixed(mutations.xml)
READERS: Final = (
    Reader("book", _book_seeds, _JSON, _read_book),
    Reader("own", lambda: [("a.xlsx", _workbook())], XLSX, _read_own),
    Reader("database", _database, mutations.any_bytes, _read_database),
    Reader("xlsx", lambda: [("a.xlsx", made.xlsx(_ROWS, _SPANS))], XLSX, read_document),
    Reader("xls", _xls, mutations.any_bytes, read_document),
    Reader("ods", lambda: [("a.ods", made.ods(made.ods_table(_ROWS, _SPANS)))], XLSX, read_document),
    Reader("docx", lambda: [("a.docx", _WORDS)], XLSX, read_document),
    Reader("html", _pages, TAGS, read_document),
    Reader("text", _texts, TEXT, read_document),
    Reader("pdf", _pdf, mutations.any_bytes, _read_pdf),
    Reader("clipboard", _clipboard, mutations.mixed(mutations.cells_or_tags), _read_clipboard),
    Reader("review", lambda: [_pages()[0], *_texts()], mutations.mixed(mutations.cells_or_tags), _review),
    Reader("codes", _code_lists, mutations.mixed(mutations.by_content), _read_codes),
    Reader("pack", _pack_texts, _TOML, _read_pack),
    Reader("archive", _pack_archive, mutations.mixed(mutations.in_archive({"toml": mutations.toml_text})), _read_pack),
    Reader("template", _template, XLSX, _fill),
    Reader(
        "package",
        _package,
        mutations.mixed(mutations.in_archive({"ysbook": mutations.json_text, "json": mutations.json_text})),
        verify_package,
    ),
    Reader("points", _points, _TOML, read_points),
    Reader("rounds", _rounds, _JSON, read_round),
    Reader("settings", lambda: [("a.json", _SETTINGS)], _JSON, _read_settings),
)
