"""Reads ``[[contents]]`` (pack.toml): the order of all forms, and the headings under which the contents lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.pack.forms.contents import (
    ASSETS,
    COLUMN,
    EXPLANATIONS,
    LIST,
    NUMBERS,
    OVERALL,
    PROCUREMENT,
    PROJECTS,
    TEXT,
    ContentsGroup,
)
from models.pack.forms.lists import ListForm
from models.pack.forms.narrative import NarrativeForm
from models.pack.forms.tables import TableSpec
from models.pack.forms.views import ViewForm
from models.pack.reading import placeholders
from models.pack.reading.toml_table import TomlTable
from models.pack.source.proposals import did_you_mean

_KEY: Final = "contents"
_BESIDE: Final = {
    PROCUREMENT: ("forms.toml 里的 [procurement]", "政府采购预算表"),
    ASSETS: ("forms.toml 里的 [assets]", "固定资产表"),
    OVERALL: ("overall.toml", "部门整体绩效目标表"),
    PROJECTS: ("sheet.toml", "绩效目标表"),
}
"""Where the forms that have no table stand, and what they are called."""


def form_names(
    tables: Sequence[TableSpec], narrative: NarrativeForm, lists: Sequence[ListForm | ViewForm], others: Sequence[str]
) -> tuple[str, ...]:
    """Every form of a pack in the usual order; ``others`` are those of ``_BESIDE`` that it has."""
    return (
        *(f"{TEXT}{document.name}" for document in narrative.documents if document.before_tables),
        *(spec.id for spec in tables),
        *(f"{TEXT}{document.name}" for document in narrative.documents if not document.before_tables),
        *(name for name in (PROCUREMENT, ASSETS) if name in others),
        *(form.page for form in lists),
        *(name for name in (OVERALL, PROJECTS) if name in others),
    )


def read_contents(section: TomlTable, forms: Sequence[str]) -> tuple[ContentsGroup, ...]:
    """The groups, by default all ``forms`` as one list. Raises ``PackError`` unless each form stands in one group.

    核实说明 may stand in one too; without it the explanations are not printed with the tables.
    """
    groups = tuple(_read_groups(section, forms)) if _KEY in section else (ContentsGroup(tuple(forms), numbers=COLUMN),)
    placed = [form for group in groups for form in group.forms]
    for form in (*forms, *([EXPLANATIONS] if EXPLANATIONS in placed else [])):
        if placed.count(form) != 1:
            raise section.fail(_misplaced(form, twice=form in placed), _KEY)
    return groups


def _misplaced(form: str, *, twice: bool) -> str:
    """The words for a form that stands in no group, or in two."""
    if twice:
        return f"“{form}”写了不止一次"
    file, title = _BESIDE.get(form, ("", ""))
    way_out = f"：写进一组的 forms；不要这张的，去掉 {file}" if file else "；写进一组的 forms"
    return f"“{form}”{f'（{title}）' if title else ''}没有写进目录，就不会印出来{way_out}"


def _file_of(form: str) -> str:
    """The file that says what a form is: where it is faulty, the form may only be unknown for that."""
    if form.startswith(TEXT):
        return "narrative.toml"
    if form.startswith(LIST) or form in {PROCUREMENT, ASSETS}:
        return "forms.toml"
    return {OVERALL: "overall.toml", PROJECTS: "sheet.toml"}.get(form, "tables.toml")


def _read_groups(section: TomlTable, forms: Sequence[str]) -> Iterator[ContentsGroup]:
    for inner in section.sections(_KEY):
        group = ContentsGroup(
            forms=inner.texts("forms", required=False),
            heading=inner.text("heading", "", names=placeholders.TITLE),
            numbers=inner.choice("numbers", NUMBERS, ""),
            listed=inner.flag("listed", default=True),
        )
        for form in group.forms:
            if form not in {*forms, EXPLANATIONS}:
                raise inner.fail(f"没有“{form}”{did_you_mean(form, forms)}", "forms", allowed=forms, about=_file_of(form))
        if not group.listed and not group.heading:
            raise inner.fail("不逐张列出的，要有标题", "heading")
        if not group.forms and not group.heading:
            raise inner.fail("要写标题，或者写有哪几张表")
        inner.close()
        yield group
