"""narrative.toml: sentences whose own words contradict the number beside them."""

from __future__ import annotations

from tests.models.pack.faults.fault import Fault, edited

N = "narrative.toml"
MORE, LESS, SAME = 'more = "增加{amount}万元"', 'less = "减少{amount}万元"', 'same = "持平"'
BASIC, OWN, ASSETS = "基本支出{change:basic}", "{income_own}万元", "{assets}万元"
NO_REASON = '  { text = "，主要为{reason:basic}", when = "change:basic" },\n'


def words(name: str, old: str, new: str, says: str) -> Fault:
    """A fault in the wording of changes."""
    return edited(name, N, old, new, says, new.splitlines()[-1] if old == SAME else None)


def sentence(name: str, old: str, new: str, says: str, line: str = "") -> Fault:
    """A fault in a sentence."""
    return edited(name, N, old, new, says, line or new.splitlines()[0])


WORDS = (
    words("more by a word for less", MORE, 'more = "压减{amount}万元"', "这里是增加时的话，写的却是“压”"),
    words("more that says fewer", MORE, 'more = "比上年少{amount}万元"', "写的却是“少”"),
    words("more that says the same", MORE, 'more = "持平{amount}万元"', "写的却是“持平”"),
    words("less by a word for more", LESS, 'less = "提高{amount}万元"', "这里是减少时的话，写的却是“提高”"),
    words("less that says much", LESS, 'less = "比上年多{amount}万元"', "写的却是“多”"),
    words("same that says more", SAME, 'same = "增加"', "这里是持平时的话，写的却是“增”"),
    words("same that says less", SAME, 'same = "减少0.00万元"', "写的却是“减”"),
    words("unchanged that says more", SAME, f'{SAME}\nunchanged = "增长"', "unchanged：这里是持平时的话"),
    words("increase that says the same", SAME, f'{SAME}\nincrease = "持平"', "increase：这里是增加时的话"),
    words("decrease that says more", SAME, f'{SAME}\ndecrease = "上升"', "decrease：这里是减少时的话"),
    words("percentage in the words with a sign", MORE, 'more = "增加{percent}%"\nnew = "增加"', "“{percent}”自己带着单位"),
    words("percentage in the words with a unit", MORE, 'more = "增加{percent}万元"\nnew = "增加"', "后面的“万元”会多出来"),
    words("half a brace in the words", MORE, 'more = "增加{amount}{万元"', "花括号"),
    words("amount in the words without a unit", MORE, 'more = "增加{amount}"', "“{amount}”是金额，后面要写“万元”"),
)
SENTENCES = (
    sentence("more before a change", BASIC, "基本支出增加{change:basic}", "“增加”是写死的，数变了就是假话", "增加{change:basic}"),
    sentence("less before a direction", BASIC, "基本支出减少{direction:basic}{percent:basic}", "“减少”是写死的"),
    sentence("more in the reason of a change", BASIC, "{change:basic}，主要是人员增加", "原因由 {reason:项} 写", "人员增加"),
    sentence("percentage without a direction", f'{BASIC}",\n{NO_REASON}', '基本支出变动{percent:basic}",\n', "{direction:basic}"),
    sentence("last year's figure of another item", BASIC, "上年{before:project}万元，{change:basic}", "不是同一项"),
    sentence(
        "reason of another item",
        "主要为{reason:basic}",
        "主要为{reason:project}",
        "“{reason:project}”和这句话里的增减（basic、total）不是同一项",
    ),
    sentence("unit behind a change", BASIC, "基本支出{change:basic}万元", "“{change:basic}”自己带着单位，后面的“万元”会多出来"),
    sentence("sign behind a percentage", BASIC, "基本支出{direction:basic}{percent:basic}%", "后面的“%”会多出来"),
    sentence("unit in brackets", OWN, "{income_own}（元）", "这里写的是“元”"),
    sentence("amount without a unit", OWN, "{income_own}", "“{income_own}”是金额，后面要写“万元”", "{income_own}，"),
    sentence("amount of half a unit", OWN, "{income_own}万", "“{income_own}”是金额，后面要写“万元”"),
    sentence("amount as a percentage", OWN, "{income_own}%", "“{income_own}”是金额，后面要写“万元”"),
    sentence("quantity as money", ASSETS, "{quantity:vehicle}万元", "“{quantity:vehicle}”是数量，不是金额"),
    sentence("number of projects as money", ASSETS, "{count:projects}万元", "“{count:projects}”是数量，不是金额"),
    sentence("bodies of no nature", ASSETS, f"{ASSETS}{{count:agencies:企业}}家", "不知道数哪一种单位，只能是 agencies:行政单位"),
)


def repeated(name: str, text: str, says: str, *more: str) -> Fault:
    """A fault in a sentence for each function code."""
    lines = 'each = "function"', 'facts = "spending"', *more, f"text = '{text}'"
    return edited(name, N, 'heading = "1、收入说明"', "\n".join(lines), says, text)


PERCENT = 'words = { more = "增加{percent}", less = "减少{percent}", same = "持平", new = "增加" }'
REPEATED = (
    repeated("amount of a code without a unit", "{item}{amount}。", "“{amount}”是金额，后面要写“万元”"),
    repeated("money of last year without a unit", "{item}{amount}万元，上年{executed}。", "“{executed}”是金额，后面要写“万元”"),
    repeated("sign behind the percentage of a code", "{item}{direction}{percent}%。", "“{percent}”自己带着单位", PERCENT),
    repeated("percentage of a code without a direction", "{item}变动{percent}。", "前面要写 {direction}", PERCENT),
    repeated("more before the change of a code", "{item}增加{change}。", "“增加”是写死的", PERCENT),
)
FIGURE = 'income_this_year = { sum = "T1:income_this_year:income", '
FIGURES = (
    edited("year beside a figure", N, "{year}年预算收入{income}", "2024年预算收入{income}", "旁边的 2024 年却是写死的"),
    edited(
        "figure in square brackets", N, "{income_own}万元", "[income_own]万元", "“[income_own]”会照样印出来，要写成 {income_own}"
    ),
    edited("figure in signs", N, "{income_own}万元", "%income_own%万元", "要写成 {income_own}"),
    edited(
        "cell twice in a figure",
        N,
        FIGURE,
        FIGURE.replace('"T1:income_this_year:income"', '["T1:own:income", "T1:own:income"]'),
        "加两遍",
    ),
    edited(
        "total and part in a figure",
        N,
        FIGURE,
        FIGURE.replace('"T1:income_this_year:income"', '["T1:income_this_year:income", "T1:own:income"]'),
        "“T1:income_this_year:income”和“T1:own:income”里有同一笔钱",
    ),
    edited("name of two figures", N, 'names = ["收入合计"]', 'names = ["预算收入"]', "“income”已经叫“预算收入”"),
    edited("clause that never prints", N, 'when = "spending_business"', 'when = "income", unless = "income"', "这一截永远不印"),
    edited("text of nothing", N, 'text = "1、财政拨款收入：', 'text = "" # "', "不能空着"),
)
FAULTS = (*WORDS, *SENTENCES, *REPEATED, *FIGURES)
