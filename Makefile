# Everything a developer does here begins with make; `make help` lists it.
# Only Go, Node and make have to be there already.

SHELL       := /bin/sh
BUILD       := build
BINARY      := $(BUILD)/yigou
LINTER      := $(BUILD)/tools/golangci-lint
TESTENV     := $(BUILD)/tools/testenv
VERSION     ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
DATA_DIR    ?= data
HTTP_ADDR   ?= 127.0.0.1:8080

# Everything but race tests is compiled in this one way, which is also how it
# is delivered: static, without cgo, the build cache shared by all steps.
PLAIN_GO    := CGO_ENABLED=0 GOFLAGS="$(filter-out -trimpath,$(shell go env GOFLAGS)) -trimpath"
PAGES_FROM  := $(shell find web -name node_modules -prune -o -path web/dist -prune -o -path web/e2e -prune \
                 -o -path web/guide -prune -o -type f ! -name '*.test.ts' ! -name '*.go' -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run seed build pages npm-packages generate test test-go test-sqlite test-web test-browser fuzz lint lint-only \
        linter format notices prove bench testenv clean
.DELETE_ON_ERROR:

help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  \033[1m%-14s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## Running

run: build seed ## build everything, seed the demo, serve it on http://127.0.0.1:8080
	YIGOU_ENV=demo YIGOU_DATA_DIR=$(DATA_DIR) YIGOU_HTTP_ADDR=$(HTTP_ADDR) $(BINARY) serve

# The demo is seeded beside its place and then moved there: an interrupted seed
# leaves nothing that looks like a finished one.
seed: build ## seed the demo where there are no data yet
	@if [ -z "$$(ls -A $(DATA_DIR) 2>/dev/null)" ]; then \
	  rm -rf $(DATA_DIR).seeding && \
	  YIGOU_ENV=demo YIGOU_DATA_DIR=$(DATA_DIR).seeding $(BINARY) seed --demo && \
	  rm -rf $(DATA_DIR) && mv $(DATA_DIR).seeding $(DATA_DIR); \
	fi

clean: ## remove what was built (data and node_modules stay)
	rm -rf $(BUILD)
	find web/dist -mindepth 1 ! -name .keep -delete

## Building

build: pages ## build the binary with its pages inside: build/yigou
	$(PLAIN_GO) go build -ldflags '-s -w -X main.version=$(VERSION)' -o $(BINARY) ./cmd/yigou

pages: web/dist/shop.html ## check types and build the pages

web/dist/shop.html: web/node_modules/.package-lock.json $(PAGES_FROM)
	npm --prefix web run --silent build
	@touch $@

npm-packages: web/node_modules/.package-lock.json

web/node_modules/.package-lock.json: web/package-lock.json
	npm --prefix web ci --no-audit --no-fund
	@touch $@

generate: npm-packages ## generate the API server and client from internal/httpapi/openapi.yaml
	$(PLAIN_GO) go generate ./...
	cd web && node_modules/.bin/openapi-typescript ../internal/httpapi/openapi.yaml --output src/api/schema.d.ts

## Testing: each on private servers that it starts and stops itself

test: testenv ## everything: generated files, lint, Go on both engines, pages, browser (REDIS_STOP=half stops Redis midway)
	$(TESTENV) test -redis-stop=$(REDIS_STOP)

test-go: testenv ## Go tests on SQLite and on MariaDB + Redis
	$(TESTENV) go -redis-stop=$(REDIS_STOP)

test-sqlite: testenv ## Go tests on SQLite alone
	$(TESTENV) sqlite

test-web: testenv ## type check and unit tests of the pages
	$(TESTENV) web

test-browser: testenv ## the binary in a real Chromium
	$(TESTENV) browser

fuzz: testenv ## each fuzz target for FUZZ_TIME (20s)
	$(TESTENV) fuzz -fuzz-time=$(or $(FUZZ_TIME),20s)

prove: testenv ## the long forms of the tests, resumable (PART=regexp chooses)
	$(TESTENV) prove -part='$(PART)'

bench: build testenv ## figures beside their ceilings, table and bench.json
	$(TESTENV) beside $(BINARY) bench $(BENCH)

lint: testenv ## go vet and golangci-lint
	$(TESTENV) lint

lint-only: linter
	$(PLAIN_GO) go vet ./...
	$(PLAIN_GO) $(LINTER) run ./...
	cd internal/tools && $(PLAIN_GO) go vet ./... && $(PLAIN_GO) ../../$(LINTER) run --config ../../.golangci.yml ./...

format: linter ## format all Go code
	$(PLAIN_GO) $(LINTER) fmt ./...
	cd internal/tools && $(PLAIN_GO) ../../$(LINTER) fmt --config ../../.golangci.yml ./...

notices: npm-packages ## write the licences of everything delivered: build/THIRD_PARTY_NOTICES.txt
	$(PLAIN_GO) go build -C internal/tools -o ../../$(BUILD)/tools/notices ./notices
	$(PLAIN_GO) $(BUILD)/tools/notices -out $(BUILD)/THIRD_PARTY_NOTICES.txt

linter:
	$(PLAIN_GO) go build -C internal/tools/lint -ldflags '-s -w' -o ../../../$(LINTER) \
	  github.com/golangci/golangci-lint/v2/cmd/golangci-lint

testenv:
	@$(PLAIN_GO) go build -C internal/tools -o ../../$(TESTENV) ./testenv
