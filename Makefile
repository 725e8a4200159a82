# make demo: the full screen, live, against an exchange that runs inside the command
# make test: the whole test suite
# Each target does its own set-up; the environment lives in .venv.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check fuzz bench soak screenshots cast catalogue lock clean
.DELETE_ON_ERROR:

# The tests start the program hundreds of times: it is compiled once, whatever the shell around says
unexport PYTHONDONTWRITEBYTECODE

demo: .venv/.run
	@$(BIN)/bitotui --demo

test: .venv/.dev
	@$(BIN)/pytest -n auto --dist worksteal

check: .venv/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Mutated messages against the decoder and the book; make fuzz MINUTES=10
fuzz: MINUTES ?= 2
fuzz: .venv/.dev
	@$(BIN)/python -m tests.fuzz.decode --minutes $(MINUTES)

# How light it is, beside stock Textual in the same run; make bench OPTIONS="--quick --only bytes"
OPTIONS ?=
bench: .venv/.dev
	@$(BIN)/python -m tests.bench $(OPTIONS)

# The feed and the screen against every fault in turn; make soak MINUTES=60
soak: MINUTES ?= 10
soak: .venv/.dev
	@$(BIN)/python -m tests.soak --minutes $(MINUTES)

screenshots: .venv/.dev
	@$(BIN)/python -m tests.screenshots

# The main job as a recording of a terminal, to be played by asciinema
cast: .venv/.dev
	@$(BIN)/python -m tests.screenshots.cast

# The texts in the code into the catalogues of the languages, and those into what gettext loads
catalogue: .venv/.dev
	@$(BIN)/python -m tests.catalogue

.venv/.run: requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh ./.ci/install .venv requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh ./.ci/install .venv requirements-dev.lock
	@touch .venv/.run $@

# The locks hold for every supported Python, with hashes and without any index's address. Needs uv.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --no-strip-extras --group build -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --no-strip-extras --group build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
