"""Attribution: which mention says a quoted string, and which person a pronoun or a role stands for.

Speakers are chosen by a softmax over all options, with weights that were fitted to annotated news
(`benchmarks/fit_quotations.py`); antecedents are found by rules.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.analysis.quotations.parsed_frame import (
    Name,
    NameIndex,
    ParsedFrame,
    Report,
    Speaker,
)
from components.analysis.quotations.quotation_context import Context, Option, Turn
from components.analysis.quotations.quotation_marks import Quoted
from components.analysis.quotations.speaker_features import (
    list_nobody_features,
    list_option_features,
)
from components.analysis.word_lists import read_table

# Chosen on the development articles: more strings that nobody says are left alone, and one
# quotation in 250 loses its speaker, compared with one half.
_NOBODY = 0.35
_SENTENCE = 8
_SIGNED = 0.9
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLAUSE_END = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)[.;:!?,\n](?=\s)")
_PUNCTUATION = re.compile(r"[,.;:\n“\"]")
_DESCRIBES = re.compile(r"(?:an?|the|his|her|its|their|who|[A-Z][\w.]*[’']s)\s")
_TITLE_WORDS = 4
_BEFORE, _BEHIND = 60, 70
_PARAGRAPHS_BACK, _LOOK_BACK = 2, 60


@dataclass(frozen=True)
class Choice:
    """The answer for one quoted string; `option` is None where no speaker is found.

    `kind` is `direct` or `scare`, `confidence` the share of the answer among all options, 0 to 1.
    """

    quoted: Quoted
    frame_number: int
    kind: str
    option: Option | None
    confidence: float


def choose_speakers(text: str, frames: Sequence[ParsedFrame]) -> Iterator[Choice]:
    """Decide on every quoted string in order; each decision may use the one before."""
    parsed = any(frame.has_parse for frame in frames)
    weights: Mapping[str, float] = read_table(
        "quotations", "weights" if parsed else "weights_without_parser"
    )
    last: Turn | None = None
    for number, frame in enumerate(frames):
        for quoted in frame.quoted:
            context = Context(text, quoted, number, frames, last)
            choice = _choose(context, weights)
            if choice.option:
                speaker = choice.option.report.speaker
                last = Turn(quoted, speaker, number, frame.paragraph)
            yield choice


def _choose(context: Context, weights: Mapping[str, float]) -> Choice:
    options = context.options
    signed = _signature(context)
    if signed:
        return Choice(context.quoted, context.number, "direct", signed, _SIGNED)
    scores = [_score(list_option_features(context, option), weights) for option in options]
    scores.append(_score(list_nobody_features(context), weights))
    shares = _shares(scores)
    by_speaker: defaultdict[tuple[int, int], float] = defaultdict(float)
    for option, share in zip(options, shares, strict=False):
        by_speaker[option.report.speaker[:2]] += share
    nobody = shares[-1]
    if not options or nobody >= _NOBODY:
        kind = "direct" if _is_speech(context) else "scare"
        return Choice(context.quoted, context.number, kind, None, nobody)
    who = max(by_speaker, key=lambda span: by_speaker[span])
    best = max(
        (number for number, option in enumerate(options) if option.report.speaker[:2] == who),
        key=lambda number: shares[number],
    )
    return Choice(context.quoted, context.number, "direct", options[best], by_speaker[who])


def _signature(context: Context) -> Option | None:
    """The name after a dash below a whole quoted sentence; too rare in news for a weight."""
    if context.opening != "first" or context.closing not in ("stop", "ask"):
        return None
    signed = (o for o in context.options if o.where == "here" and o.report.kind == "dash")
    return next((o for o in signed if o.report.speaker.start > context.quoted.end), None)


def _score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    # Exact, since a plain sum depends on the order of the set, which is another in each process.
    return math.fsum(weights.get(feature, 0.0) for feature in set(features))


def _shares(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    raw = [math.exp(score - most) for score in scores]
    total = sum(raw)
    return [share / total for share in raw]


def _is_speech(context: Context) -> bool:
    """Whether words without a speaker look like a whole sentence that somebody said."""
    return (
        len(context.words) >= _SENTENCE
        and context.inner[:1].isupper()
        and context.opening in ("first", "colon")
    )


def describe_choice(report: Report, where: str, quoted: Quoted, frame: ParsedFrame) -> str:
    """What a choice rests on, in words; `frame` is that of the report."""
    if where == "last":
        return "continues the previous quotation"
    beside = {"before": " in the previous sentence", "next": " in the next sentence"}.get(where, "")
    if report.kind in ("dash", "according"):
        return "named after a dash" if report.kind == "dash" else f"according to{beside}"
    if report.cue < 0:
        return f"named{beside or ' in the same sentence'}, without a verb"
    cue = frame.tokens[report.cue]
    side = "" if beside else " before it" if cue.start < quoted.start else " after it"
    verb = frame.text[cue.start : cue.end]
    return f"{'words of' if report.kind == 'words' else 'subject of'} “{verb}”{beside or side}"


class Antecedents:
    """The persons that pronouns and roles may stand for, as known up to a frame of the article.

    Frames are to be read in order; a quotation is added once its speaker is known.
    """

    def __init__(self, text: str, names: NameIndex) -> None:
        self._text = text
        self._persons = [name for name in names.listed if name[2] == "PERSON"]
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        for person in self._persons:
            self._roles[person[3]] |= _roles_beside(text, person)
        self._bearers: defaultdict[str, list[Name]] = defaultdict(list)
        for person in self._persons:
            for role in self._roles[person[3]]:
                self._bearers[role].append(person)
        self._reporters: list[tuple[int, int, Name]] = []
        self._subjects: list[tuple[int, int, Name]] = []

    def read_frame(self, frame: ParsedFrame) -> None:
        """Add who reports and who is named with a verb in a frame."""
        seen = set()
        for report in frame.reports:
            name = self._name_of(frame, report.speaker)
            if name is None or report.cue < 0:
                continue
            entry = (report.speaker.start, frame.paragraph, name)
            if report.kind in ("say", "state", "according", "words"):
                self._reporters.append(entry)
            if entry not in seen:
                self._subjects.append(entry)
                seen.add(entry)

    def add_speaker(self, start: int, paragraph: int, name: Name) -> None:
        """Add that the quotation at an offset is a person's."""
        self._reporters.append((start, paragraph, name))

    def find(self, speaker: Speaker, paragraph: int) -> tuple[Name, float] | None:
        """The person a pronoun or role stands for, and the confidence, 0 to 1; else None."""
        if speaker.kind in ("he", "she"):
            return self._pronoun(speaker, paragraph)
        if speaker.kind == "role":
            return self._role(speaker)
        return None

    def _name_of(self, frame: ParsedFrame, speaker: Speaker) -> Name | None:
        if speaker.kind == "person":
            return frame.names.find(speaker.start, speaker.end)
        found = self.find(speaker, frame.paragraph)
        return found[0] if found else None

    def _pronoun(self, speaker: Speaker, paragraph: int) -> tuple[Name, float] | None:
        for back in range(_PARAGRAPHS_BACK + 1):
            for entries, sure in ((self._reporters, 0.9), (self._subjects, 0.7)):
                for name in _latest(entries, speaker.start, paragraph - back):
                    if self._may_be(speaker.kind, name):
                        return name, sure - 0.15 * back
        return None

    def _may_be(self, pronoun: str, person: Name) -> bool:
        table = read_table("quotations", "persons")
        other = table["feminine" if pronoun == "he" else "masculine"]
        own = table["masculine" if pronoun == "he" else "feminine"]
        roles = self._roles[person[3]]
        return bool(roles & set(own)) or not roles & set(other)

    def _role(self, speaker: Speaker) -> tuple[Name, float] | None:
        surface = self._text[speaker.start : speaker.end]
        if not _DEFINITE.match(surface):
            return None
        role = (_WORD.findall(surface.lower()) or [""])[-1]
        if role in read_table("quotations", "persons")["unnamed_things"]:
            return None
        all_bearers = self._bearers.get(role, [])
        before = bisect_right(all_bearers, speaker.start, key=lambda person: person[1])
        bearers = all_bearers[max(0, before - _LOOK_BACK) : before]
        if not bearers:
            return None
        several = len({person[3] for person in bearers}) > 1
        return bearers[-1], 0.6 if several else 0.8


def _latest(
    entries: Sequence[tuple[int, int, Name]], before: int, paragraph: int
) -> Iterator[Name]:
    for start, inside, name in reversed(entries[-_LOOK_BACK:]):
        if inside < paragraph:
            return
        if inside == paragraph and start < before:
            yield name


def _roles_beside(text: str, person: Name) -> set[str]:
    """Words for a person's role right before the name, or after the name and a comma."""
    start, end = person[:2]
    found: set[str] = set()
    before = _CLAUSE_END.split(text[max(0, start - _BEFORE) : start].rstrip(", "))
    near = before[-1].split()[-_TITLE_WORDS:]
    found |= {word.strip(".,’'\"“").lower() for word in near}
    behind = text[end : end + _BEHIND]
    if behind.startswith(", "):
        clause = _PUNCTUATION.split(behind[2:])[0]
        if _DESCRIBES.match(clause):
            found |= {word.lower() for word in _WORD.findall(clause)[: 2 * _TITLE_WORDS]}
    table = read_table("quotations", "persons")
    known = {*table["roles"], *table["masculine"], *table["feminine"]}
    return found & known
