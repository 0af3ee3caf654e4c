#!/usr/bin/env bash
# python-calamine 0.9.1: iter_rows() agrees with neither form of to_python(). Of a table that begins at
# C4 it gives the three empty rows above, but not the two empty columns beside it: its rows are counted
# from the top of the sheet, its cells from `start`. Who adds `start` to a row to name it is wrong.
# Output seen:
#   start (3, 2)
#   to_python [['title'], ['Quay']]
#   whole     [['', '', ''], ['', '', ''], ['', '', ''], ['', '', 'title'], ['', '', 'Quay']]
#   iter_rows [[''], [''], [''], ['title'], ['Quay']]
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "python-calamine==0.9.1" "XlsxWriter==3.3.1"
cat > see.py <<'PY'
import io

import xlsxwriter
from python_calamine import CalamineWorkbook

file = io.BytesIO()
book = xlsxwriter.Workbook(file)
sheet = book.add_worksheet()
sheet.write("C4", "title")
sheet.write("C5", "Quay")
book.close()
file.seek(0)
read = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
print("start", read.start)
print("to_python", read.to_python())
print("whole    ", read.to_python(skip_empty_area=False))
print("iter_rows", list(read.iter_rows()))
PY
venv/bin/python see.py | tee seen
diff seen - <<'OUT'
start (3, 2)
to_python [['title'], ['Quay']]
whole     [['', '', ''], ['', '', ''], ['', '', ''], ['', '', 'title'], ['', '', 'Quay']]
iter_rows [[''], [''], [''], ['title'], ['Quay']]
OUT
