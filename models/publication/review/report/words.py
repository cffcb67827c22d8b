"""A review in words: what could be read, where a finding stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.incoming.recognised.recognise import KINDS
from models.incoming.recognised.titles import TABLE
from models.publication.review.finding import Coverage, ReviewFinding

WHOLE: Final = "整份文件"
"""The place of what has none."""


def place_words(finding: ReviewFinding) -> str:
    """``第 9 页，2024年部门预算编制说明``; ``WHOLE`` for what has no place."""
    return "，".join(filter(None, (finding.place.words(), finding.part))) or WHOLE


def coverage_words(name: str, coverage: Coverage) -> Iterator[str]:
    """What could be read of the file ``name``, a sentence each."""
    about = [coverage.pack, f"{coverage.year} 年" if coverage.year else "", coverage.unit]
    unknown = "只核对按科目的合计和文字" if coverage.relations else "表没有核对，只核对文字"
    yield f"{name}：{'，'.join(filter(None, about)) if coverage.pack else f'没有认出是哪个版式的公开表，{unknown}'}"
    tables = [part for part in coverage.parts if part.kind == KINDS[TABLE]]
    figures = sum(part.figures for part in tables)
    read = [f"{coverage.pages} 页" if coverage.pages else "", f"{len(tables)} 张公开表 {figures} 个数" if tables else ""]
    read += [f"{coverage.paragraphs} 段文字", f"{coverage.sheets} 张绩效目标表" if coverage.sheets else ""]
    yield f"读了 {'、'.join(filter(None, read))}；算了 {coverage.relations} 处合计和对应"
    if coverage.missing:
        yield f"没有找到：{'、'.join(coverage.missing)}"
    for part in coverage.parts:
        if part.unread:
            yield f"{part.place.words()}{part.kind}“{part.title}”有 {len(part.unread)} 处没有读懂"
    yield from coverage.notes
