"""Rewrites the golden lists of findings and targets. Read the difference line by line before you commit it.

python tools/update_golden.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.folders import GOLDEN
from tests.golden_lists import LISTS
from tests.reviewed import REVIEWS


def main() -> None:
    """Write the lists that changed and print their names."""
    makers: dict[str, Callable[[], list[str]]] = {**LISTS, **REVIEWS}
    for name, lines in makers.items():
        text = "".join(f"{line}\n" for line in lines())
        path = GOLDEN / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"{name}: {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
