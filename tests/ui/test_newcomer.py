"""The first day with another place's form: its pack is written and imported, and a project typed by keys prints as it asks."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from main import main
from models.values.money import fen
from tests.ui.running_app import CTRL, SHIFT, Key, choose, give_file, pick

INDICATORS = (("slzb", "维修道路长度", "≥5公里"), ("zlzb", "验收合格率", "≥98%"), ("fwdx", "群众满意度", "≥90%"))


@pytest.fixture
def newcomer(office, tmp_path, capsys):
    """An office with the pack of a county that prints 绩效目标表 as the one-system does, and no book yet."""
    folder = tmp_path / "版式"
    written = ["packs", "new", "hebei-pingshan-2024", "--from", "hebei-xingtai-2024", "--sheet", "one-system", "--extends"]
    assert main([*written, "-o", str(folder)]) == 0
    head = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(head.replace("新版式，照邢台 2024 版式写的", "平山县 2024 版式"), encoding="utf-8")
    assert main(["packs", "import", str(folder)]) == 0, capsys.readouterr()
    return office


def new_book(office):
    def fill(dialog):
        office.type("921").press(Key.Key_Tab).type("东川镇").press(Key.Key_Tab).type("2024")
        office.tab_to(dialog.pack)
        for _ in range(dialog.pack.count()):
            if dialog.pack.currentText().startswith("平山县"):
                break
            office.press(Key.Key_Down)
        office.press(Key.Key_Return)

    office.will_answer(fill)
    office.press(Key.Key_N, CTRL)
    assert office.open_book.pack.id == "hebei-pingshan-2024"


def cell(office, title, row=0):
    """Walk to the field or the column with this title (or key) that is on the screen, in its row."""
    for grid in office.page.sheet.grids.values():
        for at, column in enumerate(grid.grid_model.source.columns):
            if title in {column.title, column.key} and grid.isVisible():
                return office.walk_to(row, at, grid)
    raise KeyError(title)


def type_project(office):
    office.press(Key.Key_N, CTRL | SHIFT)
    office.type("道路维修").press(Key.Key_Return)
    cell(office, "text:agency").type("东川镇政府").press(Key.Key_Return)
    cell(office, "function").type("2013202").press(Key.Key_Return)
    cell(office, "amount").type("10").press(Key.Key_Return)
    for row, texts in enumerate(INDICATORS):
        for title, text in zip(("二级指标", "三级指标", "指标值"), texts, strict=True):
            cell(office, title, row).type(text).press(Key.Key_Return)


def test_a_project_typed_by_keys_prints_in_the_columns_of_the_place(newcomer, tmp_path, monkeypatch):
    new_book(newcomer)
    type_project(newcomer)
    (project,) = newcomer.open_book.book.projects
    assert (project.name, fen(project.funding[0].amount)) == ("道路维修", 10_000_000)
    assert getattr(project, "text:agency") == "东川镇政府"
    assert [line.target for line in project.indicators] == [target for _, _, target in INDICATORS]
    target = tmp_path / "导出.xlsx"
    give_file(monkeypatch, target)
    newcomer.will_answer(pick(newcomer, "draft"), pick(newcomer, "close"))
    newcomer.press(Key.Key_E, CTRL)
    rows = [[cell for cell in row if cell is not None] for row in load_workbook(target)["01 道路维修"].iter_rows(values_only=True)]
    (length,) = [row for row in rows if "维修道路长度" in row]
    assert [str(cell) for cell in length] == ["产出指标", "数量指标", "维修道路长度", "≥", "5", "公里"]
    assert any("东川镇政府" in row for row in rows)


def test_another_place_asks_for_the_same_project_in_its_own_table(newcomer, tmp_path, monkeypatch):
    new_book(newcomer)
    type_project(newcomer)
    target, told = tmp_path / "另一张.xlsx", []
    give_file(monkeypatch, target)

    def export(dialog):
        dialog.layout_box.setCurrentText("芦台经济开发区")
        told.append(dialog.facts.text())
        newcomer.press(Key.Key_Return)

    newcomer.will_answer(export, choose("close"))
    newcomer.window.actions_of_window["export_layout"].trigger()
    assert "填了，这个版式不印：实施单位" in told[0]
    texts = [cell for row in load_workbook(target).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert {"道路维修", "≥5公里"} <= set(texts)
    assert "东川镇政府" not in texts
