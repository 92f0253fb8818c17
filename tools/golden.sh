#!/bin/bash
# golden.sh - compares what the program derives from its declarations with tests/golden, or writes it.
# golden.sh write | golden.sh compare RESULTS.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

glimt=${GLIMT_BINARY:-build/glimt}
golden=tests/golden

# name of the file, the words of the command that gives it
derived="openapi.json openapi
openapi-admin.json openapi --admin
routes.txt routes
statements.sql statements"

case ${1:-} in
    write)
        while read -r file command; do
            # shellcheck disable=SC2086 # several words are meant
            "$glimt" $command >"$golden/$file.new" || exit 1
            mv "$golden/$file.new" "$golden/$file"
        done <<<"$derived"
        ;;
    compare)
        [ $# -eq 2 ] || exit 2
        : >"$2"
        while read -r file command; do
            if "$glimt" $command | diff -u "$golden/$file" - | head -n 100; then
                printf 'golden %s\tpassed\n' "$file" >>"$2"
            else
                echo "$golden/$file differs; \`make golden\` writes it anew" >&2
                printf 'golden %s\tfailed\n' "$file" >>"$2"
            fi
        done <<<"$derived"
        ;;
    *)
        echo "golden.sh: say write or compare" >&2
        exit 2
        ;;
esac
