# Everything here sets up what it needs first: `make volume` and `make test` work on a fresh machine.
VENV := .venv
BIN := $(VENV)/bin

.PHONY: volume test lint conformance fuzz bench bench-type bench-scale clean
.DELETE_ON_ERROR:

volume: $(VENV)/ready-to-print
	$(BIN)/typeset build letters/lenin-44 -o build/lenin-44.pdf
	$(BIN)/typeset build letters/specimen -o build/specimen.pdf

test: $(VENV)/ready-to-test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Every variant of several editions, judged by veraPDF, which Maven brings.
conformance: $(VENV)/ready-to-judge
	$(BIN)/python -m tests.conformance.run $(CONFORMANCE_ARGS)

fuzz: $(VENV)/ready-to-test
	$(BIN)/python -m tests.fuzz.run --seeds $(or $(SEEDS),0:100)

bench: $(VENV)/ready-to-print
	$(BIN)/python -m tests.bench.run

# One text in typeset, LuaLaTeX, Typst and WeasyPrint, those that are installed: LETTERS=1000.
bench-type: $(VENV)/ready-to-print
	$(BIN)/python -m tests.bench.bench_type --letters $(or $(LETTERS),200) $(BENCH_ARGS)

# A thousand letters beside WeasyPrint, Typst and LuaLaTeX; LETTERS=10000 BENCH_ARGS=--alone.
bench-scale: $(VENV)/ready-to-print
	$(BIN)/python -m tests.bench.scale --letters $(or $(LETTERS),1000) $(BENCH_ARGS)

clean:
	rm -rf build dist $(VENV)

$(VENV)/ready-to-print: pyproject.toml scripts/setup
	sh scripts/setup print

$(VENV)/ready-to-judge: pyproject.toml scripts/setup
	sh scripts/setup judge

$(VENV)/ready-to-test: pyproject.toml scripts/setup
	sh scripts/setup test
