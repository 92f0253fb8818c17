#!/bin/bash
# install.sh - installs Directus beside this file and compiles what its packages bring as source.
set -euo pipefail
cd "$(dirname "$0")"

tools=$PWD/../../../tools/node/node_modules
case $(uname -m) in
    aarch64) kind=linux-arm64 ;;
    *) kind=linux-x64 ;;
esac
headers=$PWD/node_modules/node-$kind
cmp -s package.json node_modules/.installed && exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# try WHAT COMMAND...: what it says matters only when it fails.
try() {
    local what=$1
    shift
    "$@" >"$log" 2>&1 </dev/null && return
    tail -n 30 "$log" >&2
    echo "Directus can't be measured here: $what." >&2
    exit 1
}

compile() { # compile PACKAGE: the headers come with the packaged Node, so nothing is downloaded
    (cd "node_modules/$1" && PATH=$headers/bin:$PATH \
        node "$tools/npm/node_modules/node-gyp/bin/node-gyp.js" rebuild --release --nodedir "$headers")
}

echo "installing Directus and compiling parts of it; this takes some minutes"
try "its packages could not be installed" "$tools/node-$kind/bin/node" "$tools/npm/bin/npm-cli.js" \
    --globalconfig "$(npm config get globalconfig)" install
for package in sqlite3 isolated-vm; do
    try "its package $package could not be compiled" compile $package
done
cp package.json node_modules/.installed
