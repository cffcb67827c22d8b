"""Reads the forms beside the official tables, of which a pack may have none: 政府采购, 固定资产, its lists, 绩效目标表."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from models.pack.forms.contents import ASSETS, OVERALL, PROCUREMENT, PROJECTS
from models.pack.forms.lists import ListForm
from models.pack.forms.records import AssetForm, RecordForm
from models.pack.forms.sheet import NO_SHEET, SheetForm
from models.pack.forms.tables import TableSpec
from models.pack.forms.views import ViewForm
from models.pack.reading.beside.lists import read_lists
from models.pack.reading.project_sheet.form import read_overall, read_sheet
from models.pack.reading.records import read_asset_form, read_record_form
from models.pack.reading.toml_table import TomlTable
from models.pack.source.reading_log import ReadingLog
from models.values.amount_style import AmountStyle


class FormsBesideTables(Struct, frozen=True):
    """The forms that a pack has beside its tables; None, () or ``NO_SHEET`` for those that it has not.

    ``declared`` are its lists in order, the typed ones and those that the program fills.
    """

    procurement: RecordForm | None
    assets: AssetForm | None
    declared: tuple[ListForm | ViewForm, ...]
    sheet: SheetForm
    overall: SheetForm = NO_SHEET

    @property
    def lists(self) -> tuple[ListForm, ...]:
        """The lists that are typed."""
        return tuple(form for form in self.declared if isinstance(form, ListForm))

    @property
    def views(self) -> tuple[ViewForm, ...]:
        """The lists that the program fills."""
        return tuple(form for form in self.declared if isinstance(form, ViewForm))

    @property
    def names(self) -> tuple[str, ...]:
        """Those with a name of their own in the contents."""
        forms = {
            PROCUREMENT: self.procurement, ASSETS: self.assets, OVERALL: self.overall.is_printed, PROJECTS: self.sheet.is_printed,
        }  # fmt: skip
        return tuple(name for name, form in forms.items() if form)

    @property
    def below_head(self) -> tuple[RecordForm | ListForm | ViewForm, ...]:
        """The forms under the head texts of the pack; one that could not be read has no title and is left out."""
        forms = (*self.declared, *((self.procurement,) if self.procurement is not None else ()))
        return tuple(form for form in forms if form.title)


def read_beside_tables(
    log: ReadingLog,
    forms: TomlTable,
    sheets: Sequence[TomlTable | None],
    tables: Sequence[TableSpec],
    style: AmountStyle,
    groups: Mapping[str, frozenset[str]],
) -> FormsBesideTables:
    """The forms of forms.toml and, where there are any, of sheet.toml and overall.toml (``sheets``).

    ``style`` and ``groups`` are those of tables.toml.
    """
    read = log.part
    procurement, assets = RecordForm("", "", "", ()), AssetForm("", "", ("", "", ""), ())
    readers = zip((read_sheet, read_overall), sheets, strict=True)
    sheet, overall = (read(partial(reader, each), NO_SHEET) if each is not None else NO_SHEET for reader, each in readers)
    return FormsBesideTables(
        procurement=read(lambda: read_record_form(forms.section(PROCUREMENT), style), procurement)
        if PROCUREMENT in forms
        else None,
        assets=read(lambda: read_asset_form(forms.section(ASSETS), style), assets) if ASSETS in forms else None,
        declared=read(lambda: read_lists(forms, tables, style, groups), ()),
        sheet=sheet,
        overall=overall,
    )
