"""Loads the code tables for a book: the shipped edition, overridden by the finance bureau's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from models.pack.forms.pack import Pack
from models.values.codes import ADDED, BUREAU, Code, Codes
from storage.errors import StorageError
from storage.files.encodings import decoded
from storage.packs.catalogue import built_in_codes

ANY_YEAR: Final = "any"
_SPOILT: Final = "导入过的科目表“{path}”坏了，读不出来，留在旁边，叫“{aside}”；现在用的是程序自带的科目表，要用财政局的就重新导入"


def load_codes(edition: str, year: int, folder: Path | None) -> Codes:
    """The code tables of an edition, overridden by the bureau's lists in ``folder`` for any year and, above them, for this year."""
    return _with_lists(built_in_codes(edition), year, folder, (ANY_YEAR, str(year)))


def codes_of_pack(pack: Pack, year: int, folder: Path | None) -> Codes:
    """As ``load_codes``, with the pack's own codes, and above all the bureau's list for this pack alone."""
    codes = pack.own_codes.applied_to(built_in_codes(pack.codes))
    return _with_lists(codes, year, folder, (ANY_YEAR, str(year), pack_home(pack.id)))


def pack_home(pack_id: str) -> str:
    """The name of the folder with the lists that are for one pack."""
    return f"pack-{pack_id}"


def _with_lists(codes: Codes, year: int, folder: Path | None, homes: Sequence[str]) -> Codes:
    """The tables overridden by the lists in these folders, the last one above all.

    A whole list hides the whole ones below it. Additions below it stay: they were made beside a list, not as one.
    """
    if folder is None or not folder.is_dir():
        return codes
    tables = {}
    for name, table in (("function", codes.function), ("economic", codes.economic)):
        layers = [rows for home in homes if (rows := read_kept(folder / home / f"{name}.csv"))]
        whole = [at for at, rows in enumerate(layers) if any(row.verified == BUREAU for row in rows)]
        top = max(whole, default=0)
        for at, rows in enumerate(layers):
            table = table.with_bureau_list(row for row in rows if at >= top or row.verified == ADDED)  # noqa: PLW2901 - layer on layer
        tables[name] = table
    return Codes(tables["function"], tables["economic"], codes.edition, _elsewhere(codes, year, folder))


def _elsewhere(codes: Codes, year: int, folder: Path) -> Mapping[str, tuple[str, ...]]:
    """``Codes.elsewhere`` with the bureau's lists for other years."""
    years = {code: set(known) for code, known in codes.elsewhere.items()}
    for home in folder.iterdir():
        if home.name.isdecimal() and home.name != str(year):
            for name in ("function", "economic"):
                for row in read_kept(home / f"{name}.csv"):
                    years.setdefault(row.code, set()).add(home.name)
    return {code: tuple(sorted(known)) for code, known in years.items()}


def read_kept(path: Path) -> list[Code]:
    """The rows of a list that was kept; none where there is no file."""
    if not path.is_file():
        return []
    import csv  # noqa: PLC0415 - most starts do not need it

    try:
        rows = csv.DictReader(decoded(path.read_bytes(), path.name).splitlines())
        _refuse_other_columns(rows.fieldnames or (), path)
        return [Code(row["code"], row["name"], row.get("verified") or BUREAU, row["initials"]) for row in rows]
    except (StorageError, OSError, LookupError, TypeError, csv.Error) as error:
        raise StorageError(_SPOILT.format(path=path, aside=_set_aside(path))) from error


def _refuse_other_columns(names: Sequence[str], path: Path) -> None:
    if not {"code", "name", "initials"} <= set(names):
        raise StorageError(path.name)


def _set_aside(path: Path) -> str:
    """Rename a list that cannot be read, so that the next opening does without it. Returns its new name."""
    aside = path.with_name(f"{path.name}.bad")
    try:
        path.replace(aside)
    except OSError:
        return path.name  # it stays, and so does the sentence
    return aside.name
