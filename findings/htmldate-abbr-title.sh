#!/usr/bin/env bash
# htmldate 1.11.0: a day in the title of any <abbr> goes before the <time datetime> of the article.
#
# A page has its day in <article><time datetime="2024-03-05…">. In an <aside> stands an offer that ends on
# another day, told by <abbr title="2024-01-20…">, an ordinary use of that element. find_date gives the
# day of the offer, with original_date too. The same title on a <span> is passed over, so is an
# abbreviation whose title is no day: it is the element alone that decides.
#
# Output seen on 2026-11-29:
#   without an aside        2024-03-05
#   span with the title     2024-03-05
#   abbr with a name        2024-03-05
#   abbr with the title     2024-01-20
#
# Fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet "htmldate==1.11.0"
cat > "$folder/look.py" <<'PY'
from htmldate import find_date

PAGE = """<html><head><title>Harbour</title></head><body><article><h1>The harbour is open</h1>
<time datetime="2024-03-05T08:00:00">5 March 2024</time>
<p>The harbour opened on Tuesday after a long winter of repairs.</p></article>{}</body></html>"""
ASIDES = {
    "without an aside": "",
    "span with the title": "<aside>Ends <span title='2024-01-20T00:00:00'>soon</span></aside>",
    "abbr with a name": "<aside>By the <abbr title='World Health Organization'>WHO</abbr></aside>",
    "abbr with the title": "<aside>Ends <abbr title='2024-01-20T00:00:00'>soon</abbr></aside>",
}
for name, aside in ASIDES.items():
    days = {find_date(PAGE.format(aside), original_date=first) for first in (False, True)}
    print(f"{name:<24}{' '.join(sorted(days))}")
PY
"$folder/env/bin/python" "$folder/look.py" | tee "$folder/seen"
diff - "$folder/seen" <<'SEEN'
without an aside        2024-03-05
span with the title     2024-03-05
abbr with a name        2024-03-05
abbr with the title     2024-01-20
SEEN
