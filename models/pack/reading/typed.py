"""Reads the typed figures of a pack (forms.toml ``[[typed]]``) and what other files say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from models.book.facts import TYPED
from models.pack.forms.typed import AMOUNT, COUNT, OPERATING, TypedForm, TypedRow
from models.pack.reading.parts.meanings import refuse_other_kind
from models.pack.reading.parts.sides import check_sums
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.values.unit_words import declared_unit

_KINDS: Final = (AMOUNT, COUNT)
_MONEY: Final = re.compile("元$|[%％]")


def read_typed(forms: TomlTable) -> TypedForm:
    """The typed figures; none where the pack has none. Raises ``PackError``."""
    read = [(section, forms.attempt(partial(_read_row, section), None)) for section in forms.sections(TYPED, required=False)]
    kept = [(section, row) for section, row in read if row is not None]
    form = TypedForm(tuple(row for _, row in kept))
    refuse_duplicates(forms, TYPED, [row.id for row in form.rows])
    refuse_duplicates(forms, TYPED, [f"{row.group} {row.label}".strip() for row in form.rows], key_of="label")
    for section, row in kept:
        forms.attempt(partial(_check_row, section, form, row), None)
    check_sums(forms, TYPED, {row.id: row.sum for row in form.rows})
    return form


def _read_row(section: TomlTable) -> TypedRow:
    row = TypedRow(
        id=section.text("id"),
        label=section.text("label"),
        kind=section.choice("kind", _KINDS, AMOUNT),
        unit=section.text("unit", ""),
        group=section.text("group", ""),
        hint=section.text("hint", ""),
        sum=section.texts("sum", required=False),
        part_of=section.text("part_of", ""),
        complete=section.flag("complete"),
        by_agency=section.flag("by_agency"),
        yearly=section.flag("yearly"),
        follows=section.texts("follows", required=False),
    )
    section.close()
    return row


def _check_unit(section: TomlTable, row: TypedRow) -> None:
    if row.kind == AMOUNT and row.unit:
        raise section.fail("金额的单位由版式的 amounts 定，这里不写", "unit", about=section.file)
    if row.kind == COUNT and _MONEY.search(row.unit):
        raise section.fail(f'“{row.unit}”不是数量的单位；是金额的，写 kind = "amount"，不写 unit', "unit")
    if declared_unit(row.label):
        raise section.fail("名称里不写金额单位：录入和印的单位另外定，写了就可能不对", "label")
    refuse_other_kind(section, row.label, row.kind, "label")
    if row.kind == COUNT and not row.unit:
        raise section.fail("数量要写单位，例如 辆、台（套）", "unit", about=section.file)


def _check_row(section: TomlTable, form: TypedForm, row: TypedRow) -> None:
    """Raise ``PackError`` for a row that contradicts itself or another."""
    if not (row.id.isascii() and row.id.isidentifier()):
        raise section.fail("只能用英文字母、数字和下划线，开头不能是数字", "id")
    _check_unit(section, row)
    if row.id == OPERATING and (row.kind != AMOUNT or row.sum):
        raise section.fail("“operating”是机关运行经费，只能是要填的金额", "id")
    if row.follows and (row.kind != AMOUNT or row.sum):
        raise section.fail("只有要填的金额能跟着别的项", "follows")
    for key, names in (("follows", row.follows), ("sum", row.sum)):
        for name in names:
            _check_other(section, form, row, name, key)
    if row.part_of:
        _check_other(section, form, row, row.part_of, "part_of")
    _refuse_a_circle(section, form, row)
    if row.complete and not any(form.parts(row.id)):
        raise section.fail(f'没有一项写着 part_of = "{row.id}"', "complete", about=section.file)


def _check_other(section: TomlTable, form: TypedForm, row: TypedRow, name: str, key: str) -> None:
    """Raise ``PackError`` unless ``name`` is an item that can be added to this one or compared with it."""
    other = form.row(name)
    if other is None:
        raise section.fail(f"没有“{name}”这一项", key, about=section.file)
    if (other.kind, other.unit) != (row.kind, row.unit):
        raise section.fail(f"“{other.id}”和“{row.id}”不是同一种数，不能相加，也不能比", key, about=section.file)
    if other.by_agency is not row.by_agency:
        raise section.fail(f"“{other.id}”和“{row.id}”的 by_agency 不一样", key, about=section.file)


def _refuse_a_circle(section: TomlTable, form: TypedForm, row: TypedRow) -> None:
    if row.follows and row.id in _behind(form, row, set()):
        raise section.fail(f"“{row.id}”绕回来跟着自己", "follows", about=section.file)
    seen, above = {row.id}, form.row(row.part_of)
    while above is not None:
        if above.id in seen:
            raise section.fail(f"“{row.id}”绕回来成了自己的一部分", "part_of", about=section.file)
        seen.add(above.id)
        above = form.row(above.part_of)


def _behind(form: TypedForm, row: TypedRow, seen: set[str]) -> set[str]:
    """The ids of the items that an item adds or follows, and those that these add or follow."""
    for name in (*row.sum, *row.follows):
        other = form.row(name)
        if other is not None and name not in seen:
            seen.add(name)
            _behind(form, other, seen)
    return seen


def refuse_unknown_items(section: TomlTable, form: TypedForm) -> None:
    """Refuse a filter over typed figures (anywhere in a file) that names no typed amount of the form."""
    known = [row.id for row in form.rows if row.kind == AMOUNT and not row.sum]
    for path, items in _filters((), section.raw, ""):
        for item in items:
            if item not in known:
                section.refuse(f"[[typed]] 里没有“{item}”这个要填的金额", *path, allowed=known, about="forms.toml")


def _filters(path: tuple[str | int, ...], data: Any, facts: str) -> Iterator[tuple[tuple[str | int, ...], list[str]]]:
    """The ``where.item`` of every table of TOML whose facts are the typed figures; its own ``facts`` or those around it."""
    if isinstance(data, list):
        for number, inner in enumerate(data, 1):
            yield from _filters((*path, number), inner, facts)
    if not isinstance(data, Mapping):
        return
    facts = str(data.get("facts", facts))
    for key, inner in data.items():
        if key == "where" and facts == TYPED and isinstance(inner, Mapping):
            items = inner.get("item", [])
            yield (*path, key, "item"), items if isinstance(items, list) else [items]
        else:
            yield from _filters((*path, key), inner, facts)
