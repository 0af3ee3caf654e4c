"""What data/README.md promises of the sample corpus."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import frontmatter
import pytest

from components.text.normalisation import fold
from components.text.segment import sentences

DATA = Path(__file__).parents[2] / "data"
CORPUS = {path.name: frontmatter.load(str(path)) for path in sorted(DATA.glob("corpus/*.md"))}
BODY = {name[:2]: post.content for name, post in CORPUS.items()}


def shared_sentences(first: str, second: str) -> int:
    """How many sentences of one article stand in the other, but for the style of their marks."""
    counts = [
        Counter(fold(BODY[name][start:end]) for start, end in sentences(BODY[name]))
        for name in (first, second)
    ]
    return (counts[0] & counts[1]).total()


def shared_paragraphs(first: str, second: str) -> set[str]:
    return set(BODY[first].split("\n\n")) & set(BODY[second].split("\n\n"))


@pytest.mark.parametrize("name", CORPUS)
def test_every_article_has_six_fields_and_a_day(name: str) -> None:
    fields = CORPUS[name].metadata
    assert set(fields) == {"title", "source", "author", "date", "url", "language"}
    assert all(fields.values())
    assert type(fields["date"]) is date
    assert name.endswith(f"-{fields['date'].isoformat()}.md")


@pytest.mark.parametrize("name", CORPUS)
def test_every_article_has_the_length_of_news_and_no_headings(name: str) -> None:
    body = CORPUS[name].content
    assert 250 <= len(body.split()) <= 750
    assert not re.search(r"^#", body, re.MULTILINE)


def test_fifteen_articles_in_three_languages_stand_at_fifteen_addresses() -> None:
    assert len(CORPUS) == 15
    assert {post["language"] for post in CORPUS.values()} == {"en", "uk", "ru"}
    addresses = {post["url"] for post in CORPUS.values()}
    assert len(addresses) == 15
    assert all((urlsplit(address).hostname or "").endswith(".example") for address in addresses)


def test_the_readme_names_every_file_and_every_outlet() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\| `([^`]+\.md)` \|", readme)) == set(CORPUS)
    assert all(f"| {post['source']} |" in readme for post in CORPUS.values())


@pytest.mark.parametrize(
    ("original", "version", "before", "after"),
    [
        ("01", "02", "enraged Ukrainian nationalists,", "enraged certain forces,"),
        ("01", "02", "President Vladimir V. Putin", "Russian President Vladimir Putin"),
        ("01", "02", "Dmitri S. Peskov", "Dmitri Peskov"),
        ("01", "02", "tête-à-tête. I have told", 'tête-à-tête," Mr. Nazarbayev'),
        ("01", "02", "public on Tuesday.", "public on Tuesday, according to The Harbour Post."),
        ("01", "03", "about 13,000 people", "about 10,000 people"),
        ("01", "03", "October 2016", "October 2015"),
        ("08", "09", "2,400 dockworkers", "1,400 dockworkers"),
        ("08", "09", "said Rosalind Achterberg", "claimed Rosalind Achterberg"),
        ("08", "09", "Mr. Thole said. He", "Mr. Thole explained. He"),
        ("08", "09", "until the pickets were", "until the blockade was"),
        ("08", "09", "The union accepted", "The union did not accept"),
        ("08", "09", "but on condition", "reportedly on condition"),
        ("08", "09", "for Hamburg, and a cargo", "for Hamburg. A cargo"),
        ("08", "09", "since 2015. The talks", "since 2015, and the talks"),
        ("08", "10", "Marcus J. Thole", "Marcus Thole"),
    ],
)
def test_each_telling_edit_stands_on_its_side_only(
    original: str, version: str, before: str, after: str
) -> None:
    assert before in BODY[original]
    assert after in BODY[version]
    assert before not in BODY[version]
    assert after not in BODY[original]


def test_the_republication_drops_the_dead_and_adds_two_experts() -> None:
    assert "killed about 13,000" in BODY["01"]
    assert "killed about" not in BODY["02"]
    for expert in ("Harold T. Wexley", "Pavlo Hrynko"):
        assert expert in BODY["02"]
        assert expert not in BODY["01"]


def test_the_republication_keeps_a_glued_read_also_line_and_plain_marks() -> None:
    assert re.search(r"^Read also[A-Z]", BODY["02"], re.MULTILINE)
    assert not re.search("[“”‘’—]", BODY["02"])
    assert re.search("“[^”]+”", BODY["01"])
    assert "—" in BODY["01"]


def test_the_republication_shares_most_of_its_sentences_with_the_original() -> None:
    assert shared_sentences("01", "02") >= 25


def test_the_syndicated_copy_ends_with_the_footer_of_the_original() -> None:
    title = CORPUS["01-harbour-post-2019-11-12.md"]["title"]
    assert BODY["03"].startswith("By Imogen Harte and Tomas Lindqvist\n")
    assert BODY["03"].endswith(f"The post {title} appeared first on The Harbour Post.")


@pytest.mark.parametrize("name", ["04", "06"])
def test_the_agency_opens_with_a_headline_and_mixes_its_marks(name: str) -> None:
    assert not BODY[name].split("\n\n")[0].endswith(".")
    assert re.search("«[^«»“”]+»", BODY[name])
    assert re.search("«[^«»“”]+”", BODY[name])
    assert re.search(r"\[\w+", BODY[name])


def test_the_agency_shares_no_sentence_with_the_report_it_rewrites() -> None:
    assert shared_sentences("01", "04") == 0


def test_the_trade_paper_moves_the_paragraph_on_prices_up() -> None:
    prices = "The port handles about one fifth"
    assert BODY["08"].index(prices) > BODY["08"].index("Capt. Ingrid Solheim")
    assert BODY["09"].index(prices) < BODY["09"].index("Capt. Ingrid Solheim")


def test_the_brief_is_half_as_long_as_the_report_it_shortens() -> None:
    assert 0.4 < len(BODY["10"]) / len(BODY["08"]) < 0.6


def test_the_essay_lifts_exactly_its_fourth_paragraph() -> None:
    lifted = shared_paragraphs("01", "11")
    assert lifted == {BODY["11"].split("\n\n")[3]}
    assert shared_sentences("01", "11") == len(sentences(lifted.pop()))


@pytest.mark.parametrize("name", ["14", "15"])
def test_the_articles_that_belong_nowhere_share_no_sentence_with_any_other(name: str) -> None:
    assert all(shared_sentences(name, other) == 0 for other in BODY if other != name)


def test_the_ukrainian_and_the_russian_article_name_the_same_people_in_guillemets() -> None:
    for person in ("Зеленський", "Путін", "Пєсков", "Назарбаєв"):
        assert person in BODY["12"]
    for person in ("Зеленск", "Путин", "Песков", "Назарбаев"):
        assert person in BODY["13"]
    for name in ("12", "13"):
        assert re.search("«[^«»]+»", BODY[name])
        assert not re.search('[“”"]', BODY[name])
