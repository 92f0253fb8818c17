#!/bin/bash
# format.sh - runs clang-format, with the options given, over all C files.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-format >/dev/null || tools/install.sh check
find src tests bench -name '*.[ch]' -print0 | xargs -0 -r clang-format "$@"
