"""One quotation, as the rest of the house sees it."""

from __future__ import annotations

from dataclasses import dataclass

from components.text.segment import Span


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks, or a clause that reports words, and who says them.

    `kind` is `direct` (somebody's words), `scare` (a title, a term, words nobody says) or
    `reported` (a clause without marks). `speaker` is the resolved name, None where the article
    does not say whose words they are or leaves it to a guess; `mention` is how it calls the speaker
    ("the spokesman").
    Parts of one quotation, over paragraphs or around its speaker, share `group` (unique in the
    article). `confidence` (0-1) is that of the speaker, or of nobody speaking for `scare`; `how`
    says in words what speaker and cue rest on. Spans lie in the article, marks excluded.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    kind: str
    group: int = 0
    mention: str = ""
    mention_span: Span | None = None
    named_span: Span | None = None
    cue: str = ""
    cue_span: Span | None = None
    confidence: float = 0.0
    how: str = ""
