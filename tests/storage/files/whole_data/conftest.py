"""A data folder with something of everything."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from models.book.records import WithheldAmount
from models.words.edit_log import LoggedChange, LoggedStep
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.database.holding.lock import DataLock, Holder
from storage.files.book_file import sample_book
from storage.paths import BUILT_IN_PACKS
from tests.second_budget import second_book


@pytest.fixture(scope="session")
def _full_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "ysgk"
    folder.mkdir()
    fill(folder)
    return folder


@pytest.fixture
def full(computer, _full_folder):
    """The usual data folder, with two books, edit log, 报送, a pack, a code list, a template, settings, a backup and a cache."""
    return shutil.copytree(_full_folder, computer / "ysgk")


@pytest.fixture
def somebody_else():
    """Makes the lock of a data folder that somebody at another computer has."""

    def at_work(folder):
        now = datetime.now(UTC).astimezone()
        DataLock(folder / "books.db", lambda: now, lambda _now: Holder("李会计", "B", f"{now:%Y-%m-%d %H:%M:%S}", 77, "b")).take()

    return at_work


def fill(folder):
    with open_database(folder / "books.db", create=True) as database:
        store = BookStore(database)
        first = replace(second_book(), withheld=(WithheldAmount(9000, amount=70_000),), next_id=9001)
        number = store.create(first)
        step = LoggedStep("录入金额", (LoggedChange("basic", "1", "amount", "第 1 行 金额", "1.00", "2.00"),))
        store.save(number, first, replace(first, basic=first.basic[1:]), step)
        store.record_submission(number, first, "报送.zip", "0" * 64)
        store.create(replace(sample_book(), projects=sample_book().projects[:1]))
        database.back_up(folder / "backups")
    shutil.copytree(BUILT_IN_PACKS / "hebei-lutai-2027", folder / "packs" / "our-2027")
    for name, text in {
        "codes/any/function.csv": "code,name,initials,verified\n2019999,别的支出,bdzc,bureau\n",
        "templates/支出表.toml": "",
        "reviews/0123456789abcdef.json": "{}",
        "settings.json": '{"desk/last_book": 1, "theme/zoom": 120}\n',
        "cache/pack-x.json": "{}",
        "faults.log": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
