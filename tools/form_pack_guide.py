"""Writes docs/form-pack.md: the chapters of tools/form_pack_chapters.md and, from the reader itself, every key of a form pack.

Meaning and example of a key are the vocabulary's; what may stand there and what holds without it are what the reader asks for.

    python -m tools.form_pack_guide
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from models.pack.source.reading_log import Asked, ReadingLog
from models.pack.vocabulary.all_keys import SAME, VOCABULARY, described, described_at
from models.pack.vocabulary.key import Key
from storage.packs.folder import read_pack_folder
from storage.paths import BUILT_IN_PACKS
from tests.folders import ROOT
from tests.models.pack.every_key import write_every_key

GUIDE: Final = ROOT / "docs/form-pack.md"
CHAPTERS: Final = ROOT / "tools/form_pack_chapters.md"
MARK: Final = "<!-- keys -->\n"
_NAMED_BY_THE_AUTHOR: Final = frozenset({"write"})
_TITLES: Final = {
    "pack.toml": "谁发的，封面，上年数",
    "tables.toml": "公开的各张表",
    "forms.toml": "政府采购、固定资产和另外填的数",
    "overall.toml": "部门整体绩效目标表（没有的地方，不要这个文件）",
    "sheet.toml": "绩效目标表",
    "checks.toml": "勾稽关系和检查",
    "narrative.toml": "情况说明等文字",
    "publication.toml": "公开稿：各部分的先后，字体和页码（可以不要这个文件）",
}
_SHARED: Final = {
    ("tables.toml", "where"): "筛选（where）：各处相同",
    ("tables.toml", "amounts"): "金额怎么印（amounts）：各处相同",
    ("narrative.toml", "words"): "和上年比的说法（words）：各处相同",
    ("pack.toml", "head"): "表上方的字（head）：pack.toml 里是所有的表，[[table]] 里是一张表",
}


_UNFILTERED: Final = "都要"
"""What a filter takes by a key that is not written."""


def asked_keys() -> dict[tuple[str, str, str], Asked]:
    """What the reader asks for, by the place where it is described."""
    log = ReadingLog()
    with TemporaryDirectory() as name:
        for folder in (*sorted(BUILT_IN_PACKS.iterdir()), write_every_key(Path(name) / "every-key")):
            read_pack_folder(folder, None, log)
    keys: dict[tuple[str, str, str], Asked] = {}
    for key in log.asked.values():
        keys.setdefault((*described_at(key.file, key.section), key.name), key)
    return keys


def guide_text() -> str:
    """The whole document."""
    before, after = CHAPTERS.read_text(encoding="utf-8").split(MARK)
    return before + "\n".join(_all_keys(asked_keys())) + after


def _all_keys(asked: Mapping[tuple[str, str, str], Asked]) -> Iterator[str]:
    keys = described()
    for file in VOCABULARY:
        yield from (f"### {file}：{_TITLES[file]}", "")
        if file in SAME:
            yield from (f"键与 {SAME[file]} 一样。", "")
        sections = dict.fromkeys(place[1] for place in keys if place[0] == file)
        for section in sorted(sections, key=lambda name: (bool(name), (file, name) in _SHARED)):
            yield from _section(file, section, {place: key for place, key in keys.items() if place[:2] == (file, section)}, asked)


def _section(
    file: str, section: str, keys: Mapping[tuple[str, str, str], Key], asked: Mapping[tuple[str, str, str], Asked]
) -> Iterator[str]:
    yield from (f"#### {_heading(file, section, asked)}", "")
    yield from ("| 键 | 意思 | 写什么 | 不写时 | 例 |", "|---|---|---|---|---|")
    for place, key in keys.items():
        of = asked[place]
        name = "（自己起的名字）" if key.name == "*" else f"`{key.name}`"
        example = f"`{_cell(key.example)}`" if key.example else ""
        default = _UNFILTERED if section == "where" else _default(of)
        yield f"| {name} | {_cell(key.meaning)} | {_cell(_kind(of))} | {_cell(default)} | {example} |"
    yield ""


def _heading(file: str, section: str, asked: Mapping[tuple[str, str, str], Asked]) -> str:
    if (file, section) in _SHARED:
        return _SHARED[file, section]
    if not section:
        return "文件的开头"
    above, _, name = section.rpartition(".")
    of = asked.get((*described_at(file, above), name))
    shown = section.replace("*", "名字")
    return f"`[[{shown}]]`" if of is not None and of.kind == "若干组" else f"`[{shown}]`"


def _kind(asked: Asked) -> str:
    if asked.choices and asked.name not in _NAMED_BY_THE_AUTHOR:
        return "、".join(f"“{choice}”" if choice else "空着" for choice in asked.choices)
    return asked.kind or "见例"


def _default(asked: Asked) -> str:
    if not asked.kind:
        return ""
    return {"": "必须写", '""': "空着", "[]": "没有"}.get(asked.default, asked.default.replace('"', ""))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    GUIDE.write_text(guide_text(), encoding="utf-8")
    print(f"{GUIDE}: {GUIDE.read_text(encoding='utf-8').count(chr(10))} lines")
