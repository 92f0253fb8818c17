#!/bin/bash
# install.sh - installs the Debian packages of the groups named: build, run, test, browser, screenshots, check,
# lint, postgres, bench, libraries, sbom, directus, all.
# The build also needs the packages of the pages (tools/pages.sh), and npm to fetch them; tests in a browser and
# the program that is measured next to ours have packages of their own.
# Does nothing, and needs neither network nor rights, when they are all there.
set -euo pipefail

build="gcc libc6-dev make meson ninja-build pkg-config python3 python3-zxcvbn libgnutls28-dev
       libsqlite3-dev libpq-dev libjansson-dev libsodium-dev liboath-dev libicu-dev libxxhash-dev zlib1g-dev libdeflate-dev libzstd-dev libcurl4-gnutls-dev libexpat1-dev libhiredis-dev libcmocka-dev"
run="curl"
test="curl openssl util-linux tar zstd python3-pytest python3-pytest-xdist python3-hypothesis
      postgresql-15 python3-psycopg2 pgbouncer redis-server python3-jsonschema python3-requests python3-httpx python3-cryptography
      libfuse3-dev e2fsprogs mount sslscan testssl.sh logrotate nginx-light haproxy caddy" # Debian may start pgbouncer, redis-server and the last three, which nothing here uses
s3="swift-proxy swift-account swift-container swift-object memcached" # of tests with a bucket; Debian may start them, which nothing here uses
browser="chromium-headless-shell"
screenshots="pngquant"
check="clang libclang-rt-14-dev clang-format clang-tidy cppcheck"
lint="postgresql-15" # Debian may start a server with it, which nothing here uses
postgres="postgresql-15 util-linux"
bench="wrk nginx-light valgrind"
libraries="openssl libmicrohttpd-dev libevent-dev libh2o-evloop-dev libwebsockets-dev libsoup-3.0-dev libssl-dev" # of bench/http; not in "all"
sbom="binutils" # and packages of npm, which tests use, too
directus="g++" # for what its packages bring as source; not in "all"
command -v npm >/dev/null || build+=" npm"

install_pages() {
    local pages=${0%/*}/pages.sh
    case " $* " in *" build "* | *" all "*) "$pages" install ;; esac
    case " $* " in *" browser "* | *" all "*) "$pages" install-browser ;; esac
    case " $* " in *" bench "* | *" all "*) "$pages" install-peers ;; esac
    case " $* " in *" sbom "* | *" test "* | *" all "*) "$pages" install-sbom ;; esac
}

wanted=""
for group in "$@"; do
    case $group in
        build | run | test | s3 | browser | screenshots | check | lint | postgres | bench | libraries | sbom | directus) wanted+=" ${!group}" ;;
        all) wanted+=" $build $run $test $s3 $browser $check $lint $postgres $bench $sbom" ;;
        *)
            echo "tools/install.sh: there is no group \"$group\"" >&2
            exit 2
            ;;
    esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not Debian: install the equivalents of these packages by hand: ${wanted//$'\n'/ }" | tr -s " " >&2
    exit 1
fi

missing=()
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | head -n 1 || true)
    [ "$state" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    install_pages "$@"
    exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing and only root or sudo can install them: ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# What the package tools say matters only when they fail.
quietly() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1 </dev/null && return
    cat "$log" >&2
    echo "The packages could not be installed: ${missing[*]}" >&2
    exit 1
}
if [ ${#as_root[@]} -gt 0 ] && ! sudo -v; then
    echo "sudo refused; these packages are missing: ${missing[*]}" >&2
    exit 1
fi
quietly apt-get update
quietly apt-get install -y --no-install-recommends "${missing[@]}"
install_pages "$@"
