#!/usr/bin/env bash
# htmldate 1.11.0: no day before 1995 counts unless min_date is given, not even one that the page states
# as its own. Instead of "unknown" the next best is given: of an article of 1989 in a digital archive
# the year of the copyright line, or the day on which it was digitised.
# Output seen:
#   '': None; with min_date 1989-03-02
#   '© 2026 The Harbour Post': 2026-01-01; with min_date 1989-03-02
#   'Digitised on 5 June 2019': 2019-06-05; with min_date 1989-03-02
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "htmldate==1.11.0" "lxml==6.1.3"
cat > see.py <<'PY'
from htmldate import find_date

head = "<head><meta property='article:published_time' content='1989-03-02'></head>"
for below in ("", "© 2026 The Harbour Post", "Digitised on 5 June 2019"):
    page = f"<html>{head}<body><p>The ferry is late.</p><footer>{below}</footer></body></html>"
    print(f"{below!r}: {find_date(page)}; with min_date {find_date(page, min_date='1900-01-01')}")
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
'': None; with min_date 1989-03-02
'© 2026 The Harbour Post': 2026-01-01; with min_date 1989-03-02
'Digitised on 5 June 2019': 2019-06-05; with min_date 1989-03-02
OUT
