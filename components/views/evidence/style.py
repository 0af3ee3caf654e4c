"""The look of an evidence pack: the tokens of the theme, light, dark and on paper."""

from __future__ import annotations

from pathlib import Path

from components.views.theme import SANS, TOKENS, Mode

_SERIF = "'Source Serif 4', Georgia, 'Times New Roman', serif"


def style_sheet() -> str:
    """The style sheet; on paper it is always the light one."""
    rules = Path(__file__).with_name("pack.css").read_text(encoding="utf-8")
    faces = f"--sans: {SANS}; --serif: {_SERIF};"
    return (
        f":root {{ color-scheme: light dark; {faces} {_variables('light')} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables('dark')} }} }}\n"
        f"{rules}"
    )


def _variables(mode: Mode) -> str:
    return " ".join(f"--{name}: {value};" for name, value in TOKENS[mode].items())
