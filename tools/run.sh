#!/bin/bash
# run.sh - serves a demo company from DATA on LISTEN and says how to call it: run.sh [DATA] [LISTEN].
set -euo pipefail
cd "$(dirname "$0")/.."

data=${1:-./data}
listen=${2:-127.0.0.1:8443}
glimt=${GLIMT_BINARY:-build/glimt}

tools/install.sh build run
[ -n "${GLIMT_BINARY:-}" ] || tools/build.sh build glimt

member() { # the text of a member of a flat JSON object on stdin
    sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"
}

# The application of the last run, unless it is no longer valid; else a new one.
find_application() {
    local url=$1 kept="$data/demo-application.json" answer
    if [ -s "$kept" ]; then
        id=$(member id <"$kept")
        secret=$(member secret <"$kept")
        # The secret goes through a configuration on stdin, so that no list of processes shows it.
        answer=$(printf 'user = "%s:%s"\n' "$id" "$secret" |
            curl -s -K - -o /dev/null -w '%{http_code}' --cacert "$data/tls/cert.pem" \
                -X POST "$url/v1/Auth/Token" || true)
        [ "$answer" = 401 ] || return 0
    fi
    if ! (umask 077 && "$glimt" app add Demo --data "$data" --all-permissions --json >"$kept.new"); then
        rm -f "$kept.new"
        return 1
    fi
    mv "$kept.new" "$kept"
    id=$(member id <"$kept")
    secret=$(member secret <"$kept")
}

greet() {
    local url=$1 cert
    if ! find_application "$url"; then
        echo "No application could be made; \`$glimt app add\` says why." >&2
        return 0
    fi
    cert="$(cd "$data" && pwd)/tls/cert.pem"
    cat <<EOF

  pages               $url/
  API reference       $url/docs
  application id      $id
  application secret  $secret

Two lines to try in another terminal:

  TOKEN=\$(curl -s --cacert '$cert' -u '$id:$secret' -X POST $url/v1/Auth/Token | sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
  curl -s --cacert '$cert' -H "Authorization: Bearer \$TOKEN" '$url/v1/Core/Contacts?page=1&pageSize=3'

Ctrl-C stops the server; $data keeps its data.
EOF
}

scratch=$(mktemp -d)
server=
# shellcheck disable=SC2317 # the trap calls it
finish() {
    rm -rf "$scratch"
    [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
}
trap finish EXIT

mkfifo "$scratch/says"
"$glimt" serve --data "$data" --listen "$listen" --demo >"$scratch/says" &
server=$!
trap 'kill -TERM "$server" 2>/dev/null || true' INT TERM HUP

while IFS= read -r line; do
    echo "$line"
    case $line in
        "listening on "*) greet "${line#listening on }" ;;
    esac
done <"$scratch/says"

# A trapped signal ends wait early, so it is asked again until the server has gone.
while :; do
    wait "$server" && status=0 || status=$?
    kill -0 "$server" 2>/dev/null || break
done
server=
exit "$status"
