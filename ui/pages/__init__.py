"""The pages of the workspace, in the order of the navigation. A page is added by adding its spec here."""

from __future__ import annotations

from functools import partial
from typing import Final

from ui.pages import assets, basic, cover, income, others, procurement, projects, three_public
from ui.pages.outline_page import outline_page
from ui.pages.page import PageSpec

ENTRY: Final = "填报"
REVIEW: Final = "核对与公开"


def _outline(key: str, title: str, group: str, sentence: str, places: tuple[str, ...] = ()) -> PageSpec:
    return PageSpec(key, title, group, partial(outline_page, key, title, sentence), places=places)


PAGES: Final[tuple[PageSpec, ...]] = (
    _outline("home", "首页", "", "做完了什么，还差什么。"),
    PageSpec(cover.KEY, cover.TITLE, ENTRY, cover.make_page, cover.summary, cover.PLACES),
    PageSpec(basic.KEY, basic.TITLE, ENTRY, basic.make_page, basic.summary, ("basic",)),
    PageSpec(projects.KEY, projects.TITLE, ENTRY, projects.make_page, projects.summary, ("projects",)),
    PageSpec(others.KEY, others.TITLE, ENTRY, others.make_page, others.summary, ("others",)),
    PageSpec(income.KEY, income.TITLE, ENTRY, income.make_page, income.summary, income.PLACES),
    PageSpec(three_public.KEY, three_public.TITLE, ENTRY, three_public.make_page, three_public.summary, ("three_public",)),
    PageSpec(procurement.KEY, procurement.TITLE, ENTRY, procurement.make_page, procurement.summary, procurement.PLACES),
    PageSpec(assets.KEY, assets.TITLE, ENTRY, assets.make_page, assets.summary, assets.PLACES),
    _outline("preview", "公开表预览", REVIEW, "与导出、打印的一样，只读。双击数字看它由哪些行得来。", ("table", "withheld")),
    _outline("explanations", "核实说明", REVIEW, "每处核实写明原因。", ("explanations",)),
    _outline("history", "修改记录", REVIEW, "打开以来的每一步，双击回到那时。"),
)
