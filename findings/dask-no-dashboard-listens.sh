#!/usr/bin/env bash
# distributed 2026.8.0: `dask scheduler --no-dashboard` opens the port of the dashboard all the same and
# serves health, the state of the cluster and (with prometheus-client) metrics there, without the TLS that
# `--protocol tls` asks of the scheduler itself. What is left out are the pages drawn with Bokeh. Two
# schedulers on one machine meet at that port too: the second takes another. The help of the option says
# "Launch the Dashboard". Whoever must not be asked gives `--dashboard-address 127.0.0.1:PORT`.
# Output seen:
#   /health ok
#   /info/main/workers.html 200
#   /status 404
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv v
v/bin/pip install --quiet distributed==2026.8.0
v/bin/dask scheduler --host 127.0.0.1 --port 0 --no-dashboard --dashboard-address 127.0.0.1:0 \
  > scheduler.log 2>&1 &
trap 'kill %1' EXIT
for _ in $(seq 120); do
  grep -q "dashboard at" scheduler.log && break
  sleep 0.5
done
at=$(sed -n 's/.*dashboard at: *\(http:[^ ]*\)\/status.*/\1/p' scheduler.log)
v/bin/python - "$at" <<'PY' | tee seen.txt
import sys
import urllib.error
import urllib.request


def ask(path):
    try:
        with urllib.request.urlopen(sys.argv[1] + path) as answer:
            return answer.read().decode() if path == "/health" else answer.status
    except urllib.error.HTTPError as error:
        return error.code


for path in ("/health", "/info/main/workers.html", "/status"):
    print(path, ask(path))
PY
[ "$(cat seen.txt)" = "/health ok
/info/main/workers.html 200
/status 404" ]
