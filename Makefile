PYTHON ?= python3
BIN := .venv/bin
AUDIT := .venv-audit

.PHONY: install run serve test check audit mutation lock

run: install  ## start the dashboard and print its address
	$(BIN)/streamlit run dashboard.py

serve: .venv/installed-team  ## a server for a team on this machine; team/serve.sh says by what it is told
	team/serve.sh

.venv/installed-team: .venv/installed team/requirements.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r team/requirements.lock
	touch $@

install: .venv/installed

.venv/installed: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	touch $@

.venv/installed-tests: .venv/installed tests/requirements.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r tests/requirements.lock
	touch $@

test: .venv/installed-tests  ## everything a test needs, a browser included, and the whole suite
	$(BIN)/python tests/prepare.py
	$(BIN)/python -m pytest

check: .venv/installed-tests  ## style, layers and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Its tools bring versions of their own of what Parallax runs on, so they stay out of .venv.
$(AUDIT)/installed: tests/audit/requirements.lock
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --upgrade "pip>=25"
	$(AUDIT)/bin/python -m pip install --quiet --require-hashes -r tests/audit/requirements.lock
	touch $@

audit: .venv/installed-team $(AUDIT)/installed  ## known vulnerabilities, licences, and all parts in dist/*.cdx.json
	$(AUDIT)/bin/python -m tests.audit $(BIN)/python

mutation: .venv/installed-tests  ## small changes to the engines that a test must notice; MODULE=path for one
	$(BIN)/mutmut run $(if $(MODULE),"$(subst /,.,$(MODULE:.py=)).*")
	$(BIN)/mutmut results

lock:  ## write the lock files anew from the requirements, with uv
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		requirements.txt -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		-c requirements.lock team/requirements.txt -o team/requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		-c requirements.lock -c team/requirements.lock \
		tests/requirements.txt -o tests/requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		tests/audit/requirements.txt -o tests/audit/requirements.lock
