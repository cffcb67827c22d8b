"""Reads publication.toml: the order of the published document and how its pages look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from models.pack.forms.contents import ASSETS, COLUMN, NUMBERS, OVERALL, PROCUREMENT, PROJECTS, TEXT, ContentsGroup
from models.pack.forms.narrative import NarrativeForm
from models.pack.forms.publication import (
    FACES,
    LETTERING,
    NUMBERED_FROM,
    REST_OF_TABLES,
    REST_OF_TEXTS,
    SIZES,
    Lettering,
    PublicationForm,
    PublishedGroup,
    groups_of_contents,
)
from models.pack.reading import placeholders
from models.pack.reading.toml_table import TomlTable, refuse_unknown_keys
from models.pack.source.proposals import did_you_mean

FILE: Final = "publication.toml"
_NUMBERS: Final = tuple(style for style in NUMBERS if style != COLUMN)
OPTIONAL_FORMS: Final = (PROCUREMENT, ASSETS, OVERALL, PROJECTS)
_SIDES: Final = 4
_LEAST_LINE, _MOST_LINE = 12.0, 60.0
_MOST_MARGIN: Final = 60.0
"""Millimetres: what is left of A4 must hold a line of headings."""

_DEFAULTS: Final = PublicationForm()


def read_publication(
    section: TomlTable, contents: Sequence[ContentsGroup], narrative: NarrativeForm, *, ordered: bool
) -> PublicationForm:
    """The form of the document; ``contents`` is the order of all forms in the workbook, which the pack ``ordered`` itself or not.

    Raises ``PackError`` unless each form stands once in the document.
    """
    forms = [form for group in contents for form in group.forms]
    inside = [form for document in narrative.documents for part in document.sections for form in part.forms]
    if "group" in section:
        groups = section.each("group", lambda inner: _read_group(inner, forms))
    else:
        groups = groups_of_contents(tuple(contents), ordered=ordered)
        groups = tuple(replace(group, forms=tuple(form for form in group.forms if form not in inside)) for group in groups)
    groups = _with_the_rest(groups, forms, inside)
    _refuse_misplaced(section, [*(form for group in groups for form in group.forms), *inside], forms)
    return PublicationForm(
        title=section.text("title", "", placeholders.TITLE),
        head=section.text("head", "", placeholders.TITLE),
        page_number=_page_number(section),
        numbered_from=section.choice("numbered_from", NUMBERED_FROM, _DEFAULTS.numbered_from),
        leader=section.text("leader", _DEFAULTS.leader),
        line_height=_line_height(section),
        margins=_margins(section),
        lettering=_lettering(section) if "letters" in section else LETTERING,
        groups=groups,
    )


def _with_the_rest(groups: Sequence[PublishedGroup], forms: Sequence[str], inside: Sequence[str]) -> tuple[PublishedGroup, ...]:
    """The groups with what ``REST_OF_TABLES`` and ``REST_OF_TEXTS`` stand for, in the order of the workbook."""
    named = {*inside, *(form for group in groups for form in group.forms)}
    rest = {
        REST_OF_TABLES: [form for form in forms if form not in named and not form.startswith(TEXT)],
        REST_OF_TEXTS: [form for form in forms if form not in named and form.startswith(TEXT)],
    }
    return tuple(replace(group, forms=tuple(form for name in group.forms for form in rest.get(name, [name]))) for group in groups)


def _refuse_misplaced(section: TomlTable, placed: Sequence[str], forms: Sequence[str]) -> None:
    for form in forms:
        if placed.count(form) != 1:
            section.refuse(_misplaced(form, twice=form in placed), "group", about="narrative.toml")


def _misplaced(form: str, *, twice: bool) -> str:
    if twice:
        return f"“{form}”写了不止一次：一组的 forms 里，或者 narrative.toml 一节的 forms 里，只写一处"
    rest = REST_OF_TEXTS if form.startswith(TEXT) else REST_OF_TABLES
    return f"“{form}”没有写进去，公开稿里就没有它：写进一组的 forms，或者在一组里写 {rest}（别处没有写的都在这里）"


def _page_number(section: TomlTable) -> str:
    style = section.text("page_number", _DEFAULTS.page_number, ("page",))
    if "{page}" not in style:
        section.refuse("里面要有 {page}，不然每页印的都一样", "page_number")
    return style


def _line_height(section: TomlTable) -> float:
    height = section.number("line_height", _DEFAULTS.line_height)
    if not _LEAST_LINE <= height <= _MOST_LINE:
        section.refuse(f"应当是 {_LEAST_LINE:g} 到 {_MOST_LINE:g} 磅", "line_height")
    return height


def _margins(section: TomlTable) -> tuple[float, float, float, float]:
    margins = section.get("margins", "四个数", list(_DEFAULTS.margins))
    if margins is None:
        return _DEFAULTS.margins
    numbers = margins if isinstance(margins, list) else []
    if len(numbers) != _SIDES or not all(
        isinstance(each, int | float) and not isinstance(each, bool) and 0 < each <= _MOST_MARGIN for each in numbers
    ):
        section.refuse(f"应当是四个数：上、右、下、左各留几毫米，每个不超过 {_MOST_MARGIN:g}", "margins")
        return _DEFAULTS.margins
    top, right, bottom, left = map(float, numbers)
    return top, right, bottom, left


def _lettering(section: TomlTable) -> Mapping[str, Lettering]:
    inner = section.section("letters")
    refuse_unknown_keys(inner, tuple(LETTERING))
    own = [name for name in inner if name in LETTERING]
    return {**LETTERING, **{name: _letters(inner.section(name), LETTERING[name]) for name in own}}


def _letters(section: TomlTable, usual: Lettering) -> Lettering:
    size = next(name for name, points in SIZES.items() if points == usual.size)
    letters = Lettering(
        section.choice("face", FACES, usual.face),
        SIZES[section.choice("size", tuple(SIZES), size)],
        section.flag("bold", default=usual.bold),
    )
    section.close()
    return letters


def _read_group(section: TomlTable, forms: Sequence[str]) -> PublishedGroup:
    group = PublishedGroup(
        forms=section.texts("forms"),
        heading=section.text("heading", "", placeholders.TITLE),
        numbers=section.choice("numbers", _NUMBERS, ""),
        listed=section.flag("listed", default=True),
        sections=section.flag("sections"),
    )
    known = (*forms, REST_OF_TABLES, REST_OF_TEXTS)
    for form in group.forms:
        if form not in known:
            section.refuse(f"没有“{form}”{did_you_mean(form, known)}", "forms", allowed=known)
    if not group.listed and not group.heading:
        section.refuse("不逐张列出的，要有标题", "heading")
    section.close()
    return group


def refuse_unknown_inside(section: TomlTable, narrative: NarrativeForm, forms: Sequence[str]) -> None:
    """Refuse what sections of texts name as standing after them and is no form; a form that places may do without may be named."""
    for at, document in enumerate(narrative.documents, 1):
        for number, part in enumerate(document.sections, 1):
            for form in part.forms:
                place = ("document", at, "section", number, "forms")
                if form.startswith(TEXT):
                    section.refuse(f"“{form}”是文字，不能放进另一篇文字里", *place)
                elif form not in forms and form not in OPTIONAL_FORMS:
                    section.refuse(f"没有“{form}”{did_you_mean(form, forms)}", *place, allowed=forms, about="tables.toml")
