"""Books from the golden entries: what a clerk of the published budgets would have keyed in."""

from __future__ import annotations

import json
from itertools import count, cycle
from typing import Any

from msgspec.structs import replace

from models.book import edits
from models.book.records import (
    AgencyLine,
    AssetLine,
    BasicLine,
    Book,
    FundingLine,
    Goal,
    IncomeLine,
    Indicator,
    LastYearFigure,
    PlanPoint,
    Project,
    ThreePublicLine,
    TypedFigure,
    Unit,
    WrittenText,
)
from models.projects.incoming import numbered, unnumbered
from models.values.money import Amount, MoneyUnit, read_amount
from tests.folders import GOLDEN


def read_json(name: str) -> Any:
    """A golden file."""
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


def yuan(text: str) -> Amount:
    """Golden amounts are yuan with two decimals."""
    return read_amount(text, MoneyUnit.YUAN)


def seed1_book(*, income: bool = True) -> Book:
    """The budget of 开发区党群工作部 2024; without ``income`` nothing is typed on the income side."""
    data = read_json("seed1_entries.json")
    ids = count(1)
    unit = data["unit"]
    book = Book(
        pack="hebei-xingtai-2024",
        year=unit["year"],
        stage="批复",
        unit=Unit(code=str(unit["code"]), name=unit["name"], region=str(unit["region"])),
        basic=tuple(
            BasicLine(next(ids), line["function_code"], line["economic_code"], amount=yuan(line["yuan"]))
            for line in data["basic_lines"]
        ),
        projects=tuple(_seed1_project(project, ids) for project in data["projects"]),
        income=tuple(_seed1_income(data["income"], ids)) if income else (),
        assets=(AssetLine(next(ids), "other", str(data["fixed_assets"]["其他固定资产"]["count"]), read_amount("371.12")),),
        last_year=tuple(
            LastYearFigure(next(ids), item, read_amount(amount), reason)
            for item, amount, reason in (
                ("total", "10544.51", ""),
                ("basic", "914.98", "机构改革，人社口和就业口划分到社会事务局，相应减少基本支出"),
                ("project", "9629.53", "机构改革，人社口和就业口划分到社会事务局，相应减少专项支出"),
                ("three_public", "0.50", "落实上级“过紧日子”政策，严控一般性支出，减少“三公”对应项目0.5万元"),
            )
        ),
    )
    return replace(book, next_id=next(ids))


def with_sixty_projects(book: Book) -> Book:
    """The book with its projects again and again, until there are sixty."""
    ids = count(book.next_id)
    again = cycle(book.projects)
    more = [numbered(unnumbered(next(again)), next(ids), ids) for _ in range(60 - len(book.projects))]
    return replace(book, projects=(*book.projects, *more), next_id=next(ids))


def with_seed1_texts(book: Book) -> Book:
    """The book with what the clerk of the first budget wrote for 情况说明."""
    data = read_json("seed1_texts.json")
    agencies = tuple(AgencyLine(book.next_id + i, *row) for i, row in enumerate(data["agencies"]))
    book = replace(book, agencies=agencies, next_id=book.next_id + len(agencies))
    return edits.combined("情况说明", [edits.set_text(item, text) for item, text in data["texts"].items()])(book)


def _seed1_income(lines: list[dict[str, str]], ids: Any) -> Any:
    for line in lines:
        for column, carried in (("一般公共预算拨款", False), ("上年结转(一般公共预算)", True)):
            amount = yuan(line[column])
            if amount:
                yield IncomeLine(next(ids), line["function_code"], "general", carried, amount)


def _seed1_project(data: dict[str, Any], ids: Any) -> Project:
    own = next(ids)
    funding = [FundingLine(next(ids), data["function_code"], "general", data["carried_over"], amount=yuan(data["fiscal_yuan"]))]
    return Project(
        id=own,
        code=data["code"],
        name=data["name"],
        use=data["use"],
        plan_label="资金支出计划（%）",
        funding=tuple(funding),
        plan=tuple(PlanPoint(next(ids), month, value) for month, value in data["plan_wan"].items() if value is not None),
        goals=(Goal(next(ids), "", data["goal"]),),
        indicators=tuple(Indicator(next(ids), *row) for row in data["indicators"]),
    )


def seed2_book() -> Book:
    """A book of the 18 project sheets of 芦台, cells as printed."""
    ids = count(1)
    projects = tuple(_seed2_project(data, ids) for data in read_json("seed2_projects.json"))
    unit = Unit(code="", name="芦台经济开发区", region="")
    return Book("hebei-lutai-2024", 2024, "批复", unit, projects=projects, next_id=next(ids))


_STATEMENT = GOLDEN / "district_statement.txt"
_TYPED = {
    "debt_general": "24200", "debt_special": "80500",
    "fund_principal": "1000", "fund_interest": "3176", "general_interest": "768",
}  # fmt: skip
_THREE_PUBLIC = {"car_purchase": ("29", "31"), "car_running": ("100", "98"), "reception": ("113", "113"), "abroad": ("18", "18")}
"""Items of “三公”经费 with this year's and last year's 万元."""


def statement_lines() -> list[str]:
    """The published statement of the district, paragraph by paragraph, without the blanks that it was set with."""
    return ["".join(line.split()) for line in _STATEMENT.read_text(encoding="utf-8").splitlines()]


def district_book() -> Book:
    """What a clerk of 芦台 would have keyed in for the statement of the district: its figures, its own words, its sheets."""
    ids, lines = count(10_000), statement_lines()
    own = {"performance_goals": "一、持续强化", "performance_evaluation": "二、稳步推进"}
    return replace(
        seed2_book(),
        pack="hebei-lutai-district-2025",
        year=2025,
        unit=Unit(name="河北芦台经济开发区", region="130271"),
        typed=tuple(TypedFigure(next(ids), item, "", read_amount(wan)) for item, wan in _TYPED.items()),
        three_public=tuple(ThreePublicLine(next(ids), item, amount=read_amount(now)) for item, (now, _) in _THREE_PUBLIC.items()),
        last_year=tuple(LastYearFigure(next(ids), item, read_amount(before)) for item, (_, before) in _THREE_PUBLIC.items()),
        texts=tuple(
            WrittenText(next(ids), item, next(line for line in lines if line.startswith(start))) for item, start in own.items()
        ),
        next_id=next(ids),
    )


def _seed2_project(data: dict[str, Any], ids: Any) -> Project:
    own = next(ids)
    return Project(
        id=own,
        code=data["code"],
        name=data["name"],
        use=data["use"],
        plan_label=data["plan_label"],
        funding=(FundingLine(next(ids), amount=read_amount(data["fiscal"]), typed=data["fiscal"]),),
        plan=tuple(PlanPoint(next(ids), month, value) for month, value in data["plan"].items()),
        goals=tuple(Goal(next(ids), *(row if len(row) == 2 else ["", *row])) for row in data["goals"]),
        indicators=tuple(Indicator(next(ids), *row) for row in data["indicators"]),
    )
