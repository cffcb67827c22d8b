"""The layouts of 绩效目标表 to choose from: those that belong to no pack, and those of the packs that write their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from models.pack.forms.sheet import NO_SHEET, SheetForm
from models.pack.source.proposals import did_you_mean
from storage.errors import StorageError
from storage.packs.catalogue import load_packs
from storage.packs.sheet_layouts import DEPARTMENT, layout_ids, sheet_layout


class SheetLayout(Struct, frozen=True):
    """A layout by its ``id`` (a layout's own, or that of its pack) with the ``name`` of where it is used."""

    id: str
    name: str
    form: SheetForm

    @property
    def of_department(self) -> bool:
        """Whether it is one of 部门整体绩效目标表."""
        return self.id.startswith(DEPARTMENT)


def shipped_layouts() -> Iterator[SheetLayout]:
    """All layouts that belong to no pack, those of 部门整体绩效目标表 too."""
    for layout_id in layout_ids():
        form = sheet_layout(layout_id)
        yield SheetLayout(layout_id, form.name, form)


def sheet_layouts(user_packs: Path | None, but: SheetForm = NO_SHEET) -> tuple[SheetLayout, ...]:
    """The layouts that print otherwise than ``but``, those that belong to no pack first; of packs that print alike the first.

    Packs that cannot be read are left out.
    """
    known: list[SheetLayout] = []
    for each in _all(user_packs):
        if _looks(each.form) not in [_looks(but), *(_looks(other.form) for other in known)]:
            known.append(each)
    return tuple(known)


def layout_named(layout_id: str, user_packs: Path | None) -> SheetLayout:
    """The layout with an id. Raises ``StorageError`` where there is none."""
    every = tuple(_all(user_packs))
    found = next((each for each in every if each.id == layout_id), None)
    if found is None:
        like = did_you_mean(layout_id, [each.id for each in every])
        raise StorageError(f"没有“{layout_id}”这个绩效目标表版式{like}；packs list 列出有哪些")
    return found


def _all(user_packs: Path | None) -> Iterator[SheetLayout]:
    yield from (each for each in shipped_layouts() if not each.of_department)
    for pack in load_packs(user_packs)[0]:
        if pack.sheet.is_printed:
            yield SheetLayout(pack.id, pack.name, pack.sheet)


def _looks(form: SheetForm) -> SheetForm:
    """The form without what does not show on paper."""
    return replace(form, name="", starters=())
