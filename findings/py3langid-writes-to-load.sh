#!/usr/bin/env bash
# py3langid 0.4.0: to load its model, which lies in the package, it unpacks it to a temporary file.
# Where nothing may be written (a read-only container, a process under Landlock) the first call to
# classify raises FileNotFoundError ("No usable temporary directory found"), though it needs
# nothing but to read. After the model is loaded it can do without.
# Output seen:
#   first call: FileNotFoundError
#   loaded before: en
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "py3langid==0.4.0"
cat > see.py <<'PY'
import sys
import tempfile

import py3langid

if sys.argv[1] == "loaded before":
    py3langid.classify("Loaded while there is room to write.")


def nowhere(*_):
    raise FileNotFoundError("No usable temporary directory found")


# As the standard library finds out by itself where no folder can be written to.
tempfile._get_default_tempdir = nowhere
tempfile.tempdir = None
try:
    print(f"{sys.argv[1]}:", py3langid.classify("The ferry from the north was late on Monday.")[0])
except FileNotFoundError as problem:
    print(f"{sys.argv[1]}:", type(problem).__name__)
PY
{ venv/bin/python see.py "first call"; venv/bin/python see.py "loaded before"; } | tee seen
diff seen - <<'OUT'
first call: FileNotFoundError
loaded before: en
OUT
