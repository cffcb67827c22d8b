"""A page that so far has only its head: what the workspace shows for a spec whose content is not built."""

from __future__ import annotations

from ui.pages.page import Page, PageRoom


def outline_page(key: str, title: str, sentence: str, room: PageRoom) -> Page:
    """Title and sentence over an empty ground."""
    return Page(key, title, sentence, room)
