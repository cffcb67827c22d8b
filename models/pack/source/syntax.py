"""Says of a text that is no TOML what is wrong with it, in words for a person who has written none before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from models.pack.errors import PackError

BOM: Final = "\ufeff"

_CHINESE_MARKS: Final[Mapping[str, str]] = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "＇": "'", "：": "=", "＝": "=", "，": ",", "、": ",", "。": ".", "．": ".",
    "；": "换行", "【": "[", "】": "]", "［": "[", "］": "]", "｛": "{", "｝": "}", "＃": "#", "\u3000": "空格", "\u00a0": "空格",
}  # fmt: skip
_STRINGS: Final = re.compile(r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL)

_REASONS: Final = (
    ("Key too deep", "一个键里的点太多；最多写成 组.组.键"),
    ("more than", "文件太长，不像是版式包的文件"),
    ("Expected '=' after a key", "键的后面应当是等号：键 = 值；键里有汉字或点号的，写在英文的双引号里"),
    ("Invalid value", "等号后面的值写法不对：文字写在英文的双引号里，数和 true、false 不加引号，几项写在 [ ] 里"),
    ("Unterminated string", "引号没有成对"),
    ("Illegal character '\\n'", "引号没有成对，或者文字里有换行；这一行的文字要在这一行里收尾"),
    ("Unescaped '\\'", "文字里的反斜杠要写两个：\\\\"),
    ("Cannot overwrite a value", "这一项前面已经写过，一个键只能写一次"),
    ("Duplicate inline table key", "这一组里有一个键写了两次"),
    ("Cannot declare", "这一组前面已经写过，一组只能写一次；写在一处，或者改用 [[…]] 写成一列里的一项"),
    ("Cannot mutate immutable namespace", "这一组前面已经用 { } 写完，不能再往里加"),
    ("Expected ']' at the end of a table", "组的名字少了一个“]”"),
    ("Expected ']]' at the end of an array", "组的名字少了“]]”"),
    ("Unclosed array", "方括号没有成对，少了“]”，或者两项之间少了逗号"),
    ("Unclosed inline table", "花括号没有成对，少了“}”，或者两项之间少了逗号"),
    ("Expected newline or end of document", "一行里只能写一个“键 = 值”，值写完以后不能再有别的"),
    ("Invalid initial character for a key part", "键的写法不对：只用字母、数字、下划线；有汉字的，写在英文的双引号里"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是 [组]；键里有汉字的，写在英文的双引号里，说明以 # 开头"),
)  # fmt: skip


def syntax_faults(text: str, file: str, error: Exception) -> Iterator[PackError]:
    """The faults of a text that ``tomllib`` refused with ``error``: all lines with Chinese marks, else what the error says."""
    found = list(_chinese_marks(text, file))
    yield from found
    if not found:
        line = re.search(r"\(at line (\d+)", str(error))
        where = int(line[1]) if line else text.count("\n") + 1 if "end of document" in str(error) else 0
        reason = next((words for key, words in _REASONS if key in str(error)), "这里看不懂")
        if _ends_in_braces(text, str(error)):
            reason = "花括号没有成对，少了“}”；{ } 里的各项要写在一行里"
        yield PackError(file, (), f"写法不对，不是 TOML 的格式：{reason}", where)


def _ends_in_braces(text: str, error: str) -> bool:
    """Whether a key was expected at the end of a line: only inside braces one is."""
    place = re.search(r"key part \(at line (\d+), column (\d+)\)", error)
    return place is not None and len(text.split("\n")[int(place[1]) - 1]) < int(place[2])


def _chinese_marks(text: str, file: str) -> Iterator[PackError]:
    """Chinese punctuation outside texts and comments, one fault a line."""
    bare = _STRINGS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for number, line in enumerate(bare.split("\n"), 1):
        marks = [mark for mark in dict.fromkeys(line) if mark in _CHINESE_MARKS]
        if marks:
            words = "、".join(f"{_shown(mark)}应当是{_wanted(mark)}" for mark in marks)
            yield PackError(file, (), f"写法不对，有中文的标点：{words}；换成英文的（半角）", number)


def _shown(mark: str) -> str:
    return "全角空格" if mark == "\u3000" else "不间断空格" if mark == "\u00a0" else f"“{mark}”" if mark not in "“”" else mark


def _wanted(mark: str) -> str:
    wanted = _CHINESE_MARKS[mark]
    return wanted if len(wanted) > 1 else f" {wanted} "
