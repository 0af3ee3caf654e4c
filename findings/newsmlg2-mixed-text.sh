#!/usr/bin/env bash
# newsmlg2 1.1 (IPTC's own reader of NewsML-G2): headline and description may hold marked words (`span`,
# `inline`, `a`); all from the first of them on is lost, and the text gives no sign of it. A plain text
# in inlineData comes as one line: its blank lines, which part the paragraphs, are folded.
# Output seen:
#   headline: Ferry
#   description: The quay
#   text: 'One paragraph. Another.'
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "newsmlg2==1.1" "lxml==6.1.3"
cat > see.py <<'PY'
import NewsMLG2

item = b"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.org:20260302:1"
  version="1" standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:IPTC"/>
<versionCreated>2026-03-02T10:00:00+01:00</versionCreated></itemMeta>
<contentMeta><headline>Ferry <span>Aurora</span> is not late</headline>
<description>The quay <a href="https://example.org/">in the north</a> is shut.</description>
</contentMeta>
<contentSet><inlineData contenttype="text/plain">One paragraph.

Another.</inlineData></contentSet>
</newsItem>"""
read = NewsMLG2.NewsMLG2Document(item).get_item()
print("headline:", read.contentmeta.headline)
print("description:", read.contentmeta.description)
print("text:", repr(str(read.contentset.inlinedata)))
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
headline: Ferry
description: The quay
text: 'One paragraph. Another.'
OUT
