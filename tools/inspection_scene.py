"""核对公开稿: a published web page and PDF in which a figure was changed, beside the findings; the second round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, cast

from models.publication.document import publication
from storage.publication.html.writer import write_html
from tools.painter import Painter
from ui.app.incoming.reviewing import ReviewCommands

if TYPE_CHECKING:
    from ui.pages.inspection.page import InspectionPage
    from ui.pages.inspection.view import InspectionView

_CHANGED: Final = ("816.29", "861.29")


def web_page(painter: Painter) -> None:
    """A page with one wrong figure, then the page put right and one finding dismissed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "部门预算公开 2024.html"
        write_html(publication(painter.open_book.context, draft=False), path)
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole.replace(*_CHANGED, 1), encoding="utf-8")
        view = _review(painter, path)
        painter.take("inspection")
        view.findings.selectRow(min(2, len(view.findings.plain.rows) - 1))
        view.dismissed.emit(view.review.findings[1].fingerprint if view.review else "", "区里统一这样写")
        path.write_text(whole, encoding="utf-8")
        _review(painter, path)
        painter.take("inspection-second-round")
    painter.controller.show_sample()


def _review(painter: Painter, path: Path) -> InspectionView:
    commands = painter.controller.findChild(ReviewCommands)
    if commands is None:
        raise RuntimeError
    commands.review(path, with_book=True)
    commands.wait_for_result()
    painter.settle()
    return cast("InspectionPage", painter.workspace.page).view


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {"inspected": web_page}
