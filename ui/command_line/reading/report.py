"""What ``read`` prints: every part of a file with what it became, and what was assumed, did not agree or was left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from models.incoming.blocks import Place, column_letters
from models.incoming.from_texts import TextField, read_texts
from models.incoming.offer.block import Outcome
from models.incoming.recognised.recognise import KINDS, LEFT_OUT, UNKNOWN, Recognised, RecognisedBlock
from models.incoming.recognised.records.finding import CODES
from models.incoming.recognised.records.reading import UNSAID
from models.incoming.recognised.records.shapes import AGENCIES
from models.incoming.recognised.records.values import ReadList
from models.incoming.recognised.several import NamedFile
from models.incoming.recognised.table import ReadTable, sentences
from models.incoming.recognised.titles import TABLE, TEXT
from models.incoming.recognised.units import hint_of_name
from models.incoming.sheets.notes import SheetNote
from models.incoming.sheets.reading import SheetReading
from models.pack.forms.contents import ASSETS, LIST, PROCUREMENT
from models.pack.forms.pack import Pack
from models.values.money import MoneyUnit

_UNITS: Final = {MoneyUnit.WAN: "万元", MoneyUnit.YUAN: "元"}
_SHOWN: Final = 40


def print_file(file: NamedFile) -> None:
    """Print the parts of a file."""
    found = file.found
    if found.pack is None:
        print(f"{file.name}：没有认出是哪个版式的公开表")
    else:
        about = [found.pack.name, f"{found.year} 年" if found.year else "", found.unit]
        print(f"{file.name}：{'，'.join(filter(None, about))}")
    if found.also:
        print(f"  也可能是{'、'.join(pack.name for pack in found.also)}，表都一样；用 --pack 指明")
    texts = read_texts(found)
    for block in found.blocks:
        print(f"  {_line(block, file.name)}")
        read = block.table or block.records
        for sentence in sentences((*read.healed, *read.leftovers)) if read is not None else ():
            print(f"      {sentence}")
    if texts:
        figures = sum(not field.is_text for field in texts)
        print(f"  说明文字里：{figures} 个数，{len(texts) - figures} 段文字；别的句子没有读")


def _line(block: RecognisedBlock, file_name: str) -> str:
    words = [block.place.words(), KINDS[block.kind] + (f"“{block.title[:_SHOWN]}”" if block.title else "")]
    if block.table is not None:
        words.append(f"{sum(1 for _ in block.table.printed)} 个数，单位{_unit(block.table, file_name)}")
    elif block.records is not None and block.kind != TEXT:
        words.append(f"{len(block.records.records)} 行，金额单位{_unit(block.records, file_name)}")
    elif block.records is not None:
        words.append(f"里面有{KINDS[AGENCIES]} {len(block.records.records)} 行")
    elif block.kind == CODES:
        words.append("用 codes import 导入")
    elif block.kind in LEFT_OUT:
        words.append("不用读")
    elif block.kind == UNKNOWN:
        texts = [text for line in block.lines for text in line.texts]
        words.append(f"没有读：{' '.join(texts)[:_SHOWN]}")
    return "  ".join(filter(None, (*words, block.reason)))


def _unit(table: ReadTable | ReadList, file_name: str) -> str:
    """The unit of a table, unless every heading names its own."""
    own = [*_in_own_units(table)]
    if own and all(own) and not table.unit_said:
        return "各栏按表头写的"
    hint = "；".join(filter(None, ("没有写，按版式", hint_of_name(file_name))))
    said = _UNITS[table.unit] if table.unit_said else f"{_UNITS[table.unit]}（{hint}）"
    return f"{said}，表头另外写明的按表头" if any(own) and not all(own) else said


def _in_own_units(table: ReadTable | ReadList) -> Iterator[bool]:
    """Of every amount, whether its own heading names the unit."""
    if isinstance(table, ReadTable):
        yield from (cell.own_unit is not None for cell in table.printed)
    else:
        yield from (value.in_own_unit for record in table.records for value in record.values if value.amount is not None)


def print_sheets(sheets: SheetReading) -> None:
    """Print how many projects the 绩效目标表 have, and what was not understood in them."""
    if sheets.projects:
        print(f"绩效目标表：{len(sheets.projects)} 个项目")
    for note in sheets.notes:
        print(f"  {sheet_note(note)}")


def sheet_note(note: SheetNote) -> str:
    """A note on a sheet; its lines are no lines of the file, so that it is named by its number where it has no place."""
    where = note.place or (f"第 {note.sheet} 个绩效目标表" if note.sheet else "")
    return (f"{where}：" if where else "") + note.words + (f"〔{note.source}〕" if note.source else "")


def print_outcome(outcome: Outcome) -> None:
    """Print what was assumed, what did not agree, and what comes out otherwise."""
    for title, lines in (
        ("推定的，要核对", outcome.assumed),
        ("对不上、没有用的", outcome.left_out),
        ("印出来和文件不一样的", outcome.differences),
    ):
        if lines:
            print(f"{title}：")
            for line in lines:
                print(f"  {line}")


def unread_of(found: Recognised) -> Iterator[dict[str, Any]]:
    """Every text that was not understood, with its place and the reason."""
    for block in found.blocks:
        if block.table is not None:
            for left in block.table.leftovers:
                yield {"text": left.text, **place_of(left.place), "reason": left.reason}
        elif block.records is not None:
            for left in block.records.leftovers:
                yield {"text": left.text, **place_of(left.place), "reason": left.reason}
        elif block.kind in {UNKNOWN, PROCUREMENT, ASSETS, LIST}:
            for line in block.lines:
                if line.texts and (block.kind == UNKNOWN or not line.is_paragraph):
                    yield {"text": " ".join(line.texts), **place_of(line.place), "reason": block.reason or "没有认出来是什么"}


def is_whole(found: Recognised) -> bool:
    """Whether nothing was left over."""
    return next(unread_of(found), None) is None


def file_to_plain(file: NamedFile) -> dict[str, Any]:
    """A file as data: its parts, and each field with value, place and how sure it is."""
    found = file.found
    return {
        "file": file.name,
        "pack": found.pack.id if found.pack else "",
        "also": [pack.id for pack in found.also],
        "year": found.year,
        "unit": found.unit,
        "blocks": [
            {"kind": block.kind, "id": block.id, "title": block.title, **place_of(block.place), "reason": block.reason}
            for block in found.blocks
        ],
        "fields": [
            *(field for block in found.blocks if block.kind == TABLE for field in _fields(file.name, block, found.pack)),
            *(field for kind, read in found.lists for field in _record_fields(file.name, kind, read)),
            *(_text_field(file.name, field) for field in read_texts(found)),
        ],
        "unread": [*unread_of(found)],
    }


def _text_field(name: str, field: TextField) -> dict[str, Any]:
    page = "texts" if field.is_text else "typed"
    return {"field": f"{page}:{field.item}", "value": field.value, "file": name, **place_of(field.place), "sure": True}


def _record_fields(name: str, kind: str, read: ReadList) -> Iterator[dict[str, Any]]:
    for number, record in enumerate(read.records, 1):
        for value in record.values:
            yield {
                "field": f"{read.page or kind}:{number}:{value.field}",
                "value": value.text,
                **({} if value.amount is None else {"fen": value.amount}),
                "file": name,
                **place_of(value.place),
                "sure": not value.doubt,
                **({"reason": value.doubt} if value.doubt else {}),
            }


def _fields(name: str, block: RecognisedBlock, pack: Pack | None) -> Iterator[dict[str, Any]]:
    table = block.table
    if table is None or pack is None:
        return
    for cell in table.printed:
        doubt = cell.doubt or block.reason or ("" if table.unit_said or cell.own_unit else UNSAID)
        yield {
            "field": f"{table.id}:{cell.row}:{cell.column}",
            "value": cell.text,
            "unit": _UNITS[cell.own_unit or table.unit],
            "fen": cell.amount,
            "file": name,
            **place_of(cell.place),
            "sure": not doubt,
            **({"reason": doubt} if doubt else {}),
        }


def place_of(place: Place) -> dict[str, Any]:
    """A place as data: sheet or page, table, row and cell; only what there is."""
    parts: dict[str, Any] = {"sheet": place.sheet, "page": place.page, "table": place.table, "paragraph": place.paragraph}
    if place.sheet and place.row and place.column:
        parts["cell"] = f"{column_letters(place.column)}{place.row}"
    else:
        parts |= {"row": place.row, "column": place.column}
    return {key: value for key, value in parts.items() if value}


def outcome_to_plain(outcome: Outcome) -> dict[str, Sequence[str]]:
    """What was assumed and did not agree, as sentences."""
    return {
        "assumed": list(outcome.assumed),
        "left_out": list(outcome.left_out),
        "differences": list(outcome.differences),
    }
