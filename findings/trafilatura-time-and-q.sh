#!/usr/bin/env bash
# trafilatura 2.3.1: words in a `time` element are taken out of their sentence, whatever they say, and
# a `q`, the quotation within a sentence, becomes a block of its own: the sentence is cut in two and has
# no quotation marks, which the element stands for. Words in `span`, `cite` or `abbr` stay in place.
# Output seen:
#   ['The council met on and wants a quay.']
#   ['The council met on 2 March and wants a quay.']
#   ['The mayor called it a good day', 'for the north.']
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "trafilatura==2.3.1" "lxml==6.1.3" "lxml_html_clean==0.4.6"
cat > see.py <<'PY'
import trafilatura

rest = "<p>The ferry is late again, the harbour said, and nobody knows when it comes.</p>" * 6
for first in (
    "The council met on <time datetime='2026-03-02'>2 March</time> and wants a quay.",
    "The council met on <span>2 March</span> and wants a quay.",
    "The mayor called it <q>a good day</q> for the north.",
):
    page = f"<html><body><article><h1>Quay</h1><p>{first}</p>{rest}</article></body></html>"
    print(trafilatura.extract(page).split("\nThe ferry")[0].removeprefix("Quay\n").split("\n"))
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
['The council met on and wants a quay.']
['The council met on 2 March and wants a quay.']
['The mayor called it a good day', 'for the north.']
OUT
