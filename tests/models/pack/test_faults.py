"""Each fault of the lists is refused with its file and line, and nothing that only follows from it is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pack.errors import PackError
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS
from tests.models.pack.faults import extending, files, heads, meanings, names, others, publication, sentences, tables
from tests.models.pack.faults.fault import text, written

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"
FAULTS = (
    *files.FAULTS, *heads.FAULTS, *tables.FAULTS, *others.FAULTS, *publication.FAULTS, *sentences.FAULTS, *names.FAULTS,
    *meanings.FAULTS,
)  # fmt: skip


def refused(folder):
    with pytest.raises(PackError) as caught:
        read_pack_folder(folder)
    return caught.value.faults


def prove(fault, folder: Path):
    fault.change(folder)
    faults = refused(folder)
    words = "\n".join(map(str, faults))
    told = next((each for each in faults if each.file == fault.file and fault.says in str(each)), None)
    assert told is not None, words
    assert len(faults) == fault.count, words
    if fault.line:
        assert told.line, words
        home = BUILT_IN_PACKS if "/" in told.file else folder
        assert fault.line in (home / told.file).read_bytes().decode("utf-8-sig").splitlines()[told.line - 1], words


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_with_file_and_line(tmp_path, fault):
    prove(fault, Path(shutil.copytree(XINGTAI, tmp_path / "my-pack")))


@pytest.mark.parametrize("fault", extending.FAULTS, ids=lambda fault: fault.name)
def test_a_fault_of_a_pack_that_extends_is_told_with_file_and_line(tmp_path, fault):
    folder = tmp_path / "my-pack"
    folder.mkdir()
    (folder / "pack.toml").write_text(extending.HEAD, encoding="utf-8")
    prove(fault, folder)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("checks.toml", 'left_name = "收入总计"', 'left_name = "收入支出总计"'),
        ("checks.toml", 'right_name = "本年收入加上年结转"', 'right_name = "安排支出的收入"'),
        ("narrative.toml", 'at = "T6:total:staff"', 'at = "T5:total:basic"'),  # wider, but staff costs are in it
        ("narrative.toml", 'when = "spending_business"', 'when = ["spending_business", "spending_project"]'),
        ("narrative.toml", 'when = "spending_business"', 'when = "income"'),
        ("narrative.toml", 'when = "change:basic"', 'when = ["change:basic", "change:project"]'),
    ],
)
def test_words_and_conditions_that_may_be_meant_are_taken(tmp_path, file, old, new):
    folder = Path(shutil.copytree(XINGTAI, tmp_path / "my-pack"))
    text(file, old, new)(folder)
    read_pack_folder(folder)


PARTS = (heads.FAULTS, others.FORMS, others.SHEET, others.NARRATIVE)


@given(st.tuples(*map(st.sampled_from, PARTS)))
@settings(max_examples=15, deadline=None)
def test_faults_of_several_files_are_told_together(tmp_path_factory, faults):
    folder = Path(shutil.copytree(XINGTAI, tmp_path_factory.mktemp("包") / "my-pack"))
    for fault in faults:
        fault.change(folder)
    told = refused(folder)
    for fault in faults:
        assert any(each.file == fault.file and fault.says in str(each) for each in told), (fault.name, [*map(str, told)])


def test_the_list_is_long_enough_and_names_each_fault_once():
    names = [fault.name for fault in (*FAULTS, *extending.FAULTS)]
    assert len(names) > 60
    assert len(set(names)) == len(names)


def test_one_message_names_the_first_faults_and_counts_the_rest(tmp_path):
    folder = Path(shutil.copytree(XINGTAI, tmp_path / "my-pack"))
    written("narrative.toml", "".join(f"{key} = 1\n" for key in "abcdefg"))(folder)
    with pytest.raises(PackError) as caught:
        read_pack_folder(folder)
    assert len(caught.value.faults) == 7
    *shown, last = str(caught.value).splitlines()
    assert [line.split("：")[1] for line in shown] == [f"第 {number} 行，{key}" for number, key in enumerate("abcde", 1)]
    assert last == "另外还有 2 处"
