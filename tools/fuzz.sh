#!/bin/bash
# fuzz.sh - fuzzes each target for some seconds, with what was found before: fuzz.sh [SECONDS [TARGET...]].
# New inputs go to build-fuzz/corpus; one that fails is left as tests/fuzz/<target>-crash-*.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/install.sh build check

seconds=${1:-60}
shift $(($# > 0 ? 1 : 0))
CC=clang tools/build.sh build-fuzz all -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true

status=0
for program in build-fuzz/tests/fuzz/fuzz_*; do
    name=${program##*/fuzz_}
    { [ -f "$program" ] && [ -x "$program" ]; } || continue
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    echo "== $name, $seconds s"
    mkdir -p "build-fuzz/corpus/$name"
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 "$program" -max_total_time="$seconds" \
        -timeout=10 -print_final_stats=1 -artifact_prefix="tests/fuzz/$name-" \
        "build-fuzz/corpus/$name" "tests/fuzz/corpus/$name" 2>&1 | tail -n 20 || status=1
done
exit $status
