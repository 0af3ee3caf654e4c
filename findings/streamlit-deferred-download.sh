#!/usr/bin/env bash
# streamlit 1.67.0: the file that a download button made on request is deleted by the second script
# run that ends after it was made, also when its button stays on the page and is drawn by each run.
# Each tick of a fragment with run_every is such a run. A browser that asks for the file later than
# that (a slow line, a question "save as", a download that is resumed) is told that there is no such
# file. A file that is given as bytes stays as long as its button does.
# Output seen:
#   given as bytes, made on request: (True, True) (True, True) (True, False)
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv v
v/bin/pip install --quiet streamlit==1.67.0
v/bin/python - <<'PY'
import logging

logging.disable(logging.CRITICAL)
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

storage = MemoryMediaFileStorage("/media")
manager = MediaFileManager(storage)
given = manager.add(b"day,articles\n", "text/csv", "1.0", "given.csv", is_for_static_download=True)
asked = manager.add_deferred(lambda: b"day,count\n", "text/csv", "1.1", "asked.csv")
made = manager.execute_deferred(asked)


def there(url):
    return manager.read_file(url.rsplit("/", 1)[1].split(".")[0]) is not None


seen = [(there(given), there(made))]
for _ in range(2):
    manager.remove_orphaned_files()  # what each run of a script or fragment ends with
    seen.append((there(given), there(made)))
print("given as bytes, made on request:", *seen)
assert seen == [(True, True), (True, True), (True, False)], seen
assert there(manager.execute_deferred(asked))  # the button itself still works
PY
