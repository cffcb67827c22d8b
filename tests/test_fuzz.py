"""The short form of ``make fuzz``: a few damaged files of every kind are read, or refused in a sentence that names the file."""

from __future__ import annotations

import re

import pytest

from tools.fuzz.readers import READERS
from tools.fuzz.run import run

FEW = {"pack": 6, "archive": 2, "package": 6, "own": 10, "book": 15}
"""Cases of the readers that take long; 25 of the others."""

OFFICE = "不完整|没有文字|读不出来|实体|标记|是压缩包|不是文字|压缩方法|超过|套了"
SENTENCES = {
    "book": "“a.ysbook”(不完整|不是本程序|没有写明|是用更新|的内容不对)|“a.ysbook”是空的",
    "own": f"“a.xlsx”.*({OFFICE}|没有公开表|数据坏了|被改过|没有本程序的数据|不是 Excel)",
    "database": "a.db”.*(已损坏|不是本程序的数据库|和上次存的不一样|还没有预算|不是预算文件|更新的程序)|预算和上次存的不一样",
    "pack": "^版式包 ",
    "archive": "^版式包 |a.zip”|没有.*这个版式包|合不上",
    "template": f"“a.xlsx”.*({OFFICE}|不是工作簿|填不了)",
    "codes": "没有找到科目|没有文字|“a",
    "points": "“a.toml”",
    "rounds": "“a.json”不是上次核对存下的结果",
}
"""How a reader refuses; in office files' words where it is not said."""


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_damaged_files_are_read_or_refused_in_a_sentence(reader, tmp_path):
    outcome = run(reader, tmp_path, range(FEW.get(reader.name, 25)))
    assert outcome.failures == {}
    wanted = re.compile(SENTENCES.get(reader.name, f"“[^”]+”.*({OFFICE}|读不了|扫描件|不像正常的文件)"))
    assert [words for words in outcome.words if not wanted.search(words)] == []
    assert [words for words in outcome.words if "\n" in words and not words.startswith("版式包")] == []
    assert outcome.read or reader.name in FEW, "always refused: what the cases begin from is none"
    assert outcome.read + outcome.refused == outcome.cases
