"""The page of a pack: all there, nothing that runs, nothing that calls out."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from components.views.export.evidence_pack import gather_pack, write_html

A, B = "aaaaaaaaaaaa", "bbbbbbbbbbbb"
NAMES = (
    "a bdi body code dd del div dl dt h1 h2 h3 head header html ins li main mark meta ol p section "
    "span strong style sup table tbody td th thead time title tr ul"
)
ALLOWED = frozenset(NAMES.split())
HOSTILE = [
    "</title></style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "\u202eevil\u202c \u2067turned\u2069",
    "' onmouseover='alert(1)",
    "<!-- <meta http-equiv=refresh content=0;url=https://tracker.example> -->",
]


class Page(HTMLParser):
    """What a page is made of, as a parser that is not ours sees it."""

    def __init__(self, written):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.words = [], [], []
        shown, of_data = re.subn(
            '<script type="application/json"[^>]*>[^<>&]*</script>', "", written.decode()
        )
        assert of_data == 1
        self.feed(shown)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_data(self, data):
        self.words.append(data)

    def values(self, name):
        return [value for _, key, value in self.attributes if key == name]


def test_the_page_holds_question_numbers_edits_and_both_texts(pack):
    told = " ".join(Page(write_html(pack)).words)
    for words in ("Who was late?", "0.80", "number", "five", "Made by", "Ada", "ab" * 32):
        assert words in told
    assert "Nobody was hurt." in told


def test_the_policy_allows_the_own_style_sheet_by_hash_and_nothing_else(pack):
    written = write_html(pack).decode()
    style = re.search(r"<style>(.*?)</style>", written, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [v for v in Page(write_html(pack)).values("content") if "default-src" in v]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_every_link_on_the_page_leads_somewhere_on_it(pack):
    page = Page(write_html(pack))
    inside = [link[1:] for link in page.values("href") if link.startswith("#")]
    assert inside
    assert set(inside) <= set(page.values("id"))
    assert len(page.values("id")) == len(set(page.values("id")))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_wherever_they_stand(material, about, words):
    texts = {id: f"{words} stood here. {text}" for id, text in material.texts.items()}
    hostile = replace(
        material,
        articles=material.articles.assign(
            label=words, source=words, author=words, url=words, name=words, language="en"
        ),
        texts=texts,
        aside={},
        tags={A: [words]},
        notes=[replace(material.notes[0], text=words, who=words, start=0, end=len(words))],
        mentions=material.mentions.assign(entity=words, start=0, end=len(words)),
        variants=pd.DataFrame(
            [
                {"quotation": 0, "article": id, "start": 0, "end": 3, "state": "altered",
                 "first": id == A, "speaker": words,
                 "text": words, "left_out": [words], "edits": [words]}
                for id in (A, B)
            ]
        ),
    )  # fmt: skip
    pack = gather_pack(hostile, replace(about, who=words, library=words), kind="pair", title=words,
                  question=words)  # fmt: skip
    page = Page(write_html(pack))
    assert set(page.tags) <= ALLOWED
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert not [link for link in page.values("href") if not link.startswith(("#", "https://"))]
    assert not page.values("src")
    assert len(page.values("http-equiv")) == 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", write_html(pack).decode())


def test_signs_that_turn_the_reading_direction_are_named(pack):
    written = write_html(replace(pack, title="gnp.\u202etxt")).decode()
    assert "gnp.‹U+202E›txt" in written


def test_only_addresses_of_the_web_become_links(material, about):
    for url, links in (("https://post.example/ferry", 1), ("javascript:alert(1)", 0), ("", 0)):
        changed = replace(material, articles=material.articles.head(1).assign(url=url), edges=[])
        page = Page(write_html(gather_pack(changed, about, kind="selection", title="One")))
        assert len([link for link in page.values("href") if not link.startswith("#")]) == links


def test_beside_other_pairs_only_what_changed_is_shown(material, about):
    ids = material.articles["id"].tolist()
    family = replace(material, edges=[(ids[0], ids[1]), (ids[1], ids[2])])
    page = Page(write_html(gather_pack(family, about, kind="family", title="Ferry")))
    told = " ".join(page.words)
    assert "1 kept" in told
    inside = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert inside <= set(page.values("id"))


def test_thirty_versions_stay_one_readable_page(material, compared, about):
    text = " ".join(f"Sentence number {n} of the ferry tells of fog {n * 7}." for n in range(40))
    ids = [f"{n:012x}" for n in range(30)]
    rows = pd.concat([material.articles.head(1).assign(id=id) for id in ids], ignore_index=True)
    texts = {id: text.replace("number 3 ", f"number {n} ") for n, id in enumerate(ids)}
    edges = [(ids[0], id) for id in ids[1:]]
    many = replace(
        material,
        articles=rows,
        texts=texts,
        aside={},
        **compared(texts, {}, edges),
        edges=edges,
        notes=[],
    )
    written = write_html(gather_pack(many, about, kind="family", title="Thirty"))
    assert len(written) < 1_000_000
    assert written.count(b'class="row edited"') <= 60
