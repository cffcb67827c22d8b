"""What a review finds that the checks of a book do not have: codes, severities and why; the severity of every code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.checks.findings import Severity
from models.checks.severities import SEVERITIES
from models.pack.forms.pack import Pack

_ERROR: Final = Severity.ERROR
_VERIFY: Final = Severity.VERIFY
_HINT: Final = Severity.HINT

ROW_SUM: Final = "D-1"
COLUMN_SUM: Final = "D-2"
ONE_FIGURE: Final = "D-3"
NAME_OF_CODE: Final = "D-4"
CODES: Final = "D-5"
EMPTY_TABLE: Final = "D-6"
NOTE_OF_FIGURES: Final = "D-7"
MISSING_PART: Final = "D-8"
CONTENTS: Final = "D-9"
CONTENTS_PAGE: Final = "D-10"
TITLE_YEAR: Final = "D-11"
TWICE: Final = "D-12"
UNREADABLE: Final = "D-13"
OTHER_UNIT: Final = "D-14"
UNREAD: Final = "D-15"
ROUNDED: Final = "D-16"
CLASS_FIGURE: Final = "D-17"
NO_MONEY: Final = "D-18"
BOOK_FIGURE: Final = "B-1"
BOOK_TEXT: Final = "B-2"
BOOK_PART: Final = "B-3"

_OWN: Final[Mapping[str, Severity]] = {
    ROW_SUM: _ERROR,  # ARITH: the columns of a row make up its 合计
    COLUMN_SUM: _ERROR,  # ARITH: 款 make up their 类, lines their total
    ONE_FIGURE: _ERROR,  # ARITH: a figure that several sums contradict
    NAME_OF_CODE: _VERIFY,  # one of the two is wrong; the bureau's own list may have another name
    CODES: _VERIFY,  # P-2: 类 and 款 stand above their 项, each once, in their order
    EMPTY_TABLE: _VERIFY,  # P-5: a table without figures is published with a note that says so
    NOTE_OF_FIGURES: _ERROR,  # P-5: a table with figures is not empty
    MISSING_PART: _VERIFY,  # P-8: the table set; a part may have been published elsewhere
    CONTENTS: _HINT,  # the part may be there under another heading
    CONTENTS_PAGE: _VERIFY,  # a page number leads to another page
    TITLE_YEAR: _VERIFY,  # a title of another year is published as that year's budget
    TWICE: _HINT,  # a clipped frame carries its whole text on every page; seen, nothing is wrong
    UNREADABLE: _HINT,  # who sees it can read it
    OTHER_UNIT: _VERIFY,  # the tables of one document are of one unit
    UNREAD: _HINT,  # it may be right and was not understood
    ROUNDED: _HINT,  # each figure is rounded by itself
    CLASS_FIGURE: _VERIFY,  # ARITH: the figure of a code in the text is that of the tables; a part of it may be meant
    NO_MONEY: _HINT,  # a project may be described in words alone
    BOOK_FIGURE: _ERROR,  # what is published is what the book says
    BOOK_TEXT: _VERIFY,  # a text may have been changed on purpose after it was taken from the book
    BOOK_PART: _VERIFY,  # a part of the book may have been published elsewhere
}

OFF: Final = "不查"


def severity_of(code: str, pack: Pack | None, default: Severity = Severity.HINT) -> Severity | None:
    """The severity of a finding of this code; None where the pack switches the check off."""
    named = pack.severities.get(code, "") if pack is not None else ""
    if named == OFF:
        return None
    return Severity(named) if named else _OWN.get(code) or SEVERITIES.get(code, default)
