"""政府采购: arithmetic, budget, catalogue, limits and the share for small firms (X-25 … X-25c, G-1 … G-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from models.book import terms
from models.book.edits import Fix
from models.book.places import BalancePart, Place
from models.book.purchases import product, purchase_money
from models.book.records import BasicLine, Book, FundingLine, OtherLine, ProcurementLine, Project
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.checks.wording import budget_parts, in_projects
from models.pack.forms.narrative import SumOfPurchases
from models.projects.amounts import project_budget
from models.published.context import Context
from models.values.money import MoneyUnit, fen, show_exact
from models.values.text import plain_name, short_name, shorten
from models.words.places import line_name

_CATALOGUE: Final = re.compile(r"[ABC]\d{2,8}")
_CLASSES: Final = {"A": "货物", "B": "工程", "C": "服务"}
_TOLERANCE: Final = MoneyUnit.WAN.value // 100
_SME_ALL: Final = {"goods": 200 * MoneyUnit.WAN.value, "works": 400 * MoneyUnit.WAN.value}
"""Up to these amounts (fen) everything suitable is reserved, above them 30 % (政府采购促进中小企业发展管理办法 §8)."""

_SME_SHARE: Final = Decimal("0.3")


def _lines(context: Context) -> Iterator[tuple[ProcurementLine, str]]:
    for number, line in context.numbered("procurement"):
        yield line, line_name("procurement", number)


def _at(line: ProcurementLine, field: str) -> Place:
    return Place("procurement", line.id, field)


def _parts(lines: Sequence[ProcurementLine]) -> tuple[BalancePart, ...]:
    return tuple(BalancePart(_at(line, "amount"), purchase_money(line)) for line in lines)


def quantity_times_price(context: Context) -> Iterator[CheckResult]:
    """X-25: 数量 × 单价 = 采购金额, within 0.01 万元 (ARITH)."""
    for line, where in _lines(context):
        worked_out = product(line)
        if worked_out is None or not isinstance(line.amount, int) or abs(worked_out - line.amount) <= _TOLERANCE:
            continue
        left, right = context.amounts.pair(worked_out, line.amount)
        difference = context.amounts.more_or_less(worked_out, line.amount)
        share_fits = fen(line.small_firms) <= worked_out  # otherwise the amount is probably right
        yield CheckResult(
            message=f"{where}：数量 × 单价 = {left}，金额 {right}，{difference}",
            place=_at(line, "amount"),
            values=(
                ("数量", line.quantity),
                (f"单价（{context.amounts.unit}）", context.amounts.exact(fen(line.price))),
                ("相乘", left),
                ("金额", right),
                ("相差", difference),
            ),
            remedy="查数量、单价和金额哪个录错；单价的单位看清是元还是万元",
            fix=Fix(f"金额改为 {left}", line.id, "amount", show_exact(worked_out)) if share_fits else None,
            balance=Balance((BalancePart(_at(line, "price"), worked_out),), (BalancePart(_at(line, "amount"), line.amount),)),
        )


def small_firms_share_is_a_part(context: Context) -> Iterator[CheckResult]:
    """X-25a: 预留中小微企业份额 is not more than the purchase (ARITH)."""
    for line, where in _lines(context):
        share, whole = fen(line.small_firms), purchase_money(line)
        if share > whole:
            left, right = context.amounts.pair(share, whole)
            yield CheckResult(
                message=f"{where}：预留份额 {left}，比采购金额 {right} {context.amounts.more_or_less(share, whole)}",
                place=_at(line, "small_firms"),
                values=(("预留中小微企业份额", left), ("采购金额", right)),
                remedy="预留份额是采购金额的一部分，最多相等：查哪个数录错",
                balance=Balance(
                    (BalancePart(_at(line, "small_firms"), share),),
                    (BalancePart(_at(line, "amount"), whole),),
                    at_most=True,
                ),
            )


def purchases_are_of_a_class(context: Context) -> Iterator[CheckResult]:
    """X-25b: 情况说明 splits the purchases by 采购目录序号 (货物, 工程, 服务); each with money is in one of its parts (ARITH)."""
    sums = (term for form in context.pack.narrative.figures.values() for term in form.terms if isinstance(term, SumOfPurchases))
    parts = tuple(sorted({start for term in sums for start in term.catalogue if start in _CLASSES}))
    for line, where in _lines(context) if parts else ():
        typed, money = line.catalogue.strip(), purchase_money(line)
        if money and not typed.startswith(parts):
            missing = f"目录序号“{shorten(typed)}”不是{'、'.join(parts)}开头" if typed else "没有目录序号"
            plain = plain_name(typed).upper()
            yield CheckResult(
                message=f"{where}：{missing}，情况说明的分项里少 {context.amounts.told(money)}",
                place=_at(line, "catalogue"),
                values=(("采购目录序号", typed or "空"), ("采购金额", context.amounts.told(money))),
                remedy=f"填上目录序号：{'，'.join(f'{_CLASSES[start]} {start} 开头' for start in parts)}，例如 A02010104",
                fix=Fix(f"改为 {plain}", line.id, "catalogue", plain) if _CATALOGUE.fullmatch(plain) else None,
            )


def purchases_name_what_pays(context: Context) -> Iterator[CheckResult]:
    """X-25c: where the form prints 项目名称, each purchase with money names its project, else what other money pays (FORM)."""
    form = context.pack.procurement
    if form is None or all(column.show != "project" for column in form.columns):
        return
    for line, where in _lines(context):
        money = purchase_money(line)
        if money and not line.project and not line.origin.strip():
            yield CheckResult(
                message=f"{where}：没有项目，也没有写其他来源，表里这一行没有名称，{context.amounts.told(money)} 不知道由哪笔钱出",
                place=_at(line, "project"),
                values=(("采购物品名称", line.name.strip() or "空"), ("采购金额", context.amounts.told(money))),
                remedy="选出钱的项目；不属于项目的，在“其他来源”里写明由哪笔钱出",
            )


def purchases_stay_in_the_budget(context: Context) -> Iterator[CheckResult]:
    """G-4: purchases stay within the approved budget (政府采购法实施条例 §29): Σ of a project's purchases ≤ its 预算数 (X-25)."""
    known = {project.id for project in context.book.projects}
    for line, where in _lines(context):
        if line.project and line.project not in known:
            yield CheckResult(
                message=f"{where}：所属的项目已经不在了",
                place=_at(line, "project"),
                remedy="重新选一个项目，或者删掉这笔采购",
            )
    for project, added in _bought(context.book):
        budget = project_budget(project)
        if added > budget:
            left, right = context.amounts.pair(added, budget)
            difference = context.amounts.more_or_less(added, budget)
            bought = [line for line in context.book.procurement if line.project == project.id]
            yield CheckResult(
                message=f"{short_name(project.name)}：采购合计 {left}，比预算数 {right} {difference}",
                place=_at(bought[-1], "amount"),
                other_place=in_projects(project.id, "funding"),
                values=(("政府采购合计", left), ("项目预算数", right), ("相差", difference)),
                remedy="采购不能超过项目的预算数；查采购金额，或者项目的预算数",
                balance=Balance(_parts(bought), budget_parts(project.funding), at_most=True),
            )


def purchases_stay_in_the_spending(context: Context) -> Iterator[CheckResult]:
    """G-4a: Σ purchases of a source ≤ the spending from it (预算法 §13); without the projects that G-4 reports, and 不予公开."""
    overspent = {project.id for project, added in _bought(context.book) if added > project_budget(project)}
    bought: dict[str, list[ProcurementLine]] = {}
    for line in context.book.procurement:
        if line.project not in overspent and purchase_money(line):
            bought.setdefault(line.source, []).append(line)
    for source, lines in bought.items():
        added, whole = sum(map(purchase_money, lines)), sum(fen(line.amount) for _, line in _paid_from(context.book, source))
        if added > whole:
            left, right = context.amounts.pair(added, whole)
            name = terms.SOURCES.get(source, source)
            spending = _paid_from(context.book, source)
            spent = tuple(BalancePart(Place(page, line.id, "amount"), fen(line.amount)) for page, line in spending)
            yield CheckResult(
                message=f"用{name}的采购合计 {left}，比这项资金的支出 {right} {context.amounts.more_or_less(added, whole)}",
                place=_at(max(lines, key=purchase_money), "amount"),
                values=(("政府采购合计", left), (f"{name}的支出", right), ("相差", context.amounts.more_or_less(added, whole))),
                remedy="采购的钱是支出的一部分：查采购金额的单位是元还是万元、资金来源有没有选错，或者支出有没有漏录",
                balance=Balance(_parts(lines), spent, at_most=True),
            )


def _bought(book: Book) -> Iterator[tuple[Project, int]]:
    """The projects that purchases name, with the sum of these."""
    sums: dict[int, int] = {}
    for line in book.procurement:
        sums[line.project] = sums.get(line.project, 0) + purchase_money(line)
    return ((project, sums[project.id]) for project in book.projects if project.id in sums)


def _paid_from(book: Book, source: str) -> Iterator[tuple[str, BasicLine | OtherLine | FundingLine]]:
    """Page and line of the spending from a source."""
    yield from (("basic", line) for line in book.basic if line.source == source)
    yield from (("others", line) for line in book.others if line.source == source)
    yield from (("projects", part) for project in book.projects for part in project.funding if part.source == source)


def small_purchases_may_stay_out(context: Context) -> Iterator[CheckResult]:
    """G-1: a purchase belongs in the table if it is in the 集中采购目录 or reaches the 限额 (the pack's limits; 0: not known)."""
    limit = context.pack.limits.goods
    if not limit:
        return
    sums: dict[tuple[int, str], int] = {}
    for line in context.book.procurement:
        key = (line.project, line.name.strip())
        sums[key] = sums.get(key, 0) + purchase_money(line)
    for line, where in _lines(context):
        if purchase_money(line) and not line.catalogue.strip() and sums[line.project, line.name.strip()] < limit:
            yield CheckResult(
                message=f"{where}：没有目录序号，也没到限额 {context.amounts.figure(limit)}",
                place=_at(line, "catalogue"),
                values=(
                    ("采购金额", context.amounts.told(purchase_money(line))),
                    ("分散采购限额（货物、服务）", context.amounts.figure(limit)),
                ),
                remedy="在集中采购目录里的，填目录序号；不在目录里又没到限额的，可以不列",
            )


def purchases_are_not_split(context: Context) -> Iterator[CheckResult]:
    """G-2: rows of one 品目 in one project, each below the open-tender limit, reach it together (政府采购法 §28, 条例 §28)."""
    limit = context.pack.limits.open_tender
    groups: dict[tuple[int, str], list[ProcurementLine]] = {}
    for line in context.book.procurement:
        catalogue = line.catalogue.strip()
        if catalogue and not _is_works(line):
            groups.setdefault((line.project, catalogue), []).append(line)
    for (_, catalogue), lines in groups.items():
        added = sum(map(purchase_money, lines))
        if limit and len(lines) > 1 and added >= limit > max(map(purchase_money, lines)):
            together, due = map(context.amounts.figure, (added, limit))
            yield CheckResult(
                message=f"{catalogue} 分 {len(lines)} 行共 {together}，达到公开招标的 {due}",
                place=_at(lines[0], "amount"),
                other_place=_at(lines[-1], "amount"),
                values=tuple((line.name, context.amounts.told(purchase_money(line))) for line in lines),
                remedy="同一品目不能拆开来避开公开招标；确实不是一批的，在备查资料里写明",
            )


def small_firms_get_their_share(context: Context) -> Iterator[CheckResult]:
    """G-3: goods and services up to 200 万元 and works up to 400 are reserved for small firms, above them 30 % (管理办法 §8)."""
    limits = context.pack.limits
    for line, where in _lines(context):
        works, total = _is_works(line), purchase_money(line)
        limit = limits.works if works else limits.goods
        if not limit or total < limit:
            continue
        all_reserved = total <= _SME_ALL["works" if works else "goods"]
        due = total if all_reserved else int(total * _SME_SHARE)
        if fen(line.small_firms) < due:
            part = "全部" if all_reserved else "30%"
            yield CheckResult(
                message=f"{where}：金额 {context.amounts.figure(total)}，一般{part}预留给中小企业",
                place=_at(line, "small_firms"),
                values=(
                    ("采购金额", context.amounts.figure(total)),
                    ("已预留", context.amounts.told(fen(line.small_firms))),
                    ("一般预留", context.amounts.figure(due)),
                ),
                remedy="不适宜由中小企业提供的，不用预留",
                fix=Fix(f"预留 {context.amounts.figure(due)}", line.id, "small_firms", show_exact(due)),
            )


def _is_works(line: ProcurementLine) -> bool:
    return line.catalogue.strip().upper().startswith("B")


def catalogue_has_its_shape(context: Context) -> Iterator[CheckResult]:
    """G-5: 采购目录序号 is A (goods), B (works) or C (services) and 2 to 8 digits (EMP)."""
    for line, where in _lines(context):
        typed = line.catalogue.strip()
        plain = plain_name(typed).upper()
        if typed and not _CATALOGUE.fullmatch(typed):
            yield CheckResult(
                message=f"{where}：目录序号“{shorten(typed)}”写法不对",
                place=_at(line, "catalogue"),
                values=(("采购目录序号", typed),),
                remedy="A（货物）、B（工程）、C（服务）加 2 到 8 位数字，例如 A02010104",
                fix=Fix(f"改为 {plain}", line.id, "catalogue", plain) if _CATALOGUE.fullmatch(plain) else None,
            )


_LINES: Final = ("procurement",)
CHECKS: Final = (
    Check("X-25", quantity_times_price, each=_LINES),
    Check("X-25a", small_firms_share_is_a_part, each=_LINES),
    Check("X-25b", purchases_are_of_a_class, each=_LINES),
    Check("X-25c", purchases_name_what_pays, each=_LINES),
    Check("G-1", small_purchases_may_stay_out, reads=("procurement",)),
    Check("G-2", purchases_are_not_split, reads=("procurement",)),
    Check("G-3", small_firms_get_their_share, each=_LINES),
    Check("G-4", purchases_stay_in_the_budget, reads=("procurement", "projects")),
    Check("G-4a", purchases_stay_in_the_spending, reads=("procurement", "projects", "basic", "others")),
    Check("G-5", catalogue_has_its_shape, each=_LINES),
)
