"""docs/form-pack.md is what its tool makes of the reader, and its first pack comes out as told."""

from __future__ import annotations

import re

from openpyxl import load_workbook

from main import main
from tools.form_pack_guide import CHAPTERS, GUIDE, guide_text

TEXT = GUIDE.read_text(encoding="utf-8")


def test_the_guide_is_up_to_date():
    assert guide_text() == TEXT, "python -m tools.form_pack_guide"


def test_the_guide_can_be_read_on_any_console():
    TEXT.encode("gbk")


def test_the_first_pack_is_made_and_refused_as_the_guide_says(tmp_path, capsys):
    chapter = CHAPTERS.read_text(encoding="utf-8").split("## 第一个版式")[1].split("\n## ")[0]
    table, rows, columns = re.findall(r"```toml\n(.*?)```", chapter, re.DOTALL)
    folder = tmp_path / "shanghai-test-2026"
    main(["packs", "new", "shanghai-test-2026", "--from", "hebei-xingtai-2024", "--extends", "-o", str(folder)])
    (folder / "tables.toml").write_text(table + columns + rows, encoding="utf-8")
    capsys.readouterr()
    assert main(["packs", "check", str(folder)]) == 1
    faults = capsys.readouterr().out.splitlines()
    quoted = re.search(r"```\n(版式包 .*?)\n```", chapter)[1]
    assert re.sub(r"第 \d+ 行", "", quoted) in [re.sub(r"第 \d+ 行", "", fault) for fault in faults]
    assert all("/" in fault.split("：")[0] for fault in faults[:-1]), faults  # all of them stand in the pack below it


def test_the_project_sheet_of_the_guide_is_read_and_printed(tmp_path, capsys):
    chapter = CHAPTERS.read_text(encoding="utf-8").split("## 绩效目标表")[1].split("\n## ")[0]
    written, overall = re.findall(r"```toml\n(.*?)```", chapter, re.DOTALL)
    folder, target = tmp_path / "hebei-test-2026", tmp_path / "样张.xlsx"
    main(["packs", "new", "hebei-test-2026", "--from", "hebei-xingtai-2026", "--extends", "-o", str(folder)])
    (folder / "sheet.toml").write_text(written, encoding="utf-8")
    (folder / "overall.toml").write_text(overall, encoding="utf-8")
    assert main(["packs", "check", str(folder)]) == 0, capsys.readouterr().out
    assert main(["packs", "preview", str(folder), "-o", str(target)]) == 0
    sheets = load_workbook(target).worksheets
    printed = [[cell for row in sheet.iter_rows(values_only=True) for cell in row if cell] for sheet in sheets]
    of_projects = [texts for texts in printed if "立项必要性" in texts]
    assert of_projects
    assert all({"所在村", "绩效指标", "分值", "备注"} <= set(texts) for texts in of_projects)
    (whole,) = (texts for texts in printed if "年度主要任务" in texts)
    assert "分值" in whole
    assert whole[0].startswith("部门（单位）整体支出绩效目标表")
