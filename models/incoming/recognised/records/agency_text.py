"""机构设置 that a text numbers line by line (「1. 某镇人民政府。」), as the sentence of the pack prints each body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.incoming.recognised.lines import SourceLine
from models.incoming.recognised.records.shapes import AGENCIES
from models.incoming.recognised.records.values import ReadList, ReadRecord, ReadValue
from models.pack.forms.narrative import AtomKind, DocumentForm, Each, PartForm
from models.values.money import MoneyUnit

_NUMBER: Final = r"(?P<n>\d{1,2})"
_NAME: Final = "(?P<name>[^,，;；:：。、]{2,40})"
_NUMBERED: Final = re.compile(r"\d{1,2}[.．、].*")


def agencies_of_text(title: str, lines: Sequence[SourceLine], form: DocumentForm) -> ReadList | None:
    """The bodies of a text; None where its numbered lines are not all worded as the pack words one, from 1 on."""
    pattern = next((found for part in form.parts if (found := _pattern(part))), "")
    if not pattern:
        return None
    records: list[ReadRecord] = []
    for line in lines:
        text = "".join("".join(line.texts).split())
        match = re.fullmatch(pattern, text)
        if match is not None and int(match["n"]) == len(records) + 1:
            records.append(ReadRecord((ReadValue("name", "单位名称", match["name"], line.place),), line.place))
        elif _NUMBERED.fullmatch(text):
            return None
    return ReadList(AGENCIES, title, records[0].place, tuple(records), MoneyUnit.WAN, "") if records else None


def _pattern(part: PartForm) -> str:
    """The sentence for one body as a pattern; "" for any other part, and where more than number and name is told."""
    if part.repeat is None or part.repeat.each is not Each.AGENCY:
        return ""
    pieces: list[str] = []
    for atom in (atom for clause in part.clauses for atom in clause.atoms):
        if atom.kind is AtomKind.WORDS:
            pieces.append(re.escape("".join(atom.name.split())))
        else:
            pieces.append({"n": _NUMBER, "name": _NAME}.get(atom.name, "") if atom.kind is AtomKind.EACH else "")
    told = {_NUMBER, _NAME} <= {*pieces} and pieces.count(_NUMBER) == pieces.count(_NAME) == 1
    return "".join(pieces) if told and "" not in pieces else ""
