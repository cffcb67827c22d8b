"""What is printed of a book as rows of text, by the names of the files in which a pack keeps what is known of a budget.

``T1.csv`` holds an official table without its headings, ``procurement.csv`` and other forms likewise, ``texts/NAME.txt`` the
paragraphs of a text.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from models.pack.forms.contents import TEXT
from models.paper.sheet import PrintedSheet, Style
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.published.expected import Rows
from models.published.texts.narrative import narrative, plain_text

TEXTS: Final = "texts"
_HEADINGS: Final = frozenset({Style.HEADING, Style.NUMBER})


def printed_files(context: Context, wanted: Collection[str] | None = None) -> dict[str, Rows]:
    """File name → rows of text cells, of every sheet of the book; of other sheets than tables only the ``wanted`` files."""
    files: dict[str, Rows] = {f"{key}.csv": table.printed() for key, table in context.tables.items()}
    for plan in sheet_plans(context):
        file = f"{plan.entry.key.replace(':', '-')}.csv"
        if file not in files and not plan.entry.key.startswith(TEXT) and (wanted is None or file in wanted):
            files[file] = _body(plan.lay_out(draft=False))
    for document in narrative(context):
        files[f"{TEXTS}/{document.name}.txt"] = [[line] for line in plain_text(document, draft=False).splitlines()]
    return files


def _body(sheet: PrintedSheet) -> Rows:
    """The cells below the last row of headings; all cells of a sheet without headings."""
    last = max((at for at, row in enumerate(sheet.rows) if any(cell.style in _HEADINGS for cell in row.cells)), default=-1)
    return sheet.shown()[last + 1 :]
