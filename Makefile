# make run   the site on http://localhost:8000 (ADDR=host:port for another)
# make test  everything that CI runs
SHELL := /bin/sh
unexport PYTHONDONTWRITEBYTECODE
ADDR ?= localhost:8000
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := DEBUG=1 $(PY) manage.py
# Tests have a database server of their own, which may lose everything and is therefore quick.
TEST := DEBUG=1 DATA_DIR=.data/test EMBEDDED_PG_OPTIONS="fsync=off synchronous_commit=off full_page_writes=off" $(PY) -m pytest
STAMP := $(VENV)/.installed-base
DEV_STAMP := $(VENV)/.installed-dev
# The first interpreter that runs and is new enough; a name on the PATH alone proves nothing.
FIND_PYTHON = for name in $$PYTHON python3.13 python3.14 python3.12 python3 python; do \
	if "$$name" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then echo "$$name"; break; fi; done

.PHONY: run test demo-data check fast journeys bench lock pictures clean

run: $(STAMP)
	@DEBUG=1 exec $(PY) manage.py run_site $(ADDR)

demo-data: $(STAMP)
	@$(MANAGE) prepare
	@$(MANAGE) demo_data

test: $(DEV_STAMP)
	@$(PY) tests/chromium.py
	@$(MAKE) --no-print-directory check
	@$(TEST)

check: $(DEV_STAMP)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@git ls-files -z --cached --others --exclude-standard 'templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 6.1 --check
	@DEBUG=1 $(VENV)/bin/lint-imports
	@DEBUG=1 $(VENV)/bin/mypy
	@$(MANAGE) makemigrations --check --dry-run

fast: $(DEV_STAMP)
	@$(TEST) --ignore=tests/journeys --ignore=tests/embedded_postgres -x -q

journeys: $(DEV_STAMP)
	@$(TEST) tests/journeys

bench: $(DEV_STAMP)
	@$(PY) -m community.operations.bench $(BENCH)

# Needs `make run` and `make demo-data` beside it.
pictures: $(DEV_STAMP)
	@$(PY) tests/pictures.py http://$(ADDR) "$$($(MANAGE) demo_code)"

lock:
	@for set in base dev; do \
		group=; [ $$set = dev ] && group="--group dev"; \
		uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
			--python-version 3.12 pyproject.toml $$group -o requirements/$$set.txt; done

$(PY):
	@python="$$($(FIND_PYTHON))"; \
	if [ -z "$$python" ]; then echo "Sidenote needs Python 3.12 or newer, with venv. Set PYTHON=/path/to/it if it has another name."; exit 1; fi; \
	"$$python" -m venv $(VENV)

$(STAMP): requirements/base.txt | $(PY)
	@echo "Installing what the site needs…"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(STAMP)
	@echo "Installing what the tests need…"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
