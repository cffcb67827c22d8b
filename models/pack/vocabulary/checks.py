"""The keys of checks.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    Key("", "severity", "把某项检查改得严些或宽些：检查的编号 = 错误、核实、提示、不查", ""),
    Key("severity", "*", "一项检查的轻重；编号见 docs/checks.md 和 equation 的 code", '"K-6" = "提示"'),
    Key("", "figures", "检查要用的格子", ""),
    Key("figures", "*", "project_spending 是项目支出合计在哪一格，写成 表:行:栏", 'project_spending = "T3:total:project"'),
    Key("", "project_codes", "项目编码的校验位", ""),
    Key("project_codes", "certain", "编码以这些开头的，末位一定是校验位", 'certain = ["130511"]'),
    Key("project_codes", "likely", "编码以这些开头的，末位多半是校验位", 'likely = ["13"]'),
    Key("", "equation", "一条勾稽关系；每条以 [[equation]] 开头", ""),
    Key("equation", "code", "编号，可以和别的相同", 'code = "X-1"'),
    Key("equation", "rule", "用一句话说这条关系", 'rule = "收入总计等于支出总计"'),
    Key(
        "equation",
        "left",
        "左边：一个数或几个数相加。一格写成 表:行:栏，行写 * 就是每个科目各比一次，写 total 是合计行；"
        "另外填的金额 typed:项、政府采购 procurement:amount、固定资产 assets:行、项目预算 projects:all、"
        "清单一栏的合计 list:清单:栏，narrative.toml 的 [figures] 里的数 figure:名称",
        'left = ["T1:income_total:income"]',
    ),
    Key("equation", "right", "右边，写法同左边", 'right = ["T1:spending_total:spending"]'),
    Key("equation", "relation", "左边和右边的关系：=、<=（不大于）、>=（不小于）", 'relation = "<="'),
    Key("equation", "severity", "不成立时算什么：错误、核实、提示", 'severity = "核实"'),
    Key("equation", "level", "行写 * 时，只比编码有几位的科目；0 是都比", "level = 3"),
    Key(
        "equation",
        "left_name",
        "左边叫什么，提示里用；不写就用格子的名称。按条件加的数（figure:名称 里写了 facts 的）必须写",
        'left_name = "收入总计"',
    ),
    Key("equation", "right_name", "右边叫什么", 'right_name = "支出总计"'),
    Key("equation", "hint", "不成立时告诉填报人怎么办", 'hint = "收入和支出两边有一边漏了或多了一笔"'),
    Key("", "link", "部门经济科目和常配的功能科目，录入时用来补全和核实", ""),
    Key("link", "economic", "部门经济科目", 'economic = "30108"'),
    Key("link", "function", "常配的功能科目", 'function = "2080505"'),
)
