"""Sets the cells of a row below the columns of a grid, also where the source left out the cells that others cover."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from models.incoming.sheets import words
from models.incoming.sheets.grid.headings import PROJECT, GridHeading
from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, plain


class Fitted(Struct, frozen=True):
    """The cells of a row by column; None where it cannot be told below which column each stands.

    ``missing`` cells at the end were taken as blank, though one in the middle may be lost; below 0: so many are too many.
    """

    cells: Sequence[str] | None
    missing: int = 0

    @property
    def remark(self) -> str:
        """What to say of the row."""
        if self.cells is None:
            return "这一行的格数对不上表头，没有读"
        if self.missing < 0:
            return f"这一行比表头多 {-self.missing} 格，看看有没有错位"
        return f"这一行比表头少 {self.missing} 格，当作最后的空着，看看有没有错位" if self.missing else ""


_UNFIT = Fitted(None)


def fitted(row: TextRow, heading: GridHeading, wording: Wording) -> Fitted:
    """The cells of a row below their columns.

    A row that begins with a blank, or whose merged cells are known, stands where it stands. A shorter one (a web page leaves
    out the cells that others cover) is moved to the right end if what then stands under 一级 and 二级 fits.
    """
    cells = row.cells
    filled = max((at for at, _ in row.starts), default=-1) + 1
    last = heading.columns[-1].end
    at = _level_columns(heading)
    if filled > max(heading.width, last) or not cells:
        return _UNFIT
    if row.is_exact:
        return _UNFIT if filled < last and _is_displaced(cells, heading, at, wording) else Fitted(cells)
    offset = _offset(cells, heading, at, wording) if cells[0] else _offset_of_blank(cells, heading, at, wording)
    if offset is None:
        return _UNFIT
    missing = max(0, last - offset - len(cells)) or min(0, heading.width - offset - len(cells))
    return Fitted([*[""] * offset, *cells], missing)


def _level_columns(heading: GridHeading) -> dict[str, int]:
    return {name: heading.columns[i].start if (i := heading.at(name)) >= 0 else -1 for name in ("dimension", "category", "name")}


def _is_displaced(cells: Sequence[str], heading: GridHeading, at: dict[str, int], wording: Wording) -> bool:
    """Whether something else than a 一级 stands under it, or a 一级 or 二级指标 under another column that is merged over rows."""
    if at["name"] < 0:
        return False
    for column in heading.columns[: heading.fixed]:
        text = plain(cells[column.start]) if column.start < len(cells) else ""
        own = wording.known_dimensions if column.id == "dimension" else wording.known_categories if column.id == "category" else ()
        if text and text not in own and (wording.is_level(text) or (column.id == "dimension" and not _like_level(text, wording))):
            return True
    return False


def _like_level(text: str, wording: Wording) -> bool:
    """Whether a text may be a 一级 that we do not know, or is one without its last word."""
    return text.endswith("指标") or wording.is_level(f"{text}指标")


def _offset_of_blank(cells: Sequence[str], heading: GridHeading, at: dict[str, int], wording: Wording) -> int | None:
    """A row that begins with a blank stands where it stands, unless only the label beside the grid was left out before it."""
    missing = heading.width - len(cells)
    possible = (0, missing) if missing > 0 and heading.columns[0].id == words.FRAME else (0,)
    return next((offset for offset in possible if _fits(cells, offset, at, wording)), None)


def _offset(cells: Sequence[str], heading: GridHeading, at: dict[str, int], wording: Wording) -> int | None:
    missing = heading.width - len(cells)
    first = plain(cells[0])
    is_dimension = first in wording.known_dimensions
    is_category = first in wording.known_categories and not (is_dimension and _next_is_category(cells, wording))
    if missing <= 0:
        return 0 if _fits(cells, 0, at, wording) or not (is_category and at["category"] > 0 and at["name"] >= 0) else None
    if is_dimension and not is_category:
        offset = at["dimension"]
        return offset if 0 <= offset <= missing and _fits(cells, offset, at, wording) else None
    if is_category:
        return missing if at["category"] in {missing, -1} else None
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
