"""What of a book has no place any more under another pack: money, texts, figures, records, cells. Each with what it holds.

Nothing of it is dropped by a move; it stays in the book, and is back when the book moves back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.book.list_lines import lines_of
from models.book.records import Book, Project, TypedFigure
from models.pack.forms.last_year import code_of, item_name
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import SheetForm
from models.pack.lists.entered import money_without_form, purchase_fields
from models.projects.sheet_parts import is_row, prints_part, unprinted_parts
from models.published.context import Context
from models.published.tables import NO_CODE, NO_COLUMN, NO_ROW, Unplaced
from models.published.typed_figures import has_figure
from models.values.money import Unread, fen
from models.values.text import listed, shorten
from models.words.places import PAGE_NAMES, place_name
from models.years.form_choice import is_same_place

_REASONS: Final = {NO_ROW: "没有它的行", NO_COLUMN: "没有它的栏", NO_CODE: "科目不全"}
_TEXT: Final = 60
"""Characters of a text that a sentence quotes."""
_NAMED: Final = 6
"""Lines that a sentence names before 等."""


def without_a_place(context: Context, moved: Context) -> Iterator[str]:
    """A sentence for each thing that ``context`` has a place for and ``moved``, the same book on another pack, has not."""
    book, old, new = context.book, context.pack, moved.pack
    yield from _unplaced(context, moved)
    known = money_without_form(book, old)
    yield from (f"{PAGE_NAMES[page]} {count} 行" for page, count in money_without_form(book, new).items() if page not in known)
    yield from _texts_and_figures(book, old, new)
    yield from _typed(book, old, new)
    yield from _purchases(book, purchase_fields(old), purchase_fields(new))
    yield from _list_records(book, old, new)
    yield from _project_sheets(book, old, new)


def _unplaced(context: Context, moved: Context) -> Iterator[str]:
    """Money that the new tables cannot hold and the old ones could, a sentence for a table and a reason.

    The ids of another place's tables mean other tables; what those could not hold says nothing of these.
    """
    known = set()
    if is_same_place(context.pack, moved.pack):
        known = {_slot(item) for table in context.tables.values() for item in table.unplaced}
    for table in moved.tables.values():
        groups: dict[str, list[Unplaced]] = {}
        for item in table.unplaced:
            if _slot(item) not in known:
                groups.setdefault(item.reason, []).append(item)
        for reason, items in groups.items():
            lines = [line for item in items for line in item.tally.lines]
            yield f"“{table.spec.name}”{_REASONS[reason]}：{_money(moved, lines)}"


def _slot(item: Unplaced) -> tuple[object, ...]:
    return item.table, item.tally.stream, item.tally.key


def _money(context: Context, lines: Sequence[int]) -> str:
    """The lines by name with their sum; of 不予公开 neither a name nor an amount."""
    told = [line for line in dict.fromkeys(lines) if context.parts[line].place.page != "withheld"]
    hidden = ["不予公开的一笔钱"] if len(told) < len(set(lines)) else []
    names = list(dict.fromkeys(place_name(context.book, line)[1] for line in told))
    named = listed(names[:_NAMED]) + (f"等 {len(names)} 处" if len(names) > _NAMED else "")
    added = sum(context.parts[line].amount for line in told)
    total = [f"共 {context.amounts.figure(added)} {context.amounts.unit}"] if told else []
    return "，".join([listed([*filter(None, [named]), *hidden]), *total])


def _texts_and_figures(book: Book, old: Pack, new: Pack) -> Iterator[str]:
    """Texts, figures of last year and assets whose item the new pack does not have."""
    for text in book.texts:
        if old.narrative.has_place_for(text.item) and not new.narrative.has_place_for(text.item):
            yield f"情况说明的“{old.narrative.label(text.item)}”：{shorten(text.text, _TEXT)}"
    for figure in book.last_year:
        if _asks_last_year(old, figure.item) and not _asks_last_year(new, figure.item):
            name = old.last_year.get(figure.item) or item_name(figure.item)
            yield f"上年数的“{name}”：{_amount(figure.amount, new)}{f'，{shorten(figure.reason, _TEXT)}' if figure.reason else ''}"
    rows = {row.id for row in new.asset_rows}
    for asset in book.assets:
        if asset.item not in rows and old.asset_label(asset.item):
            label = old.asset_label(asset.item)
            yield f"固定资产的“{label}”：数量 {asset.quantity or '空白'}，价值 {_amount(asset.value, new)}"


def _asks_last_year(pack: Pack, item: str) -> bool:
    """Whether a pack has a place for a figure of last year: an item of its list, or of a code (``executed:2010507``)."""
    if not code_of(item):
        return item in pack.last_year
    return item.partition(":")[0] in pack.narrative.bases


def _typed(book: Book, old: Pack, new: Pack) -> Iterator[str]:
    """Typed figures whose item is gone, counts now what was an amount, is added up now, or is asked otherwise of the bodies."""
    for typed in book.typed:
        if _holds(old, typed) and not _holds(new, typed):
            whose = f"{typed.agency} " if typed.agency else ""
            yield f"{whose}“{old.typed.label(typed.item)}”：{typed.count or _amount(typed.amount, new)}"


def _holds(pack: Pack, typed: TypedFigure) -> bool:
    row = pack.typed.row(typed.item)
    return row is not None and not row.sum and has_figure(typed, row) and (row.by_agency or not typed.agency)


def _purchases(book: Book, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """Purchases without a form, and the cells of columns that are gone; ``old`` and ``new`` as of ``purchase_fields``."""
    if not old or not book.procurement:
        return
    if not new:
        yield f"政府采购 {len(book.procurement)} 行"
        return
    for field, name in old.items():
        filled = sum(getattr(line, field, None) not in {None, "", 0} for line in book.procurement)
        if filled and field not in new:
            yield f"政府采购的“{name}” {filled} 格"


def _list_records(book: Book, old: Pack, new: Pack) -> Iterator[str]:
    """The records of lists, and their cells, that the new pack has no form or no column for."""
    forms = {form.page: form for form in new.lists}
    for form in old.lists:
        lines, kept = lines_of(book, form.page), forms.get(form.page)
        if lines and kept is None:
            yield f"{form.name} {len(lines)} 行"
        for column in form.columns if kept is not None else ():
            filled = sum(column.id == known for line in lines for known, _ in line.cells)
            if filled and kept is not None and column.id not in {other.id for other in kept.columns}:
                yield f"{form.name}的“{column.name}” {filled} 格"


def _project_sheets(book: Book, old: Pack, new: Pack) -> Iterator[str]:
    """What stands in the sheets of projects, and in that of the whole department, and the new pack does not print."""
    for words, sheets, forms in (
        ("绩效目标表", book.projects, (old.sheet, new.sheet)),
        ("部门整体绩效目标表", book.overall, (old.overall, new.overall)),
    ):
        for told in _sheets(sheets, *forms):
            yield f"{words}的{told}"


def _sheets(sheets: Sequence[Project], old: SheetForm, new: SheetForm) -> Iterator[str]:
    """The rows of all sheets where the new pack has none; else fields, goals and columns, each with the projects that fill it."""
    if not old.is_printed:
        return
    if not new.is_printed:
        counted: Mapping[str, int] = {
            "目标": sum(len(sheet.goals) for sheet in sheets),
            "指标": sum(len(sheet.indicators) for sheet in sheets),
            "计划": sum(bool(point.value) for sheet in sheets for point in sheet.plan),
        }
        held = [f"{name} {count} 行" for name, count in counted.items() if count]
        if held:
            yield listed(held)
    for part in unprinted_parts(sheets, new, old):
        if prints_part(old, part.id) and (new.is_printed or not is_row(part.id)):
            of_department = any(sheet.scope for sheet in sheets)
            yield f"“{part.name}”" if of_department else f"“{part.name}”：{part.projects} 个项目"


def _amount(amount: int | Unread | None, pack: Pack) -> str:
    if isinstance(amount, Unread):
        return f"“{shorten(amount.text)}”"
    return "空白" if amount is None else f"{pack.entry_amounts.figure(fen(amount))} {pack.entry_unit}"
