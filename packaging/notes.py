"""Writes what a build needs besides the code: the icon, the version resources of Windows, the licences of all that is bundled.

Usage: python packaging/notes.py FOLDER      (with the Python that bundles: it reads the packages that it has installed)
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import struct
import sys
import tomllib
from pathlib import Path, PurePath
from typing import Final

from components import DISTRIBUTIONS

ROOT: Final = Path(__file__).resolve().parent.parent
LICENCES: Final = Path(__file__).resolve().parent / "licences"
MANY_LICENCES: Final = 4
"""More texts of one distribution (pdfium names everything that is built into it) go into one file."""

ICON_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)

_VERSION_RESOURCE: Final = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable('080404b0', [
      StringStruct('CompanyName', '预算公开填报'),
      StringStruct('FileDescription', '{description}'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', '{name}'),
      StringStruct('LegalCopyright', 'MIT'),
      StringStruct('OriginalFilename', '{name}.exe'),
      StringStruct('ProductName', '预算公开填报'),
      StringStruct('ProductVersion', '{version}'),
    ])]),
    VarFileInfo([VarStruct('Translation', [2052, 1200])]),
  ],
)
"""


def main(folder: Path) -> None:
    """Write icons, version resources and licences into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    write_icons(folder)
    for name, description in (("ysgk", "预算公开填报"), ("ysgk-cli", "预算公开填报（命令行）")):
        numbers = (*(int(part) for part in version.split(".")), 0)
        words = _VERSION_RESOURCE.format(numbers=numbers, description=description, version=version, name=name)
        (folder / f"{name}-version.txt").write_text(words, encoding="utf-8")
    write_licences(folder / "licences", version)


# --- the icon


def write_icons(folder: Path) -> None:
    """Write ``ysgk.ico`` with every size, and one PNG per size for Linux."""
    pngs = [png(size) for size in ICON_SIZES]
    for size, data in zip(ICON_SIZES, pngs, strict=True):
        (folder / f"ysgk-{size}.png").write_bytes(data)
    (folder / "ysgk.svg").write_text(drawing(), encoding="utf-8")
    (folder / "ysgk.ico").write_bytes(ico(pngs))


def drawing() -> str:
    """The program's drawing in the colours of the light theme."""
    tokens = tomllib.loads((ROOT / "resources" / "theme" / "tokens.toml").read_text(encoding="utf-8"))["light"]
    text = (ROOT / "resources" / "icons" / "application.svg").read_text(encoding="utf-8")
    return text.replace('"accent"', f'"{tokens["accent"]}"').replace('"ground"', f'"{tokens["base"]}"')


def png(size: int) -> bytes:
    """The drawing as a PNG."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt  # noqa: PLC0415 - the licences alone need no Qt
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(drawing().encode()).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes, which PySide refuses
    return bytes(buffer.data().data())


def ico(pngs: list[bytes]) -> bytes:
    """An icon file of PNG pictures (Windows Vista and later): a header, a 16-byte entry per picture, the pictures."""
    start = 6 + 16 * len(pngs)
    entries, body = b"", b""
    for size, data in zip(ICON_SIZES, pngs, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return struct.pack("<HHH", 0, 1, len(pngs)) + entries + body


# --- the licences


def write_licences(folder: Path, version: str) -> None:
    """Write the page 第三方许可.txt, and the licence texts beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = [row(name, folder) for name in DISTRIBUTIONS]
    for text in sorted(LICENCES.glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    shutil.copyfile(ROOT / "LICENSE", folder / "预算公开填报.txt")
    rows.append(f"Python {sys.version.split()[0]}    PSF-2.0    见 Python.txt")
    page = (folder / "第三方许可.txt").read_text(encoding="utf-8")
    (folder / "第三方许可.txt").write_text(page.format(version=version, rows="\n".join(rows)), encoding="utf-8")


def is_licence(file: PurePath) -> bool:
    """Whether a file of a distribution is the text of a licence, its own or that of something built into it."""
    return file.suffix != ".py" and (
        file.name.upper().startswith(("LICEN", "COPYING")) or bool({"LICENSES", "BUILD_LICENSES"} & set(file.parts))
    )


def row(name: str, folder: Path) -> str:
    """One line of the page; the distribution's own licence files go into the folder."""
    found = importlib.metadata.distribution(name)
    kind = next((found.metadata[key] for key in ("License-Expression", "License") if key in found.metadata), "")
    texts = sorted((f for f in found.files or () if is_licence(f)), key=str)
    contents = [(text.name, Path(os.fspath(text.locate())).read_bytes()) for text in texts]
    if len(contents) > MANY_LICENCES:
        contents = [("", b"\n\n".join(b"==== %s ====\n\n%s" % (title.encode(), body) for title, body in contents))]
    written = []
    for number, (_, body) in enumerate(contents):
        target = folder / f"{name}{f'-{number + 1}' if number else ''}.txt"
        target.write_bytes(body)
        written.append(target.name)
    where = "、".join(written) or ("LGPL-3.0.txt、GPL-3.0.txt" if "LGPL" in kind else "")
    first = kind.splitlines()[0] if kind else "见文件"
    return f"{name} {found.version}    {first}    见 {where}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
