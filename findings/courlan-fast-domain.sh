#!/usr/bin/env bash
# courlan 1.4.0: extract_domain(url, fast=True) is documented to give domain and subdomain. It does so
# where the name has up to three letters; longer ones lose their subdomain, that of a shared host too,
# where the slow way knows that it is part of the name. Two sites of one host become one outlet.
# Output seen:
#   news.abc.com: fast news.abc.com, slow abc.com
#   news.abcd.com: fast abcd.com, slow abcd.com
#   north.github.io: fast github.io, slow north.github.io
#   south.github.io: fast github.io, slow south.github.io
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "courlan==1.4.0" "tld==0.13.2"
cat > see.py <<'PY'
from courlan import extract_domain

for host in ("news.abc.com", "news.abcd.com", "north.github.io", "south.github.io"):
    url = f"https://{host}/story"
    print(f"{host}: fast {extract_domain(url, fast=True)}, slow {extract_domain(url)}")
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
news.abc.com: fast news.abc.com, slow abc.com
news.abcd.com: fast abcd.com, slow abcd.com
north.github.io: fast github.io, slow north.github.io
south.github.io: fast github.io, slow south.github.io
OUT
