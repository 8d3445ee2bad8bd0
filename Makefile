# One word each. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What stands at the edges of core and flows: run by `check`, not by `test`.
EDGES := tests/adapters tests/channels tests/commands tests/bench tests/judged
# Schemathesis takes seconds to load, and only a long test needs it.
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal -p no:schemathesis
SHORT := 'not postgres and not browser and not crash and not long'

.PHONY: help install demo test edges check lint types acceptance fix chat constraints browser crash sisters screens

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(VENV)/installed ## Make .venv and install everything into it

$(VENV)/installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	@touch $@

demo: install ## Everything on this machine: window, chat, letters
	@$(BIN)/matchbot demo

chat: install ## The conversation in the terminal
	@$(BIN)/matchbot chat

test: install ## Core and flows on SQLite (at most 90 seconds)
	@$(PYTEST) -m $(SHORT) $(EDGES:%=--ignore=%)

lint: install
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

types: install
	@$(BIN)/mypy

edges: install ## Store, files, letters, channels, commands, servers; judged needs; short benchmarks
	@$(PYTEST) -m $(SHORT) $(EDGES)

check: lint types test edges ## What CI runs: test, lint, types, PostgreSQL, browser, short crash runs
	@$(PYTEST) -m '(postgres or browser) and not crash and not long'
	@$(PYTEST) -m 'crash and not long'

crash: install ## Kill processes at work, count lost and doubled letters (docs/promises.md)
	@PYTHONPATH=tests $(BIN)/python -m crash

sisters: install ## Read sister platforms: one down, one lying, one of a million offerings
	@PYTHONPATH=tests $(BIN)/python -m sisters

acceptance: check ## Everything, also what takes long
	@MATCHBOT_TEST_EXAMPLES=acceptance $(BIN)/python -m pytest -m long

fix: install ## Format, and mend what ruff can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

screens: install ## Pictures of ten pages into docs/screens
	@PYTHONPATH=tests:tests/browser $(BIN)/python tests/browser/screens.py docs/screens

constraints: install ## Pin every package anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --universal --no-header --no-annotate --all-extras --quiet pyproject.toml -o constraints.txt
