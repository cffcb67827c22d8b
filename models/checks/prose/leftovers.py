"""What a form leaves standing in a text: alternatives, blanks, sentences that break off, words that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.checks.prose.paragraphs import Paragraph, paragraphs
from models.checks.prose.remark import Remark

_UP_DOWN: Final = "增加|减少|增长|下降|提高|降低|上升"
_ALTERNATIVE: Final = re.compile(
    rf"(?:(?:{_UP_DOWN})（(?:或|/)?(?:{_UP_DOWN}|持平)[^（）]{{0,4}}）|（(?:{_UP_DOWN})）(?:{_UP_DOWN}))(?!情况|额|变动|率|幅度)"
    rf"|(?:{_UP_DOWN})/(?:{_UP_DOWN}|持平)(?=[\dXx×_]|了)|（(?:{_UP_DOWN})(?:内容|原因|情况)）"
    r"|（(?:如|若)无[^（）]*(?:写|说明|填)[^（）]*）|（(?:列举|简述)[^（）]+）$"
)
"""增加（减少）情况 is a heading of a table, no choice."""

_BLANK_SUM: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[XxＸｘ](?:[,，][XxＸｘ]{3})*|[_＿]{2,}|[○〇]{2,})(?:\.[XxＸｘ]+)?(?=万元|元|%|家|个|人|辆|台)"
)
_NO_SUM: Final = re.compile(
    rf"(?:{_UP_DOWN}|合计|共计|总计|安排|(?:数|额|率|支出|收入|预算)为)(?:了|为)?(?:万元|元|%)(?=[，。；、（]|$)"
)
_SAME_TOO: Final = re.compile(rf"(?:{_UP_DOWN})了?(?P<number>[\d.,]+)(?:万元|元|%)（持平）")
_BROKEN: Final = re.compile(
    r"(?:原因(?:是|为|在于|有)：?|原因：|主要(?:用于|为|是|包括)：?|(?:是|原因)?(?:因为|由于)|其中：?|分别(?:为|是)：?)(?:…+|\.{3,})?(?=[。；]|$)|[，、](?=$)"
)
_CONTRADICTION: Final = re.compile(
    r"(?P<one>增加|减少|增长|下降|上升|降低|持平)(?P<other>增加|减少|增长|下降|上升|降低|持平)(?=\d|[，。；）]|$)"
)
_LESS_THAN_NOTHING: Final = re.compile(r"(?:减少|下降|降低|压减)(?:了|额)?为?[-\u2212－](?=\d)")
_RISES: Final = frozenset({"增加", "增长", "提高", "上升"})
_REASON: Final = re.compile(
    rf"(?P<word>{_UP_DOWN})(?:[\d.,]+(?:万元|元|%))?的?[，。]?(?:的?主要)?原因(?:是|为|：)：?"
    rf"(?P<said>[^，。；、]*?(?:经费|预算|支出|资金|拨款|投入|收入)(?P<reason>{_UP_DOWN}))(?=[。；]|$)"
)
_ANOTHER_YEAR: Final = re.compile("上一?年|去年|年初|20\\d\\d年|基数")
"""What became more last year is a reason for less now."""

_LONG: Final = 20


def alternatives(text: str) -> Iterator[Remark]:
    """Choices and blanks of a template: 增加（减少）, 增加3万元（持平）, X万元, 增加万元 (P-11c)."""
    for paragraph in paragraphs(text):
        for match in _ALTERNATIVE.finditer(paragraph.plain):
            yield _remark(paragraph, match, f"还留着“{match[0]}”", "留下说得对的一个，删掉别的")
        for match in _BLANK_SUM.finditer(paragraph.plain):
            start, end = paragraph.span(*match.span())
            yield Remark(start, end, f"“{text[start:end]}”还没有换成数", "填上数")
        for match in _NO_SUM.finditer(paragraph.plain):
            yield _remark(paragraph, match, f"“{match[0]}”里没有数", "填上数；没有这项内容的，删掉这句")
        for match in _SAME_TOO.finditer(paragraph.plain):
            if match["number"].strip("0.,"):
                yield _remark(paragraph, match, f"“{match[0]}”又增减又持平", "留下说得对的一个，删掉别的")


def broken_sentences(text: str) -> Iterator[Remark]:
    """Sentences that break off: 主要原因是。 or a comma at the end (P-11d). A list may follow 其中： in the next paragraph."""
    whole = paragraphs(text)
    for paragraph in whole:
        for match in _BROKEN.finditer(paragraph.plain):
            at_end = match.end() == len(paragraph.plain)
            if at_end and paragraph is not whole[-1]:
                continue
            if match[0] in {"，", "、"}:
                said = paragraph.plain[max(0, match.start() - 6) : match.end()]
                yield _remark(paragraph, match, f"最后停在“{said}”", "把话写完，或者改成句号")
            else:
                yield _remark(paragraph, match, f"“{match[0]}”后面没有内容", "把话写完，或者删掉这几个字")


def missing_stops(text: str) -> Iterator[Remark]:
    """A paragraph of several sentences without a full stop at its end (R-14); a row of a table is none."""
    for paragraph in paragraphs(text):
        plain = paragraph.plain
        end = plain.rfind("。")
        if end >= 0 and len(plain) > _LONG and _is_prose(plain[-1]) and "\t" not in text[paragraph.at[0] : paragraph.at[-1]]:
            start, stop = paragraph.span(len(plain) - 1, len(plain))
            said = plain[max(end + 1, len(plain) - 8) :]
            yield Remark(start, stop, f"最后一句“{said}”没有句号", "补上句号", f"{text[start:stop]}。")


def _is_prose(last: str) -> bool:
    """Whether a paragraph that ends so is a sentence; a document number (文号) ends a list of them."""
    return "\u3400" <= last <= "\u9fff" and last != "号"


def contradictions(text: str) -> Iterator[Remark]:
    """Two directions at once: 增加持平, 减少增加140.40万元, 减少-5.00万元 (P-11e)."""
    for paragraph in paragraphs(text):
        for match in _CONTRADICTION.finditer(paragraph.plain):
            if match["one"] != match["other"]:
                yield _remark(paragraph, match, f"“{match[0]}”前后矛盾", "留下说得对的一个词")
        for match in _LESS_THAN_NOTHING.finditer(paragraph.plain):
            yield _remark(paragraph, match, f"“{match[0]}”后面是负数，减少负数就是增加", "减少的，去掉负号；增加的，改成增加")


def contradicting_reasons(text: str) -> Iterator[Remark]:
    """A rise explained by one thing that became less, or the other way round (P-10a)."""
    for paragraph in paragraphs(text):
        for match in _REASON.finditer(paragraph.plain):
            if (match["word"] in _RISES) is not (match["reason"] in _RISES) and not _ANOTHER_YEAR.search(match["said"]):
                problem = f"说的是{match['word']}，原因却是“…{match['said'][-6:]}”"
                yield _remark(paragraph, match, problem, "核对方向和原因；说得通的，不用改")


def _remark(paragraph: Paragraph, match: re.Match[str], problem: str, remedy: str) -> Remark:
    return Remark(*paragraph.span(match.start(), match.end()), problem, remedy)
