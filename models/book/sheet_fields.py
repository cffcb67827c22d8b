"""The standard fields of a project's head and columns of its indicator grid that only some places have, and their usual names.

A value is stored under its id, so that it stays with the project under every form (``models.book.list_lines``).
"""

from __future__ import annotations

from typing import Final

STANDARD_FIELDS: Final = {
    "department": "主管部门", "agency": "实施单位", "nature": "项目性质", "kind": "项目类别", "attribute": "项目属性",
    "start": "开始日期", "end": "结束日期", "person": "负责人", "phone": "联系电话", "ground": "立项依据",
    "necessity": "立项必要性", "measures": "保障措施", "funding_words": "资金构成说明",
}  # fmt: skip

TYPED_MONEY: Final = {"term_fiscal": "实施期财政资金", "term_other": "实施期其他资金"}
"""Amounts of the whole 实施期, which no line of the year's budget gives."""

STANDARD_COLUMNS: Final = {
    "weight": "权重", "standard": "绩效标准", "note": "备注", "direction": "指标方向性", "last_year": "上年指标值",
    "year_before": "前年指标值", "scoring": "评（扣）分标准", "term_target": "实施期指标值",
}  # fmt: skip
