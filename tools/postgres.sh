#!/bin/bash
# postgres.sh - a PostgreSQL of somebody's own in DIR: postgres.sh start DIR [SETTING...], postgres.sh stop DIR.
# It listens on a socket in DIR/cluster alone, which nobody else on the machine may open, and has one database, glimt, of
# the user glimt. A start makes what is missing, and goes on with one that runs.
set -euo pipefail

programs=/usr/lib/postgresql/15/bin # where Debian has them
there=$(cd "$2" && pwd -P)

if [ ${#there} -gt 85 ]; then
    echo "The name $there is too long for a socket in it; choose a shorter one, as with DATA=/srv/glimt." >&2
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
run() { # a program of it, with its arguments
    local program=$1
    shift
    (cd "$there/cluster" && exec "${as[@]}" "$programs/$program" "$@" </dev/null)
}

make_cluster() {
    find "$there/cluster" -mindepth 1 -delete # what a first start left that was cut short
    run initdb -D "$there/cluster" --username=postgres --auth=trust --locale=C.UTF-8 --encoding=UTF8 >/dev/null
    printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '.'" "unix_socket_permissions = 0700" "$@" |
        "${as[@]}" tee -a "$there/cluster/postgresql.conf" >/dev/null
}

start() {
    install -d -m 700 -o "$owner" "$there/cluster"
    [ -f "$there/ready" ] || run pg_ctl -D "$there/cluster" status >/dev/null 2>&1 || make_cluster "$@"
    if ! run pg_ctl -D "$there/cluster" status >/dev/null 2>&1 &&
        ! run pg_ctl -D "$there/cluster" -l "$there/cluster/log" -t 600 -w start >/dev/null 2>&1; then
        echo "PostgreSQL did not start; $there/cluster/log says why." >&2
        exit 1
    fi
    if [ ! -f "$there/ready" ]; then
        run createuser -h "$there/cluster" -U postgres --createrole glimt 2>/dev/null || true # a start that was cut short has one
        run createdb -h "$there/cluster" -U postgres -O glimt glimt 2>/dev/null || true
        run psql -h "$there/cluster" -U glimt -d glimt -c ""
        touch "$there/ready"
    fi
}

case $1 in
    start) start "${@:3}" ;;
    stop) run pg_ctl -D "$there/cluster" -m fast -t 600 -w stop >/dev/null 2>&1 || true ;;
esac
