"""Names of files and of entries, rows of lists, and characters: what would be passed over, or could not be printed."""

from __future__ import annotations

from pathlib import Path

from tests.models.pack.faults.fault import Change, Fault, edited, text, written

T, F, P = "tables.toml", "forms.toml", "pack.toml"
LINES, CODES = "summary_lines.csv", "function.csv"
TITLE = 'title = "部门预算支出总表"'
LIST = '[[list]]\nid = "a b"\ntitle = "甲"\ncolumns = [{ id = "a", heading = "名称" }]\n[procurement]'


def renamed(old: str, new: str) -> Change:
    """Call a file by another name, by way of a third: where letter case is ignored, the two may be one name."""
    return lambda folder: (folder / old).rename(folder / "between").rename(folder / new)


def beside(name: str, says: str, content: str = "x = 1\n") -> Fault:
    """A file that no pack has."""
    return Fault(f"a file {name}", written(name, content), name, "", says)


def row(name: str, line: str, says: str, file: str = LINES) -> Fault:
    """A row in the place of the one of 201, or the only row of an own list of codes."""
    change = text(LINES, "一、一般公共服务支出,201", line) if file == LINES else written(file, f"code,name\n{line}\n")
    return Fault(name, change, file, line.splitlines()[0], says)


def _a_folder(folder: Path) -> None:
    (folder / "publication.toml").unlink()
    (folder / "publication.toml").mkdir()


FILES = (
    beside("narative.toml", "不认识这个文件，是不是“narrative.toml”"),
    Fault("a file Sheet.toml", renamed("sheet.toml", "Sheet.toml"), "Sheet.toml", "", "名字要写成 sheet.toml，全部小写"),
    beside("overall.toml.txt", "名字要写成 overall.toml，全部小写，后面没有 .txt"),
    beside("Function.CSV", "名字要写成 function.csv", "code,name\n"),
    beside("functions.csv", "哪里都没有用到，是不是“function.csv”", "code,name\n"),
    Fault("file of another name", renamed("sheet.toml", "sheet.toml.txt"), "sheet.toml.txt", "", "名字要写成 sheet.toml"),
    Fault("folder in the place of a file", _a_folder, "publication.toml", "", "打不开，它不是一个文件"),
    Fault("expected by another name", renamed("expected", "Expected"), "Expected", "", "文件夹的名字要写成 expected"),
)
ROWS = (
    row("code in letters", "一、一般公共服务支出,20A", "“20A”不是功能科目的编码"),
    row("code in wide digits", "一、一般公共服务支出,２０１", "“２０１”不是功能科目的编码"),
    row("code as a number of Excel", "一、一般公共服务支出,201.0", "“201.0”不是功能科目的编码"),
    row("code of economic classification", "一、一般公共服务支出,301", "“301”不是功能科目的编码"),
    row("row without a label", ",201", "没有名称，印出来是空的"),
    Fault(
        "code below another",
        text(LINES, "二、外交支出,202", "二、外交支出,20102"),
        LINES,
        "20102",
        "“20102”和前面的“201”会收进同一笔钱",
    ),
    Fault("open quote in a list", text(LINES, "二、外交支出,202", '"二、外交支出,202'), LINES, "二、外交", "引号没有成对"),
    Fault("codes without a header", written(CODES, "2010199,甲\n"), CODES, "2010199", "标题应当是 code,name"),
    row("name with its code", "2010199,2010199甲", "名称里又写了编码“2010199”", CODES),
    row("name that cannot be printed", "2010199,甲\x07", "印不出来的字符（U+0007）", CODES),
    row("code taken away above others", "20101,", "它下面的 2010101 还在", CODES),
)
IDS = (
    edited("table called by a colon", T, 'id = "T9"', 'id = "T:9"', "“T:9”里有不能用的字", count=1),
    edited("asset called by a blank", F, 'id = "other", label', 'id = "o ther", label', "“o ther”里有不能用的字", 'id = "o ther"'),
    edited("list called by a blank", F, "[procurement]", LIST, "“a b”里有不能用的字", 'id = "a b"'),
)
PRINTED = (
    edited("a bell in a title", T, TITLE, 'title = "部门预算\\u0007支出总表"', "“部门预算”的后面有一个印不出来的字符（U+0007）"),
    edited("no character in a title", T, TITLE, 'title = "部门\\uFFFF预算支出总表"', "印不出来的字符（U+FFFF）"),
    edited("a bell in a sentence", "narrative.toml", "1、收入说明", "1、\\u000b收入说明", "印不出来的字符（U+000B）", "heading"),
    edited(
        "column too wide",
        F,
        'show = "project", width = 24',
        'show = "project", width = 2400',
        "应当是 0 到 200 的数",
        "width = 2400",
    ),
)
TYPED = '[[typed]]\nid = "a"\nlabel = "车"\n'
CHOICE = """[[list]]
id = "a"
title = "甲"
columns = [
{ id = "a", heading = "式", kind = "choice", choices = ["是", "是"] }]
[procurement]"""
C = "checks.toml"
OTHERS = (
    edited(
        "count in money", F, "[procurement]", f'{TYPED}kind = "count"\nunit = "万元"\n[procurement]', "不是数量的单位", "unit ="
    ),
    edited(
        "unit in a label", F, "[procurement]", f"{TYPED}[procurement]".replace("车", "车（元）"), "名称里不写金额单位", "label ="
    ),
    edited("label twice", F, "[procurement]", f"{TYPED}{TYPED}[procurement]".replace('"a"', '"b"', 1), "“车”重复", "label ="),
    edited("word of a choice twice", F, "[procurement]", CHOICE, "“是”重复", 'id = "a"'),
    edited("unit in a note", F, 'notes = ["注：', 'notes = ["注：金额单位为元。', "这里写的是“元”，金额却按“万元”印"),
    edited("unit before more words", F, 'head = "截止', 'head = "单位：元 截止', "这里写的是“元”，金额却按“万元”印"),
    edited("term twice", C, '["T1:income_total:income"]', '["T1:own:income", "T1:own:income"]', "加两遍", "left ="),
    edited("rows beside a cell", C, 'left = ["T1:income_total:income"]', 'left = ["T3:*:total"]', "两边每一格都要写 *", "right ="),
    edited("link of no code", C, 'economic = "30108"', 'economic = "2080505"', "部门经济科目只能是数字", "economic ="),
    edited("project code of no digits", C, 'certain = ["130511"]', 'certain = ["邢台"]', "不是项目编码的开头", "certain ="),
)
FAULTS = (*FILES, *ROWS, *IDS, *PRINTED, *OTHERS)
