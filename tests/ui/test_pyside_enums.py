"""The enumerations that ui/pyside_enums makes are those that Python makes."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from importlib import import_module
from types import MethodType
from typing import Any

import pytest

from ui.pyside_enums import TRIED, make_enum

BASES = (IntFlag, Flag, IntEnum, Enum)
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")


def all_enums() -> list[EnumType]:
    """Every enumeration of the parts of PySide that the program uses."""
    modules = [import_module(f"PySide6.{name}") for name in MODULES]
    places = [*modules, *(each for module in modules for name in dir(module) if isinstance(each := getattr(module, name), type))]
    return list({each: None for place in places for name in dir(place) if isinstance(each := getattr(place, name, None), EnumType)})


def likeness(made: Any) -> dict[str, Any]:
    """All that a class says of itself, its members by what they keep."""
    members = {
        name: (type(each) is made, each.__objclass__ is made, each.value, vars(each) | {"__objclass__": None})
        for name, each in made.__members__.items()
    }
    own = {
        name: each.__func__ if isinstance(each, MethodType) else each
        for name, each in vars(made).items()
        if name not in made.__members__ and name not in {"_member_map_", "_value2member_map_", "__dict__", "__weakref__", "value"}
    }
    by_value = {value: each.name for value, each in made._value2member_map_.items()}
    walk = [(each.name, repr(each)) for each in made]
    return {"members": members, "own": own, "by value": by_value, "walk": walk}


@pytest.mark.skipif(sys.version_info[:2] != TRIED, reason="made in one go only where it was tried")
def test_every_enumeration_of_pyside_is_made_as_python_makes_it() -> None:
    enums = all_enums()
    assert len(enums) > 500
    for each in enums:
        base = next(base for base in BASES if issubclass(each, base))
        values = {name: member.value for name, member in each.__members__.items()}
        ours = make_enum(base, each.__name__, values, "here")
        pythons = base(each.__name__, list(values.items()), module="here", boundary=FlagBoundary.KEEP)
        assert likeness(ours) == likeness(pythons), each


@pytest.mark.parametrize("base", [Flag, IntFlag])
def test_flags_of_bits_out_of_order_zero_and_negative(base: type[Flag]) -> None:
    values = {"B": 2, "A": 1, "Both": 3, "Again": 2, "Nothing": 0, "Far": 64, "All": -1}
    ours = make_enum(base, "Bits", values, "here")
    pythons = base("Bits", list(values.items()), module="here", boundary=FlagBoundary.KEEP)
    assert likeness(ours) == likeness(pythons)
    for a in values:
        for b in values:
            assert (ours[a] | ours[b]).value == (pythons[a] | pythons[b]).value
            assert (ours[a] & ~ours[b]).value == (pythons[a] & ~pythons[b]).value
    assert [each.value for each in ours(67)] == [each.value for each in pythons(67)]


SHOW = """
from enum import Enum, EnumType, FlagBoundary
from ui.pyside_enums import hasten_enums
hasten_enums()
from PySide6.QtCore import Qt
Plain = Enum("Plain", "a b")
assert [each.value for each in Plain] == [1, 2]
Taken = Enum("Taken", [("name", 1), ("value", 2)], boundary=FlagBoundary.KEEP)
assert Taken(1).name == "name", Taken(1).name
assert Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop == Qt.AlignmentFlag(33)
import pickle
assert pickle.loads(pickle.dumps(Qt.Key.Key_A)) is Qt.Key.Key_A
print(repr(Qt.Key.Key_A), Qt.Key.__module__, Qt.Key.__qualname__)
"""


def test_pyside_takes_them_and_pythons_own_way_stays_open() -> None:
    done = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["<Key.Key_A:", "65>", "PySide6.QtCore", "Qt.Key"]
