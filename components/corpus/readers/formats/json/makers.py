"""Makers of JSON whose shape is known: by which keys an article of each is told, and what is where.

The table follows the makers' own documentation. What is in none of these shapes is judged by
what its objects have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Maker:
    """Where a maker puts what an article has.

    An object is such an article when it has all `keys` and, where there are any, one of `any_of`.
    A way is the names on the way to a value, joined by dots; what stands in lists on it counts in
    their order, and `a + b` is both. Of several ways to a field the first that leads to words
    counts. `holder` are ways in the object that holds the list of articles, for what the articles
    do not say; `brief` are ways to what is shorter than the text, for want of it. `constant` is
    the source of every article.
    """

    name: str
    keys: tuple[str, ...]
    text: tuple[str, ...]
    title: tuple[str, ...] = ("title",)
    source: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    url: tuple[str, ...] = ("url",)
    language: tuple[str, ...] = ("language",)
    any_of: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    holder: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constant: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


_AUTHORS = ("authors.name", "author.name")
_OF_FEED = {"source": ("title",), "language": ("language",), "author": _AUTHORS}
MAKERS: tuple[Maker, ...] = (
    Maker(
        "trafilatura",
        ("hostname", "source", "fingerprint"),
        ("text", "raw_text"),
        source=("source-hostname", "sitename", "hostname"),
        author=("author",),
        date=("date",),
        url=("source", "url"),
        any_of=("text", "raw_text"),
    ),
    Maker(
        "news-please",
        ("maintext", "date_publish"),
        ("maintext",),
        title=("title", "title_page", "title_rss"),
        source=("source_domain",),
        author=("authors",),
        date=("date_publish",),
        brief=("description",),
    ),
    Maker(
        "newspaper",
        ("publish_date", "text"),
        ("text",),
        source=("meta_site_name", "meta_data.og.site_name", "source_url"),
        author=("authors",),
        date=("publish_date",),
        url=("canonical_link", "url"),
        language=("meta_lang", "language"),
        any_of=("meta_site_name", "meta_lang", "top_image", "source_url", "canonical_link"),
    ),
    Maker(
        "fundus",
        ("publishing_date",),
        ("body.summary + body.sections", "plaintext"),
        source=("publisher", "html.source_info.publisher", "html.source.publisher"),
        author=("authors",),
        date=("publishing_date",),
        url=("html.requested_url", "html.responded_url", "url"),
        language=("lang",),
        any_of=("plaintext", "body"),
    ),
    Maker(
        "JSON Feed",
        ("id",),
        ("content_html", "content_text"),
        author=_AUTHORS,
        date=("date_published",),
        url=("url", "external_url"),
        any_of=("content_html", "content_text", "date_published"),
        brief=("summary",),
        holder=_OF_FEED,
    ),
    Maker(
        "schema.org",
        ("@type", "articleBody"),
        ("articleBody",),
        title=("headline", "name"),
        source=("publisher.name", "publisher"),
        author=("author.name", "author"),
        date=("datePublished",),
        url=("url", "mainEntityOfPage.@id", "mainEntityOfPage", "@id"),
        language=("inLanguage",),
    ),
    Maker(
        "the Guardian",
        ("webTitle", "webPublicationDate"),
        ("fields.body", "blocks.body.bodyHtml", "fields.bodyText", "blocks.body.bodyTextSummary"),
        title=("fields.headline", "webTitle"),
        source=("fields.publication",),
        author=("fields.byline",),
        date=("webPublicationDate",),
        url=("webUrl",),
        language=("fields.lang",),
        brief=("fields.standfirst", "fields.trailText"),
        constant="The Guardian",
        details={"section": "sectionName", "words": "fields.wordcount"},
    ),
    Maker(
        "the New York Times",
        ("web_url", "pub_date", "headline"),
        ("body",),
        title=("headline.main", "headline.print_headline", "headline"),
        source=("source",),
        author=("byline.original", "byline.organization", "byline"),
        date=("pub_date",),
        url=("web_url",),
        brief=("lead_paragraph", "abstract", "snippet"),
        constant="The New York Times",
        details={"section": "section_name", "page": "print_page", "words": "word_count"},
    ),
    Maker(
        "the New York Times",
        ("abstract", "byline", "published_date"),
        ("body",),
        source=("source",),
        author=("byline",),
        date=("published_date",),
        brief=("abstract",),
        any_of=("des_facet", "adx_keywords"),
        constant="The New York Times",
        details={"section": "section"},
    ),
    Maker(
        "Event Registry",
        ("uri", "body", "source"),
        ("body",),
        source=("source.title", "source.uri"),
        author=("authors.name",),
        date=("dateTimePub", "date", "dateTime"),
        language=("lang",),
        any_of=("dateTimePub", "dateTime", "isDuplicate", "eventUri"),
    ),
    Maker(
        "NewsAPI or GNews",
        ("publishedAt", "source", "content"),
        ("content",),
        source=("source.name", "source.id"),
        author=("author",),
        date=("publishedAt",),
        language=("language", "lang", "source.lang"),
        any_of=("urlToImage", "image"),
        brief=("description",),
    ),
    Maker(
        "NewsData.io",
        ("article_id", "pubDate", "link"),
        ("full_content", "content"),
        source=("source_name", "source_id"),
        author=("creator",),
        date=("pubDate",),
        url=("link",),
        brief=("description",),
    ),
    Maker(
        "Webz.io",
        ("thread", "text", "published"),
        ("text",),
        title=("title", "thread.title"),
        source=("thread.site_full", "thread.site"),
        author=("author",),
        date=("published",),
        url=("url", "thread.url"),
    ),
    Maker(
        "NewsCatcher",
        ("published_date", "clean_url"),
        ("content", "summary"),
        source=("name_source", "clean_url"),
        author=("authors", "author"),
        date=("published_date",),
        url=("link",),
        brief=("excerpt", "description"),
    ),
    Maker(
        "WordPress",
        ("content.rendered", "date"),
        ("content.rendered",),
        title=("title.rendered", "title.raw"),
        source=("yoast_head_json.og_site_name",),
        author=("_embedded.author.name", "yoast_head_json.author", "author_name"),
        date=("date", "date_gmt"),
        url=("link", "guid.rendered"),
        language=("lang",),
        any_of=("slug", "link", "date_gmt", "title.rendered"),
        brief=("excerpt.rendered",),
    ),
    Maker(
        "WordPress.com",
        ("ID", "URL", "content", "date"),
        ("content",),
        author=("author.name",),
        date=("date",),
        url=("URL", "short_URL"),
        brief=("excerpt",),
    ),
    Maker(
        "Ghost",
        ("html", "slug", "published_at"),
        ("html", "plaintext"),
        author=("authors.name", "primary_author.name"),
        date=("published_at",),
        url=("url", "canonical_url"),
        brief=("custom_excerpt", "excerpt"),
    ),
    Maker(
        "Diffbot",
        ("pageUrl", "text"),
        ("text",),
        source=("siteName",),
        author=("author", "authors.name"),
        date=("date", "estimatedDate"),
        url=("resolvedPageUrl", "pageUrl"),
        language=("humanLanguage",),
    ),
    Maker(
        "4CAT",
        ("thread_id", "body", "timestamp"),
        ("body",),
        title=("subject", "title"),
        source=("source", "domain", "subreddit", "board"),
        author=("author_full", "author", "author_name"),
        date=("timestamp", "unix_timestamp"),
        url=("url", "post_url", "link", "thread_url"),
        language=("language", "lang"),
    ),
)
