# make run: the window on the example.   make test: everything that must hold.
python := .venv/bin/python
code := main.py models storage ui tests tools packaging

.PHONY: setup run test test-qt68 lint search fuzz soak bench screens lock audit frozen package-tests linux linux-arm64 windows clean

setup:
	@./tools/setup.sh

run: setup
	@$(python) -m tools.run_example out

lint: setup
	@.venv/bin/ruff check $(code)
	@.venv/bin/ruff format --check --quiet $(code)
	@.venv/bin/mypy

test: lint
	@.venv/bin/pytest -n auto --dist worksteal

test-qt68: # the tests on the older Qt of the arm64 package, in a venv of its own
	@./tools/setup.sh build/qt68 qt68-dev
	@build/qt68/bin/pytest -n auto --dist worksteal

search: setup # property tests on examples that nobody has seen yet
	@HYPOTHESIS_PROFILE=search .venv/bin/pytest -n auto --dist worksteal

soak: setup # kills, failing disks, damaged folders, flipped bits, daily backups: docs/reliability.md (about 20 minutes)
	@$(python) -m tools.soak $(SOAK)

fuzz: setup # damaged files of every kind; CASES of each
	@$(python) -m tools.fuzz --cases $(or $(CASES),5000)

bench: setup
	@$(python) -m tools.bench
	@$(python) -m tools.bench_edit
	@$(python) -m tools.bench_sheet
	@$(python) -m tools.bench_read
	@$(python) -m tools.bench_publish
	@$(python) -m tools.bench_start

screens: setup
	@$(python) -m tools.screens out/screens
	@$(python) -m tools.guide_pictures docs/pictures

lock: setup # after a change to a list of requirements
	@$(python) -m tools.lock

audit: # known faults of what is installed and bundled
	@./tools/audit.sh

frozen: setup
	@./packaging/linux/frozen.sh

package-tests: # the short form of the tests, by the Python that the .deb brings
	@./packaging/linux/short_suite.sh

linux:
	@./packaging/linux/make.sh

linux-arm64: # cross-compiled and emulated
	@./packaging/linux/arm64/make.sh

windows:
	@./packaging/windows/make.sh

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
