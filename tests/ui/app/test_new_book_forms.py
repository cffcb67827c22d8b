"""新建: the packs of the unit's place for the year that is due, the others below; what a pack still waits for."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel

from storage.paths import user_packs
from tests.form_packs import pack_files
from tests.ui.running_app import CTRL, Key, Office
from ui.dialogs.packs.pack_box import OTHERS


def install(pack_id, year, *changes):
    files = pack_files(pack_id, year)
    for old, new in changes:
        assert old in files["pack.toml"].decode()
        files["pack.toml"] = files["pack.toml"].decode().replace(old, new).encode()
    home = user_packs() / pack_id
    home.mkdir(parents=True)
    for name, data in files.items():
        (home / name).write_bytes(data)


@pytest.fixture
def autumn(qtbot, theme, icons, data_folder):
    install(
        "place-2047", 2047, ("year = 2047", 'awaits = "待财政局确认"\nyear = 2047'), ('regions = ["1305"]', 'regions = ["1306"]')
    )
    install(
        "south-2047", 2047, ('regions = ["1305"]', 'regions = ["4401"]'), ('"邢台经济开发区"', '"南方"'), ("邢台 2047", "南方 2047")
    )
    clerk = Office(qtbot, theme, icons, clock=lambda: datetime(2046, 11, 29, 9).astimezone()).start()
    yield clerk
    assert clerk.all_answered()
    clerk.library.close()


def listed(box):
    return [box.itemText(at) for at in range(box.count())]


def test_place_and_year_lead_to_the_pack_and_what_it_waits_for_is_seen(autumn):
    def fill(dialog):
        assert dialog.year.text() == "2047"
        autumn.press(Key.Key_Tab).type("城关镇").tab_to(dialog.region).type("130602")
        names = listed(dialog.pack)
        assert names[:2] == ["邢台 2047 版式（待财政局确认）", OTHERS]
        assert "南方 2047 版式" in names
        assert "待财政局确认" in dialog.facts.text()
        autumn.tab_to(dialog.region).press(Key.Key_A, CTRL).type("440103")
        assert (dialog.pack.currentText(), dialog.pack.pack.id) == ("南方 2047 版式", "south-2047")
        autumn.tab_to(dialog.pack).press(Key.Key_Down)  # the heading is stepped over, and what was chosen stays chosen
        chosen = dialog.pack.pack.id
        assert "别处的" not in dialog.facts.text()
        autumn.tab_to(dialog.region).press(Key.Key_A, CTRL).type("22")
        assert "没有区划代码 22 的版式，列出的是别处的" in dialog.facts.text()
        assert chosen != "south-2047"
        autumn.tab_to(dialog.region).press(Key.Key_A, CTRL).type("130602")
        assert dialog.pack.pack.id == chosen
        dialog.pack.setCurrentText("邢台 2047 版式（待财政局确认）")
        autumn.press(Key.Key_Return)

    autumn.will_answer(fill)
    autumn.press(Key.Key_N, CTRL)
    book = autumn.open_book
    assert (book.book.pack, book.book.unit.region) == ("place-2047", "130602")
    assert [finding.message for finding in book.findings if finding.code == "R-8a"] == ["版式“邢台 2047 版式”待财政局确认"]
    autumn.open_page("home")
    assert autumn.page.sentence == "还没有填。版式待财政局确认。"
    assert "2047 版式\n待财政局确认" in "\n".join(label.text() for label in autumn.window.findChildren(QLabel))

    def look(dialog):
        assert dialog.region.text() == "130602"
        dialog.reject()

    autumn.will_answer(look)
    autumn.press(Key.Key_N, CTRL)
