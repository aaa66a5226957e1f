PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder

PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r

SCREEN := simulator/page/node_modules/.package-lock.json
ASK := publishing/node_modules/.package-lock.json
INSTALLED := $(SCREEN) $(patsubst %,tests/%/node_modules/.package-lock.json,clients memory screen)
NPM := $(shell command -v npm)

# What Python has compiled is kept, whatever the machine says: else all that is started a hundred times compiles anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: start language locales reading listen setup test test-slow test-artefact check format lock icons audit bill package privacy ask sam artefact bench soak load crowd node phrases voices pacing pictures mannequin fuzz mutants approve clean
.DEFAULT_GOAL := help
help:
	@grep -hE '^## ' Makefile | sed 's/^## //'

## make start   set up, then talk to the skill on this machine (make start ARGS="--speed 10")
start: setup $(if $(NPM),$(SCREEN))
	@$(BIN)/python -m simulator $(ARGS)

## make listen  the same, with a voice and a recogniser on this machine (700 MB): it speaks, and hears you
listen: voices start

## make test    set up, then check and test everything
test: setup language $(if $(NPM),node)
	@$(MAKE) --no-print-directory --jobs=2 check tested
.PHONY: tested
tested:
	$(BIN)/pytest $(SIDE_BY_SIDE) $(ARGS)

## make test-slow  what is watched in real time, at length, or in a browser in every detail
test-slow: setup $(if $(NPM),node $(ASK))
	$(BIN)/pytest $(SIDE_BY_SIDE) -m slow

## make test-artefact  the tests of what is deployed, of what is laid out for it
OF_DEPLOYED := $(addprefix tests/,alexa approved content dialogue fuzz lesson mannequin memory person) $(wildcard tests/test_*.py)
test-artefact: setup $(if $(NPM),node)
	cd lambda && ../$(BIN)/python -m artefact ../build/tested --for-this-python
	EXAMPLES=20 $(BIN)/pytest $(SIDE_BY_SIDE) -o pythonpath=". build/tested" $(OF_DEPLOYED)

## make setup   the virtual environment, with every package pinned by its hash
setup: $(VENV)/ready
$(VENV)/ready: requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	@echo "Setting up, once: Python packages, in one to three minutes ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) requirements-dev.lock
	@touch $@

## make check   style, types and the AWS template
check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cfn-lint template.yaml

## make format  put the code into its one shape
format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

## make node    install what the screen of the Echo Show and some tests take from npm (needs Node.js 20 or newer)
node: $(INSTALLED)
%/node_modules/.package-lock.json: %/package-lock.json
	@echo "Setting up, once: the npm packages of $*, $(or $(TAKES),in less than a minute) ..."
	@npm ci --prefix $* --ignore-scripts --no-audit --no-fund --silent
	@touch $@

## make locales  write what Amazon is given of each locale: its interaction model, its words in skill.json
locales: setup
	$(BIN)/python -m publishing.locales

## make language what a language still lacks (L=fr); without L, each that is begun
language: setup
	@PYTHONPATH=lambda $(BIN)/python -m publishing.language $(L)

## make phrases  write docs/what-you-can-say.md, and measure how well what people say is understood (ARGS=--aloud: by ear)
phrases: reading
	$(BIN)/python -m simulator.tools.what_can_be_said
	$(BIN)/python -m simulator.tools.evaluate $(ARGS)

## make voices  install a voice and a recogniser (700 MB): with them, what is heard is checked too
voices: $(VENV)/voices
$(VENV)/voices: $(VENV)/ready requirements-sound.lock
	@echo "Setting up, once: a voice and a recogniser, 700 MB, in a few minutes ..."
	@$(PIP) requirements-sound.lock
	@touch $@

## make reading install the second reading that judges the interaction model (scikit-learn, 280 MB)
reading: $(VENV)/reading
$(VENV)/reading: $(VENV)/ready requirements-reading.lock
	@echo "Setting up, once: a second reading, 280 MB ..."
	@$(PIP) requirements-reading.lock
	@touch $@

## make pacing  measure planned against heard again, and write docs/pacing.md
pacing: voices
	PYTHONPATH=lambda $(BIN)/python -m tests.sound.report

## make mannequin  a body that does what it hears, through random conversations (ARGS="--turns 5000 --seed 1")
mannequin: setup
	PYTHONPATH=lambda $(BIN)/python -m tests.mannequin $(ARGS)

## make fuzz     odd requests, made up and made odd, and what is wrong with the answers (N=100000 SEED=3)
fuzz: setup
	PYTHONPATH=lambda $(BIN)/python -m tests.fuzz --requests $(or $(N),20000) --seed $(or $(SEED),1)

## make mutants  change the core at random, a little each time: does a test notice? (ARGS="--changes 300 --seed 1")
mutants: $(VENV)/mutants
	PYTHONPATH=lambda $(BIN)/python -m tests.mutants $(ARGS)
$(VENV)/mutants: $(VENV)/ready requirements-mutants.lock
	@echo "Setting up, once: what changes the core ..."
	@$(PIP) requirements-mutants.lock
	@touch $@

## make approve  write anew what is answered in tests/approved: the diff is for reading
approve: setup
	PYTHONPATH=lambda $(BIN)/python -m tests.approved $(ARGS)

## make pictures  take the pictures of the page that are in docs/ (needs Chromium)
pictures: setup node
	$(BIN)/python -m tests.page.pictures docs

## make lock    pin again what the skill, a developer, who hosts it, and each of the others need
LOCK := uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header
lock: setup
	$(BIN)/$(LOCK) --output-file lambda/requirements.txt requirements-lambda.in
	for each in dev deploy hosting sound reading audit mutants bench; do $(BIN)/$(LOCK) --output-file requirements-$$each.lock requirements-$$each.in || exit; done

## make audit   ask the package index for advisories about all that is pinned
audit: $(VENV)/audit
	$(BIN)/pytest -m advisories tests/store
$(VENV)/audit: $(VENV)/ready requirements-audit.lock
	@echo "Setting up, once: what asks for advisories ..."
	@$(PIP) requirements-audit.lock
	@touch $@

## make bill    write docs/bill-of-materials*.cdx.json: whose packages are deployed, or hosted, and under which licences
DEPLOYED := from pathlib import Path; from artefact.__main__ import entries; print(entries(Path("lambda/requirements.txt").read_text()))
bill: $(VENV)/audit
	mkdir -p build
	PYTHONPATH=lambda $(BIN)/python -c '$(DEPLOYED)' > build/deployed.txt
	cp requirements-hosting.lock build/hosted.txt
	for each in deployed hosted; do \
		$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/$$each && \
		$(BIN)/uv pip install --quiet --no-deps --require-hashes --python build/$$each -r build/$$each.txt && \
		$(BIN)/cyclonedx-py environment --output-reproducible --output-file build/$$each.json build/$$each || exit; \
	done
	mv build/deployed.json docs/bill-of-materials.cdx.json
	mv build/hosted.json docs/bill-of-materials-hosting.cdx.json

## make icons   draw the store's icons from their SVG
icons: setup
	$(BIN)/python -m icons

## make artefact what is deployed, in build/artefact, and zipped beside it
artefact:
	@$(MAKE) --no-print-directory -C lambda build-Skill ARTIFACTS_DIR="$(CURDIR)/build/artefact" ARGS="--zip $(ARGS)"

## make bench    what is deployed beside two skills one might write instead, as Lambda runs them; and where time goes
bench: setup node
	$(BIN)/python -m benchmarks.deployed $(ARGS)
	$(BIN)/python -m benchmarks.core
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.growth

## make package lay the skill out for `ask deploy`: PRIVACY_URL=... and either STACK=... or SKILL_ID=... SKILL_ENDPOINT=...
package: setup
	@$(BIN)/python -m publishing

## make privacy the privacy page for your website, in build/: PUBLISHER="your name and address"
privacy: setup
	@$(BIN)/python -m publishing.privacy

## make ask     install Amazon's ASK CLI in publishing/node_modules (200 MB, needs Node.js 20 or newer)
ask: $(ASK)
$(ASK): TAKES := 200 MB, in a few minutes

## make sam     install AWS's SAM CLI and AWS CLI in .venv/tools (380 MB)
sam: $(VENV)/sam/ready
$(VENV)/sam/ready: $(VENV)/ready requirements-deploy.lock
	@echo "Setting up, once: AWS's SAM CLI and AWS CLI, 380 MB, in a few minutes ..."
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/sam
	@$(BIN)/uv pip install --quiet --require-hashes --python $(VENV)/sam -r requirements-deploy.lock
	@mkdir -p $(VENV)/tools && ln -sf ../sam/bin/sam ../sam/bin/aws $(VENV)/tools  # without the Python beside them
	@touch $@

## make soak     one process for 200,000 turns of 1,000 people: does it grow or slow down? (Linux)
soak: setup
	$(BIN)/python -m benchmarks.soak $(ARGS)

## make load     how many requests a second a machine of one's own answers (hosting/), and what it does beyond
load: setup
	$(BIN)/python -m benchmarks.load

## make crowd    days with up to ten million people, simulated: what Lambda and the table have to bear
crowd: setup
	$(BIN)/python -m benchmarks.crowd

## make clean   remove what make made
clean:
	rm -rf $(VENV) build $(patsubst %/.package-lock.json,%,$(INSTALLED) $(ASK)) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
