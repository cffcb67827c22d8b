"""The names of places as the clerk sees them: 「基本支出 第 6 行」, 「项目 第 28 个」."""

from __future__ import annotations

from typing import Final

from models.book import terms
from models.book.list_lines import PAGE as LIST_PAGE
from models.book.list_lines import lines_of
from models.book.places import Place
from models.book.records import (
    OVERALL,
    PROJECT_COLLECTIONS,
    Book,
    IncomeLine,
    LastYearFigure,
    Line,
    Project,
    ThreePublicLine,
    pages_of,
)
from models.pack.filters import CellRef
from models.pack.forms.last_year import item_name
from models.pack.forms.lists import list_at
from models.pack.forms.pack import Pack
from models.words.fields import COVER_NAMES

PAGE_NAMES: Final = {
    "cover": "封面",
    "basic": "基本支出",
    "others": "其他支出",
    "projects": "项目",
    "overall": "部门整体绩效目标",
    "income": "收入",
    "carry_forward": "年终结转",
    "three_public": "三公经费",
    "procurement": "政府采购",
    "assets": "固定资产",
    "typed": "其他数据",
    "last_year": "上年数",
    "agencies": "机构设置",
    "texts": "情况说明",
    "withheld": "不予公开",
    "explanations": "核实说明",
    "change_reasons": "阶段对比",
    "tasks": "要办的事",
    "lists": "清单",
    "table": "公开表预览",
    "checks": "检查",
}
"""The names of the pages, by the field of Book that they show."""


def page_name(page: str, pack: Pack | None = None) -> str:
    """The name of a page, "" for one without. A list has its title in the pack, 「清单」 where there is none."""
    if not page.startswith(LIST_PAGE):
        return PAGE_NAMES.get(page, "")
    form = list_at(pack.lists, page) if pack is not None else None
    return form.name if form is not None else PAGE_NAMES["lists"]


def line_name(page: str, number: int | str, pack: Pack | None = None) -> str:
    """``基本支出 第 6 行``; projects are counted as 个, of 部门整体绩效目标 there is one. The ``pack`` has the titles of lists."""
    if page == OVERALL:
        return PAGE_NAMES[page]
    return f"{page_name(page, pack)} 第 {number} {'个' if page == 'projects' else '行'}"


def place_name(book: Book, line_id: int, pack: Pack | None = None) -> tuple[str, str]:
    """The page and the name of a line; a line inside a project has the project's name. Raises ``KeyError``."""
    for page in pages_of(book):
        for number, line in enumerate(lines_of(book, page), 1):
            if line.id == line_id or (isinstance(line, Project) and _has_inside(line, line_id)):
                return page, _own_name(line) or line_name(page, number, pack)
    raise KeyError(line_id)


def _own_name(line: Line) -> str:
    """``收入 2080505``, ``三公经费 公务接待费``: pages that have a row for each code or item, whatever the order of the lines."""
    if isinstance(line, IncomeLine):
        return f"{PAGE_NAMES['income']} {line.function or '没有科目'}"
    if isinstance(line, LastYearFigure):
        return f"{PAGE_NAMES['last_year']} {item_name(line.item)}" if item_name(line.item) else ""
    item = terms.THREE_PUBLIC_ITEMS.get(line.item, "") if isinstance(line, ThreePublicLine) else ""
    return f"{PAGE_NAMES['three_public']} {item}" if item else ""


def _has_inside(project: Project, line_id: int) -> bool:
    return any(inner.id == line_id for name in PROJECT_COLLECTIONS for inner in getattr(project, name))


def place_words(book: Book, pack: Pack, place: Place) -> str:
    """The name of any place as the clerk sees it: ``基本支出 第 6 行``, ``部门预算支出总表 2210201``."""
    if place.page == "texts":
        item = next((line.item for line in book.texts if line.id == place.line), place.field)
        known = pack.narrative.has_place_for(item)  # a text of another form has no label here
        return f"{PAGE_NAMES[place.page]} {pack.narrative.label(item) if known else ''}".strip()
    if place.line:
        return place_name(book, place.line, pack)[1]
    if place.page != "table":
        return f"{page_name(place.page, pack)} {_field_words(pack, place)}".strip()
    cell = CellRef.at(place)
    title = next((spec.name for spec in pack.tables if spec.id == cell.table), cell.table)
    return f"{title} {cell.row}".strip() if cell.row.isdecimal() else title


def _field_words(pack: Pack, place: Place) -> str:
    """The name of the field of a place without a line: a field of the cover, a row of a form, a function code."""
    item = place.field.partition("/")[0]
    if place.page == "assets":
        return pack.asset_label(item)
    if place.page == "typed":
        return pack.typed.label(item)
    if place.page == "last_year":
        return pack.last_year.get(item) or item_name(item)
    return COVER_NAMES.get(item, "") if place.page == "cover" else item if item.isdecimal() else ""
