# One command for people and CI alike; the work is done by run.py.
PYTHON ?= python3

.PHONY: check lint test docs clean
check:            ## all that CI runs
	$(PYTHON) run.py test

lint:             ## the same without the tests
	$(PYTHON) run.py check

test:             ## the tests alone, quick ones first
	.venv/bin/python -m pytest

docs:             ## write docs/reference anew from the code
	.venv/bin/python docs/reference/write.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
