#!/usr/bin/env bash
# trafilatura 2.3.1: of a live blog (schema.org LiveBlogPosting) the headline of its FIRST UPDATE
# becomes the title, and the writers of all updates become its authors; the headline and the writer
# that the posting itself states are not given. Valid JSON-LD, as live blogs of news sites carry it.
# Output seen:
#   title: Update 1
#   author: Writer Of1; Writer Of2; Writer Of3
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "trafilatura==2.3.1" "lxml==6.1.3" "lxml_html_clean==0.4.6"
cat > see.py <<'PY'
import json
import trafilatura

updates = [
    {"@type": "BlogPosting", "headline": f"Update {n}", "articleBody": "The ferry is still late.",
     "author": {"@type": "Person", "name": f"Writer Of{n}"}}
    for n in (1, 2, 3)
]
stated = {
    "@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "Ferry strike: live",
    "author": {"@type": "Person", "name": "Desk Editor"}, "liveBlogUpdate": updates,
}
paragraphs = "<p>The ferry is still late, the harbour said on Monday.</p>" * 8
page = (
    "<html><head><title>Ferry strike: live</title>"
    f'<script type="application/ld+json">{json.dumps(stated)}</script></head>'
    f"<body><article><h1>Ferry strike: live</h1>{paragraphs}</article></body></html>"
)
found = trafilatura.bare_extraction(page, with_metadata=True)
print("title:", found.title)
print("author:", found.author)
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
title: Update 1
author: Writer Of1; Writer Of2; Writer Of3
OUT
