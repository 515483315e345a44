# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Test Anything Protocol for the scripts beside this file: source it.

n_points=0
n_failed=0

pass() {
    n_points=$((n_points + 1))
    echo "ok $n_points - $1"
}

# fail WHAT [WHY]: the reason may have several lines.
fail() {
    n_points=$((n_points + 1))
    n_failed=$((n_failed + 1))
    echo "not ok $n_points - $1"
    [ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/#   /'
}

skip() {
    n_points=$((n_points + 1))
    echo "ok $n_points - $1 # SKIP $2"
}

# keep_books FOLDER: leaves its books, each once, where tests/validate will find them.
keep_books() {
    local book hash
    [ -n "${SHEAF_TEST_BOOKS:-}" ] || return 0
    mkdir -p "$SHEAF_TEST_BOOKS"
    # Some files are books by their name only, to be refused.
    find "$1" -type f -name '*.epub' -size +4k -print0 | while IFS= read -r -d '' book; do
        hash=$(sha256sum <"$book")
        cp "$book" "$SHEAF_TEST_BOOKS/$(basename "$0")-${hash:0:12}.epub"
    done
}

# The plan comes last: a script that stops on its way has none, which meson counts as a failure.
finish() {
    echo "1..$n_points"
    [ $n_failed -eq 0 ]
}
