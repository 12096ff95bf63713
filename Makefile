# Everything a person runs here. `make` alone lists it.
# DATA_DIR (default ./data) and PORT (default 8080) say where `make run` keeps its data and listens.

.DEFAULT_GOAL := help
.PHONY: help setup run test fuzz soak bench lighthouse dictionary web desktop screenshots check format clean

DATA_DIR ?= data
PORT ?= 8080
export DATA_DIR PORT

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: ## install what `make test` needs (apt, cargo, npm), once
	@platforms/setup.sh test

run: ## build, start the hub with demo data, print its address and logins
	@platforms/run.sh check
	@platforms/setup.sh run
	@platforms/web/build.sh
	@cargo build --release -p chuanmen-server
	@platforms/run.sh

web: ## build the browser app into dist/web
	@platforms/setup.sh run
	@platforms/web/build.sh

desktop: ## open the Linux window
	@platforms/setup.sh desktop
	@cargo run --release -p chuanmen --features desktop

test: ## every check and test, fast ones first
	@platforms/setup.sh test
	@platforms/test.sh

check: ## formatting, dependency arrows, lints, licences, unused dependencies
	@platforms/setup.sh test
	@platforms/check.sh

fuzz: ## anything at everything that reads bytes from outside, for MINUTES (default 10)
	@platforms/setup.sh test
	@platforms/fuzz.sh

soak: ## play the simulator: SEEDS=20000 MINUTES=30, SEED=7 to replay one, FAULTS=1 to plant faults
	@cargo run --quiet --profile soak -p chuanmen-tests --features simulation --bin soak

bench: ## sizes, times and sync figures as JSON lines
	@platforms/setup.sh bench
	@platforms/web/build.sh
	@platforms/bench.sh

lighthouse: ## Lighthouse's accessibility and best-practices audits of the built page
	@platforms/setup.sh test
	@platforms/web/build.sh
	@platforms/lighthouse.sh

dictionary: ## train dictionary NUMBER for the sync's bytes, or compare it (docs/adr/0010)
	@cargo run --release --quiet -p chuanmen-server --example dictionary -- $(or $(NUMBER),1)

screenshots: ## every screen, in ./screenshots
	@platforms/setup.sh test
	@platforms/web/build.sh
	@platforms/e2e.sh screenshots

format: ## format the code
	@cargo fmt --all

clean: ## remove what was built (not the data)
	@rm -rf target dist screenshots
