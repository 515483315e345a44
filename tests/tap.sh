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

# The plan comes last: a script that stops on its way has none, which meson counts as a failure.
finish() {
    echo "1..$n_points"
    [ $n_failed -eq 0 ]
}
