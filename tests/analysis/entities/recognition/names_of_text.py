"""The names of one text with their types, from what a model is said to have found in it."""

from components.analysis.entities import resolve


def found(text, *names):
    at, raw = 0, []
    for name, label in names:
        start = text.index(name, at)
        at = start + len(name)
        raw.append((start, at, label))
    frame = resolve([text], [raw])
    return list(zip(frame.surface, frame.type, strict=True))
