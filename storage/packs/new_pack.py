"""Writes the folder of a new pack, made from an installed one, for an author to go on from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from models.pack.forms.contents import PROJECTS
from models.pack.reading.head.identity import id_fault
from models.pack.reading.pack import FILES
from models.pack.source.proposals import did_you_mean
from models.pack.source.toml_text import toml_text
from models.pack.source.written import plain
from models.values.text import listed
from storage.errors import StorageError
from storage.packs.folder import HEAD, OWN, PackSource, folder_of, known_editions, read_pack_folder
from storage.packs.local_facts import without_local_facts
from storage.packs.sheet_layouts import BASE, DEPARTMENT, layout_ids
from storage.replace_file import replace_file

_FIRST: Final = ("format", "id", "extends", "name", "issuer", "year", "version")
_YEAR: Final = re.compile(r"20\d\d")

_ONLY_DIFFERENCES: Final = """\
# 这个包以 {base} 为底：只写不同的地方，没有写的都用底本的。下面是几种写法，去掉行首的 # 就生效。
#
# 改一张表的标题：写上 id，再写要改的键
# [[table]]
# id = "T3"
# title = "新的标题"
#
# 改一栏：写上栏的 id，再写要改的键；新的 id 就是加一栏，after、before 说加在哪一栏的后面、前面
# columns = [
#   {{ id = "basic", heading = "基本支出合计" }},
#   {{ id = "other", heading = "其他", where = {{ kind = "business" }}, after = "basic" }},
# ]
#
# 去掉：在文件的开头（不在任何 [组] 里）写要去掉的键或 id
# remove = ["T8"]
#
# 整个换掉一组，不和底本的合在一起：写在那一组的前面
# replace = ["groups"]
"""


_SHEET: Final = "sheet.toml"
_CONTENTS: Final = "contents"

_OTHER_SHEET: Final = """\
# 绩效目标表用程序带的版式：只写不同的地方，没有写的都用那个版式的。下面是几种写法，去掉行首的 # 就生效。
{base}
#
# 改标题、改一栏的标题、加一栏：
# title = "项目绩效目标表"
# [[columns]]
# id = "weight"
# heading = "分值"
#
# 整个换掉一列，不和版式的合在一起：写在文件的开头
# replace = ["rows"]
"""


def write_new_pack(pack_id: str, base: str, target: Path, user_packs: Path | None, *, extends: bool, sheet: str = "") -> None:
    """Write all files of the base with a comment above each key, or, to extend it, only a head. Raises ``StorageError``.

    With ``sheet``, the id of a layout, 绩效目标表 begins with that one. ``PackError`` for a base that cannot be read.
    """
    if sheet:
        _refuse_layout(sheet)
    if fault := id_fault(pack_id):
        raise StorageError(f"编号{fault}")
    if folder_of(pack_id, user_packs) is not None:
        raise StorageError(f"已经有“{pack_id}”这个版式了；新的另取一个编号，要改它就复制它的文件夹，把 version 加大")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StorageError(f"“{target}”已经有了，不覆盖；用 -o 写到别处，或者先移走它")
    home = folder_of(base, user_packs)
    if home is None:
        raise StorageError(f"没有“{base}”这个版式；用 packs list 看有哪些")
    name = read_pack_folder(home, user_packs).name
    source = PackSource(home, user_packs)
    old = plain(source.files[HEAD])
    head = {key: value for key, value in old.items() if key not in {*_FIRST, *OWN}}
    identity = _identity(pack_id, base, name, old, extends=extends)
    added = _contents_of_sheet(old) if sheet else []
    if extends:
        identity |= {_CONTENTS: added} if added else {}
        files = {HEAD: toml_text(HEAD, identity), "tables.toml": _ONLY_DIFFERENCES.format(base=base)}
    else:
        files = {file: toml_text(file, plain(source.files[file])) for file in FILES if file in source.files}
        head |= {_CONTENTS: [*head[_CONTENTS], *added]} if added else {}
        files[HEAD] = toml_text(HEAD, identity | head | _codes_of(identity["year"], head["codes"]))
    if sheet:
        files[_SHEET] = _OTHER_SHEET.format(base=f'{BASE} = "{sheet}"')
    files = without_local_facts(files, pack_id, base, {name: plain(written) for name, written in source.files.items()})
    _write(target, {name: text.encode() for name, text in files.items()}, {} if extends else source.list_files)


def _refuse_layout(sheet: str) -> None:
    known = [name for name in layout_ids() if not name.startswith(DEPARTMENT)]
    if sheet not in known:
        words = f"没有“{sheet}”这个绩效目标表版式{did_you_mean(sheet, known)}"
        raise StorageError(f"{words}，只有 {listed(known)}；要用另一个版式包的，用 --from")


def _contents_of_sheet(head: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The group that a contents without 绩效目标表 lacks; none where the sheets stand in it, or are listed by default."""
    groups = head.get(_CONTENTS, [])
    return (
        []
        if not groups or any(PROJECTS in group["forms"] for group in groups)
        else [{"heading": "绩效目标表", "forms": [PROJECTS]}]
    )


def _identity(pack_id: str, base: str, name: str, old: Mapping[str, Any], *, extends: bool) -> dict[str, Any]:
    years = _YEAR.findall(pack_id)
    year = int(years[-1]) if years else old["year"]
    identity = {"format": 1, "id": pack_id, "extends": base, "name": f"新版式，照{name}写的", "issuer": old["issuer"], "year": year}
    own = {key: old[key] for key in OWN if key in old and key not in identity}
    return {key: value for key, value in identity.items() if key != "extends" or extends} | own | {"version": "0.1"}


def _codes_of(year: int, of_base: str) -> dict[str, str]:
    """The edition of the pack's year, where the program has it."""
    return {"codes": str(year) if str(year) in known_editions() else of_base}


def _write(target: Path, files: dict[str, bytes], lists: Mapping[str, Path]) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, data in (files | {name: path.read_bytes() for name, path in lists.items()}).items():
            replace_file(target / name, data)
    except OSError as error:
        raise StorageError(f"“{target}”写不进去（{error.strerror or error}）；检查磁盘和权限") from error
