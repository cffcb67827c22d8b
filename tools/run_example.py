"""Opens the window with the example. Without a display it opens, checks, exports and pictures the example offscreen.

Usage: python -m tools.run_example OUT_FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.paths import DATA_FOLDER_VARIABLE

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def main(out: Path) -> int:
    """The exit code: 0 when the example was shown, or was opened, checked and exported."""
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault(DATA_FOLDER_VARIABLE, str(out.resolve() / "data"))
    seen = sys.platform != "linux" or any(os.environ.get(name) for name in DISPLAYS)
    if not seen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from main import make_app  # noqa: PLC0415 - Qt reads the platform when it is imported

    if not seen:
        from tools.offscreen import quiet_platform  # noqa: PLC0415 - as above

        quiet_platform()

    application, controller = make_app(sys.argv[:1])
    controller.show()
    controller.show_sample()
    if seen:
        return application.exec()
    for _ in range(5):
        application.processEvents()
    return report(controller, out)


def report(controller: object, out: Path) -> int:
    """Check and export the open book, save a picture of the window, and print where the files are."""
    from models.checks.findings import count_words, unsettled  # noqa: PLC0415
    from storage.workbook.writer import write_workbook  # noqa: PLC0415
    from ui.app.controller import AppController  # noqa: PLC0415

    if not isinstance(controller, AppController) or controller.open_book is None:
        return 1
    opened = controller.open_book
    counts = count_words(finding.severity for finding in unsettled(opened.book, opened.findings))
    picture, workbook = out / "示例.png", out / "示例.xlsx"
    controller.window.grab().save(str(picture))
    write_workbook(opened.book, opened.pack, opened.codes, workbook, draft=opened.is_draft)
    controller.window.close()
    print(f"没有显示器：示例已在看不见的窗口里打开。检查：{counts}")
    print(f"窗口图片：{picture.resolve()}\n工作簿：  {workbook.resolve()}")
    return 1 if opened.is_draft else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out")))
