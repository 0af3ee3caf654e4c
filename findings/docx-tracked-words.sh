#!/usr/bin/env bash
# python-docx 1.2.0: Paragraph.text has neither the words that were inserted while changes were tracked
# (w:ins), which every reader of the document sees, nor those in a content control (w:sdt), which forms
# and templates fill. A "not" that an editor put in is gone, and the sentence says the contrary.
# Output seen:
#   The quay is safe.
#   It opens on .
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "python-docx==1.2.0"
cat > see.py <<'PY'
import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


by = 'w:id="1" w:author="Desk" w:date="2026-03-02T10:00:00Z"'
made = docx.Document()
for inner in (
    run("The quay is ") + f"<w:ins {by}>{run('not ')}</w:ins>" + run("safe."),
    run("It opens on ") + f"<w:sdt><w:sdtContent>{run('Monday ')}</w:sdtContent></w:sdt>" + run("."),
):
    made.element.body.insert_element_before(
        parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"), "w:sectPr"
    )
file = io.BytesIO()
made.save(file)
for paragraph in docx.Document(file).paragraphs:
    print(paragraph.text)
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
The quay is safe.
It opens on .
OUT
