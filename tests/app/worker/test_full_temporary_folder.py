"""A full temporary folder: what it keeps out is told, nothing is half, and all is read later."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# Four files that need the folder and four that do not, from four threads and the corpus folder.
CODE = """
import errno, json, os, random, sys, tempfile, time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from components.app.worker.folder import Folder
from components.app.worker.read_files import read_next
from components.corpus.store import open_store

place, temporary = Path(sys.argv[1]), Path(os.environ["TMPDIR"])
store = open_store(f"sqlite:///{place}/library.sqlite")
corpus = place / "corpus"
corpus.mkdir()
letters = random.Random(1)
noise = " ".join("".join(letters.choices("abcdefghijklmnop", k=8)) for _ in range(200_000))
assert Path(tempfile.gettempdir()) == temporary
(corpus / "large.txt").write_text("Large. " + noise, encoding="utf-8")
folder = Folder(store, corpus, settle=0)
filler = temporary / "filler"

def send(number):
    data = f"Ferry {number} sails at noon. " + (noise if number % 2 else "")
    return store.uploads.enqueue_many("sent", [(f"{number}.txt", BytesIO(data.encode()))])

def look():
    try:
        return folder.look()
    except OSError as problem:
        return -problem.errno

def read_all():
    # As the worker does, to which a fault of ours is no end.
    while True:
        try:
            if not read_next(store, "w"):
                return
        except OSError as problem:
            assert problem.errno == errno.ENOSPC

def tell():
    listed = store.uploads.batch("sent")
    return dict(zip(listed["name"], zip(listed["state"], listed["message"])))

with ThreadPoolExecutor(4) as pool:
    with suppress(OSError):
        filler.write_bytes(bytes(8 << 20))
    looked = pool.submit(look)
    list(pool.map(send, range(8)))
    looked = looked.result()
    read_all()
first = tell()
filler.unlink()
found, until = look(), time.monotonic() + 300
while {state for state, _ in tell().values()} != {"done"} and time.monotonic() < until:
    read_all()
    time.sleep(0.2)
counts = len(store.articles()), store.uploads.batch("corpus folder")["state"].tolist()
print(json.dumps([looked, first, found, tell(), *counts, os.listdir(temporary)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a small folder is mounted")
def test_what_a_full_temporary_folder_keeps_out_is_told_and_all_is_read_later(tmp_path):
    (tmp_path / "temporary").mkdir()
    mount = f"mount -t tmpfs -o size=2m none {tmp_path}/temporary"
    apart = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    ran = subprocess.run(
        [*apart, "sh", "-c", f'{mount} && exec "$@"', "sh", sys.executable, "-c", CODE, tmp_path],
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not ran.returncode, ran.stderr
    looked, first, found, later, articles, of_folder, left = json.loads(ran.stdout)
    large = {f"{number}.txt" for number in range(1, 8, 2)}
    # Those that need the folder wait, and perhaps others taken with them; each is told why.
    waiting = {name: told for name, (state, told) in first.items() if state == "delayed"}
    assert waiting.keys() >= large
    assert all("no disk space" in told for told in waiting.values())
    assert {state for name, (state, _) in first.items() if name not in waiting} <= {"done"}
    assert looked == -errno.ENOSPC
    # With room again each is read once.
    assert {state for state, _ in later.values()} == {"done"}
    assert (found, of_folder, articles, left) == (1, ["done"], 9, [])
