#!/bin/bash
# build.sh - bare servers over the HTTP libraries of Debian 12, to measure them: build.sh BUILD, where Glimt is built.
# tools/install.sh libraries has what they want.
set -euo pipefail
build=$(realpath "$1")
cd "$(dirname "$0")"
out=$build/bench/http
mkdir -p "$out"

compile() { # compile NAME FLAG...
    local name=$1
    shift
    ${CC:-cc} -std=gnu11 -O2 -Wall -Wextra "$name.c" -o "$out/$name" "$@"
}

packages() {
    pkg-config --cflags --libs "$@"
}

compile own -I../../src "$build"/src/libhttp.a "$build"/src/libbase.a $(packages gnutls libsodium icu-i18n libxxhash) -lpthread
compile microhttpd $(packages libmicrohttpd)
compile evhttp $(packages libevent libevent_openssl openssl)
compile h2o -DH2O_USE_EPOLL=1 -DH2O_USE_LIBUV=0 $(packages libh2o-evloop openssl)
compile websockets $(packages libwebsockets openssl)
compile soup $(packages libsoup-3.0)
