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
