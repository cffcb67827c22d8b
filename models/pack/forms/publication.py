"""The form of the published document: its order, its headings, and how its pages look. ``publication.toml`` of a pack.

Without the file the document has the order of ``[[contents]]`` and the look of these defaults: those of official documents
(GB/T 9704-2012: 标题二号, 正文三号仿宋, 一级标题黑体, 二级楷体, 页码四号宋体).
"""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from models.pack.forms.contents import COLUMN, TEXT, ContentsGroup

SIZES: Final[Mapping[str, float]] = {
    "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
    "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0,
}  # fmt: skip
"""The sizes of Chinese type, in points."""

FACES: Final = ("仿宋", "黑体", "宋体", "楷体")

FROM_CONTENTS, FROM_FORMS = "contents", "forms"
NUMBERED_FROM: Final = (FROM_CONTENTS, FROM_FORMS)
"""Which page is page 1: 目录, or the first one after it. What stands before it has no number."""

TITLE, CONTENTS = "title", "contents"
HEADING, SUBHEADING, BODY = "heading", "subheading", "body"
HEAD, NUMBER = "head", "number"


class Lettering(Struct, frozen=True):
    """A typeface (one of ``FACES``) and its size in points."""

    face: str
    size: float
    bold: bool = False


LETTERING: Final[Mapping[str, Lettering]] = {
    TITLE: Lettering("宋体", SIZES["二号"], bold=True),
    CONTENTS: Lettering("仿宋", SIZES["四号"]),
    HEADING: Lettering("黑体", SIZES["三号"]),
    SUBHEADING: Lettering("楷体", SIZES["三号"], bold=True),
    BODY: Lettering("仿宋", SIZES["三号"]),
    HEAD: Lettering("宋体", SIZES["小五"]),
    NUMBER: Lettering("宋体", SIZES["四号"]),
}
"""Which letters stand where: titles of texts and 目录, lines of 目录, headings (一、), subheadings (（一）), paragraphs, the line
above each page, page numbers. Tables are set as in the workbook."""


class PublishedGroup(Struct, frozen=True):
    """Forms under one line of 目录 (``heading``, "": none), named as in ``[[contents]]``.

    ``listed``: each has a line of its own there. ``sections``: so has each section of a text. ``numbers`` as of a
    ``ContentsGroup``. Forms that stand inside a text are named by its section (``SectionForm.forms``) and have no line.
    """

    forms: tuple[str, ...]
    heading: str = ""
    numbers: str = ""
    listed: bool = True
    sections: bool = False


class PublicationForm(Struct, frozen=True):
    """The published document. ``title`` and ``head`` (the line above each page) may name unit and year.

    ``page_number`` is how a page is numbered, ``{page}`` in it; ``leader`` fills the lines of 目录 up to their pages.
    ``line_height`` is that of paragraphs in points, ``margins`` those of texts in millimetres: top, right, bottom, left.
    """

    title: str = ""
    head: str = ""
    page_number: str = "— {page} —"
    numbered_from: str = FROM_FORMS
    leader: str = "…"
    line_height: float = 28.0
    margins: tuple[float, float, float, float] = (37.0, 26.0, 35.0, 28.0)
    lettering: Mapping[str, Lettering] = field(default_factory=lambda: LETTERING)
    groups: tuple[PublishedGroup, ...] = ()


REST_OF_TABLES: Final = "tables"
REST_OF_TEXTS: Final = "texts"
"""What a group may say for all forms that nothing else names: those that are no texts, and the texts."""


def groups_of_contents(groups: tuple[ContentsGroup, ...], *, ordered: bool) -> tuple[PublishedGroup, ...]:
    """The order of a pack without one for its document: that of 目录.

    Unless the pack itself ``ordered`` its forms, texts that follow the tables come last, as what is published has it.
    """
    if ordered or len(groups) != 1:
        return tuple(PublishedGroup(group.forms, group.heading, _number(group), group.listed) for group in groups)
    (group,) = groups
    first = next((at for at, form in enumerate(group.forms) if not form.startswith(TEXT)), 0)
    front, rest = group.forms[:first], group.forms[first:]
    last = tuple(form for form in rest if form.startswith(TEXT))
    return (PublishedGroup((*front, *(form for form in rest if form not in last), *last)),)


def _number(group: ContentsGroup) -> str:
    return "" if group.numbers == COLUMN else group.numbers
