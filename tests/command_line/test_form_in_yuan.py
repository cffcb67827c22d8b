"""A bureau's form in 元 through the command line: imported, printed, exported, read back, compared."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from main import main
from models.published.context import Context
from storage.files.book_file import write_book_file
from tests.form_packs import write_zip, yuan_files
from tests.golden_books import seed1_book


@pytest.fixture
def book(tmp_path, capsys):
    archive = write_zip(tmp_path / "元.zip", yuan_files("hebei-yuan-2024", 2024))
    assert main(["packs", "import", str(archive)]) == 0
    book = replace(seed1_book(), pack="hebei-yuan-2024")
    write_book_file(book, tmp_path / "元.ysbook")
    later = replace(book, stage="批复", basic=(replace(book.basic[0], amount=100), *book.basic[1:]))
    write_book_file(later, tmp_path / "批复.ysbook")
    capsys.readouterr()
    return tmp_path / "元.ysbook"


def test_a_form_in_yuan_prints_exports_and_compares_in_yuan(book, tmp_path, capsys, xingtai, codes):
    total = Context(seed1_book(), xingtai, codes).tables["T1"].amount("income_total", "income")
    assert main(["tables", str(book), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    title = xingtai.table("T1").title
    row = next(row for row in data["tables"][title] if "收入总计" in row)
    assert row[2] == f"{total // 100:,}"
    assert data["unit_of_amounts"][title].startswith("元, no decimals, grouped")

    target = tmp_path / "元.xlsx"
    assert main(["export", str(book), str(target), "--draft"]) == 0
    sheet = next(sheet for sheet in load_workbook(target) if sheet["A1"].value and title in sheet["A1"].value)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == total // 100]
    assert cells
    assert {cell.number_format for cell in cells} == {"#,##0"}
    capsys.readouterr()
    assert main(["tables", str(target), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["tables"][title] == data["tables"][title]
    assert read["unit_of_amounts"][title] == "元, as the cells show"

    assert main(["compare", str(book), str(tmp_path / "批复.ysbook")]) == 0
    assert "4,643,960.00\t1.00\t少 4,643,959.00" in capsys.readouterr().out
    assert main(["changes", str(tmp_path / "批复.ysbook"), "--since", str(book)]) == 0
    assert "金额：4,643,960.00 → 1.00" in capsys.readouterr().out
