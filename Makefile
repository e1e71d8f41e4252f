# Firstring. `make help` says what there is; each target sets up what it needs first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo call test check bench synth deploy destroy load chaos test-deploy image types photos lighthouse lock scan fuzz check-code check-units

SETUP := local/setup/setup.sh
RUN := .venv/bin
# Compiled modules are kept whatever the surroundings say: else each of some hundred processes compiles anew what it loads.
unexport PYTHONDONTWRITEBYTECODE
CALLS ?= 20
HANDLERS ?= 1

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## fetch and build everything the service needs, once
	@$(SETUP) run

demo: ## start everything here, ring the demo restaurant, stay up until Ctrl-C
	@$(SETUP) run
	@$(RUN)/firstring demo

call: ## the same, ending after the call: 0 only if the caller got what they rang for
	@$(SETUP) run
	@$(RUN)/firstring demo --once

QUICK = not e2e and not models and not aws
TOGETHER = $(QUICK) or (together or (aws and not models))$(if $(LONG),, and not long)
SOUND = not ($(QUICK)) and not together and not (aws and not models)$(if $(LONG),, and not long)

# Calls are heard against a clock, which a busy machine holds up: what fails is run once more by itself, and has failed if it does so
# again. Both runs are told.
alone = $(RUN)/python -m pytest $(1) $(2) || { [ $$? = 1 ] && echo "Once more, by themselves:" && \
  $(RUN)/python -m pytest $(1) --last-failed --last-failed-no-failures=none; }

# What needs no quiet machine runs on every core, a file by one process: the quick tests, then browsers and emulators, whose files
# have fewer. Calls with sound go one after another.
test: ## the whole test suite but for the deployment; LONG=1 plays the longest calls with sound too
	@$(SETUP) test
	@npm --prefix dashboard test --silent
	@$(call alone,-m "$(TOGETHER)" --ignore=tests/infra_cdk --ignore=tests/deploy,-n auto --dist loadfile)
	@$(call alone,-m "$(SOUND)" --ignore=tests/infra_cdk --ignore=tests/deploy)

check: ## lint, types, import contracts, unit tests
	@$(SETUP) dev
	@$(MAKE) --no-print-directory --output-sync=target -j2 check-code check-units

check-code:
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports

check-units:
	@$(RUN)/python -m pytest -n auto -m "$(QUICK)"

bench: ## the benchmarks, as a table and as JSON; BENCH=--full plays every scenario
	@$(SETUP) test
	@$(RUN)/python -m benchmarks $(BENCH)

load: ## CALLS lines busy for SECONDS on HANDLERS processes, with sound; BURST=200 rings so many more at once
	@$(SETUP) test
	@$(RUN)/python -m benchmarks.load --calls="$(CALLS)" --handlers="$(HANDLERS)" --seconds="$(or $(SECONDS),60)" \
	  --burst="$(or $(BURST),0)" --plot="$(or $(PLOT),.data/load.svg)"

chaos: ## kill and cut things in mid-call, then every fault at every point of two calls
	@$(SETUP) test
	@$(RUN)/python -m pytest tests/e2e/test_resume.py tests/e2e/test_bad_input.py tests/local/test_up.py tests/stream_handler/test_faults.py
	@$(RUN)/python -m benchmarks.chaos

synth: ## synthesise the cloud, no account needed
	@$(SETUP) cloud
	@PATH="$(CURDIR)/$(RUN):$$PATH" npx --no-install cdk synth --quiet
	@$(RUN)/cfn-lint cdk.out/*.template.json

deploy: ## into your account: says what changes and what it costs, then asks; ARGS="-c stage=prod --yes"
	@$(SETUP) cloud
	@PATH="$(CURDIR)/$(RUN):$$PATH" $(RUN)/python -m infra_cdk.releasing deploy $(ARGS)

destroy: ## take away what costs and keep the data; ARGS="-c stage=prod", with --data for good
	@$(SETUP) cloud
	@PATH="$(CURDIR)/$(RUN):$$PATH" $(RUN)/python -m infra_cdk.releasing destroy $(ARGS)

test-deploy: ## the cloud's templates, and a deploy into an emulated cloud
	@$(SETUP) test
	@$(call alone,$(if $(LONG),,-m "not long") tests/infra_cdk tests/deploy)

image: ## build the handler's image, start and ring it, without Docker (root; buildah, debootstrap); WEIGHTS=all: with ears and a voice
	@$(SETUP) test
	@$(RUN)/python -m tests.deploy.image $(WEIGHTS)

types: ## the dashboard's types, from the API as it is
	@$(SETUP) test
	@$(RUN)/python -m tests.functions.openapi_file
	@npm --prefix dashboard run --silent types

photos: ## the dashboard's pictures in the docs, taken again
	@$(SETUP) test
	@$(RUN)/python -m tests.e2e.page_photos

lighthouse: ## scores of the dashboard's pages as firstring up serves them; ARGS="--desktop"
	@$(SETUP) test
	@$(RUN)/python -m benchmarks.lighthouse $(ARGS)

lock: ## resolve requirements/*.in anew, with hashes
	@local/setup/lock.sh

fuzz: ## SECONDS=600 of fuzzing what arrives from outside, or TARGETS="csv ical", BY=guided or drawn; finds are kept in tests/fuzz/corpus
	@$(SETUP) dev
	@$(RUN)/python -m benchmarks.fuzz "$(or $(SECONDS),60)" $(TARGETS) $(if $(BY),--by $(BY))

scan: ## keys in the tree (offline), known weaknesses of the pinned packages (asks public databases); UNREACHABLE=told
	@$(SETUP) dev
	@$(RUN)/python -m pytest tests/security/test_no_secrets.py
	@$(RUN)/python -m local.setup.audit --unreachable=$(or $(UNREACHABLE),fails)
