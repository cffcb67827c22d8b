"""Paper: the pages of sheets, the painter, the lazy stack, the mapping of printed figures, printing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter, QPicture, QTextLayout
from PySide6.QtPrintSupport import QPrinter

from models.book import edits
from models.book.places import Place
from models.paper import sheet_list
from models.paper.figures import figures_of, spot_of
from models.paper.page_room import PAGE_SIZES
from models.paper.pages import sheet_pages
from models.paper.project_sheets.sheet import project_sheet
from models.paper.sheet import CELL_FORMATS
from models.paper.sheet_list import SheetCache
from models.paper.text_measure import CLOSING, OPENING
from models.published.context import Context
from storage.packs.sheet_layouts import sheet_layout
from tests.full_project import full_book, long_project
from tests.printed_sheets import workbook_sheets
from tests.second_budget import second_book
from ui.printing.jobs import chosen_pages, pages_of, print_pages
from ui.printing.painter import _PADDING, PagePainter, _option


@pytest.fixture
def stack(seed1_context):
    return SheetCache(seed1_context, draft=False)


@pytest.fixture
def sheets(seed1_context):
    return workbook_sheets(seed1_context)


def test_every_row_stands_on_one_page_and_nothing_leaves_the_paper(sheets):
    for sheet in sheets:
        pages = sheet_pages(sheet)
        assert len(pages) == sheet.page_count
        repeated = set(range(sheet.repeat[0], sheet.repeat[1] + 1)) if sheet.repeat else set()
        shown = [placed.row for page in pages for placed in page.cells if placed.starts and placed.row not in repeated]
        wanted = [row for row, _ in sheet.placed_cells() if row not in repeated]
        assert sorted(shown) == sorted(wanted)
        for page in pages:
            assert (page.width, page.height) == PAGE_SIZES[sheet.orientation]
            assert all(p.x > 0 and p.x + p.width < page.width and p.y > 0 and p.y + p.height < page.height for p in page.cells)


def test_a_page_break_of_the_workbook_is_one_of_ours(sheets):
    for sheet in sheets:
        firsts = [
            min(p.row for p in page.cells if p.starts and p.row > (sheet.repeat or (0, 0))[1]) for page in sheet_pages(sheet)[1:]
        ]
        assert {row + 1 for row in sheet.breaks} <= set(firsts)


def test_heading_rows_are_repeated_on_further_pages(stack):
    first, second = sheet_pages(stack.sheet("T3"))
    assert second.cells[0].row == stack.sheet("T3").repeat[0]
    assert (first.number, second.number) == (1, 2)
    assert second.find(2, 1) is not None
    assert second.cell_at(1, 1) is None


def test_the_stack_lays_out_what_the_workbook_prints(stack, sheets):
    assert tuple(stack.sheet(entry.key) for entry in stack.entries) == sheets


def test_only_what_changed_is_laid_out_again(stack, seed1_context):
    before = {entry.key: stack.sheet(entry.key) for entry in stack.entries}
    project = seed1_context.book.projects[3]
    book = edits.set_field(project.indicators[0].id, "target", "≥77%")(seed1_context.book)
    stack.update(Context(book, seed1_context.pack, seed1_context.codes), draft=False)
    changed = [key for key, sheet in before.items() if stack.sheet(key) is not sheet]
    assert changed == ["contents", f"project:{project.id}"], "目录 has the page numbers of all"


def test_an_amount_changes_its_tables_only(stack, seed1_context):
    before = {entry.key: stack.sheet(entry.key) for entry in stack.entries}
    book = edits.set_field(seed1_context.book.basic[0].id, "amount", "465")(seed1_context.book)
    stack.update(Context(book, seed1_context.pack, seed1_context.codes), draft=False)
    changed = {key for key, sheet in before.items() if stack.sheet(key) is not sheet}
    assert "T3" in changed
    assert "T6" in changed
    assert not {key for key in changed if key.startswith("project")} | {"cover"} & changed


def test_nothing_is_laid_out_before_it_is_shown(seed1_context, monkeypatch):
    made = []
    monkeypatch.setattr(sheet_list, "project_sheet", lambda *args, **rest: made.append(args))
    stack = SheetCache(seed1_context, draft=False)
    stack.sheet("T3")
    assert not made


def test_empty_sheets_say_so(stack):
    empty = {entry.key for entry in stack.entries if entry.empty}
    assert "procurement" in empty
    assert "T3" not in empty
    assert "assets" not in empty


@pytest.mark.parametrize("make", [lambda seed1: seed1, lambda seed1: second_book()])
def test_every_printed_figure_is_mapped_to_its_row_and_column(make, seed1, xingtai, codes):
    context = Context(make(seed1), xingtai, codes)
    stack = SheetCache(context, draft=False)
    for table in context.tables.values():
        sheet = stack.sheet(table.spec.id)
        cells = {(row, cell.column): cell for row, cell in sheet.placed_cells()}
        figures = figures_of(table, sheet)
        for spot, figure in figures.items():
            assert cells[spot].text == table.spec.amounts.show(table.amount(figure.row, figure.column))
            assert figure.number == spot[1] - 1
        values = sum(len(row.values) for side in table.sides for row in side.rows)
        assert len(figures) == values


def test_a_place_leads_back_to_its_cell(stack, seed1_context):
    figures = figures_of(seed1_context.tables["T3"], stack.sheet("T3"))
    spot = spot_of(figures, Place("table", field="T3:2210201:basic"))
    assert figures[spot].amount == seed1_context.tables["T3"].amount("2210201", "basic")
    assert figures[spot].place.field == "T3:2210201:basic"
    assert spot_of(figures, Place("table", field="T3:999:basic")) is None


def picture(painter_of_pages, page, scale=1.0):
    image = QImage(round(page.width * scale), round(page.height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter_of_pages.draw(painter, page)
    painter.end()
    return image


def test_paper_is_black_on_white_in_both_themes(theme, stack):
    page = sheet_pages(stack.sheet("T3"))[0]
    pictures = []
    for mode in ("light", "dark"):
        theme.set_mode(type(theme.mode)(mode))
        pictures.append(picture(PagePainter(theme.font(serif=True).family()), page))
    assert pictures[0] == pictures[1]
    assert pictures[0].pixelColor(1, 1) == QColor("white")
    colours = {pictures[0].pixelColor(x, 150).saturation() for x in range(pictures[0].width())}
    assert max(colours) < 40  # sub-pixel smoothing at most


def test_a_recorded_page_keeps_its_ink_where_the_text_of_the_theme_is_light(theme, stack):
    """Qt's own preview records a page and shows it with a painter that begins in the colour of the theme."""
    page = sheet_pages(stack.sheet("cover"))[0]
    drawer, record = PagePainter(theme.font(serif=True).family()), QPicture()
    recording = QPainter(record)
    drawer.draw(recording, page)
    recording.end()
    image = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("white"))
    painter.drawPicture(0, 0, record)
    painter.end()
    for placed in (placed for placed in page.cells if placed.cell.text):
        cell = image.copy(QRectF(placed.x, placed.y, placed.width, placed.height).toRect())
        darkest = min(cell.pixelColor(x, y).lightness() for x in range(cell.width()) for y in range(cell.height()))
        assert darkest < 160, placed.cell.text


def test_text_stays_inside_its_cell(theme, sheets):
    painter = PagePainter(theme.font(serif=True).family())
    for sheet in sheets:
        for page in sheet_pages(sheet):
            picture(painter, page, 0.5)
    sizes = [size / (key[1] * key[3]) for key, size in painter._sizes.items()]
    assert min(sizes) > 0.9
    assert sum(1 for size in sizes if size < 0.99) < len(sizes) / 50


def test_a_text_too_long_for_its_cell_is_set_smaller(theme, stack):
    sheet = stack.sheet("T3")
    page = sheet_pages(sheet)[0]
    placed = next(p for p in page.cells if p.cell.number is None and CELL_FORMATS[p.cell.style].border == "box")
    long = placed._replace(cell=placed.cell._replace(text="很长的科目名称" * 9))
    painter = PagePainter(theme.font(serif=True).family())
    picture(painter, replace(page, cells=(long,)))
    assert min(painter._sizes.values()) < CELL_FORMATS[placed.cell.style].size * page.scale


def test_the_workbook_prints_into_a_pdf_page_by_page(theme, sheets, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "公开表.pdf"))
    pages = pages_of(sheets)
    assert print_pages(printer, pages, theme.font(serif=True).family())
    data = (tmp_path / "公开表.pdf").read_bytes()
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == len(pages) == sum(s.page_count for s in sheets)
    assert data.count(b"/MediaBox") in {1, len(pages)}


def test_page_numbers_go_on_through_a_job(sheets):
    assert [page.number for page in pages_of(sheets)] == list(range(1, sum(s.page_count for s in sheets) + 1))


def test_pages_turn_with_their_sheets(theme, stack, tmp_path):
    writer = QPdfWriter(str(tmp_path / "two.pdf"))
    assert print_pages(writer, pages_of([stack.sheet("cover"), stack.sheet("T6")]), theme.font(serif=True).family())
    data = (tmp_path / "two.pdf").read_bytes()
    boxes = {tuple(round(float(x)) for x in part.split(b"]")[0].split()) for part in data.split(b"/MediaBox [")[1:]}
    assert boxes == {(0, 0, 595, 842), (0, 0, 842, 595)}


def test_nothing_to_print_is_refused(theme, tmp_path):
    assert not print_pages(QPdfWriter(str(tmp_path / "none.pdf")), (), theme.font(serif=True).family())


def test_the_print_dialog_chooses_the_pages(qapp, stack):
    printer = QPrinter()
    everything = [stack.sheet(key) for key in ("cover", "contents", "T3")]
    printer.setPrintRange(QPrinter.PrintRange.Selection)
    assert len(chosen_pages(printer, stack.sheet("T3"), everything)) == 2
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    assert len(chosen_pages(printer, stack.sheet("T3"), everything)) == sum(s.page_count for s in everything)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    assert [page.number for page in chosen_pages(printer, stack.sheet("T3"), everything)] == [2]


def drawn_lines(drawer, painter, page, placed):
    """The lines in which a cell is drawn."""
    look = CELL_FORMATS[placed.cell.style]
    inner = QRectF(placed.x, placed.y, placed.width, placed.height).adjusted(_PADDING * page.scale, 0, -_PADDING * page.scale, 0)
    font = drawer._font(painter, drawer._fitting(painter, page, placed, inner), bold=look.bold)
    layout = QTextLayout(placed.cell.text.replace("\n", "\u2028"), font, painter.device())
    layout.setTextOption(_option(placed, look))
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(inner.width())
        lines.append(placed.cell.text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines


def test_no_drawn_line_ends_with_an_opening_bracket_or_begins_with_a_closing_one(theme, stack):
    drawer = PagePainter(theme.font(serif=True).family())
    keys = [entry.key for entry in stack.entries]
    kept = [*(key for key in keys if not key.startswith("project")), *[key for key in keys if key.startswith("project")][:8]]
    pages = [page for key in kept for page in sheet_pages(stack.sheet(key))]
    cells = [(page, p) for page in pages for p in page.cells if p.starts and p.cell.text and p.cell.number is None]
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        drawn = [drawn_lines(drawer, painter, page, placed) for page, placed in cells]
    wrapped = [lines for lines in drawn if len(lines) > 1]
    assert len(wrapped) > 50
    assert not [lines for lines in wrapped if any(line[-1:] in tuple(OPENING) for line in lines[:-1])]
    assert not [lines for lines in wrapped if any(line[:1] in tuple(CLOSING) for line in lines[1:])]


def test_a_text_as_wide_as_its_cell_is_one_line_on_paper_too(theme, tmp_path):
    sheet = project_sheet(sheet_layout("shanghai-2023"), full_book(), long_project(), 1, "表", draft=False)
    sheet = replace(sheet, widths=(13.0, 15.0, *sheet.widths[2:]))
    pages = sheet_pages(sheet)
    cells = [
        (page, placed)
        for page in pages
        for placed in page.cells
        if placed.cell.text in {"计划完成日期", "村民出行条件（第32标段）"}
    ]
    writer, drawer = QPdfWriter(str(tmp_path / "sheet.pdf")), PagePainter(theme.font(serif=True).family())
    with QPainter(writer) as painter:
        assert [drawn_lines(drawer, painter, page, placed) for page, placed in cells] == [[p.cell.text] for _, p in cells]
    assert len(cells) > 1
