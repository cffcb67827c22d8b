"""The law of what comes in: whatever the columns, words and breaks, no text is in a wrong field without a note."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct, field

from models.book.records import INDICATOR_TEXTS
from models.incoming.sheets import words
from models.incoming.sheets.reading import read_sheets
from models.values.text import plain_name
from tests.models.incoming.sheets.drawn import SOURCES, Drawn, as_spreadsheet_text, row
from tests.sheet_texts import LUTAI, XINGTAI

HEAD = ("department", "agency", "nature", "kind", "attribute", "person", "phone", "ground", "necessity", "measures")
TEXTS = ("description", "basis", "standard", "note", "scoring", "last_year", "year_before")
UNKNOWN_LABELS = ("审批文号", "预算层级", "所属领域", "绩效等级", "经办科室")
UNKNOWN_HEADINGS = ("责任科室", "完成时限", "考核频次", "自评得分", "数据口径")
LEVELS = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("效益指标", "社会效益指标"),
          ("满意度指标", "服务对象满意度指标"))  # fmt: skip
LABELS = {"dimension": "一级指标", "category": "二级指标", "target": "指标值"}


class Sheet(Struct):
    """A drawn sheet; ``head`` and ``lines`` say what each field of the project and of each indicator has to be."""

    rows: list[list[Drawn]]
    head: dict[str, str]
    lines: list[dict[str, str]] = field(default_factory=list)
    money: dict[str, int] = field(default_factory=dict)
    first: int = 0

    def __repr__(self):
        return "Sheet:\n" + as_spreadsheet_text(self.rows)


def words_for(table, name):
    return st.sampled_from(sorted(table[name].split()))


@st.composite
def heads(draw):
    """Rows of labels and values in any order, unknown ones among them; some values are blank."""
    names = draw(st.lists(st.sampled_from(HEAD), unique=True, max_size=6))
    unknown = draw(st.lists(st.sampled_from(UNKNOWN_LABELS), unique=True, max_size=2))
    pairs, head = [], {}
    for number, name in enumerate(draw(st.permutations([*names, *unknown, "name"]))):
        value = draw(st.sampled_from((f"内容第{number}号填", "")))
        if name in unknown:
            pairs.append((name, value or f"别的第{number}样"))
            continue
        head["name" if name == "name" else f"text:{name}"] = value
        pairs.append((draw(words_for(words.LABELS, name)), value))
    per_row = draw(st.integers(1, 2))
    rows = [[Drawn(text) for pair in pairs[i : i + per_row] for text in pair] for i in range(0, len(pairs), per_row)]
    return rows, head


@st.composite
def moneys(draw):
    """Budget, fiscal and other money, with the unit above the table, in the label or in the cell."""
    fiscal, other = draw(st.integers(1, 900)), draw(st.integers(0, 90))
    where, yuan = draw(st.sampled_from(("above", "label", "cell"))), draw(st.booleans())
    unit = "元" if yuan else "万元"

    def figure(wan):
        shown = f"{wan * 10_000}" if yuan else f"{wan}"
        return f"{shown}{unit}" if where == "cell" else shown

    rows = [
        row(f"{draw(words_for(words.LABELS, name))}{f'（{unit}）' if where == 'label' else ''}", figure(wan))
        for name, wan in draw(st.permutations([("budget", fiscal + other), ("fiscal", fiscal), ("other", other)]))
    ]
    above = [row(f"单位：{unit}")] if where == "above" else []
    return above, rows, {"fiscal": fiscal * 1_000_000, "other": other * 1_000_000}


@st.composite
def grids(draw, *, levels_first):
    """A grid with permuted, renamed and unknown columns; 一级 and 二级 are merged over their runs."""
    further = draw(st.lists(st.sampled_from((*TEXTS, "weight")), unique=True, max_size=4))
    value = draw(st.sampled_from((("target",), ("sign", "target", "unit"))))
    unknown = draw(st.lists(st.sampled_from(UNKNOWN_HEADINGS), unique=True, max_size=2))
    rest = draw(st.permutations([*further, *value, *unknown]))
    columns = (
        ["dimension", "category", "name", *rest]
        if levels_first
        else draw(st.permutations(["dimension", "category", "name", *rest]))
    )
    heading = [name if name in unknown else draw(words_for(words.HEADINGS, name)) for name in columns]
    kinds = sorted(draw(st.lists(st.sampled_from(range(len(LEVELS))), min_size=1, max_size=6)))
    lines, texts = [], []
    for number, kind in enumerate(kinds):
        cells = {name: f"{name[:4]}值{number}{i}" for i, name in enumerate(columns)}
        cells |= dict(zip(("dimension", "category"), LEVELS[kind], strict=True))
        blank = draw(st.sets(st.sampled_from(sorted({*further, *unknown} or {"none"}))))
        cells |= dict.fromkeys(blank & cells.keys(), "")
        if "weight" in further and cells["weight"]:
            cells["weight"] = str(10 + number)
        if "sign" in value:
            cells |= {"sign": "≥", "target": str(100 + number), "unit": "公里"}
        else:
            cells["target"] = f"≥{100 + number}公里"
        texts.append([cells[name] for name in columns])
        line = {
            name if name in INDICATOR_TEXTS else f"text:{name}": cells[name] for name in ("dimension", "category", "name", *further)
        }
        lines.append(line | {"target": f"≥{100 + number}公里"})
    return row(*heading), _merged(texts, columns), lines


def _merged(texts, columns):
    """Rows of cells, equal 一级 and 二级 cells below each other as one."""
    rows = [[] for _ in texts]
    levels = [columns.index("dimension"), columns.index("category")]
    for at, cells in enumerate(texts):
        for column, text in enumerate(cells):
            key = [cells[c] for c in levels[: levels.index(column) + 1]] if column in levels else None
            if key is not None and at and [texts[at - 1][c] for c in levels[: len(key)]] == key:
                continue
            run = 1
            while key is not None and at + run < len(texts) and [texts[at + run][c] for c in levels[: len(key)]] == key:
                run += 1
            rows[at].append(Drawn(text, rows=run))
    return rows


@st.composite
def sheets(draw, *, levels_first=False):
    """A whole sheet, drawn."""
    rows, head = draw(heads())
    above, money_rows, money = draw(moneys())
    heading, grid, lines = draw(grids(levels_first=levels_first))
    goal = draw(words_for(words.LABELS, words.GOALS))
    top = [row("项目绩效目标申报表"), *above, *rows, *money_rows, row(goal, "全年完成甲乙丙丁各项任务。"), heading]
    return Sheet([*map(list, top), *grid], head, lines, money, len(top))


# --- what is checked


def is_named(text, notes):
    plain = plain_name(text)
    parts = {plain[i : i + 4] for i in range(max(1, len(plain) - 3))}
    return any(part in note for part in parts for note in notes)


def wrong(sheet, reading, text=""):
    """What is in a wrong field, or nowhere, and in no note; of a broken ``text`` what it still holds."""
    notes = [plain_name(note.sentence) for note in reading.notes]
    found = []
    if len(reading.projects) != 1:
        return [] if notes else ["no project and no note"]
    (project,) = reading.projects
    for name, right in sheet.head.items():
        read = getattr(project, name)
        if plain_name(read) != plain_name(right) and not is_named(read or right, notes):
            found.append((name, right, read))
    by_name = {plain_name(line["name"]): line for line in sheet.lines}
    seen = set()
    for indicator in project.indicators:
        line = by_name.get(plain_name(indicator.name))
        if line is None:
            found += (
                [("indicator", indicator)] if not is_named(indicator.name or indicator.target or indicator.category, notes) else []
            )
            continue
        seen.add(plain_name(indicator.name))
        for name, right in line.items():
            read = getattr(indicator, name)
            named = is_named(read or right, notes) or any(LABELS.get(name, "?") in note for note in notes)
            gone = bool(text) and not read and right not in text
            if plain_name(read) != plain_name(right) and not named and not gone:
                found.append((name, right, read))
    return found + [("lost", name) for name in by_name.keys() - seen if not is_lost_by(text, name, notes)]


def is_lost_by(text, name, notes):
    """Whether an indicator is nowhere because the row says it no more, or a note does; rows below a break are named together."""
    return is_named(name, notes) or (bool(text) and (name not in text or any("没有读" in note for note in notes)))


def money_of(project):
    sums = {"fiscal": 0, "other": 0}
    for line in project.funding:
        sums["other" if line.source == "other_income" else "fiscal"] += line.amount
    return sums


calm = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.parametrize("source", ["html", "spreadsheet"])
@calm
@given(sheet=sheets())
def test_a_table_with_its_columns_is_read_whole(source, sheet):
    reading = read_sheets(SOURCES[source](sheet.rows), XINGTAI.sheet)
    (project,) = reading.projects
    assert wrong(sheet, reading) == []
    assert len(project.indicators) == len(sheet.lines)
    for indicator, line in zip(project.indicators, sheet.lines, strict=True):
        assert {name: plain_name(getattr(indicator, name)) for name in line} == {
            name: plain_name(text) for name, text in line.items()
        }
    assert money_of(project) == sheet.money
    assert [goal.text for goal in project.goals] == ["全年完成甲乙丙丁各项任务。"]


@pytest.mark.parametrize("source", ["page", "lines"])
@calm
@given(sheet=sheets(levels_first=True))
def test_a_text_without_columns_has_nothing_wrong_that_is_not_said(source, sheet):
    for pack in (XINGTAI, LUTAI):
        assert wrong(sheet, read_sheets(SOURCES[source](sheet.rows), pack.sheet)) == []


@pytest.mark.parametrize("source", ["spreadsheet", "page"])
@calm
@given(sheet=sheets(levels_first=True), data=st.data())
def test_a_broken_row_is_said(source, sheet, data):
    at = data.draw(st.integers(sheet.first, len(sheet.rows) - 1))
    lines = SOURCES[source](sheet.rows).rstrip("\n").split("\n")
    cells = lines[at].split("\t")
    column = data.draw(st.integers(0, len(cells) - 1))
    change = data.draw(st.sampled_from(("lost", "more")))
    cells[column : column + (change == "lost")] = [] if change == "lost" else ["另一格里的字"]
    lines[at] = "\t".join(cells)
    text = "\n".join(lines)
    reading = read_sheets(text, XINGTAI.sheet)
    if all(note.line not in {0, at + 1} or "格" not in note.words for note in reading.notes):  # else the row itself is named
        assert wrong(sheet, reading, text) == []


@calm
@given(sheet=sheets(levels_first=True), data=st.data())
def test_a_merged_cell_that_lost_its_span_is_said(sheet, data):
    rows = [list(cells) for cells in sheet.rows]
    merged = [(i, j) for i, cells in enumerate(rows) for j, cell in enumerate(cells) if cell.rows > 1]
    for i, j in data.draw(st.lists(st.sampled_from(merged), unique=True)) if merged else []:
        rows[i][j] = Drawn(rows[i][j].text)
    assert wrong(sheet, read_sheets(SOURCES["html"](rows), XINGTAI.sheet)) == []
