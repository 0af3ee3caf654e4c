#!/usr/bin/env bash
# distributed 2026.8.0: `dask worker --preload FILE.py` runs FILE twice in every process that it starts, in
# the nanny and in the worker, under the same module name. Code that wraps a function ("keep the old one,
# call it from the new one") then wraps its own wrapper, and calls itself without end; models are loaded
# twice. The documentation says that the module is loaded and run in every process. A dotted module name
# in place of a file is imported once, as usual.
# Output seen:
#   file: processes 2, runs in each {2}
#   module: processes 2, runs in each {1}
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv v
v/bin/pip install --quiet distributed==2026.8.0
cat > counted.py <<'PY'
import os

with open(os.environ["RUNS"], "a") as runs:
    runs.write(f"{os.getpid()}\n")
PY
ask() {
  RUNS="$PWD/$1.txt" PYTHONPATH="$PWD" v/bin/dask worker --scheduler-file scheduler.json --nthreads 1 \
    --no-dashboard --preload "$2" > "$1.log" 2>&1 &
  local worker=$!
  for _ in $(seq 120); do
    grep -q "Registered to" "$1.log" && break
    sleep 0.5
  done
  kill "$worker"
  wait "$worker" || true
  v/bin/python - "$1" <<'PY'
import sys
from collections import Counter

runs = Counter(open(f"{sys.argv[1]}.txt").read().split())
print(f"{sys.argv[1]}: processes {len(runs)}, runs in each {set(runs.values())}")
PY
}
v/bin/dask scheduler --host 127.0.0.1 --port 0 --no-dashboard --scheduler-file scheduler.json > scheduler.log 2>&1 &
trap 'kill %1' EXIT
for _ in $(seq 120); do
  [ -s scheduler.json ] && break
  sleep 0.5
done
ask file "$PWD/counted.py" | tee seen.txt
ask module counted | tee -a seen.txt
[ "$(cat seen.txt)" = "file: processes 2, runs in each {2}
module: processes 2, runs in each {1}" ]
