"""Words of the form's own sentences that lost a character or two: 严行采购程序 for 严格执行采购程序 (R-23).

It takes no dictionary. A piece of text is held against the pieces of the form's sentences that begin and end as it does;
characters are missing where, beside the gap, two come together that stand together nowhere else in the form or the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.prose.names import misspelt_words
from models.checks.prose.paragraphs import paragraphs
from models.checks.prose.remark import Remark
from models.checks.texts.handwritten import PAGES, about, handwritten
from models.pack.forms.narrative import Atom, AtomKind, NarrativeForm
from models.published.context import Context

_HAN: Final = "\u3400-\u9fff"
_PIECE: Final = re.compile(f"[{_HAN}]{{5,}}")
_SHORTEST: Final = 6
_MISSING: Final = 2


class StandardWords(Struct, frozen=True):
    """The ``text`` of a form's sentences, and its pieces by their first and last characters."""

    text: str
    pieces: Mapping[tuple[str, str], tuple[str, ...]]


def standard_words(form: NarrativeForm) -> StandardWords:
    """The words that a form prints around what the clerk types and what is calculated."""
    texts = ["\n".join(_words(atoms)) for atoms in _sentences(form)]
    found: dict[tuple[str, str], list[str]] = {}
    for piece in dict.fromkeys(piece for text in texts for piece in _PIECE.findall(text)):
        if len(piece) >= _SHORTEST:
            found.setdefault((piece[0], piece[-1]), []).append(piece)
    return StandardWords("\n".join(texts), {key: tuple(pieces) for key, pieces in found.items()})


def _sentences(form: NarrativeForm) -> Iterator[Iterable[Atom]]:
    for document in form.documents:
        yield document.title
        for section in document.sections:
            yield section.heading
            for part in section.parts:
                yield [atom for clause in part.clauses for atom in clause.atoms]
    yield from (slot.standard for slot in form.slots)


def _words(atoms: Iterable[Atom]) -> Iterator[str]:
    """The words of a sentence without blanks, parted where something else stands between them."""
    for atom in atoms:
        yield "".join(atom.name.split()) if atom.kind is AtomKind.WORDS else "…"


def lost_characters(text: str, standard: StandardWords) -> Iterator[Remark]:
    """Pieces of a text that are a piece of the form without one or two of its inner characters."""
    plain = paragraphs(text)
    whole = "\n".join(paragraph.plain for paragraph in plain)
    for paragraph in plain:
        for match in _PIECE.finditer(paragraph.plain):
            near = _near(match[0], standard, whole)
            if near is None:
                continue
            start, end = paragraph.span(*match.span())
            if not any(start < remark.end and remark.start < end for remark in misspelt_words(text)):
                problem = f"“{match[0]}”比版式里的“{near}”少了字"
                yield Remark(start, end, problem, "漏了字的补上；有意改的，不用改", near)


def _near(piece: str, standard: StandardWords, text: str) -> str | None:
    """The piece of the form that lost inner characters and so became ``piece``."""
    alike = standard.pieces.get((piece[0], piece[-1]), ())
    for whole in () if piece in alike else alike:
        missing = len(whole) - len(piece)
        for at in range(1, len(piece)) if 1 <= missing <= _MISSING else ():
            if piece == whole[:at] + whole[at + missing :] and (standard.text + text).count(piece[at - 1 : at + 1]) == 1:
                return None if _is_a_word(whole, at, missing, standard.text) else whole
    return None


def _is_a_word(whole: str, at: int, length: int, text: str) -> bool:
    """Whether what is missing stands elsewhere between other characters too: 预算 was left out on purpose, 格执 was lost."""
    return length > 1 and text.count(whole[at : at + length]) > text.count(whole[at - 1 : at + length + 1])


def nothing_is_lost(context: Context) -> Iterator[CheckResult]:
    """R-23: no sentence of the form lost a character or two when it was typed or pasted (practice: 严行采购程序)."""
    standard = context.memory.recall("words of the form", (context.pack,), lambda: standard_words(context.pack.narrative))
    for written in handwritten(context):
        remarks = tuple(lost_characters(written.text, standard))
        if remarks:
            yield about(written, remarks)


CHECKS: Final = (Check("R-23", nothing_is_lost, each=PAGES),)
