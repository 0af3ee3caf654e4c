"""Short texts, many in one child."""

from dataclasses import replace

from components.corpus.article import Article, Rejection
from components.corpus.readers import Limits, read_file, read_together
from components.corpus.readers.drafts import Note

FILES = [
    ("one.txt", b"A headline\n\nThe council met on Tuesday and agreed to repair the bridge."),
    ("two.md", b"---\ndate: 2025-05-01\n---\n# Two\n\nA *notice* about a tram."),
    ("three.txt", "Паром відпливає опівдні, сказали в порту.".encode("cp1251")),
    ("four.txt", b"\x00\x01 \n"),
]


def by_kind(found):
    articles = [one for one in found if isinstance(one, Article)]
    rejected = [one for one in found if isinstance(one, Rejection)]
    return articles, rejected, [one.sentence for one in found if isinstance(one, Note)]


def test_each_text_gives_what_it_gives_alone():
    together = read_together(FILES)
    for (name, data), found in zip(FILES, together, strict=True):
        alone = read_file(name, data)
        assert found is not None
        assert by_kind(found) == (alone.articles, alone.rejected, alone.notes)


def test_what_is_no_short_text_is_left_to_be_read_by_itself():
    files = [
        ("a.pdf", b"%PDF-1.7"),
        ("a.txt", b"<!DOCTYPE html><html><body><p>A page.</p></body></html>"),
        ("b.txt", b"x" * 70_000),
        ("c.txt", b""),
        ("d.csv", b"text\nA notice.\n"),
        ("e", b"A notice."),
        ("f.txt", b"A notice on a weir by the mill."),
    ]
    assert [found is None for _, found in zip(files, read_together(files), strict=True)] == [
        *[True] * 6,
        False,
    ]


def test_texts_after_one_that_stops_the_reader_are_left_to_be_read_by_themselves():
    little = replace(Limits(), result_size=3_000)
    files = [(f"{n}.txt", b"A notice on a weir. " * (1 if n != 2 else 400)) for n in range(5)]
    found = read_together(files, little)
    assert found[0] is not None
    assert found[2:] == [None] * 3


def test_nothing_to_read_gives_nothing():
    assert read_together([]) == []
