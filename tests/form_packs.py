"""Form packs as a bureau would hand them out: the shipped one under another id, year and version, in an archive."""

from __future__ import annotations

import zipfile

from storage.paths import BUILT_IN_PACKS

XINGTAI = BUILT_IN_PACKS / "hebei-xingtai-2024"


def pack_files(pack_id="hebei-xingtai-2025", year=2025, version="1.0"):
    """File name → bytes."""
    files = {path.name: path.read_bytes() for path in sorted(XINGTAI.iterdir())}
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
