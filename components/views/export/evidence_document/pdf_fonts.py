"""The fonts of PDFs: prepared once for a process from those that come with packages of their own.

The packages have variable fonts. fpdf2 can take a weight out of one, but works out its layout rules
as well, which takes a minute for each; our bold needs none.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

SERIF = "serif"
# Family: the package with its file. The later ones draw what the ones before them cannot.
_FAMILIES = {
    SERIF: ("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    "sans": ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    "arabic": ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
}
_VARIATIONS = ("fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT")
_LAYOUT = ("GSUB", "GPOS", "GDEF", "STAT")
_BOLD = {"wght": 700, "opsz": 14}
# Removed when the process ends.
_folder = TemporaryDirectory(prefix="parallax-fonts-", ignore_cleanup_errors=True)


@cache
def font_files() -> Mapping[tuple[str, str], Path]:
    """The files of the fonts by family and style ("" or "B"); takes about a second at first."""
    # It tells of every table that it drops.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    found = {}
    for family in _FAMILIES:
        found[family, ""] = _save(family, "", _load(family, _VARIATIONS))
    bold = instantiateVariableFont(_load(SERIF, _LAYOUT), _BOLD, optimize=False)
    found[SERIF, "B"] = _save(SERIF, "B", bold)
    return found


def _load(family: str, without: tuple[str, ...]) -> TTFont:
    package, name = _FAMILIES[family]
    font = TTFont(str(files(package).joinpath("files", name)))
    for table in without:
        if table in font:
            del font[table]
    return font


def _save(family: str, style: str, font: TTFont) -> Path:
    path = Path(_folder.name) / f"{family}{style}.ttf"
    font.save(path)
    return path


@cache
def drawn_letters() -> frozenset[int]:
    """The code points that one of the fonts can draw."""
    found: set[int] = {0x20, 0xA0, 0x0A}
    for path in font_files().values():
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)
