# Everything a developer does, from a bare machine with Python 3.11+ and make.
#   make run [FILE=article.txt]   set up, then print what an article says
#   make test                     set up, then every check and every test that this machine can run
#   make test-cluster             the tests on clusters of Ray and Spark, which are set up first (780 MB; Java 17)
#   make soak                     100,000 articles: memory and time stay as they were

PYTHON ?= python3
FILE ?= corpus/dev/a02.txt
CORPUS ?= corpus/dev
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help run test test-cluster soak lint typecheck layers unit evaluate gate floors bench tagger docs lock wheel
.PHONY: release fuzz clean

help:
	@echo "make run [FILE=...]  print what an article says"
	@echo "make test            all checks and tests"
	@echo "make test-cluster    on clusters of Ray and Spark (780 MB more, 5 minutes);  make soak: 100,000 articles"
	@echo "make lint typecheck layers unit   one kind of check"
	@echo "make evaluate        the figures on $(CORPUS);  make gate: hold them against their floors"
	@echo "make bench tagger docs wheel release fuzz lock clean"

# The environment: versions as locked, the package itself as it stands here, compiled as pip compiles what it installs.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "newsextract needs Python 3.11 or later; name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (once)" >&2
	@$(PIP) install --use-pep517 -r requirements-dev.lock >&2
	@$(PIP) install --no-build-isolation --no-deps -e . >&2
	@$(BIN)/python -m compileall -q src/newsextract
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

$(VENV)/.cluster: requirements-cluster.lock $(READY)
	@echo "setting up Ray and Spark in $(VENV) (once)" >&2
	@$(PIP) install -r requirements-cluster.lock >&2
	@touch $@

# Bounded: what hangs is stopped after a quarter of an hour.
test-cluster: $(VENV)/.cluster
	timeout --kill-after=10 900 $(BIN)/python -m pytest -ra -q tests/batch/test_ray.py tests/batch/test_spark.py \
		"tests/test_readme.py::test_console_blocks_print_what_they_show[docs/howto/ray.md]"

soak: $(READY)
	NEWSEXTRACT_SOAK=100000 $(BIN)/python -m pytest -ra -q -s tests/batch/test_growth.py

evaluate: $(READY)
	$(BIN)/python -m newsextract evaluate $(CORPUS)

gate: $(READY)
	$(BIN)/python -m newsextract evaluate $(CORPUS) --floors corpus/floors.toml

# Better figures become the new floors; worse ones take `newsextract evaluate ... --lower-floors`.
floors: $(READY)
	$(BIN)/python -m newsextract evaluate $(CORPUS) --floors corpus/floors.toml --raise-floors

# Ours beside the peers, which go into an environment of their own (.venv-bench).
bench: $(READY)
	$(BIN)/python -m benchmarks

tagger: $(READY)
	$(MAKE) -C training

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

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
	$(VENV)-lock/bin/python -m pip install -q --group cluster
	{ echo "# What the tests on clusters need besides; made by 'make lock'."; \
	  $(VENV)-lock/bin/python -m pip freeze --exclude-editable | grep -vxFf requirements-dev.lock; } \
	  > requirements-cluster.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov site
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
