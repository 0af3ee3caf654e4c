"""Names of speakers: several that speak together, names that no table has, glued headline words."""

from __future__ import annotations

import re

from components.analysis.quotations.parsed_frame import (
    KINDS,
    SUBJECTS,
    ParsedFrame,
    Speaker,
    names_role,
    words,
)
from components.text.segment import Span

_SPEAKING = frozenset({"PERSON", "ORG", "GPE"})
_SUBJECT_LIKE = SUBJECTS | {"pobj"}
_ARTICLE = re.compile(r"(?:the|a|an|this|that|his|her|its|their)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
# Two words in capitals or more, and then a word that is not.
_HEADLINE = re.compile(r"(?:[A-Z0-9][A-Z0-9.,’'&-]+\s+){2,}(?=[A-Z][a-z])")
_MOST_WORDS = 4
_SHORTEST = 3


def find_joint_speakers(frame: ParsedFrame, speaker: Speaker) -> Span | None:
    """From the first to the last name of subjects that “and” joins; None where there is one."""
    token = frame.tokens[speaker.token]
    if token.relation not in _SUBJECT_LIKE:
        return None
    last = speaker.end
    at: int | None = speaker.token
    while at is not None:
        children = frame.children[at]
        at = next((n for n in children if frame.tokens[n].relation == "conj"), None)
        if at is None or not any(frame.tokens[n].word in ("and", "&", ",") for n in children):
            break
        name = frame.names.find(frame.tokens[at].start, frame.tokens[at].end)
        if name is None or name[2] not in _SPEAKING or frame.tokens[at].quoted:
            break
        last = name[1]
    return (speaker.start, last) if last > speaker.end else None


def find_unlisted_name(frame: ParsedFrame, speaker: Speaker) -> Span | None:
    """The span of a name that the tables of names do not have: all its words begin with capitals.

    A single word at the start of a sentence must stand with a capital elsewhere in the text, inside
    a sentence, and never without one.
    """
    if speaker.kind not in ("title", "noun") or not frame.has_parse:
        return None
    said = frame.text[speaker.start : speaker.end]
    article = _ARTICLE.match(said)
    start = speaker.start + (article.end() if article else 0)
    named = _NAME_WORD.findall(frame.text[start : speaker.end])
    plain = " ".join(named) != frame.text[start : speaker.end]
    if plain or not 0 < len(named) <= _MOST_WORDS or not all(w[0].isupper() for w in named):
        return None
    name = frame.names.find(start, speaker.end)
    if (name and name[2] not in KINDS) or names_role([word.lower() for word in named]):
        return None
    if len(named[-1]) < _SHORTEST or named[0].lower() in words("never_names"):
        return None
    if len(named) == 1 and not _is_name_elsewhere(frame.text, named[0]):
        return None
    return start, speaker.end


def _is_name_elsewhere(text: str, word: str) -> bool:
    if re.search(rf"\b{re.escape(word.lower())}\b", text):
        return False
    return bool(re.search(rf"[a-z,] {re.escape(word)}\b", text))


def cut_headline(frame: ParsedFrame, speaker: Speaker) -> Speaker:
    """The speaker without the words in capitals of a headline that stands glued before the name."""
    said = frame.text[speaker.start : speaker.end]
    glued = _HEADLINE.match(said)
    return speaker._replace(start=speaker.start + glued.end()) if glued else speaker
