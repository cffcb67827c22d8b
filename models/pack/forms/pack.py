"""A form pack: the forms of a county for a year, as data. Nothing here is evaluated as code.

``models.pack.reading`` builds these values from TOML and rejects anything outside this vocabulary.
"""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field

from models.pack.filters import CellRef
from models.pack.forms.checks import CodeLink, Equation, ProcurementLimits, ProjectCodeRegions
from models.pack.forms.codes import OwnCodes
from models.pack.forms.contents import ContentsGroup
from models.pack.forms.lists import ListForm
from models.pack.forms.narrative import FigureForm, NarrativeForm
from models.pack.forms.publication import PublicationForm
from models.pack.forms.records import AssetForm, AssetRow, RecordForm
from models.pack.forms.sheet import NO_SHEET, SheetForm
from models.pack.forms.tables import TableSpec
from models.pack.forms.typed import TypedForm
from models.pack.forms.views import ViewForm
from models.values.amount_style import IN_SENTENCES, AmountStyle


class CoverForm(Struct, frozen=True):
    """封面: title (with ``{year}``), its lines as (label, field of Unit or Book) and the words where the seal goes; 目录.

    Without a ``title`` no cover is printed, without a ``contents_title`` no contents; with ``contents_pages`` it has page numbers.
    """

    title: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    seal: str = ""
    contents_title: str = ""
    orientation: str = "portrait"
    contents_orientation: str = "portrait"
    contents_pages: bool = False


_PARTNERS: Final = {"function": "economic", "economic": "function"}


class Pack(Struct, frozen=True):
    """A county's forms for a year."""

    id: str
    name: str
    issuer: str
    year: int
    version: str
    stages: tuple[str, ...]
    codes: str
    withheld_counts: bool
    head: Mapping[str, str]
    cover: CoverForm
    tables: tuple[TableSpec, ...]
    procurement: RecordForm | None
    assets: AssetForm | None
    sheet: SheetForm
    last_year: Mapping[str, str]
    """The labels of last year's figures by item."""
    equations: tuple[Equation, ...] = ()
    links: tuple[CodeLink, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    limits: ProcurementLimits = ProcurementLimits()
    figures: Mapping[str, CellRef] = field(default_factory=dict)
    """Cells that checks use by name (``project_spending``), so that no check names a table."""
    project_codes: ProjectCodeRegions = ProjectCodeRegions()
    narrative: NarrativeForm = field(default_factory=NarrativeForm)
    entry_unit: str = "万元"
    """The unit in which the window shows and reads amounts, a word of ``UNITS``, unless the clerk chose the other."""
    own_codes: OwnCodes = OwnCodes()
    regions: tuple[str, ...] = ()
    """The first digits of the 区划代码 of the units that it is for; none: unknown."""
    awaits: str = ""
    """What is still missing to rely on it (「待财政局确认」)."""
    typed: TypedForm = TypedForm()
    overall: SheetForm = NO_SHEET
    """部门整体绩效目标表, where the place has one as a grid."""
    unit_pack: str = ""
    """The id of the form for the document of a single unit of the department; "": this one."""
    compared: Mapping[str, FigureForm] = field(default_factory=dict)
    """The figures of this year that items of ``last_year`` are compared with; the others are ``BUILT_IN``."""
    lists: tuple[ListForm, ...] = ()
    """The lists that are typed."""
    views: tuple[ViewForm, ...] = ()
    """The lists that the program fills."""
    contents: tuple[ContentsGroup, ...] = ()
    """All forms in the order in which they are printed."""
    publication: PublicationForm = PublicationForm()

    @property
    def title(self) -> str:
        """The name with what the pack still waits for, as every list and heading of packs shows it."""
        return f"{self.name}（{self.awaits}）" if self.awaits else self.name

    @property
    def entry_amounts(self) -> AmountStyle:
        """How the window and the findings about its lines tell an amount."""
        return IN_SENTENCES[self.entry_unit]

    @property
    def asset_rows(self) -> tuple[AssetRow, ...]:
        """The rows of 固定资产; none in a pack without that form."""
        return self.assets.rows if self.assets is not None else ()

    def asset_label(self, item: str) -> str:
        """The label of a row of 固定资产; "" when there is none."""
        return self.assets.label(item) if self.assets is not None else ""

    def table(self, table_id: str) -> TableSpec:
        """The table with this id. Raises ``KeyError``."""
        for spec in self.tables:
            if spec.id == table_id:
                return spec
        raise KeyError(table_id)

    def listed(self, list_id: str) -> ListForm | ViewForm:
        """The list with this id, typed or filled by the program. Raises ``KeyError``."""
        forms: tuple[ListForm | ViewForm, ...] = (*self.lists, *self.views)
        for form in forms:
            if form.id == list_id:
                return form
        raise KeyError(list_id)


def version_numbers(version: str) -> tuple[int, ...]:
    """A version for comparison: ``1.10`` is newer than ``1.9``."""
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))


def partner_of(line: Any, field: str) -> str:
    """The code in the other code field of a line (function ↔ economic); "" where there is none."""
    return str(getattr(line, _PARTNERS.get(field, ""), ""))


def usual_codes(pack: Pack, field: str, partner: str) -> tuple[str, ...]:
    """The codes usual in ``field`` when the other code field holds ``partner``, in the pack's order."""
    if not partner or field not in _PARTNERS:
        return ()
    return tuple(getattr(link, field) for link in pack.links if getattr(link, _PARTNERS[field]) == partner)
