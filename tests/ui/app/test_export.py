"""Export: what stands in the way, draft and submission, cancelling, a place that cannot be written."""

from __future__ import annotations

import hashlib
import threading

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from models.book import edits
from models.checks.findings import Severity
from models.words.books import file_title
from storage.errors import StorageError
from storage.files.book_file import sample_book
from storage.files.package_check import verify_package
from storage.packs.catalogue import load_pack
from storage.workbook.reader import read_book
from tests.second_budget import second_book
from tests.ui.running_app import CTRL, SHIFT, Key, choose, give_file
from ui.dialogs.export_progress import ExportProgress, ExportResult, WorkbookThread
from ui.printing.jobs import PrintPreview


def open_new(office, book):
    office.controller.open_entry(office.library.store.create(book))


def test_a_submission_is_written_and_remembered(office, tmp_path, monkeypatch):
    open_new(office, sample_book())
    target = tmp_path / "导出.xlsx"
    give_file(monkeypatch, target)
    seen = []
    office.will_answer(choose("submission"), choose("close", seen))
    office.press(Key.Key_E, CTRL)
    assert seen == [f"已导出到 {target}"]
    assert read_book(target) == (sample_book(), ())
    kept = office.library.store.last_submission(office.controller.book_id)
    assert (kept.file_name, kept.file_sha256) == ("导出.xlsx", hashlib.sha256(target.read_bytes()).hexdigest())
    assert office.settings.get("export/folder") == str(tmp_path)


def test_a_package_is_written_remembered_and_its_slip_printed(office, tmp_path, monkeypatch):
    open_new(office, sample_book())
    target, printed, seen = tmp_path / "报送包.zip", tmp_path / "报送单.pdf", []
    give_file(monkeypatch, target)

    def show(_window, print_on):
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        assert print_on(printer)

    def look(dialog):
        seen.extend((dialog.sentence.text(), dialog.list.item(0).text()))
        dialog.buttons["print"].click()

    monkeypatch.setattr(PrintPreview, "show_pages", show)
    office.will_answer(lambda _: office.press(Key.Key_Return), look)  # the package is what Enter makes
    office.press(Key.Key_E, CTRL)
    found = verify_package(target)
    assert (found.faults, found.head.draft) == ((), False)
    assert seen == [f"已导出到 {target}", f"指纹 {found.fingerprint}，印在报送单上，电话里可以核对"]
    assert printed.stat().st_size > 1000
    kept = office.library.store.last_submission(office.controller.book_id)
    assert (kept.file_name, kept.file_sha256) == ("报送包.zip", hashlib.sha256(target.read_bytes()).hexdigest())
    assert kept.book == sample_book()


def test_the_published_document_goes_into_the_package_where_it_is_asked_for(office, tmp_path, monkeypatch):
    open_new(office, sample_book())
    target = tmp_path / "报送包.zip"
    give_file(monkeypatch, target)

    def with_document(dialog):
        dialog.published.click()
        dialog.buttons["package"].click()

    office.will_answer(with_document, choose("close"))
    office.press(Key.Key_E, CTRL)
    assert office.all_answered()
    found = verify_package(target)
    assert found.faults == ()
    (name,) = (name for name in found.files if name.endswith(".pdf"))
    assert "公开文本" in name


def test_a_place_that_takes_no_package_is_told_and_nothing_is_remembered(office, tmp_path, monkeypatch):
    open_new(office, sample_book())
    give_file(monkeypatch, tmp_path / "没有" / "报送包.zip")
    seen = []
    office.will_answer(choose("package"), choose("close", seen))
    office.press(Key.Key_E, CTRL)
    assert "先建好它，或者换一个地方保存" in seen[0]
    assert office.library.store.last_submission(office.controller.book_id) is None

    def elsewhere(dialog):
        give_file(monkeypatch, tmp_path / "报送包.zip")
        dialog.buttons["again"].click()

    office.will_answer(choose("package"), elsewhere, choose("close", seen))
    office.press(Key.Key_E, CTRL)
    assert seen[1] == f"已导出到 {tmp_path / '报送包.zip'}"
    assert office.library.store.last_submission(office.controller.book_id).file_name == "报送包.zip"


def test_what_stands_in_the_way_leads_to_its_place(office):
    open_new(office, second_book())
    project = office.open_book.book.projects[0]
    office.open_book.edit(edits.insert_line("plan", {"month": "3月底", "value": "1"}, project=project.id))  # a plan that ends early
    seen = []

    def look(dialog):
        assert not {"submission", "package"} & dialog.buttons.keys()
        seen.append((dialog.sentence.text(), dialog.list.count()))
        office.press(Key.Key_End)
        seen.append(dialog.place)
        office.press(Key.Key_Return)

    office.will_answer(look)
    office.press(Key.Key_E, CTRL)
    errors = [f for f in office.open_book.findings if f.severity is Severity.ERROR and f.follows is None]
    assert seen[0][0].startswith(f"还有 {len(errors)} 处错误、")
    assert seen[1].page == "projects"
    assert office.page.key == "projects"


def test_a_draft_is_not_remembered(office, tmp_path, monkeypatch):
    open_new(office, second_book())
    target = tmp_path / "草稿.xlsx"
    give_file(monkeypatch, target)
    office.will_answer(choose("draft"), choose("close"))
    office.press(Key.Key_E, CTRL)
    assert target.exists()
    assert office.library.store.last_submission(office.controller.book_id) is None


def test_a_place_that_cannot_be_written(office, tmp_path, monkeypatch):
    open_new(office, sample_book())
    give_file(monkeypatch, tmp_path / "没有" / "导出.xlsx")
    seen = []
    office.will_answer(choose("submission"), choose("close", seen))
    office.press(Key.Key_E, CTRL)
    assert "没有" in seen[0]
    assert office.library.store.last_submission(office.controller.book_id) is None


def test_cancel_leaves_no_file(qtbot, theme, tmp_path):
    go_on, target = threading.Event(), tmp_path / "导出.xlsx"

    def write(path, report):
        go_on.wait(10)
        path.write_bytes(b"whole")
        return "sha"

    thread = WorkbookThread(write, target)
    dialog = ExportProgress(thread, target.name, theme)
    qtbot.addWidget(dialog)
    thread.start()
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    thread.wait()
    assert thread.result == ExportResult()
    assert list(tmp_path.iterdir()) == []


class Steps:
    """A writer that goes on when it is told to: what is written is the steps that it has done."""

    def __init__(self, count):
        self.count, self.done = count, 0
        self._allowed = threading.Semaphore(0)

    def allow(self, steps):
        for _ in range(steps):
            self._allowed.release()

    def write(self, path, report):
        for done in range(1, self.count + 1):
            assert self._allowed.acquire(timeout=20)
            self.done = done
            report(done, self.count)
        path.write_bytes(b"whole")
        return "sha"


@pytest.fixture
def progress_of(qtbot, theme, tmp_path):
    started = []

    def start(steps):
        thread = WorkbookThread(steps.write, tmp_path / "导出.xlsx")
        dialog = ExportProgress(thread, "导出.xlsx", theme)
        qtbot.addWidget(dialog)
        started.append((steps, thread))
        thread.start()
        dialog.show()
        qtbot.waitExposed(dialog)
        return thread, dialog

    yield start
    for steps, thread in started:
        steps.allow(steps.count)
        thread.wait()


def test_the_bar_shows_how_much_is_written(qtbot, progress_of, tmp_path):
    steps = Steps(8)
    thread, dialog = progress_of(steps)
    assert (dialog.bar.text(), dialog.bar.value()) == ("0%", 0)
    steps.allow(2)
    qtbot.waitUntil(lambda: dialog.bar.value() == 25)
    assert dialog.bar.text() == "25%"
    steps.allow(6)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.bar.value() == 100
    assert thread.result == ExportResult("sha")
    assert (tmp_path / "导出.xlsx").read_bytes() == b"whole"


def test_cancel_stops_after_the_sheet_that_is_being_written(qtbot, progress_of, tmp_path):
    steps = Steps(8)
    thread, dialog = progress_of(steps)
    steps.allow(2)
    qtbot.waitUntil(lambda: dialog.bar.value() == 25)
    qtbot.mouseClick(dialog.buttons["cancel"], Qt.MouseButton.LeftButton)
    steps.allow(6)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert steps.done == 3
    assert thread.result == ExportResult()
    assert list(tmp_path.iterdir()) == []


def test_the_name_fits_every_system(seed1):
    from msgspec.structs import replace

    assert file_title(sample_book()) == "2024 113 开发区党群工作部 批复 部门预算公开"
    odd = replace(sample_book(), unit=replace(sample_book().unit, name='a/b\\c:"*?<>|' + "长" * 300))
    assert not set('/\\:"*?<>|') & set(file_title(odd))
    assert len(file_title(odd).encode()) < 250 * 3


@pytest.mark.parametrize("faulty", [False, True])
def test_the_chosen_projects_are_a_workbook_of_their_sheets(office, tmp_path, monkeypatch, faulty):
    open_new(office, sample_book())
    if faulty:
        office.open_book.edit(edits.set_field(office.open_book.book.basic[0].id, "amount", "见附表"))
    target = tmp_path / "选中.xlsx"
    give_file(monkeypatch, target)
    office.open_page("projects")
    office.press(Key.Key_Home).press(Key.Key_Down, SHIFT, times=2)
    office.will_answer(*[choose("draft")] * faulty, choose("close"))
    office.window.actions_of_window["export_projects"].trigger()
    workbook = load_workbook(target)
    assert [name[:2] for name in workbook.sheetnames] == ["01", "02", "03"]
    assert (workbook.worksheets[0].oddHeader.right.text == "草稿") == faulty
    assert office.library.store.last_submission(office.controller.book_id) is None
    with pytest.raises(StorageError):
        read_book(target)


def test_from_another_page_the_projects_are_shown_first(office):
    open_new(office, sample_book())
    office.open_page("basic")
    office.window.actions_of_window["export_projects"].trigger()
    assert office.page.key == "projects"


def test_figures_that_contain_secret_amounts_are_told_before_they_leave(office, tmp_path, monkeypatch):
    """On a pack that counts them; the packs that ship do not."""
    monkeypatch.setattr("ui.app.forms.load_pack", lambda *given: replace(load_pack(*given), withheld_counts=True))
    open_new(office, replace(sample_book(), income=()))
    office.open_book.edit(edits.insert_line("withheld", {"function": "2040299", "amount": 12_345_600}))
    target, told = tmp_path / "草稿.xlsx", []
    give_file(monkeypatch, target)

    def keep(dialog):
        told.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.buttons["leave"].click()

    office.will_answer(choose("draft"), keep)
    office.press(Key.Key_E, CTRL)
    assert not target.exists()
    assert any("部门预算支出总表：" in words and "204 公共安全支出" in words for words in told)
    assert not any("12.34" in words or "12.35" in words for words in told)
    office.will_answer(choose("draft"), choose("go"), choose("close"))
    office.press(Key.Key_E, CTRL)
    assert target.exists()
