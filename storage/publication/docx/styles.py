"""The styles of the .docx: headings, lines of 目录, paragraphs, cells, heads and feet, in the lettering of the pack."""

from __future__ import annotations

from typing import Final

from models.pack.forms.publication import BODY, CONTENTS, FACES, HEAD, HEADING, NUMBER, PublicationForm
from models.paper.sheet import FONT
from models.paper.text_measure import BODY_SIZE
from storage.publication.docx.markup import NAMESPACES, fonts, lettered, run_properties, twips

LEVELS: Final = 6
"""Levels of headings; what lies deeper has the last."""

TABLE_TEXT, NOTE, BODY_TEXT = "TableText", "Note", "BodyText"
CONTENTS_TITLE, SECTION_END = "TOCHeading", "SectionEnd"
TITLE, HEADER, FOOTER = "Title", "Header", "Footer"

_OWN: Final = frozenset({TABLE_TEXT, NOTE, SECTION_END})
"""Styles that word processors do not have by themselves."""

_LEADERS: Final = {"": "none", "…": "middleDot", "·": "middleDot", "-": "hyphen", "_": "underscore"}
_ALSO: Final = {"仿宋": "FangSong", "黑体": "SimHei", "宋体": "SimSun", "楷体": "KaiTi"}
"""The names of the fonts on computers of other languages."""

_SINGLE: Final = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_TINY: Final = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
CONTENTS_LINE: Final = 1.75
"""The height of a line of 目录 as a multiple of its letters."""

_CENTRED: Final = '<w:jc w:val="center"/>'


def heading_style(level: int) -> str:
    """The style of a heading."""
    return f"Heading{min(level, LEVELS)}"


def contents_style(level: int) -> str:
    """The style of a line of 目录."""
    return f"TOC{min(level, LEVELS)}"


def styles_part(form: PublicationForm, language: str, contents_width: float) -> str:
    """word/styles.xml; ``contents_width`` is that of the lines of 目录 in points."""
    letters = form.lettering
    body = letters[BODY]
    line = f'<w:spacing w:before="0" w:after="0" w:line="{twips(form.line_height)}" w:lineRule="exact"/>'
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{twips(2 * body.size)}"/>'
    table = run_properties(face=FONT, size=BODY_SIZE)
    made = [
        _style("Normal", "Normal", "", lettered(body)),
        _style(BODY_TEXT, "Body Text", f'{line}{indent}<w:jc w:val="both"/>', ""),
        _style(TITLE, "Title", f"{_SINGLE}{_CENTRED}", table),
        *(_heading(level, lettered(letters[HEADING])) for level in _every_level()),
        _style(CONTENTS_TITLE, "TOC Heading", f"{_SINGLE}{_CENTRED}", ""),
        *(_contents_line(level, form, contents_width) for level in _every_level()),
        _style(TABLE_TEXT, TABLE_TEXT, _SINGLE, table),
        _style(NOTE, NOTE, _SINGLE, table),
        _style(SECTION_END, SECTION_END, _TINY, run_properties(size=1)),
        _style(HEADER, "header", _SINGLE, lettered(letters[HEAD])),
        _style(FOOTER, "footer", f"{_SINGLE}{_CENTRED}", lettered(letters[NUMBER])),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>',
    ]
    lang = f'<w:lang w:val="{language}" w:eastAsia="{language}"/>'
    defaults = f"<w:rPrDefault><w:rPr>{fonts(body.face)}{lang}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    return f"<w:styles {NAMESPACES}><w:docDefaults>{defaults}</w:docDefaults>{''.join(made)}</w:styles>"


def fonts_part() -> str:
    """word/fontTable.xml: what the fonts are called elsewhere."""
    made = (
        f'<w:font w:name="{face}"><w:altName w:val="{_ALSO[face]}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for face in FACES
    )
    return f"<w:fonts {NAMESPACES}>{''.join(made)}</w:fonts>"


def _every_level() -> range:
    return range(1, LEVELS + 1)


def _style(identity: str, name: str, paragraph: str, run: str) -> str:
    normal = identity == "Normal"
    kind = ' w:default="1"' if normal else ' w:customStyle="1"' if identity in _OWN else ""
    based = "" if normal else '<w:basedOn w:val="Normal"/>'
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"{based}<w:qFormat/>{properties}{run}</w:style>"
    )


def _heading(level: int, run: str) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(heading_style(level), f"heading {level}", f"<w:keepNext/>{_SINGLE}{outline}", run)


def _contents_line(level: int, form: PublicationForm, width: float) -> str:
    letters = form.lettering[CONTENTS]
    tab = f'<w:tab w:val="right" w:leader="{_LEADERS.get(form.leader[:1], "dot")}" w:pos="{twips(width)}"/>'
    indent = f'<w:ind w:left="{twips(letters.size * 2 * (level - 1))}"/>' if level > 1 else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{twips(letters.size * CONTENTS_LINE)}" w:lineRule="exact"/>'
    return _style(contents_style(level), f"toc {level}", f"<w:tabs>{tab}</w:tabs>{spacing}{indent}", lettered(letters))
