"""The keys of ``amounts``, which stands in several files."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

_STYLE: Final = (
    ("unit", "金额按什么单位印：“万元”或“元”。书里的金额总是存到分，这里只管怎么印", 'unit = "元"'),
    ("decimals", "印几位小数：万元 0 到 6 位，元 0 到 2 位；逐格四舍五入", "decimals = 0"),
    ("grouping", "整数部分是否每三位一个逗号", "grouping = true"),
    ("zero", '零印成什么：空着（""）、0、0.00（小数位数同 decimals）或者一横（—）', 'zero = ""'),
    ("trim", "是否去掉小数末尾的零：25.00 印成 25", "trim = false"),
)
"""What ``amounts`` may say: name, meaning, example."""


def amounts_keys(section: str, covers: str) -> tuple[Key, ...]:
    """The keys of an ``amounts`` in ``section``; ``covers`` says in Chinese which amounts it is about."""
    meaning = f"{covers}怎么印；没有写的键，照上一级的 amounts"
    whole = Key(section, "amounts", meaning, 'amounts = { unit = "元", decimals = 0, grouping = true }')
    inner = f"{section}.amounts" if section else "amounts"
    return (whole, *(Key(inner, name, meaning, example) for name, meaning, example in _STYLE))
