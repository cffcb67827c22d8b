"""Modules that are put off: whoever asks first gets the whole of them."""

from __future__ import annotations

import importlib
import platform
import sys

import pytest

from ui.later_modules import load_put_off, put_off, put_off_platform

ALONE, PART = "colorsys", "wsgiref.headers"


@pytest.fixture
def absent(monkeypatch):
    for name in (ALONE, PART, "wsgiref"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_it_is_loaded_when_it_is_asked(absent):
    put_off([ALONE, PART])
    assert "wsgiref" not in sys.modules
    later = sys.modules[ALONE]
    assert "rgb_to_hls" not in vars(later)
    assert importlib.import_module(ALONE) is later
    assert "rgb_to_hls" not in vars(later)
    assert later.rgb_to_hls(1, 1, 1) == (0, 1, 0)
    assert "rgb_to_hls" in vars(later)
    from wsgiref import headers

    assert headers.Headers([("a", "b")])["a"] == "b"
    with pytest.raises(AttributeError):
        later.nothing_like_it  # noqa: B018


def test_what_nobody_asked_is_loaded_in_the_end(absent):
    put_off([ALONE, PART, "there_is_no_such_module", "no_package.part"])
    load_put_off()
    assert "Headers" in vars(sys.modules[PART])
    assert "rgb_to_hls" in vars(sys.modules[ALONE])


def test_what_is_there_stays(absent):
    there = importlib.import_module(ALONE)
    put_off([ALONE])
    assert sys.modules[ALONE] is there
    assert "rgb_to_hls" in vars(there)


def test_platform_says_the_same(monkeypatch):
    system = platform.system()
    monkeypatch.delitem(sys.modules, "platform")
    put_off_platform()
    later = importlib.import_module("platform")
    assert later.system() == system
    assert later.python_version() == platform.python_version()
    assert later.system() == system
