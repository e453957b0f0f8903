# The Debian 12 packages everything here is built from, tested with, and run on. Read by
# run-till.sh and tests/run.sh; README.md says why each is here.

build_packages=(
    g++ cmake ninja-build pkg-config gettext ccache
    libwxgtk3.2-dev libsqlite3-dev libhpdf-dev libusb-1.0-0-dev libsodium-dev libexpected-dev
    nlohmann-json3-dev libcli11-dev libutf8proc-dev libfreetype-dev libpng-dev libwebp-dev libzint-dev
    libzip-dev libxlsxwriter-dev libzstd-dev libsimdjson-dev libcurl4-openssl-dev ca-certificates fonts-noto-core
)

# A window without a display, under a window manager as a shop's is; keys pressed by a program, and a
# picture of it.
display_packages=(xvfb xauth xdotool imagemagick openbox)

test_packages=(
    libgtest-dev libgmock-dev libbenchmark-dev librapidcheck-dev sqlite3 minisign poppler-utils qpdf
    libzbar-dev zbar-tools unzip umockdev libumockdev-dev libxkbcommon-dev xkb-data nginx openssl curl
    clang-format-14 clang-tidy-14 git python3
)

# install_packages NAME…: installs what is not there yet; asks no questions. Needs root or sudo.
install_packages() {
    local missing=() name
    for name in "$@"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        echo "== Packages: all ${#} are there."
        return
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "Installing needs root: run this as root or install sudo. Missing: ${missing[*]}" >&2
            return 1
        }
        as_root=(sudo)
    fi
    echo "== Packages: installing ${#missing[@]} from Debian: ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}
