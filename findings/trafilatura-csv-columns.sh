#!/usr/bin/env bash
# trafilatura 2.3.1: what it gives as CSV is one row between tabs with no row of names, "null" for what
# is unknown, and neither author nor name of the site, also with metadata asked for; as JSON the same
# page has both. Who opens it as a table takes its first article for the names, and has no authors.
# Output seen:
#   rows 1 cells 11 unknown {'null'}
#   author in CSV False site False
#   in JSON: Ada Writer | The Harbour Post
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "trafilatura==2.3.1" "lxml==6.1.3" "lxml_html_clean==0.4.6"
cat > see.py <<'PY'
import csv
import json

import trafilatura

page = (
    "<html><head><title>Quay</title><meta name='author' content='Ada Writer'>"
    "<meta property='og:site_name' content='The Harbour Post'></head><body><article><h1>Quay</h1>"
    + "<p>The ferry is late again, the harbour said, and nobody knows when it comes.</p>" * 6
    + "</article></body></html>"
)
given = trafilatura.extract(page, output_format="csv", with_metadata=True)
rows = list(csv.reader(given.splitlines(keepends=True), delimiter="\t"))
print("rows", len(rows), "cells", len(rows[0]), "unknown", {c for c in rows[0] if c == "null"})
print("author in CSV", "Ada Writer" in given, "site", "The Harbour Post" in given)
named = json.loads(trafilatura.extract(page, output_format="json", with_metadata=True))
print("in JSON:", named["author"], "|", named["source-hostname"])
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
rows 1 cells 11 unknown {'null'}
author in CSV False site False
in JSON: Ada Writer | The Harbour Post
OUT
