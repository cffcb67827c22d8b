"""Reads the form of 绩效目标表 (sheet.toml)."""

from __future__ import annotations

from typing import Final

from models.pack.forms.sheet import SheetForm
from models.pack.reading import placeholders
from models.pack.reading.amounts import refuse_other_unit
from models.pack.reading.tables import ORIENTATIONS
from models.pack.reading.toml_table import TomlTable, refuse_duplicates, refuse_unknown, refuse_unknown_keys
from models.values.amount_style import WAN

SHEET_ROLES: Final = ("quantity", "timeliness", "cost", "satisfaction")
SHEET_LABELS: Final = ("code", "name", "scale", "budget", "fiscal", "other", "use", "goals")


def read_sheet(section: TomlTable) -> SheetForm:
    """绩效目标表: wording and starting values."""
    labels = _read_labels(section.section("labels"))
    headings = section.texts("indicator_headings")
    if len(headings) != 6:
        raise section.fail("要有六个标题", "indicator_headings")
    dimensions, title = section.section("dimensions"), section.text("title", names=placeholders.SHEET_TITLE)
    if not title.strip():
        raise section.fail("没有标题；没有绩效目标表的地方，不要 sheet.toml 这个文件", "title")
    form = SheetForm(
        title=title,
        head=section.text("head", blank=True),
        labels=labels,
        indicator_headings=headings,
        months=section.texts("months"),
        plan_label=section.text("plan_label"),
        plan_unit=section.choice("plan_unit", ("wan", "percent")),
        amounts=section.choice("amounts", ("wan", "typed")),
        goal_label=section.text("goal_label", "", placeholders.GOAL_LABEL),
        use_row=section.flag("use_row"),
        dimensions={name: dimensions.texts(name) for name in dimensions},
        synonyms=section.text_map("synonyms", required=False),
        orientation=section.choice("orientation", ORIENTATIONS, "portrait"),
        required=section.texts("required", required=False),
        roles=_read_roles(section),
        no_basis=frozenset(section.texts("no_basis", required=False)),
    )
    if form.amounts == "wan":
        refuse_other_unit(section, WAN)
    refuse_duplicates(section, "months", form.months)
    known = frozenset(form.dimensions).union(*form.dimensions.values())
    refuse_unknown(section, frozenset(form.synonyms.values()), known, "synonyms")
    refuse_unknown(section, frozenset(form.required), frozenset().union(*form.dimensions.values()), "required")
    refuse_unknown(section, frozenset(form.roles.values()), known, "roles")
    return form


def _read_labels(section: TomlTable) -> dict[str, str]:
    labels = {name: section.text(name) for name in SHEET_LABELS}
    refuse_unknown_keys(section, SHEET_LABELS)
    return labels


def _read_roles(section: TomlTable) -> dict[str, str]:
    if "roles" not in section:
        return {}
    inner = section.section("roles")
    refuse_unknown_keys(inner, SHEET_ROLES)
    return {name: inner.text(name) for name in SHEET_ROLES if name in inner}
