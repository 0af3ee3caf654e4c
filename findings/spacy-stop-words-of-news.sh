#!/usr/bin/env bash
# spaCy 3.8.18: lists of stop words hold words that news is about. The Italian one drops "governo",
# "ministro", "mondo", "paese" and "ansa" (a news agency), the Spanish one "acuerdo", the Portuguese
# one "povo"; Malayalam has nine words, and "no" has no list while "nb" has. TF-IDF over Italian
# political news without its stop words is blind to government and minister.
# Output seen:
#   it ['ansa', 'governo', 'ministro', 'mondo', 'paese']
#   es ['acuerdo']
#   pt ['povo']
#   ml 9
#   no False nb True
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "spacy==3.8.18" "click==8.3.1"
cat > see.py <<'PY'
from importlib import import_module
from importlib.util import find_spec

asked = {"it": "governo ministro mondo paese ansa", "es": "acuerdo", "pt": "povo"}


def listed(language):
    return import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS


for language, words in asked.items():
    print(language, sorted(listed(language).intersection(words.split())))
print("ml", len(listed("ml")))
print("no", bool(find_spec("spacy.lang.no")), "nb", bool(find_spec("spacy.lang.nb.stop_words")))
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
it ['ansa', 'governo', 'ministro', 'mondo', 'paese']
es ['acuerdo']
pt ['povo']
ml 9
no False nb True
OUT
