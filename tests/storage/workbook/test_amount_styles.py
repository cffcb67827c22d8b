"""A pack in 元: what its tables print, what the workbook holds, and that both name the same money as a form in 万元."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from models.pack.errors import PackError
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.published.printed_tables import published_tables
from models.values.amount_style import AmountStyle
from models.values.money import MoneyUnit, fen, read_amount
from storage.packs.catalogue import built_in_codes, load_pack
from storage.packs.folder import read_pack_folder
from storage.workbook.reader import read_book, read_tables
from storage.workbook.writer import write_workbook
from tests.form_packs import yuan_files
from tests.second_budget import second_book


@pytest.fixture(scope="module")
def yuan_pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs") / "hebei-yuan-2025"
    folder.mkdir()
    for name, data in yuan_files().items():
        (folder / name).write_bytes(data)
    return read_pack_folder(folder)


@pytest.fixture(scope="module")
def yuan_context(yuan_pack, codes):
    return Context(replace(second_book(), pack=yuan_pack.id), yuan_pack, codes)


@pytest.fixture(scope="module")
def exported(yuan_context, tmp_path_factory):
    target = tmp_path_factory.mktemp("out") / "元.xlsx"
    write_workbook(yuan_context.book, yuan_context.pack, yuan_context.codes, target, draft=False)
    return target


def test_each_table_prints_in_its_own_unit(yuan_context, xingtai, codes):
    in_yuan, in_wan = yuan_context.tables, Context(yuan_context.book, xingtai, codes).tables
    total = in_wan["T1"].amount("spending_total", "spending")
    printed = next(row for row in in_yuan["T1"].printed() if "支出总计" in row)
    assert printed[-1] == f"{total // 100:,}"
    assert in_yuan["T9"].printed()[0] == ["1", "合计", *in_wan["T9"].printed()[0][2:]]
    assert "0.00" in [text for row in in_yuan["T9"].printed() for text in row]


def test_a_form_in_yuan_and_one_in_wan_name_the_same_money():
    book = second_book()
    fine = {"元": AmountStyle("元", 2, grouping=True), "万元": AmountStyle("万元", 6)}
    xingtai = load_pack("hebei-xingtai-2024")
    codes = built_in_codes(xingtai.codes)

    def money(style):
        pack = replace(xingtai, tables=tuple(replace(spec, amounts=style) for spec in xingtai.tables))
        texts = [row for table in Context(book, pack, codes).tables.values() for row in table.printed()]
        unit = MoneyUnit.YUAN if style.unit == "元" else MoneyUnit.WAN
        return [[fen(read_amount(text, unit)) or text for text in row[2:]] for row in texts]

    assert money(fine["元"]) == money(fine["万元"])


def test_the_workbook_holds_the_numbers_of_the_unit_with_the_format_that_prints_them(exported, yuan_context):
    workbook = load_workbook(exported)
    plans = {plan.entry.key: plan for plan in sheet_plans(yuan_context)}
    seen = set()
    for key, table in yuan_context.tables.items():
        sheet = plans[key].lay_out(draft=False)
        assert f"单位：{table.spec.amounts.unit}" in sheet.shown()[1]
        for row, cell in sheet.placed_cells():
            if cell.style.value in {"amount", "total_amount"} and cell.text:
                own = workbook[sheet.name].cell(row, cell.column)
                assert read_amount(cell.text, MoneyUnit.YUAN) == round(own.value * 100)
                seen.add((key == "T9", own.number_format))
    assert seen == {(False, "#,##0"), (True, "0.00")}


def test_a_workbook_is_read_as_it_was_printed_and_nothing_in_it_counts_as_changed(exported, yuan_context):
    published = published_tables(yuan_context, draft=False)
    read = read_tables(exported)
    assert read.tables == published.tables
    book, complaints = read_book(exported)
    assert (book.basic, complaints) == (yuan_context.book.basic, ())
    units = published.to_plain()["unit_of_amounts"]
    assert units[yuan_context.tables["T1"].spec.title] == "元, no decimals, grouped thousands, '' = blank cell"
    assert units[yuan_context.tables["T9"].spec.title] == "万元, two decimals, '0.00' = zero"


@pytest.mark.parametrize("style", [AmountStyle("万元", grouping=True), AmountStyle("万元", 1), AmountStyle("万元", zero="0")])
def test_a_workbook_tells_no_style_that_its_cells_do_not_have(style, tmp_path, seed1, xingtai, codes):
    tables = tuple(replace(spec, amounts=style) if spec.id == "T3" else spec for spec in xingtai.tables)
    target = tmp_path / "a.xlsx"
    write_workbook(seed1, replace(xingtai, tables=tables), codes, target, draft=False)
    told = read_tables(target).unit_of_amounts
    assert [title for title, words in told.items() if words != "万元, two decimals, '' = blank cell"] == [xingtai.table("T3").title]
    assert told[xingtai.table("T3").title] == "万元, as the cells show"


def test_every_column_has_room_for_amounts_in_yuan(yuan_context):
    line = replace(yuan_context.book.basic[0], amount=10**14)
    context = Context(replace(yuan_context.book, basic=(line,)), yuan_context.pack, yuan_context.codes)
    for plan in sheet_plans(context):
        sheet = plan.lay_out(draft=False)
        for _, cell in sheet.placed_cells():
            if cell.style.value in {"amount", "total_amount"}:
                assert len(cell.text) + 2 <= sheet.widths[cell.column - 1]


def test_a_head_that_says_another_unit_is_not_read(yuan_pack, tmp_path):
    for name, data in yuan_files().items():
        (tmp_path / name).write_bytes(data.replace(b'{money_unit}"', '元"'.encode()))
    with pytest.raises(PackError, match=r"三公.*按“万元”印"):
        read_pack_folder(tmp_path)
