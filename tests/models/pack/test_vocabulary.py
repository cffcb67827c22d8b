"""Every key that the reader asks for is described, and every key that is described is asked for."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from models.pack.source.reading_log import ReadingLog
from models.pack.vocabulary.all_keys import VOCABULARY, described, described_at
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS
from tests.models.pack.every_key import write_every_key


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """What reading the shipped packs and one that uses the other keys asks for."""
    log = ReadingLog()
    for folder in (*sorted(BUILT_IN_PACKS.iterdir()), write_every_key(tmp_path_factory.mktemp("包") / "every-key")):
        read_pack_folder(folder, None, log)
    return {(*described_at(key.file, key.section), key.name) for key in log.asked.values()}


def test_every_key_that_is_asked_for_is_described(asked):
    assert sorted(asked - described().keys()) == []


def test_every_key_that_is_described_is_asked_for(asked):
    assert sorted(described().keys() - asked) == []


@pytest.mark.parametrize("file", VOCABULARY)
def test_a_key_is_described_once_and_its_example_is_toml_of_this_key(file):
    keys = VOCABULARY[file]
    assert [key for key, times in Counter((key.section, key.name) for key in keys).items() if times > 1] == []
    maps = {key.section for key in keys if key.name == "*"}
    for key in keys:
        assert key.meaning
        whole = f"{key.section}.{key.name}".lstrip(".")
        if key.name != "*" and whole not in maps and key.example:
            (first,) = tomllib.loads(key.example)
            assert first == whole.split(".")[0 if key.example.startswith("[") else -2 if key.section == "where" else -1], key
