"""The headings of the published document as real headings of a file: which stand before a part, and of which level."""

from __future__ import annotations

from collections.abc import Sequence

from models.publication.document import Heading, Publication
from models.published.draft import unmarked_title


class Outline:
    """Finds the headings of parts and sections by their key."""

    def __init__(self, publication: Publication) -> None:
        self._of: dict[str, list[Heading]] = {}
        for heading in publication.headings:
            if heading.key:
                self._of.setdefault(heading.key, []).append(heading)

    def above(self, key: str, title: str) -> tuple[Sequence[Heading], Heading]:
        """The headings of groups that begin with a part, and its own, which says the ``title`` as it prints, if it prints one.

        A group that is named like its first part has no heading beside that.
        """
        found = self._of.get(key) or [Heading(title, key, 1, listed=False)]
        plain, own = unmarked_title(title)[0], found[-1]
        groups = [heading for heading in found[:-1] if heading.text != plain]
        return groups, Heading(title or own.text, key, own.level, own.listed)
