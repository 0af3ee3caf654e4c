"""Faults in words: articles that could not be read, failed steps of the analysis, damage found."""

from __future__ import annotations

from collections.abc import Mapping

from components.corpus.integrity.integrity_check import Checked
from components.text.plural import agree
from components.views.locale_formatting import count_of, shorten

_MOST_NAMED = 3
_LONGEST_TITLE = 60
_LONGEST_REASON = 200
_STEPS = {
    "lines": "boilerplate",
    "boilerplate": "boilerplate",
    "pairs": "similar pairs",
    "reuse": "copied passages",
    "words": "words",
    "outlines": "sentences",
    "alignments": "what is alike in two articles",
    "relations": "who took from whom",
    "relation table": "who took from whom",
    "names": "names",
    "mentions": "names",
    "quotations": "quotations",
    "speakers": "speakers and quotations across articles",
    "facts": "numbers and dates",
    "contradictions": "contradictions",
    "contradiction table": "contradictions",
    "figures": "numbers and dates",
    "map": "the map",
}
_WITH_SETTINGS = "the comparison with the current settings"


def describe_unread(faults: Mapping[str, str], labels: Mapping[str, str], what: str) -> str:
    """Which articles could not be analysed for `what`, and why; "" when there are none.

    `faults` are reasons by article id; those without a label are not among the articles shown.
    """
    here = [id for id in faults if id in labels]
    if not here:
        return ""
    named = "; ".join(
        f"{shorten(labels[id], _LONGEST_TITLE)} ({faults[id]})" for id in here[:_MOST_NAMED]
    )
    rest = (
        f"; and {count_of(len(here) - _MOST_NAMED, 'other', 'others')}"
        if len(here) > _MOST_NAMED
        else ""
    )
    return (
        f"{count_of(len(here), 'article', 'articles')} could not be read for {what}: {named}{rest}."
    )


def describe_failed_pairs(
    faults: Mapping[tuple[str, str], str], labels: Mapping[str, str], step: str
) -> str:
    """Which pairs of articles a step of the analysis failed on, and why; "" when there are none.

    `faults` are reasons by pair of article ids; pairs without labels are not among those shown.
    """
    here = [pair for pair in faults if labels.keys() >= {*pair}]
    if not here:
        return ""
    named = "; ".join(
        " and ".join(shorten(labels[id], _LONGEST_TITLE) for id in pair)
        + f" ({shorten(faults[pair], _LONGEST_REASON)})"
        for pair in here[:_MOST_NAMED]
    )
    more = len(here) - _MOST_NAMED
    rest = f"; and {count_of(more, 'other', 'others')}" if more > 0 else ""
    pairs = count_of(len(here), "pair of articles", "pairs of articles")
    return (
        f"{pairs} could not be compared for {_STEPS[step]}: {named}{rest}. This is a fault of "
        "Parallax, not of your articles."
    )


def describe_failed(faults: Mapping[str, str]) -> str:
    """Which steps of the analysis failed, and why (`faults`, by step); "" when none did."""
    if not faults:
        return ""
    listed = "; ".join(
        f"{_STEPS.get(step, _WITH_SETTINGS)} ({shorten(why, _LONGEST_REASON)})"
        for step, why in faults.items()
    )
    return (
        f"Part of the analysis failed: {listed}. This is a fault of Parallax, not of your "
        "articles. Everything that does not depend on it is complete. Parallax will "
        "try the failed part again when the library changes and when Parallax restarts."
    )


def describe_lost(why: str) -> str:
    """What it means that the engine of the analysis cannot work, for the reason `why`."""
    return (
        f"The analysis waits. {shorten(why, _LONGEST_REASON)} Files are read all the same, and "
        "what is shown stays as it was counted before. Parallax tries again within a minute."
    )


def describe_paused(signature: str) -> str:
    """That the analysis was paused, by whom and when (`signature`)."""
    return (
        f"The analysis of this library is paused ({signature}). Files are read all the same, and "
        "what is shown stays as it was counted before."
    )


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


def describe_check(found: Checked) -> str:
    """The outcome of an integrity check in one or two sentences."""
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


def describe_remedy(found: Checked) -> str:
    """What to do about the damage found, a paragraph for each kind; "" when there is none."""
    told = ((found.database, _DATABASE), (found.words, _WORDS), (found.files, _FILES))
    return "\n".join(advice for any_found, advice in told if any_found)
