"""Files that a browser saved beside a page, told by the name of their folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

_PAGES = (".html", ".htm", ".xhtml")
# As browsers and Windows write it in their languages.
_OF_PAGE = re.compile(
    r"(?i)(?:[_.]files|[_-]dateien|_fichiers|[-_]bestanden|_archivos|_arquivos|_ficheiros|_file"
    r"|[-_]filer|_tiedostot|_pliki|_soubory|_elemei|_dosyalar|_fitxers|_bylos|_failid|_fails"
    r"|_datoteke|_fajlovi|_fi[sș]iere|_файлы|_файли|_arxius|_fájlok|_αρχεία)$"
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp")


def find_page_parts(names: Iterable[str]) -> set[str]:
    """Those of the files, by their paths, that lie in the folder of a page among them.

    `Harbour_files/frame.html` belongs to `Harbour.html`; so do the pictures in a folder `images`
    beside a page, as Google Docs packs them.
    """
    listed = [name.replace("\\", "/") for name in names]
    pages = {_stem(name) for name in listed if name.lower().endswith(_PAGES)}
    if not pages:
        return set()
    beside = {stem.rpartition("/")[0] for stem in pages}
    return {name for name in listed if _is_part(name, pages, beside)}


def _stem(name: str) -> str:
    return name[: name.rindex(".")].casefold()


def _is_part(name: str, pages: set[str], beside: set[str]) -> bool:
    for folder in PurePosixPath(name).parents:
        path = str(folder)
        bare, count = _OF_PAGE.subn("", path)
        if count and bare.casefold() in pages:
            return True
    around, _, folder_name = str(PurePosixPath(name).parent).rpartition("/")
    is_picture = name.lower().endswith(_PICTURES)
    return is_picture and folder_name == "images" and around.casefold() in beside
