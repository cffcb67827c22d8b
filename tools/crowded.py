"""Scenes in which room is short: large amounts, marks on all of them, long names, long warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from shutil import copytree, rmtree
from typing import Any, Final

from PySide6.QtWidgets import QDialog

from models.book.edits import Edit
from models.book.fields import replace
from models.book.places import Place
from models.book.records import Book, Project
from models.checks.findings import Finding, Severity
from models.words.places import place_words
from storage.paths import BUILT_IN_PACKS, user_packs
from tools.painter import Painter
from ui.dialogs.new_book import NewBookDialog

TIMES: Final = 40
"""By how much the amounts of the example are multiplied: 2,693.97 becomes 107,758.80 万元."""

_LONG: Final = "农村生活污水治理及人居环境整治提升工程（第二期）配套资金"
_PAGES: Final = (
    "home", "cover", "basic", "projects", "others", "income", "three_public", "procurement", "assets", "texts", "preview",
    "explanations",
)  # fmt: skip


def _multiplied(line: Any, *fields: str, more: int = 0) -> Any:
    return replace(line, **{name: getattr(line, name) * TIMES + more for name in fields if isinstance(getattr(line, name), int)})


def _project(project: Project) -> Project:
    funding = tuple(_multiplied(part, "amount", more=100) for part in project.funding)
    return replace(project, name=f"{project.name}{_LONG}", funding=funding)


def crowded_book(book: Book) -> Book:
    """The book with large amounts and long names, in which nothing balances and nothing is explained."""
    return replace(
        book,
        basic=tuple(_multiplied(line, "amount") for line in book.basic),
        projects=tuple(map(_project, book.projects)),
        income=tuple(_multiplied(line, "amount", more=345_600) for line in book.income),
        three_public=tuple(_multiplied(line, "amount") for line in book.three_public),
        procurement=tuple(_multiplied(line, "price", "amount") for line in book.procurement),
        assets=tuple(_multiplied(line, "value") for line in book.assets),
        explanations=(),
    )


def crowded(painter: Painter) -> None:
    """Every page with large amounts that have marks, and with long names."""
    workspace, book = painter.workspace, painter.open_book
    workspace.open_page("income")  # what is open when the marks come makes room for them
    book.edit(Edit("加大", crowded_book))
    painter.take("income-marks")
    for page in _PAGES:
        workspace.open_page(page)
        workspace.page.setFocus()
        painter.take(f"{page}-crowded")
    long_findings(painter)
    book.undo()


def long_findings(painter: Painter) -> None:
    """The findings that need the most room: the longest links with a reason to write, the longest remedy, the most suspects."""
    workspace, book = painter.workspace, painter.open_book

    def links(finding: Finding) -> int:
        places = (finding.place, finding.other_place)
        return sum(len(place_words(book.book, book.pack, place)) for place in places if place is not None)

    wanted: Mapping[str, Callable[[Finding], int]] = {
        "links": lambda f: links(f) * (f.severity is Severity.VERIFY),
        "message": lambda f: len(f.message),
        "remedy": lambda f: len(f.remedy) + (len(f.fix.label) if f.fix else 0),
        "suspects": lambda f: sum(len(suspect.reason) for suspect in book.suspects(f)),
    }
    for name, room in wanted.items():
        workspace.findings.show_place(max(book.findings, key=room).place)
        painter.take(f"finding-{name}")
    workspace.findings.set_open(False)


def reasons(painter: Painter) -> None:
    """A field of 情况说明 that belongs to a sentence, its label beside it."""
    workspace = painter.workspace
    workspace.open_page("texts")
    body = workspace.page.body  # type: ignore[attr-defined]
    for number, field in enumerate(field for field in body.fields.values() if field.part.kind.value == "reason"):
        field.setFocus()
        painter.take(f"texts-reason-{number + 1}")


def indicators(painter: Painter) -> None:
    """The longest text of a project in the content line."""
    book, workspace = painter.open_book.book, painter.workspace
    lines = [line for project in book.projects for line in project.indicators]
    workspace.go_to(Place("projects", max(lines, key=lambda line: len(line.description)).id, "description"))
    painter.take("project-long-text")


def warned(painter: Painter) -> None:
    """新建 with both warnings (a pack that cannot be read, and none for the year), and with a pack that waits for the bureau."""
    folder, awaiting = user_packs() / "mangled", user_packs() / "hebei-xingtai-2031"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text("id = ", encoding="utf-8")
    copytree(BUILT_IN_PACKS / "hebei-xingtai-2024", awaiting)
    head = (awaiting / "pack.toml").read_text(encoding="utf-8").replace("2024", "2031").replace('codes = "2031"', 'codes = "2027"')
    (awaiting / "pack.toml").write_text(f'awaits = "待财政局确认"\n{head}', encoding="utf-8")
    unit = painter.open_book.book.unit

    def fill(dialog: QDialog) -> None:
        if isinstance(dialog, NewBookDialog):
            dialog.code.setText(unit.code)
            dialog.name.setText(unit.name)
            dialog.year.setText(year)

    year = "2032"
    painter.take_dialog("new-warned", painter.controller.new, fill)
    year = "2031"
    painter.take_dialog("new-awaiting", painter.controller.new, fill)
    rmtree(awaiting)
    (folder / "pack.toml").unlink()
    folder.rmdir()


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {
    "crowded": crowded, "reasons": reasons, "long-text": indicators, "warned": warned,
}  # fmt: skip
