"""Form packs as a bureau would hand them out: the shipped one under another id, year and version, in an archive."""

from __future__ import annotations

import zipfile

from storage.paths import BUILT_IN_PACKS

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"


def pack_files(pack_id="hebei-xingtai-2028", year=2028, version="1.0"):
    """File name → bytes."""
    files = {path.name: path.read_bytes() for path in sorted(XINGTAI.iterdir()) if path.is_file()}
    head = files["pack.toml"].decode()
    for old, new in (
        ('id = "hebei-xingtai-2024"', f'id = "{pack_id}"'),
        ('name = "邢台 2024 版式"', f'name = "邢台 {year} 版式"'),
        ("year = 2024", f"year = {year}"),
        ('version = "1.0"', f'version = "{version}"'),
    ):
        assert old in head
        head = head.replace(old, new)
    return {**files, "pack.toml": head.encode()}


YUAN = """
[amounts]
unit = "元"
decimals = 0
grouping = true

"""


def yuan_files(pack_id="hebei-yuan-2025", year=2025):
    """A pack whose tables print whole 元 with separators, T9 万元 with 0.00; its window takes 元, its text is in 万元."""
    files = pack_files(pack_id, year)
    changes = (
        ("tables.toml", "[groups]", f"{YUAN}[groups]"),
        ("tables.toml", 'id = "T9"', 'id = "T9"\namounts = { unit = "万元", decimals = 2, grouping = false, zero = "0.00" }'),
        ("forms.toml", "价值（金额单位：万元）", "价值（{money_unit}）"),
        ("pack.toml", 'right = "单位：万元"', 'right = "单位：{money_unit}"'),
        ("pack.toml", f"year = {year}", f'year = {year}\nentry_unit = "元"'),
    )
    for file, old, new in changes:
        text = files[file].decode()
        assert old in text
        files[file] = text.replace(old, new, 1).encode()
    return files


class _Named(zipfile.ZipInfo):
    """An entry whose name stands in the archive in an encoding that the archive does not tell."""

    encoding = ""

    def _encodeFilenameFlags(self):  # noqa: N802 - zipfile asks this of itself
        return self.filename.encode(self.encoding), self.flag_bits


def write_zip(target, files, folder="", encoding=""):
    """An archive of the files, in UTF-8 or in an encoding that it does not tell."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = _Named(f"{folder}{name}") if encoding else zipfile.ZipInfo(f"{folder}{name}")
            if encoding:
                info.encoding = encoding
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target


_SERVICES = """
[[list]]
id = "services"
title = "{year} 年政府购买服务预算表"
short_title = "政府购买服务"
total_at = "last"
empty_note = "注：{unit}没有政府购买服务，空表列示。"
length = 3
columns = [
  { id = "project", heading = "项目名称", kind = "project", width = 24 },
  { id = "what", heading = "服务内容" },
  { id = "way", heading = "购买方式", kind = "choice", choices = ["公开招标", "委托"] },
  { id = "count", heading = "数量", kind = "count", sum = true },
  { id = "amount", heading = ["预算金额", "合计"], kind = "amount", sum = true },
]
"""
_CONTENTS = """
[[contents]]
heading = "一、{unit}部门预算表"
numbers = "（1）"
forms = ["T3", "T1", "T2", "list:services"]

[[contents]]
heading = "二、其他表"
forms = ["T4", "T5", "T6", "T7", "T8", "T9"]
listed = false
"""


def other_forms(**changes):
    """The files of a pack of another place: a list and contents of its own, neither 政府采购, 固定资产, 绩效目标表 nor a text."""
    files = {name: data.decode() for name, data in pack_files("elsewhere-2024", 2024).items() if name.endswith((".toml", ".csv"))}
    for name in ("sheet.toml", "narrative.toml", "indicators.csv"):
        files.pop(name, None)
    files["forms.toml"] = _SERVICES
    files["pack.toml"] += _CONTENTS
    for name, (old, new) in changes.items():
        assert old in files[f"{name}.toml"]
        files[f"{name}.toml"] = files[f"{name}.toml"].replace(old, new, 1)
    return {name: text.encode() for name, text in files.items()}


def install(files, folder):
    """The files as a pack of the user; its id is ``elsewhere-2024``."""
    target = folder / "elsewhere-2024"
    target.mkdir(parents=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
