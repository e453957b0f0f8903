#!/usr/bin/env bash
# From a fresh Debian 12 to a till with real OCOP goods: installs packages, builds, makes a training
# store and opens the till on it. Without a display it plays one shop day instead and leaves what
# came of it on disk. Safe to run twice: a store that is there is kept.
#
#   installers/run-till.sh                  all of it
#   installers/run-till.sh --packages-only  only the packages
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=installers/packages.sh
source installers/packages.sh

install_packages "${build_packages[@]}" "${display_packages[@]}"
if [ "${1:-}" = --packages-only ]; then
    echo "Packages are installed."
    exit 0
fi

echo "== Build: preset release (the first time takes some minutes)"
mkdir -p build
cmake --preset release -DOCOP_TESTS=OFF -DOCOP_BENCH=OFF >build/run-till-configure.log 2>&1 || {
    cat build/run-till-configure.log >&2
    exit 1
}
cmake --build --preset release
ocop=$PWD/build/release/pos/ocop
till=$PWD/build/release/pos/ocop-till

# make_store FOLDER [OPTION…]: a training store with three users (PIN 1234) and the sample goods.
make_store() {
    local store=$1
    shift
    "$ocop" init --data "$store" --training --province "Quảng Nam" --point QNA-HOIAN-01 \
        --name "Điểm OCOP Hội An" --district "Hội An" --till 1 "$@"
    local user
    for user in hoa:manager minh:lead lan:cashier; do
        echo 1234 | "$ocop" user add "${user%%:*}" --role "${user##*:}" --pin-stdin --data "$store" "$@"
    done
    "$ocop" settings set shop.address "1 Trần Phú, Hội An (ví dụ)" --data "$store" "$@"
    "$ocop" settings set receipt.file pdf --data "$store" "$@"
    "$ocop" settings set printer folder --data "$store" "$@"
    "$ocop" catalog import catalog-sync/sample/ocop_products.csv \
        --figures catalog-sync/sample/demo_figures.csv --data "$store" 2>"$store/catalog-import.log"
}

demo=${OCOP_DEMO:-$PWD/build/demo}
mkdir -p "$demo"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    if [ ! -e "$demo/store/ledger.db" ]; then
        echo "== Store: a training store with the sample catalogue (demonstration prices)"
        make_store "$demo/store"
    fi
    echo "== Till: sign in as lan, minh or hoa with PIN 1234"
    "$till" --data "$demo/store"
    echo "The till was closed; its training store is in $demo/store"
    exit 0
fi

echo "== No display: playing one shop day through the same core, in $demo/day"
rm -rf "$demo/day"
mkdir -p "$demo/day"
store=$demo/day/store
make_store "$store" --at 2026-11-20T06:30:00+07:00
"$ocop" sell --strict --script tests/scenarios/shop_day.jsonl --data "$store" >"$demo/day/answers.jsonl"
"$ocop" journal verify --full --data "$store"
"$ocop" shift report 1 --as z --data "$store" --out "$demo/day/z-report.txt"
"$ocop" shift report 1 --as z --format pdf --data "$store" --out "$demo/day/z-report.pdf"
"$ocop" receipt last --as png --data "$store" --out "$demo/day/receipt-last.png"
"$ocop" receipt 11 --as png --data "$store" --out "$demo/day/receipt-11.png"
"$ocop" receipt 11 --as pdf --data "$store" --out "$demo/day/receipt-11.pdf"
"$ocop" revenue report --from 2026-11-20 --to 2026-11-20 --by star --data "$store"
"$ocop" revenue export --from 2026-11-20 --to 2026-11-20 --data "$store" --out "$demo/day/export" \
    --at 2026-11-20T18:00:00+07:00

echo "== The till under a virtual display, for its picture"
installers/picture-of-till.sh "$till" "$store" "$demo/day/till.png"

echo
echo "What the day left behind:"
find "$demo/day" -maxdepth 2 -type f \( -name '*.p[nd][gf]' -o -name 'z-report.*' -o -path '*/export/*' \) | sort
echo "Receipts as PDF: $store/receipts ($(find "$store/receipts" -name '*.pdf' | wc -l) files)"
echo "The shop day is done: look into $demo/day"
