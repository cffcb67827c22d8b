"""The pages of the workspace, in the order of the navigation. A page is added by adding its spec here."""

from __future__ import annotations

from typing import Final

from ui.pages import (
    assets,
    basic,
    cover,
    explanations,
    history,
    home,
    income,
    others,
    preview,
    procurement,
    projects,
    three_public,
)
from ui.pages.page import PageSpec

ENTRY: Final = "填报"
REVIEW: Final = "核对与公开"

PAGES: Final[tuple[PageSpec, ...]] = (
    PageSpec(home.KEY, home.TITLE, "", home.make_page),
    PageSpec(cover.KEY, cover.TITLE, ENTRY, cover.make_page, cover.summary, cover.PLACES),
    PageSpec(basic.KEY, basic.TITLE, ENTRY, basic.make_page, basic.summary, ("basic",)),
    PageSpec(projects.KEY, projects.TITLE, ENTRY, projects.make_page, projects.summary, ("projects",)),
    PageSpec(others.KEY, others.TITLE, ENTRY, others.make_page, others.summary, ("others",)),
    PageSpec(income.KEY, income.TITLE, ENTRY, income.make_page, income.summary, income.PLACES),
    PageSpec(three_public.KEY, three_public.TITLE, ENTRY, three_public.make_page, three_public.summary, ("three_public",)),
    PageSpec(procurement.KEY, procurement.TITLE, ENTRY, procurement.make_page, procurement.summary, procurement.PLACES),
    PageSpec(assets.KEY, assets.TITLE, ENTRY, assets.make_page, assets.summary, assets.PLACES),
    PageSpec(preview.KEY, preview.TITLE, REVIEW, preview.make_page, places=preview.PLACES),
    PageSpec(explanations.KEY, explanations.TITLE, REVIEW, explanations.make_page, explanations.summary, explanations.PLACES),
    PageSpec(history.KEY, history.TITLE, REVIEW, history.make_page),
)
