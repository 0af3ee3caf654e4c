#!/usr/bin/env bash
# striprtf 0.0.35: words that a writer hid (\v) or deleted while changes were tracked (\deleted) are
# given as if they stood in the text, and footnotes, which do stand in it, are left out without a trace.
# Of a correction both the old and the new word come, in one sentence.
# Output seen:
#   The quay is new. Check with the desk. It opens on Monday.
#   It cost five seven million.
#   It is safe. It is open.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "striprtf==0.0.35"
cat > see.py <<'PY'
from striprtf.striprtf import rtf_to_text

for body in (
    r"The quay is new. {\v Check with the desk. }It opens on Monday.",
    r"It cost {\deleted five }{\revised seven }million.",
    r"It is safe.{\super\chftn}{\footnote\pard\plain {\super\chftn} So the builder.} It is open.",
):
    print(rtf_to_text(r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0 " + body + r"\par}").strip())
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
The quay is new. Check with the desk. It opens on Monday.
It cost five seven million.
It is safe. It is open.
OUT
