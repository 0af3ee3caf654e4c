"""Attribution: which mention says a quoted string.

Speakers are chosen by a softmax over all options, with weights that were fitted to annotated news
(`benchmarks/fit_quotations.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from components.analysis.quotations.parsed_frame import (
    ParsedFrame,
    Report,
)
from components.analysis.quotations.quotation_context import Context, Option, Turn
from components.analysis.quotations.quotation_marks import Quoted
from components.analysis.quotations.speaker_checks import (
    find_named_before_colon,
    find_own_report,
    has_verb_beside,
    is_of_a_crowd,
    is_title,
    weigh_speaker,
)
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
_STRUCK = 0.7
_ANOTHERS = 0.45
_NEAR_WORDS = 3
_SINGLE = "'‘’‚‹›"
_UNNAMED = frozenset({"role", "noun", "title", "group"})


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
            choice = _checked(context, _choose(context, weights))
            if choice.option:
                speaker = choice.option.report.speaker
                last = Turn(quoted, speaker, number, frame.paragraph)
            yield choice


def _choose(context: Context, weights: Mapping[str, float]) -> Choice:
    options = context.options
    signed = _signature(context) or find_named_before_colon(context)
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
        beside = has_verb_beside(context)
        kind = "direct" if _is_speech(context) or beside else "scare"
        return Choice(context.quoted, context.number, kind, None, 0.0 if beside else nobody)
    who = max(by_speaker, key=lambda span: by_speaker[span])
    best = max(
        (number for number, option in enumerate(options) if option.report.speaker[:2] == who),
        key=lambda number: shares[number],
    )
    return Choice(context.quoted, context.number, "direct", options[best], by_speaker[who])


def _checked(context: Context, choice: Choice) -> Choice:
    """The choice after what the text around it strikes, moves or makes doubtful."""
    option = choice.option
    if option is None:
        return choice
    if is_title(context) or _is_heading(context):
        return replace(choice, kind="scare", option=None, confidence=_STRUCK)
    if option.report.speaker.kind not in _UNNAMED and is_of_a_crowd(context):
        return replace(choice, option=None, confidence=_STRUCK)
    last = context.last
    if last and last.quoted.group == context.quoted.group and option.where in ("before", "next"):
        rest = next((one for one in context.options if one.where == "last"), None)
        return replace(choice, option=rest, confidence=_SIGNED) if rest else choice
    own = find_own_report(context, option)
    if own is not None:
        option = own
    sure = choice.confidence * weigh_speaker(context, option)
    said = context.text[option.report.speaker.start : option.report.speaker.end]
    is_told = option.report.verb == "tell" and option.report.route == "after"
    if (_is_in_capitals(context) and not said.isupper()) or (is_told and context.frame.has_parse):
        sure = min(sure, _ANOTHERS)
    return replace(choice, option=option, confidence=sure)


def _is_heading(context: Context) -> bool:
    """Whether a string in single marks is a line of its own where others have double marks."""
    start, end = context.quoted.start - 1, context.quoted.end + 1
    if context.text[start] not in _SINGLE or not context.frame.is_all_quoted:
        return False
    alone = context.text[:start].endswith("\n") and context.text[end : end + 1] in ("\n", "")
    doubled = any(
        context.text[one.start - 1] not in _SINGLE
        for frame in context.frames
        for one in frame.quoted
    )
    return alone and doubled and context.inner[-1:] not in (".", ",")


def _is_in_capitals(context: Context) -> bool:
    """Whether a string and the words beside it are in capitals, as in a glued headline."""
    near = [*context.before.split()[-_NEAR_WORDS:], *context.after.split()[:_NEAR_WORDS]]
    words = [word for word in near if sum(map(str.isalpha, word)) > 1]
    return context.inner.isupper() and len(words) > 1 and sum(map(str.isupper, words)) > 1


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
    if report.route == "colon":
        return "named before a colon"
    if report.cue < 0:
        return f"named{beside or ' in the same sentence'}, without a verb"
    cue = frame.tokens[report.cue]
    side = "" if beside else " before it" if cue.start < quoted.start else " after it"
    verb = frame.text[cue.start : cue.end]
    return f"{'words of' if report.kind == 'words' else 'subject of'} “{verb}”{beside or side}"
