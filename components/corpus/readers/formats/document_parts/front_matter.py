"""The block of metadata above a text (front matter, YAML or TOML)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_FENCE, _TOML_FENCE = "---", "+++"


@dataclass(frozen=True)
class FrontMatter:
    """Metadata as written, the text under it, and whether the block broke the rules of YAML."""

    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    is_broken: bool = False


def split_front_matter(text: str) -> FrontMatter:
    """Take the block from the head of `text`, YAML or TOML; without one, all of it is text.

    Every value comes back as the characters that stand there (`2024` and `yes` stay words); lists
    are joined with commas. A block that is not valid YAML (a title with a colon) is read line by
    line.
    """
    lines = text.lstrip("\n").split("\n")
    if lines[0].rstrip() == _TOML_FENCE:
        return _split_toml(text, lines)
    ends = [i for i, line in enumerate(lines[:200]) if i and line.rstrip() in (_FENCE, "...")]
    if lines[0].rstrip() != _FENCE or not ends:
        return FrontMatter(text=text)
    block, rest = lines[1 : ends[0]], "\n".join(lines[ends[0] + 1 :])
    values = _read_yaml("\n".join(block))
    if values is not None:
        return FrontMatter(values, rest)
    values = _read_lines(block)
    return FrontMatter(values, rest, is_broken=True) if values else FrontMatter(text=text)


def _split_toml(text: str, lines: list[str]) -> FrontMatter:
    ends = (i for i, line in enumerate(lines[:200]) if i and line.rstrip() == _TOML_FENCE)
    end = next(ends, 0)
    try:
        loaded = tomllib.loads("\n".join(lines[1:end])) if end else {}
    except (ValueError, RecursionError):
        loaded = {}
    values = {name: _written(value) for name, value in loaded.items()}
    return FrontMatter(values, "\n".join(lines[end + 1 :])) if values else FrontMatter(text=text)


def _read_yaml(block: str) -> dict[str, str] | None:
    import yaml  # type: ignore[import-untyped]

    try:
        # BaseLoader makes nothing but strings, lists and mappings.
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError):
        return None
    if not isinstance(loaded, dict):
        return None
    return {str(name): _written(value) for name, value in loaded.items()}


def _written(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(v for v in value if isinstance(v, str))
    return str(value) if isinstance(value, str | date) else ""


def _read_lines(block: list[str]) -> dict[str, str]:
    pairs = (line.partition(":") for line in block if not line.startswith((" ", "#", "-")))
    return {name.strip(): value.strip().strip("\"'") for name, colon, value in pairs if colon}
