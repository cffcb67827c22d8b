"""The migrations of the database: named steps in raw SQL, each one transaction.

A released step is never changed and never uses the record classes, so that it always does the same. The schema
version of a file (``user_version``) is the number of steps applied to it.
Amounts are whole fen; ``…_text`` beside an amount is the text as typed where it could not be read.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Migration(Struct, frozen=True):
    """One step. ``sql`` may hold several statements."""

    name: str
    sql: str


_FIRST_TABLES: Final = """
CREATE TABLE books (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pack TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    region TEXT NOT NULL,
    head TEXT NOT NULL,
    finance_head TEXT NOT NULL,
    preparer TEXT NOT NULL,
    phone TEXT NOT NULL,
    date TEXT NOT NULL,
    next_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (unit_code, unit_name, year, stage)
) STRICT;

CREATE TABLE basic_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    function TEXT NOT NULL,
    economic TEXT NOT NULL,
    source TEXT NOT NULL,
    carried INTEGER NOT NULL CHECK (carried IN (0, 1)),
    sub_unit TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE other_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    function TEXT NOT NULL,
    source TEXT NOT NULL,
    carried INTEGER NOT NULL CHECK (carried IN (0, 1)),
    sub_unit TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE projects (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    use TEXT NOT NULL,
    plan_label TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (book_id, id)
) STRICT;

CREATE TABLE funding_lines (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    function TEXT NOT NULL,
    source TEXT NOT NULL,
    carried INTEGER NOT NULL CHECK (carried IN (0, 1)),
    sub_unit TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    typed TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, project_id) REFERENCES projects (book_id, id) ON DELETE CASCADE,
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE plan_points (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    month TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, project_id) REFERENCES projects (book_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE goals (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, project_id) REFERENCES projects (book_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE indicators (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    dimension TEXT NOT NULL,
    category TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    target TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, project_id) REFERENCES projects (book_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE income_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    function TEXT NOT NULL,
    source TEXT NOT NULL,
    carried INTEGER NOT NULL CHECK (carried IN (0, 1)),
    amount INTEGER,
    amount_text TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE carry_forward_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    function TEXT NOT NULL,
    source TEXT NOT NULL,
    carried INTEGER NOT NULL CHECK (carried IN (0, 1)),
    amount INTEGER,
    amount_text TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE three_public_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    source TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE procurement_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    project INTEGER NOT NULL,
    origin TEXT NOT NULL,
    name TEXT NOT NULL,
    catalogue TEXT NOT NULL,
    measure TEXT NOT NULL,
    quantity TEXT NOT NULL,
    price INTEGER,
    price_text TEXT,
    source TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    small_firms INTEGER,
    small_firms_text TEXT,
    PRIMARY KEY (book_id, id),
    CHECK (price IS NULL OR price_text IS NULL),
    CHECK (amount IS NULL OR amount_text IS NULL),
    CHECK (small_firms IS NULL OR small_firms_text IS NULL)
) STRICT;

CREATE TABLE asset_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    quantity TEXT NOT NULL,
    value INTEGER,
    value_text TEXT,
    PRIMARY KEY (book_id, id),
    CHECK (value IS NULL OR value_text IS NULL)
) STRICT;

CREATE TABLE last_year_figures (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE withheld_amounts (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    function TEXT NOT NULL,
    source TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;

CREATE TABLE explanations (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    place TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (book_id, id)
) STRICT;

CREATE TABLE submissions (
    id INTEGER PRIMARY KEY,
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    submitted_at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    book_json TEXT NOT NULL
) STRICT;

CREATE INDEX submissions_by_book ON submissions (book_id);
"""

_NARRATIVE_TABLES: Final = """
CREATE TABLE agency_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    nature TEXT NOT NULL,
    rank TEXT NOT NULL,
    support TEXT NOT NULL,
    PRIMARY KEY (book_id, id)
) STRICT;

CREATE TABLE written_texts (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (book_id, id)
) STRICT;
"""

_EDIT_LOG: Final = """
CREATE TABLE edit_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    label TEXT NOT NULL,
    change_count INTEGER NOT NULL
) STRICT;

CREATE INDEX edit_steps_by_book ON edit_steps (book_id, id);

CREATE TABLE edit_changes (
    step_id INTEGER NOT NULL REFERENCES edit_steps (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    page TEXT NOT NULL,
    line TEXT NOT NULL,
    field TEXT NOT NULL,
    place TEXT NOT NULL,
    text_before TEXT NOT NULL,
    text_after TEXT NOT NULL,
    PRIMARY KEY (step_id, position)
) STRICT, WITHOUT ROWID;
"""

_STAGE_TABLES: Final = """
CREATE TABLE change_reasons (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    stage TEXT NOT NULL,
    place TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (book_id, id)
) STRICT;

CREATE TABLE tasks (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    PRIMARY KEY (book_id, id)
) STRICT;
"""

_TYPED_FIGURES: Final = """
CREATE TABLE typed_figures (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    agency TEXT NOT NULL,
    amount INTEGER,
    amount_text TEXT,
    count TEXT NOT NULL,
    PRIMARY KEY (book_id, id),
    CHECK (amount IS NULL OR amount_text IS NULL)
) STRICT;
"""

_BODIES_OF_THREE_PUBLIC: Final = """
ALTER TABLE three_public_lines ADD COLUMN sub_unit TEXT NOT NULL DEFAULT '';
"""

_LISTS: Final = """
CREATE TABLE list_lines (
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    form TEXT NOT NULL,
    cells TEXT NOT NULL CHECK (json_valid(cells)),
    PRIMARY KEY (book_id, id)
) STRICT;
"""

_FIELDS_OF_SHEETS: Final = """
ALTER TABLE projects ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN cells TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(cells));
ALTER TABLE funding_lines ADD COLUMN level TEXT NOT NULL DEFAULT '';
ALTER TABLE goals ADD COLUMN period TEXT NOT NULL DEFAULT '';
ALTER TABLE indicators ADD COLUMN cells TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(cells));

CREATE TABLE planned_tasks (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    fiscal INTEGER,
    fiscal_text TEXT,
    other INTEGER,
    other_text TEXT,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, project_id) REFERENCES projects (book_id, id) ON DELETE CASCADE,
    CHECK (fiscal IS NULL OR fiscal_text IS NULL),
    CHECK (other IS NULL OR other_text IS NULL)
) STRICT;
"""

MIGRATIONS: Final = (
    Migration("first tables", _FIRST_TABLES),
    Migration("narrative", _NARRATIVE_TABLES),
    Migration("edit log", _EDIT_LOG),
    Migration("change reasons and tasks", _STAGE_TABLES),
    Migration("typed figures", _TYPED_FIGURES),
    Migration("bodies of 三公", _BODIES_OF_THREE_PUBLIC),
    Migration("lists of the pack", _LISTS),
    Migration("further fields of 绩效目标表", _FIELDS_OF_SHEETS),
    Migration("day of the 批复", "ALTER TABLE books ADD COLUMN approved TEXT NOT NULL DEFAULT '';"),
    Migration("checksum of a book", "ALTER TABLE books ADD COLUMN checksum TEXT NOT NULL DEFAULT '';"),
    Migration("origin of last year's figures", "ALTER TABLE last_year_figures ADD COLUMN origin TEXT NOT NULL DEFAULT '';"),
)
"""All steps, oldest first. A new one is added at the end."""
