"""The common words of a language, and articles without them."""

import pytest

from components.analysis.article.outline import Parts
from components.analysis.collection.pairs import compare_all
from components.analysis.collection.tfidf import blank_stop_words, has_list, list_stop_words
from components.analysis.selection import Settings


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "the"),
        ("ru", "который"),
        ("uk", "який"),
        ("de", "die"),
        ("fr", "les"),
        ("it", "dell"),
        ("no", "ikke"),
        ("nn", "ikkje"),
        ("gl", "unha"),
        ("sw", "kwa"),
        ("be", "што"),
        ("cy", "ac"),
    ],
)
def test_the_common_words_of_a_language_are_there(language, word):
    assert word in list_stop_words(language)


def test_words_of_address_and_of_reporting_are_there_in_english():
    assert {"mr", "said"} <= list_stop_words("en")


def test_a_word_with_an_apostrophe_is_there_in_its_parts():
    assert {"couldn't", "couldn"} <= list_stop_words("en")
    assert {"quelqu'un", "quelqu"} <= list_stop_words("fr")


@pytest.mark.parametrize("language", ["und", "xx-nothing", "..", "", "zu"])
def test_a_language_without_a_list_says_so(language):
    assert list_stop_words(language) == frozenset()
    assert not has_list(language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "president talks war world government serious bottom"),
        ("en", "don haven won mine round"),
        ("ru", "война правительство мир стали"),
        ("uk", "війна уряд світ сталі"),
        ("it", "governo ministro mondo guerra"),
        ("es", "acuerdo guerra gobierno"),
        ("pt", "povo guerra governo"),
    ],
)
def test_words_that_tell_a_subject_are_not_there(language, words):
    assert not set(words.split()) & list_stop_words(language)


BRIDGE = Parts(
    "Die Brücke",
    "Die Stadt will die alte Brücke erneuern, sagte der Bürgermeister. Sie sei für die Anwohner "
    "wichtig, und der Bund trage die Kosten. Er hofft, dass sie in zwei Jahren fertig ist.",
)
EELS = Parts(
    "Die Aale",
    "Die Forscherin hat die Wanderung der Aale untersucht. Sie sagte, der Weg sei länger als "
    "gedacht, und die Tiere würden von der Strömung getragen. Er endet in der Sargassosee.",
)


def like(first, second, *languages, settings=None):
    parts = {"a": first, "b": second}
    pairs = compare_all(parts, dict(zip("ab", languages, strict=True)), settings=settings).pairs
    return float(pairs["score"].iloc[0])


def test_two_german_articles_of_two_subjects_are_hardly_alike():
    assert like(BRIDGE, EELS, "de", "de") < 0.05
    assert like(BRIDGE, EELS, "und", "und") < 0.05
    assert like(BRIDGE, EELS, "de", "de", settings=Settings(common=True)) > 0.4


def test_two_articles_of_one_subject_stay_alike_without_the_common_words():
    assert like(BRIDGE, Parts("", BRIDGE.text + " Die Arbeiten beginnen bald."), "de", "de") > 0.8


def test_each_article_is_read_by_the_list_of_its_own_language():
    english = blank_stop_words(
        Parts("", "Many die at sea; the men were lost."), "en", {"en", "de"}, False
    )
    assert english.text.split() == ["die", "sea;", "men", "lost."]
    german = blank_stop_words(
        Parts("", "Die Männer auf See, die man verlor."), "de", {"en", "de"}, False
    )
    assert german.text.split() == ["Männer", "See,", "verlor."]


def test_an_article_of_no_known_language_is_read_by_the_lists_of_all():
    assert blank_stop_words(Parts("", "die the ok"), "und", {"en", "de"}, False).text.split() == [
        "ok"
    ]


@pytest.mark.parametrize("sign", ["'", "’", "ʼ"])
def test_what_was_elided_is_left_out_with_the_common_words(sign):
    parts = Parts(f"L{sign}Espagne", f"Le roi de l{sign}Espagne et l{sign}été, aujourd{sign}hui.")
    read = blank_stop_words(parts, "fr", {"fr"}, False)
    assert read.headline.split()[-1].endswith("Espagne")
    assert len(read.text) == len(parts.text)
    assert like(parts, Parts("", "Espagne roi"), "fr", "fr") > 0.7


def test_texts_keep_their_length_and_what_is_kept_its_place():
    text = "The old ferry and the new one"
    read = blank_stop_words(Parts("The ferry", text), "en", {"en"}, False)
    assert len(read.text) == len(text)
    assert all(one in (" ", other) for one, other in zip(read.text, text, strict=True))
    assert read.text.split() == ["old", "ferry", "new"]


def test_similarity_in_several_languages_is_each_by_its_own_list():
    texts = {
        "de": ("Die Fähre ist mit der Post in den Hafen gekommen.", "Der Rat hat die Steuer mit den"
               " Stimmen der Opposition gesenkt."),
        "fr": ("Le bateau est dans le port avec les lettres.", "Le conseil a réduit les impôts avec"
               " les voix de la gauche."),
        "no": ("Båten kom til havnen med posten og var ikke sen.", "Rådet satte ned skatten og det"
               " var ikke til å tro for de fleste med hus."),
        "sw": ("Meli ya barua ni kubwa na ni ya zamani katika bandari.", "Baraza la mji ni la watu"
               " na kodi ya nyumba katika kata ni ndogo."),
    }  # fmt: skip
    for language, (one, other) in texts.items():
        assert like(Parts("", one), Parts("", other), language, language) < 0.12, language
