"""Makes PySide's enumerations faster than Python's ``enum`` does: the 280 that a start needs took it 50 ms.

PySide hands names and values to the functional way of ``Enum``, which makes a member in a dozen slow steps, most of them there for
classes written by hand. For such plain lists the same class is made here in one go; anything else goes to Python's own way.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from functools import reduce
from operator import attrgetter, or_
from typing import Any, Final

TRIED: Final = (3, 11)
"""The one version of Python whose enumerations are known to be made alike (a test compares every one of PySide)."""

_PER_CLASS: Final = frozenset({"__dict__", "__weakref__", "__module__", "__new__"})
_VALUE: Final = property(attrgetter("_value_"))
"""Qt asks a member for its value whenever it takes one; the property that ``Enum`` has is written in Python."""
_in_pythons_way: Final = EnumType._create_


class _Kind:
    """What all classes made from one base have alike, read off a class that Python itself made."""

    def __init__(self, base: type[Enum]) -> None:
        empty = _in_pythons_way(base, "Empty", (), module=__name__, boundary=FlagBoundary.KEEP)
        self.shared = {name: value for name, value in vars(empty).items() if name not in _PER_CLASS}
        self.shared["value"] = _VALUE
        self.taken = frozenset(name for each in base.__mro__ for name in vars(each))  # dir() would leave out the properties
        self.is_flag = issubclass(base, Flag)
        self.new = int.__new__ if issubclass(base, int) else _new


def _new(made: type[Enum], _value: int) -> Enum:
    return object.__new__(made)


_kinds: Final = {base: _Kind(base) for base in (Enum, IntEnum, Flag, IntFlag)}


def hasten_enums() -> None:
    """Before PySide is first imported. With a version of Python that nobody has tried it does nothing."""
    if sys.version_info[:2] == TRIED:
        EnumType._create_ = _create  # type: ignore[method-assign]


def _create(cls: type[Enum], class_name: str, names: Any, **options: Any) -> type[Enum]:
    """``EnumType._create_``: what PySide asks for (a list of pairs, unknown bits kept) in one go, anything else in Python's way."""
    if options.get("module") is None:
        options["module"] = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001 - who asks; a frame further down it would be us
    kind = _kinds.get(cls)
    if kind and options.get("boundary") is FlagBoundary.KEEP and type(names) is list and names and type(names[0]) is tuple:
        values = dict(names)
        if len(values) == len(names) and kind.taken.isdisjoint(values):
            return make_enum(cls, class_name, values, options["module"])
    return _in_pythons_way(cls, class_name, names, **options)


def make_enum(base: type[Enum], name: str, values: dict[str, int], module: str) -> type[Enum]:
    """The class that ``base(name, values, boundary=KEEP)`` is; no member may be called as something of ``base`` is."""
    kind = _kinds[base]
    names: list[str] = []
    by_name: dict[str, Enum] = {}
    by_value: dict[int, Enum] = {}
    made = type.__new__(EnumType, name, (base,), {
        **kind.shared, "__module__": module, "_member_names_": names, "_member_map_": by_name, "_value2member_map_": by_value,
        "_unhashable_values_": [],
    })  # fmt: skip
    put, new, is_flag = type.__setattr__, kind.new, kind.is_flag
    for member_name, value in values.items():
        member = by_value.get(value)
        if member is None:
            by_value[value] = member = new(made, value)
            member._value_ = value
            member._name_ = member_name
            member.__objclass__ = made
            member._sort_order_ = len(names)
            if not is_flag or (value > 0 and not value & (value - 1)):
                names.append(member_name)
        by_name[member_name] = member
        put(made, member_name, member)  # not setattr: the class of enumerations looks whether it is a member that is replaced
    put(made, "__new__", Enum.__new__)
    if is_flag:
        _complete_flag(made, list(by_value), [by_name[each]._value_ for each in names])
    return made


def _complete_flag(made: Any, values: Sequence[int], singles: Sequence[int]) -> None:
    """What a flag knows of all its bits, and in which order it goes through them."""
    made._flag_mask_ = reduce(or_, values, 0)
    made._singles_mask_ = reduce(or_, singles, 0)
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    if list(singles) != sorted(singles):
        made._iter_member_ = made._iter_member_by_def_
