# `make chat` asks in a browser, `make test` checks everything; both install first, into .venv.
# Nothing outside this folder is changed, but for one thing: as root, `make test` installs Debian's chromium.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
# Python compiles modules when they are first used; compiling all of them here would double the time of installing.
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --no-compile --constraint constraints.txt

# A virtual environment does not survive a move, so its stamps carry the folder they were made in.
HERE := $(shell pwd | cksum | cut -d' ' -f1)
BASE := $(VENV)/.installed-$(HERE)
DEV := $(VENV)/.installed-dev-$(HERE)

# Everything needed is installed here; nothing is fetched from a model hub at run time.
export HF_HUB_OFFLINE := 1
export PYTHONUTF8 := 1

.PHONY: help install install-dev browser chat test check format bench clean distclean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

install: $(BASE)  ## make .venv and install what the chat and the commands need

install-dev: $(DEV)

chat: $(BASE)  ## install, build the index if it is missing or stale, serve the chat on http://127.0.0.1:8501
	@echo "index: building if missing or stale"
	@$(BIN)/kg index
	@exec $(BIN)/kg chat

test: $(DEV) browser check  ## install what the tests need, then every check and test
	@echo "test: pytest"
	@$(PY) -m pytest -rs

check: $(DEV)  ## layout, types and imports, without tests
	@echo "check: ruff"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo "check: mypy"
	@$(PY) -m mypy
	@echo "check: import-linter"
	@$(BIN)/lint-imports

format: $(DEV)  ## lay the Python files out, and repair what ruff can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: $(DEV)  ## measure: every bench/bench_*.py in turn
	@found=0; for file in bench/bench_*.py; do \
	  [ -e "$$file" ] || continue; found=1; \
	  echo "bench: $$file"; $(PY) "$$file"; \
	done; [ "$$found" = 1 ] || echo "bench: there is no bench/bench_*.py yet"

clean:  ## remove what was built, keep .venv
	@echo "clean: caches, build, dist, data/build"
	@rm -rf build dist data/build .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name .venv -prune -o -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## remove .venv too
	@echo "clean: $(VENV)"
	@rm -rf $(VENV)

# The first Python 3.11 or newer that can make a virtual environment; PYTHON=… chooses another.
$(VENV)/.python-$(HERE):
	@for python in $${PYTHON:-python3.11 python3 python3.12 python3.13 python3.14}; do \
	  "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	  python=; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "install: no Python 3.11 or newer with venv was found ($${PYTHON:-python3.11, python3, python3.12 …});" \
	    "install one (Debian: python3 and python3-venv) or name it: make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	if $(PY) -m pip --version >/dev/null 2>&1 && [ -z "$$(ls $(VENV)/.python-* 2>/dev/null)" ]; then \
	  echo "install: using the $(VENV) that is there"; \
	else \
	  echo "install: $(VENV) with $$("$$python" --version)"; \
	  "$$python" -m venv --clear $(VENV); \
	fi
	@touch $@

$(BASE): $(VENV)/.python-$(HERE) pyproject.toml constraints.txt
	@echo "install: packages of constraints.txt (the first time takes a few minutes)"
	@$(PIP) --editable .
	@touch $@

$(DEV): $(VENV)/.python-$(HERE) pyproject.toml constraints.txt
	@echo "install: packages of constraints.txt, with those the tests need (the first time takes a few minutes)"
	@$(PIP) --editable '.[dev]'
	@touch $@ $(BASE)

browser:
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "install: Debian's chromium, for the browser tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	elif [ "$${CI:-}" = true ]; then \
	  echo "install: chromium is missing and cannot be installed here; in CI no test is skipped for that" >&2; exit 1; \
	else \
	  echo "install: skipped chromium (that needs root: apt-get install chromium); the browser tests are skipped"; \
	fi
