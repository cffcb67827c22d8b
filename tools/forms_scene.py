"""Known budgets in other forms: one in 元 with figures per function code and a declared list; a statement without tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea

from models.book import edits
from models.book.records import Book
from models.pack.forms.contents import ContentsGroup
from models.pack.forms.lists import AMOUNT, COUNT, ListColumn, ListForm
from models.pack.forms.pack import Pack
from models.pack.forms.views import ViewColumn, ViewForm
from models.values.amount_style import AmountStyle
from storage.files.expected import known_budgets
from storage.packs.catalogue import load_pack
from storage.paths import BUILT_IN_PACKS
from tools.painter import Painter, take_page
from ui.dialogs.packs.choose_pack import ChoosePack
from ui.pages.registry import PAGES, pages_of
from ui.session.open_book import OpenBook

_PACK: Final = "shanghai-putuo-2024"
_STATEMENT: Final = "hebei-lutai-district-2025"
_LIST: Final = ListForm(
    "services", "{year}年部门政府购买服务预算表", short_title="政府购买服务",
    columns=(
        ListColumn("project", ("项目名称",), "project"), ListColumn("what", ("服务内容",)),
        ListColumn("way", ("购买方式",), "choice", choices=("公开招标", "委托")),
        ListColumn("count", ("数量",), "count", sum=True), ListColumn("amount", ("预算金额",), "amount", sum=True),
    ),
    total="合计",
)  # fmt: skip

_VIEW: Final = ViewForm(
    "spending", "{year}年部门项目支出表", "projects", short_title="项目支出表", each="function", total="合计", total_at="last",
    columns=(
        ViewColumn("number", ("序号",), "number", COUNT, width=8), ViewColumn("name", ("项目名称",), "name"),
        ViewColumn("function", ("功能科目", "编码"), "function"), ViewColumn("words", ("功能科目", "名称"), "function_name"),
        ViewColumn("amount", ("预算金额",), "amount", AMOUNT, sum=True),
    ),
    amounts=AmountStyle("元", 0, grouping=True),
)  # fmt: skip


def in_yuan(painter: Painter) -> None:
    """Every page of the form, a list of its own, and the way from there to the next year and to another form."""
    (budget,) = known_budgets(BUILT_IN_PACKS / _PACK, load_pack(_PACK))
    context = budget.context
    contents = (*context.pack.contents, ContentsGroup((_LIST.page, _VIEW.page)))
    pack = replace(context.pack, lists=(_LIST,), views=(_VIEW,), contents=contents)
    book = _with_records(context.book)
    painter.window.show_book(OpenBook(book, pack, context.codes, lambda *_: 1))
    for spec in pages_of(PAGES, pack, book):
        take_page(painter, spec.key, f"form-{spec.key.replace(':', '-')}")
    painter.workspace.open_page("cover")
    for area in painter.workspace.page.findChildren(QAbstractScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    painter.take("form-by-code")
    _look_at_view(painter)
    _move_to(painter, context.pack)


def _look_at_view(painter: Painter) -> None:
    """A list that the program fills, and the project behind one of its figures."""
    painter.workspace.open_page("preview")
    page = painter.workspace.preview
    page.list.select(_VIEW.page)
    painter.settle()
    page.sheet_view.setFocus()
    QTest.keyClick(page.sheet_view, Qt.Key.Key_Down)
    painter.take("form-view")


def _with_records(book: Book) -> Book:
    """Two records of the list, one of them with more text than a cell shows."""
    for values in (
        {"text:project": book.projects[0].name, "text:what": "社区环境卫生保洁、垃圾分类和绿化养护等综合服务", "text:way": "委托"},
        {"text:what": "审计", "text:count": "3", "amount:amount": 12_345_678_900},
    ):
        book = edits.insert_line("lists", {"form": _LIST.id, **values})(book)
    return book


def _move_to(painter: Painter, pack: Pack) -> None:
    """换版式 of the example to a form that has no place for much of it."""
    painter.controller.open_entry(painter.controller.book_id)
    before = ChoosePack.ask
    ChoosePack.ask = classmethod(lambda _kind, *_asked: pack)  # type: ignore[assignment,method-assign]
    painter.take_dialog("form-move", lambda: painter.command("change_pack"))
    ChoosePack.ask = before  # type: ignore[method-assign]


def statement(painter: Painter) -> None:
    """The pages of a form without tables: a statement whose figures are typed, with standard texts of the form."""
    (budget,) = known_budgets(BUILT_IN_PACKS / _STATEMENT, load_pack(_STATEMENT))
    context = budget.context
    painter.window.show_book(OpenBook(context.book, context.pack, context.codes, lambda *_: 1))
    for page in ("cover", "three_public", "typed", "texts", "projects", "preview"):
        take_page(painter, page, f"statement-{page}")


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {"form-in-yuan": in_yuan, "form-statement": statement}
