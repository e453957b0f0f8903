#!/usr/bin/env bash
# As much of the fault loops as fits into 80 seconds, in an order by seed: the commit chooses it, so
# that each commit looks elsewhere and a red one is red again.
#
#   tests/faults/sample.sh FAULT_LOOP [SEED]
set -euo pipefail
cd "$(dirname "$0")"
commit=$(git rev-parse --short=7 HEAD 2>/dev/null || echo 1)
exec "$1" --sample "${2:-$((16#$commit))}" --seconds 80
