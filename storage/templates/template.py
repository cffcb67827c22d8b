"""A template as a file: read, and written filled as .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Document
from models.paper.sheet_list import DATA
from models.templates.records import Filling
from models.values.text import listed
from storage.errors import StorageError
from storage.files.limits import read_bytes
from storage.incoming.document import read_document
from storage.replace_file import replace_file
from storage.templates.workbook import fill_workbook

_FEW: Final = 5


class Template(Struct, frozen=True):
    """A template: its content as a document, and its bytes as .xlsx; ``notes`` say what an older format loses."""

    document: Document
    data: bytes
    name: str
    notes: tuple[str, ...] = ()


def read_template(path: Path) -> Template:
    """The template in a file. Raises ``StorageError`` for what is no workbook."""
    document = read_document(path)
    if document.kind not in {"xlsx", "xls"}:
        raise StorageError(f"“{path.name}”不是工作簿，填不了；模板要是 .xlsx 或 .xls")
    if len({block.title for block in document.blocks}) < len(document.blocks):
        raise StorageError(f"“{path.name}”里有两张工作表同名，文件不完整，填不了；在 WPS 里打开，另存一份再填")
    if any(block.title == DATA for block in document.blocks):
        raise StorageError(f"“{path.name}”是本程序导出的工作簿，不是模板；要它更新，就再导出一次")
    data = read_bytes(path)
    if document.kind == "xlsx":
        return Template(document, data, path.name)
    from storage.templates.old_workbook import LOST, as_xlsx  # noqa: PLC0415 - few templates are .xls

    return Template(document, as_xlsx(data, path.name), path.name, (f"“{path.name}”是 .xls，填好的存成 .xlsx：{LOST}",))


def write_filled(template: Template, filling: Filling, target: Path, *, draft: bool) -> Sequence[str]:
    """Write the filled template; returns sentences about formulas that were kept. Raises ``StorageError``.

    ``draft``: every page is marked.
    """
    if target.suffix.lower() != ".xlsx":
        raise StorageError(f"填好的模板存成 .xlsx，“{target.name}”不是；换一个以 .xlsx 结尾的文件名")
    sheets = {sheet.sheet: sheet for sheet in filling.sheets}
    data, kept = fill_workbook(template.data, template.name, sheets, draft=draft)
    replace_file(target, data)
    return [
        f"工作表“{sheet}”的 {listed(cells[:_FEW])}{f'等 {len(cells)} 格' if len(cells) > _FEW else ''} 是公式，没有改，由公式算出"
        for sheet, cells in kept.items()
    ]
