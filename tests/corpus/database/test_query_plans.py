"""Plans of PostgreSQL for what pages ask of a library of 300,000 articles: no scan of them.

Every method of the store that reads is asked, so that a new one stands here or fails the test.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from components.corpus.database.connection import Database
from components.corpus.database.errors import LibraryError
from components.corpus.search.index import add_words, read_words
from components.corpus.store import Store, open_store
from tests.corpus.conftest import make_database

ARTICLES = 300_000
# What grows with the articles.
LARGE = {
    "article", "article_text", "article_search", "fingerprint", "band", "result", "pair_result",
    "upload_article", "change", "search_word", "article_search_posting", "original", "upload",
}  # fmt: skip
FILL = """
INSERT INTO article (number, id, title, label, source, author, published, language, url, name,
  sha256, words, added, changed, seal)
SELECT n, to_char(n, 'FM000000000000'), 'Ferry ' || n, 'Ferry ' || n, 'Paper ' || n % 400, '',
  to_char(date '2000-01-01' + n % 9000, 'YYYY-MM-DD'), 'en', 'https://x.example/' || n,
  n || '.txt', md5(n::text), 300, to_char(timestamp '2026-01-01' + n * interval '1 second',
  'YYYY-MM-DD"T"HH24:MI:SS.US'), n, '' FROM generate_series(1, :articles) AS n;
INSERT INTO article_text (number, text) SELECT n, 'The ferry was late.'
  FROM generate_series(1, :articles) AS n;
INSERT INTO fingerprint (number, folded, address) SELECT n, md5(n::text), 'x.example/' || n
  FROM generate_series(1, :articles) AS n;
INSERT INTO band (hash, number) SELECT n * 7919::bigint + b, n
  FROM generate_series(1, :articles) AS n, generate_series(1, 4) AS b;
INSERT INTO original (sha256, size) SELECT md5(n::text), 100 FROM generate_series(1, :articles) n;
INSERT INTO upload (id, batch, who, name, sha256, state, message, new, duplicates, worker, lease,
  tries, seal) SELECT n, 'batch ' || n / 1000, 'Ada', n || '.txt', md5(n::text), 'done', '', 1, 0,
  '', 0, 0, '' FROM generate_series(1, :articles) AS n;
INSERT INTO upload_article (upload, article, new, seen, relation, other, share)
  SELECT n, to_char(n, 'FM000000000000'), 1, 1, CASE WHEN n % 9 = 0 THEN 'near' ELSE '' END,
  CASE WHEN n % 9 = 0 THEN to_char(n - 1, 'FM000000000000') ELSE '' END, 0
  FROM generate_series(1, :articles) AS n;
INSERT INTO result (kind, article, version, value)
  SELECT 'names', to_char(n, 'FM000000000000'), '1', '[]'::bytea
  FROM generate_series(1, :articles) AS n;
INSERT INTO pair_result (kind, a, b, settings, key, value)
  SELECT 'alignments', to_char(n, 'FM000000000000'), to_char(n + 1, 'FM000000000000'), '', '1', ''
  FROM generate_series(1, :articles - 1) AS n;
INSERT INTO change (article, field, old, new, who, made, batch, seal)
  SELECT to_char(n, 'FM000000000000'), 'source', '', 'x', 'Ada', '', n, ''
  FROM generate_series(1, :articles / 2) AS n;
INSERT INTO search_word (word) SELECT 'known' || n FROM generate_series(1, :articles) AS n;
INSERT INTO tag (article, tag, seal) SELECT to_char(n * 300, 'FM000000000000'), 'seen', ''
  FROM generate_series(1, :articles / 300) AS n;
"""


def id_of(number: int) -> str:
    return f"{number:012d}"


IDS = [id_of(number) for number in (7, 70_000, 299_999)]
# What is asked of each method that reads: as a page asks it.
ASKED: dict[str, Callable[[Store], Any]] = {
    "articles": lambda store: store.articles(ids=IDS),
    "article": lambda store: store.article(IDS[0]),
    "text": lambda store: store.text(IDS[0]),
    "texts": lambda store: store.texts(IDS),
    "history": lambda store: store.history(IDS[0]),
    "changes": lambda store: store.changes(),
    "audit.entries": lambda store: store.audit.entries(100),
    "latest_change": lambda store: store.latest_change(),
    "revision": lambda store: store.revision(),
    "stamp": lambda store: store.stamp(),
    "versions": lambda store: store.versions(IDS[1]),
    "relations": lambda store: store.relations(IDS),
    "original": lambda store: store.original("no such file"),
    "search": lambda store: store.search("ferry AND harbour", limit=20),
    "find": lambda store: store.find("harbour700 OR ferri*"),
    "readings": lambda store: store.readings("harbour AND"),
    "marks": lambda store: store.marks(IDS[0], "ferry"),
    "tags.by_article": lambda store: store.tags.by_article(),
    "tags.placed": lambda store: store.tags.placed(),
    "notes.of": lambda store: store.notes.of(IDS[0]),
    "notes.all": lambda store: store.notes.all(),
    "notes.counts": lambda store: store.notes.counts(),
    "verdicts.all": lambda store: store.verdicts.all("pair"),
    "verdicts.kinds": lambda store: store.verdicts.kinds(),
    "verdicts.history": lambda store: store.verdicts.history("pair", "a b"),
    "verdicts.latest": lambda store: store.verdicts.latest("pair"),
    "uploads.batch": lambda store: store.uploads.batch("batch 7"),
    "uploads.asking": lambda store: store.uploads.asking(),
    "uploads.given": lambda store: store.uploads.given("batch 7"),
    "uploads.relatives": lambda store: store.uploads.relatives("batch 7", "near", 20),
    "uploads.brought": lambda store: store.uploads.brought(IDS),
    "uploads.waiting": lambda store: store.uploads.waiting(),
    "uploads.finished": lambda store: store.uploads.finished(),
    "uploads.seen": lambda store: store.uploads.seen("batch 7"),
    "uploads.contents": lambda store: store.uploads.contents(["no such file"]),
    "uploads.asked": lambda store: store.uploads.asked(7),
    "uploads.answered": lambda store: store.uploads.answered(7),
    "uploads.is_held": lambda store: store.uploads.is_held(7),
    "uploads.understood": lambda store: store.uploads.understood(7),
    "uploads.kinds": lambda store: store.uploads.kinds([7, 8]),
    "uploads.first_given": lambda store: store.uploads.first_given(7, 20),
    "uploads.may_be_undone": lambda store: store.uploads.may_be_undone(7),
    "uploads.is_in_force": lambda store: store.uploads.is_in_force(7),
    "results.load": lambda store: store.results.load("names", "1", IDS),
    "results.missing": lambda store: store.results.missing("names", "1", IDS),
    "results.faults": lambda store: store.results.faults("names"),
    "results.frame": lambda store: store.results.frame("pairs"),
    "results.frame_made": lambda store: store.results.frame_made("pairs"),
    "results.frames": lambda store: store.results.frames(),
    "results.frame_digests": lambda store: store.results.frame_digests(),
    "results.step_faults": lambda store: store.results.step_faults(),
    "results.progress": lambda store: store.results.progress(),
    "results.paused": lambda store: store.results.paused(),
    "results.holder": lambda store: store.results.holder("worker"),
    "pair_results.load": lambda store: store.pair_results.load(
        "alignments", "", [(IDS[0], IDS[1])]
    ),
    "pair_results.faults": lambda store: store.pair_results.faults("alignments", ""),
}
# Those that look at every article, and why they have to.
WHOLE = {
    "article_states": "which articles came or changed: the worker asks once for a change",
    "results.field_marks": "one digest of all articles: the worker asks once for a change",
    "results.expected": "how many articles there are, for a progress bar and for metrics",
    "pair_results.keys": "which pairs wait: the worker asks once for a change",
    "pair_results.count": "how many pairs there are",
    "uploads.batches": "files in groups, the latest first: a tenth of a second for 300,000",
    "uploads.lists_to_join": "which files are lists: the worker asks once for a change",
    "export_to": "an export has everything",
    "check": "a check looks at everything",
    "health": "asks the database about itself",
}
WRITES = {
    "add", "edit", "edit_many", "undo", "undo_batch", "remove", "restore", "empty_bin",
    "keep_original", "import_from", "close", "was_replaced", "tags.add", "tags.remove",
    "notes.add", "notes.edit", "notes.remove", "verdicts.set", "verdicts.set_all",
    "verdicts.undo", "verdicts.undo_all", "uploads.enqueue", "uploads.enqueue_many",
    "uploads.ask_within", "uploads.open", "uploads.ask", "uploads.answer",
    "uploads.cancel", "uploads.cancel_batch", "uploads.retry", "uploads.refuse",
    "uploads.leave_out",
    "uploads.claim", "uploads.claim_some", "uploads.renew", "uploads.tell_progress",
    "uploads.delay", "uploads.give_back", "uploads.hasten", "uploads.take_over",
    "uploads.keep", "uploads.finish", "uploads.finish_some", "uploads.settle_days",
    "uploads.join_references", "uploads.read_again", "results.save", "results.report",
    "results.clear_progress", "results.hold", "results.pause", "results.resume",
    "results.release", "results.save_frame", "results.save_partitions",
    "results.keep_frames", "results.drop_frame", "results.save_step_fault",
    "results.drop_step_fault", "pair_results.save", "pair_results.drop",
}  # fmt: skip


def methods(folder: Path) -> set[str]:
    """The public methods of the store and of its parts."""
    with closing(open_store(f"sqlite:///{folder}/library.sqlite")) as store:
        parts = {f"{name}.": part for name, part in vars(store).items() if not name.startswith("_")}
        parts[""] = store
        return {
            prefix + name
            for prefix, part in parts.items()
            if type(part).__module__.startswith("components.")
            for name in dir(part)
            if not name.startswith("_") and callable(getattr(type(part), name, None))
        }


def test_every_method_of_the_store_stands_here(tmp_path: Path) -> None:
    assert methods(tmp_path) == {*ASKED, *WHOLE, *WRITES}


@pytest.fixture(scope="module")
def large(server: str) -> Iterator[Store]:
    """A library of 300,000 articles, of which every other thing grows with their number."""
    address = make_database(server)
    store = open_store(address)
    database = Database(address)
    with database.writing() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        # What is inserted belongs together: to look that up would take as long as to insert it.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in filter(str.strip, FILL.split(";")):
            connection.execute(text(statement), {"articles": ARTICLES})
        # Words of the search come in as when articles are added, many at once.
        for start in range(1, ARTICLES, 20_000):
            numbers = range(start, min(start + 20_000, ARTICLES + 1))
            words = [read_words(f"Ferry {n % 5000}", f"harbour{n % 3000}", "en") for n in numbers]
            add_words(connection, list(zip(numbers, words, strict=True)))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    yield store
    store.close()
    database.close()


@pytest.mark.parametrize("name", sorted(ASKED))
def test_no_page_scans_what_grows_with_the_articles(large: Store, name: str) -> None:
    engine, asked = large._database.engine, []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.lstrip("( ").startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        with suppress(LibraryError):
            ASKED[name](large)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert asked
    scanned = [
        (table, statement) for statement, given in asked for table in scans(large, statement, given)
    ]
    assert not scanned, "\n".join(f"{table}: {statement}" for table, statement in scanned)


def scans(store: Store, statement: str, parameters: Any) -> set[str]:
    """The large tables that the database would read from end to end for a statement."""
    with store._database.reading() as connection:
        driver: Any = connection.connection.driver_connection
        ((plan,),) = driver.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters).fetchall()
    return {table for table in _scanned(plan[0]["Plan"]) if table in LARGE}


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for below in node.get("Plans", []):
        yield from _scanned(below)
