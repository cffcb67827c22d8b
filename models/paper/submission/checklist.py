"""自查表: the documents that a bureau ticks one by one, and what the ministry's inspections count, with what the program found.

Source: the check lists that bureaus and the ministry use (每项“符合要求 是 / 否”); what the program cannot know stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.book.places import Place
from models.book.terms import THREE_PUBLIC_ITEMS
from models.checks.findings import Finding, Severity, blocking
from models.checks.texts.timely import term_of
from models.pack.filters import CellRef
from models.pack.forms.contents import TEXT
from models.pack.forms.narrative import PartKind
from models.paper.sheet_list import CONTENTS, CONTENTS_KEY, COVER, COVER_KEY, SheetEntry, sheet_plans
from models.published.context import Context
from models.published.texts.narrative import AGENCIES, Document, TextSection, narrative
from models.values.money import fen
from models.values.text import clipped

YES: Final = "是"
NO: Final = "否"
OPEN: Final = ""
"""The program cannot know it; the unit writes it."""

BY_HAND: Final = "程序不知道，由单位填写"

_GOOD: Final = "没有问题"
_SAID: Final = 2
_LONGEST: Final = 60
_ITEM: Final = 7
_SECTION: Final = 5
_TIMELY: Final = "及时性（批复后 20 日内公开）"
_COMPLETE: Final = frozenset({"P-2", "P-4", "P-7", "R-5"})
"""Checks that find something missing in what is published."""

_SUMS: Final = ("X-", "S-", "T-")
"""The beginnings of the codes of checks that compare figures."""

_WRITING: Final = ("P-10", "P-11", "R-9", "R-10", "R-11", "R-12", "R-14", "R-15", "R-16", "R-21", "R-22", "R-23")
"""The codes of checks of how texts read, or their beginnings."""


Concerns = Callable[[str], bool]
"""Whether the check with a code is about something."""


class CheckItem(Struct, frozen=True):
    """One line: what is asked, YES, NO or OPEN, and what the program found."""

    name: str
    meets: str
    found: str


class CheckGroup(Struct, frozen=True):
    """Lines under a heading."""

    heading: str
    items: tuple[CheckItem, ...]


def checklist(context: Context, findings: Sequence[Finding]) -> tuple[CheckGroup, ...]:
    """The whole list of a book with its ``findings``."""
    own = _BySheet(context, findings)
    return (
        CheckGroup("逐件核对", tuple(own.documents())),
        CheckGroup("公开要求", tuple(_requirements(context, findings, [plan.entry for plan in own.plans]))),
    )


class _BySheet:
    """The findings of each printed sheet, of a text those of each of its sections."""

    def __init__(self, context: Context, findings: Sequence[Finding]) -> None:
        self._context, self._findings = context, findings
        self._in_the_way = set(map(id, blocking(context.book, findings)))
        self.plans = sheet_plans(context)
        self._texts = {f"{TEXT}{document.name}": document for document in narrative(context)}
        self._section_of = dict(self._written_in())

    def _written_in(self) -> Iterator[tuple[str, TextSection]]:
        """Item of a written text, or AGENCIES → the section that prints it."""
        for document in self._texts.values():
            for section in document.sections:
                for block in section.blocks:
                    yield from ((piece.item, section) for piece in block.pieces if piece.item)
                    if block.kind is PartKind.AGENCIES:
                        yield AGENCIES, section

    def documents(self) -> Iterator[CheckItem]:
        """One line for each document, the sheets of the projects together, a text section by section."""
        projects = [plan.entry for plan in self.plans if plan.entry.project]
        for plan in self.plans:
            entry = plan.entry
            if entry.project and entry is not projects[0]:
                continue
            name = f"绩效目标表（{len(projects)} 张）" if entry.project else _name(entry)
            if entry.key in self._texts:
                yield from self._sections(name, self._texts[entry.key])
            else:
                yield self._item(name, self._of(entry), _state(self._context, entry))

    def _sections(self, name: str, document: Document) -> Iterator[CheckItem]:
        """The lines of a text: one for each section with a heading, else one for all."""
        parts = [section for section in document.sections if section.heading]
        if len(parts) <= 1:
            own = [found for finding in self._findings if (found := self._in_text(finding, document.sections))]
            yield self._item(name, own, _text_state(document.sections))
            return
        for section in parts:
            own = [found for finding in self._findings if (found := self._in_text(finding, (section,)))]
            yield self._item(section.heading, own, _text_state((section,)))

    def _in_text(self, finding: Finding, sections: Sequence[TextSection]) -> Finding | None:
        """The finding, if it is about one of the sections."""
        place = finding.place
        if place.page not in {"texts", AGENCIES}:
            return None
        written = next((line.item for line in self._context.book.texts if line.id == place.line), place.field)
        section = self._section_of.get(AGENCIES if place.page == AGENCIES else written)
        return finding if any(section is one for one in sections) else None

    def _of(self, entry: SheetEntry) -> list[Finding]:
        if entry.key == CONTENTS_KEY:
            return []
        names = {entry.key, entry.page} - {""}
        return [finding for finding in self._findings if _sheet_of(finding.place) in names]

    def _item(self, name: str, findings: Sequence[Finding], state: str) -> CheckItem:
        wrong = [finding for finding in findings if id(finding) in self._in_the_way]
        return CheckItem(name, NO if wrong else YES, _found(wrong, findings, state))


def _sheet_of(place: Place) -> str:
    """The key or the page of the sheet that shows a place, as far as one alone does."""
    if place.page == "table":
        return CellRef.at(place).table
    return COVER_KEY if place.page == "cover" else place.page


def _text_state(sections: Sequence[TextSection]) -> str:
    return "空着" if all(section.is_empty for section in sections) else _GOOD


def _name(entry: SheetEntry) -> str:
    return {COVER_KEY: COVER, CONTENTS_KEY: CONTENTS}.get(entry.key, entry.title or entry.label)


def _state(context: Context, entry: SheetEntry) -> str:
    """What is said of a sheet without findings."""
    if entry.key == CONTENTS_KEY:
        return "由程序列出，后面没有空页"
    table = context.tables.get(entry.table)
    if entry.empty:
        return "空表，列出并有说明" if table is None or table.spec.empty_note else "空表"
    return _GOOD


def _found(wrong: Sequence[Finding], findings: Sequence[Finding], state: str) -> str:
    """What is wrong, else how many 核实 are explained and how many 提示 there are, else the ``state``."""
    if wrong:
        return _told(wrong)
    asked = sum(finding.severity is Severity.VERIFY for finding in findings)
    hints = sum(finding.severity is Severity.HINT for finding in findings)
    parts = [f"{asked} 处核实，都有说明"] * bool(asked) + [f"{hints} 处提示"] * bool(hints)
    return "，".join(([] if state == _GOOD and parts else [state]) + parts)


def _told(wrong: Sequence[Finding]) -> str:
    more = f"等 {len(wrong)} 处" if len(wrong) > _SAID else ""
    return "；".join(clipped(finding.message, _LONGEST) for finding in wrong[:_SAID]) + more


# --- what inspections count ---------------------------------------------------------------------------------------


def _requirements(context: Context, findings: Sequence[Finding], sheets: Sequence[SheetEntry]) -> Iterator[CheckItem]:
    in_the_way = blocking(context.book, findings)
    yield _by_codes("完整性", in_the_way, lambda code: code in _COMPLETE, _complete(sheets))
    yield _detailed(context)
    yield _timely(context)
    yield CheckItem("公开方式（网址、日期）", OPEN, BY_HAND)
    yield _by_codes("真实性（各表勾稽相符）", in_the_way, lambda code: code.startswith(_SUMS), "各表勾稽相符")
    yield _by_codes("可读性（文字通顺、没有残留）", in_the_way, lambda code: code.startswith(_WRITING), "没有查到残留的占位、断句")


def _timely(context: Context) -> CheckItem:
    """P-1: from the 批复日期 of the cover, on the day on which the list is made."""
    term = term_of(context.book)
    if term is None or context.today is None:
        return CheckItem(_TIMELY, OPEN, BY_HAND if term is None else f"{term.words(None)}；{BY_HAND}")
    return CheckItem(_TIMELY, NO if term.is_over(context.today) else YES, term.words(context.today))


def _by_codes(name: str, in_the_way: Iterable[Finding], concerns: Concerns, state: str) -> CheckItem:
    wrong = [finding for finding in in_the_way if concerns(finding.code)]
    return CheckItem(name, NO if wrong else YES, _told(wrong) if wrong else state)


def _complete(sheets: Sequence[SheetEntry]) -> str:
    counts: Mapping[str, int] = {
        "张公开表": sum(bool(entry.table) for entry in sheets),
        "个文字材料": sum(entry.key.startswith(TEXT) for entry in sheets),
        "张绩效目标表": sum(bool(entry.project) for entry in sheets),
    }
    empty = sum(entry.empty for entry in sheets)
    listed = "、".join(f"{count} {words}" for words, count in counts.items() if count)
    return f"{listed}；{f'空表 {empty} 张，都列出' if empty else '没有空表'}"


def _detailed(context: Context) -> CheckItem:
    """支出到项, 基本支出到款 and the two kinds of costs of cars (预算法 §46, 财预〔2016〕143号)."""
    book = context.book
    codes = [line.function for line in book.basic] + [line.function for line in book.others]
    codes += [part.function for project in book.projects for part in project.funding]
    short = sum(len(code) != _ITEM for code in codes)
    coarse = sum(len(line.economic) != _SECTION for line in book.basic)
    cars = [sum(fen(line.amount) for line in book.three_public if line.item == item) for item in ("car_purchase", "car_running")]
    words = [
        f"支出有 {short} 行没有到项" if short else f"支出 {len(codes)} 行都到项",
        f"基本支出有 {coarse} 行没有到款" if coarse else f"基本支出 {len(book.basic)} 行都到款",
    ]
    if any(cars):
        purchase, running = (context.amounts.told(amount) for amount in cars)
        words.append(f"{THREE_PUBLIC_ITEMS['car_purchase']} {purchase}、{THREE_PUBLIC_ITEMS['car_running']} {running}")
    return CheckItem("细化程度", NO if short or coarse else YES, "；".join(words))
