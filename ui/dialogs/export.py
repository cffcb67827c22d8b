"""导出工作簿: choose submission (正式件), package of 报送 or draft, with the findings that block a submission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QListWidgetItem, QWidget

from models.book.places import Place
from models.checks.findings import Finding, blocked_words
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.session.marks import SEVERITY_MARKS
from ui.theme.icons import Icons, list_mark
from ui.theme.theme import CHARACTER, Theme

DRAFT: Final = "draft"
SUBMISSION: Final = "submission"
PACKAGE: Final = "package"
GO: Final = "go"
_NOTE: Final = (
    "报送包（.zip）里有工作簿、填报文件、报送单（自查表、各表合计、核实说明）和校验清单；只要工作簿的，是正式件一个文件。"
    "导出报送包或正式件以后，程序记下这次报送。草稿的每张表都标明“草稿”。"
)
_LEAVE: Final = Answer("leave", "不导出")
_ROWS: Final = 12
_LIST_WIDTH: Final = 52


class ExportAnswer(NamedTuple):
    """``kind`` is DRAFT, SUBMISSION, PACKAGE, GO (with the ``place`` to go to) or "" when left.

    ``published``: the published document goes into the package too.
    """

    kind: str = ""
    place: Place | None = None
    published: bool = False


class ExportDialog(AnswerDialog):
    """``in_the_way``: the blocking findings, each with the name of its place. Without any a submission is offered."""

    def __init__(
        self, in_the_way: Sequence[tuple[Finding, str]], theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        findings = [finding for finding, _ in in_the_way]
        sentence = f"{blocked_words(findings)}；可以导出草稿" if findings else "没有错误，核实都写了说明，可以导出正式件。"
        super().__init__("导出工作簿", sentence, theme, parent)
        self._findings = findings
        self.published = QCheckBox("报送包里也放公开文本（PDF）", self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("正式件不能导出的原因")
        self.published.setVisible(not findings)
        if findings:
            self._fill(in_the_way, icons)
            self.add_answers((Answer(GO, "转到这一处", "G"), _LEAVE, Answer(DRAFT, "导出草稿", "D")), default=GO)
            self.list.setFocus()
        else:
            note = QLabel(_NOTE, wordWrap=True)
            note.setProperty("quiet", True)
            self.column.addWidget(note)
            self.column.addWidget(self.published)
            self.list.hide()
            answers = Answer(DRAFT, "导出草稿", "D"), Answer(SUBMISSION, "只要工作簿", "E"), Answer(PACKAGE, "导出报送包", "P")
            self.add_answers((_LEAVE, *answers))
            self.buttons[PACKAGE].setFocus()

    def _fill(self, in_the_way: Sequence[tuple[Finding, str]], icons: Icons) -> None:
        for finding, place in in_the_way:
            item = QListWidgetItem(list_mark(icons, SEVERITY_MARKS[finding.severity].value), f"{finding.message}　〔{place}〕")
            item.setToolTip(finding.message)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"{finding.severity.value}，{place}")
            self.list.addItem(item)
        self.draw_frame(self.list)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.fit_list(self.list, self.theme.px(_LIST_WIDTH * CHARACTER), _ROWS)
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self._go)
        self.column.addWidget(self.list, 1)

    @Slot()
    def _go(self) -> None:
        self.answer = GO
        self.accept()

    @property
    def place(self) -> Place | None:
        """The place of the selected finding, None without one."""
        row = self.list.currentRow()
        return self._findings[row].place if 0 <= row < len(self._findings) else None

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme, icons: Icons, in_the_way: Sequence[tuple[Finding, str]]) -> ExportAnswer:
        """Show the dialog and return the choice."""
        dialog = cls(in_the_way, theme, icons, parent)
        kind = dialog.ask_now()
        known = kind if kind in {DRAFT, SUBMISSION, PACKAGE, GO} else ""
        return ExportAnswer(known, dialog.place if kind == GO else None, dialog.published.isChecked())
