"""Whatever the program can say is written with characters that its fonts have: its strings, help, guide, packs and codes."""

from __future__ import annotations

import unicodedata

import pytest

from tests.folders import ROOT
from tests.test_architecture import source
from tests.ui.appearance.glyphs import missing

NOT_SHOWN = {
    "\N{OBJECT REPLACEMENT CHARACTER}": "stands for a picture in a text of Qt",
    "\N{MIDLINE HORIZONTAL ELLIPSIS}": "stands for a blank in a template",
    "\N{REPLACEMENT CHARACTER}": "stands for a letter that a file hides in a font of its own",
}
READ_ONLY = {"models/values", "models/incoming", "models/checks/prose/marks.py", "ui/grid/rows/line_source.py"}
"""Folders and modules that understand characters of other programs, and show none of them."""


@pytest.mark.usefixtures("qapp")
def test_the_program_says_only_what_its_fonts_have():
    files = [file for room in ("models", "storage", "ui") for file in (ROOT / room).rglob("*.py")]
    names = {file: file.relative_to(ROOT).as_posix() for file in files}
    texts = {
        name: "".join(source(file).strings) for file, name in names.items() if not any(name.startswith(each) for each in READ_ONLY)
    }
    data = [file for kind in ("toml", "csv") for file in (ROOT / "resources").rglob(f"*.{kind}")] + [ROOT / "docs" / "使用手册.md"]
    texts.update({file.relative_to(ROOT).as_posix(): _without_comments(file.read_text(encoding="utf-8")) for file in data})
    assert len(texts) > 200
    assert not {name: found for name, text in texts.items() if (found := _signs(missing(text)))}


def _signs(characters):
    """Without letters and controls: where such a one is not in the fonts, it is an end of a range in a pattern."""
    return [one for one in characters if unicodedata.category(one)[0] not in "LC" and one not in NOT_SHOWN]


def _without_comments(text):
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
