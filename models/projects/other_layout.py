"""The sheets of projects in a layout that is not the one of the book's pack: what leaves then, and what is told before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from models.book.records import Project
from models.pack.forms.contents import PROJECTS, ContentsGroup
from models.pack.forms.pack import CoverForm, Pack
from models.pack.forms.sheet import SheetForm
from models.projects.sheet_parts import SheetPart, unfilled_parts, unprinted_parts
from models.values.text import listed


def in_layout(pack: Pack, form: SheetForm) -> Pack:
    """The pack as one that prints nothing but the sheets of projects, as ``form`` lays them out."""
    return replace(pack, sheet=form, cover=CoverForm(), contents=(ContentsGroup((PROJECTS,)),))


def layout_notes(projects: Sequence[Project], own: SheetForm, form: SheetForm) -> tuple[str, ...]:
    """What ``form`` asks for and the projects lack, and what they have and it does not print; names as ``own`` prints them."""
    missing, unprinted = unfilled_parts(projects, form), unprinted_parts(projects, form, own)
    return tuple(
        f"{words}{listed(_told(part, len(projects)) for part in parts)}"
        for words, parts in (("没有填，印出来空着：", missing), ("填了，这个版式不印：", unprinted))
        if parts
    )


def _told(part: SheetPart, of: int) -> str:
    return part.name if part.projects == of else f"{part.name}（{part.projects} 个项目）"
