"""Turns the rows below the headings of an indicator grid into indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from models.incoming.sheets import words
from models.incoming.sheets.grid.headings import GridHeading
from models.incoming.sheets.grid.row_fit import fitted
from models.incoming.sheets.grid.target_cells import PARTS, read_target
from models.incoming.sheets.notes import SheetNote, TextRow, shortened
from models.incoming.sheets.wording import Wording, plain

_CELLS: Final = ("weight", "standard", "note", "last_year", "year_before", "scoring", "term_target")
_FIELDS: Final = ("dimension", "category", "name", "description", "basis")
_TERM: Final = "实施期"


class ReadIndicator(Struct):
    """The fields of an indicator by name (``text:weight`` too), and what stands under headings that are not known."""

    values: dict[str, str]
    others: list[tuple[str, str]] = field(default_factory=list)


class IndicatorGrid:
    """Collects the grid of one sheet row by row."""

    def __init__(self, sheet: int, wording: Wording) -> None:
        self.indicators: list[ReadIndicator] = []
        self.notes: list[SheetNote] = []
        self._sheet, self._wording = sheet, wording
        self._heading: GridHeading | None = None
        self._after_break = self._of_term = False
        self._dimension = self._category = ""
        self._unknown: dict[str, list[str]] = {}
        self._said: set[str] = set()

    def take_heading(self, heading: GridHeading) -> None:
        """Take the headings, also when repeated after a page break."""
        before, self._heading = self._heading, heading
        self._after_break = before is not None and _is_repeated(before, heading)
        if not self._after_break:
            self._of_term = plain(heading.frame).startswith((_TERM, "中期", "长期", "中长期"))
            self._dimension = self._category = ""
            for name, words_of in (("name", "三级指标"), ("target", "指标值")):
                if heading.at(name) < 0:
                    self._note(heading.line, f"指标表没有“{words_of}”一栏")

    def take(self, row: TextRow) -> None:
        """Take one row: an indicator, or the rest of one that a page break cut."""
        if self._heading is None:
            return
        fit = fitted(row, self._heading, self._wording)
        if fit.remark:
            self._note(row.line, fit.remark, row)
        if fit.cells is None:
            return
        texts, others = self._by_column(row, fit.cells)
        self.take_texts(row, texts, others)

    def take_texts(self, row: TextRow, texts: dict[str, str], others: list[tuple[str, str]]) -> None:
        """Take what a row says under each column (``term:name``: of the whole 实施期), and under headings that are not known."""
        after_break, self._after_break = self._after_break, False
        if not any(texts.values()):
            self._keep_alone(row, others)
            return
        if plain(texts.get("dimension", "") or texts.get("category", "")) in words.SUMS:
            return
        merged = not texts.get("dimension") and not texts.get("category")
        if merged and after_break and self.indicators and not (texts.get("name") and texts.get("target")):
            self._continue(texts)
            return
        self._place(texts, row)
        self._add(texts, others, row)

    def finish(self) -> None:
        """Note each column that is not known once, with what stands in it."""
        for heading, texts in self._unknown.items():
            told = (
                f"“{shortened(heading)}”这一栏没有读懂，{len(texts)} 格没有填进去"
                if heading
                else f"没有表头的 {len(texts)} 格没有读"
            )
            self._note(0, told, quote=shortened("、".join(texts)))

    # --- the cells of a row

    def _by_column(self, row: TextRow, cells: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
        texts: dict[str, str] = {}
        others: list[tuple[str, str]] = []
        heading = self._heading
        for at, text in enumerate(cells):
            if not text or heading is None:
                continue
            column = next((column for column in heading.columns if column.start <= at < column.end), None)
            key = "" if column is None or (at > column.start and not row.is_exact) else column.id
            key = f"term:{key}" if key and column is not None and column.term else key
            if key == words.FRAME:
                continue
            if not key or key in texts:
                others.append((column.heading if column is not None and not key else "", text))
            else:
                texts[key] = text
        return texts, others

    def _keep_alone(self, row: TextRow, others: Sequence[tuple[str, str]]) -> None:
        if others:
            self._note(row.line, "这一行没有读懂", row)

    def _continue(self, texts: Mapping[str, str]) -> None:
        """Join the rest of a row that a page break cut to its beginning."""
        last = self.indicators[-1].values
        for name, text in texts.items():
            key = f"text:{name}" if name in _CELLS else name
            last[key] = last.get(key, "") + text

    def _place(self, texts: dict[str, str], row: TextRow) -> None:
        """Fill 一级 and 二级 cells that were merged with those above; move levels that stand one column to the left."""
        self._shift_levels(texts, row)
        wording = self._wording
        if texts.get("dimension"):
            self._dimension, self._category = self._known(texts["dimension"], "一级", wording.dimensions, row), ""
        if texts.get("category"):
            self._category = self._known(texts["category"], "二级", wording.categories, row)
            above = wording.above.get(plain(self._category))
            if not texts.get("dimension") and self._dimension and above and plain(self._dimension) not in above:
                self._note(row.line, f"“{self._category}”上面的一级指标是“{self._dimension}”，看看有没有错位", row)
        texts["dimension"], texts["category"] = self._dimension, self._category
        if not self._dimension:
            self._note_once("这里没有一级指标", row)

    def _shift_levels(self, texts: dict[str, str], row: TextRow) -> None:
        """Without 三级指标 some places print 数量指标 under 一级 and the indicator under 二级."""
        wording, heading = self._wording, self._heading
        first, second = plain(texts.get("dimension", "")), plain(texts.get("category", ""))
        if heading is None or heading.at("name") >= 0 or not (first or self._category):
            return
        goes_on = not first and not self._dimension and second not in wording.known_categories
        if (first in wording.known_categories and first not in wording.dimensions) or goes_on:
            texts["name"], texts["category"], texts["dimension"] = texts.get("category", ""), texts.get("dimension", ""), ""
            self._dimension = ""
            texts["category"] = texts["category"] or self._category
            self._note_once("表里没有三级指标，“一级指标”一栏是二级指标的名称，照二级放，下一栏照三级指标放", row)

    def _known(self, text: str, level: str, known: frozenset[str], row: TextRow) -> str:
        bare = "".join(text.split())
        if plain(text) in known:
            return plain(text)
        wording = self._wording
        elsewhere = wording.categories if level == "一级" else wording.dimensions
        if plain(text) in elsewhere:
            other = "二级" if level == "一级" else "一级"
            self._note_once(f"“{shortened(bare)}”在这套版式里是{other}指标，照原样放在{level}", row)
        else:
            self._note_once(f"“{shortened(bare)}”不是这套版式的指标分类，照原样放着", row)
        return bare

    # --- one indicator

    def _add(self, texts: dict[str, str], others: list[tuple[str, str]], row: TextRow) -> None:
        read = read_target(texts, self._wording)
        values = {name: texts[name] for name in _FIELDS if texts.get(name)}
        values["target"] = read.target
        values |= {
            f"text:{name}": text for name, text in texts.items() if name not in _FIELDS and name not in PARTS and ":" not in name
        }
        if read.own_direction:
            values["text:direction"] = read.own_direction
        for column, text in read.odd:
            self._note(row.line, f"“{shortened(text)}”没有读懂，没有填进指标值", row)
            others.append((self._title(column), text))
        self._take_term(texts, values, others)
        if self._of_term and values["target"]:
            values["text:term_target"] = values.pop("target")
            self._note_once("这是实施期的指标，指标值放在实施期指标值", row)
        for heading, text in others:
            self._unknown.setdefault(heading, []).append(text)
        self.indicators.append(ReadIndicator({k: v for k, v in values.items() if v}, others))

    def _take_term(self, texts: Mapping[str, str], values: dict[str, str], others: list[tuple[str, str]]) -> None:
        """What stands under 实施期 beside the year: the value where the indicator is the same, else 其他."""
        term = {name.removeprefix("term:"): text for name, text in texts.items() if name.startswith("term:")}
        same = term.get("name", values.get("name", "")) == values.get("name", "")
        if same and term.get("target"):
            values["text:term_target"] = read_target(term, self._wording).target
            term = {
                name: text for name, text in term.items() if name not in PARTS and name not in {"name", "category", "dimension"}
            }
        others += [(f"{_TERM}{self._title(name)}", text) for name, text in term.items()]

    def _title(self, column: str) -> str:
        heading = self._heading
        return next((each.heading for each in heading.columns if each.id == column), column) if heading is not None else column

    # --- notes

    def _note_once(self, told: str, row: TextRow) -> None:
        if told not in self._said:
            self._said.add(told)
            self._note(row.line, told, row)

    def _note(self, line: int, told: str, row: TextRow | None = None, quote: str = "") -> None:
        source = row.quote if row is not None else quote
        self.notes.append(SheetNote(self._sheet, line, told, source, row.place if row is not None else ""))


def _is_repeated(before: GridHeading, heading: GridHeading) -> bool:
    """Whether a heading is that above it again; a second grid beside another label is one of its own."""
    same = [column.id for column in before.columns] == [column.id for column in heading.columns]
    return same and plain(heading.frame) in {"", plain(before.frame)}
