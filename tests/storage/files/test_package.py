"""The package of a 报送: what is in it, what its fingerprint is made of, and every way in which it can be damaged."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from models.book import edits
from models.book.exchange import handed_in
from models.checks.checker import run_checks
from models.paper.submission.fingerprint import fingerprint
from storage.errors import StorageError
from storage.files.book_file import book_bytes, sample_book
from storage.files.package import HEAD, SLIP, SUMS, Handing, write_package
from storage.files.package_check import verify_package
from storage.workbook.reader import read_book
from ui.command_line.books import context_of

NAME = "2024 113 开发区党群工作部 批复 部门预算公开"
NOW = Handing("2024-02-05 09:30")


def package(book, target, handing=NOW, **more):
    context = context_of(book)
    return write_package(context, run_checks(context), handing, target, lambda *_: None, draft=False, **more)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    target = tmp_path_factory.mktemp("报送") / "报送包.zip"
    return target, package(sample_book(), target)


def files_of(path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(files, path) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def signed(files) -> dict[str, bytes]:
    """The files with a list that fits them, as someone would make who changes a package knowingly."""
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items() if name != SUMS)
    return {**files, SUMS: sums.encode()}


def texts_of(data, sheet) -> list[str]:
    return [
        str(cell) for row in load_workbook(BytesIO(data))[sheet].iter_rows(values_only=True) for cell in row if cell is not None
    ]


def test_a_package_is_whole_and_says_what_it_is(whole, tmp_path):
    path, written = whole
    found = verify_package(path)
    assert found.faults == ()
    assert found.fingerprint == written.fingerprint == found.head.fingerprint
    assert written.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.head.unit, found.head.year, found.head.stage) == ("113 开发区党群工作部", "2024", "批复")
    assert (found.head.when, found.head.draft) == ("2024-02-05 09:30", False)
    assert list(found.files) == [f"{NAME}.xlsx", f"{NAME}.ysbook", SLIP, HEAD, SUMS]
    assert found.book == handed_in(sample_book())
    workbook = tmp_path / "工作簿.xlsx"
    workbook.write_bytes(files_of(path)[f"{NAME}.xlsx"])
    assert read_book(workbook) == (handed_in(sample_book()), ())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the program is not on this system")
def test_the_list_is_that_of_sha256sum(whole, tmp_path):
    for name, data in files_of(whole[0]).items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(["sha256sum", "-c", SUMS], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_slip_has_list_totals_explanations_versions_and_fingerprint(whole):
    path, written = whole
    slip = files_of(path)[SLIP]
    said = texts_of(slip, "报送单")
    assert said[0] == "2024年部门预算公开报送单"
    assert written.fingerprint in said
    for expected in (
        "部门预算收支总表",
        "绩效目标表（32 张）",
        "完整性",
        "细化程度",
        "可读性（文字通顺、没有残留）",
        "2693.97 万元",
        "864.42 万元",
    ):
        assert expected in said
    assert any("邢台 2024 版式" in text for text in said)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files_of(path).items()}
    assert sums[f"{NAME}.xlsx"] in said
    reasons = [explanation.text for explanation in sample_book().explanations]
    assert set(reasons) <= set(texts_of(slip, "核实说明"))


def test_the_same_book_gives_the_same_fingerprint_and_another_amount_another(whole, tmp_path):
    again = package(sample_book(), tmp_path / "一.zip", Handing("2024-03-01 10:00"))
    assert again.fingerprint == whole[1].fingerprint
    assert again.sha256 != whole[1].sha256
    changed = edits.set_field(sample_book().basic[0].id, "amount", "464.40")(sample_book())
    assert package(changed, tmp_path / "二.zip").fingerprint != whole[1].fingerprint


def test_what_changed_since_the_last_time_is_a_page(tmp_path):
    book = sample_book()
    line = book.basic[0]
    now = edits.set_field(line.id, "note", "调整")(book)
    now = edits.set_field(line.id, "amount", "460")(now)
    package(now, tmp_path / "包.zip", Handing("2024-03-01 10:00", book, "2024-02-05 09:30"))
    said = texts_of(files_of(tmp_path / "包.zip")[SLIP], "与上次报送相比")
    assert said[0] == "2024年预算与上次报送相比（上次：2024-02-05 09:30）"
    assert {"少 4.40", "原", "现"} <= set(said)
    package(book, tmp_path / "包.zip", Handing("2024-03-01 10:00", book, "2024-02-05 09:30"))
    assert "没有不同。" in texts_of(files_of(tmp_path / "包.zip")[SLIP], "与上次报送相比")


def test_notes_of_the_clerk_stay_at_home(tmp_path):
    book = edits.insert_line("tasks", {"text": "问一下财政局"})(sample_book())
    package(book, tmp_path / "包.zip")
    assert verify_package(tmp_path / "包.zip").book == replace(handed_in(sample_book()), next_id=book.next_id)
    everything = b"".join(files_of(tmp_path / "包.zip").values())
    assert "问一下财政局".encode() not in everything


def test_further_files_are_part_of_the_fingerprint(whole, tmp_path):
    written = package(sample_book(), tmp_path / "包.zip", attachments=lambda: {"公开文本.pdf": b"%PDF"})
    assert written.fingerprint != whole[1].fingerprint
    found = verify_package(tmp_path / "包.zip")
    assert (found.faults, "公开文本.pdf" in found.files) == ((), True)


# --- damage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [f"{NAME}.xlsx", f"{NAME}.ysbook", SLIP, HEAD])
def test_a_changed_file_is_named(whole, tmp_path, name):
    files = files_of(whole[0])
    files[name] += b" "
    found = verify_package(rewritten(files, tmp_path / "包.zip"))
    assert f"“{name}”和报送时的不一样，被改过或者传坏了" in found.faults
    assert not found.files[name]
    assert (found.fingerprint == whole[1].fingerprint) == (name in {SLIP, HEAD})


@pytest.mark.parametrize("name", [f"{NAME}.xlsx", f"{NAME}.ysbook", SLIP, HEAD, SUMS])
def test_a_missing_file_is_named(whole, tmp_path, name):
    files = files_of(whole[0])
    del files[name]
    faults = verify_package(rewritten(files, tmp_path / "包.zip")).faults
    assert any(name in fault for fault in faults), faults


def test_an_added_file_is_named(whole, tmp_path):
    files = {**files_of(whole[0]), "多的.txt": b"x"}
    faults = verify_package(rewritten(files, tmp_path / "包.zip")).faults
    assert "“多的.txt”不在校验清单里，是后加的" in faults


def test_whoever_writes_a_new_list_changes_the_fingerprint(whole, tmp_path):
    files = files_of(whole[0])
    other = edits.set_field(sample_book().basic[0].id, "amount", "460")(sample_book())
    files[f"{NAME}.ysbook"] = book_bytes(other)
    found = verify_package(rewritten(signed(files), tmp_path / "包.zip"))
    assert all(found.files.values())
    assert found.fingerprint != whole[1].fingerprint
    assert found.faults == (
        f"算出的指纹是 {found.fingerprint}，报送时写的是 {whole[1].fingerprint}，文件不是报送时的那些",
        f"“{NAME}.xlsx”里的预算和预算文件里的不一样，不是同一次报送的",
    )


def test_a_workbook_changed_by_hand_is_found_even_with_a_new_list_and_fingerprint(whole, tmp_path):
    files = files_of(whole[0])
    workbook = load_workbook(BytesIO(files[f"{NAME}.xlsx"]))
    sheet = workbook["部门预算收支总表"]
    sheet["C6"] = 1
    made = BytesIO()
    workbook.save(made)
    files[f"{NAME}.xlsx"] = made.getvalue()
    own = {SLIP, HEAD, SUMS}
    digits = fingerprint({name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name not in own})
    files[HEAD] = json.dumps({**json.loads(files[HEAD]), "fingerprint": digits}, ensure_ascii=False).encode()
    found = verify_package(rewritten(signed(files), tmp_path / "包.zip"))
    assert len(found.faults) == 1
    assert "部门预算收支总表" in found.faults[0]
    assert "C6" in found.faults[0]


def test_a_flipped_bit_anywhere_is_noticed(whole, tmp_path):
    """Every 997th byte of the file with one bit turned: refused, or told with its file."""
    data, path = whole[0].read_bytes(), tmp_path / "包.zip"
    silent = []
    for at in range(0, len(data), max(1, len(data) // 60)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        try:
            found = verify_package(path)
        except StorageError:
            continue
        same = found.files and all(found.files.values()) and files_of(path) == files_of(whole[0])
        if not found.faults and not same:
            silent.append(at)
    assert not silent


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "是空的"),
        (b"nothing", "不完整，读不出来"),
        (None, "不是预算公开填报的报送包（.zip），选单位报来的那个文件"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path, content, says):
    path = tmp_path / "包.zip"
    if content is None:
        rewritten({"a.txt": b"x"}, path)
    else:
        path.write_bytes(content)
    with pytest.raises(StorageError, match=says):
        verify_package(path)


def test_a_package_of_a_newer_program_is_refused(whole, tmp_path):
    files = files_of(whole[0])
    files[HEAD] = json.dumps({**json.loads(files[HEAD]), "version": 2}).encode()
    with pytest.raises(StorageError, match="先升级程序再核对"):
        verify_package(rewritten(signed(files), tmp_path / "包.zip"))


@given(st.dictionaries(st.text(max_size=8), st.text("0123456789abcdef", min_size=4, max_size=8), max_size=4))
def test_a_fingerprint_is_four_groups_of_four_digits_and_does_not_depend_on_the_order(sums):
    digits = fingerprint(sums)
    assert [len(group) for group in digits.split(" ")] == [4, 4, 4, 4]
    assert digits.replace(" ", "").isdecimal()
    assert fingerprint(dict(reversed(sums.items()))) == digits


def test_a_full_disk_leaves_the_old_package_whole(tmp_path, monkeypatch):
    target = tmp_path / "包.zip"
    target.write_bytes(b"old")

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.replace_file.write_through", full)
    with pytest.raises(StorageError, match="磁盘满了"):
        package(replace(sample_book(), stage="二上"), target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["包.zip"]
