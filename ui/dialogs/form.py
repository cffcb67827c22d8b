"""The parts of a dialog with fields: labelled rows, boxes with a choice, notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from ui.theme.theme import Theme
from ui.widgets.small_controls import ChoiceBox


def make_form(fields: Sequence[tuple[str, QWidget]], theme: Theme) -> QFormLayout:
    """A row for each (label, field); the letter after & in a label focuses its field with Alt."""
    form = QFormLayout()
    form.setSpacing(theme.px(8))
    form.setHorizontalSpacing(theme.px(12))
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for words, field in fields:
        label = QLabel(words)
        label.setBuddy(field)
        form.addRow(label, field)
    return form


def line_edit(name: str) -> QLineEdit:
    """A field for a line of text; like the others its ``name`` is for screen readers."""
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def choice_box(name: str, choices: Sequence[str] = ()) -> ChoiceBox:
    """A box with these choices."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.addItems(list(choices))
    return box


def note(name: str) -> QLabel:
    """A wrapping label in quiet type."""
    label = QLabel(wordWrap=True)
    label.setAccessibleName(name)
    label.setProperty("quiet", True)
    return label
