"""The commands of the window, each declared once: text, icon, shortcut, menu and toolbar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.window.tool_bar import ToolBar


class ActionSpec(Struct, frozen=True):
    """One command. ``short`` is its text in the toolbar; ``keys`` are shortcuts in Qt's notation, of which the first is shown.

    No two of all keys may be the same keys of the keyboard: with Ctrl+Shift+= beside Ctrl++ Qt runs neither. Ctrl++ alone is both,
    and that of the number pad.

    ``of_cell``: the focused widget handles the keys itself (Alt+Down opens a list); the menu only shows them.
    """

    key: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    short: str = ""
    checkable: bool = False
    of_cell: bool = False


ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("new", "新建…", "new", ("Ctrl+N",), "新建"),
    ActionSpec("roll_over", "转入下一年…", "roll-over", (), "转入下一年"),
    ActionSpec("next_stage", "转入下一阶段…"),
    ActionSpec("open", "打开…", "open", ("Ctrl+O",), "打开"),
    ActionSpec("sample", "打开示例", "sample", (), "打开示例"),
    ActionSpec("import", "导入工作簿…", "import", (), "导入"),
    ActionSpec("read_in", "读入…", "import", ("Ctrl+Shift+O",), "读入"),
    ActionSpec("export", "导出工作簿…", "export", ("Ctrl+E",), "导出工作簿"),
    ActionSpec("publish", "导出公开文本…"),
    ActionSpec("export_sheet", "导出这一张…", "", ("Ctrl+Shift+E",)),
    ActionSpec("export_projects", "导出选中的项目…"),
    ActionSpec("export_layout", "绩效目标表用别的版式…"),
    ActionSpec("fill_template", "填入财政局的模板…"),
    ActionSpec("export_agencies", "导出各单位…"),
    ActionSpec("save_as", "另存为填报文件…", "", ("Ctrl+Shift+S",)),
    ActionSpec("print", "打印…", "print", ("Ctrl+P",), "打印"),
    ActionSpec("print_preview", "打印预览…"),
    ActionSpec("rescue", "另存到别处…"),
    ActionSpec("back_up", "备份到文件夹…"),
    ActionSpec("restore", "从备份恢复…", "restore", (), "从备份恢复"),
    ActionSpec("hand_over", "交接给下一任…"),
    ActionSpec("take_over", "接收交接包…"),
    ActionSpec("close", "关闭", "", ("Ctrl+W",)),
    ActionSpec("quit", "退出", "", ("Ctrl+Q",)),
    ActionSpec("undo", "撤销", "undo", ("Ctrl+Z",), "撤销"),
    ActionSpec("redo", "重做", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "重做"),
    ActionSpec("cut", "剪切", "", ("Ctrl+X",)),
    ActionSpec("copy", "复制", "copy", ("Ctrl+C",), "复制"),
    ActionSpec("copy_with_headings", "连同标题复制", "", ("Ctrl+Shift+C",)),
    ActionSpec("copy_sums", "复制计数和合计", "", ("Ctrl+Alt+C",)),
    ActionSpec("paste", "粘贴", "paste", ("Ctrl+V",), "粘贴"),
    ActionSpec("clear", "清空", "", ("Del",)),
    ActionSpec("fill_down", "向下填充", "fill-down", ("Ctrl+D",), "向下填充"),
    ActionSpec("fill_right", "向右填充", "", ("Ctrl+R",)),
    ActionSpec("select_all", "全选", "", ("Ctrl+A",), of_cell=True),
    ActionSpec("select_rows", "选中整行", "", ("Shift+Space",), of_cell=True),
    ActionSpec("select_columns", "选中整列", "", ("Ctrl+Space",), of_cell=True),
    ActionSpec("edit_cell", "编辑单元格", "", ("F2",), of_cell=True),
    ActionSpec("look_up", "列出可选内容", "", ("Alt+Down",), of_cell=True),
    ActionSpec("insert_row", "插入行", "row-insert", ("Ctrl++",), "插入行"),
    ActionSpec("delete_row", "删除行", "row-delete", ("Ctrl+-",), "删除行"),
    ActionSpec("go_to_page", "转到…", "", ("Ctrl+G",)),
    ActionSpec("new_project", "新建项目", "add", ("Ctrl+Shift+N",)),
    ActionSpec("paste_sheets", "粘贴绩效目标表…", "paste", ("Ctrl+Shift+V",)),
    ActionSpec("cell_history", "这一格的修改记录", "history", ("Ctrl+Shift+H",)),
    ActionSpec("find", "查找…", "find", ("Ctrl+F",), "查找"),
    ActionSpec("where_used", "用在哪里", "", ("Ctrl+Shift+F",)),
    ActionSpec("find_next", "查找下一处", "", ("F3",)),
    ActionSpec("find_previous", "查找上一处", "", ("Shift+F3",)),
    ActionSpec("replace", "替换…", "", ("Ctrl+H",)),
    ActionSpec("help", "这一格录什么", "", ("F1",)),
    ActionSpec("previous", "上一处问题", "previous", ("Shift+F8",), "上一处"),
    ActionSpec("next", "下一处问题", "next", ("F8",), "下一处问题"),
    ActionSpec("remedy", "一键改正", "", ("Alt+1",)),
    ActionSpec("inspect", "核对公开稿…", "preview", (), "核对公开稿"),
    ActionSpec("findings", "展开或收起问题", "", ("F7",)),
    ActionSpec("move_focus", "换一块区域", "", ("F6",)),
    ActionSpec("context_menu", "右键菜单", "", ("Shift+F10", "Menu")),
    ActionSpec("preview", "公开表预览", "preview", (), "公开表预览"),
    ActionSpec("amounts_in_yuan", "金额按元录入", checkable=True),
    ActionSpec("enter_in_order", "回车按录入顺序走", checkable=True),
    ActionSpec("theme_system", "跟随系统", checkable=True),
    ActionSpec("theme_light", "浅色", checkable=True),
    ActionSpec("theme_dark", "深色", checkable=True),
    ActionSpec("zoom_in", "放大", "", ("Ctrl+Alt+=",)),
    ActionSpec("zoom_out", "缩小", "", ("Ctrl+Alt+-",)),
    ActionSpec("zoom_reset", "恢复 100%", "", ("Ctrl+0",)),
    ActionSpec("reset_widths", "恢复列宽"),
    ActionSpec("show_sub_unit", "所属单位列", checkable=True),
    ActionSpec("show_income_note", "收入的备注列", checkable=True),
    ActionSpec("show_other_layouts", "其他版式的栏", checkable=True),
    ActionSpec("show_withheld", "不予公开的金额（在“其他支出”页）", checkable=True),
    ActionSpec("import_codes", "导入科目表…"),
    ActionSpec("import_pack", "导入版式…"),
    ActionSpec("change_pack", "换版式…"),
    ActionSpec("data_folder", "数据文件夹…"),
    ActionSpec("guide", "使用手册", "", ("Shift+F1",)),
    ActionSpec("save_diagnostics", "保存诊断信息…"),
    ActionSpec("about", "关于"),
)

EDIT_MENU: Final = "编辑(&E)"
SUBMENUS: Final[Mapping[str, tuple[str, ...]]] = {
    "其他导出": ("export_sheet", "export_projects", "export_layout", "fill_template", "export_agencies"),
    "备份和交接": ("back_up", "rescue", "restore", "", "hand_over", "take_over"),
    "其他复制": ("copy_with_headings", "copy_sums"),
    "填充": ("fill_down", "fill_right"),
    "选中": ("select_all", "select_rows", "select_columns"),
    "查找和替换": ("find", "find_next", "find_previous", "where_used", "replace"),
}
"""What a menu holds that is opened from another: one higher than a small screen would go on in a second column."""

MENUS: Final[Mapping[str, tuple[str, ...]]] = {
    "文件(&F)": (
        "new", "next_stage", "roll_over", "open", "sample", "", "read_in", "import", "export", "publish", "其他导出",
        "save_as", "print", "print_preview", "", "备份和交接", "", "close", "quit",
    ),
    EDIT_MENU: (
        "undo", "redo", "", "cut", "copy", "其他复制", "paste", "clear", "",
        "edit_cell", "look_up", "填充", "选中", "查找和替换", "", "insert_row", "delete_row",
    ),
    "填报(&B)": ("go_to_page", "preview", "", "new_project", "paste_sheets"),
    "检查(&C)": ("findings", "next", "previous", "", "remedy", "", "cell_history", "", "inspect"),
    "视图(&V)": (
        "amounts_in_yuan", "enter_in_order", "", "theme_system", "theme_light", "theme_dark", "",
        "zoom_in", "zoom_out", "zoom_reset", "reset_widths", "",
        "show_sub_unit", "show_income_note", "show_other_layouts", "show_withheld", "", "move_focus", "context_menu",
    ),
    "工具(&T)": ("import_codes", "import_pack", "", "change_pack", "", "data_folder"),
    "帮助(&H)": ("help", "guide", "", "save_diagnostics", "about"),
}  # fmt: skip
BOOK_MENUS: Final = (EDIT_MENU, "填报(&B)", "检查(&C)")
"""Menus hidden while no book is open."""

BOOK_TOOLS: Final = (
    "undo", "redo", "", "insert_row", "delete_row", "fill_down", "paste", "", "find", "previous", "next", "", "preview", "export",
)  # fmt: skip
START_TOOLS: Final = ("new", "open", "read_in", "sample", "", "roll_over", "", "inspect", "", "restore")


class Actions(QObject):
    """A QAction for each command; it stays disabled until ``handle`` connects it."""

    about_to_be_read = Signal()
    """Emitted when a menu opens or an action is hovered: update the texts that depend on the book."""

    def __init__(self, theme: Theme, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._specs = {spec.key: spec for spec in ACTIONS}
        self._handled: set[str] = set()
        self._menus: dict[str, QMenu] = {}
        self._painted: set[str] = set()
        self._actions = {spec.key: self._make(spec) for spec in ACTIONS}
        theme.changed.connect(self._repaint)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def find(self, key: str) -> QAction | None:
        """The action of a command; None where the program has no such command."""
        return self._actions.get(key)

    def handle(self, key: str, slot: Callable[..., object]) -> None:
        """Connect a command to a method of a QObject and enable it."""
        self._actions[key].triggered.connect(slot)
        self._handled.add(key)
        self._actions[key].setEnabled(True)

    def set_enabled(self, key: str, enabled: bool) -> None:  # noqa: FBT001 - as Qt has it
        """Enable or disable a command; one that was never connected stays disabled."""
        self._actions[key].setEnabled(enabled and key in self._handled)

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Add all menus to the bar."""
        for title, keys in MENUS.items():
            menu = self._menus[title] = bar.addMenu(title)
            menu.aboutToShow.connect(self.paint_all)
            menu.aboutToShow.connect(self.about_to_be_read)
            self._fill(menu, keys)

    def _fill(self, menu: QMenu, keys: Iterable[str]) -> None:
        """Add commands, menus of their own, and a line for an empty key."""
        menu.setToolTipsVisible(False)
        for key in keys:
            if key in SUBMENUS:
                self._fill(menu.addMenu(key), SUBMENUS[key])
            elif key:
                menu.addAction(self._actions[key])
            else:
                menu.addSeparator()

    def show_book_menus(self, *, shown: bool) -> None:
        """Show or hide the menus that need an open book."""
        for title in BOOK_MENUS:
            self._menus[title].menuAction().setVisible(shown)

    def fill_tool_bar(self, bar: ToolBar, keys: tuple[str, ...]) -> None:
        """Replace the contents of the toolbar; an empty key is a separator."""
        bar.clear()
        self._paint(keys)
        for key in keys:
            bar.addAction(self._actions[key]) if key else bar.addSeparator()
        bar.fit()

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.key)
        action.setIconText(spec.short or spec.text.removesuffix("…"))
        if spec.of_cell:
            action.setText(f"{spec.text}\t{spec.keys[0].replace('Down', '↓')}")  # Qt would write 下方向
        else:
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.checkable)
        action.setEnabled(False)
        action.hovered.connect(self.about_to_be_read)
        shown = spec.keys[0] if spec.keys else ""
        action.setToolTip(f"{spec.text.removesuffix('…')}  {shown}".strip())
        return action

    @Slot()
    def paint_all(self) -> None:
        """Draw the icons of all commands. Done when a menu opens; a start draws only those of its toolbar."""
        self._paint(self._specs)

    @Slot()
    def _repaint(self) -> None:
        painted = tuple(self._painted)
        self._painted.clear()
        self._paint(painted)

    def _paint(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key and key not in self._painted and self._specs[key].icon:
                self._painted.add(key)
                self._actions[key].setIcon(self._icons.icon(self._specs[key].icon))
