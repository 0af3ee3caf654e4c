"""Speaker phrases: the name, pronoun or noun that a word belongs to, and the names they hold."""

from __future__ import annotations

import re

from components.analysis.quotations.parsed_frame import (
    KINDS,
    SUBJECTS,
    Name,
    ParsedFrame,
    Speaker,
    names_role,
    words,
)
from components.analysis.word_lists import read_table, read_words
from components.text.segment import Span

_NAMED_BY = frozenset({"appos", "compound", "flat", "nmod"})
_OF_PHRASE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})
_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SPEAKING = frozenset({"PERSON", "ORG", "GPE"})
_SUBJECT_LIKE = SUBJECTS | {"pobj"}
_ARTICLE = re.compile(r"(?:the|a|an|this|that|his|her|its|their)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
# Two words in capitals or more, and then a word that is not.
_HEADLINE = re.compile(r"(?:[A-Z0-9][A-Z0-9.,’'&-]+\s+){2,}(?=[A-Z][a-z])")
_MEDIA = frozenset({"newspaper", "paper", "daily", "magazine", "channel", "website", "broadcaster"})
_KINDS_OF_ORGANISATIONS = frozenset(
    {"group", "organisation", "organization", "agency", "ngo", "company"}
)
_MOST_WORDS = 4
_SHORTEST = 3


def speaker_at(frame: ParsedFrame, number: int) -> Speaker | None:
    """The speaker of a token: the name it is part of or in apposition to, a pronoun, a noun."""
    token = frame.tokens[number]
    name = _called_by_name(frame, number) or frame.names.find(token.start, token.end)
    named = frame.text[name[0] : name[1]] if name else ""
    in_brackets = (
        name and frame.text[name[0] - 1 : name[0]] + frame.text[name[1] : name[1] + 1] == "()"
    )
    if "/" in named or in_brackets:  # a credit: “Ann Lee / Harbour News”, “(AP) The army said”
        return None
    if named.isupper() and named.lower() in read_table("quotations", "persons")["office_letters"]:
        name = None
    if name is None or (name[2] != "PERSON" and not _is_behind_office(frame, number, name)):
        for child in frame.children[number]:
            other = frame.tokens[child]
            near = frame.names.find(other.start, other.end)
            between = [one.word for one in frame.tokens[child + 1 : number]]
            if other.relation not in _NAMED_BY or not near or other.quoted or names_role(between):
                continue
            behind = other.relation == "appos" and token.word in _KINDS_OF_ORGANISATIONS
            media = near[2] == "ORG" and (behind or (child + 1 == number and token.word in _MEDIA))
            if media or (near[2] == "PERSON" and not _is_of_a_body(token.word, other.relation)):
                name = near
                break
        name = _named_behind_trades(frame, number) or name
    if name is not None:
        return Speaker(name[0], name[1], KINDS[name[2]], number)
    kind = frame.pronoun_at(number)
    if kind:
        # “a-t-il” is one word of the frame, whose last part is the pronoun.
        start = token.start if frame.has_parse else token.end - len(token.word.split("-")[-1])
        return Speaker(start, token.end, kind, number)
    if frame.looks_named(number):
        return Speaker(*frame.capitals_around(number), "person", number)
    return _noun(frame, number) if token.word[:1].isalpha() else None


def _called_by_name(frame: ParsedFrame, number: int) -> Name | None:
    """The name of “a man named Lind”."""
    called = frame.tokens[number + 1 : number + 3]
    if len(called) < 2 or called[0].word not in ("named", "called"):
        return None
    name = frame.names.find(called[1].start, called[1].end)
    return (
        name if name and name[2] == "PERSON" and names_role([frame.tokens[number].word]) else None
    )


def _is_behind_office(frame: ParsedFrame, number: int, name: Name) -> bool:
    """Whether two words or more that are listed as a body stand behind an office, as a person's."""
    first = next(n for n in range(number + 1) if frame.tokens[n].end > name[0])
    words_of_name = frame.text[name[0] : name[1]].split()
    return first > 0 and len(words_of_name) > 1 and names_role([frame.tokens[first - 1].word])


def _named_behind_trades(frame: ParsedFrame, number: int) -> Name | None:
    """The person of a joined pair of trades without an article: “writer and singer Ann Lee”."""
    tokens, children = frame.tokens, frame.children[number]
    if not names_role([tokens[number].word]) or tokens[number].word.endswith("s"):
        return None
    if any(tokens[child].relation in ("det", "poss") for child in children):
        return None
    for trade in (n for n in children if tokens[n].relation == "conj" and n == number + 2):
        behind = tokens[trade + 1] if trade + 1 < len(tokens) else None
        name = frame.names.find(behind.start, behind.end) if behind else None
        if name and name[2] == "PERSON" and names_role([tokens[trade].word]):
            return name
    return None


def find_named_before_verb(frame: ParsedFrame, subject: int, verb: int) -> Speaker | None:
    """The person right before a verb, whose office or firm the parser took for the subject.

    “Harbour Club councillor, Tom Baker said” and “the envoy to the UN Tom Baker said” are Baker's.
    """
    tokens = frame.tokens
    at = verb - 1
    name = frame.names.find(tokens[at].start, tokens[at].end) if subject < at else None
    if name is None or name[1] != tokens[at].end or name[0] <= tokens[subject].end:
        return None
    if name[2] not in ("PERSON", "ORG") or len(frame.text[name[0] : name[1]].split()) < 2:
        return None
    first = next((n for n in range(subject, verb) if tokens[n].start >= name[0]), None)
    if first is None:  # a quotation mark within the name has cut it, and its word begins before
        return None
    before = first - 2 if tokens[first - 1].word == "," else first - 1
    is_office = names_role([tokens[before].word]) and not tokens[before].quoted
    known = frame.names.find(tokens[before].start, tokens[before].end)
    is_firm = before == first - 1 and known is not None and known[2] != "PERSON"
    joined = any(t.word in ("and", "or", "of") for t in tokens[subject:first])
    return Speaker(*name[:2], "person", at) if (is_office or is_firm) and not joined else None


def _is_of_a_body(word: str, relation: str) -> bool:
    """Whether a person only names a body or a paper, as in “the Baker administration”."""
    table = read_table("quotations", "persons")
    return relation != "appos" and (word in table["bodies"] or word in table["unnamed_things"])


def _noun(frame: ParsedFrame, number: int) -> Speaker:
    token = frame.tokens[number]
    parts = [
        child
        for child in frame.children[number]
        if child < number and frame.tokens[child].relation in _OF_PHRASE
    ]
    start = min(
        [_first(frame, part) for part in parts if not frame.tokens[part].quoted] + [token.start]
    )
    named = _WORDS.findall(frame.text[start : token.end].lower())
    capital = frame.text[token.start].isupper() and number > 0
    is_role = names_role(named) or frame.is_office_at(number)
    kind = "role" if is_role else "title" if capital else "noun"
    return Speaker(start, token.end, kind, number)


def _first(frame: ParsedFrame, part: int) -> int:
    """Where the words before a noun begin of which one part is: “the South | African | army”."""
    inside = [n for n in list_subtree(frame, part) if n <= part]
    return frame.tokens[min(inside)].start


def list_subtree(frame: ParsedFrame, top: int) -> list[int]:
    """The numbers of a token and of all that depend on it, in order."""
    found, waiting = [top], [top]
    while waiting:
        for child in frame.children[waiting.pop()]:
            found.append(child)
            waiting.append(child)
    return sorted(found)


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
    if named[-1].lower() in read_table("quotations", "persons")["office_letters"]:
        return None
    if len(named[-1]) < _SHORTEST or named[0].lower() in words("never_names"):
        return None
    if len(named) == 1 and not _is_name_elsewhere(frame.text, named[0]):
        return None
    return start, speaker.end


def find_named_body(frame: ParsedFrame, speaker: Speaker) -> Span | None:
    """A body that is named by its kind and whose it is: “the Harbour health office”."""
    if speaker.kind not in ("role", "noun", "title") or not frame.has_parse:
        return None
    said = frame.text[speaker.start : speaker.end]
    article = _ARTICLE.match(said)
    named = said[article.end() :] if article else said
    parts = named.split()
    if len(parts) < 2 or parts[-1].lower() not in read_words("quotations", "persons", "bodies"):
        return None
    own = [word for word in parts[:-1] if word[0].isupper()]
    starts = speaker.start == frame.start and not article
    if (
        not own
        or own[0].lower() in words("never_names")
        or (
            starts
            and len(own) == 1
            and own[0] == parts[0]
            and frame.names.find(speaker.start, speaker.start + 1) is None
        )
    ):
        return None
    return speaker.start + (article.end() if article else 0), speaker.end


def _is_name_elsewhere(text: str, word: str) -> bool:
    if re.search(rf"\b{re.escape(word.lower())}\b", text):
        return False
    return bool(re.search(rf"[a-z,] {re.escape(word)}\b", text))


def cut_headline(frame: ParsedFrame, speaker: Speaker) -> Speaker:
    """The speaker without the words in capitals of a headline that stands glued before the name."""
    said = frame.text[speaker.start : speaker.end]
    glued = _HEADLINE.match(said)
    return speaker._replace(start=speaker.start + glued.end()) if glued else speaker
