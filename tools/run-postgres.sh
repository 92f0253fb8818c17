#!/bin/bash
# run-postgres.sh - run.sh with its company on a PostgreSQL of its own, in DATA/postgres: run-postgres.sh [DATA] [LISTEN].
# That listens on a socket in there alone, which nobody else on the machine may open, and ends with the server.
set -euo pipefail
cd "$(dirname "$0")/.."

programs=/usr/lib/postgresql/15/bin # where Debian has them
listen=${2:-127.0.0.1:8443}

tools/install.sh build run postgres
mkdir -p "${1:-./data}/postgres"
there=$(cd "${1:-./data}/postgres" && pwd -P)
if [ ${#there} -gt 85 ]; then
    echo "The name $there is too long for a socket in it; choose a shorter one, as with DATA=/srv/glimt." >&2
    exit 1
fi

exec 9>"$there/lock" # whatever starts must not keep it, hence 9>&- below
if ! flock -n 9; then
    echo "Another run-postgres has $there; stop it first." >&2
    exit 1
fi

# PostgreSQL refuses root. Who runs it instead may be barred from a folder above, such as /root, whose doors are opened then.
as=()
owner=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
    owner=postgres
    as=(setpriv --reuid postgres --regid postgres --init-groups)
    for capability in dac_read_search dac_override; do
        "${as[@]}" test -x "$there" && break
        as=(setpriv --reuid postgres --regid postgres --init-groups --inh-caps "+$capability" --ambient-caps "+$capability")
    done
fi
postgres() { # a program of it, with its arguments
    local program=$1
    shift
    (cd "$there/cluster" && exec "${as[@]}" "$programs/$program" "$@" 9>&- </dev/null)
}

install -d -m 700 -o "$owner" "$there/cluster"
if [ ! -f "$there/ready" ]; then
    find "$there/cluster" -mindepth 1 -delete # what a first start left that was cut short
    postgres initdb -D "$there/cluster" --username=postgres --auth=trust --locale=C.UTF-8 --encoding=UTF8 >/dev/null
    "${as[@]}" tee -a "$there/cluster/postgresql.conf" >/dev/null <<'SETTINGS'
listen_addresses = ''
unix_socket_directories = '.'
unix_socket_permissions = 0700
SETTINGS
fi

# shellcheck disable=SC2317 # the trap calls it
finish() {
    trap '' INT TERM HUP
    postgres pg_ctl -D "$there/cluster" -m fast -w stop >/dev/null 2>&1 || true
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
# One that was left behind by a run that was killed goes on.
if ! postgres pg_ctl -D "$there/cluster" status >/dev/null 2>&1 &&
    ! postgres pg_ctl -D "$there/cluster" -l "$there/cluster/log" -w start >/dev/null 2>&1; then
    echo "PostgreSQL did not start; $there/cluster/log says why." >&2
    exit 1
fi
if [ ! -f "$there/ready" ]; then
    postgres createuser -h "$there/cluster" -U postgres glimt
    postgres createdb -h "$there/cluster" -U postgres -O glimt glimt
    touch "$there/ready"
fi

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
