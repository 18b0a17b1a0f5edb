# Sourced by run, test and bench: packages, build, and one-line failures.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

packages_build="build-essential cmake ninja-build ccache mold pkg-config
  libsdl2-dev libsdl2-image-dev libimgui-dev libstb-dev libfreetype-dev libcurl4-openssl-dev libsqlite3-dev libpq-dev libsodium-dev
  nlohmann-json3-dev libsimdjson-dev libtomlplusplus-dev libcli11-dev libspdlog-dev libfmt-dev
  libexpected-dev libmicrohttpd-dev libqrencode-dev prometheus-cpp-dev libxlsxwriter-dev libx11-dev libxtst-dev fonts-inter fonts-materialdesignicons-webfont espeak-ng"
packages_display="xvfb libxext-dev libxdamage-dev x11-utils"
packages_test="doctest-dev librapidcheck-dev libyaml-cpp-dev libzxing-dev libgl-dev libegl-dev libopengl-dev libgl1-mesa-dri procps coreutils util-linux
  postgresql-15 nginx openssl systemd unzip"
packages_bench="chromium libgl-dev libgl1-mesa-dri"

# need_packages NAME …: installs those of the Debian packages that are missing.
need_packages() {
  local missing=() name installed
  # One question for all: a second run must be quick. It fails when dpkg has never heard of one of them, and tells the rest.
  installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true) "
  for name in "$@"; do
    [[ $installed == *" installed:$name "* ]] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || die "this needs Debian's apt-get to install: ${missing[*]}"
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "run as root or install sudo; missing packages: ${missing[*]}"
    as=(sudo)
  fi
  echo "Installing: ${missing[*]}" >&2
  local log; log=$(mktemp)
  { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"; } \
      >"$log" 2>&1 || { tail -n 5 "$log" >&2; die "apt-get could not install the packages (whole log: $log)"; }
  rm -f "$log"
}

# build PRESET [TARGET …]: configures when needed and builds.
build() {
  local preset=$1; shift
  local targets=()
  [ $# -gt 0 ] && targets=(--target "$@")
  cd "$root" || die "cannot enter $root"
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >&2 || die "CMake could not configure the $preset preset"
  cmake --build --preset "$preset" "${targets[@]}" >&2 || die "the build failed; the compiler's words are above"
}
