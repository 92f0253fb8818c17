#!/bin/bash
# tidy.sh - clang-tidy over what meson compiles from src, and cppcheck.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/install.sh build check
# The compiler that clang-tidy comes from knows all flags of its own build, of which it needs the commands alone.
CC=clang tools/build.sh build-tidy build.ninja -Dbuildtype=debug

status=0
jobs=$(nproc)
found=$(mktemp)
trap 'rm -f "$found"' EXIT
run-clang-tidy -quiet -j "$jobs" -p build-tidy "$PWD/src/.*\.c\$" >"$found" 2>/dev/null || status=1
# Without colours, and without the line that names each command.
sed -E 's/\x1b\[[0-9;]*m//g; /^[^ ]*clang-tidy/d; s|'"$PWD"'/||' "$found"
echo "clang-tidy: $([ $status = 0 ] && echo clean || echo "found something")"

# What it guesses across files (ctu) it does only when it is alone, and does not know NEEDED() there.
cppcheck --quiet -j "$jobs" --std=c11 --enable=warning,performance,portability --inline-suppr \
    --suppress=nullPointerRedundantCheck --suppress=missingIncludeSystem --suppress=missingInclude \
    --suppress=ctunullpointer --suppress=ctuuninitvar \
    --error-exitcode=1 --template='{file}:{line}: {severity}: {message} [{id}]' -Isrc -D_GNU_SOURCE '-DElfW(type)=Elf64_##type' src || {
    echo "cppcheck: found something"
    status=1
}
exit $status
