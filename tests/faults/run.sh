#!/usr/bin/env bash
# All fault loops: every read, write and sync of every verb failed, cut short and killed. Prints each
# promise that was broken, and how often each scenario ran. Takes hours,
# so it can be had in parts.
#
#   tests/faults/run.sh                          everything
#   tests/faults/run.sh --part 3/20              the third of twenty parts of everything
#   tests/faults/run.sh --scenario 'sell-*'      arguments go to fault_loop
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset dev >/dev/null
cmake --build --preset dev --target fault_loop
exec build/dev/tests/faults/fault_loop --all "$@"
