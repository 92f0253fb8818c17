#!/bin/bash
# fuzz.sh - fuzzes targets, with what was found before: fuzz.sh [SECONDS [TARGET...]] for so many seconds each;
# fuzz.sh --ci SECONDS takes so many for all of them. Ends in `N passed, N failed`.
# New inputs go to build-fuzz/corpus; one that fails is left as tests/fuzz/<target>-crash-*.
#
# With --ci each target has LEAST seconds, and those that changed come first and share what is left; when none did,
# all share it. A target changed when a file that it is made from, or one of its corpus, differs from the commit
# where this branch left origin, or, when that is this commit or there is no origin, from the commit before. Without
# a history all have changed.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/install.sh build check

LEAST=3
is_ci=false
if [ "${1:-}" = --ci ]; then
    is_ci=true
    shift
fi
seconds=${1:-60}
shift $(($# > 0 ? 1 : 0))
CC=clang tools/build.sh build-fuzz fuzz -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true

# list_changed: the files that are not as they were, one a line; nothing and status 1 without a history.
list_changed() {
    local head base
    head=$(git rev-parse HEAD 2>/dev/null) || return 1
    base=$(git merge-base HEAD origin/HEAD 2>/dev/null) || base=$head
    [ "$base" != "$head" ] || base=$(git rev-parse --verify --quiet HEAD~1) || return 1
    git diff --name-only "$base"
}

# list_linked NAME: patterns for the objects that the linker took from the libraries.
list_linked() {
    readelf -sW "build-fuzz/tests/fuzz/fuzz_$1" | awk '$4 == "FILE" { print "[_/]" $8 ".o$" }'
}

# list_sources NAME: what the target is made from.
list_sources() {
    ninja -C build-fuzz -t inputs "tests/fuzz/fuzz_$1" | grep -f <(list_linked "$1") |
        xargs ninja -C build-fuzz -t deps | sed -n 's|^ *\.\./||p'
}

# has_changed NAME: whether it is made from a file of $changed, a list.
has_changed() {
    grep -qxFf <(list_sources "$1") <<<"$changed" || grep -q "^tests/fuzz/corpus/$1/" <<<"$changed"
}

# fuzz NAME SECONDS: says how it ended; one that found something is in build-fuzz/failed.
fuzz() {
    local log="build-fuzz/$1.log" lines=6
    mkdir -p "build-fuzz/corpus/$1"
    if ! UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 "build-fuzz/tests/fuzz/fuzz_$1" -max_total_time="$2" \
        -timeout=10 -print_final_stats=1 -artifact_prefix="tests/fuzz/$1-" \
        "build-fuzz/corpus/$1" "tests/fuzz/corpus/$1" >"$log" 2>&1; then
        echo "$1" >>build-fuzz/failed
        lines=120 # a report of a sanitizer is long
    fi
    printf '== %s, %d s\n%s\n' "$1" "$2" "$(tail -n $lines "$log")"
}
export -f fuzz

# fuzz_each SECONDS NAME...: as many at once as there are processors.
fuzz_each() {
    local seconds=$1
    shift
    [ $# -eq 0 ] || printf '%s\n' "$@" | xargs -P "$jobs" -I{} bash -c 'fuzz "$@"' fuzz {} "$seconds"
}

jobs=$(nproc)
: >build-fuzz/failed
first=()
others=()
changed=$(list_changed) || changed=all
for corpus in tests/fuzz/corpus/*/; do
    name=$(basename "$corpus")
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    if $is_ci && { [ "$changed" = all ] || has_changed "$name"; }; then
        first+=("$name")
    else
        others+=("$name")
    fi
done
if $is_ci; then
    [ ${#first[@]} -gt 0 ] || { first=("${others[@]}") && others=(); }
    left=$((seconds * jobs - LEAST * (${#first[@]} + ${#others[@]})))
    seconds=$((LEAST + (left > 0 ? left / ${#first[@]} : 0)))
fi
fuzz_each "$seconds" ${first[@]+"${first[@]}"}
if $is_ci; then seconds=$LEAST; fi
fuzz_each "$seconds" ${others[@]+"${others[@]}"}
# Whoever has the end of the output alone knows what to look for.
while read -r name; do
    echo "failed: $name"
    grep -aE "^SUMMARY|^artifact_prefix|^Base64|ERROR: |^    #[0-9] " "build-fuzz/$name.log" | tail -n 20
done <build-fuzz/failed
all=$((${#first[@]} + ${#others[@]})) less=$(wc -l <build-fuzz/failed)
echo "$((all - less)) passed, $less failed"
[ "$less" -eq 0 ]
