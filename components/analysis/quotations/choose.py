"""Choose who speaks: the best of all options by weights that were fitted to annotated news."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.analysis.quotations.features import features_of, features_of_nobody
from components.analysis.quotations.marks import Quoted
from components.analysis.quotations.scene import Report, Scene
from components.analysis.quotations.situation import Option, Situation, Turn
from components.analysis.tables import read_table

# Chosen on the development articles: more strings that nobody says are left alone, and one
# quotation in 250 loses its speaker, compared with one half.
_NOBODY = 0.35
_SENTENCE = 8
_SIGNED = 0.9


@dataclass(frozen=True)
class Choice:
    """The answer for one quoted string; no option where nobody is found to say it."""

    quoted: Quoted
    frame: int
    kind: str
    option: Option | None
    confidence: float


def choose_speakers(text: str, scenes: Sequence[Scene]) -> Iterator[Choice]:
    """Decide on every quoted string in order; each decision knows the one before."""
    parsed = any(scene.has_parse for scene in scenes)
    weights: Mapping[str, float] = read_table(
        "quotations", "weights" if parsed else "weights_without_parser"
    )
    last: Turn | None = None
    for number, scene in enumerate(scenes):
        for quoted in scene.frame.quoted:
            now = Situation(text, quoted, number, scenes, last)
            choice = _choose(now, weights)
            if choice.option:
                speaker = choice.option.report.speaker
                last = Turn(quoted, speaker, number, scene.frame.paragraph)
            yield choice


def _choose(now: Situation, weights: Mapping[str, float]) -> Choice:
    options = now.options
    signed = _signature(now)
    if signed:
        return Choice(now.quoted, now.number, "direct", signed, _SIGNED)
    scores = [_score(features_of(now, option), weights) for option in options]
    scores.append(_score(features_of_nobody(now), weights))
    shares = _shares(scores)
    by_speaker: defaultdict[tuple[int, int], float] = defaultdict(float)
    for option, share in zip(options, shares, strict=False):
        by_speaker[option.report.speaker[:2]] += share
    nobody = shares[-1]
    if not options or nobody >= _NOBODY:
        kind = "direct" if _is_speech(now) else "scare"
        return Choice(now.quoted, now.number, kind, None, nobody)
    who = max(by_speaker, key=lambda span: by_speaker[span])
    best = max(
        (place for place, option in enumerate(options) if option.report.speaker[:2] == who),
        key=lambda place: shares[place],
    )
    return Choice(now.quoted, now.number, "direct", options[best], by_speaker[who])


def _signature(now: Situation) -> Option | None:
    """The name after a dash under a whole quoted sentence; too rare in news to be weighed."""
    if now.opening != "first" or now.closing not in ("stop", "ask"):
        return None
    signed = (o for o in now.options if o.place == "here" and o.report.kind == "dash")
    return next((o for o in signed if o.report.speaker.start > now.quoted.end), None)


def _score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    # Exact, since a plain sum depends on the order of the set, which is another in each process.
    return math.fsum(weights.get(feature, 0.0) for feature in set(features))


def _shares(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    raw = [math.exp(score - most) for score in scores]
    total = sum(raw)
    return [share / total for share in raw]


def _is_speech(now: Situation) -> bool:
    """Whether words without a speaker read as a whole sentence that somebody said."""
    return (
        len(now.words) >= _SENTENCE
        and now.inner[:1].isupper()
        and now.opening in ("first", "colon")
    )


def reason(report: Report, place: str, quoted: Quoted, scene: Scene) -> str:
    """In words, what a choice rests on."""
    if place == "last":
        return "continues the previous quotation"
    where = {"before": " in the previous sentence", "next": " in the next sentence"}.get(place, "")
    if report.kind in ("dash", "according"):
        return "named after a dash" if report.kind == "dash" else f"according to{where}"
    if report.cue < 0:
        return f"named{where or ' in the same sentence'}, without a verb"
    cue = scene.tokens[report.cue]
    side = "" if where else " before it" if cue.start < quoted.start else " after it"
    verb = scene.text[cue.start : cue.end]
    return f"{'words of' if report.kind == 'words' else 'subject of'} “{verb}”{where or side}"
