"""Writers for tests of the library, run as a program: forked, raced, killed, or stripped of rights.

race URL WRITERS EACH   every writer opens the library and adds that many articles, one by one
kill URL ROUNDS         writers, some at once, work off uploads until SIGKILL; prints what they
                        acknowledged, one name a line
look URL                opens the library as a user without rights and says what works
"""

import os
import random
import select
import signal
import sys
import time

from components.corpus.article import Article, article_id
from components.corpus.database.errors import LibraryError
from components.corpus.near_duplicates import normalise_address
from components.corpus.queue.leases import Upload
from components.corpus.store import open_store

NOBODY = 65534
# Writers that work at the same time, so that one dies while the others go on.
AT_ONCE = 4


def make(title: str) -> Article:
    text = f"{title} said so. " * 200
    return Article(article_id(title, text, "", "", None, ""), title, text)


def articles_of(name: str) -> list[Article]:
    """Three articles that follow from the name of the file."""
    return [make(f"{name} part {part}") for part in range(3)]


def race(url: str, writers: int, each: int) -> None:
    children = []
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            store = open_store(url)
            for number in range(each):
                store.add([make(f"writer {writer} article {number}")])
            os._exit(0)
        children.append(child)
    failed = [child for child in children if os.waitpid(child, 0)[1] != 0]
    sys.exit(len(failed))


def work_off(url: str, acknowledge: int) -> None:
    store = open_store(url)
    for number in range(1_000_000):
        store.uploads.enqueue("kill", f"{os.getpid()}-{number}", os.urandom(3000))
        upload = store.uploads.claim(str(os.getpid()), seconds=0.05)
        # Another writer may have been quicker, or slower than its lease is long.
        if not isinstance(upload, Upload):
            continue
        if store.uploads.finish(upload.id, articles_of(upload.name)).new:
            os.write(acknowledge, f"{upload.name}\n".encode())


def kill(url: str, rounds: int) -> None:
    open_store(url).close()
    killers = []
    for killer in range(AT_ONCE):
        child = os.fork()
        if child == 0:
            kill_one_by_one(url, rounds // AT_ONCE, random.Random(killer))
            sys.stdout.flush()
            os._exit(0)
        killers.append(child)
    sys.exit(sum(os.waitpid(killer, 0)[1] != 0 for killer in killers))


def kill_one_by_one(url: str, rounds: int, chance: random.Random) -> None:
    for number in range(rounds):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            work_off(url, writing)
        os.close(writing)
        if number % 2:
            # Half of the rounds die in their work, the others perhaps while they open.
            select.select([reading], [], [], 600)
        time.sleep(chance.uniform(0, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as pipe:
            sys.stdout.write(pipe.read())


def look(url: str) -> None:
    # Loaded while the standard library can still be read, which may be root's alone.
    normalise_address("https://paper.example/a")
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    store = open_store(url)
    sys.stdout.write(f"{store.read_only} {len(store.articles())}\n")
    try:
        store.add([make("one more")])
    except LibraryError as error:
        sys.stdout.write(f"{type(error).__name__}\n")


if __name__ == "__main__":
    task, url, *numbers = sys.argv[1:]
    {"race": race, "kill": kill, "look": look}[task](url, *map(int, numbers))
