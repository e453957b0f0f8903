#!/usr/bin/env bash
# Installs what is missing, builds everything, passes every test. Safe to run twice.
#
#   tests/run.sh            what CI runs
#   tests/run.sh -R crash   arguments go to ctest
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=installers/packages.sh
source installers/packages.sh

install_packages "${build_packages[@]}" "${display_packages[@]}" "${test_packages[@]}"

echo "== Format: clang-format over every source"
git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format-14 --dry-run -Werror

echo "== Build: preset dev, warnings are errors"
# From nothing, several sources at a time are compiled as one; a folder that is there stays as it is.
from_nothing=()
[[ -e build/dev/CMakeCache.txt ]] || from_nothing=(-D OCOP_UNITY=ON)
cmake --preset dev "${from_nothing[@]}"
cmake --build --preset dev

echo "== Headers: each compiles alone"
cmake --build --preset dev --target all_verify_interface_header_sets

echo "== Tests"
# More at a time than cores: many tests wait, for a disk, a window, a peer.
ctest --preset dev -j "$(($(nproc) + 2))" --output-junit "$PWD/build/dev/tests.xml" "$@"

echo "All tests passed. Pictures of the window to look at: build/dev/screenshots"
