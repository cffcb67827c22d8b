"""A book proposed from a recognised document: its lines, what of them is assumed, and how its tables compare with the published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book import terms
from models.book.facts import CARRY_FORWARD, INCOME, SPENDING, THREE_PUBLIC, TYPED, Key
from models.book.records import (
    BasicLine,
    Book,
    CarryForwardLine,
    FundingLine,
    IncomeLine,
    OtherLine,
    Project,
    Task,
    ThreePublicLine,
    TypedFigure,
    Unit,
    WrittenText,
)
from models.incoming.from_tables.income import typed_income
from models.incoming.from_tables.margins import ECONOMIC, FUNCTION, Margin, margins_of, zero_margins
from models.incoming.from_tables.pairs import LINK, ONLY, Pair, Supply, join_pairs
from models.incoming.from_tables.project_money import HALF_A_DIGIT, assign_codes
from models.incoming.from_tables.proof import CellDifference, compare_tables
from models.incoming.from_tables.rounding import settle_rounding
from models.incoming.from_tables.spending import STAYS, Share, split_code, ways_of
from models.incoming.from_texts import read_texts
from models.incoming.recognised.recognise import Recognised
from models.incoming.recognised.records.book_lines import BookLines, book_lines
from models.incoming.recognised.records.notes import LineNotes
from models.incoming.recognised.records.purchase_lines import linked_purchases
from models.incoming.recognised.records.spending_lines import joined_sheets
from models.pack.forms.pack import Pack
from models.projects.incoming import numbered, unnumbered
from models.published.context import Context
from models.values.codes import Codes
from models.values.money import fen, show_exact

APPROVED: Final = "批复"
ASSUMED_PAIR: Final = "推定：公开表只有功能科目和经济科目各自的合计，搭配{why}"
ASSUMED_SHARE: Final = "推定：公开表分不出{doubt}"
NAMELESS: Final = "公开表只有这个科目的项目支出合计：项目名称、个数和绩效目标要补"
_TASK_PAIRS: Final = "基本支出是从公开表推出来的：核对每一行的功能科目和经济科目（备注写着“推定”的）"
_TASK_PROJECTS: Final = "项目是从公开表推出来的，一个功能科目一个：改成真的项目名称，拆开，补绩效目标"


class Proposal(Struct, frozen=True):
    """``book`` is whole and new; ``assumed`` says in sentences what no table tells, ``left_out`` which figures others contradict.

    ``differences`` are the cells that come out otherwise than published.
    """

    book: Book
    assumed: tuple[str, ...]
    differences: tuple[CellDifference, ...]
    left_out: tuple[str, ...] = ()


def propose_book(
    found: Recognised,
    pack: Pack,
    codes: Codes,
    last_year: Book | None = None,
    sheets: Sequence[Project] = (),
    overall: Project | None = None,
) -> Proposal:
    """The book whose tables are those of the document; 备注 of lines say what is assumed, tasks what is to do.

    ``last_year`` is a book whose pairs of codes are usual, ``sheets`` are the projects of the 绩效目标表 in the document and
    ``overall`` its 部门整体绩效目标表.
    """
    margins = [*margins_of(found.tables, pack)]
    maker = _Maker(pack, codes, found, margins, last_year, sheets)
    book = maker.book(overall)
    context = Context(book, pack, codes)
    context, differences, many = settle_rounding(context, lambda tried: [*compare_tables(tried, found.tables)])
    if many:
        maker.assumed.append(f"合计和分项各自四舍五入，差最后一位：{many} 行的金额调了不到半个末位，印出来的数不变，合计也对上")
    return Proposal(context.book, tuple(maker.assumed), tuple(differences), tuple(maker.left_out))


class _Maker:
    def __init__(
        self,
        pack: Pack,
        codes: Codes,
        found: Recognised,
        margins: Sequence[Margin],
        last_year: Book | None,
        sheets: Sequence[Project],
    ) -> None:
        self._sheets, self._fields = sheets, read_texts(found)
        self._pack, self._codes, self._found, self._margins, self._last_year = pack, codes, found, margins, last_year
        self._ids = count(1)
        self._income: list[IncomeLine] = []
        self._notes = LineNotes()
        self.assumed, self.left_out = self._notes.assumed, self._notes.left_out

    def book(self, overall: Project | None) -> Book:
        shares = self._shares()
        basic = tuple(self._basic([share for share in shares if share.kind == terms.BASIC]))
        others = tuple(self._other(share) for share in shares if share.kind in terms.OTHER_KINDS)
        lines = self._lines()
        exported = lines.spending
        if exported.basic and self._agree(exported.basic, [share for share in shares if share.kind == terms.BASIC], "基本支出"):
            basic = exported.basic
        of_projects = [share for share in shares if share.kind == terms.PROJECT]
        sheets = joined_sheets(self._sheets, exported.projects, self._notes)
        funding = [part for project in exported.projects for part in project.funding]
        if funding and self._agree(funding, of_projects, "项目支出"):
            projects = tuple(numbered(unnumbered(project), next(self._ids), self._ids) for project in sheets)
        else:
            projects = tuple(self._projects(of_projects))
        stage = APPROVED if APPROVED in self._pack.stages else self._pack.stages[-1]
        tasks = [_TASK_PAIRS] * any(line.note for line in basic) + [_TASK_PROJECTS] * any(
            project.note == NAMELESS for project in projects
        )
        book = Book(
            self._pack.id,
            self._found.year or self._pack.year,
            stage,
            Unit(name=self._found.unit or exported.unit),
            basic=basic,
            others=others,
            projects=projects,
            overall=tuple(self._overall(overall)),
            income=tuple(self._income),
            carry_forward=tuple(self._carry_forward(shares)),
            three_public=tuple(self._three_public()),
            procurement=linked_purchases(lines.procurement, projects),
            assets=lines.assets,
            agencies=lines.agencies,
            lists=lines.lists,
            typed=tuple(self._typed()),
            texts=tuple(WrittenText(next(self._ids), field.item, field.value) for field in self._fields if field.is_text),
            tasks=tuple(Task(next(self._ids), text) for text in tasks),
        )
        return replace(book, next_id=next(self._ids))

    def _lines(self) -> BookLines:
        """The lines of the lists in the document."""
        return book_lines(self._found.lists, self._pack, self._codes, self._found.year, self._ids, self._notes)

    def _overall(self, sheet: Project | None) -> Iterator[Project]:
        if sheet is not None and self._pack.overall.is_printed:
            yield numbered(unnumbered(sheet), next(self._ids), self._ids)
        elif sheet is not None:
            self.left_out.append(f"“{self._pack.name}”没有部门整体绩效目标表，没有放")

    def _agree(self, lines: Sequence[BasicLine | FundingLine], shares: Sequence[Share], name: str) -> bool:
        """Whether exported lines add up to what the tables say by function code; where there are no tables they stand alone."""
        if not self._margins:
            return True
        own, printed = Counter[str](), Counter[str]()
        for line in lines:
            own[line.function] += fen(line.amount)
        for share in shares:
            printed[share.function] += share.amount
        other = [code for code in {*own, *printed} if abs(own[code] - printed[code]) > HALF_A_DIGIT]
        if other:
            names = "、".join(self._codes.function.with_name(code) for code in sorted(other)[:3])
            self.left_out.append(f"导出表的{name}与公开表对不上（{names}等 {len(other)} 个科目），没有用导出表的")
        return not other

    # --- spending by function code

    def _shares(self) -> list[Share]:
        stays = any(margin.stream == CARRY_FORWARD and margin.amount for margin in self._margins)
        ways = ways_of(self._found.tables, self._pack, stays=stays)
        shares: list[Share] = []
        of_codes: dict[str, list[Margin]] = {}
        for margin in self._margins:
            if margin.by == FUNCTION and len(margin.code) > _CLASS:
                of_codes.setdefault(margin.code, []).append(margin)
        for code, printed in sorted(of_codes.items()):
            zero = (zero_margins(self._found.tables, self._pack, code, stream) for stream in (SPENDING, INCOME))
            own = [*printed, *chain.from_iterable(zero)]
            split = split_code(code, own, ways)
            shares += split.shares
            if split.left_out:
                self._income += typed_income(code, own, split.shares, self._ids)
            name = self._codes.function.with_name(code)
            if split.left_out:
                titles = "、".join(self._pack.table(table).name for table in split.left_out)
                self.left_out.append(f"{name}：几张表的数对不上，没有按“{titles}”的数")
            for share in split.shares:
                if share.doubt:
                    money = show_exact(share.amount)
                    self.assumed.append(f"{name} {money} 万元：公开表分不出{share.doubt}，按{self._words(share)}")
        return shares

    def _words(self, share: Share) -> str:
        kind = terms.KINDS.get(share.kind, "年终结转")
        return f"{kind}、{terms.SOURCES[share.source]}" + ("、上年结转" if share.carried else "")

    def _note(self, share: Share) -> str:
        return ASSUMED_SHARE.format(doubt=share.doubt) if share.doubt else ""

    def _other(self, share: Share) -> OtherLine:
        return OtherLine(
            next(self._ids), share.kind, share.function, share.source, share.carried, amount=share.amount, note=self._note(share)
        )  # fmt: skip

    def _projects(self, shares: Sequence[Share]) -> Iterator[Project]:
        """The projects of the sheets with the codes that fit their amounts; one of its own for what no sheet has."""
        assigned = assign_codes(self._sheets, shares, self._found.year)
        yield from (numbered(unnumbered(project), next(self._ids), self._ids) for project in assigned.projects)
        if self._sheets and shares:
            many, matched = len(self._sheets), assigned.matched
            words = f"{matched} 个按金额正好配上" + (f"，{many - matched} 个没有配上、依次分配" if many > matched else "")
            self.assumed.append(f"{many} 个项目：绩效目标表不写功能科目，{words}")
        by_code: dict[str, list[Share]] = {}
        for share in assigned.left:
            by_code.setdefault(share.function, []).append(share)
        for code, parts in by_code.items():
            own = next(self._ids)
            funding = tuple(FundingLine(next(self._ids), code, share.source, share.carried, amount=share.amount) for share in parts)
            yield Project(own, name=self._project_name(code), funding=funding, note=NAMELESS)
        if by_code:
            self.assumed.append(f"公开表没有项目名称：{len(by_code)} 个功能科目各立一个项目，名称、个数和绩效目标要补")

    def _project_name(self, code: str) -> str:
        """款 and 项 of the code, as several 项 have one name."""
        table = self._codes.function
        names = dict.fromkeys(filter(None, (table.name(code[:_GROUP]), table.name(code) or code)))
        return "：".join(names)

    # --- basic expenditure

    def _basic(self, shares: Sequence[Share]) -> Iterator[BasicLine]:
        left = list(shares)
        for where, economics in self._economics():
            keys = [Key(share.source, terms.BASIC, share.carried, "", "", share.function) for share in left]
            taken = [share for share, key in zip(left, keys, strict=True) if where.takes(key)]
            left = [share for share, key in zip(left, keys, strict=True) if not where.takes(key)]
            supplies = [Supply(share.function, share.source, share.carried, share.amount) for share in taken]
            pairs = join_pairs(supplies, economics, self._pack.links, self._codes, self._last_year)
            self._tell_pairs(pairs)
            yield from map(self._pair, pairs)
        for share in left:
            yield BasicLine(
                next(self._ids), share.function, "", share.source, share.carried, amount=share.amount, note=self._note(share)
            )

    def _economics(self) -> Iterator[tuple[Margin, dict[str, int]]]:
        """The tables by economic code, each with its amounts; of several for the same money the first."""
        tables: dict[str, dict[str, int]] = {}
        first: dict[str, Margin] = {}
        for margin in self._margins:
            if margin.by == ECONOMIC and margin.stream == SPENDING:
                first.setdefault(margin.table, replace(margin, filters=margin.filters[:1]))
                codes = tables.setdefault(margin.table, {})
                codes[margin.code] = codes.get(margin.code, 0) + margin.amount
        for table, codes in tables.items():
            yield first[table], codes

    def _pair(self, pair: Pair) -> BasicLine:
        supply, why = pair.supply, pair.why
        note = ASSUMED_PAIR.format(why=why) if why not in {ONLY, LINK} else ""
        return BasicLine(
            next(self._ids), supply.function, pair.economic, supply.source, supply.carried, amount=pair.amount, note=note
        )  # fmt: skip

    def _tell_pairs(self, pairs: Sequence[Pair]) -> None:
        ways: dict[str, int] = {}
        for pair in pairs:
            if pair.why != ONLY:
                ways[pair.why] = ways.get(pair.why, 0) + 1
        if ways:
            words = "，".join(f"{many} 行{why}" for why, many in ways.items())
            self.assumed.append(f"基本支出 {len(pairs)} 行：公开表只有功能科目和经济科目各自的合计，搭配是推定的（{words}）")
        for pair in pairs:
            if not pair.economic or not pair.supply.function:
                code = self._codes.function.with_name(pair.supply.function) or self._codes.economic.with_name(pair.economic)
                self.left_out.append(f"{code}：两张基本支出的表合计差 {show_exact(pair.amount)} 万元，这一行缺一个科目")

    # --- single figures

    def _carry_forward(self, shares: Iterable[Share]) -> Iterator[CarryForwardLine]:
        for share in shares:
            if share.kind == STAYS:
                yield CarryForwardLine(
                    next(self._ids), share.function, share.source, share.carried, share.amount, self._note(share)
                )

    def _three_public(self) -> Iterator[ThreePublicLine]:
        done: set[str] = set()
        for margin in self._margins:
            if margin.stream == THREE_PUBLIC and margin.amount:
                keys = [Key(source=source, item=item) for item in terms.THREE_PUBLIC_ITEMS for source in terms.FISCAL_SOURCES]
                key = next((key for key in keys if margin.takes(key)), None)
                if key is not None and (not done or margin.table in done):
                    done.add(margin.table)
                    yield ThreePublicLine(next(self._ids), key.item, key.source, margin.amount)

    def _typed(self) -> Iterator[TypedFigure]:
        done: set[str] = set()
        for margin in self._margins:
            if margin.stream != TYPED or not margin.amount:
                continue
            for row in self._pack.typed.rows:
                if row.id not in done and not row.sum and margin.takes(Key(item=row.id)):
                    done.add(row.id)
                    yield TypedFigure(next(self._ids), row.id, amount=margin.amount)
                    break
        for field in self._fields:  # a figure of a table is finer than that of a sentence
            if field.item not in done and not field.is_text and (field.amount or field.count):
                yield TypedFigure(next(self._ids), field.item, amount=field.amount or None, count=field.count)


_CLASS: Final = 3
_GROUP: Final = 5
"""Digits of a 类, which is no code of a line where the table has more, and of a 款."""
