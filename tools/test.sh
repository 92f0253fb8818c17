#!/bin/bash
# test.sh - builds and runs all tests, and ends in the line `N passed, N failed`.
# SANITIZE=1 runs them under ASan and UBSan, SANITIZE=thread the concurrent ones under TSan. COVERAGE=1 counts
# which lines of src run; the pages are left out.
# DATABASE=postgres runs those of the API, of durability and in a browser alone, on a PostgreSQL of their own, and has files of the
# API's ask both engines. FILES=N has that take every N-th file, of those in a browser the ones that write most, and of the API's
# not what stands before the database.
# SAMPLE=N has each test of pytest run every N-th of its cases, and long unit tests alike. TURNS=N has pytest run every N-th
# of its files, others at the next commit. PYTEST_ARGS are added to those of pytest.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

groups=(build test)
case ${SANITIZE:-}${COVERAGE:-}${DATABASE:-} in
    "" | 0) groups+=(browser lint) ;;
    postgres) groups+=(browser) ;;
esac
tools/install.sh "${groups[@]}" || exit 1

dir=build
options=()
case ${SANITIZE:-} in
    "" | 0) ;;
    thread)
        dir=build-threads
        options=(-Db_sanitize=thread)
        ;;
    *)
        dir=build-sanitize
        options=("-Db_sanitize=address,undefined")
        ;;
esac
if [ -n "${COVERAGE:-}" ]; then
    # Without optimization each line keeps a counter of its own.
    dir=build-coverage
    options=(-Db_coverage=true --buildtype=debug -Dc_args=-fprofile-update=atomic)
fi
# Clang's sanitizers live in the program, so its parts can't be linked without open symbols.
case ${CC:-} in *clang*) options+=(-Db_lundef=false) ;; esac

tools/build.sh "$dir" all ${options[@]+"${options[@]}"} || {
    echo "0 passed, 1 failed"
    exit 1
}

export GLIMT_BINARY="$PWD/$dir/glimt"
export GLIMT_TEST_DATABASE="${DATABASE:-}"
results="$PWD/$dir/results${DATABASE:+-$DATABASE}"
reports="$PWD/$dir/reports"
export GLIMT_TEST_RECORD="$PWD/$dir/record"
rm -rf "$results" "$reports" "$GLIMT_TEST_RECORD"
mkdir -p "$results" "$reports" "$GLIMT_TEST_RECORD"
find "$dir" -name "*.gcda" -delete

# Servers that tests start write what a sanitizer finds into files, so that none is overlooked. Many run at once, so each
# keeps less of what was freed than the 256 MB that are usual: to walk through so much costs a quarter of the time.
export ASAN_OPTIONS="quarantine_size_mb=4:halt_on_error=1:detect_leaks=1:strict_string_checks=1:log_path=$reports/asan"
export UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1:log_path=$reports/ubsan"
export TSAN_OPTIONS="halt_on_error=0:second_deadlock_stack=1:suppressions=$PWD/tests/tsan.supp:log_path=$reports/tsan"

under=()
if [ "${SANITIZE:-}" = thread ]; then
    # TSan needs memory addresses where it expects them.
    command -v setarch >/dev/null && under=(setarch "$(uname -m)" -R)
fi

heading() {
    printf '\n== %s\n' "$1"
}

# An empty file stays behind a runner that dies, and counts as a failure.
expect() {
    : >"$results/$1"
}

# What is declared must have been touched, which only a whole run can tell: coverage [BUILD WITH COUNTERS].
coverage() {
    if [ -n "${PYTEST_ARGS:-}${SAMPLE:-}${TURNS:-}" ] || [ "$dir" = build-sanitize ]; then
        return
    fi
    heading "what is declared and tested"
    local result=failed
    tools/coverage.py "$GLIMT_BINARY" "$GLIMT_TEST_RECORD" "$@" && result=passed
    printf 'what is declared is tested\t%s\n' "$result" >"$results/coverage.tsv"
}

pytest() {
    expect pytest.xml
    # Tests wait for disks and other programs more than they compute.
    # shellcheck disable=SC2086 # several words are meant
    ${under[@]+"${under[@]}"} /usr/bin/python3 -m pytest -q -n $((4 * $(nproc))) -p no:cacheprovider \
        --junitxml="$results/pytest.xml" "$@" ${SAMPLE:+--sample "$SAMPLE"} ${TURNS:+--turns "$TURNS"} ${PYTEST_ARGS:-}
}

if [ "${SANITIZE:-}" = thread ]; then
    heading "concurrent API tests"
    pytest tests/api -m concurrent
elif [ "${DATABASE:-}" = postgres ]; then
    heading "API tests and durability on PostgreSQL"
    # What stands before the database, and what comes to it by the same door as all, is left to the whole.
    before=(answer_headers behind_proxies bodies_of_strangers broken_connections cross_origin fair_questions guessing hostile
        "import*" listening own_certificate packed_answers pages proxy security_guesses slow_clients tls)
    before=("${before[@]/#/--ignore-glob=*/test_}")
    before=("${before[@]/%/.py}")
    pytest tests/api tests/durability ${FILES:+"${before[@]}"}
    heading "tests in a browser on PostgreSQL"
    expect browser.xml
    tests/api/postgres.py tools/pages.sh test-browser "$results/browser.xml" ${FILES:+registries.spec.ts}
    heading "the same answers on both engines"
    result=failed
    mapfile -t files < <(printf '%s\n' tests/api/test_*.py | awk -v step="${FILES:-1}" 'NR % step == 0')
    tools/same_answers.py --sample "${SAMPLE:-1}" "${files[@]}" >"$dir/same_answers.txt" && result=passed
    tail -n 20 "$dir/same_answers.txt"
    printf 'both engines answer alike\t%s\n' "$result" >"$results/same_answers.tsv"
else
    heading "unit tests and replayed fuzz corpora"
    expect meson.json
    meson test -C "$dir" --no-rebuild --print-errorlogs
    cp "$dir/meson-logs/testlog.json" "$results/meson.json"
    heading "golden files"
    tools/golden.sh compare "$results/golden.tsv"
    if [ "$dir" = build ]; then
        heading "unit tests of the pages"
        expect pages.xml
        tools/pages.sh test "$results/pages.xml"
    fi
    heading "API tests, durability and the tools' own"
    folders=(tests/api tests/durability)
    # Of what a disk holds after a power loss, sanitizers and counters tell nothing.
    if [ "$dir" = build ]; then folders+=(tests/tools); else folders+=(--ignore tests/durability/test_power_loss.py); fi
    pytest "${folders[@]}"
    if [ -n "${COVERAGE:-}" ]; then
        heading "calls that fail"
        expect torture.tsv
        result=failed
        tests/torture/torture.py --binary "$GLIMT_BINARY" --library "$dir/tests/torture/libfaults.so" \
            --seconds 240 && result=passed
        printf 'calls that fail\t%s\n' "$result" >"$results/torture.tsv"
    fi
    coverage ${COVERAGE:+"$dir"}
    if [ "$dir" = build ]; then
        heading "tests in a browser"
        expect browser.xml
        tools/pages.sh test-browser "$results/browser.xml"
    fi
fi

heading "all"
tools/tally.py "$results" "$reports"
