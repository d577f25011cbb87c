# `make` explains itself: every target with a `##` behind it is listed.
.DEFAULT_GOAL := help
SHELL := /bin/bash

# These run the whole binary or link Temporal's server; everything else is tested with the race detector.
WHOLE  = ./engine/... ./cmd/... ./e2e/...
# Two run beside each other, in the order of the list: the longest begin.
LONG   = carebook/api carebook/models carebook/workflows
PARTS  = $(LONG) $(filter-out $(LONG),$(shell go list ./... | grep -vE '^carebook/(engine|cmd|e2e)(/|$$)'))
RACE   = $(if $(shell command -v "$$(go env CC)"),-race $(BARE))
# SQLite translated from C keeps its data where the race detector doesn't look: instrumented, it is slower and nothing else.
BARE   = -gcflags='modernc.org/sqlite/lib=-race=false -d=checkptr=0' -gcflags='modernc.org/libc=-race=false -d=checkptr=0'
TOOL   = go tool -modfile=tools/go.mod
CHECKS = format vet lint modules slim build desk test
FUZZTIME ?= 10s
.PHONY: help run build $(CHECKS) check checks fmt bench walks desk-bench chaos festival fuzz fuzz-http calendar-proof credit-law openapi processes coverage

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build, then start everything with demo data in var/demo
	bin/carebook serve --demo --data var/demo

test: ## all tests; the PostgreSQL ones need its binaries, the walks through the desk Chromium and what make desk installs
	@$(if $(RACE),,echo "No C compiler found: testing without the race detector.")
	go test $(RACE) -shuffle=on -timeout 30m $(PARTS)
	go test -shuffle=on -timeout 40m $(WHOLE)

check: $(CHECKS) ## everything CI runs, in its order: format, vet, lint, modules, slim, build, desk, test

build: ## bin/carebook, everything in one binary
	@test -x bin/carebook || echo "Building bin/carebook. The first build compiles Temporal's server: about seven minutes on two cores; later ones take seconds."
	go build -o bin/carebook ./cmd/carebook
	bin/carebook version

desk: ## build the desk, test it, and hold web/dist against its sources (needs Node)
	cd web && npm ci && npm run build && npm test
	@changed=$$(git status --porcelain -- web/dist); test -z "$$changed" || { \
		echo "web/dist is not what its sources make; commit what this has built:"; echo "$$changed"; git diff --stat -- web/dist; exit 1; }

slim: ## bin/carebook-slim, without serve and engine, for machines beside a Temporal service
	go vet -tags slim ./cmd/...
	CGO_ENABLED=0 go build -tags slim -o bin/carebook-slim ./cmd/carebook
	bin/carebook-slim version | grep 'not in this build'

fmt: ## format all Go files
	gofmt -w .

format: ## fail when a Go file is not formatted
	@files=$$(gofmt -l .); test -z "$$files" || { echo "not formatted (make fmt): $$files"; exit 1; }

vet: ## go vet
	go vet ./...

lint: ## golangci-lint, and workflowcheck for what a workflow must not do
	$(TOOL) golangci-lint run
	$(TOOL) workflowcheck ./workflows/...

modules: ## module checksums hold, go.mod lists what is used and nothing else
	go mod verify
	go mod tidy -diff
	cd tools && go mod tidy -diff

bench: ## rates and costs beside an empty workflow, in one run, on PostgreSQL
	go run ./bench

walks: ## the walks through the desk, each in every language and on every screen
	CAREBOOK_WALKS=all go test ./e2e -run TheDesk -count=1 -timeout 40m -v

desk-bench: ## what a person waits for over 100,000 rows, on a machine that does nothing else
	CAREBOOK_DESK_BENCH=1 go test ./e2e -run 100000Rows -count=1 -timeout 20m -v

chaos: ## kill tests at full size: every failpoint 20 times
	CAREBOOK_KILLS=20 go test ./e2e -run Kill -count=1 -timeout 60m -v

festival: ## 100,000 customers are greeted while workers and Temporal are killed
	CAREBOOK_FESTIVAL=100000 go test ./e2e -run AFestival -count=1 -timeout 90m -v

fuzz: ## every fuzz target for FUZZTIME (10s)
	@grep -roE '^func Fuzz\w+' --include='*_test.go' . | sed -E 's|/[^/]*:func | |' | while read -r dir name; do \
		go test "$$dir" -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) || exit 1; done

FUZZREQUESTS ?= 2000000
fuzz-http: ## FUZZREQUESTS (2,000,000) made-up requests to the real binary, half of them on each store; adds to docs/fuzz.md
	CAREBOOK_FUZZ_REQUESTS=$(FUZZREQUESTS) CAREBOOK_FUZZ_PAGE=../docs/fuzz.md CAREBOOK_FUZZ_DAY=$$(date -u +%F) CAREBOOK_FUZZ_COMMIT=$$(git rev-parse --short HEAD) \
		go test ./e2e -run Fuzzed -count=1 -timeout 12h -v

calendar-proof: ## 1,000,000 random cases against the second implementation; writes docs/calendar-proof.md
	CAREBOOK_PROOF_CASES=1000000 CAREBOOK_PROOF_PAGE=../docs/calendar-proof.md CAREBOOK_PROOF_DAY=$$(date -u +%F) \
		go test ./calendar -run TestEveryCaseEqualsTheSecondImplementation -count=1 -timeout 60m

credit-law: ## 3,000 accounts to which things happen at random, each decision reckoned a second way
	CAREBOOK_CREDIT_PLAYS=3000 go test ./workflows -run TestEveryDecisionOnCredit -count=1 -timeout 90m

openapi: ## write the API's description to api/openapi.yaml
	go run ./cmd/carebook openapi > api/openapi.yaml.new
	mv api/openapi.yaml.new api/openapi.yaml

processes: ## write docs/processes: step by step, what each profile's policy makes of a family
	@mkdir -p docs/processes; families=$$(go run -tags slim ./cmd/carebook policy process) || exit 1; \
	for family in $$families; do \
		go run -tags slim ./cmd/carebook policy process $$family > docs/processes/$$family.md.new && \
		mv docs/processes/$$family.md.new docs/processes/$$family.md || exit 1; done

coverage: ## count which clauses are enforced, and by which diary
	go run ./cmd/carebook policy coverage

checks:
	@echo $(CHECKS)
