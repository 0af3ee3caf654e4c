#!/usr/bin/env bash
# lxml 6.1.3: parsed with resolve_entities=False, as is advised for foreign XML, an entity that the
# document declares stays a node, and three ways to ask for the text of its element give three answers:
# itertext() the reference as it is written, `.text` what stands before it, XPath's string() its value.
# Output seen:
#   kept
#    itertext 'The &paper; was first.'
#    text     'The '
#    string() 'The Harbour Post was first.'
#   resolved
#    itertext 'The Harbour Post was first.'
#    text     'The Harbour Post was first.'
#    string() 'The Harbour Post was first.'
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "lxml==6.1.3"
cat > see.py <<'PY'
from lxml import etree

document = '<!DOCTYPE p [<!ENTITY paper "Harbour Post">]><p>The &paper; was first.</p>'
for kept in (True, False):
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=not kept))
    print("kept" if kept else "resolved")
    print(" itertext", repr("".join(root.itertext())))
    print(" text    ", repr(root.text))
    print(" string()", repr(root.xpath("string()")))
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
kept
 itertext 'The &paper; was first.'
 text     'The '
 string() 'The Harbour Post was first.'
resolved
 itertext 'The Harbour Post was first.'
 text     'The Harbour Post was first.'
 string() 'The Harbour Post was first.'
OUT
