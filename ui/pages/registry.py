"""The pages of the workspace in the order of the navigation; a new page is added to ``PAGES``.

Pages that only some forms ask for are added by ``pages_of``.

A page's module is imported when the page is first opened, so that the window appears sooner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from models.book.records import Book
from models.pack.forms.lists import ListForm
from models.pack.forms.pack import Pack
from models.pack.lists.entered import entered_lists, is_entered
from models.words.places import PAGE_NAMES
from ui.pages.common import page_states
from ui.pages.common.page import MakePage, PageSpec

ENTRY: Final = "填报"
REVIEW: Final = "核对与公开"


def _home() -> MakePage:
    from ui.pages.review.home import make_page

    return partial(make_page, places={spec.key: spec.places for spec in PAGES})


def _cover() -> MakePage:
    from ui.pages.entry.cover import make_page

    return make_page


def _basic() -> MakePage:
    from ui.pages.entry.basic import make_page

    return make_page


def _projects() -> MakePage:
    from ui.pages.projects.page import make_page

    return make_page


def _others() -> MakePage:
    from ui.pages.entry.others import make_page

    return make_page


def _income() -> MakePage:
    from ui.pages.income.page import make_page

    return make_page


def _three_public() -> MakePage:
    from ui.pages.entry.three_public import make_page

    return make_page


def _procurement() -> MakePage:
    from ui.pages.entry.procurement import make_page

    return make_page


def _assets() -> MakePage:
    from ui.pages.entry.assets import make_page

    return make_page


def _overall() -> MakePage:
    from ui.pages.overall.page import make_page

    return make_page


def _typed() -> MakePage:
    from ui.pages.entry.typed import make_page

    return make_page


def _narrative() -> MakePage:
    from ui.pages.narrative.page import make_page

    return make_page


def _inspection() -> MakePage:
    from ui.pages.inspection.page import make_page

    return make_page


def _incoming() -> MakePage:
    from ui.pages.incoming.page import make_page

    return make_page


def _preview() -> MakePage:
    from ui.pages.review.preview import make_page

    return make_page


def _explanations() -> MakePage:
    from ui.pages.review.explanations import make_page

    return make_page


def _comparison() -> MakePage:
    from ui.pages.review.comparison import make_page

    return make_page


def _history() -> MakePage:
    from ui.pages.review.history import make_page

    return make_page


PAGES: Final[tuple[PageSpec, ...]] = (
    PageSpec("home", "首页", "", _home),
    PageSpec("cover", PAGE_NAMES["cover"], ENTRY, _cover, page_states.cover, ("cover", "last_year")),
    PageSpec("basic", PAGE_NAMES["basic"], ENTRY, _basic, page_states.basic, ("basic",)),
    PageSpec("projects", PAGE_NAMES["projects"], ENTRY, _projects, page_states.projects, ("projects",)),
    PageSpec("others", PAGE_NAMES["others"], ENTRY, _others, page_states.others, ("others", "withheld")),
    PageSpec("income", PAGE_NAMES["income"], ENTRY, _income, page_states.income, ("income", "carry_forward")),
    PageSpec("three_public", PAGE_NAMES["three_public"], ENTRY, _three_public, page_states.three_public, ("three_public",)),
    PageSpec("procurement", PAGE_NAMES["procurement"], ENTRY, _procurement, page_states.procurement, ("procurement",)),
    PageSpec("assets", PAGE_NAMES["assets"], ENTRY, _assets, page_states.assets, ("assets",)),
    PageSpec("texts", PAGE_NAMES["texts"], ENTRY, _narrative, page_states.narrative, ("texts", "agencies")),
    PageSpec("incoming", "读入", ENTRY, _incoming),
    PageSpec("preview", PAGE_NAMES["table"], REVIEW, _preview, places=("table",)),
    PageSpec("explanations", PAGE_NAMES["explanations"], REVIEW, _explanations, page_states.explanations, ("explanations",)),
    PageSpec("comparison", PAGE_NAMES["change_reasons"], REVIEW, _comparison, places=("change_reasons",)),
    PageSpec("inspection", "核对公开稿", REVIEW, _inspection),
    PageSpec("history", "修改记录", REVIEW, _history),
)

TYPED: Final = PageSpec("typed", PAGE_NAMES["typed"], ENTRY, _typed, page_states.typed, ("typed",))

OVERALL: Final = PageSpec("overall", PAGE_NAMES["overall"], ENTRY, _overall, page_states.overall, ("overall",))

_AFTER_PROJECTS: Final = "projects"
"""The page after which 部门整体绩效目标 stands."""

_BEFORE_TEXTS: Final = "texts"
"""The page before which those stand that only some forms ask for."""


def pages_of(pages: Sequence[PageSpec], pack: Pack, book: Book) -> tuple[PageSpec, ...]:
    """The pages for a book: without the forms that its pack does not have, with 其他数据 and a page for each list."""
    return tuple(_pages_of(pages, pack, book))


def _pages_of(pages: Sequence[PageSpec], pack: Pack, book: Book) -> Iterator[PageSpec]:
    for spec in pages:
        if spec.key == _BEFORE_TEXTS:
            yield from (TYPED,) if is_entered(book, pack, TYPED.key) else ()
            yield from map(_list_page, entered_lists(book, pack))
        if is_entered(book, pack, spec.key):
            yield spec
        if spec.key == _AFTER_PROJECTS and is_entered(book, pack, OVERALL.key):
            yield OVERALL


def _list_page(form: ListForm) -> PageSpec:
    return PageSpec(form.page, form.name, ENTRY, partial(_list, form), partial(page_states.record_list, form), (form.page,))


def _list(form: ListForm) -> MakePage:
    from ui.pages.entry.record_list import page_maker

    return page_maker(form)
