#!/bin/bash
# build.sh - builds in a directory: build.sh DIR [TARGET] [MESON OPTION...]. TARGET "all" is everything.
# The options count when the directory is set up, which happens once.
set -euo pipefail
cd "$(dirname "$0")/.."

dir=$1
target=${2:-all}
shift $(($# < 2 ? $# : 2))

for tool in meson ninja "${CC:-cc}"; do
    if ! command -v "${tool%% *}" >/dev/null; then
        echo "${tool%% *} is missing; \`tools/install.sh build\` installs what the build needs" >&2
        exit 1
    fi
done

if [ ! -f "$dir/build.ninja" ]; then
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    if ! meson setup "$dir" "$@" >"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
fi
if [ "$target" = all ]; then
    ninja -C "$dir" --quiet
else
    ninja -C "$dir" --quiet "$target"
fi
