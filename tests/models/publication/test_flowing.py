"""A sheet for documents that divide their pages by themselves: nothing is cut, nothing is missing, every place is covered once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.records import Goal
from models.paper.project_sheets.sheet import project_sheet
from models.paper.sheet_list import COVER_KEY, sheet_plans
from models.publication.flowing import flowing
from tests.printed_documents import known_context

PACKS = ("hebei-xingtai-2024", "hebei-lutai-district-2025", "shanghai-putuo-2024", "shanghai-putuo-unit-2026")


def texts(rows):
    return [cell.text for row in rows for cell in row.cells if cell.text]


def is_covered_once(sheet):
    covered = [
        (at + i, cell.column + j)
        for at, row in enumerate(sheet.rows)
        for cell in row.cells
        for i in range(cell.rows)
        for j in range(cell.columns)
    ]
    return sorted(covered) == [(at, column) for at in range(len(sheet.rows)) for column in range(1, len(sheet.widths) + 1)]


@pytest.mark.parametrize("pack", PACKS)
def test_every_text_of_every_sheet_is_there_once(pack):
    for plan in sheet_plans(known_context(pack)):
        printed = plan.lay_out(draft=False)
        sheet = flowing(printed)
        parts = [sheet.title, *(cell.text for cell in sheet.above), *texts(sheet.head_lines), *texts(sheet.rows)]
        assert is_covered_once(sheet) or plan.entry.key == COVER_KEY
        if not printed.undivided:
            assert [text for text in (*parts, *(cell.text for cell in sheet.below)) if text] == texts(printed.rows)


@pytest.mark.parametrize("pack", PACKS)
def test_headings_are_what_printed_pages_repeat(pack):
    for plan in sheet_plans(known_context(pack)):
        printed = plan.lay_out(draft=False)
        sheet = flowing(printed)
        if printed.repeat and not plan.entry.project:
            first, last = printed.repeat
            assert [*texts(sheet.head_lines), *texts(sheet.rows[: sheet.head])] == texts(printed.rows[first - 1 : last])
        else:
            assert not sheet.head  # those of indicators stand inside the sheet of a project


@settings(max_examples=25)
@given(st.integers(0, 400), st.integers(1, 12))
def test_no_cell_is_divided_however_long_it_is(length, lines):
    context = known_context("hebei-xingtai-2024")
    goal = "\n".join(f"目标{number}" + "按期完成，" * length for number in range(lines))
    project = replace(context.book.projects[0], goals=(Goal(9_999, "", goal),))
    printed = project_sheet(context.pack.sheet, context.book, project, 1, "一", draft=False)
    sheet = flowing(printed)
    assert is_covered_once(sheet)
    assert sum(goal in text for text in texts(sheet.rows)) == 1
