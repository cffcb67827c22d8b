"""A department with several bodies under a form that asks for typed figures: 其他数据, “三公”经费 of each, 导出各单位."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from models.book import edits
from models.book.records import AgencyLine, Book
from models.pack.forms.typed import COUNT, OPERATING, TypedForm, TypedRow
from tools.painter import Painter
from ui.session.open_book import OpenBook

_FORM: Final = TypedForm((
    TypedRow(OPERATING, "机关运行经费", group="机关运行经费", by_agency=True),
    TypedRow("cars", "公务用车", COUNT, "辆", "国有资产", hint="上年 12 月 31 日的实有数", complete=True),
    TypedRow("leaders", "其中：领导干部用车", COUNT, "辆", "国有资产", part_of="cars"),
    TypedRow("others", "其中：其他用车", COUNT, "辆", "国有资产", part_of="cars"),
    TypedRow("machines", "单价在100万元以上的设备", COUNT, "台（套）", "国有资产"),
))  # fmt: skip


def bodies(painter: Painter) -> None:
    """Lines of a second body; counts whose parts are more than their whole; 机关运行经费 proposed for one, typed for another."""
    shown = painter.open_book
    book = _of_bodies(shown.book)
    for step in (
        edits.set_typed("cars", "", "count", "8"), edits.set_typed("leaders", "", "count", "3"),
        edits.set_typed("others", "", "count", "6"), edits.set_typed(OPERATING, "执法队", "amount", "6.5"),
        edits.set_three_public("car_running", "general", "3"),
        edits.set_three_public("reception", "general", "0.5", sub_unit="执法队"),
    ):  # fmt: skip
        book = step(book)
    painter.window.show_book(OpenBook(book, replace(shown.pack, typed=_FORM), shown.codes, lambda *_: 1))
    for page in ("typed", "three_public"):
        painter.workspace.open_page(page)
        painter.take(f"bodies-{page}")
    painter.controller.open_entry(painter.controller.book_id)


def _of_bodies(book: Book) -> Book:
    """The example with two bodies under it, to which every third line belongs."""
    agencies = tuple(
        AgencyLine(book.next_id + i, name, nature, "", "财政拨款")
        for i, (name, nature) in enumerate((("党群工作部本级", "行政单位"), ("执法队", "参公单位"), ("服务中心", "事业单位")))
    )
    names = ("", "执法队", "服务中心")
    basic = tuple(replace(line, sub_unit=names[i % len(names)]) for i, line in enumerate(book.basic))
    return replace(book, agencies=agencies, basic=basic, next_id=book.next_id + len(agencies))
