#!/usr/bin/env bash
# warcio 1.8.1: content_stream(), which decodes what a server compressed, gives a page that was sent
# with `Content-Encoding: zstd` as its raw bytes, and of a page whose gzip stream was cut off gives
# what there was. Neither raises anything, so that nobody learns that no page, or half a page, came.
# Output seen:
#   zstd: same bytes as sent True
#   gzip cut: 'The ferry' ... complete False, error None
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "warcio==1.8.1" "zstandard==0.25.0"
cat > see.py <<'PY'
import gzip
import io
import random

import zstandard
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

random.seed(1)
words = ["ferry", "harbour", "Monday", "council", "storm", "quay", "late", "north"]
page = ("The ferry " + " ".join(random.choice(words) for _ in range(5000))).encode()


def read(body, coding):
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", coding)], protocol="HTTP/1.1"
    )
    record = writer.create_warc_record(
        "https://example.org/", "response", payload=io.BytesIO(body), http_headers=headers
    )
    writer.write_record(record)
    file.seek(0)
    (one,) = list(map(lambda r: r.content_stream().read(), ArchiveIterator(file)))
    return one


packed = zstandard.compress(page)
print("zstd: same bytes as sent", read(packed, "zstd") == packed)
whole = gzip.compress(page)
found, error = b"", None
try:
    found = read(whole[: len(whole) // 2], "gzip")
except Exception as problem:
    error = problem
print(f"gzip cut: {found[:9].decode()!r} ... complete {found == page}, error {error}")
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
zstd: same bytes as sent True
gzip cut: 'The ferry' ... complete False, error None
OUT
