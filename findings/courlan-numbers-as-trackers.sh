#!/usr/bin/env bash
# courlan 1.4.0: normalize_url takes the parameters cid, eid, uid and list_uids for trackers and drops
# them, also where they are all that tells two articles apart, as in databases and content systems
# that number articles so. Two articles get one address; whoever recognises copies by it loses one.
# A parameter id stays.
# Output seen:
#   cid: one address
#   eid: one address
#   uid: one address
#   list_uids: one address
#   id: two addresses
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "courlan==1.4.0"
cat > see.py <<'PY'
from courlan import normalize_url

for name in ("cid", "eid", "uid", "list_uids", "id"):
    seen = {normalize_url(f"https://news.example.org/story?{name}={n}") for n in (1001, 1002)}
    print(f"{name}:", "one address" if len(seen) == 1 else "two addresses")
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
cid: one address
eid: one address
uid: one address
list_uids: one address
id: two addresses
OUT
