"""What a check of a library found, in words, and what to do about it."""

from __future__ import annotations

from components.corpus.checking import Checked
from components.text.plural import agree
from components.views.local import count_of

_DATABASE = (
    "Do not add anything to this library. Export it now: what the export contains is undamaged "
    "and can be imported as a new library. If the export fails, stop Parallax and replace the "
    "library with your last backup."
)
_WORDS = (
    "The items listed here were changed on the disk, by a disk fault or by another program. "
    "Replace the library with your last backup. If you have none: editing a field repairs it. "
    "The text of an article cannot be edited: move the article to the bin, empty the bin (this "
    "also deletes the article's tags, notes and history), and add its file again. An export "
    "contains these items as they are now and marks them as damaged."
)
_FILES = (
    "The articles that were read from these files are stored separately and are undamaged; only "
    "the download of the original file is affected. Keep your own copies of these files, or "
    "replace the library with your last backup."
)


def say_checked(found: Checked) -> str:
    """The outcome in a sentence or two."""
    if found.database:
        return "The database is damaged."
    if found.words:
        items = agree(len(found.words), "one item in it is", "some items in it are")
        return f"The database is intact, but {items} not as stored."
    files = count_of(found.originals, "original file", "original files")
    if found.files:
        changed = agree(
            found.originals,
            "The original file has changed since it was added.",
            f"Some of the {files} have changed since they were added.",
        )
        return f"The database is intact. {changed}"
    if not found.originals:
        return "No damage was found: the database is intact. It contains no original files."
    return f"No damage was found: the database and the {files} are intact."


def say_what_to_do(found: Checked) -> str:
    """What helps now; nothing when nothing was found."""
    told = ((found.database, _DATABASE), (found.words, _WORDS), (found.files, _FILES))
    return "\n".join(advice for any_found, advice in told if any_found)
