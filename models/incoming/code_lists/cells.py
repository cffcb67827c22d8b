"""What a cell of a code list means: a code however it is written, the name without what a spreadsheet put into it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSEEN: Final = dict.fromkeys(map(ord, "'’\u200b\ufeff"))
"""Marks of a text in a spreadsheet, and characters that nobody sees."""
_WHOLE_NUMBER: Final = re.compile(r"(\d+)\.0+")
_AS_TEXT: Final = re.compile(r'="(.*)"')
"""How a CSV file keeps a spreadsheet from making a number of a code."""
_STEP_SIGNS: Final = r"[.\-－—_/·类款项]"
_STEPS: Final = re.compile(rf"(\d{{3}})(?:{_STEP_SIGNS}?(\d\d))?(?:{_STEP_SIGNS}?(\d\d))?[类款项]?")
_FILLED_UP: Final = re.compile(r"(?<=^\d{3})(?:00){1,2}$|(?<=^\d{5})00$")
_CODE_WITH_NAME: Final = re.compile(
    r"[\[［【(（]?(\d{3}(?:[.\-－—_/·\s]?\d\d){0,2})[\]］】)）]?[\s\-－—_.·、:：]*([^\W\d_].*)", re.DOTALL
)
_CHINESE_GAP: Final = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_ENDED: Final = re.compile(
    r"[自从]?(?:20\d\d年)?(?:\d+月)?(?:\d+日)?起?已?(?:停用|取消|作废|废止|撤销|删除|不再使用|失效|禁用)(?:科目)?。?"
)


def plain_cell(text: str) -> str:
    """A cell without indent; a number of a spreadsheet (``201.0``) as its digits, ``="201"`` as its text."""
    text = text.strip()
    written = _AS_TEXT.fullmatch(text)
    number = _WHOLE_NUMBER.fullmatch(text)
    return written[1].strip() if written else number[1] if number else text


def code_and_name(text: str, name: str) -> tuple[str, str]:
    """The code and the name of a row; a name that follows the code in its own cell comes apart when ``name`` is empty.

    A name that repeats its code is the name alone.
    """
    text = text.translate(_UNSEEN).strip()
    joined = _CODE_WITH_NAME.fullmatch(text) if not name else None
    if joined:
        return _code(joined[1]), _name(joined[2])
    code, again = _code(text), _CODE_WITH_NAME.fullmatch(name.strip())
    return code, _name(again[2] if again and _code(again[1]) == code else name)


def has_code(text: str) -> bool:
    """Whether a cell is, or begins with, what may be a code of a table."""
    code = code_and_name(text, "")[0]
    return code.isascii() and code.isdecimal() and code[0] in "23" and len(code) in {3, 5, 7}


def is_ended(text: str) -> bool:
    """Whether a remark says that the code of its row is no longer used."""
    return _ENDED.fullmatch("".join(text.split())) is not None


def _code(text: str) -> str:
    """``201 01``, ``201-01``, ``20101款`` and ``2010100``, as systems fill up their codes, are 20101: no 款 and no 项 is 00."""
    code = "".join(unicodedata.normalize("NFKC", text).split())
    steps = _STEPS.fullmatch(code)
    code = "".join(filter(None, steps.groups())) if steps else code
    return _FILLED_UP.sub("", code)


def _name(text: str) -> str:
    """In one line, without the spaces that only set its characters apart."""
    return " ".join(_CHINESE_GAP.sub("", text).split())
