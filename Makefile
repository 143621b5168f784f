# One environment (.venv), made from requirements.lock; every target sets it up first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
GOLD   ?= ../shared/gold

export PYTHONHASHSEED := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup figures test lint frontend lab docs bench lock clean

help:            ## list the targets
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

setup: $(STAMP)  ## make .venv from requirements.lock (again when the lock changes)

$(STAMP): requirements.lock pyproject.toml .ci/install.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python .ci/install.py
	@touch $@

figures: $(STAMP) ## run the notebooks on seeds/ and write figures/
	@echo "Running six notebooks on the article in seeds/: half a minute."
	@$(BIN)/hedgerow run studies/seed.yaml
	@echo "Look at figures/, or at the page named above. For the command 'hedgerow' in this terminal: . $(BIN)/activate"

test: $(STAMP) lint frontend ## check style and types, then run all tests
	$(BIN)/python -m pytest

lint: $(STAMP)   ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

frontend:        ## style, types and tests of the widgets' pages, where node and npm are
	@cd frontend && if ! command -v npm >/dev/null; then echo "frontend: skipped, npm is not installed"; \
	elif ! { npm ls --silent >/dev/null 2>&1 || npm ci --silent >/dev/null 2>&1; }; then \
		echo "frontend: skipped, npm ci did not work (it wants node 20 and the network, once)"; \
	else npm run --silent check && npm run --silent test; fi

lab: $(STAMP)    ## JupyterLab on the guided tour
	@$(BIN)/hedgerow lab .

docs: $(STAMP)   ## build the site of docs/, gallery and docstrings in site/
	$(BIN)/sphinx-build -q -W --keep-going -b html docs site
	@echo "Look at site/index.html"

bench: $(STAMP)  ## accuracy on the gold data (GOLD=DIR) and speed beside the peers
	$(BIN)/python benchmarks/accuracy.py --gold $(GOLD)
	$(BIN)/python benchmarks/speed.py

lock: $(STAMP)   ## resolve the newest allowed versions into requirements.lock
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet -o requirements.lock

clean:           ## remove the environment, caches and run folders (figures stay)
	rm -rf $(VENV) frontend/node_modules runs site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
