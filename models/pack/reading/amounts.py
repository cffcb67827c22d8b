"""Reads how the amounts of a form print, and refuses words of a form that name another unit of money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import asdict

from models.pack.forms.lists import ListForm
from models.pack.forms.records import RecordForm
from models.pack.forms.tables import TableSpec
from models.pack.forms.views import ViewForm
from models.pack.reading.toml_table import TomlTable
from models.values.amount_style import UNITS, WAN, AmountStyle
from models.values.unit_words import declared_unit

KEY: Final = "amounts"
_TABLES: Final = "tables.toml"
_FORMS: Final = "forms.toml"
"""The style of the forms in the one stands in the other: while that has faults, no form is blamed for a unit."""

_ZEROS: Final = ("", "0", "-", "—", "——")
"""What may stand for a zero, beside a zero with all its decimals: nothing, a number, or a dash."""

_UNIT: Final = r"(?:人民币)?(?P<unit>[亿千百十万]*元)"
_AFTER_FIGURE: Final = re.compile(rf"\{{[^{{}}]*\}}\s*[（(]?\s*{_UNIT}")
"""The unit of a figure in a sentence: ``{income}万元``, ``{income}（万元）``."""

_CAPTION: Final = re.compile(rf"单位[:：]\s*{_UNIT}")
_CONDITIONS: Final = frozenset({"when", "unless"})
"""Keys of a clause whose texts do not print."""


def read_amounts(section: TomlTable, base: AmountStyle = WAN) -> AmountStyle:
    """The style under ``amounts``; a key that is missing is as in ``base``. Raises ``PackError``."""
    if KEY not in section:
        return base
    inner = section.section(KEY)
    values = asdict(base)
    values["unit"] = inner.choice("unit", tuple(UNITS), base.unit)
    values["grouping"] = inner.flag("grouping", default=base.grouping)
    values["trim"] = inner.flag("trim", default=base.trim)
    values["decimals"] = _read_decimals(inner, values["unit"], base.decimals)
    zeros = (*_ZEROS, f"{0:.{values['decimals']}f}")
    values["zero"] = inner.choice("zero", tuple(dict.fromkeys(zeros)), base.zero)
    inner.close()
    return AmountStyle(**values)


def _read_decimals(inner: TomlTable, unit: str, default: int) -> int:
    """Whole and not finer than 分: 2 for 元, 6 for 万元."""
    most = len(str(UNITS[unit].value)) - 1
    decimals = inner.number("decimals", default)
    if decimals != int(decimals) or decimals > most:
        inner.refuse(f"小数位数应当是 0 到 {most} 的整数：{unit}最细到分", "decimals")
        return default
    return int(decimals)


def refuse_other_unit(section: TomlTable, style: AmountStyle) -> None:
    """Refuse a text anywhere in a form that names another unit than the one in which its amounts print."""
    about = _TABLES if section.file == _FORMS else ""
    for path, text in section.every_text(without=KEY):
        _refuse(section, path, declared_unit(text), style.unit, about)


def refuse_other_unit_of_figures(section: TomlTable, style: AmountStyle) -> None:
    """Refuse a sentence that puts another unit behind a figure: ``{income}元`` where 万元 are printed.

    The unit may be in the next clause; that of a price or a standard (「200元/人」) is none of a figure.
    """
    last = ""
    for path, text in section.every_text(without=KEY):
        if _CONDITIONS.isdisjoint(path):
            read = "{}" + text if last.endswith("}") else text
            for pattern in (_CAPTION, _AFTER_FIGURE):
                for found in pattern.finditer(read):
                    _refuse(section, path, found["unit"], style.unit)
            last = text


def _refuse(section: TomlTable, path: Sequence[str | int], named: str, unit: str, about: str = "") -> None:
    if named and named != unit:
        words = f"这里写的是“{named}”，金额却按“{unit}”印；改这里的字，或者改 amounts 里的 unit"
        section.refuse(words, *path, about=about)


def refuse_other_unit_in_head(head: TomlTable, below: Sequence[TableSpec | RecordForm | ListForm | ViewForm]) -> None:
    """Refuse a head text (pack.toml) that names another unit than a form below it that has no text of its own there."""
    for path, text in head.every_text():
        named = declared_unit(text)
        printing = (form for form in below if not (isinstance(form, TableSpec) and path[0] in form.head))
        other = next((form for form in printing if named not in {"", form.amounts.unit}), None)
        if other is not None:
            blame = f"这里写的是“{named}”，{other.title}的金额却按“{other.amounts.unit}”印"
            head.refuse(f"{blame}；写 {{money_unit}}，每张表就印自己的单位", *path, about=_TABLES)
