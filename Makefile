# Two commands matter: `make demo` plays the petition drill, `make test` runs everything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CARGO ?= cargo
NPM ?= npm

.PHONY: help demo build web dev gen test test-rust test-web test-browser lint setup bench sim test-long image clean

help: ## Lists the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: ## Says what is missing, installs what tests need where it can
	@tools/setup

demo: build ## Plays the petition drill with robots and prints the links
	./target/release/startex demo $(ARGS)

build: web ## Leaves the one binary at target/release/startex
	$(CARGO) build --release -p startex

# The stamp is not in dist: building the server alone leaves a placeholder page there.
WEB := web-client/node_modules/.startex-built
$(shell [ -d web-client/dist/assets ] || rm -f $(WEB))
web: $(WEB)

web-client/node_modules/.package-lock.json: web-client/package.json web-client/package-lock.json
	@tools/setup node
	cd web-client && $(NPM) ci --no-audit --no-fund
	@touch $@

$(WEB): web-client/node_modules/.package-lock.json $(shell find web-client/src web-client/public -type f 2>/dev/null) web-client/index.html web-client/vite.config.ts
	cd web-client && $(NPM) run --silent build
	@touch $@

dev: web ## A server of your own with the demo at speed 1, web client from disk
	$(CARGO) run -p startex -- demo --speed 1 $(ARGS)

gen: ## Writes what is generated from the types
	$(CARGO) run -q -p startex-protocol --example gen
	$(CARGO) run -q -p startex-protocol --example reference > docs/protocol-reference.md

lint: ## Format and lints of Rust and web
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	cd web-client && $(NPM) run --silent check

test: setup web lint test-rust test-web test-browser ## Everything, about forty minutes on two cores

test-rust: web ## Rules, record, hub, access, the drill end to end
	$(CARGO) build --workspace
	tools/cargo-test --workspace

test-web: web-client/node_modules/.package-lock.json ## The web client's own tests
	cd web-client && $(NPM) run --silent test

test-browser: web ## People's journeys in real Chromium
	cd web-client && $(NPM) run --silent test:browser
	$(CARGO) build -p startex
	tests/browser/run

test-long: build ## Twenty kills, load and soak; console and wall through ten minutes of a drill
	tools/cargo-test --release -p startex-tests --run-ignored
	STARTEX_BIN=$(CURDIR)/target/release/startex tests/browser/run --long

bench: build ## Storm figures beside a bare server, in one run
	$(CARGO) run --release -q -p startex-tests --bin bench

sim: ## Random walks from a seed: make sim SEED=7
	SEED=$(SEED) tools/cargo-test -p startex-exercise --test properties

image: ## The steps of the container image as a script, where no engine is at hand
	tools/image-steps

clean: ## Removes what was built
	$(CARGO) clean
	rm -rf web-client/dist web-client/node_modules
