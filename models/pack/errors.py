"""The error of a pack that is not valid."""

from __future__ import annotations


class PackError(ValueError):
    """A pack is not valid. ``file`` and ``path`` (keys and list positions) say where."""

    def __init__(self, file: str, path: tuple[str | int, ...], problem: str, line: int = 0) -> None:
        self.file, self.path, self.problem, self.line = file, path, problem, line
        where = [f"第 {line} 行"] if line else []
        where += [_show_path(path)] if path or not line else []
        super().__init__(f"版式包 {file}：{'，'.join(where)}：{problem}")


def _show_path(path: tuple[str | int, ...]) -> str:
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown or "整个文件"
