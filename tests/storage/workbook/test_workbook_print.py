"""How a workbook prints: paper, headings, heights, names, drafts, and the looks of a few cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example as seen_failing
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from models.book.records import PlanPoint, ProcurementLine, Project
from models.pack.forms.contents import ContentsGroup
from models.paper.pages import sheet_pages
from models.paper.sheet import CELL_FORMATS, PrintedCell, SheetBuilder, Style
from models.paper.sheet_list import DATA, SheetNames
from models.paper.text_measure import line_count, needed_height, text_width
from models.published.context import Context
from models.published.texts.narrative import narrative, plain_text
from storage.workbook.writer import write_workbook
from tests.golden_books import seed1_book, seed2_book, with_seed1_texts
from tests.printed_sheets import workbook_sheets


@pytest.fixture(scope="module")
def example(tmp_path_factory, xingtai, codes):
    path = tmp_path_factory.mktemp("print") / "示例.xlsx"
    write_workbook(seed1_book(), xingtai, codes, path, draft=False)
    book = load_workbook(path)
    yield book
    book.close()


def sheets_of(book, pack, codes, **options):
    return workbook_sheets(Context(book, pack, codes), **options)


# --- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc 12", 6), ("预算", 4), ("≥90%", 5), ("①、（）", 8), ("é", 2)])
def test_full_width_characters_count_two(text, width):
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("一二三四五", 10, 1),
        ("一二三四五六", 10, 2),
        ("一二三四五，六", 10, 2),  # no line begins with a comma, so 五 goes down with it
        ("一\n\n二", 10, 3),
        ("编码13051124P0", 10, 2),  # a word is not broken where it fits a line of its own
        ("a" * 100, 11, 10),
        ("", 10, 1),
    ],
)
def test_lines_of_wrapped_text(text, room, lines):
    assert line_count(text, room) == lines


# --- pages --------------------------------------------------------------------------------------------------------


def test_every_sheet_fits_one_a4_page_across(example):
    for sheet in example.worksheets:
        if sheet.title == DATA:
            continue
        assert sheet.page_setup.paperSize in {"9", 9}
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_options.horizontalCentered
        assert "&P" in sheet.oddFooter.center.text
        assert sheet.page_margins.left == 0.6


def test_orientation_comes_from_the_pack(example, xingtai):
    for spec in xingtai.tables:
        assert example[spec.title].page_setup.orientation == spec.orientation
    assert all(s.page_setup.orientation == xingtai.sheet.orientation for s in example.worksheets[14:-1])


def test_headings_repeat_on_every_page(example, xingtai):
    assert example["部门预算支出总表"].print_title_rows == "$2:$5"
    assert example[xingtai.procurement.title].print_title_rows == "$2:$4"
    for sheet in example.worksheets[14:-1]:
        first, last = (int(part.strip("$")) for part in sheet.print_title_rows.split(":"))
        assert first == last
        shown = [cell.value for cell in sheet[first] if cell.value]
        assert shown == [column.title for column in xingtai.sheet.columns]


def test_every_sheet_is_there_in_order_and_linked_from_the_contents(example, xingtai):
    names = [s.title for s in example.worksheets]
    assert names[:2] == ["封面", "目录"]
    assert names[2:11] == [spec.title for spec in xingtai.tables]
    assert names[11:14] == ["情况说明", xingtai.procurement.title, xingtai.assets.title]
    assert len(names) == 2 + 9 + 1 + 2 + 32 + 1
    links = [cell.hyperlink.location for row in example["目录"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in names[2:-1]]


def test_headings_merge_where_neighbours_are_equal(example):
    merged = {str(r) for r in example["部门预算收入总表"].merged_cells.ranges}
    assert {"A1:M1", "A3:A4", "B3:C3", "D3:D4", "E3:L3", "M3:M4"} <= merged
    assert [c.value for c in example["部门预算收入总表"][5]][:4] == ["栏次", 1, 2, 3]


def test_an_empty_table_prints_its_note_and_no_row(example):
    sheet = example["部门预算政府性基金预算财政拨款支出表"]
    assert sheet.max_row == 6
    assert sheet["A6"].value == "注：无政府基金预算财政拨款预算，空表列示。"
    assert look(sheet["A6"])[-1] == {None}


def test_a_text_before_the_tables_stands_there(xingtai, codes):
    text = xingtai.narrative.documents[0]
    documents = (replace(text, name="编制说明", before_tables=True), text)
    forms = ("text:编制说明", *(spec.id for spec in xingtai.tables), "text:情况说明", "procurement")
    pack = replace(xingtai, narrative=replace(xingtai.narrative, documents=documents), contents=(ContentsGroup(forms),))
    names = [sheet.name for sheet in sheets_of(seed1_book(), pack, codes)]
    assert names[:4] == ["封面", "目录", "编制说明", xingtai.tables[0].title]
    assert names[11:14] == [xingtai.tables[-1].title, "情况说明", xingtai.procurement.title]


def test_a_text_prints_what_the_narrative_says_and_no_more(xingtai, codes):
    book = with_seed1_texts(seed1_book())
    sheet = next(s for s in sheets_of(book, xingtai, codes) if s.name == "情况说明")
    document = narrative(Context(book, xingtai, codes))[0]
    shown = ["\t".join(text.strip() for text in row) for row in sheet.shown()]
    assert shown == [line for line in plain_text(document, draft=False).split("\n") if line]
    rows = {row[0].strip(): number for number, row in enumerate(sheet.shown(), 1) if row}
    assert look_of(sheet, rows["一、部门职责及机构设置情况"]) is Style.SECTION
    assert look_of(sheet, rows["1、收入说明"]) is Style.SUBHEADING
    assert sheet.shown()[rows["1、收入说明"]][0].startswith("\u3000\u3000反映本部门当年全部收入。2024年预算收入2693.97万元")
    assert sheet.orientation == "portrait"


@given(st.lists(st.integers(20, 380), min_size=1, max_size=40), st.sets(st.integers(0, 39)))
@seen_failing([20, 20, 20, 20, 233, 380, 20, 20], {0, 6, 7})  # headings at the end of the sheet
def test_a_heading_is_never_the_last_of_a_page(heights, kept):
    builder = SheetBuilder("x", "x", "portrait", (80.0,), draft=False)
    for number, height in enumerate(heights):
        builder.add(PrintedCell(1, str(number), Style.PARAGRAPH), height=20 if number in kept else height, keep=number in kept)
    sheet = builder.finish()
    pages = [(page.number, int(cell.cell.text)) for page in sheet_pages(sheet) for cell in page.cells]
    assert [row for _, row in pages] == list(range(len(heights)))
    assert sheet.page_count == pages[-1][0]
    for (page, row), (following, _) in pairwise(pages):
        alone = sum(1 for other, _ in pages if other == page) == len([r for p, r in pages if p == page and r in kept])
        assert row not in kept or page == following or alone


def look_of(sheet, row):
    return sheet.rows[row - 1].cells[0].style


# --- heights ------------------------------------------------------------------------------------------------------


def assert_nothing_is_cut(sheets):
    for sheet in sheets:
        for number, cell in sheet.placed_cells():
            if cell.number is not None or not cell.text:
                continue
            width = sum(sheet.widths[cell.column - 1 : cell.column - 1 + cell.columns])
            height = sum(row.height for row in sheet.rows[number - 1 : number - 1 + cell.rows])
            needed = needed_height(cell.text, width, CELL_FORMATS[cell.style].size)
            assert height >= needed - 0.1, (sheet.name, number, cell)


def test_rows_are_high_enough_and_none_too_high(xingtai, lutai, codes):
    for book, pack in ((seed1_book(), xingtai), (seed2_book(), lutai)):
        sheets = sheets_of(book, pack, codes)
        assert_nothing_is_cut(sheets)
        assert all(0 < row.height <= 409.5 for sheet in sheets for row in sheet.rows)


@pytest.mark.parametrize("field", ["use", "description", "dimension", "name", "goal"])
def test_two_thousand_characters_are_split_over_rows(field, xingtai, codes):
    book = seed1_book()
    project = book.projects[0]
    long = "据实测算，逐项列明。" * 200
    if field in {"use", "name"}:
        project = replace(project, **{field: long})
    elif field == "goal":
        project = replace(project, goals=(replace(project.goals[0], text=long),))
    else:
        project = replace(project, indicators=(replace(project.indicators[0], **{field: long}), *project.indicators[1:]))
    sheets = sheets_of(replace(book, projects=(project,)), xingtai, codes)
    assert_nothing_is_cut(sheets)
    sheet = sheets[-1]
    assert all(0 < row.height <= 409.5 for row in sheet.rows)
    pieces = [cell for _, cell in sheet.placed_cells() if cell.text and cell.text in long and cell.style is not Style.TITLE]
    assert sum(cell.rows for cell in pieces) > 1
    assert "".join(cell.text for cell in pieces) == long
    areas = [(r, c) for a, b, x, y in sheet.merges for r in range(a, x + 1) for c in range(b, y + 1)]
    assert len(areas) == len(set(areas)), "merged cells overlap"


def test_a_sheet_of_forty_long_indicators_prints_whole(xingtai, lutai, codes):
    long = "据实测算，逐项列明。" * 200
    for book, pack in ((seed1_book(), xingtai), (seed2_book(), lutai)):
        project = book.projects[0]
        line = project.indicators[0]
        lines = [
            replace(line, id=9_000 + n, name=f"指标{n}", basis=f"依据{n}，{long}" if n % 8 == 0 else "计划") for n in range(40)
        ]
        goals = (replace(project.goals[0], text=long),)
        large = replace(project, use=long, goals=goals, indicators=tuple(lines))
        sheet = sheets_of(replace(book, projects=(large,), next_id=9_100), pack, codes)[-1]
        assert_nothing_is_cut([sheet])
        assert all(0 < row.height <= 409.5 for row in sheet.rows)
        printed = "".join(cell.text for _, cell in sheet.placed_cells())
        assert all(f"指标{n}" in printed for n in range(40))
        assert printed.count("逐") == 200 * 7, "every character of every long text"
        assert sheet.repeat is not None


def test_a_dimension_over_a_page_end_says_its_name_on_both_pages(xingtai, codes):
    sheet = next(s for s in sheets_of(seed1_book(), xingtai, codes) if s.breaks and s.repeat)
    row = sheet.breaks[0]
    assert [c.text for c in sheet.rows[row].cells if c.column == 1] == ["产出指标"]
    assert not any(a <= row < x for a, _, x, _ in sheet.merges)


def test_a_dimension_is_merged_over_its_rows(example):
    sheet = next(s for s in example.worksheets if s.title.startswith("02 "))
    first = int(sheet.print_title_rows.split(":")[0].strip("$")) + 1
    assert f"A{first}:A{first + 5}" in {str(r) for r in sheet.merged_cells.ranges}
    assert sheet.cell(first, 1).value == "产出指标"


# --- forms --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 12])
def test_any_number_of_months_has_its_cells(count, xingtai, codes):
    plan = tuple(PlanPoint(10 + i, f"{i + 1}月底", f"{i + 1}.00") for i in range(count))
    book = replace(seed1_book(), projects=(Project(1, name="甲", plan=plan),), next_id=100)
    shown = [cell.text for _, cell in sheets_of(book, xingtai, codes)[-1].placed_cells()]
    assert [text for text in shown if text.endswith("月底")] == [point.month for point in plan]
    assert [text for text in shown if text.endswith(".00")] == [point.value for point in plan]


def test_purchases_have_a_total_and_their_projects(xingtai, codes):
    book = seed1_book()
    project = book.projects[0]
    lines = (
        ProcurementLine(9001, project=project.id, name="台式机", quantity="3", price=450000, amount=1350000),
        ProcurementLine(9002, origin="单位自筹", name="=打印机", source="business", amount=250000),
    )
    sheet = next(
        s for s in sheets_of(replace(book, procurement=lines, next_id=9003), xingtai, codes) if s.title == xingtai.procurement.title
    )
    rows = [[cell.text for cell in row.cells] for row in sheet.rows[4:7]]
    assert rows[0] == ["合计", "", "", "", "", "", "", "1.60", "1.35", "", "", "", "0.25", ""]
    assert rows[1] == [project.name, "18.00", "台式机", "", "", "3", "0.45", "1.35", "1.35", "", "", "", "", ""]
    assert rows[2] == ["单位自筹", "", "=打印机", "", "", "", "", "0.25", "", "", "", "", "0.25", ""]
    assert xingtai.procurement.empty_note not in {cell.text for _, cell in sheet.placed_cells()}


def test_assets_add_up(example, xingtai):
    sheet = example[xingtai.assets.title]
    assert [c.value for c in sheet[4]] == ["资产总额", None, 371.12]
    assert [c.value for c in sheet[9]] == ["4、其他固定资产", "977", 371.12]
    assert sheet["C2"].value == "截止时间：2023-12-31"


def test_large_amounts_have_room(xingtai, codes):
    book = seed1_book(income=False)
    line = replace(book.basic[0], amount=10**14)
    sheet = sheets_of(replace(book, basic=(line,)), xingtai, codes)[4]
    for _, cell in sheet.placed_cells():
        if cell.style in {Style.AMOUNT, Style.TOTAL_AMOUNT}:
            assert len(cell.text) + 2 <= sheet.widths[cell.column - 1]


# --- names and drafts ---------------------------------------------------------------------------------------------


def test_two_hundred_projects_of_one_name_have_two_hundred_sheets(xingtai, codes):
    name = "关于[提前]下达：*2024/年?度\\省级'城乡居民基本养老保险补助资金（对基金补助）'"
    projects = tuple(Project(i, name=name) for i in range(1, 201))
    sheets = sheets_of(replace(seed1_book(), projects=projects, next_id=201), xingtai, codes)
    names = [sheet.name for sheet in sheets]
    assert len({n.casefold() for n in names}) == len(names) == 214
    assert names[14].startswith("001 关于")
    for own in names:
        assert len(own.encode("utf-16-le")) <= 62
        assert not set(own) & set("[]:*?/\\")
        assert not own.startswith("'")
        assert not own.endswith("'")


def test_sheet_names_differ_without_regard_to_case():
    names = SheetNames()
    assert [names.take("Abc"), names.take("aBC"), names.take("''"), names.take(DATA)] == ["Abc", "aBC（2）", "表", "_ysgk（2）"]
    assert len(names.take("长" * 40)) == 31
    assert names.take("长" * 40).endswith("（2）")


def test_a_draft_is_marked_on_every_sheet(xingtai, codes, tmp_path):
    write_workbook(seed1_book(), xingtai, codes, tmp_path / "a.xlsx", draft=True)
    book = load_workbook(tmp_path / "a.xlsx")
    for sheet in book.worksheets:
        if sheet.title != DATA:
            assert "草稿" in sheet["A1"].value, sheet.title
            assert "草稿" in sheet.oddHeader.right.text
    book.close()


def test_a_submission_says_nowhere_draft(example):
    for sheet in example.worksheets:
        if sheet.title != DATA:
            assert "草稿" not in str(sheet["A1"].value)
            assert not sheet.oddHeader.right.text


# --- looks --------------------------------------------------------------------------------------------------------


def look(cell):
    border = {side and side.style for side in (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)}
    font, place = cell.font, cell.alignment
    return font.name, font.size, bool(font.bold), place.horizontal, place.vertical, bool(place.wrap_text), border


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("A1", (18, False, "center", {None})),
        ("A2", (12, False, "left", {None})),
        ("D3", (12, False, "center", {"thin"})),
        ("A7", (12, False, "center", {"thin"})),
        ("B7", (12, False, "center", {"thin"})),
        ("C7", (12, False, "left", {"thin"})),
        ("D7", (12, False, "right", {"thin"})),
        ("D6", (12, True, "right", {"thin"})),
        ("C6", (12, True, "center", {"thin"})),
    ],
)
def test_looks_of_a_table(example, cell, expected):
    size, bold, across, border = expected
    assert look(example["部门预算支出总表"][cell]) == ("宋体", size, bold, across, "center", True, border)


def test_the_default_font_is_the_one_that_widths_are_measured_in(example):
    assert (example._fonts[0].name, example._fonts[0].size) == ("宋体", 12)


def test_the_contents_of_a_usual_book_fit_on_one_page(example, xingtai):
    assert not example["目录"].row_breaks.brk
