"""A finding also shows, quietly, at the other place that it names."""

from __future__ import annotations

from models.book import edits
from models.checks.findings import Severity


def test_the_other_side_of_a_finding_has_a_quiet_mark(window, open_book, keys):
    line = open_book.book.basic[5]
    open_book.edit(edits.set_field(line.id, "amount", "75.17"))
    finding = next(f for f in open_book.findings if f.severity is Severity.ERROR and f.other_place and f.other_place.line)
    workspace = window.workspace
    assert workspace.go_to(finding.other_place)
    grid = workspace.page.grid
    cell = grid.grid_model.cell(grid.currentIndex())
    assert cell.echo
    assert finding.message in cell.notes
    grid.mark_clicked.emit(finding.other_place)
    assert workspace.findings.current == finding
    workspace.go_to(finding.place)
    assert not workspace.page.grid.grid_model.cell(workspace.page.grid.currentIndex()).echo
