"""Which packs there are: the newer of two with one id, and none that cannot be read."""

from __future__ import annotations

import pytest

from storage.packs.catalogue import load_pack, load_packs
from tests.form_packs import pack_files

SHIPPED = "hebei-xingtai-2024"


@pytest.fixture
def keep(tmp_path):
    """Puts a pack into the user's folder and gives the folder."""

    def put(pack_id, files):
        (tmp_path / pack_id).mkdir()
        for name, data in files.items():
            (tmp_path / pack_id / name).write_bytes(data)
        return tmp_path

    return put


@pytest.mark.parametrize(("version", "used"), [("0.9", "1.0"), ("1.0", "1.0"), ("1.1", "1.1"), ("1.10", "1.10")])
def test_the_newer_of_two_packs_with_one_id_is_used(keep, version, used):
    own = keep(SHIPPED, pack_files(SHIPPED, 2024, version))
    assert load_pack(SHIPPED, own).version == used


def test_of_two_alike_the_users_is_used(keep):
    files = pack_files(SHIPPED, 2024, "1.0")
    files["pack.toml"] = files["pack.toml"].replace("邢台 2024 版式".encode(), "我们的版式".encode())
    assert load_pack(SHIPPED, keep(SHIPPED, files)).name == "我们的版式"


def test_a_pack_that_extends_an_outdated_one_takes_the_newer(keep):
    files = pack_files(SHIPPED, 2024, "0.9")
    files["sheet.toml"] = b"nonsense"
    own = keep(SHIPPED, files)
    keep("mine-2025", {"pack.toml": f'extends = "{SHIPPED}"\n'.encode() + pack_files("mine-2025", 2025)["pack.toml"]})
    assert load_pack("mine-2025", own).sheet == load_pack(SHIPPED).sheet


def test_what_ships_is_not_read_again_beside_packs_of_other_ids(keep):
    own = keep("mine-2025", pack_files("mine-2025", 2025))
    assert load_pack(SHIPPED, own) is load_pack(SHIPPED)
    assert load_pack("mine-2025", own).id == "mine-2025"
    again = keep(SHIPPED, pack_files(SHIPPED, 2024, "1.1"))
    assert load_pack(SHIPPED, again) is not load_pack(SHIPPED)


def test_an_unreadable_pack_is_in_nobodys_way(keep):
    files = pack_files("hebei-xingtai-2028")
    files["pack.toml"] = files["pack.toml"].replace(b"year = 2028", b'year = "soon"')
    packs, faults = load_packs(keep("hebei-xingtai-2028", files))
    assert SHIPPED in {pack.id for pack in packs}
    assert "hebei-xingtai-2028" not in {pack.id for pack in packs}
    line = files["pack.toml"].decode().splitlines().index('year = "soon"') + 1
    (fault,) = faults
    assert fault.startswith(f"“hebei-xingtai-2028”这个版式读不出来，没有列出：版式包 pack.toml：第 {line} 行，year")
