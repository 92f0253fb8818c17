#!/bin/bash
# run-postgres.sh - run.sh with its company on a PostgreSQL of its own, in DATA/postgres: run-postgres.sh [DATA] [LISTEN].
# That ends with the server.
set -euo pipefail
cd "$(dirname "$0")/.."

listen=${2:-127.0.0.1:8443}

tools/install.sh build run postgres
mkdir -p "${1:-./data}/postgres"
there=$(cd "${1:-./data}/postgres" && pwd -P)

exec 9>"$there/lock" # whatever starts must not keep it, hence 9>&- below
if ! flock -n 9; then
    echo "Another run-postgres has $there; stop it first." >&2
    exit 1
fi

# shellcheck disable=SC2317 # the trap calls it
finish() {
    trap '' INT TERM HUP
    tools/postgres.sh stop "$there" 9>&-
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
tools/postgres.sh start "$there" 9>&-

# Commands on this directory find the database by themselves.
url="postgres://glimt@/glimt?host=$(printf %s "$there/cluster" | sed 's/%/%25/g; s/ /%20/g; s/&/%26/g; s/#/%23/g')"
(umask 077 && mkdir -p "$there/company" && echo "database = \"$url\"" >"$there/company/glimt.conf")
cat <<WHERE
database            $url
data directory      $there/company
to look into it     psql '$url'

WHERE

tools/run.sh "$there/company" "$listen" 9>&- &
server=$!
trap 'kill -TERM "$server" 2>/dev/null || true' INT TERM HUP
while :; do # a trapped signal ends wait early
    wait "$server" && status=0 || status=$?
    kill -0 "$server" 2>/dev/null || break
done
exit "$status"
