"""Fields of a project's head and columns of its indicator grid by the ids that they have in every form, and their usual names.

A value is stored under its id, so that it stays with the project under every form (``models.book.list_lines``).
"""

from __future__ import annotations

from typing import Final

STANDARD_FIELDS: Final = {
    "department": "主管部门", "agency": "实施单位", "nature": "项目性质", "kind": "项目类别", "attribute": "项目属性",
    "start": "开始日期", "end": "结束日期", "person": "负责人", "phone": "联系电话", "ground": "立项依据",
    "necessity": "立项必要性", "measures": "保障措施", "funding_words": "资金构成说明",
}  # fmt: skip
"""Texts of the head that only some places ask for (FIELD §1 has the layouts)."""

TYPED_MONEY: Final = {"term_fiscal": "实施期财政资金", "term_other": "实施期其他资金"}
"""Amounts of the whole 实施期, which no line of the year's budget gives."""

FIELD_WORDS: Final = {**STANDARD_FIELDS, **TYPED_MONEY}
"""Id of a further field of the head → its name where the form has no label of its own."""

GRID_TEXTS: Final = {
    "dimension": "一级指标", "category": "二级指标", "name": "三级指标", "description": "绩效指标描述", "target": "指标值",
    "basis": "指标值确定依据",
}  # fmt: skip
"""Columns that are fields of every indicator."""

GRID_CELLS: Final = {
    "weight": "权重", "standard": "绩效标准", "note": "备注", "direction": "指标方向性", "last_year": "上年指标值",
    "year_before": "前年指标值", "scoring": "评（扣）分标准", "term_target": "实施期指标值",
}  # fmt: skip
"""Columns that only some places have."""

TARGET_PARTS: Final = {"sign": "计算符号", "value": "指标值", "unit": "计量单位", "measure": "指标性质"}
"""Columns that show a part of the one text 指标值; ``measure`` says 定量 or 定性."""

COLUMN_WORDS: Final = {**GRID_TEXTS, **GRID_CELLS, **TARGET_PARTS}
"""Id of a column → its name where the form has no heading of its own."""
