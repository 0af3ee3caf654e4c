"""Candidates: the possible speakers of a frame, each with the verb that would report the speech.

English by the relations of the parse, other languages by position beside a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.analysis.quotations.parsed_frame import (
    KINDS,
    SUBJECTS,
    ParsedFrame,
    Report,
    Speaker,
    names_role,
)
from components.analysis.quotations.speaker_phrases import find_named_before_verb, speaker_at
from components.analysis.word_lists import read_table

_LINKED = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "acl", "dep", "aux", "ccomp"})
_LINKED |= {"relcl", "parataxis"}
_OF_PHRASE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})
_HEADS = frozenset({"attr", "appos", "pobj", "dobj", *SUBJECTS})
_DEEPEST = 4
_NEAR = 14
_AFTER_DASH = re.compile(
    r"\s{0,3}[―—–-]{1,2}\s{0,3}(?P<name>[A-Z@][\w.’'-]{0,30}(?:[ \xa0][A-Z][\w.’'-]{0,30}){0,4})"
)


def find_reports(frame: ParsedFrame) -> list[Report]:
    """All pairs of speaker and verb, and the speakers that go with no verb; no pair twice."""
    found = list(_by_words(frame))
    found += _by_parse(frame) if frame.has_parse else _by_position(frame)
    paired = {report.speaker[:2] for report in found}
    for speaker in find_speakers(frame):
        if speaker[:2] not in paired:
            found.append(Report(speaker, -1, "", "none", _route(frame, speaker)))
    return list(dict.fromkeys(found))


def find_speakers(frame: ParsedFrame) -> list[Speaker]:
    """Names, pronouns and nouns for a role outside quotations, in order."""
    found: dict[tuple[int, int], Speaker] = {}
    for number, token in enumerate(frame.tokens):
        if token.quoted:
            continue
        subject = token.relation in SUBJECTS or not frame.has_parse
        name = frame.names.find(token.start, token.end)
        if name is None and not (
            token.word in read_table("quotations", "persons")["pronouns"] and subject
        ):
            if token.relation not in _HEADS:
                continue
            if token.relation not in SUBJECTS and not names_role([token.word]):
                continue
        speaker = speaker_at(frame, number)
        if speaker:
            found.setdefault(speaker[:2], speaker)
    return list(found.values())


def _by_parse(frame: ParsedFrame) -> Iterator[Report]:
    for number, token in enumerate(frame.tokens):
        if token.quoted:
            continue
        known = frame.verb_at(number)
        has_subject = any(frame.tokens[n].relation in SUBJECTS for n in frame.children[number])
        if known is None and not has_subject and token.relation not in ("advcl", "xcomp", "conj"):
            continue
        verb, kind = known or ("", "other")
        if not known and (token.relation in SUBJECTS or token.relation in _OF_PHRASE):
            continue
        subject = _subject_of(frame, number, 0)
        if subject is not None:
            found, depth = subject
            speaker = find_named_before_verb(frame, found, number) or speaker_at(frame, found)
            if speaker:
                yield Report(speaker, number, verb, kind, "subject" if not depth else "shared")
        if known and kind in ("say", "state"):
            yield from _beside(frame, number, verb, kind)


def _subject_of(frame: ParsedFrame, number: int, depth: int) -> tuple[int, int] | None:
    """The subject of a verb or of a verb above it, and how many verbs away."""
    token = frame.tokens[number]
    subjects = [n for n in frame.children[number] if frame.tokens[n].relation in SUBJECTS]
    subjects = [n for n in subjects if not frame.tokens[n].quoted]
    if subjects:
        relative = frame.tokens[subjects[0]].word in ("who", "that", "which")
        if relative and token.relation == "relcl":
            return token.head, depth
        return _named_of(frame, subjects), depth
    for child in frame.children[number]:
        if frame.tokens[child].relation == "agent":
            for doer in frame.children[child]:
                if frame.tokens[doer].relation == "pobj":
                    return doer, depth
    head = token.head
    if depth >= _DEEPEST or token.relation not in _LINKED or frame.tokens[head].quoted:
        return None
    if token.relation == "acl" and frame.tokens[head].relation in ("nsubj", "attr", "appos"):
        return head, depth
    return _subject_of(frame, head, depth + 1)


def _named_of(frame: ParsedFrame, subjects: list[int]) -> int:
    """The first subject, or of several (“says Ann's co | - | founder Tom Baker”) the person."""
    for number in subjects[1:]:
        name = frame.names.find(*frame.tokens[number][:2])
        if name and name[2] == "PERSON" and name[1] == frame.tokens[number].end:
            return number
    return subjects[0]


def _beside(frame: ParsedFrame, number: int, verb: str, kind: str) -> Iterator[Report]:
    """Who is named within six tokens after a verb: “said the mayor, Ann Lee”."""
    tokens = frame.tokens
    office: Speaker | None = None
    for at in range(number + 1, min(number + 7, len(tokens))):
        word = tokens[at]
        if word.quoted or word.word in (",", ".", ";", ":", "that", "in", "on", "at", "to", "of"):
            break
        name = frame.names.find(word.start, word.end)
        pronoun = frame.pronoun_at(at) in ("he", "she", "they")
        named = name and name[2] in ("PERSON", "ORG")
        if named or pronoun or frame.looks_named(at):
            office = None
            speaker = speaker_at(frame, at)
            if speaker:
                yield Report(speaker, number, verb, kind, "after")
            break
        if office is None and (frame.is_office_at(at) or _is_role_behind(frame, number, at)):
            office = speaker_at(frame, at)
    if office:
        yield Report(office, number, verb, kind, "after")


def _is_role_behind(frame: ParsedFrame, number: int, at: int) -> bool:
    """Whether a token is a role behind a verb without a subject: “added the spokesman”."""
    if not frame.has_parse or any(
        frame.tokens[child].relation in SUBJECTS for child in frame.children[number]
    ):
        return False
    return frame.tokens[at].relation in _HEADS and names_role([frame.tokens[at].word])


def _by_position(frame: ParsedFrame) -> Iterator[Report]:
    """Without a parser: the nearest speaker on either side of a reporting verb."""
    for number in range(len(frame.tokens)):
        known = frame.verb_at(number)
        if known is None:
            continue
        verb, kind = known
        yield from _beside(frame, number, verb, kind)
        for at in range(number - 1, max(-1, number - _NEAR), -1):
            token = frame.tokens[at]
            if token.quoted:
                break
            name = frame.names.find(token.start, token.end)
            is_pronoun = frame.pronoun_at(at) in ("he", "she", "they", "i", "we", "it")
            if name or is_pronoun or frame.is_office_at(at) or frame.looks_named(at):
                speaker = speaker_at(frame, at)
                if speaker:
                    yield Report(speaker, number, verb, kind, "before")
                break


def _by_words(frame: ParsedFrame) -> Iterator[Report]:
    """According to X; in the words of X; X's statement; and the name after “…” and a dash."""
    tokens = frame.tokens
    for number, token in enumerate(tokens[:-1]):
        if token.quoted:
            continue
        if token.word == "according" and tokens[number + 1].word == "to":
            yield from _next_speaker(frame, number + 2, number, "according")
        elif token.word in read_table("quotations", "persons")["said_things"]:
            yield from _of_whom(frame, number)
    for one in frame.quoted:
        dash = _AFTER_DASH.match(frame.text, one.end + 1, frame.end)
        if dash:
            at = next((n for n, t in enumerate(tokens) if t.start >= dash.start("name")), None)
            if at is not None:
                speaker = Speaker(*dash.span("name"), "person", at)
                yield Report(speaker, -1, "dash", "dash", "dash")


def _next_speaker(frame: ParsedFrame, start: int, cue: int, kind: str) -> Iterator[Report]:
    """The first name, pronoun or head of a noun phrase from a token on."""
    head = _head_behind(frame, start)
    if head is not None:
        speaker = speaker_at(frame, head)
        if speaker:
            yield Report(speaker, cue, kind, kind, kind)
            return
    for at in range(start, min(start + 12, len(frame.tokens))):
        token = frame.tokens[at]
        if token.quoted or token.word in (";", "that", "who", "which", "("):
            return
        name = frame.names.find(token.start, token.end)
        if name or token.relation == "pobj" or token.word in ("he", "she", "him", "her"):
            speaker = speaker_at(frame, at)
            if speaker:
                yield Report(speaker, cue, kind, kind, kind)
                return


def _head_behind(frame: ParsedFrame, start: int) -> int | None:
    """The noun that a preposition before `start` governs, of which a name may be only a part.

    “According to Harbour police” is of the police, and “to Marlow's office” of the office.
    """
    if not frame.has_parse or not start:
        return None
    nouns = [n for n in frame.children[start - 1] if frame.tokens[n].relation == "pobj"]
    if not nouns or not start <= nouns[0] < start + 8 or frame.tokens[nouns[0]].quoted:
        return None
    token = frame.tokens[nouns[0]]
    name = frame.names.find(token.start, token.end)
    first = (n for n in range(start, nouns[0]) if name and frame.tokens[n].start >= name[0])
    return next(first, nouns[0])


def _of_whom(frame: ParsedFrame, number: int) -> Iterator[Report]:
    """Who is meant beside a noun of saying: X's statement, his claim, the words of X."""
    tokens = frame.tokens
    word = tokens[number].word
    if number + 2 < len(tokens) and tokens[number + 1].word in ("of", "from", "by"):
        yield from _next_speaker(frame, number + 2, number, "words")
    for at in range(number - 1, max(-1, number - 5), -1):
        token = tokens[at]
        if token.quoted:
            return
        name = frame.names.find(token.start, token.end)
        if name and at + 1 < number and tokens[at + 1].word in ("'s", "’s", "'", "’"):
            speaker = Speaker(name[0], name[1], KINDS[name[2]], at)
            yield Report(speaker, number, word, "words", "words")
            return
        if token.word in ("his", "her", "their", "its", "my", "our"):
            kind = {"his": "he", "her": "she", "my": "i", "our": "we"}.get(token.word, "they")
            yield Report(Speaker(token.start, token.end, kind, at), number, word, "words", "words")
            return


def _route(frame: ParsedFrame, speaker: Speaker) -> str:
    relation = frame.tokens[speaker.token].relation
    return relation if relation in ("poss", "pobj", "dobj", "appos", "conj", "ROOT") else "there"
