"""工具: form packs by file and another form for a book, through the menu's commands, files and dialogs."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from msgspec.structs import replace

from models.book.records import Book, Unit
from models.years import pack_move
from storage.packs.pack_import import install_pack, read_pack_offer
from storage.paths import database_file, user_packs
from tests.form_packs import pack_files, write_zip
from tests.ui.running_app import CTRL, Key, choose, give_file, pick
from ui.pages.registry import PAGES

NEXT = "hebei-xingtai-2028"


def command(office, key):
    office.window.actions_of_window[key].trigger()


def open_new(office, year):
    """A book of a year with the form of 2024."""
    book = Book("hebei-xingtai-2024", year, "批复", Unit(code="113", name="党群部"))
    assert office.controller.open_entry(office.library.store.create(book))


def codes_of(office):
    return {finding.code for finding in office.open_book.findings}


def test_a_pack_is_shown_then_taken_and_offered_for_a_new_book(office, tmp_path, monkeypatch):
    give_file(monkeypatch, write_zip(tmp_path / "版式.zip", pack_files()))
    seen, facts = [], []

    def look(dialog):
        facts.extend(dialog.list.item(i).text() for i in range(dialog.list.count()))
        pick(office, "take")(dialog)

    office.will_answer(look, choose("close", seen))
    command(office, "import_pack")
    assert facts == ["发布单位：邢台经济开发区", "预算年度：2028 年", "版本：第 1.0 版", "公开表：9 张"]
    assert seen == ["已导入“邢台 2028 版式”。新建预算时选它；已有的预算用“工具”里的“换版式”。"]

    def make(dialog):
        dialog.code.setText("113")
        dialog.name.setText("党群部")
        dialog.year.setText("2028")
        assert dialog.pack.currentText() == "邢台 2028 版式"
        dialog.pack.setCurrentText("邢台 2024 版式")
        assert dialog.facts.text().endswith("\n2028 年的有“邢台 2028 版式”")
        dialog.pack.setCurrentText("邢台 2028 版式")
        assert dialog.facts.text() == "邢台经济开发区    2028 年    第 1.0 版"
        dialog.buttons["create"].click()

    office.will_answer(make)
    office.press(Key.Key_N, CTRL)
    assert office.open_book.pack.id == NEXT
    assert "R-8" not in codes_of(office)


def facts_of_import(office):
    """What 导入版式 says of the pack that was given; it is not kept."""
    facts = []

    def look(dialog):
        facts.extend(dialog.list.item(i).text() for i in range(dialog.list.count()))
        pick(office, "leave")(dialog)

    office.will_answer(look)
    command(office, "import_pack")
    return facts


def test_a_pack_whose_form_for_units_is_not_here_is_shown_with_that(office, tmp_path, monkeypatch):
    files = pack_files()
    files["pack.toml"] = files["pack.toml"].replace(b"withheld_counts", b'unit_pack = "hebei-unit-2028"\nwithheld_counts', 1)
    give_file(monkeypatch, write_zip(tmp_path / "版式.zip", files))
    facts = facts_of_import(office)
    assert "pack.toml 的 unit_pack：本机没有“hebei-unit-2028”这个版式；没有它，各单位的预算公开印不出来" in facts


def test_a_book_that_was_altered_keeps_no_pack_off(office, tmp_path, monkeypatch):
    open_new(office, 2024)
    number = office.controller.book_id
    office.controller.close_book()
    with closing(sqlite3.connect(database_file())) as connection:
        connection.execute("UPDATE books SET unit_name = '甲' WHERE id = ?", (number,))
        connection.commit()
    give_file(monkeypatch, write_zip(tmp_path / "版式.zip", pack_files()))
    seen = []
    office.will_answer(choose("take"), choose("close", seen))
    command(office, "import_pack")
    assert seen[0].startswith("已导入“邢台 2028 版式”")


def test_declining_keeps_nothing(office, tmp_path, monkeypatch):
    give_file(monkeypatch, write_zip(tmp_path / "版式.zip", pack_files()))
    office.will_answer(choose("leave"))
    command(office, "import_pack")
    assert not user_packs().exists()
    monkeypatch.setattr("ui.dialogs.file_questions.FileQuestions.existing", lambda *_args: None)
    command(office, "import_pack")  # the file dialog was left


def test_a_new_book_of_a_later_year_hears_how_to_get_its_form(office):
    def look(dialog):
        dialog.year.setText("2049")
        assert "没有 2049 年的版式：向财政局要来，用“工具”里的“导入版式”导入" in dialog.facts.text()
        dialog.year.setText("202")
        assert "年的版式" not in dialog.facts.text()
        dialog.year.setText("2024")
        assert "\n" not in dialog.facts.text()
        dialog.reject()

    office.will_answer(look)
    command(office, "new")


def test_a_stale_form_is_named_and_the_open_book_takes_the_imported_one(office, tmp_path, monkeypatch):
    open_new(office, 2028)
    stale = next(finding for finding in office.open_book.findings if finding.code == "R-8")
    assert "用“工具”里的“导入版式”导入" in stale.remedy
    office.open_page("basic").at(0, 7).type("5")  # still being typed
    give_file(monkeypatch, write_zip(tmp_path / "版式.zip", pack_files()))
    seen = []
    office.will_answer(choose("take"), choose("switch", seen))
    command(office, "import_pack")
    assert "打开的这本也是 2028 年的预算" in seen[0]
    assert office.open_book.pack.id == office.open_book.book.pack == NEXT
    assert office.open_book.book.basic[0].amount == 5_000_000
    assert "R-8" not in codes_of(office)
    assert office.library.store.load(office.controller.book_id) == office.open_book.book


def test_the_offer_may_be_declined(office, tmp_path, monkeypatch):
    open_new(office, 2028)
    before = office.open_book
    give_file(monkeypatch, write_zip(tmp_path / "版式.zip", pack_files()))
    office.will_answer(choose("take"), choose("leave"))
    command(office, "import_pack")
    assert office.open_book is before


def test_another_version_is_asked_about_and_the_open_book_follows(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    files = pack_files("hebei-xingtai-2024", 2024, "1.2")
    files["forms.toml"] = files["forms.toml"].replace("固定资产".encode(), "国有资产".encode())
    give_file(monkeypatch, write_zip(tmp_path / "新.zip", files))
    seen = []
    office.will_answer(choose("take", seen), choose("close", seen))
    command(office, "import_pack")
    assert seen[0] == (
        "本机已有“邢台 2024 版式”第 1.0 版，导入的是第 1.2 版。导入的比较新。"
        "打开的这本用的就是它：录入的内容都有地方放；表和文字有 2 处不同。"
    )
    assert "国有资产" in office.open_book.pack.assets.title
    office.will_answer(choose("close", seen))
    command(office, "import_pack")
    assert "本机已经有了，内容一样" in seen[2]
    give_file(monkeypatch, write_zip(tmp_path / "旧.zip", pack_files("hebei-xingtai-2024", 2024, "1.1")))
    office.will_answer(choose("leave", seen))
    command(office, "import_pack")
    assert "导入的比较旧。" in seen[3]
    assert office.open_book.pack.version == "1.2"


def test_every_book_that_uses_a_pack_is_told_of_before_another_version_is_kept(office, tmp_path, monkeypatch):
    for year in (2028, 2027):
        open_new(office, year)
    files = pack_files("hebei-xingtai-2024", 2024, "1.2")
    files["forms.toml"] = files["forms.toml"].replace("固定资产".encode(), "国有资产".encode())
    give_file(monkeypatch, write_zip(tmp_path / "新.zip", files))
    facts = facts_of_import(office)
    told = [fact for fact in facts if fact.startswith("113 党群部")]
    assert [fact.split("（")[0] for fact in told] == ["113 党群部 2028 年", "113 党群部 2027 年"]
    assert all("表和文字有 2 处不同" in fact for fact in told)
    assert sum("国有资产" in fact for fact in facts) >= 2


def corrected(tmp_path):
    """A file of the corrected pack of the example, imported meanwhile by another window."""
    files = pack_files("hebei-xingtai-2024", 2024, "1.0")
    files["forms.toml"] = files["forms.toml"].replace("固定资产".encode(), "国有资产".encode())
    file = write_zip(tmp_path / "改正.zip", files)
    install_pack(read_pack_offer(file, user_packs()), user_packs())
    return file


def test_an_open_book_moves_to_the_corrected_pack_of_the_same_id_that_another_window_imported(office, tmp_path):
    """「这本预算现在用的就是它」 was said of a pack whose content had changed, and 看有哪些不同 was grey."""
    office.controller.show_sample()
    book = office.open_book.book
    corrected(tmp_path)
    told = []

    def look(dialog):
        told.append(dialog.facts.text())
        dialog.buttons["switch"].click()

    office.will_answer(look, choose("switch", told))
    command(office, "change_pack")
    assert told[0].endswith("编号和这本预算现在用的一样，内容改过：打开这本以后，本机换过这个版式")
    assert told[1] == "换成“邢台 2024 版式”：录入的内容都有地方放；表和文字有 2 处不同。"
    assert "国有资产" in office.open_book.pack.assets.title
    assert office.open_book.book == book

    def look_again(dialog):
        told.append(dialog.facts.text())
        assert not dialog.buttons["switch"].isEnabled()
        dialog.reject()

    office.will_answer(look_again)
    command(office, "change_pack")
    assert told[2].endswith("这本预算现在用的就是它")


def test_importing_what_another_window_imported_offers_it_to_the_open_book(office, tmp_path, monkeypatch):
    office.controller.show_sample()
    give_file(monkeypatch, corrected(tmp_path))
    seen = []
    office.will_answer(choose("leave", seen))
    command(office, "import_pack")
    (told,) = seen
    assert told == (
        "“邢台 2024 版式”本机已经有了，内容一样，不用导入。"
        "打开的这本还是按换以前的版式：录入的内容都有地方放；表和文字有 2 处不同。"
    )
    assert "国有资产" not in office.open_book.pack.assets.title
    office.will_answer(choose("switch"))
    command(office, "import_pack")
    assert "国有资产" in office.open_book.pack.assets.title


def test_the_move_of_the_open_book_is_worked_out_once(office, tmp_path, monkeypatch):
    """It was compared twice, and the second time with another pack than the list below the sentence."""
    office.controller.show_sample()
    files = pack_files("hebei-xingtai-2024", 2024, "1.2")
    give_file(monkeypatch, write_zip(tmp_path / "新.zip", files))
    moves = []
    told = pack_move.what_differs
    monkeypatch.setattr(pack_move, "what_differs", lambda *asked: moves.append(asked) or told(*asked))
    office.will_answer(choose("leave"))
    command(office, "import_pack")
    assert len(moves) == 1


def test_a_pack_older_than_the_programs_own_is_not_needed(office, tmp_path, monkeypatch):
    give_file(monkeypatch, write_zip(tmp_path / "旧.zip", pack_files("hebei-xingtai-2024", 2024, "0.9")))
    seen = []
    office.will_answer(choose("close", seen))
    command(office, "import_pack")
    assert seen == ["“邢台 2024 版式”程序自带的是第 1.0 版，要导入的第 0.9 版比它旧，没有导入"]
    assert not user_packs().is_dir() or not list(user_packs().iterdir())


def test_a_broken_pack_in_the_folder_is_named_and_blocks_nothing(office):
    home = user_packs() / NEXT
    home.mkdir(parents=True)
    for name, data in {**pack_files(), "sheet.toml": b"a = 1\nnonsense\nb = 2\n"}.items():
        (home / name).write_bytes(data)
    seen = []

    def fill(dialog):
        seen.append((dialog.unreadable.text(), [dialog.pack.itemText(at) for at in range(dialog.pack.count())]))
        office.press(Key.Key_Tab).type("城关镇").press(Key.Key_Return)

    office.will_answer(fill)
    office.press(Key.Key_N, CTRL)
    assert office.open_book.book.unit.name == "城关镇"
    words, names = seen[0]
    assert words.startswith(f"“{NEXT}”这个版式读不出来，没有列出：版式包 sheet.toml：第 2 行：写法不对，不是 TOML 的格式")
    assert "邢台 2024 版式" in names


def test_a_pack_with_a_fault_is_refused_with_file_and_line(office, tmp_path, monkeypatch):
    files = pack_files()
    files["sheet.toml"] = files["sheet.toml"].replace(b"title =", b"titel =", 1)
    give_file(monkeypatch, write_zip(tmp_path / "坏.zip", files))
    seen = []
    office.will_answer(choose("close", seen))
    command(office, "import_pack")
    assert seen[0].startswith("版式包 sheet.toml：")
    assert not user_packs().exists()


def test_another_form_for_the_open_book_and_back(office):
    assert not office.window.actions_of_window["change_pack"].isEnabled()
    office.controller.show_sample()
    book = office.open_book.book

    def look_at(name):
        def answer(dialog):
            assert "现在用的就是它" in dialog.facts.text()
            assert not dialog.buttons["switch"].isEnabled()
            dialog.pack.setCurrentText(name)
            dialog.buttons["switch"].click()

        return answer

    told = []

    def agree(dialog):
        told.append((dialog.sentence.text(), [dialog.list.item(at).text() for at in range(dialog.list.count())]))
        dialog.buttons["switch"].click()

    office.will_answer(look_at("芦台 2024 版式"), agree)
    command(office, "change_pack")
    assert told[0][0] == "换成“芦台 2024 版式”：录入的内容都有地方放；表和文字有 6 处不同。"
    assert "绩效目标表少了 1 个二级指标：可持续影响指标" in told[0][1]
    assert office.open_book.pack.id == "hebei-lutai-2024"
    assert office.open_book.book == replace(book, pack="hebei-lutai-2024")
    for spec in PAGES:
        office.open_page(spec.key)
    office.will_answer(look_at("邢台 2024 版式"), choose("switch"))
    command(office, "change_pack")
    assert office.open_book.book == book
    office.will_answer(look_at("芦台 2024 版式"), choose("leave"))
    command(office, "change_pack")
    assert office.open_book.book == book
    office.will_answer(choose("leave"))
    command(office, "change_pack")
    assert office.open_book.book == book


def test_a_move_is_one_step_and_is_undone_with_what_was_done_before(office):
    office.controller.show_sample()
    office.open_page("basic").at(0, 7).type("5").press(Key.Key_Return)
    typed = office.open_book.book

    def to_lutai(dialog):
        dialog.pack.setCurrentText("芦台 2024 版式")
        dialog.buttons["switch"].click()

    office.will_answer(to_lutai, choose("switch"))
    command(office, "change_pack")
    assert office.open_book.undo_label == "换成芦台 2024 版式"
    office.press(Key.Key_Z, CTRL)
    office.qtbot.waitUntil(lambda: office.open_book.pack.id == "hebei-xingtai-2024")
    assert office.open_book.book == typed
    assert office.open_book.can_redo
    office.press(Key.Key_Z, CTRL)
    assert office.open_book.book.basic[0].amount != typed.basic[0].amount
    office.press(Key.Key_Y, CTRL).press(Key.Key_Y, CTRL)
    office.qtbot.waitUntil(lambda: office.open_book.pack.id == "hebei-lutai-2024")
    assert office.open_book.book == replace(typed, pack="hebei-lutai-2024")
