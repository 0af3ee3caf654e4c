"""The worker: reads waiting files and analyses new articles, in a process of its own.

Run as `python -m components.app.worker`. It knows the store and the analysis and never Streamlit.
Whatever it is doing when it is killed is found again and done by the next worker.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from components.app.place import corpus_folder, library_url
from components.corpus.readers import read_file
from components.corpus.store import Store, open_store

FOLDER_BATCH = "corpus folder"
PAUSE = 0.2
LEASE_SECONDS = 10
ARTICLES_AT_ONCE = 16
REUSE_VERSION = "1"


def main() -> None:
    """Work until the server that started this process is gone, giving way to its pages."""
    os.nice(10)
    store = open_store(library_url())
    name = f"{socket.gethostname()}:{os.getpid()}"
    chosen = threading.Event()
    for task in (_end_with_server, _hold_lease):
        threading.Thread(target=task, args=(store, name, chosen), daemon=True).start()
    chosen.wait()
    enqueue_folder(store, corpus_folder())
    while chosen.wait():
        if not work_once(store, name):
            time.sleep(PAUSE)


def _end_with_server(store: Store, name: str, chosen: threading.Event) -> None:
    sys.stdin.buffer.read()
    store.results.release("worker", name)
    os._exit(0)


def _hold_lease(store: Store, name: str, chosen: threading.Event) -> None:
    """Of several servers on one library one worker works; another takes over when it is gone."""
    while True:
        if store.results.hold("worker", name, LEASE_SECONDS):
            chosen.set()
        else:
            chosen.clear()
        time.sleep(LEASE_SECONDS / 4)


def work_through(store: Store) -> None:
    """Do all that waits, in this process, and come back when nothing is left."""
    while work_once(store, "inline"):
        pass


def work_once(store: Store, worker: str) -> bool:
    """Do the next piece of work; False when nothing waits.

    What a reader waits for most comes first: files, then similarity, then names.
    """
    steps: tuple[Callable[[], bool], ...] = (
        lambda: read_next(store, worker),
        lambda: update_pairs(store),
        lambda: update_reuse(store),
        lambda: recognise_some(store),
        lambda: update_mentions(store),
    )
    return any(step() for step in steps)


def enqueue_folder(store: Store, folder: Path) -> int:
    """Queue the files of the corpus folder that the library has not seen; returns how many."""
    if not folder.is_dir():
        return 0
    seen = store.uploads.seen(FOLDER_BATCH)
    new = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.name.startswith("."):
            continue
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() not in seen:
            store.uploads.enqueue(FOLDER_BATCH, str(path.relative_to(folder)), data)
            new += 1
    return new


def read_next(store: Store, worker: str) -> bool:
    """Read the next waiting file into the library."""
    upload = store.uploads.claim(worker)
    if upload is None:
        return False
    reading = read_file(upload.name, upload.data)
    store.uploads.finish(upload.id, reading.articles, reading.rejected)
    return True


def update_pairs(store: Store) -> bool:
    """Compare the articles anew when the corpus has changed."""
    from components.analysis import pairs

    revision, known = store.revision(), store.results.frame("pairs")
    if known and known.revision == revision and known.version == pairs.VERSION:
        return False
    articles = store.articles()
    usable = known.frame if known and known.version == pairs.VERSION else None
    table = pairs.compare_all(store.texts(articles["id"]), set(articles["language"]), usable)
    store.results.save_frame("pairs", pairs.VERSION, revision, table)
    return True


def update_reuse(store: Store) -> bool:
    """Look for copied passages anew when the corpus has changed."""
    from components.analysis.boilerplate import find_boilerplate
    from components.analysis.reuse import reused_pairs

    revision = store.revision()
    if store.results.frame_made("reuse") == (REUSE_VERSION, revision):
        return False
    articles = store.articles()
    texts = list(store.texts(articles["id"]).values())
    lines = [
        [(line.start, line.end) for line in find_boilerplate(text, language)]
        for text, language in zip(texts, articles["language"], strict=True)
    ]
    table = reused_pairs(texts, aside=lines)
    ids = articles["id"].to_numpy()
    named = table.assign(a=ids[table["a"]], b=ids[table["b"]])
    store.results.save_frame("reuse", REUSE_VERSION, revision, named)
    return True


def recognise_some(store: Store) -> bool:
    """Find the names in a few of the articles that were not read for names yet."""
    from components.analysis import entities

    revision = store.revision()
    missing = store.results.missing("names", entities.MODEL_VERSION)
    if not missing:
        return False
    total = len(store.articles())
    store.results.report("names", total - len(missing), total)
    some = missing[:ARTICLES_AT_ONCE]
    texts = store.texts(some)
    languages = store.articles().set_index("id")["language"]
    found = {}
    for language in {languages[i] for i in some}:
        ids = [i for i in some if languages[i] == language]
        spans = entities.recognise([texts[i] for i in ids], language)
        found.update(zip(ids, spans, strict=True))
    store.results.save("names", entities.MODEL_VERSION, found, revision)
    return True


def update_mentions(store: Store) -> bool:
    """Resolve the names over the whole corpus when it has changed."""
    from components.analysis import entities

    revision, known = store.revision(), store.results.frame("mentions")
    version = f"{entities.MODEL_VERSION}, {entities.RESOLVE_VERSION}"
    if known and known.revision == revision and known.version == version:
        return False
    ids = _readable_ids(store.articles(), entities.languages_supported())
    texts = store.texts(ids)
    raw = store.results.load("names", entities.MODEL_VERSION, ids)
    table = entities.resolve([texts[i] for i in ids], [raw[i] for i in ids])
    table["article"] = pd.Categorical.from_codes(table["article"].to_numpy(), categories=ids)
    store.results.save_frame("mentions", version, revision, table)
    store.results.clear_progress("names")
    return True


def _readable_ids(articles: pd.DataFrame, languages: frozenset[str]) -> list[str]:
    """The tables of one language would find names of their own in another."""
    return articles.loc[articles["language"].isin(languages), "id"].tolist()


if __name__ == "__main__":
    main()
