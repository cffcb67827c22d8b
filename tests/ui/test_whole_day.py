"""One day of a clerk without a mouse: an empty data folder in the morning, a workbook in the evening, all there the next day."""

from __future__ import annotations

from models.checks.findings import Severity
from models.values.money import fen
from storage.workbook.reader import read_book, read_tables
from tests.network import network_sockets
from tests.ui.running_app import CTRL, SHIFT, Key, give_file, pick

AMOUNT = 7
COVER = {
    "region": "130511", "head": "张三", "finance_head": "李四", "preparer": "王五", "phone": "0319-3600000", "date": "2024-01-15",
}  # fmt: skip
LINES = (
    ("xzyx", "2013201", "jbgz", "30101", "30"),
    ("xzyx", "2013201", "bgf", "30201", "2.5"),
    ("zfgjj", "2210201", "zfgjj", "30113", "4.25"),
)
TOTAL = "46.75"


def shown(office, severity):
    """The count that the panel shows."""
    text = office.window.workspace.findings._filters[severity].text()
    return int("".join(letter for letter in text if letter.isdecimal()))


def new_book(office):
    def fill(dialog):
        office.type("920").press(Key.Key_Tab).type("城关镇").press(Key.Key_Tab).type("2024")
        office.tab_to(dialog.pack)
        for _ in range(dialog.pack.count()):
            if dialog.facts.text().startswith("邢台"):
                break
            office.press(Key.Key_Down)
        office.tab_to(dialog.stage).press(Key.Key_End)
        while dialog.stage.currentText() != "批复":
            office.press(Key.Key_Up)
        office.press(Key.Key_Return)

    office.will_answer(fill)
    office.press(Key.Key_N, CTRL)
    assert office.focus is not None
    assert office.page.key == "cover"


def fill_cover(office):
    for field, text in COVER.items():
        office.tab_to(office.page.form.fields[field]).type(text).press(Key.Key_Tab)
    unit = office.open_book.book.unit
    assert {field: getattr(unit, field) for field in COVER} == COVER
    assert (unit.code, unit.name) == ("920", "城关镇")


def look_up(office, initials, code):
    """Type initials, go down to the code, take it."""
    office.type(initials)
    hits = office.page.grid.delegate.completion.list
    for _ in range(20):
        if hits.selected.value == code:
            break
        office.press(Key.Key_Down)
    office.press(Key.Key_Return)


def type_lines(office):
    office.open_page("basic")
    for row, (function, function_code, economic, economic_code, amount) in enumerate(LINES):
        look_up(office.walk_to(row, 0), function, function_code)
        look_up(office.walk_to(row, 2), economic, economic_code)
        office.walk_to(row, AMOUNT).type(amount).press(Key.Key_Return)
    assert [(line.function, line.economic, fen(line.amount)) for line in office.open_book.book.basic] == [
        ("2013201", "30101", 30_000_000), ("2013201", "30201", 2_500_000), ("2210201", "30113", 4_250_000),
    ]  # fmt: skip


def type_project(office):
    office.press(Key.Key_N, CTRL | SHIFT)
    assert office.page.key == "projects"
    grids = office.page.sheet.grids
    office.type("道路维修").press(Key.Key_Return)
    fields = {spec.key: i for i, spec in enumerate(grids["funding"].grid_model.source.columns)}
    office.walk_to(0, fields["function"], grids["funding"]).type("2013202").press(Key.Key_Return)
    office.walk_to(0, fields["amount"], grids["funding"]).type("10").press(Key.Key_Return)
    columns = {spec.key: i for i, spec in enumerate(grids["indicators"].grid_model.source.columns)}
    for row, (category, name, target) in enumerate(
        (
            ("slzb", "维修道路长度", "≥5公里"),
            ("zlzb", "验收合格率", "≥98%"),
            ("cbzb", "维修成本", "≤10万元"),
            ("fwdx", "群众满意度", "≥90%"),
        )
    ):
        office.walk_to(row, columns["category"], grids["indicators"]).type(category).press(Key.Key_Return)
        office.walk_to(row, columns["name"], grids["indicators"]).type(name).press(Key.Key_Return)
        office.walk_to(row, columns["target"], grids["indicators"]).type(target).press(Key.Key_Return)
    project = office.open_book.book.projects[0]
    assert (project.name, fen(project.funding[0].amount), len(project.indicators)) == ("道路维修", 10_000_000, 4)
    assert all(line.category and line.name and line.target for line in project.indicators)


def type_three_public(office):
    office.open_page("three_public")
    columns = {spec.key: i for i, spec in enumerate(office.page.grid.grid_model.source.columns)}
    office.walk_to(5, columns["general"]).type("0.5").press(Key.Key_Return)
    assert [fen(line.amount) for line in office.open_book.book.three_public] == [500_000]


def make_and_mend_a_mistake(office):
    office.open_page("basic")
    errors = shown(office, Severity.ERROR)
    office.walk_to(2, AMOUNT).type("x").press(Key.Key_Return)
    assert shown(office, Severity.ERROR) > errors
    office.walk_to(2, AMOUNT).type("4.25").press(Key.Key_Return)
    assert shown(office, Severity.ERROR) == errors == 0


def explain(office):
    """Every 核实 gets its reason, in the panel."""
    panel = office.window.workspace.findings
    office.press(Key.Key_F7)
    assert panel.is_open
    asked = [f for f in office.open_book.findings if f.severity is Severity.VERIFY]
    assert [finding.message for finding in asked] == ["道路维修：没有填绩效目标"]
    for finding in asked:
        while office.focus is not panel.list:
            office.press(Key.Key_F6)
        office.press(Key.Key_Home)
        while panel.current != finding:
            office.press(Key.Key_Down)
        office.press(Key.Key_Return, CTRL)
        assert office.focus is panel.detail.reason
        office.type("情况属实").press(Key.Key_Return, CTRL)


def test_a_whole_day(office, tmp_path, monkeypatch):
    target = tmp_path / "导出.xlsx"
    new_book(office)
    fill_cover(office)
    type_lines(office)
    type_project(office)
    type_three_public(office)
    make_and_mend_a_mistake(office)
    explain(office)
    give_file(monkeypatch, target)
    office.will_answer(pick(office, "submission"), pick(office, "close"))
    office.press(Key.Key_E, CTRL)
    assert office.all_answered()
    office.walk_to(1, AMOUNT)
    evening = office.open_book.book
    assert network_sockets() == []
    office.leave()

    office.start()
    assert office.open_book.book == evening
    assert office.page.key == "basic"
    assert (office.page.grid.currentIndex().row(), office.page.grid.currentIndex().column()) == (1, AMOUNT)
    assert read_book(target) == (evening, ())
    published = read_tables(target)
    assert (published.unit, published.year) == ("920 城关镇", 2024)
    assert published.to_plain() == expected_tables(office)
    first = next(iter(published.tables.values()))
    assert any(TOTAL in row for row in first)


def expected_tables(office):
    from models.published.printed_tables import published_tables

    return published_tables(office.open_book.context, draft=False).to_plain()
