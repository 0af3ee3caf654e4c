#!/usr/bin/env bash
# pip 23.2.1 (the one that Python 3.11 brings), lxml 6.1.3, jusText 3.0.2: jusText asks for
# lxml[html_clean]; lxml 6.1 names that extra html-clean. This pip compares the two letter by
# letter, warns, leaves lxml_html_clean out and ends with success; importing trafilatura or jusText
# then fails. Newer pips (26) take both spellings for one.
# Output seen:
#   WARNING: lxml 6.1.3 does not provide the extra 'html_clean'
#   ImportError: lxml.html.clean module is now a separate project lxml_html_clean.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/python -m pip install -q --disable-pip-version-check "pip==23.2.1"
venv/bin/python -m pip install --disable-pip-version-check "jusText==3.0.2" "lxml==6.1.3" > log 2>&1
grep -o "WARNING: lxml 6.1.3 does not provide the extra 'html[_-]clean'" log | head -n 1
if venv/bin/python -c "import justext" 2> error; then exit 1; fi
grep "^ImportError" error
