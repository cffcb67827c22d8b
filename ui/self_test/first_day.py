"""The steps of the self-test: first start (type, check, export, a planted fault) and second start (everything still there)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.book.places import Place
from models.publication.review.review import review_document
from storage.diagnostics.fault_log import FaultLog
from storage.incoming.document import read_document
from storage.paths import data_folder
from storage.workbook.reader import read_tables
from ui.app.controller import AppController
from ui.dialogs.export import DRAFT
from ui.self_test.planted_fault import plant_fault, refuse_other_faults
from ui.self_test.window_driver import SelfTestError, WindowDriver, name_file, press_button

TYPED: Final = "777.5"
_AMOUNT: Final = 777_500_000
_SMALLEST: Final = 10_000
"""Bytes that a workbook with all tables has at least."""


def first_day(controller: AppController, out: Path) -> list[str]:
    """Open the example, type an amount, export a draft, let a fault happen, close.

    Returns the report's lines; raises ``SelfTestError``.
    """
    driver = WindowDriver(controller.window)
    driver.wait_for("窗口", controller.window.isVisible)
    controller.window.actions_of_window["sample"].trigger()
    driver.wait_for("示例", lambda: controller.open_book is not None)
    opened = controller.open_book
    if opened is None or controller.window.workspace is None:
        raise SelfTestError("示例没有打开")
    before = set(opened.findings)
    line = opened.book.basic[0]
    controller.window.workspace.go_to(Place("basic", line.id, "amount"))
    driver.type(TYPED)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for("录入的金额", lambda: opened.book.basic[0].amount == _AMOUNT)
    driver.wait_for("检查的结果", lambda: bool(set(opened.findings) - before))
    controller.window.grab().save(str(out / "录入.png"))
    seen = [f"录入 {TYPED} 万元，检查说：{min(set(opened.findings) - before, key=lambda f: f.code).message}"]
    seen.append(_export(controller, driver, out / "导出 草稿.xlsx"))
    seen.append(_publish(controller, driver, out / "公开文本 草稿.pdf"))
    seen.append(plant_fault(controller.window, driver, out / "诊断信息.zip"))
    controller.window.workspace.go_to(Place("basic", line.id, "amount"))
    controller.window.close()
    controller.leave()
    QApplication.processEvents()
    return seen


def second_day(controller: AppController, out: Path) -> list[str]:
    """Check that the second start shows the same book, page and amount. Returns and raises as ``first_day``."""
    driver = WindowDriver(controller.window)
    driver.wait_for("上次的预算", lambda: controller.open_book is not None and controller.window.workspace is not None)
    opened, workspace = controller.open_book, controller.window.workspace
    if opened is None or workspace is None:
        raise SelfTestError("上次的预算没有打开")
    if opened.book.basic[0].amount != _AMOUNT:
        raise SelfTestError(f"上次录入的 {TYPED} 万元不见了，现在是 {opened.book.basic[0].amount} 分")
    if workspace.page.key != "basic":
        raise SelfTestError(f"没有回到上次的页，现在是 {workspace.page.key}")
    refuse_other_faults(FaultLog(data_folder()).read())
    QApplication.processEvents()
    controller.window.grab().save(str(out / "再次启动.png"))
    controller.window.close()
    QApplication.processEvents()
    return [f"再次启动：{opened.book.unit.name} {opened.book.year}，{TYPED} 万元在"]


def _export(controller: AppController, driver: WindowDriver, target: Path) -> str:
    """Export a draft through the dialogs and read its tables back."""
    _write(controller, driver, "export", target)
    return f"导出 {target.name}，{target.stat().st_size // 1024} KiB，{len(read_tables(target).tables)} 张表"


def _publish(controller: AppController, driver: WindowDriver, target: Path) -> str:
    """Make a draft of the published document through the dialogs, read it back and review it."""
    _write(controller, driver, "publish", target)
    opened = controller.open_book
    if opened is None:
        raise SelfTestError("预算关掉了")
    found = review_document(read_document(target), [opened.pack], lambda _: opened.codes, opened.context)
    size, coverage = target.stat().st_size // 1024, found.coverage
    return f"公开文本 {target.name}，{size} KiB，{coverage.pages} 页；核对了 {coverage.relations} 处，查出 {len(found.findings)} 条"


def _write(controller: AppController, driver: WindowDriver, action: str, target: Path) -> None:
    """Choose a draft, name the file, close the message; raises ``SelfTestError`` without the file."""
    driver.will_answer(partial(press_button, DRAFT), partial(name_file, target), partial(press_button, "close"))
    controller.window.actions_of_window[action].trigger()
    driver.wait_for("导出的文件", driver.all_answered)
    if not target.is_file() or target.stat().st_size < _SMALLEST:
        raise SelfTestError(f"没有导出 {target}")
