# Everything here needs Python >= 3.11 and make; the rest is set up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SPECS := $(wildcard maps/*.toml)

.PHONY: help setup map test test-long lint format golden bench bench-places figures basemap contract clean \
  docs docs-setup docs-test trust benchmark dist release-check install-test newest
help:  ## show this
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## set up .venv
$(READY): pyproject.toml constraints.txt hatch_build.py $(wildcard geomap/web-src/*.json) $(wildcard geomap/web-src/src/*/*)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

map: $(READY)  ## render every maps/*.toml into maps/
	$(BIN)/geomap build $(SPECS)

test: $(READY)  ## run the tests, of the front end too
	$(BIN)/npm --prefix geomap/web-src run --silent check
	$(BIN)/npm --prefix geomap/web-src test --silent
	$(BIN)/python -m pytest -n 2

test-long: $(READY)  ## run the tests that take long
	$(BIN)/python -m pytest -m long

lint: $(READY)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)  ## rewrite in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

basemap: $(READY)  ## make gazetteer/basemap anew from the locked Natural Earth packages
	$(BIN)/npm ci --ignore-scripts --silent --prefix geomap/web-src/basemap
	$(BIN)/python geomap/web-src/basemap/make_basemap.py

bench: $(READY)  ## figures beside other libraries; takes long
	$(BIN)/python benchmarks/places/speed.py
	$(BIN)/python -m benchmarks.web --sizes 1000 10000 100000

bench-places: $(READY)  ## spelling systems, absences, fit with each source left out (reads ../shared or GEOMAP_SHARED)
	$(BIN)/geomap gazetteer build --ocha $${GEOMAP_SHARED:-../shared}/reference/ocha_places.csv -o build/places.gazetteer
	$(BIN)/python -m benchmarks.places.systems
	$(BIN)/python -m benchmarks.places.absences
	$(BIN)/python -m benchmarks.places.fit build/places.gazetteer --left-out

figures: $(READY)  ## count what makes the code hard to live in
	$(BIN)/python -m benchmarks.house.figures

contract: $(READY)  ## make the front end's names of columns anew from the schema
	$(BIN)/python -m geomap.web.contract

golden: $(READY)  ## rewrite the golden files of the tests; look at each
	GEOMAP_GOLDEN=write $(BIN)/python -m pytest -n 2 -k golden

docs-setup: $(VENV)/.docs  ## add what the documentation site is made with to .venv
$(VENV)/.docs: $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,docs]'
	touch $@

docs: $(VENV)/.docs  ## build the documentation site strictly: open build/site/index.html
	$(BIN)/python -m docsite

docs-test: $(VENV)/.docs  ## run what the documentation shows: commands, notebooks, the strict build
	$(BIN)/python -m pytest -m docs tests/docsite

trust: $(READY)  ## write docs/figures anew (TEXTS=texts of the coded sets, GEOMAP_SHARED=tables)
	$(BIN)/python -m docsite.measure --texts "$(TEXTS)" --shared "$${GEOMAP_SHARED:-../shared}"

benchmark: $(READY)  ## placing and reading, ours and plain methods (TEXTS=..., SHARED=...)
	$(BIN)/python -m benchmarks.compare $(if $(TEXTS),--texts "$(TEXTS)") --shared "$${SHARED:-$${GEOMAP_SHARED:-../shared}}" \
	  --out docs/figures/methods.json

RELEASE := build/release
$(RELEASE)/.ready: Makefile
	$(PYTHON) -m venv $(RELEASE)
	$(RELEASE)/bin/python -m pip install --quiet --upgrade pip
	$(RELEASE)/bin/python -m pip install --quiet build twine check-wheel-contents cyclonedx-bom zizmor frictionless
	touch $@

dist: $(RELEASE)/.ready  ## make sdist, wheel and the bill of materials in dist/
	rm -rf dist
	$(RELEASE)/bin/python -m build
	$(RELEASE)/bin/python -m docsite.release sbom dist

release-check: $(RELEASE)/.ready $(READY)  ## check what dist/ holds, the workflows and the data package
	$(RELEASE)/bin/twine check --strict dist/*.whl dist/*.tar.gz
	$(RELEASE)/bin/check-wheel-contents dist/*.whl
	$(RELEASE)/bin/python -m docsite.release contents dist
	$(RELEASE)/bin/zizmor --offline .github/workflows
	$(BIN)/geomap gazetteer export build/package
	$(RELEASE)/bin/frictionless validate build/package/datapackage.json

install-test: $(READY)  ## try the wheel of dist/ in clean environments: pip, uv, pipx, each Python
	$(BIN)/python -m docsite.install_test dist --out docs/figures/install.json

newest: $(READY)  ## try the newest of every dependency, unpinned, in an environment of its own
	$(BIN)/python -m docsite.install_test dist --newest

clean:  ## remove what can be made again
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
