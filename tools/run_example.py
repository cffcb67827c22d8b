"""The example from end to end through the command line: sample, check, export. Prints where the files are.

Usage: python tools/run_example.py OUT_FOLDER
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(out: Path) -> int:
    """Run the three commands; the exit code of the first that fails."""
    out.mkdir(parents=True, exist_ok=True)
    book, workbook = out / "示例.ysbook", out / "示例.xlsx"
    for command in (["sample", book], ["check", book], ["export", book, workbook]):
        done = subprocess.run([sys.executable, ROOT / "main.py", *map(str, command)], check=False)
        if done.returncode:
            return done.returncode
    print(f"预算文件：{book.resolve()}\n工作簿：  {workbook.resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out")))
