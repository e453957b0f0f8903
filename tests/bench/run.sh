#!/bin/sh
# Measures the till: builds the release preset, runs every benchmark, prints one table with each
# figure as a ratio to a floor taken in the same run. Arguments go to the benchmark program, e.g.
#   tests/bench/run.sh --benchmark_filter=append
set -eu
cd "$(dirname "$0")/../.."
build=${OCOP_BENCH_BUILD:-build/release}
echo "Building $build ..." >&2
cmake --preset release -B "$build" >/dev/null
cmake --build "$build" --target ocop_bench >/dev/null
echo "Measuring (some minutes; other work on this machine disturbs it) ..." >&2
"$build/tests/bench/ocop_bench" "$@"
# Printing and the running till need an emulated bus; without one their rows are left out, aloud.
if ! command -v umockdev-wrapper >/dev/null; then
    echo "No umockdev-wrapper: neither printing nor the running till is measured." >&2
    exit
fi
for part in print till; do
    cmake --build "$build" --target "ocop_${part}_bench" >/dev/null
    umockdev-wrapper "$build/tests/bench/ocop_${part}_bench" "$@"
done
