#!/usr/bin/env bash
# A server for a team on this machine: PostgreSQL is there already, named by PARALLAX_LIBRARY.
# Starts a scheduler, workers, the analysis, several servers of pages, and HAProxy before these, and
# starts again what dies. Ends with all of them on Ctrl-C or SIGTERM. What it is told by, and what it
# takes where it is not told:
set -euo pipefail
cd "$(dirname "$0")/.."
export ADDRESS="${ADDRESS:-127.0.0.1:8501}"  # where browsers find it
export METRICS="${METRICS:-127.0.0.1:8404}"  # where Prometheus finds those of HAProxy
export PAGES="${PAGES:-2}"                   # servers of pages
export FIRST="${FIRST:-8511}"                # the port of the first of them, which has metrics too
export WORKERS="${WORKERS:-2}"               # processes of the analysis
export MEMORY="${MEMORY:-2GB}"               # of each at most
export SCHEDULER="${SCHEDULER:-8786}"        # the port of their scheduler

BIN="$PWD/.venv/bin"
case "${PARALLAX_LIBRARY:-}" in
postgresql*) ;;
*) echo "Name a library in PostgreSQL: PARALLAX_LIBRARY=postgresql+psycopg://user@host/name" >&2; exit 2 ;;
esac
command -v haproxy >/dev/null || { echo "HAProxy is missing: apt install haproxy" >&2; exit 2; }

RUN=$(mktemp -d)
# The same for all servers, so that a browser may go on at another when its own dies.
STREAMLIT_SERVER_COOKIE_SECRET=$("$BIN/python" -c "import secrets; print(secrets.token_hex(32))")
# Likewise by what a browser is let in: off, or the value that is given, see components/app/access.
export PARALLAX_TOKEN="${PARALLAX_TOKEN:-$STREAMLIT_SERVER_COOKIE_SECRET}"
export BIN RUN STREAMLIT_SERVER_COOKIE_SECRET PYTHONPATH="$PWD" PARALLAX_LOG="${PARALLAX_LOG-json}"
cp team/plain.cfg "$RUN/servers.cfg"
for ((port = FIRST; port < FIRST + PAGES; port++)); do
    echo "    server server$port 127.0.0.1:$port cookie server$port" >>"$RUN/servers.cfg"
done
"$BIN/supervisord" -c team/serve.conf &
trap 'kill -TERM $!' TERM INT
[ "$PARALLAX_TOKEN" = off ] && ASKED= || ASKED="/?token=$PARALLAX_TOKEN"
echo "Parallax for a team: http://$ADDRESS$ASKED"
until wait $!; [ $? -lt 128 ]; do :; done
rm -rf "$RUN"
