"""文件 → 交接给下一任 and 接收交接包 in the window: one computer to the next, and nothing that is here is lost."""

from __future__ import annotations

from msgspec.structs import replace

from models.book.records import WithheldAmount
from storage.paths import DATA_FOLDER_VARIABLE
from tests.second_budget import second_book
from tests.ui.running_app import Key, choose, give_file
from ui.dialogs.question import QListWidget


def run(office, monkeypatch, command, path, *answers):
    give_file(monkeypatch, path)
    office.will_answer(*answers)
    office.from_menu(Key.Key_F, command)
    assert office.all_answered()


def listed(dialog):
    found = dialog.findChild(QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def with_list(key, seen):
    def answer(dialog):
        seen.append(dialog.sentence.text())
        seen.append(listed(dialog))
        dialog.buttons[key].click()

    return answer


def test_from_one_computer_to_the_next(office, tmp_path, monkeypatch):
    package, seen = tmp_path / "交接.zip", []
    office.library.store.create(replace(second_book(), withheld=(WithheldAmount(9000, amount=70_000),), next_id=9001))
    office.controller.show_sample()
    office.open_page("basic").at(0, 7).type("5")  # being typed, and it goes along
    run(office, monkeypatch, "hand_over", package, with_list("go", seen), choose("close", seen))
    assert "2 本预算，连同修改记录和报送留底" in seen[0]
    assert len(seen[1]) == 2
    assert f"交接包存在“{package}”，1 MB，2 本预算" in seen[2]
    assert all("里面有不予公开（涉密）的金额，按规定保管、传递。" in words for words in (seen[0], seen[2]))
    office.leave()

    monkeypatch.setenv(DATA_FOLDER_VARIABLE, str(tmp_path / "新电脑"))
    office.start()
    seen.clear()
    run(office, monkeypatch, "take_over", package, with_list("take", seen), choose("close", seen))
    assert "里面有不予公开（涉密）的金额" in seen[0]
    assert [words[-3:] for words in seen[1]] == ["收进来"] * 2
    assert seen[2] == "收进 2 本预算。"
    assert office.open_book.book.basic[0].amount == 5_000_000, "the book that was open there"

    office.open_page("basic").at(1, 7).type("6").press(Key.Key_Return)
    seen.clear()
    run(office, monkeypatch, "take_over", package, with_list("take", seen), choose("close", seen))
    assert sum("两本都留" in words for words in seen[1]) == 1
    assert "收进 1 本预算；其中 1 本和这里的不一样" in seen[2]
    assert office.open_book.book.basic[1].amount == 6_000_000
    assert len(office.library.store.list_books()) == 3


def test_what_is_no_package_changes_nothing(office, tmp_path, monkeypatch):
    bad, seen = tmp_path / "坏.zip", []
    bad.write_bytes(b"PK\x03\x04" + bytes(200))
    run(office, monkeypatch, "take_over", bad, choose("close", seen))
    assert "“坏.zip”不是交接包，或者没有传完、被改过，什么也没有接收" in seen[0]
    run(office, monkeypatch, "hand_over", office.library.path, choose("go"), choose("close", seen))
    assert "在数据文件夹里面" in seen[1]
    assert office.library.store.list_books() == ()
