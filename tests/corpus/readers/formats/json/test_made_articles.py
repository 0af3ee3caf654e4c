"""JSON of known makers is read by its maker's shape, never asked about. The words are ours."""

import json
from datetime import date

import pytest
from trafilatura import extract

from components.corpus.readers import propose_columns, read_file

FIRST = "The harbour board of Eastwick met on Friday and put off the sale of the old crane."
SECOND = "A buyer from the north had offered twice the price, the chair said afterwards."
BOTH = f"{FIRST}\n\n{SECOND}"
MARKUP = f"<p>{FIRST}</p><p>{SECOND}</p>"


def read(value, name="a.json"):
    return read_file(name, json.dumps(value, ensure_ascii=False).encode())


def only(reading):
    assert not reading.rejected
    (article,) = reading.articles
    return article


TRAFILATURA = {
    "title": "Crane stays",
    "author": "Ida Berg; Lars Holm",
    "hostname": "eastwick.example",
    "date": "2023-02-10",
    "fingerprint": "0f",
    "id": None,
    "license": None,
    "comments": "",
    "raw_text": f"Crane stays {FIRST} {SECOND}",
    "text": f"Crane stays\n{FIRST}\n{SECOND}",
    "language": "en",
    "source": "https://eastwick.example/crane",
    "source-hostname": "Eastwick Post",
    "excerpt": "",
}
NEWS_PLEASE = {
    "authors": ["Ida Berg", None],
    "date_download": "2023-03-01 10:00:00",
    "date_modify": "2023-02-20 10:00:00",
    "date_publish": "2023-02-10 23:30:00",
    "description": "Short.",
    "language": "en",
    "maintext": f"{FIRST}\n{SECOND}",
    "source_domain": "eastwick.example",
    "title": "Crane stays",
    "title_page": None,
    "url": "https://eastwick.example/crane",
}
NEWSPAPER = {
    "url": "https://eastwick.example/crane?from=home",
    "canonical_link": "https://eastwick.example/crane",
    "title": "Crane stays",
    "authors": ["Ida Berg"],
    "publish_date": "2023-02-10 00:00:00+01:00",
    "meta_lang": "en",
    "meta_site_name": "Eastwick Post",
    "top_image": "https://eastwick.example/crane.jpg",
    "summary": "A summary that a program made of the text, sentence by sentence.",
    "text": BOTH,
}
FUNDUS = {
    "title": "Crane stays",
    "authors": ["Ida Berg", "Lars Holm"],
    "publishing_date": "2023-02-10 23:50:00+00:00",
    "lang": "en",
    "body": {
        "summary": ["What the board decided."],
        "sections": [{"headline": ["The offer"], "paragraphs": [FIRST, SECOND]}],
    },
    "html": {
        "requested_url": "https://eastwick.example/crane",
        "content": "<html></html>",
        "crawl_date": "2023-03-01",
        "source_info": {"publisher": "Eastwick Post"},
    },
}
WORDPRESS = {
    "id": 7,
    "date": "2023-02-10T08:00:00",
    "date_gmt": "2023-02-09T23:00:00",
    "modified": "2023-05-01T08:00:00",
    "slug": "crane",
    "link": "https://eastwick.example/crane",
    "title": {"rendered": "Crane &#8220;stays&#8221;"},
    "content": {"rendered": MARKUP, "protected": False},
    "excerpt": {"rendered": "<p>Short.</p>"},
    "author": 5,
    "_embedded": {"author": [{"id": 5, "name": "Ida Berg"}]},
}
WEBZ = {
    "uuid": "1",
    "thread": {"site_full": "www.eastwick.example", "title": "Crane stays", "published": "x"},
    "url": "https://eastwick.example/crane",
    "author": "Ida Berg",
    "published": "2023-02-10T23:50:00.000+02:00",
    "title": "Crane stays",
    "text": BOTH,
    "language": "english",
    "crawled": "2023-03-01T00:00:00.000+02:00",
}
EVENT_REGISTRY = {
    "uri": "77",
    "lang": "eng",
    "isDuplicate": False,
    "date": "2023-02-12",
    "dateTime": "2023-02-12T01:00:00Z",
    "dateTimePub": "2023-02-10T22:00:00Z",
    "url": "https://eastwick.example/crane",
    "title": "Crane stays",
    "body": BOTH,
    "source": {"uri": "eastwick.example", "dataType": "news", "title": "Eastwick Post"},
    "authors": [{"uri": "ida@x", "name": "Ida Berg", "type": "author"}],
    "concepts": [{"uri": "c", "label": {"eng": "Crane"}}],
}


@pytest.mark.parametrize(
    ("value", "source", "author"),
    [
        (TRAFILATURA, "Eastwick Post", "Ida Berg, Lars Holm"),
        (NEWS_PLEASE, "eastwick.example", "Ida Berg"),
        (NEWSPAPER, "Eastwick Post", "Ida Berg"),
        (FUNDUS, "Eastwick Post", "Ida Berg, Lars Holm"),
        (WORDPRESS, "", "Ida Berg"),
        (WEBZ, "eastwick.example", "Ida Berg"),
        (EVENT_REGISTRY, "Eastwick Post", "Ida Berg"),
    ],
    ids=["trafilatura", "news-please", "newspaper", "fundus", "wordpress", "webz", "registry"],
)
@pytest.mark.parametrize("way", ["object", "list", "lines"])
def test_article_of_a_maker_has_its_fields_from_the_makers_keys(value, source, author, way):
    if way == "lines":
        other = {**value, "url": "", "link": ""}
        reading = read_file("a.jsonl", f"{json.dumps(value)}\r\n\r\n{json.dumps(other)}".encode())
        article = reading.articles[0]
        assert len(reading.articles) == 2
    else:
        article = only(read([value] if way == "list" else value))
    assert article.title in ("Crane stays", "Crane “stays”")
    assert article.text.endswith(BOTH)
    assert (article.source, article.author) == (source, author)
    assert article.published == date(2023, 2, 10)
    assert article.url == "https://eastwick.example/crane"
    assert article.language == "en"


def test_paragraphs_of_fundus_are_in_the_order_of_the_page():
    parts = only(read(FUNDUS)).text.split("\n\n")
    assert parts == ["What the board decided.", "The offer", FIRST, SECOND]


def test_bases_name_the_key_and_the_maker():
    bases = only(read(NEWS_PLEASE)).bases
    assert bases["published"] == "key “date_publish” of news-please"
    assert bases["source"] == "key “source_domain” of news-please"


def guardian(number, **fields):
    return {
        "id": f"world/{number}",
        "type": "article",
        "sectionName": "World",
        "webPublicationDate": f"2023-02-1{number}T09:00:00Z",
        "webTitle": f"Crane {number}",
        "webUrl": f"https://guardian.example/{number}",
        "apiUrl": "https://api.example",
        "fields": {"headline": f"Crane {number}", "byline": "Ida Berg", **fields},
        "tags": [{"id": "t", "webTitle": "Cranes"}],
    }


def test_answer_of_the_guardian_is_its_results():
    answer = {
        "response": {
            "status": "ok",
            "total": 2,
            "results": [guardian(1, body=MARKUP), guardian(2, bodyText=f"{FIRST} {SECOND}")],
        }
    }
    first, second = read(answer).articles
    assert (first.title, first.text, first.published) == ("Crane 1", BOTH, date(2023, 2, 11))
    assert (second.title, second.source) == ("Crane 2", "The Guardian")
    assert first.bases["source"] == "the file is of the Guardian"
    assert first.details["section"] == "World"


def test_saved_answers_of_several_pages_are_one_list():
    pages = [{"response": {"results": [guardian(n, body=MARKUP)]}} for n in (1, 2, 3)]
    assert [a.title for a in read(pages).articles] == ["Crane 1", "Crane 2", "Crane 3"]


def nyt(number, **more):
    return {
        "web_url": f"https://nyt.example/{number}",
        "abstract": "An abstract that says what the board decided about the crane.",
        "lead_paragraph": FIRST,
        "snippet": "Short.",
        "source": "The New York Times",
        "headline": {"main": f"Crane {number}", "kicker": None, "print_headline": "Other"},
        "byline": {"original": "By Ida Berg and Lars Holm", "person": [{"firstname": "Ida"}]},
        "pub_date": f"2023-02-1{number}T05:00:00+0000",
        "word_count": 700,
        "multimedia": [{"caption": "The crane in the harbour of Eastwick on a Friday."}],
        **more,
    }


def test_the_new_york_times_gives_no_texts_and_that_is_said():
    answer = {"status": "OK", "response": {"docs": [nyt(1), nyt(2, lead_paragraph="")]}}
    reading = read(answer)
    first, second = reading.articles
    assert (first.title, first.author) == ("Crane 1", "Ida Berg, Lars Holm")
    assert (first.text, first.published) == (FIRST, date(2023, 2, 11))
    assert second.text.startswith("An abstract")
    assert reading.notes == ["Of 2 articles the New York Times gives only a summary of the text."]


def test_json_feed_gives_its_title_as_the_source():
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "Eastwick Post",
        "home_page_url": "https://eastwick.example",
        "items": [
            {
                "id": "1",
                "url": "https://eastwick.example/crane",
                "content_text": BOTH,
                "date_published": "2023-02-10T23:50:00+02:00",
                "author": {"name": "Ida Berg"},
            },
            {"id": "2", "title": "Two", "content_html": MARKUP, "authors": [{"url": "u"}]},
        ],
    }
    first, second = read(feed).articles
    assert (first.source, first.author, first.published) == (
        "Eastwick Post",
        "Ida Berg",
        date(2023, 2, 10),
    )
    assert (second.title, second.author, second.text) == ("Two", "", BOTH)


def test_text_that_newsapi_cut_is_told():
    entry = {
        "source": {"id": None, "name": "Eastwick Post"},
        "author": "Ida Berg",
        "title": "Crane stays",
        "description": "Short.",
        "url": "https://eastwick.example/crane",
        "urlToImage": None,
        "publishedAt": "2023-02-10T09:00:00Z",
        "content": f"{FIRST} {SECOND[:30]}… [+1234 chars]",
    }
    reading = read({"status": "ok", "totalResults": 1, "articles": [entry]})
    assert only(reading).source == "Eastwick Post"
    assert only(reading).text == f"{FIRST} {SECOND[:30].strip()}"
    assert reading.notes == ["Of 1 article NewsAPI or GNews gives only the beginning of the text."]


def test_results_of_event_registry_are_found_under_articles():
    answer = {"articles": {"results": [EVENT_REGISTRY], "totalResults": 1, "page": 1}}
    assert only(read(answer)).published == date(2023, 2, 10)


def test_posts_of_4cat_are_texts_with_the_time_of_the_post():
    posts = [
        {
            "id": f"{n}",
            "thread_id": "9",
            "timestamp": f"2023-02-1{n} 22:10:00",
            "unix_timestamp": 1,
            "author": "ida",
            "subject": f"Crane {n}",
            "body": BOTH,
        }
        for n in (1, 2)
    ]
    assert [(a.title, a.published) for a in read(posts).articles] == [
        ("Crane 1", date(2023, 2, 11)),
        ("Crane 2", date(2023, 2, 12)),
    ]


@pytest.mark.parametrize(
    "written",
    [
        {"$date": "2023-02-10T23:50:00Z"},
        {"$date": {"$numberLong": "1676073000000"}},
        {"$date": 1676073000000},
        1676073000,
        1676073000000,
        "1676073000",
        1676073000.25,
    ],
)
def test_day_of_a_dump_of_mongo_or_a_count_of_seconds(written):
    dump = [
        {"_id": {"$oid": "64"}, "title": f"Crane {n}", "body": BOTH, "published": written}
        for n in (1, 2)
    ]
    reading = read(dump)
    assert [a.published for a in reading.articles] == [date(2023, 2, 10)] * 2
    assert not reading.notes


def test_known_articles_in_an_unknown_wrapper_do_not_hide_what_else_has_texts():
    wrapped = {
        "hits": {"hits": [{"_source": NEWS_PLEASE}, {"_source": {**NEWS_PLEASE, "title": "B"}}]},
        "extra": [{"title": "Other", "text": BOTH}],
    }
    reading = read(wrapped)
    assert [a.title for a in reading.articles] == ["Crane stays", "B"]
    assert any("1 entry under “extra" in note for note in reading.notes)


def test_entry_of_a_known_list_without_text_is_refused_by_itself():
    reading = read([NEWS_PLEASE, {**NEWS_PLEASE, "maintext": None, "description": None}])
    assert len(reading.articles) == 1
    assert [r.reason for r in reading.rejected] == [
        "Entry 2 has no text: add the text or leave it out."
    ]


def test_protected_post_of_wordpress_has_its_excerpt_alone_and_that_is_said():
    reading = read([WORDPRESS, {**WORDPRESS, "content": {"rendered": "", "protected": True}}])
    assert [a.text for a in reading.articles] == [BOTH, "Short."]
    assert reading.notes == ["Of 1 article WordPress gives only a summary of the text."]


def test_item_of_a_feed_that_has_only_a_summary_is_that_and_it_is_said():
    item = {"id": "1", "title": "Crane", "summary": FIRST, "date_published": "2023-02-10"}
    reading = read({"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [item]})
    assert (only(reading).text, only(reading).source) == (FIRST, "P")
    assert reading.notes == ["Of 1 article JSON Feed gives only a summary of the text."]


def test_article_object_of_a_page_is_read_and_its_picture_and_site_are_none():
    graph = [
        {"@type": "WebSite", "name": "Eastwick Post"},
        {
            "@type": "NewsArticle",
            "headline": "Crane stays",
            "articleBody": BOTH,
            "datePublished": "2023-02-10T23:00:00+02:00",
            "author": [{"@type": "Person", "name": "Ida Berg"}],
            "publisher": {"@type": "Organization", "name": "Eastwick Post"},
            "mainEntityOfPage": {"@id": "https://eastwick.example/crane"},
            "image": {"@type": "ImageObject", "datePublished": "2019-01-01"},
        },
    ]
    article = only(read({"@context": "https://schema.org", "@graph": graph}))
    assert (article.source, article.author) == ("Eastwick Post", "Ida Berg")
    assert (article.published, article.url) == (
        date(2023, 2, 10),
        "https://eastwick.example/crane",
    )


def test_text_under_a_usual_key_counts_where_the_makers_own_key_is_empty():
    entry = {"id": "1", "title": "Crane", "date_published": "2023-02-10", "text": BOTH}
    assert only(read([entry])).text == BOTH


PAGE = (
    '<html lang="en"><head><title>Crane stays | Eastwick Post</title><meta name="author" '
    'content="Ida Berg; Lars Holm"><meta property="og:site_name" content="Eastwick Post">'
    '<meta property="article:published_time" content="2023-02-10T23:50:00+01:00"></head>'
    f"<body><article><h1>Crane stays</h1>{MARKUP * 4}</article></body></html>"
)


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_what_trafilatura_itself_writes_is_read(kind):
    address = "https://eastwick.example/2023/crane"
    written = extract(PAGE, url=address, output_format=kind, with_metadata=True)
    article = only(read_file(f"a.{kind}", written.encode()))
    assert (article.title, article.published) == ("Crane stays", date(2023, 2, 10))
    assert article.url == address
    assert article.text == "\n\n".join([BOTH] * 4)
    if kind == "json":
        assert (article.source, article.author) == ("Eastwick Post", "Ida Berg, Lars Holm")


@pytest.mark.parametrize("value", [NEWS_PLEASE, FUNDUS, WORDPRESS, guardian(1, body=MARKUP)])
def test_what_is_proposed_for_the_keys_of_a_maker_reads_the_same_articles(value):
    data = json.dumps([value, value | {"language": "en"}]).encode()
    proposed = propose_columns("a.json", data)
    assert proposed.is_certain
    asked = read_file("a.json", data, columns=proposed.fields)
    unasked = read_file("a.json", data)
    assert [a.id for a in asked.articles] == [a.id for a in unasked.articles]
    assert not asked.rejected


def test_item_of_a_feed_without_authors_is_by_those_of_the_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Eastwick Post",
        "authors": [{"name": "Ida Berg"}],
        "items": [
            {"id": "1", "content_text": BOTH},
            {"id": "2", "content_text": BOTH, "authors": [{"name": "Lars Holm"}]},
        ],
    }
    assert [article.author for article in read(feed).articles] == ["Ida Berg", "Lars Holm"]


@pytest.mark.parametrize("key", ["created_utc", "created_at", "timestamp", "unix_timestamp"])
@pytest.mark.parametrize("written", [1676030400, 1676030400000, "2023-02-10T12:00:00Z"])
def test_posts_say_when_they_were_made_in_seconds_or_as_a_moment(key, written):
    post = {"title": "Crane stays", "text": BOTH, key: written}
    assert only(read([post])).published == date(2023, 2, 10)


def test_a_day_of_publication_goes_before_a_time_stamp():
    post = {"title": "Crane", "text": BOTH, "timestamp": 1700000000, "published": "2023-02-10"}
    assert only(read([post])).published == date(2023, 2, 10)


@pytest.mark.parametrize("indent", [None, 2])
def test_json_under_the_name_of_a_text_is_read_as_json_and_that_is_said(indent):
    data = json.dumps([{"title": "Crane stays", "text": BOTH}], indent=indent).encode()
    reading = read_file("a.txt", data)
    assert only(reading).text == BOTH
    assert reading.notes == ["It is JSON, although its name ends in .txt."]


@pytest.mark.parametrize("start", ["{Music} ", '["Crane"] ', '{"Crane" stays} '])
def test_a_text_in_brackets_stays_a_text(start):
    assert only(read_file("a.txt", f"{start}{BOTH}".encode())).text.startswith(start[:3])
