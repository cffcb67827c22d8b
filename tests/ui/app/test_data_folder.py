"""工具 → 数据文件夹 by the keyboard: the data move, the work goes on there, and a place of no use is said."""

from __future__ import annotations

from storage.files.whole_data.move_plan import NAME
from storage.paths import data_folder
from tests.ui.running_app import Key, choose, give_file
from ui.app.data.folder import MoveThread


def run(office, monkeypatch, folder, *answers):
    give_file(monkeypatch, folder)
    office.will_answer(*answers)
    office.from_menu(Key.Key_T, "data_folder")
    assert office.all_answered()


def test_the_work_goes_on_in_the_new_folder(computer, office, tmp_path, monkeypatch):
    office.controller.show_sample()
    office.open_page("basic").at(0, 7).type("5")  # not committed yet
    seen, drive = [], tmp_path / "D"
    drive.mkdir()
    run(office, monkeypatch, drive, choose("choose", seen), choose("go", seen), choose("close", seen))
    assert str(computer / "ysgk") in seen[0]
    assert f"把 1 本预算和备份、版式、科目表、设置（1 MB）搬到“{drive / NAME}”" in seen[1]
    assert seen[2].startswith(f"数据搬到了“{drive / NAME}”，1 本预算逐本核对过。原来的文件夹改名为“{computer / 'ysgk-搬走前-'}")
    assert office.open_book.book.basic[0].amount == 5_000_000
    office.open_page("basic").at(1, 7).type("6").press(Key.Key_Return)
    office.settings.set("theme/zoom", 110)
    assert office.library.path == drive / NAME / "books.db"
    assert office.library.back_up().parent == drive / NAME / "backups"
    assert not (computer / "ysgk").exists()
    office.leave()
    office.start()
    assert office.open_book.book.basic[1].amount == 6_000_000
    assert office.settings.get("theme/zoom") == 110
    run(office, monkeypatch, drive, choose("back", seen), choose("go"), choose("close", seen))
    assert data_folder() == computer / "ysgk"
    assert office.open_book.book.basic[1].amount == 6_000_000


def test_a_place_of_no_use_is_said_and_nothing_is_done(computer, office, monkeypatch):
    seen = []
    run(office, monkeypatch, computer / "ysgk", choose("choose"), choose("close", seen))
    assert seen == [f"数据已经在“{computer / 'ysgk'}”里，不用搬；要搬就选另一个文件夹"]
    run(office, monkeypatch, computer, choose("choose"), choose("leave", seen))
    assert "0 本预算" in seen[1]
    assert data_folder() == computer / "ysgk"


def test_a_database_that_another_window_has_open_stays(computer, office, qtbot, theme, icons, tmp_path, monkeypatch):
    office.controller.show_sample()
    other = type(office)(qtbot, theme, icons).start()
    office.window.activateWindow()
    seen, drive = [], tmp_path / "D"
    drive.mkdir()
    run(office, monkeypatch, drive, choose("choose"), choose("go"), choose("close", seen))
    assert "正被另一个程序使用" in seen[0]
    assert office.open_book is not None
    assert list(drive.iterdir()) == []
    other.leave()


def test_a_variable_names_the_folder(office, data_folder, monkeypatch, tmp_path):
    seen = []
    run(office, monkeypatch, tmp_path, choose("close", seen))
    assert seen == [f"数据文件夹由环境变量 YSGK_DATA 定为“{data_folder}”，在那里改，这里改不了。"]


def test_a_drive_that_is_not_there_is_said_at_the_start(computer, office, tmp_path, monkeypatch):
    drive = tmp_path / "D"
    drive.mkdir()
    run(office, monkeypatch, drive, choose("choose"), choose("go"), choose("close"))
    office.leave()
    drive.rename(tmp_path / "拔掉了")
    office.start()
    notice = office.window.centralWidget().notice
    assert f"数据文件夹“{drive / NAME}”里找不到数据库。U 盘没插、共享没连的，" in notice.sentence.text()
    assert not drive.exists()


def test_a_move_that_is_stopped_leaves_all_as_it_was(computer, office, tmp_path, monkeypatch):
    office.controller.show_sample()
    office.library.back_up()  # a second file, before which it is stopped
    seen, drive = [], tmp_path / "D"
    drive.mkdir()
    monkeypatch.setattr(MoveThread, "start", lambda thread: thread.cancel() or super(MoveThread, thread).start())
    run(office, monkeypatch, drive, choose("choose"), choose("go"), choose("close", seen))
    assert seen == ["没有搬，数据还在原来的地方。"]
    assert list(drive.iterdir()) == []
    assert office.library.path == computer / "ysgk" / "books.db"
    assert office.open_book is not None
