# The short list of commands; README gives the Windows twin of each.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: report test check bench lab browser

report: $(READY)
	$(BIN)/spbe import
	$(BIN)/spbe report

test: $(READY) browser
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/nbstripout --keep-id --verify notebooks/*.ipynb notebooks/*/*.ipynb

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=. --ServerApp.tornado_settings='{"websocket_max_message_size": 100000000}'

# The browser tests drive an installed Chromium or Chrome; where there is none, Playwright brings one.
browser: $(READY)
	@$(BIN)/python -m tests.browser.chromium

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Perlu Python 3.11 atau lebih baru.' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@
