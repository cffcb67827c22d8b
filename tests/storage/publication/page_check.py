"""Checks a web page as strictly as a validator: balance, ids, links, tables, headings, and that nothing comes from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"meta", "br"})
KNOWN = frozenset({
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ol",
    "li", "a", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "br",
})  # fmt: skip
INSIDE = {
    "caption": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody"}, "th": {"tr"}, "td": {"tr"},
    "li": {"ol"},
}  # fmt: skip
"""What may stand in what alone."""


class PageCheck(HTMLParser):
    """Collects what is wrong with a page in ``faults``."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.faults, self.ids, self.links, self.headings, self.tables = [], [], [], [], []
        self._open = []
        self._language = self._title = ""
        self.feed(page)
        self.close()
        self._end()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if len(attributes) != len(attrs):
            self.faults.append(f"an attribute twice: {tag}")
        if tag not in KNOWN:
            self.faults.append(f"{tag} is not for this page")
        if tag in INSIDE and (not self._open or self._open[-1] not in INSIDE[tag]):
            self.faults.append(f"{tag} in {self._open[-1:]}")
        if self._open[-1:] == ["p"] and tag not in {"br", "a"}:
            self.faults.append(f"{tag} in p")
        self._look(tag, attributes)
        if tag not in VOID:
            self._open.append(tag)

    def _look(self, tag, attributes):
        for name, value in attributes.items():
            if name.startswith("on") or name in {"src", "style", "background"} or "javascript" in (value or ""):
                self.faults.append(f"{name} of {tag}")
        if tag == "html":
            self._language = attributes.get("lang")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        if "aria-labelledby" in attributes:
            self.links.append(f"#{attributes['aria-labelledby']}")
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        self._look_at_table(tag, attributes)

    def _look_at_table(self, tag, attributes):
        if tag == "table":
            self.tables.append({"named": "aria-labelledby" in attributes, "rows": []})
        elif tag == "caption":
            self.tables[-1]["named"] = True
        elif tag == "tr":
            self.tables[-1]["rows"].append((self._open[-1], []))
        elif tag in {"td", "th"}:
            if (attributes.get("scope") in {"col", "row"}) is not (tag == "th"):
                self.faults.append(f"scope of {tag}")
            size = int(attributes.get("colspan", 1)), int(attributes.get("rowspan", 1))
            self.tables[-1]["rows"][-1][1].append(size)

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> ends nothing")

    def handle_data(self, data):
        if self._open[-1:] == ["title"]:
            self._title += data
        if self._open[-1:] == ["style"] and ("@import" in data or "url(" in data):
            self.faults.append("the style brings something from elsewhere")
        if self._open and self._open[-1] in {"table", "thead", "tbody", "tr", "ol"} and data.strip():
            self.faults.append(f"text in {self._open[-1]}: {data.strip()[:20]}")

    def _end(self):
        if self._open:
            self.faults.append(f"left open: {self._open}")
        if not self._language or not self._title.strip():
            self.faults.append("no language or title")
        if len(self.ids) != len(set(self.ids)):
            self.faults.append("an id twice")
        self.faults += [f"link to nowhere: {link}" for link in self.links if link[:1] != "#" or link[1:] not in self.ids]
        if self.headings.count(1) != 1:
            self.faults.append("not one h1")
        self.faults += [f"h{a} then h{b}" for a, b in zip([0, *self.headings], self.headings, strict=False) if b > a + 1]
        for table in self.tables:
            self._check_table(table)

    def _check_table(self, table):
        """Each place is covered once; in every row and column a cell begins; heads do not reach into the body."""
        if not table["named"]:
            self.faults.append("a table without a name")
        taken, starts = {}, set()
        rows = table["rows"]
        for at, (group, cells) in enumerate(rows):
            column = 0
            if not cells:
                self.faults.append("a row in which no cell begins")
            for across, down in cells:
                while (at, column) in taken:
                    column += 1
                starts.add(column)
                for place in ((at + i, column + j) for i in range(down) for j in range(across)):
                    if place in taken or place[0] >= len(rows) or rows[place[0]][0] != group:
                        self.faults.append(f"cells over each other, or out of {group}: {place}")
                    taken[place] = True
        width = max((column for _, column in taken), default=-1) + 1
        if len(taken) != width * len(rows) or starts != set(range(width)):
            self.faults.append(f"a table that is no rectangle: {len(rows)} × {width}")
