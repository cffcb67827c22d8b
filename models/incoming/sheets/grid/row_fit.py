"""Sets the cells of a row below the columns of a grid, also where the source left out the cells that others cover."""

from __future__ import annotations

from collections.abc import Sequence

from models.incoming.sheets import words
from models.incoming.sheets.grid.headings import PROJECT, GridHeading
from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, plain


def fitted(row: TextRow, heading: GridHeading, wording: Wording) -> Sequence[str] | None:
    """The cells by column; None where it cannot be told below which column each stands.

    A row that begins with a blank, or whose merged cells are known, stands where it stands. A shorter one (a web page leaves
    out the cells that others cover) is moved to the right end if what then stands under 一级 and 二级 fits.
    """
    cells = row.cells
    filled = max((at for at, _ in row.starts), default=-1) + 1
    if filled > heading.width or (heading.columns and filled > heading.columns[-1].end):
        return None
    if row.is_exact or not cells:
        return cells
    offset = _offset(cells, heading, wording) if cells[0] else _offset_of_blank(cells, heading, wording)
    return None if offset is None else [*[""] * offset, *cells]


def _level_columns(heading: GridHeading) -> dict[str, int]:
    return {name: heading.columns[i].start if (i := heading.at(name)) >= 0 else -1 for name in ("dimension", "category", "name")}


def _offset_of_blank(cells: Sequence[str], heading: GridHeading, wording: Wording) -> int | None:
    """A row that begins with a blank stands where it stands, unless only the label beside the grid was left out before it."""
    at = _level_columns(heading)
    missing = heading.width - len(cells)
    possible = (0, missing) if missing > 0 and heading.columns[0].id == words.FRAME else (0,)
    return next((offset for offset in possible if _fits(cells, offset, at, wording)), None)


def _offset(cells: Sequence[str], heading: GridHeading, wording: Wording) -> int | None:
    missing = heading.width - len(cells)
    first = plain(cells[0])
    at = _level_columns(heading)
    is_dimension = first in wording.known_dimensions
    is_category = first in wording.known_categories and not (is_dimension and _next_is_category(cells, wording))
    if missing <= 0:
        return 0 if _fits(cells, 0, at, wording) or not (is_category and at["category"] > 0 and at["name"] >= 0) else None
    if is_dimension and not is_category:
        offset = at["dimension"]
        return offset if 0 <= offset <= missing and _fits(cells, offset, at, wording) else None
    if is_category:
        return missing if at["category"] in {missing, -1} or (at["name"] < 0 and missing == 0) else None
    return missing if _may_be_left_out(missing, heading) and _fits(cells, missing, at, wording) else None


def _next_is_category(cells: Sequence[str], wording: Wording) -> bool:
    return len(cells) > 1 and plain(cells[1]) in wording.known_categories


def _may_be_left_out(count: int, heading: GridHeading) -> bool:
    """Whether the first columns are merged over rows: all of them before 三级指标, or those of the project before 一级."""
    columns = heading.columns[: heading.fixed]
    if count > len(columns) or any(column.start != i for i, column in enumerate(columns)):
        return False
    following = heading.columns[count] if count < len(heading.columns) else None
    whole = following is not None and (following.id in {"name", "dimension"} or following.id.startswith(PROJECT))
    return whole or columns[count - 1].id == words.FRAME


def _fits(cells: Sequence[str], offset: int, at: dict[str, int], wording: Wording) -> bool:
    """Whether what would stand under 一级 and 二级 is one, where anything does, and nothing to the right of them."""
    beyond = max(at["dimension"], at["category"]) + 1 - offset
    if any(plain(cell) in wording.known_categories for cell in cells[max(beyond, 0) :]):
        return False
    levels = {"dimension": wording.known_dimensions, "category": wording.known_categories}
    for name, known in levels.items():
        place = at[name] - offset
        text = plain(cells[place]) if at[name] >= 0 and 0 <= place < len(cells) else ""
        other = levels["category" if name == "dimension" else "dimension"]
        if text and text not in known and (not text.endswith("指标") or (text in other and at["name"] >= 0)):
            return False
    return True
