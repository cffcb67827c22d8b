"""目录 of a web page: lists inside each other, every line a link to its part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.publication.document import Heading
from storage.publication.html.table import plain


def nested(lines: Sequence[Heading], names: Mapping[str, str]) -> str:
    """The lines as nested lists; ``names`` are the ids of the headings by key. A line without one is plain text."""
    out: list[str] = []
    levels: list[int] = []
    for line in lines:
        while levels and levels[-1] > line.level:
            levels.pop()
            out.append("</li></ol>")
        if levels and levels[-1] == line.level:
            out.append("</li>\n")
        else:
            levels.append(line.level)
            out.append("<ol>\n")
        name, text = names.get(line.key), plain(line.text)
        out.append(f'<li><a href="#{name}">{text}</a>' if name else f"<li>{text}")
    out += ["</li></ol>"] * len(levels)
    return "".join(out) + "\n"
