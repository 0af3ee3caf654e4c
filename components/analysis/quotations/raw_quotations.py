"""Raw quotations and reported speech: found once an article, as records that can be stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from components.analysis import entities
from components.analysis.quotations.antecedents import Antecedents
from components.analysis.quotations.attribution import (
    Choice,
    choose_speakers,
    describe_choice,
)
from components.analysis.quotations.parsed_frame import (
    NameIndex,
    ParsedFrame,
    Report,
    Speaker,
    list_reporting_verbs,
)
from components.analysis.quotations.quotation_marks import find_quoted_strings
from components.analysis.quotations.reported import find_reported_clauses, weigh_clause
from components.analysis.quotations.sentence_frames import find_frames, parse_frames, split_frames
from components.analysis.quotations.speaker_candidates import find_reports
from components.analysis.quotations.speaker_phrases import (
    cut_headline,
    find_joint_speakers,
    find_named_body,
    find_unlisted_name,
)
from components.text.segment import Span

# Raised when the rules or the wording of reasons change, so that records are made again.
RULES_VERSION = 8
RawQuotation = dict[str, Any]
"""A quotation as JSON can hold it: `start`, `end`, `kind`, `group`, `confidence` and `how`.

With them spans or None: `mention` (of the speaker), `named` (of the name that this stands for) and
`cue` (of the verb).
"""

_NAMED = frozenset({"person", "org", "place"})
_HALF = 0.5


def version_of(verbs: Iterable[str] = ()) -> str:
    """The version of models, rules and added verbs; records of another one are out of date."""
    added = ", ".join(sorted({verb.strip().lower() for verb in verbs}))
    version = f"{entities.MODEL_VERSION}, {entities.RESOLVE_VERSION}, quotations {RULES_VERSION}"
    return f"{version}, verbs {added}" if added else version


MODEL_VERSION = version_of()
"""The version without verbs of the analyst's own."""


def read_quotations(
    texts: Iterable[str],
    language: str = "en",
    names: Iterable[Sequence[entities.RawSpan]] | None = None,
    verbs: Iterable[str] = (),
) -> list[list[RawQuotation]]:
    """The quotations and reported clauses of each text, in order of start.

    `names` is what `entities.recognise` gave for the same texts (asked for when it is not given);
    `verbs` are reporting verbs that the analyst adds, in the base form. The result of a text
    depends on that text alone. Without the model, and in Ukrainian, Russian, German, French,
    Spanish, Italian, Polish, Portuguese and Dutch, speakers are found by patterns only (roughly:
    names beside a verb); in other languages they are not looked for. About 8,000 words a second,
    linear in time.
    """
    listed = list(texts)
    spans = entities.recognise(listed, language) if names is None else list(names)
    added = tuple(sorted({verb.strip().lower() for verb in verbs}))
    parsed = parse_texts(listed, language, spans, added)
    return [
        sorted(_resolved(text, frames), key=lambda one: (one["start"], one["end"]))
        for text, frames in zip(listed, parsed, strict=True)
    ]


def parse_texts(
    texts: Sequence[str],
    language: str,
    raw: Sequence[Sequence[entities.RawSpan]],
    verbs: tuple[str, ...] = (),
    parsed: bool = True,
) -> list[list[ParsedFrame]]:
    """The frames of each text with words and names; without the parser where `parsed` is false.

    The parser reads the frames of all texts together, since each call has a cost of its own.
    """
    known = list_reporting_verbs(verbs, language)
    dash_verbs = frozenset(known) if language != "en" else frozenset()
    framed = [find_frames(text, find_quoted_strings(text, dash_verbs), language) for text in texts]
    tokens = parse_frames(texts, framed, language) if parsed else split_frames(texts, framed)
    found = []
    for text, spans, frames, read in zip(texts, raw, framed, tokens, strict=True):
        names = NameIndex(_names(text, spans, language))
        about = ((frame.start, frame.end, frame.paragraph, frame.quoted) for frame in frames)
        found.append(
            [
                ParsedFrame(*one, text, words, names, known, find_reports)
                for one, words in zip(about, read, strict=True)
            ]
        )
    return found


def _names(
    text: str, raw: Sequence[entities.RawSpan], language: str
) -> list[tuple[int, int, str, str]]:
    if language not in entities.languages_supported():
        return []
    mentions, resolved = entities.resolve_mentions([text], [raw], [language])
    return [
        (one.start, one.end, name.type, name.entity)
        for one, name in zip(mentions, resolved, strict=True)
        if name.type not in entities.SECOND_TYPES
        and text[one.end : one.end + 2] != " /"  # a credit: “Ann Lee / For Harbour News”
    ]


def _resolved(text: str, frames: Sequence[ParsedFrame]) -> Iterator[RawQuotation]:
    if not frames:
        return
    names = frames[0].names
    known = Antecedents(text, names)
    choices = choose_speakers(text, frames)
    last: RawQuotation | None = None
    choice = next(choices, None)
    for number, frame in enumerate(frames):
        known.read_frame(frame)
        while choice and choice.frame_number == number:
            record = _record(choice, frames, known, last)
            if record["mention"]:
                if last and _goes_on(text, last, record, choice, frame):
                    record["group"] = last["group"]
                last = record
                name = names.find_only(*record["named"]) if record["named"] else None
                if name and name[2] == "PERSON" and record["confidence"] >= _HALF:
                    known.add_speaker(choice.quoted.start, frame.paragraph, name)
            yield record
            choice = next(choices, None)
        for span, report in find_reported_clauses(frame):
            yield _reported(span, report, frame, known)


def _goes_on(
    text: str, last: RawQuotation, record: RawQuotation, choice: Choice, frame: ParsedFrame
) -> bool:
    """Whether a quotation is the rest of the one before, which its speaker interrupts."""
    if last["mention"] != record["mention"]:
        return False
    start, end = last["end"], record["start"]
    if "\n" in text[start:end]:
        return False
    broken_off = last["start"] >= frame.start and text[start - 1 : start + 2].count(",") > 0
    between = start <= record["mention"][0] < end
    repeated = choice.option is not None and choice.option.where == "last"
    return (broken_off and between) or repeated


def _record(
    choice: Choice, frames: Sequence[ParsedFrame], known: Antecedents, last: RawQuotation | None
) -> RawQuotation:
    quoted, option = choice.quoted, choice.option
    record: RawQuotation = {
        "start": quoted.start,
        "end": quoted.end,
        "kind": choice.kind,
        "group": quoted.group,
        "mention": None,
        "named": None,
        "cue": None,
        "confidence": round(choice.confidence, 3),
        "how": "" if option else "no speaker found",
    }
    if option is None:
        return record
    step = {"before": -1, "next": 1}.get(option.where, 0)
    frame = frames[choice.frame_number + step]
    speaker = option.report.speaker
    how = describe_choice(option.report, option.where, quoted, frame)
    if option.where == "last":
        return record | _from_last(last, record, speaker, how)
    return record | _who(speaker, option.report.cue, frame, known, choice.confidence, how)


def _from_last(
    last: RawQuotation | None, record: RawQuotation, speaker: Speaker, how: str
) -> RawQuotation:
    """A quotation that goes on is no surer than the one that it continues."""
    if last is None:
        return {"mention": speaker[:2], "how": how}
    confidence = min(record["confidence"], last["confidence"])
    return {
        "mention": last["mention"],
        "named": last["named"],
        "confidence": confidence,
        "how": how,
    }


def _who(
    speaker: Speaker, cue: int, frame: ParsedFrame, known: Antecedents, confidence: float, how: str
) -> RawQuotation:
    speaker = cut_headline(frame, speaker)
    explained = frame.person_explained_by(speaker.token)
    named, sure = (speaker[:2], 1.0) if speaker.kind in _NAMED else (None, 1.0)
    mention = speaker[:2]
    together = find_joint_speakers(frame, speaker) if speaker.kind in _NAMED else None
    if together:
        mention = named = together
    if named is None:
        named = find_unlisted_name(frame, speaker) or find_named_body(frame, speaker)
    if named is None and explained:
        named = explained[:2]
    elif named is None:
        found = known.find(speaker, frame.paragraph)
        if found:
            named, sure = found[0][:2], found[1]
            said = frame.text[speaker.start : speaker.end]
            what = "person" if found[0][2] == "PERSON" else "body"
            how += f"; “{said}” for the {what} named before"
    token = frame.tokens[cue] if cue >= 0 else None
    return {
        "mention": mention,
        "named": named,
        "cue": (token.start, token.end) if token else None,
        "confidence": round(confidence * sure, 3),
        "how": how,
    }


def _reported(span: Span, report: Report, frame: ParsedFrame, known: Antecedents) -> RawQuotation:
    cue = frame.tokens[report.cue]
    how = f"clause of “{frame.text[cue.start : cue.end]}”"
    sure = weigh_clause(frame, report)
    who = _who(report.speaker, report.cue, frame, known, sure, how)
    if who["named"] != who["mention"] and who["confidence"] < _HALF <= sure:
        # That the clause is reported is sure, only not whom the pronoun or the role stands for.
        who |= {"named": None, "confidence": sure, "how": how}
    return {"start": span[0], "end": span[1], "kind": "reported", "group": 0} | who
