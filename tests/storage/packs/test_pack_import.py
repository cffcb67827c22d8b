"""Form packs by file: what bureaus send, what they should not have sent, and that nothing is half put in place."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from main import main
from models.pack.errors import PackError
from storage.errors import StorageError
from storage.files.limits import LARGEST_PACK
from storage.packs.catalogue import load_pack, pack_ids
from storage.packs.pack_import import install_pack, read_pack_offer
from storage.paths import BUILT_IN_PACKS
from tests.form_packs import pack_files, write_zip
from ui.app.forms import Forms

NEXT = "hebei-xingtai-2028"


@pytest.fixture
def packs(tmp_path):
    return tmp_path / "数据" / "packs"


def imported(source, packs):
    offer = read_pack_offer(source, packs)
    install_pack(offer, packs)
    return offer


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def everything_in(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("folder", ["", "hebei-xingtai-2028/", "2028版式/邢台/"])
def test_a_pack_comes_out_of_an_archive(tmp_path, packs, folder):
    source = write_zip(tmp_path / "版式.zip", pack_files(), folder)
    offer = read_pack_offer(source, packs)
    assert not packs.exists()
    assert (offer.pack.id, offer.pack.year, offer.present) == (NEXT, 2028, None)
    install_pack(offer, packs)
    assert set(pack_ids(packs)) == {*pack_ids(), NEXT}
    assert load_pack(NEXT, packs) == offer.pack
    assert names_in(packs) == [NEXT]


def test_names_in_gbk_and_files_beside_the_pack_do_no_harm(tmp_path, packs):
    files = {**pack_files(), "使用说明.txt": b"...", "目录.docx": b"..."}
    source = write_zip(tmp_path / "gbk.zip", files, "邢台版式/", encoding="gb18030")
    imported(source, packs)
    assert names_in(packs / NEXT) == sorted(pack_files())


LEFT_THERE = (
    "._sheet.toml", "._tables.toml", "._T3.csv", "._function.csv", ".DS_Store", "Thumbs.db", "desktop.ini",
    "~$tables.toml", "~$T3.csv", "~$x.xlsx", "__MACOSX/._pack.toml", "expected/.DS_Store", "expected/._one",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["archive", "folder"])
def test_what_a_system_leaves_beside_the_files_is_no_part_of_the_pack(tmp_path, packs, kind):
    """A pack that was packed on a Mac was refused: 「不认识这个文件」 of ``._sheet.toml``."""
    files = {**pack_files(), **dict.fromkeys(LEFT_THERE, b"\x00\x05\x16\x07\x80\xff")}
    if kind == "archive":
        source = write_zip(tmp_path / "a.zip", files | {"__MACOSX/a/._pack.toml": b"\xff", "__MACOSX/pack.toml": b"\xff"})
    else:
        source = tmp_path / "a"
        for name, data in files.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)
        shutil.rmtree(source / "expected")
        assert main(["packs", "check", str(source)]) == 0
    assert imported(source, packs).pack.id == NEXT
    assert names_in(packs / NEXT) == sorted(pack_files())


def test_a_pack_with_codes_of_its_own_that_is_here_already_is_the_same(tmp_path, packs):
    """It was 「版本号相同，内容不同」 whenever it was imported again: only one of the two knew the initials of its codes."""
    source = write_zip(tmp_path / "a.zip", {**pack_files(), "function.csv": "code,name\n2013298,本区专项\n".encode()})
    imported(source, packs)
    offer = read_pack_offer(source, packs)
    assert offer.pack == offer.present


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_lines_may_end_as_any_system_ends_them(tmp_path, packs, end):
    files = {name: data.replace(b"\r\n", b"\n").replace(b"\n", end) for name, data in pack_files().items()}
    read = imported(write_zip(tmp_path / "a.zip", files), packs).pack
    assert read == read_pack_offer(write_zip(tmp_path / "b.zip", pack_files()), packs).pack


@pytest.mark.parametrize("name", ["notes.csv", "income.csv", "units.csv", "核对.csv", "目录.csv.txt"])
def test_a_list_of_the_authors_own_is_none_that_is_misspelt(tmp_path, packs, name):
    files = {**pack_files(), name: "甲,乙\n".encode()}
    assert imported(write_zip(tmp_path / "a.zip", files), packs).pack.id == NEXT


@pytest.mark.parametrize("chosen", ["邢台", ".", "邢台/pack.toml"])
def test_a_pack_comes_out_of_a_folder(tmp_path, packs, chosen):
    home = tmp_path / "解压" / "邢台"
    home.mkdir(parents=True)
    for name, data in pack_files().items():
        (home / name).write_bytes(data)
    assert imported(tmp_path / "解压" / chosen, packs).pack.id == NEXT


def test_a_pack_may_stand_on_another(tmp_path, packs):
    files = {"pack.toml": pack_files()["pack.toml"].replace(b"format = 1", b'format = 1\nextends = "hebei-lutai-2024"')}
    assert imported(write_zip(tmp_path / "a.zip", files), packs).pack.sheet == load_pack("hebei-lutai-2024").sheet


def test_a_newer_or_older_version_takes_the_place_of_the_pack(tmp_path, packs):
    imported(write_zip(tmp_path / "a.zip", pack_files()), packs)
    assert load_pack(NEXT, packs).version == "1.0"
    offer = imported(write_zip(tmp_path / "b.zip", pack_files(version="1.1")), packs)
    assert offer.present.version == "1.0"
    assert load_pack(NEXT, packs).version == "1.1"
    assert names_in(packs) == [NEXT]


def test_the_programs_own_pack_is_stood_before_not_changed(tmp_path, packs):
    own = everything_in(BUILT_IN_PACKS)
    offer = imported(write_zip(tmp_path / "a.zip", pack_files("hebei-xingtai-2024", 2024, "1.2")), packs)
    assert offer.present.version == "1.0"
    assert load_pack("hebei-xingtai-2024", packs).version == "1.2"
    assert load_pack("hebei-lutai-2024", packs).tables == offer.pack.tables
    assert everything_in(BUILT_IN_PACKS) == own


def refusal(source, packs):
    with pytest.raises((StorageError, PackError)) as refused:
        read_pack_offer(source, packs)
    assert not packs.exists() or not everything_in(packs)
    return str(refused.value)


def test_a_fault_is_named_with_file_and_line(tmp_path, packs):
    files = pack_files()
    lines = files["tables.toml"].decode().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("title"))
    lines[at] = lines[at].replace("title", "titel")
    files["tables.toml"] = "\n".join(lines).encode()
    words = refusal(write_zip(tmp_path / "a.zip", files), packs)
    assert words.startswith("版式包 tables.toml：第 ")
    assert "title" in words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pack.toml": None}, "里没有 pack.toml，不是版式包"),
        ({"旧/pack.toml": b"x"}, "里有 2 个版式包，一次导入一个"),
        ({"table.toml": b""}, "table.toml：不认识这个文件"),
        ({"../pack.toml": b""}, "指向别处的路径"),
        ({"../../../启动/坏.bat": b""}, "指向别处的路径"),
        ({"/etc/坏": b""}, "指向别处的路径"),
        ({"C:\\坏.bat": b""}, "指向别处的路径"),
        ({"..\\坏.bat": b""}, "指向别处的路径"),
        ({"pack.toml": b"\xff\xfe"}, "不是 UTF-8 编码"),
        ({"pack.toml": b"id = "}, "写法不对"),
        ({"pack.toml": b"a = " + b"[" * 3000}, "写法不对"),
        ({"pack.toml": b"year = " + b"9" * 5000}, "写法不对"),
        ({"pack.toml": b'extends = "../../x"'}, "应当是另一个版式包的编号"),
        ({"pack.toml": b"extends = [1]"}, "应当是另一个版式包的编号"),
        ({"summary_lines.csv": b"\xb1\xea,\xc3\xfb\n"}, "不是 UTF-8 编码，像是 GBK"),
        ({"大.csv": b"0" * (LARGEST_PACK + 1)}, "太大"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_nothing(tmp_path, packs, change, words):
    files = {name: data for name, data in {**pack_files(), **change}.items() if data is not None}
    assert words in refusal(write_zip(tmp_path / "a.zip", files), packs)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'id = "hebei-xingtai-2028"', b'id = "../x"', "要用小写字母、数字和连字符"),
        (b'id = "hebei-xingtai-2028"', b'id = "con"', "要用小写字母、数字和连字符"),
        (b"year = 2028", b"year = inf", "应当是不小于 0 的数"),
        (b"year = 2028", b"year = nan", "应当是不小于 0 的数"),
        (b"format = 1", b"format = 2", "要先升级程序"),
        (b'codes = "2024"', b'codes = "2031"', "没有“2031”版的科目代码表"),
        (b"format = 1", b'format = 1\nextends = "hebei-xingtai-2028"', "绕回了自己"),
        (b"format = 1", b'format = 1\nextends = "nowhere-2020"', "没有“nowhere-2020”这个版式包"),
    ],
)  # fmt: skip
def test_a_head_that_cannot_be_used_is_refused(tmp_path, packs, old, new, words):
    files = pack_files()
    assert old in files["pack.toml"]
    files["pack.toml"] = files["pack.toml"].replace(old, new)
    assert words in refusal(write_zip(tmp_path / "a.zip", files), packs)


def test_two_files_of_one_name(tmp_path, packs):
    source = write_zip(tmp_path / "a.zip", pack_files())
    with zipfile.ZipFile(source, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("sheet.toml", "")
    assert "有两个 sheet.toml" in refusal(source, packs)


def test_a_bomb_does_not_go_off(tmp_path, packs):
    """The archive says that a file is small, and it is not."""
    source = write_zip(tmp_path / "a.zip", {**pack_files(), "大.csv": b"0" * (40 * LARGEST_PACK)})
    assert source.stat().st_size < 1_000_000
    assert "太大" in refusal(source, packs)
    data = bytearray(source.read_bytes())
    size = (40 * LARGEST_PACK).to_bytes(4, "little")
    while size in data:
        data[data.index(size) : data.index(size) + 4] = (9).to_bytes(4, "little")
    source.write_bytes(data)
    assert "读不出来" in refusal(source, packs)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"Rar!\x1a\x07", "版式".encode()])
def test_what_is_no_archive(tmp_path, packs, data):
    (tmp_path / "a.zip").write_bytes(data)
    assert "a.zip" in refusal(tmp_path / "a.zip", packs)
    assert "没有" in refusal(tmp_path / "没有.zip", packs)


def test_an_archive_cut_short_anywhere(tmp_path, packs):
    whole = write_zip(tmp_path / "a.zip", pack_files()).read_bytes()
    for part in range(0, len(whole), len(whole) // 30):
        (tmp_path / "b.zip").write_bytes(whole[:part])
        refusal(tmp_path / "b.zip", packs)


def test_a_pack_that_another_stands_on_stays_fit_for_it(tmp_path, packs):
    base = pack_files()
    imported(write_zip(tmp_path / "a.zip", base), packs)
    head = pack_files("hebei-tangshan-2028")["pack.toml"].replace(b"format = 1", f'format = 1\nextends = "{NEXT}"'.encode())
    imported(write_zip(tmp_path / "b.zip", {"pack.toml": head, "checks.toml": base["checks.toml"]}), packs)
    before = everything_in(packs)
    short = pack_files(version="2.0")
    short["tables.toml"] = short["tables.toml"].replace(b'id = "T3"', b'id = "T33"')
    short["checks.toml"] = short["narrative.toml"] = b""
    with pytest.raises(StorageError, match="“hebei-tangshan-2028”借用它的表"):
        read_pack_offer(write_zip(tmp_path / "c.zip", short), packs)
    ring = pack_files()
    ring["pack.toml"] = ring["pack.toml"].replace(b"format = 1", b'format = 1\nextends = "hebei-tangshan-2028"')
    with pytest.raises(PackError, match="绕回了自己"):
        read_pack_offer(write_zip(tmp_path / "d.zip", ring), packs)
    assert everything_in(packs) == before
    assert load_pack("hebei-tangshan-2028", packs).tables


def test_a_disk_that_refuses_leaves_what_was_there(tmp_path, packs, monkeypatch):
    imported(write_zip(tmp_path / "a.zip", pack_files()), packs)
    before = everything_in(packs)
    offer = read_pack_offer(write_zip(tmp_path / "b.zip", pack_files(version="1.1")), packs)
    real = Path.rename
    for refused in (".new-", NEXT):

        def rename(self, target, refused=refused):
            if self.name.startswith(refused):
                raise PermissionError(13, "拒绝访问")
            return real(self, target)

        monkeypatch.setattr(Path, "rename", rename)
        with pytest.raises(StorageError, match="拒绝访问"):
            install_pack(offer, packs)
        monkeypatch.setattr(Path, "rename", real)
        assert everything_in(packs) == before
        assert load_pack(NEXT, packs).version == "1.0"


def test_what_it_was_tried_out_in_may_stay(tmp_path, packs, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    source = write_zip(tmp_path / "a.zip", pack_files())
    monkeypatch.setattr(os, "unlink", refuse)
    assert read_pack_offer(source, packs).pack.id == NEXT


@pytest.mark.parametrize("step", ["mkdtemp", "write_bytes"])
def test_a_disk_that_refuses_the_trial_is_one_sentence(data_folder, monkeypatch, capsys, step):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((tempfile, "mkdtemp") if step == "mkdtemp" else (Path, "write_bytes")), refuse)
    assert main(["packs", "import", str(BUILT_IN_PACKS / "hebei-lutai-2024")]) == 2
    told = capsys.readouterr().err
    assert "腾出空间后再导入" in told
    assert told.count("\n") == 1


def test_a_program_that_was_killed_between_two_steps_loses_no_pack(tmp_path, packs):
    imported(write_zip(tmp_path / "a.zip", pack_files()), packs)
    (packs / NEXT).rename(packs / f".former-{NEXT}")
    shutil.copytree(packs / f".former-{NEXT}", packs / ".new-0123")
    assert pack_ids(packs) == pack_ids()
    imported(write_zip(tmp_path / "b.zip", pack_files("hebei-tangshan-2028")), packs)
    assert names_in(packs) == ["hebei-tangshan-2028", NEXT]
    (packs / NEXT).rename(packs / f".former-{NEXT}")
    Forms(packs, tmp_path / "codes")
    assert NEXT in pack_ids(packs), "the next start puts it right"


ODD = ["", "0", "-1", "inf", '""', '"邢台"', "true", "[]", "{}", '["合计"]', "1e300", "2024-01-01", '"T1:1:1"']
NAMES = ["pack.toml", "tables.toml", "forms.toml", "sheet.toml", "checks.toml", "summary_lines.csv"]


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_a_pack_says_it_is_read_or_refused_in_words(tmp_path_factory, data):
    """One or two lines of the pack say something else, or are gone: never a crash."""
    files = pack_files()
    for _ in range(data.draw(st.integers(1, 2))):
        name = data.draw(st.sampled_from(NAMES))
        lines = files[name].decode().splitlines()
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = re.sub("= .*", f"= {data.draw(st.sampled_from(ODD))}", lines[at]) if data.draw(st.booleans()) else ""
        files[name] = "\n".join(lines).encode()
    folder = tmp_path_factory.mktemp("包")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        words = read_pack_offer(folder, folder / "none").pack.id
    except (StorageError, PackError) as refused:
        words = f"拒绝：{refused}"
    assert re.match("hebei|拒绝：.*[一-鿿]", words)
