"""Logs as JSON, as a program that collects them reads them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOG = """
import logging, streamlit
from components.app.team import json_logs
json_logs.set_up()
logging.getLogger("parallax.worker").warning("A line\\nand %s", "another")
logging.getLogger("streamlit").info("its own")
try:
    raise ValueError("why")
except ValueError:
    logging.getLogger("parallax").exception("failed")
"""


def run(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )


def test_each_event_is_one_line_of_json_with_its_moment():
    lines = [json.loads(line) for line in run(LOG, PARALLAX_LOG="json").stderr.splitlines()]
    told = [(one["level"], one["logger"], one["message"]) for one in lines]
    assert ("WARNING", "parallax.worker", "A line\nand another") in told
    assert ("INFO", "streamlit", "its own") in told
    failed = next(one for one in lines if one["message"] == "failed")
    assert "ValueError: why" in failed["exc_info"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", one["time"]) for one in lines)


def test_logs_stay_plain_where_nobody_asked():
    assert "{" not in run(LOG, PARALLAX_LOG="").stderr
