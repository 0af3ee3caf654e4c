"""What the documentation names must be there."""

import re
import tomllib
from pathlib import Path

import pytest

from components.views.theme import TOKENS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REQUIREMENTS = (
    "requirements.txt",
    "team/requirements.txt",
    "tests/requirements.txt",
    "tests/audit/requirements.txt",
)
NAMED = sorted(
    set(re.findall(r"`((?:components|data|docs|tests|benchmarks)/[\w./-]*)`", README))
    | set(re.findall(r"\]\((?!http)([^)#]+)\)", README))
)


@pytest.mark.parametrize("name", NAMED)
def test_every_file_the_readme_names_exists(name):
    assert (ROOT / name).exists()


@pytest.mark.parametrize("target", re.findall(r"^\s*make (\w+)", README, re.MULTILINE))
def test_every_make_target_the_readme_names_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_settings_and_the_theme_file_name_the_same_colours(mode):
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    theme, tokens = settings["theme"][mode], TOKENS[mode]
    assert theme["primaryColor"] == theme["linkColor"] == tokens["accent"]
    assert theme["backgroundColor"] == tokens["paper"]
    assert theme["secondaryBackgroundColor"] == tokens["raised"]
    assert theme["textColor"] == tokens["ink"]
    assert theme["borderColor"] == tokens["rule"]


def test_every_requirement_says_why():
    for file in REQUIREMENTS:
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
            assert not line or line.startswith("#") or "  # " in line, line


def test_every_wish_names_a_test_that_there_is():
    page = (ROOT / "docs" / "wishes.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 25
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert named, row
        for file, test in named:
            assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_no_part_of_a_cluster_that_is_described_listens_to_other_machines():
    described = README.replace("\\\n", " ") + (ROOT / "team/serve.conf").read_text(encoding="utf-8")
    commands = re.findall(r"/dask (?:scheduler|worker) .*", described)
    assert len(commands) == 4
    for command in commands:
        assert "--host 127.0.0.1" in command
        assert "--dashboard-address 127.0.0.1:" in command
