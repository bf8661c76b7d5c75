# Everything a developer does, from a bare machine with Python 3.11+ and make.
#   make run [FILE=article.txt]   set up, then print what an article says
#   make test                     set up, then every check and every test that this machine can run

PYTHON ?= python3
FILE ?= corpus/dev/a02.txt
CORPUS ?= corpus/dev
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help run test lint typecheck layers unit evaluate gate floors bench tagger docs lock wheel release fuzz clean

help:
	@echo "make run [FILE=...]  print what an article says"
	@echo "make test            all checks and tests"
	@echo "make lint typecheck layers unit   one kind of check"
	@echo "make evaluate        the figures on $(CORPUS);  make gate: hold them against their floors"
	@echo "make bench tagger docs wheel release fuzz lock clean"

# The environment: versions as locked, the package itself as it stands here.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "newsextract needs Python 3.11 or later; name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (once)" >&2
	@$(PIP) install --use-pep517 -r requirements-dev.lock >&2
	@$(PIP) install --no-build-isolation --no-deps -e . >&2
	@touch $@

run: $(READY)
	@$(BIN)/python -m newsextract "$(FILE)"

test: lint typecheck layers unit

lint: $(READY)
	$(BIN)/ruff check .

typecheck: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

# -ra names every test that was skipped, and why.
unit: $(READY)
	$(BIN)/python -m pytest -ra -q --cov --cov-report=term:skip-covered --cov-fail-under=95

evaluate: $(READY)
	$(BIN)/python -m newsextract evaluate $(CORPUS)

gate: $(READY)
	$(BIN)/python -m newsextract evaluate $(CORPUS) --floors corpus/floors.toml

# Better figures become the new floors; worse ones take `newsextract evaluate ... --lower-floors`.
floors: $(READY)
	$(BIN)/python -m newsextract evaluate $(CORPUS) --floors corpus/floors.toml --raise-floors

bench: $(READY)
	$(BIN)/python -m benchmarks

tagger: $(READY)
	$(MAKE) -C training

docs: $(READY)
	$(BIN)/python -m mkdocs build --strict

wheel: $(READY)
	$(PIP) wheel --no-build-isolation --no-deps -w dist .

# Wheel and sdist, built twice the same, tried in a bare environment, audited, with a bill of materials.
release:
	PYTHON=$(PYTHON) scripts/release.sh

# Each fuzz target for so many seconds; what raises is left in tests/fuzz/found.
SECONDS ?= 3600
fuzz: $(READY)
	@mkdir -p tests/fuzz/found
	for target in article clean measure bytes; do \
	  $(BIN)/python tests/fuzz/drive.py $$target -max_total_time=$(SECONDS) -max_len=400 -artifact_prefix=tests/fuzz/found/$$target- \
	    || exit 1; done

# Newer versions of everything within the bounds of pyproject.toml.
lock:
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install -q --upgrade pip
	$(VENV)-lock/bin/python -m pip install -q -e '.[html]' --group dev
	{ echo "# Versions for development; made by 'make lock'."; \
	  $(VENV)-lock/bin/python -m pip freeze --exclude-editable; } > requirements-dev.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov site
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
