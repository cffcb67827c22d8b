"""Fixtures for all tests: packs and codes as shipped, and a data folder of the test's own."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, settings
from openpyxl.cell import MergedCell
from openpyxl.worksheet.merge import MergedCellRange

import models
import storage
from models.published.context import Context
from storage.packs.catalogue import built_in_codes, load_pack
from storage.paths import DATA_FOLDER_VARIABLE
from tests.golden_books import seed1_book, seed2_book
from tests.network import forbid_the_network

forbid_the_network()

# Hypothesis draws some values from the constants of the modules that are loaded. One that a test loads while it runs would change
# what the next example draws, and the test would be called flaky: all that is imported late is loaded before the first test.
for _package in (models, storage):
    for _module in walk_packages(_package.__path__, f"{_package.__name__}."):
        import_module(_module.name)

_ANY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # time says something about the machine alone
settings.register_profile("suite", derandomize=True, max_examples=50, **_ANY)  # the same for everybody; `make search` tries others
settings.register_profile("search", **_ANY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

# Thousands of durable commits wait for the disk. No test cuts the power, so their folders may be in memory where there is room.
_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30  # noqa: S108 - pytest makes a folder of the user's own there
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def _fill_merged(merged: MergedCellRange) -> None:
    """Cells for the places of a merged range that a file leaves out.

    openpyxl, by which tests look at what was written, also spreads the border of the first cell over all of them, which takes half
    of its time and hides the borders that the file itself gives them.
    """
    for place in merged.cells:
        if place not in merged.ws._cells:
            merged.ws._cells[place] = MergedCell(merged.ws, *place)


MergedCellRange.format = _fill_merged


def pytest_collection_modifyitems(items):
    """The longest tests, those with a time limit of their own, go first: begun last, they would keep one core waiting."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    """No test reads or writes the data of whoever runs it."""
    folder = tmp_path / "用户 数据"
    monkeypatch.setenv(DATA_FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def computer(data_folder, tmp_path, monkeypatch):
    """A computer on which no variable names the data folder: where its application data are. The usual folder is ``ysgk``."""
    place = tmp_path / "本机"
    place.mkdir()
    monkeypatch.delenv(DATA_FOLDER_VARIABLE)
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(place))
    return place


@pytest.fixture(scope="session")
def xingtai():
    return load_pack("hebei-xingtai-2024")


@pytest.fixture(scope="session")
def lutai():
    return load_pack("hebei-lutai-2024")


@pytest.fixture(scope="session")
def codes(xingtai):
    return built_in_codes(xingtai.codes)


@pytest.fixture(scope="session")
def seed1():
    return seed1_book()


@pytest.fixture(scope="session")
def seed2():
    return seed2_book()


@pytest.fixture(scope="session")
def seed1_context(seed1, xingtai, codes):
    return Context(seed1, xingtai, codes)
