"""docs/dependencies.md: each direct dependency has its row, and each that needs one its plan."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
FILES = [
    "requirements.txt",
    "team/requirements.txt",
    "tests/requirements.txt",
    "tests/audit/requirements.txt",
]
# Two years before the page was written.
STILL_SINCE = "2024-11"


def required(file):
    """The names that a file of requirements itself has, not those of files that it takes in."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [found[0] for line in lines if (found := re.match(r"[A-Za-z0-9][\w.-]*", line))]


def rows_below(heading):
    """The cells of each row of the table below a heading."""
    (section,) = (
        part
        for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)
        if heading in part.split("\n")[0]
    )
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]


@pytest.mark.parametrize("file", FILES)
def test_every_direct_dependency_has_its_row_and_no_row_is_of_one_that_is_gone(file):
    assert [row[0] for row in rows_below(f"(`{file}`)")] == required(file)


@pytest.mark.parametrize("file", FILES)
def test_every_row_says_what_for_under_which_licence_who_keeps_it_and_when_it_last_came(file):
    for row in rows_below(f"(`{file}`)"):
        assert len(row) == 6, row
        assert all(row), row
        assert row[4] in ("one", "several", "not known"), row
        assert re.fullmatch(r"\S+, 20\d\d-[01]\d", row[5]), row


def test_what_one_person_keeps_or_had_no_release_in_two_years_has_a_plan_and_nothing_else():
    rows = [row for file in FILES for row in rows_below(f"(`{file}`)")]
    alone = [row[0] for row in rows if row[4] != "several" or row[5].split()[-1] < STILL_SINCE]
    plans = rows_below("Plans")
    assert [plan[0] for plan in plans] == alone
    assert all(plan[1] for plan in plans)
