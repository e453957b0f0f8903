#!/usr/bin/env bash
# A picture of the till at work, where there is no display: starts it on a virtual one, signs in,
# opens a shift, fills a basket by real key presses, and takes a picture.
#
#   installers/picture-of-till.sh TILL STORE PICTURE.png
#
# Types slowly, as fingers do: the till takes fast keys for a scanner.
# Waits for what the window says in its trace, never for time alone.
set -euo pipefail
till=$1 store=$2 picture=$3
folder=$(mktemp -d)
pids=()
finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$folder"
}
trap finish EXIT

Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp 3>"$folder/display" 2>"$folder/xvfb.log" &
pids+=($!)

# wait_for WHAT FILE PATTERN: until a line of FILE matches, at most a minute.
wait_for() {
    local tries=0
    until [ -s "$2" ] && tail -n 1 "$2" | grep -q "$3"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 600 ]; then
            tail -n 1 "$2" >&2
            echo "The till's picture failed: $1 did not come within a minute." >&2
            cat "$folder"/*.log >&2
            return 1
        fi
        read -r -t 0.1 <> <(:) || true
    done
}
wait_for "a virtual display" "$folder/display" '[0-9]'
export DISPLAY=:$(cat "$folder/display")

"$till" --data "$store" --trace "$folder/trace" --customer-display off >"$folder/till.log" 2>&1 &
pids+=($!)
wait_for "the sign-in screen" "$folder/trace" '"screen":"sign-in"'
# Without a window manager nobody hands the keyboard to the window.
xdotool search --sync --onlyvisible --class ocop-till windowfocus >/dev/null 2>&1 || true

xdotool type --delay 60 1234
xdotool key Return
wait_for "the shift's opening" "$folder/trace" '"screen":"\(open-shift\|sell\)"'
if tail -n 1 "$folder/trace" | grep -q open-shift; then
    xdotool type --delay 60 2000k
    xdotool key Return
fi
wait_for "the selling screen" "$folder/trace" '"screen":"sell"'
lines=0
for words in "mam ca" "tra rung" "gao" "ruou" "gio qua"; do
    xdotool type --delay 60 "$words"
    wait_for "goods called '$words'" "$folder/trace" '"results":[1-9]'
    xdotool key Return
    lines=$((lines + 1))
    wait_for "line $lines" "$folder/trace" "\"lines\":\([$lines-9]\|1[0-9]\),"
done
xdotool type --delay 60 "tra"
wait_for "results of a search" "$folder/trace" '"results":[1-9]'

# What is drawn comes after what is told: the picture is kept once two in a row are the same.
last=
for _ in $(seq 20); do
    import -window root -define png:exclude-chunks=date,time "$picture"
    now=$(cksum <"$picture")
    [ "$now" = "$last" ] && break
    last=$now
done
