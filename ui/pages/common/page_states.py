"""The state of each page for navigation and home page, computed from the open book without building the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from msgspec import Struct

from models.book import terms
from models.book.facts import IncomeComparison, compare_income
from models.book.list_lines import lines_of
from models.book.purchases import purchase_money
from models.book.records import OVERALL, Book, cover_texts
from models.checks.findings import EXPLAINED, Severity, explanation_state
from models.pack.forms.last_year import THREE_PUBLIC_TOTAL
from models.pack.forms.lists import AMOUNT, ListForm
from models.pack.forms.narrative import RULES
from models.pack.lists.entered import entered_lists, is_entered
from models.pack.lists.totals import amount_total
from models.projects.amounts import project_budget
from models.published.context import Context
from models.published.figures import asset_values
from models.values.amount_style import AmountStyle
from models.values.money import fen
from models.words.places import page_name
from ui.session.amounts import amount_width, change_words, window_amounts
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow


class Summary(Struct, frozen=True):
    """What the navigation shows for a page without findings: ``text`` (「空表」, 「0 / 10」), and ✓ when ``holds``."""

    text: str = ""
    holds: bool = False


_EMPTY_TABLE: Final = "空表"
_EMPTY = Summary(_EMPTY_TABLE)


def no_summary(open_book: OpenBook) -> Summary:  # noqa: ARG001 - the signature of a summary
    """The blank summary, for pages without a state."""
    return Summary()


def cover(open_book: OpenBook) -> Summary:
    """How many lines of the cover are blank."""
    blank = len(_blank_cover_lines(open_book.context))
    return Summary(f"空 {blank} 项" if blank else "")


def _blank_cover_lines(context: Context) -> Sequence[str]:
    """The labels of blank cover lines. The date may be blank: it is filled in when the form is signed."""
    texts = cover_texts(context.book)
    return [label for label, field in context.pack.cover.lines if field != "date" and not texts[field].strip()]


def basic(open_book: OpenBook) -> Summary:
    """空表 while there is no line."""
    return Summary() if open_book.book.basic else _EMPTY


def projects(open_book: OpenBook) -> Summary:
    """空表 while there is no project."""
    return Summary() if open_book.book.projects else _EMPTY


def overall(open_book: OpenBook) -> Summary:
    """空表 while nothing is typed."""
    return Summary() if open_book.book.overall else _EMPTY


def others(open_book: OpenBook) -> Summary:
    """空表 while there is no line."""
    return Summary() if open_book.book.others or open_book.book.withheld else _EMPTY


def income(open_book: OpenBook) -> Summary:
    """✓ where all income is typed and equals what the lines need."""
    needs = open_book.context.needs
    if not needs and not open_book.book.income and not open_book.book.carry_forward:
        return _EMPTY
    return Summary(holds=compare_income(needs).holds)


def three_public(open_book: OpenBook) -> Summary:
    """空表 while there is no amount."""
    return Summary() if any(line.amount is not None for line in open_book.book.three_public) else _EMPTY


def procurement(open_book: OpenBook) -> Summary:
    """空表 while there is no line."""
    return Summary() if open_book.book.procurement else _EMPTY


def assets(open_book: OpenBook) -> Summary:
    """空表 without lines; ✓ when a part was compared with its whole without a finding."""
    if not open_book.book.assets:
        return _EMPTY
    return Summary(holds=_assets_compared(open_book.context) and not open_book.marks.of_page("assets"))


def _assets_compared(context: Context) -> bool:
    """Whether a part of an asset and its whole both have a quantity, or both a value."""
    lines = context.book.assets
    quantities = {line.item for line in lines if line.quantity.strip()}
    values = {line.item for line in lines if isinstance(line.value, int)}
    pairs = [{row.id, row.part_of} for row in context.pack.asset_rows if row.part_of]
    return any(pair <= quantities or pair <= values for pair in pairs)


def typed(open_book: OpenBook) -> Summary:
    """How many of the form's figures are not typed."""
    filled = {figure.item for figure in open_book.book.typed}
    blank = sum(row.id not in filled for row in open_book.pack.typed.rows if not (row.sum or row.follows))
    return Summary(f"空 {blank} 项" if blank else "")


def record_list(form: ListForm, open_book: OpenBook) -> Summary:
    """空表 while there is no record."""
    return Summary() if lines_of(open_book.book, form.page) else _EMPTY


def narrative(open_book: OpenBook) -> Summary:
    """How many required parts are missing, counted from the findings of 情况说明."""
    marks = open_book.marks
    missing = sum(finding.code in RULES for page in ("texts", "agencies") for finding in marks.of_page(page))
    return Summary(f"缺 {missing} 项" if missing else "")


def explanations(open_book: OpenBook) -> Summary:
    """「3 / 10」: how many of the 核实 findings have a reason that applies."""
    asked = [finding for finding in open_book.findings if finding.severity is Severity.VERIFY]
    done = sum(1 for finding in asked if explanation_state(open_book.book, finding) == EXPLAINED)
    return Summary(f"{done} / {len(asked)}") if asked else Summary()


_DONE: Final = "已填"
_ROOM: Final = 13
"""How many characters of names fit into the last column of a window 1366 pixels wide."""

_PAGE: Final = 5.2
_LONGEST_NAME: Final = 10
_ROUND: Final = 1.3
"""The width of the names of pages, the most of a list's name that is shown, and the room around it, in characters."""


class PageState(NamedTuple):
    """What the home page shows for a page without findings. ``amount`` is in fen; ``holds`` (compared and equal) shows ✓."""

    words: str
    content: str
    amount: int | None = None
    holds: bool = False


def names_of_further_pages(open_book: OpenBook) -> tuple[str, ...]:
    """The names of the pages that only some places have and that may be long."""
    book, pack = open_book.book, open_book.pack
    whole = (page_name(OVERALL),) if is_entered(book, pack, OVERALL) else ()
    return (*(form.name for form in pack.lists), *whole)


def columns(style: AmountStyle, names: Iterable[str]) -> tuple[PlainColumn, ...]:
    """The columns of the list of pages; ``style`` is that of the sums, ``names`` are those of further pages."""
    longest = max(map(len, names), default=0)
    return (
        PlainColumn("页", max(_PAGE, min(longest, _LONGEST_NAME) + _ROUND)),
        PlainColumn("状态", 7.8),
        PlainColumn(f"合计（{style.unit}）", max(7, amount_width(style)), right=True),
        PlainColumn("内容", dispensable=True),
    )


def state_rows(open_book: OpenBook, places: Mapping[str, Sequence[str]]) -> list[PlainRow]:
    """One row per page, keyed by the page. ``places``: the values of ``Place.page`` that belong to each page."""
    book, pack = open_book.book, open_book.pack
    states = {page: state_of for page, state_of in _STATES.items() if is_entered(book, pack, page)}
    lists: dict[str, Callable[[Context], PageState]] = {
        form.page: partial(_record_list, form) for form in entered_lists(book, pack)
    }
    texts = states.pop("texts")
    return [
        _row(open_book, page, places.get(page, (page,)), state_of(open_book.context))
        for page, state_of in {**states, **lists, "texts": texts}.items()
    ]


def _row(open_book: OpenBook, page: str, places: Sequence[str], state: PageState) -> PlainRow:
    mark, words = _findings_words(open_book, places)
    if not words:
        mark, words = "ok" if state.holds else "", state.words
    amount = "" if state.amount is None else window_amounts(open_book.pack).figure(state.amount)
    cells = (
        PlainCell(_page_name(open_book, page)),
        PlainCell(words, mark, quiet=not mark),
        PlainCell(amount),
        PlainCell(state.content, quiet=True),
    )
    return PlainRow(page, cells)


def _page_name(open_book: OpenBook, page: str) -> str:
    lists = {form.page: form.name for form in entered_lists(open_book.book, open_book.pack)}
    return lists.get(page) or page_name(page, open_book.pack)


def _findings_words(open_book: OpenBook, places: Sequence[str]) -> tuple[str, str]:
    """The worst mark at these places and its count in words; ("", "") without 错误 and 核实."""
    for mark, words in ((Mark.ERROR, "处错误"), (Mark.VERIFY, "处核实")):
        count = sum(open_book.marks.count(place, mark) for place in places)
        if count:
            return mark.value, f"{count} {words}"
    return "", ""


# --- the pages -----------------------------------------------------------------------------------------------------


def _shown(context: Context, amount: int) -> str:
    return window_amounts(context.pack).figure(amount)


def _cover(context: Context) -> PageState:
    blank = _blank_cover_lines(context)
    if not blank:
        return PageState(_DONE, "、".join(label for label, _ in context.pack.cover.lines[:3]))
    return PageState(f"空 {len(blank)} 项", _some_of("没填：", blank))


def _basic(context: Context) -> PageState:
    lines = context.book.basic
    if not lines:
        return PageState(_EMPTY_TABLE, "功能科目、经济科目和金额")
    by_cost = dict.fromkeys(terms.COSTS, 0)
    for line in lines:
        cost = context.codes.economic.cost(line.economic)
        if cost in by_cost:
            by_cost[cost] += fen(line.amount)
    words = " · ".join(f"{terms.COSTS[cost][:2]} {_shown(context, amount)}" for cost, amount in by_cost.items() if amount)
    return PageState(_DONE, _joined(f"{len(lines)} 行", words), sum(fen(line.amount) for line in lines))


def _projects(context: Context) -> PageState:
    projects = context.book.projects
    if not projects:
        return PageState(_EMPTY_TABLE, "每个项目一张绩效目标表" if context.pack.sheet.is_printed else "项目和资金")
    carried = [project for project in projects if any(part.carried for part in project.funding)]
    amount = sum(fen(part.amount) for project in carried for part in project.funding if part.carried)
    words = f"其中上年结转 {len(carried)} 个 {_shown(context, amount)}" if carried else ""
    return PageState(_DONE, _joined(f"{len(projects)} 个", words), sum(map(project_budget, projects)))


def _overall(context: Context) -> PageState:
    sheets = context.book.overall
    if not sheets:
        return PageState(_EMPTY_TABLE, "整个部门的任务、目标和指标")
    (sheet,) = sheets
    tasks = f"任务 {len(sheet.tasks)} 项" if sheet.tasks else ""
    kept = "" if context.pack.overall.is_printed else "这个版式没有这张表"
    return PageState(_DONE, _joined(_joined(tasks, f"指标 {len(sheet.indicators)} 行"), kept))


def _others(context: Context) -> PageState:
    lines = context.book.others
    if not lines:
        return PageState(_EMPTY_TABLE, "经营、上解、对附属单位补助")
    kinds = [terms.KINDS[kind] for kind in terms.OTHER_KINDS if any(line.kind == kind for line in lines)]
    return PageState(_DONE, _joined(f"{len(lines)} 行", "、".join(kinds)), sum(fen(line.amount) for line in lines))


def _income(context: Context) -> PageState:
    needs = [need for need in context.needs if need.income or need.needed]
    if not needs:
        return PageState(_EMPTY_TABLE, "有了支出，收入会跟着推算")
    now = sum(need.income for need in needs if not need.carried)
    carried = sum(need.income for need in needs if need.carried)
    words = _joined(
        f"本年 {_shown(context, now)}",
        f"上年结转 {_shown(context, carried)}" if carried else "",
    )
    comparison = compare_income(needs)
    return PageState(_income_words(comparison), words, now + carried, comparison.holds)


def _income_words(comparison: IncomeComparison) -> str:
    if not comparison.typed:
        return "由支出推算"
    if not comparison.agree:
        return "与支出不一致"
    return "部分推算" if comparison.following else "与支出一致"


def _three_public(context: Context) -> PageState:
    book = context.book
    now = sum(fen(line.amount) for line in book.three_public)
    last = next((fen(line.amount) for line in book.last_year if line.item == THREE_PUBLIC_TOTAL), 0)
    more = "" if now == last else change_words(now, last, window_amounts(context.pack))
    words = _joined(f"上年 {_shown(context, last)}", more, sign="，") if last else "没有安排" if not now else ""
    return PageState(_DONE if now else _EMPTY_TABLE, words, now or None)


def _procurement(context: Context) -> PageState:
    lines = context.book.procurement
    if not lines:
        return PageState(_EMPTY_TABLE, "没有采购，公开时印空表和注")
    return PageState(_DONE, f"{len(lines)} 行", sum(map(purchase_money, lines)))


def _assets(context: Context) -> PageState:
    book, lines = context.book, [line for line in context.book.assets if line.quantity or line.value]
    if not lines:
        return PageState(_EMPTY_TABLE, "上年末的固定资产")
    if context.pack.assets is None:
        return PageState(_DONE, _joined(f"{len(lines)} 行", "这个版式没有这张表"))
    values = asset_values(book, context.pack)
    total = next((values[row.id] for row in context.pack.asset_rows if row.sum), sum(values.values()))
    return PageState(_DONE, _joined(f"{len(lines)} 行", f"截至 {book.year - 1}-12-31"), total, _assets_compared(context))


def _typed(context: Context) -> PageState:
    filled = {figure.item for figure in context.book.typed}
    blank = [row.label for row in context.pack.typed.rows if not (row.sum or row.follows) and row.id not in filled]
    if blank:
        return PageState(f"空 {len(blank)} 项", _some_of("没填：", blank))
    return PageState(_DONE, f"{len(filled)} 项")


def _record_list(form: ListForm, context: Context) -> PageState:
    lines = lines_of(context.book, form.page)
    if not lines:
        return PageState(_EMPTY_TABLE, "没有就空着，公开时印空表")
    summed = next((column for column in form.columns if column.sum and column.kind == AMOUNT), None)
    return PageState(_DONE, f"{len(lines)} 行", amount_total(lines, summed) if summed is not None else None)


def _texts(context: Context) -> PageState:
    from models.checks.texts.narrative import missing_names  # noqa: PLC0415 - not needed at start

    book, form = context.book, context.pack.narrative
    if not form.documents:
        return PageState(_EMPTY_TABLE, "这个版式没有情况说明")
    missing = [name for rule in RULES for name in missing_names(context, rule)]
    if missing:
        return PageState(f"缺 {len(missing)} 项", _some_of("没写：", missing))
    if not book.texts:
        return PageState("空", "部门职责、机构设置、增减原因")
    return PageState(_DONE, f"写了 {len(book.texts)} 段，数取自各表")


def _some_of(words: str, names: Sequence[str]) -> str:
    """``words`` and as many names as fit into ``_ROOM`` characters; 等 stands for the rest, which the state counts."""
    shown: list[str] = []
    for name in names:
        if shown and len("、".join((*shown, name))) > _ROOM:
            return f"{words}{'、'.join(shown)}等"
        shown.append(name)
    return words + "、".join(shown)


def _joined(first: str, second: str, sign: str = " · ") -> str:
    return sign.join(part for part in (first, second) if part)


_STATES: Final[dict[str, Callable[[Context], PageState]]] = {
    "cover": _cover,
    "basic": _basic,
    "projects": _projects,
    OVERALL: _overall,
    "others": _others,
    "income": _income,
    "three_public": _three_public,
    "procurement": _procurement,
    "assets": _assets,
    "typed": _typed,
    "texts": _texts,
}


def is_blank(book: Book) -> bool:
    """Whether nothing has been typed yet."""
    money = (book.basic, book.projects, book.others, book.income, book.three_public)
    return not any((*money, book.procurement, book.assets, book.typed, book.texts, book.lists))
