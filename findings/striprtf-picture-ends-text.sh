#!/usr/bin/env bash
# striprtf 0.0.35: where a document also names the paper tray of its printer (\binfsxn, a word of the RTF
# specification that Word writes into section properties), all that stands behind a picture is lost, and the
# digits of the picture come out as words. Nothing is raised. Without the tray the same document is whole:
# "\bin", by which pictures with binary data are looked for, is the beginning of that word too, and then
# the first closing brace inside of a picture is taken for its end.
# Output seen:
#   with the tray    : The quay is new. 89504e47
#   without the tray : The quay is new.  It opens on Monday.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "striprtf==0.0.35"
cat > see.py <<'PY'
from striprtf.striprtf import rtf_to_text

PICTURE = r"{\*\shppict{\pict{\*\picprop{\sp{\sn shapeType}{\sv 75}}}\pngblip 89504e47}}"
for name, tray in (("with the tray    ", r"\binfsxn15"), ("without the tray ", "")):
    text = rf"{{\rtf1\ansi\sectd{tray} The quay is new. {PICTURE} It opens on Monday.\par}}"
    print(f"{name}:", rtf_to_text(text).strip())
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
with the tray    : The quay is new. 89504e47
without the tray : The quay is new.  It opens on Monday.
OUT
