"""Builds resources/codes/2024 from source lists: the rows with the source of each and their pinyin initials.

So the program needs no pypinyin. What changed in later years is reviewed by hand: resources/codes/changes.csv, a source a row.

python tools/make_code_tables.py FOLDER_WITH_SOURCE_LISTS
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict, pinyin

from tests.folders import ROOT

COSTS = {"人员经费": "staff", "公用经费": "office", "": ""}

OTHER_READINGS = {
    "b": "泊堡屏刨埔曝", "c": "长重朝藏传曾参", "d": "调弹囤翟单", "e": "阿", "g": "给贾莞涡", "h": "会行巷", "j": "给校圈茄降",
    "k": "会卡壳", "l": "乐率", "n": "粘", "p": "泊堡磅曝番刨", "q": "卡圈茄壳仇覃", "s": "参率省栅单伺厦宿", "t": "调弹囤覃",
    "w": "蔓莞涡尉", "x": "行省降校畜厦巷宿", "y": "乐轧尉", "z": "长重朝藏传曾粘轧栅翟",
}  # fmt: skip
"""Letter → characters of which words in use are read with it, whatever their first reading is: 长效, 会计, 银行."""

load_phrases_dict({"重大": [["zhòng"], ["dà"]], "行政": [["xíng"], ["zhèng"]], "还本": [["huán"], ["běn"]]})


SEEN = {
    "上海普陀区委社会工作部2024决算": "上海市普陀区委社会工作部、财政局、规划和自然资源局 2024 年部门决算",
    "上海普陀文旅局2026部门预算": "上海市普陀区文化和旅游局 2026 年部门预算",
    "上海普陀石泉路街道2026单位预算": "上海市普陀区石泉路街道 2026 年单位预算",
}
"""How the list of codes read in print (codes-seen.csv) begins to call a document, and what it is."""

UNSEEN = {
    "yes": "公开的部门预算，编码和名称印在一起",
    "name only": "官方的表样和标题，只见名称，没有印编码",
    "no": "按科目体系的一般了解，没有对过原件",
    "doubtful": "按科目体系的一般了解；2023 至 2025 年间改过，或者不能肯定，没有对过原件",
}
"""The source of a row that no document of the list prints, by how far it may be trusted."""


def sources(seen: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """The documents that print a code with its name."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in seen:
        found.setdefault((row["code"], row["name"]), []).extend(words for start, words in SEEN.items() if start in row["source"])
    return {key: "；".join(dict.fromkeys(documents)) for key, documents in found.items() if documents}


def initials(name: str) -> str:
    """The first letters of the syllables; digits and Latin letters stay, punctuation goes."""
    letters = lazy_pinyin("".join(c for c in name if c.isalnum()), style=Style.FIRST_LETTER)
    return "".join(letters).lower()


def write(target: Path, header: list[str], rows: list[list[str]]) -> None:
    """Write a UTF-8 CSV with LF."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *rows])


def read(source: Path) -> list[dict[str, str]]:
    """The rows of a source list."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def character_initials() -> list[list[str]]:
    """One row per letter: the characters of GBK whose first reading begins with it, then those that have another such reading."""
    by_letter: dict[str, list[str]] = {}
    for point in range(0x4E00, 0x9FA6):
        character = chr(point)
        letter = pinyin(character, style=Style.FIRST_LETTER)[0][0][:1].lower()
        if letter.isascii() and letter.isalpha():
            by_letter.setdefault(letter, []).append(character)
    return [
        [letter, "".join(characters), "".join(c for c in OTHER_READINGS.get(letter, "") if c not in characters)]
        for letter, characters in sorted(by_letter.items())
    ]


def main(source: Path) -> None:
    """Build all tables."""
    target = ROOT / "resources" / "codes" / "2024"
    target.mkdir(parents=True, exist_ok=True)
    seen = sources(read(source / "codes-seen.csv"))

    def said(row: dict[str, str]) -> list[str]:
        where = seen.get((row["code"], row["name"]), "") if row["verified"] == "yes" else ""
        return [row["verified"], initials(row["name"]), where or UNSEEN[row["verified"]]]

    functions = [[r["code"], r["name"], r["budget"], *said(r)] for r in read(source / "function_expenditure.csv")]
    write(target / "function.csv", ["code", "name", "budget", "verified", "initials", "source"], functions)
    economic = [[r["code"], r["name"], COSTS[r["staff_or_office"]], *said(r)] for r in read(source / "economic_department.csv")]
    write(target / "economic.csv", ["code", "name", "cost", "verified", "initials", "source"], economic)
    write(target.parent / "initials.csv", ["initial", "characters", "also"], character_initials())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
