"""The words for the fields of a 绩效目标表 that have the same id in every form, used where a form has no label of its own.

FIELD §1 has the layouts that print them.
"""

from __future__ import annotations

from typing import Final

STANDARD_FIELDS: Final = {
    "department": "主管部门",
    "agency": "实施单位",
    "nature": "项目性质",
    "kind": "项目类别",
    "attribute": "项目属性",
    "start": "开始日期",
    "end": "结束日期",
    "person": "负责人",
    "phone": "联系电话",
    "ground": "立项依据",
    "necessity": "立项必要性",
    "measures": "保障措施",
    "funding_words": "资金构成说明",
    "term_fiscal": "实施期财政资金",
    "term_other": "实施期其他资金",
}
"""Id of a further field of the head → its name. TERM_AMOUNTS are amounts, all others texts."""

TERM_AMOUNTS: Final = frozenset({"term_fiscal", "term_other"})
"""Amounts of the head that are of the whole 实施期, not of one year."""

STANDARD_COLUMNS: Final = {
    "dimension": "一级指标",
    "category": "二级指标",
    "name": "三级指标",
    "description": "绩效指标描述",
    "target": "指标值",
    "basis": "指标值确定依据",
    "weight": "权重",
    "standard": "绩效标准",
    "note": "备注",
    "direction": "指标方向性",
    "last_year": "上年指标值",
    "year_before": "前年指标值",
    "scoring": "评（扣）分标准",
    "term_target": "实施期指标值",
    "sign": "计算符号",
    "value": "指标值",
    "unit": "计量单位",
    "measure": "指标性质",
}
"""Id of a column of the indicator grid → its name: the fields of the record, its cells, then the parts of ``target``."""
