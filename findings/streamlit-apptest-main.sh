#!/usr/bin/env bash
# streamlit 1.67.0: a script that AppTest has run stays the main module of the process, after the run
# and after the test. A pool of processes that is started later, by "spawn" or "forkserver", runs that
# script again in each of its processes before any work, to have the same main module. With AppTest
# from a function that takes arguments they all die of it (NameError: __args), and what is seen is only
# BrokenProcessPool, in whatever test comes next in the same process.
# Output seen:
#   before: 4 | main module is the script: True | after: BrokenProcessPool | put back: 4
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv v
v/bin/pip install --quiet streamlit==1.67.0
cat > look.py <<'PY'
import logging
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def add_up():
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(sum, [2, 2]).result()
        except BrokenProcessPool as broken:
            return type(broken).__name__


def draw(word):
    import streamlit as st

    st.text(word)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    from streamlit.testing.v1 import AppTest

    main = sys.modules["__main__"]
    before = add_up()
    app = AppTest.from_function(draw, args=("word",)).run()
    assert app.text[0].value == "word"
    is_script = sys.modules["__main__"] is not main
    after = add_up()
    sys.modules["__main__"] = main
    seen = before, is_script, after, add_up()
    print("before: {} | main module is the script: {} | after: {} | put back: {}".format(*seen))
    assert seen == (4, True, "BrokenProcessPool", 4), seen
PY
v/bin/python look.py 2>/dev/null
