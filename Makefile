# Makefile - what people type; meson and ninja do the building, tools/ has the scripts.

BUILD ?= build
DATA ?= ./data
LISTEN ?= 127.0.0.1:8443
T ?= 60
fuzz-ci: T = 40
power-loss: T = 5
soak: T = 15m
faults-postgres: N = 10
N ?= 1000

.DEFAULT_GOAL := help
.PHONY: help run run-postgres build test test-postgres test-threads torture coverage golden format format-check lint tidy scan fuzz fuzz-ci crash faults-postgres histories power-loss soak sbom screenshots bench bench-backup bench-copy bench-directus bench-fair bench-import bench-libraries bench-scale bench-instructions bench-packed bench-postgres install clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' Makefile

run: ## install what is missing, build, and serve a demo company (DATA=./data LISTEN=127.0.0.1:8443)
	@exec tools/run.sh "$(DATA)" "$(LISTEN)"

run-postgres: ## the same on a PostgreSQL of its own, which is in $(DATA)/postgres and ends with it
	@exec tools/run-postgres.sh "$(DATA)" "$(LISTEN)"

build: ## build $(BUILD)/glimt, nothing else
	@tools/build.sh "$(BUILD)" glimt

test: ## install what tests need and run all of them (SANITIZE=1: under ASan and UBSan; SAMPLE=8: every 8th case of each test that has many, and none of the longest; TURNS=2: every other file, the rest at the next commit)
	@SANITIZE="$(SANITIZE)" SAMPLE="$(SAMPLE)" TURNS="$(TURNS)" tools/test.sh

test-postgres: ## the tests of the API, of durability and in a browser on a PostgreSQL of their own, and whether both engines answer alike (SAMPLE=8 as above; FILES=8: every 8th file for the latter)
	@DATABASE=postgres SAMPLE="$(SAMPLE)" FILES="$(FILES)" tools/test.sh

test-threads: ## the concurrent API tests under TSan
	@SANITIZE=thread tools/test.sh

torture: ## every EVERY-th call of 300 requests fails, and each of a start (EVERY=1); SECONDS=120 is a sample, in the order of SEED
	@tools/install.sh build
	@tools/build.sh "$(BUILD)" all
	@/usr/bin/python3 tests/torture/torture.py --binary "$(BUILD)/glimt" --library "$(BUILD)/tests/torture/libfaults.so" --every "$(or $(EVERY),1)" --seconds "$(or $(SECONDS),0)" $(if $(SEED),--seed "$(SEED)")

coverage: ## all tests in C and of the API, counted: lines, branches, and what is declared but not tested
	@COVERAGE=1 tools/test.sh

golden: ## rewrite the golden files; git diff then shows what a change means
	@tools/build.sh "$(BUILD)" glimt
	@tools/golden.sh write

format: ## format the C code and the pages' sources
	@tools/format.sh -i
	@tools/pages.sh format

format-check: ## list the files that are not formatted
	@tools/format.sh --dry-run --Werror
	@tools/pages.sh check-format

lint: ## layers, circles of calls, content out of place, banned words, lengths, headers alone, SQL on PostgreSQL; the pages and their types
	@tools/install.sh lint
	@tools/lint.py
	@tools/shared_sql.py
	@tools/pages.sh check

tidy: ## clang-tidy and cppcheck
	@tools/tidy.sh

scan: ## all of testssl.sh, and sslscan, on servers with each kind of certificate (minutes)
	@tools/install.sh build test
	@tools/build.sh "$(BUILD)" glimt
	@GLIMT_BINARY="$(BUILD)/glimt" GLIMT_WHOLE_SCAN=1 /usr/bin/python3 -m pytest -q --durations=0 --durations-min=1 tests/api/test_tls.py -k "testssl or sslscan"

fuzz: ## fuzz each target for T seconds (T=60)
	@tools/fuzz.sh "$(T)"

fuzz-ci: ## fuzz all targets for T seconds together, what changed first and longest (T=40)
	@tools/fuzz.sh --ci "$(T)"

crash: ## kill a server N times under load and read everything back (N=1000)
	@tools/install.sh build test
	@tools/build.sh "$(BUILD)" glimt
	@GLIMT_BINARY="$(BUILD)/glimt" tests/durability/crash.py --kills "$(N)" $(CRASH_FLAGS)

faults-postgres: ## kill, hold and part three servers, their PostgreSQL and Redis for N rounds under load, and read everything back (N=10)
	@tools/install.sh build test
	@tools/build.sh "$(BUILD)" glimt
	@GLIMT_BINARY="$(BUILD)/glimt" /usr/bin/python3 tests/durability/nodes_faults.py --rounds "$(N)" $(FAULTS_FLAGS)

histories: ## N histories of clients under kills, stops and a bad disk, each checked for an order that fits (N=1000)
	@tools/install.sh build test
	@tools/build.sh "$(BUILD)" all
	@GLIMT_BINARY="$(BUILD)/glimt" tests/durability/histories.py --count "$(N)" $(HISTORIES_FLAGS)

power-loss: ## cut the power at every flush of T seconds under load and read everything back (T=5; needs root)
	@tools/install.sh build test
	@tools/build.sh "$(BUILD)" all
	@GLIMT_BINARY="$(BUILD)/glimt" tests/durability/power_loss.py --seconds "$(T)" $(POWER_LOSS_FLAGS)

soak: ## load a server for T, such as 15m or 2h; a table, and a verdict on what grows (T=15m)
	@tools/install.sh build test
	@tools/build.sh "$(BUILD)" glimt
	@GLIMT_BINARY="$(BUILD)/glimt" tests/durability/soak.py --time "$(T)" $(SOAK_FLAGS)

sbom: ## what the program contains, as CycloneDX: build/glimt.cdx.json
	@tools/install.sh build sbom
	@tools/build.sh "$(BUILD)" glimt
	@tools/sbom.py "$(BUILD)/glimt" web/dist/licences.txt "$(BUILD)/glimt.cdx.json"

screenshots: ## pictures of all pages in build/screenshots, a chosen few in docs/screenshots
	@tools/install.sh build browser screenshots
	@tools/build.sh "$(BUILD)" glimt
	@tools/pages.sh screenshots

bench: ## server CPU per request next to nginx, creates next to commits, rates next to Fastify
	@tools/install.sh build bench
	@tools/build.sh "$(BUILD)" glimt
	@tools/build.sh "$(BUILD)" references
	@bench/run.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-postgres: ## the same with one and two servers on a PostgreSQL of its own, next to pgbench; round trips of each kind of request
	@tools/install.sh build bench postgres
	@tools/build.sh "$(BUILD)" glimt
	@bench/round_trips.py --binary "$(BUILD)/glimt"
	@bench/postgres.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-directus: ## contacts a second next to Directus; installs and compiles it first
	@tools/install.sh build bench directus
	@bench/peers/directus/install.sh
	@tools/build.sh "$(BUILD)" glimt
	@bench/directus.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-backup: ## seconds and bytes of backup, verify and restore of a large company, which it makes first
	@tools/install.sh build
	@tools/build.sh "$(BUILD)" glimt
	@bench/backup.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-fair: ## milliseconds of gets and lists beside eight clients with slow questions of another application
	@tools/install.sh build
	@tools/build.sh "$(BUILD)" glimt
	@bench/fair.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-import: ## seconds that glimt import takes of 100,000 time reports, and hours at four requests a second
	@tools/install.sh build
	@tools/build.sh "$(BUILD)" glimt
	@bench/moving.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-libraries: ## CPU, memory and strictness of our HTTP next to servers over other libraries
	@tools/install.sh build libraries
	@tools/build.sh "$(BUILD)" glimt
	@bench/http/build.sh "$(BUILD)"
	@bench/libraries.py --build "$(BUILD)" $(BENCH_FLAGS)

bench-scale: ## server CPU per request with ten million time reports, next to ten thousand (BENCH_FLAGS=--postgres: on a PostgreSQL)
	@tools/install.sh build postgres
	@tools/build.sh "$(BUILD)" glimt
	@bench/scale.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-copy: ## seconds that glimt copy takes for a large company, to PostgreSQL and back
	@tools/install.sh build test
	@tools/build.sh "$(BUILD)" glimt
	@bench/copying.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-instructions: ## instructions of fixed requests, next to those that are kept
	@tools/install.sh build bench
	@tools/build.sh "$(BUILD)" glimt
	@tools/build.sh "$(BUILD)" references
	@bench/instructions.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

bench-packed: ## instructions and bytes of answers to clients that take gzip, next to those that do not
	@tools/install.sh build bench
	@tools/build.sh "$(BUILD)" glimt
	@tools/build.sh "$(BUILD)" references
	@bench/packed.py --binary "$(BUILD)/glimt" $(BENCH_FLAGS)

install: ## install every Debian package that any target here needs
	@tools/install.sh all

clean: ## remove what was built; ./data stays
	rm -rf build build-*
