# chat   sets up, indexes seeds/ and starts the chat        test   sets up and runs what must pass
# check  ruff and mypy alone                                eval   scores a question set: make eval SET=FOLDER
# nightly  test, with the tests that are marked nightly and those of the extra ray, which takes 410 MB: with test
#        alone they are skipped
# screenshots  shoots the chat at three widths, light and dark, in both languages, into docs/images/all/
# clean  removes .venv and the tools' caches; indexes, results and weights stay

.POSIX:
.SUFFIXES:
.PHONY: chat test tests-with-browser tests-without tests-with-model nightly check eval screenshots clean debian

# Another Python: make chat PYTHON=python3.12
PYTHON = python3
# Further options of pip, such as where to take torch from.
PIP_OPTIONS =
# For eval: the question set, where the results go (default results/NAME.jsonl), and further options,
# such as OPTIONS='--retrieval-only' or OPTIONS='--sample 60 --seed 1'.
SET =
OUT =
OPTIONS =

BIN = .venv/bin
# Python compiles what is imported when it is: a part of the 22,000 files that pip would compile.
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
	--constraint constraints.txt $(PIP_OPTIONS)

chat: .venv/installed
	$(BIN)/tweespraak chat seeds --data-dir .tweespraak

# make --jobs=2 test: on one core what needs a browser, on the other mypy and then what needs none; after these what
# needs the model, which takes all cores. pytest alone runs the three in one.
test: tests-with-model

tests-with-model: check tests-with-browser tests-without
	$(BIN)/pytest tests -m 'model and not nightly'

tests-with-browser: .venv/installed-dev debian
	$(BIN)/pytest tests/test_ui_browser*.py -m 'browser and not model and not nightly'

tests-without: .venv/installed-dev debian
	$(BIN)/pytest -m 'not (browser or model or nightly)'

nightly: .venv/installed-ray check debian
	$(BIN)/python -c 'import index.encoding.ray_encoder'
	$(BIN)/pytest -m ''

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

eval: .venv/installed
	@if [ -z "$(SET)" ]; then echo 'Name a question set: make eval SET=FOLDER' >&2; exit 2; fi
	@set='$(SET)' && out='$(OUT)' && name=$$(basename "$$set") && \
	$(BIN)/tweespraak eval "$$set" --out "$${out:-results/$$name.jsonl}" --data-dir .tweespraak $(OPTIONS)

screenshots: .venv/installed-dev debian
	PYTHONPATH=tests $(BIN)/python docs/measure/screenshot.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/installed: pyproject.toml constraints.txt .venv/bin/pip
	@echo 'Installing the pinned packages into .venv: some 3 GB the first time, so this can take minutes.'
	@$(PIP_INSTALL) --editable .
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt .venv/bin/pip
	@echo 'Installing the pinned packages and the tools for tests into .venv: some 3 GB the first time.'
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch .venv/installed $@

.venv/installed-ray: .venv/installed-dev
	@echo 'Installing Ray into .venv.'
	@$(PIP_INSTALL) --editable '.[dev,ray]'
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	echo "Tweespraak needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	echo 'Name another, such as: make chat PYTHON=python3.12' >&2; exit 1; }
	@echo 'Making .venv.'
	@$(PYTHON) -m venv --clear .venv

# chromium for the browser tests, strace for the one that sees the network. They look for them themselves, and say
# how to install them where this could not.
debian:
	@missing=; for program in chromium strace; do \
	if [ ! -x "/usr/bin/$$program" ]; then missing="$$missing $$program"; fi; done; \
	if [ -z "$$missing" ] || ! command -v apt-get >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif sudo -n true 2>/dev/null; then as_root=sudo; \
	else echo "The tests need$$missing: sudo apt-get install$$missing" >&2; exit 0; fi; \
	echo "Installing for the tests:$$missing."; \
	$$as_root apt-get update -qq && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
