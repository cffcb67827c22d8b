"""The code tables of each year, a pack's own codes, and which of the bureau's lists stands above which."""

from __future__ import annotations

import csv

import pytest
from msgspec.structs import replace

from models.book.records import BasicLine, Book, FundingLine, Project
from models.checks.checker import run_checks
from models.pack.errors import PackError
from models.published.context import Context
from models.values.codes import BUREAU
from storage.packs.catalogue import CODES, built_in_codes, edition_note, edition_of, load_pack
from storage.packs.code_lists import codes_of_pack, load_codes, pack_home
from storage.packs.editions import read_editions
from storage.packs.initials import pinyin_initials
from storage.packs.pack_import import read_pack_offer
from tests.form_packs import pack_files

FUND = "2120803"


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(book, pack, codes, *wanted):
    return [finding for finding in run_checks(Context(book, pack, codes)) if finding.code in wanted]


def book_with(code, source="general"):
    line = FundingLine(3, code, source, amount=100)
    return Book("hebei-xingtai-2024", 2024, projects=(Project(2, funding=(line,)),), next_id=9)


def keep(folder, home, rows, verified):
    (folder / home).mkdir(parents=True, exist_ok=True)
    lines = ["code,name,initials,verified", *(f"{code},{name},x,{verified}" for code, name in rows)]
    (folder / home / "function.csv").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("name", ["2024/function.csv", "2024/economic.csv", "changes.csv"])
def test_every_row_says_where_it_was_read_and_what_no_document_prints_says_so(name):
    """FIELD §3: the rows of 2024 had only how far they may be trusted."""
    rows = rows_of(CODES / name)
    assert [row["code"] for row in rows if not row["source"].strip()] == []
    unread = [row for row in rows if row["verified"] in {"no", "doubtful"}]
    assert all("没有对过原件" in row["source"] for row in unread)
    assert not any("没有对过原件" in row["source"] for row in rows if row["verified"] == "yes")


def test_the_years_have_what_is_known_to_have_changed():
    """财预〔2025〕41 号: +2170404, +22911, +23107; 22006 in 2024; 22198 and 2219899 read in budgets of 2025 and 2026."""
    names = {year: {row.code for row in built_in_codes(year).function} for year in ("2024", "2025", "2026", "2027")}
    assert names["2025"] - names["2024"] == {"2170404", "22911", "23107", "22198", "2219899"}
    assert "22006" in names["2024"]
    assert names["2025"] == names["2026"] == names["2027"]
    assert [edition_of(year) for year in (0, 2019, 2024, 2026, 2031)] == ["2027", "2024", "2024", "2026", "2027"]
    assert "还没有核对" in edition_note("2027")
    assert edition_note("2026") == ""
    seen = built_in_codes("2026").function
    assert seen.get(FUND).trusted
    assert seen.get(FUND).budget == "政府性基金预算"
    assert not built_in_codes("2025").function.get(FUND).trusted
    assert seen.get("2170404").initials == pinyin_initials("中央金融机构注资特别国债支出")


def test_every_change_has_a_source_and_changes_something():
    editions = read_editions(CODES)
    years = sorted(editions)
    for row in rows_of(CODES / "changes.csv"):
        assert row["source"]
        assert row["edition"] in editions
        was = editions[years[max(years.index(row["edition"]) - 1, 0)]][0].get(row["code"])
        if row["edition"] != years[0]:
            assert was is None or (was.name, was.verified) != (row["name"], row["verified"])
    listed = [(row["edition"], row["code"]) for row in rows_of(CODES / "changes.csv")]
    assert listed == sorted(set(listed))


def test_a_row_without_a_name_takes_its_code_away(tmp_path):
    (tmp_path / "editions.csv").write_text("edition,note\n2030,\n2031,\n", encoding="utf-8")
    (tmp_path / "changes.csv").write_text(
        "edition,code,name,budget,verified,source\n2030,201,甲,,yes,a\n2030,301,乙,,yes,a\n2031,201,,,,b\n", encoding="utf-8"
    )
    editions = read_editions(tmp_path)
    assert [[[row.code for row in table] for table in editions[year]] for year in ("2030", "2031")] == [
        [["201"], ["301"]], [[], ["301"]],
    ]  # fmt: skip


def test_a_code_of_another_year_is_said_so(xingtai, codes):
    (finding,) = found(book_with("2219899", "government_fund"), xingtai, codes, "C-3a")
    assert finding.message == "没有 2219899 这个功能科目：2025 年起才有"
    assert "换版式" in finding.remedy
    assert not found(book_with("2219899", "government_fund"), xingtai, built_in_codes("2025"), "C-3a", "C-3", "X-15a")


def test_a_code_that_is_gone_is_said_so(xingtai, tmp_path):
    keep(tmp_path, "2024", [("2019977", "旧科目")], "added")
    (finding,) = found(replace(book_with("2019977"), year=2026), xingtai, load_codes("2026", 2026, tmp_path), "C-3a")
    assert finding.message == "没有 2019977 这个功能科目：2024 年有，2026 年没有"


@pytest.mark.parametrize("code", ["2219899", "22198", "2129898"])
def test_special_bonds_are_fund_money_under_any_class(code, xingtai):
    """Codes under a 款 x98 stood in the 政府性基金 table of budgets of 2025 and 2026."""
    known = built_in_codes("2026")
    table = known.function.with_changes([replace(known.function.get("2219899"), code=code, budget="一般公共预算")])
    assert not found(book_with(code, "government_fund"), xingtai, replace(known, function=table), "X-15a")
    assert found(book_with("2210201", "government_fund"), xingtai, known, "X-15a")


def test_an_unknown_code_of_special_bonds_is_not_taken_for_a_slip(xingtai):
    """「可能是 2139999」 would lead the clerk to change a code that may be right."""
    (finding,) = found(book_with("2139898", "government_fund"), xingtai, built_in_codes("2026"), "C-3a")
    assert finding.message == "没有 2139898 这个功能科目"


def test_a_code_that_the_bureaus_whole_list_lacks_is_hinted_at(xingtai, tmp_path):
    """It was told at the import alone; afterwards our own table made it look right."""
    keep(tmp_path, "any", [("2013201", "行政运行")], BUREAU)
    keep(tmp_path, "2024", [("2013203", "补充的")], "added")
    codes = codes_of_pack(xingtai, 2024, tmp_path)
    (finding,) = found(book_with("2013202"), xingtai, codes, "C-3a", "C-3")
    assert finding.message == "财政局的科目表里没有 2013202 一般行政管理事务"
    assert not [f for code in ("2013201", "2013203") for f in found(book_with(code), xingtai, codes, "C-3a", "C-3")]


# --- a pack's own codes


@pytest.fixture
def own_pack(tmp_path):
    def load(**files):
        home = tmp_path / "packs" / "hebei-xingtai-2028"
        home.mkdir(parents=True, exist_ok=True)
        for name, data in {**pack_files(), **files}.items():
            (home / name.replace("_csv", ".csv")).write_bytes(data if isinstance(data, bytes) else data.encode())
        return load_pack("hebei-xingtai-2028", tmp_path / "packs")

    return load


def test_a_packs_own_codes_are_found_checked_and_printed(own_pack):
    pack = own_pack(
        function_csv="\ufeffcode,name,budget,source\n2013201,行政运行（本区）,,\n2013298,本区专项,一般公共预算,局里的通知\n2013202,,,\n",
        economic_csv="code,name,cost\n30177,本区补贴,人员经费\n",
    )
    codes = codes_of_pack(pack, 2025, None)
    assert codes.function.search("bqzx")[0].code.code == "2013298"
    assert codes.economic.cost("30177") == "staff"
    lines = BasicLine(1, "2013201", "30177", amount=100), BasicLine(2, "2013298", "30101", amount=100)
    context = Context(Book(pack.id, 2025, basic=lines, next_id=9), pack, codes)
    assert ["2013298", "本区专项"] in [row[1:3] for row in context.tables["T3"].printed()]
    assert ["2013201", "行政运行（本区）"] in [row[1:3] for row in context.tables["T3"].printed()]
    assert not [finding for finding in run_checks(context) if finding.code.startswith("C-3")]
    assert codes.function.get("2013202") is None
    assert codes.function.get("2013201").budget == built_in_codes("2024").function.get("2013201").budget


@pytest.mark.parametrize(
    ("file", "text", "line", "says"),
    [
        ("function_csv", "code,name\n2013201,甲\n2013201,乙\n", 3, "2013201 重复，前面已经有了"),
        ("function_csv", "code,name\n30101,甲\n", 2, "“30101”不是科目编码，应当是 2 开头的 3、5、7 位数字"),
        ("function_csv", "编码,名称\n2013201,甲\n", 1, "标题应当是 code,name"),
        ("function_csv", "code,name,budget\n2013201,甲,基金\n", 2, "没有“基金”，只能是一般公共预算"),
        ("function_csv", "code,name\n2013201,甲\n2013298,甲,乙\n", 3, "这一行的格子比第一行多"),
        ("economic_csv", "code,name,cost\n30101,甲,人员\n", 2, "没有“人员”，只能是人员经费"),
        ("economic_csv", "code,name,cost\n3010101,甲,人员经费\n", 2, "“3010101”不是科目编码"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(own_pack, file, text, line, says):
    with pytest.raises(PackError, match=says) as refusal:
        own_pack(**{file: text})
    assert (refusal.value.file, refusal.value.line) == (file.replace("_csv", ".csv"), line)


def test_own_codes_have_their_place_in_the_edition(tmp_path):
    """2019801 alone printed a 款 without a name; taking away a code that is mistyped did nothing."""
    home = tmp_path / "hebei-xingtai-2028"
    home.mkdir()
    text = "code,name\n2013298,可以\n2019801,没有款\n2013277,\n20197,新款\n2019701,新项\n"
    for name, data in {**pack_files(), "function.csv": text.encode()}.items():
        (home / name).write_bytes(data)
    with pytest.raises(PackError) as refusal:
        read_pack_offer(home, tmp_path / "packs")
    assert [(fault.file, fault.line, fault.problem[:13]) for fault in refusal.value.faults] == [
        ("function.csv", 3, "2019801 上面的 2"), ("function.csv", 4, "2013277 没有名称，"),
    ]  # fmt: skip


# --- which list stands above which


def test_of_the_bureaus_lists_the_nearest_counts(xingtai, tmp_path):
    keep(tmp_path, "any", [("2013201", "任何年度"), ("2013297", "任何年度的补充")], "added")
    keep(tmp_path, "2024", [("2013201", "当年")], "added")
    keep(tmp_path, pack_home(xingtai.id), [("2013296", "这个版式的")], "added")
    codes = codes_of_pack(xingtai, 2024, tmp_path).function
    assert [codes.name(code) for code in ("2013201", "2013297", "2013296")] == ["当年", "任何年度的补充", "这个版式的"]
    assert load_codes("2024", 2024, tmp_path).function.get("2013296") is None
    keep(tmp_path, "2024", [("2013201", "整份")], BUREAU)
    codes = codes_of_pack(xingtai, 2024, tmp_path).function
    assert [codes.name(code) for code in ("2013201", "2013297", "2013296")] == ["整份", "任何年度的补充", "这个版式的"]
    assert codes.is_bureaus
