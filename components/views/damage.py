"""What a check of a library found, in words, and what to do about it."""

from __future__ import annotations

from components.corpus.checking import Checked
from components.views.local import say_count

_DATABASE = (
    "Do not add anything to this library. Export it now: what comes with the export is whole, and "
    "can be imported as a new library. If the export fails, stop Parallax and put your last "
    "backup in the place of the library."
)
_WORDS = (
    "A letter of what is named was changed on the disk, by a fault of the disk or by another "
    "program. Put your last backup in the place of the library. Without one: an edit of a field "
    "makes it whole again. The text of an article cannot be edited: put the article in the bin, "
    "empty the bin, with which its tags, notes and history go, and add its file again. An export "
    "holds these places as they are now, and says that they are damaged."
)
_FILES = (
    "The articles that were read from these files are kept apart from them and are whole; only the "
    "download of the original is affected. Keep your own copies of these files, or put your last "
    "backup in the place of the library."
)


def say_checked(found: Checked) -> str:
    """The outcome in a sentence or two."""
    if found.database:
        return "The database is damaged."
    if found.words:
        places = "one place in it is" if len(found.words) == 1 else "some places in it are"
        return f"The database is sound, but {places} not as stored."
    files = f"{say_count(found.originals)} original file{'' if found.originals == 1 else 's'}"
    if found.files:
        return f"The database is sound. Of {files} some are not as they came."
    if not found.originals:
        return "No damage was found: the database is sound. It holds no original files."
    return f"No damage was found: the database is sound, and of {files} each byte is as it came."


def say_what_to_do(found: Checked) -> str:
    """What helps now; nothing when nothing was found."""
    told = ((found.database, _DATABASE), (found.words, _WORDS), (found.files, _FILES))
    return "\n".join(advice for any_found, advice in told if any_found)
