"""The keys of forms.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.amounts import amounts_keys
from models.pack.vocabulary.key import Key

_TYPED: Final = "typed"

KEYS: Final[tuple[Key, ...]] = (
    *amounts_keys("procurement", "政府采购表的金额和单价"),
    *amounts_keys("assets", "固定资产表的价值"),
    Key(_TYPED, "id", "这一项的英文名，字母、数字和下划线；operating 是机关运行经费，程序会拿它和基本支出核对", 'id = "cars"'),
    Key(_TYPED, "label", "“其他数据”页上显示的名称", 'label = "公务用车"'),
    Key(_TYPED, "kind", "amount 是金额，count 是数量", 'kind = "count"'),
    Key(_TYPED, "unit", "数量的单位，只写给 count", 'unit = "辆"'),
    Key(_TYPED, "group", "“其他数据”页上的小标题，相同的排在一起", 'group = "国有资产"'),
    Key(_TYPED, "hint", "选中这一格时显示的提示", 'hint = "上年 12 月 31 日的实有数"'),
    Key(_TYPED, "sum", "这一项由哪几项相加，相加的不用填", 'sum = ["cars_leaders", "cars_other"]'),
    Key(_TYPED, "part_of", "是哪一项的其中数；各个其中数加起来不能比它大", 'part_of = "cars"'),
    Key(_TYPED, "complete", "true：各个其中数加起来正好等于这一项", "complete = true"),
    Key(_TYPED, "by_agency", "true：机构设置里的每个单位各填一个", "by_agency = true"),
    Key(_TYPED, "yearly", "true：每年重新填，转入下一年时不带过去", "yearly = true"),
)
