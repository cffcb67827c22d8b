"""The pages of the workspace, in the order of the navigation. A page is added by adding its spec here."""

from __future__ import annotations

from functools import partial
from typing import Final

from ui.pages import basic, others, projects
from ui.pages.outline_page import outline_page
from ui.pages.page import PageSpec

ENTRY: Final = "填报"
REVIEW: Final = "核对与公开"


def _outline(key: str, title: str, group: str, sentence: str, places: tuple[str, ...] = ()) -> PageSpec:
    return PageSpec(key, title, group, partial(outline_page, key, title, sentence), places=places)


PAGES: Final[tuple[PageSpec, ...]] = (
    _outline("home", "首页", "", "做完了什么，还差什么。"),
    _outline("cover", "封面", ENTRY, "单位、年度、负责人。", ("cover",)),
    PageSpec(basic.KEY, basic.TITLE, ENTRY, basic.make_page, basic.summary, ("basic",)),
    PageSpec(projects.KEY, projects.TITLE, ENTRY, projects.make_page, projects.summary, ("projects",)),
    PageSpec(others.KEY, others.TITLE, ENTRY, others.make_page, others.summary, ("others",)),
    _outline("income", "收入", ENTRY, "按收入总表的样子。批复数直接输入，没输入的由支出推算。", ("income", "carry_forward")),
    _outline("three_public", "三公经费", ENTRY, "财政拨款安排的“三公”经费。", ("three_public", "last_year")),
    _outline("procurement", "政府采购", ENTRY, "每行一笔采购。", ("procurement",)),
    _outline("assets", "固定资产", ENTRY, "上年末的固定资产占用情况。", ("assets",)),
    _outline("preview", "公开表预览", REVIEW, "与导出、打印的一样，只读。双击数字看它由哪些行得来。", ("table", "withheld")),
    _outline("explanations", "核实说明", REVIEW, "每处核实写明原因。", ("explanations",)),
    _outline("history", "修改记录", REVIEW, "打开以来的每一步，双击回到那时。"),
)
