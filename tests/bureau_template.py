"""A small template as a bureau makes it: merged headings, codes in three columns, examples, a sum, a footer, a second sheet."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side

from storage.files.open_file import BookChoice, open_file
from storage.paths import BUILT_IN_PACKS

STREET = BUILT_IN_PACKS / "shanghai-putuo-2026" / "expected" / "street-2026" / "book.ysbook"
TITLE = "2026年部门支出预算总表"
HEADINGS = ("合计", "基本支出", "项目支出")
EXAMPLES = (("205", "", "", "教育支出"), ("205", "02", "", "普通教育"), ("205", "02", "05", "高等教育"), ("…", "", "", "…"))
CODES = ("类", "款", "项")
BOX = Border(*[Side(style="thin")] * 4)
FIRST, TOTAL = 7, 11


def street_book():
    """The budget of the street, whose tables the template asks for."""
    return open_file(STREET, BookChoice(None, None, None)).book


def template(headings=HEADINGS, codes=CODES, examples=EXAMPLES, unit="元", title=TITLE):
    """A workbook with the table of spending by function on 「支出」 and cells that look at it on 「核对」."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "支出"
    names = len(codes) + 1
    width = names + len(headings)
    sheet["A2"] = title
    sheet["A2"].font = Font(name="黑体", sz=18)
    sheet["A3"], sheet.cell(3, width).value = "编制部门：", f"单位：{unit}"
    _headings(sheet, headings, codes)
    for row, example in enumerate(examples, FIRST):
        for column, text in enumerate(example, 1):
            sheet.cell(row, column).value = int(text) if column == 1 and text.isdecimal() else text or None
        for column in range(1, width + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.font = BOX, Font(name="仿宋", sz=12, color="FF0000FF")
            cell.number_format = "#,##0.00" if column > names else "@"
        sheet.row_dimensions[row].height = 21
    total = FIRST + len(examples)
    sheet.cell(total, 1).value = "合计"
    sheet.merge_cells(start_row=total, end_row=total, start_column=1, end_column=names)
    letter = sheet.cell(total, names + 1).column_letter
    sheet.cell(total, names + 1).value = f"=SUM({letter}{FIRST}:{letter}{total - 1})"
    sheet.cell(total, width).fill = PatternFill("solid", "FFFFFF00")
    sheet.cell(total + 1, 1).value = "注：本表反映部门本年支出。"
    sheet.merge_cells(start_row=total + 1, end_row=total + 1, start_column=1, end_column=width)
    sheet.print_area = f"A1:{sheet.cell(total + 1, width).coordinate}"
    other = workbook.create_sheet("核对")
    other["A1"], other["B1"], other["C1"] = f"=支出!{letter}{total}", f"=SUM(支出!{letter}{FIRST}:{letter}{total - 1})", "A11"
    other["D1"] = f'=IF(A1=B1,"支出!A{total}",A12)'
    return workbook


def _headings(sheet, headings, codes):
    names = len(codes) + 1
    sheet["A4"] = "项目"
    sheet.merge_cells(start_row=4, end_row=4, start_column=1, end_column=names)
    sheet.cell(4, names + 1).value = "支出预算"
    sheet.merge_cells(start_row=4, end_row=4, start_column=names + 1, end_column=names + len(headings))
    sheet["A5"] = "功能分类科目编码"
    if len(codes) > 1:
        sheet.merge_cells(start_row=5, end_row=5, start_column=1, end_column=len(codes))
        for column, text in enumerate(codes, 1):
            sheet.cell(6, column).value = text
    else:
        sheet.merge_cells("A5:A6")
    for column, text in enumerate(("功能分类科目名称", *headings), names):
        sheet.cell(5, column).value = text
        sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
